"""Where on its page the words of a fact stand, looked up in the PDF file that it came from."""

from dataclasses import dataclass

from pipeline.loaders import LoadError
from pipeline.store import Store, StoredFact

_BEFORE = 200  # characters that tell a quote from others that say the same
Boxes = list[tuple[float, float, float, float]]


@dataclass(frozen=True, slots=True)
class Looked:
    """The boxes of each mention of a fact, those of one line each: left, top, right, bottom in points from the upper left
    corner of its page. `note` says why there are none for some of them, if that needs saying."""

    boxes: tuple[Boxes, ...]
    note: str | None = None


def look_up(store: Store, fact: StoredFact) -> Looked:
    """The boxes of a fact's mentions; none, and no note, where its document has no pages."""
    none: tuple[Boxes, ...] = tuple([] for _ in fact.mentions)
    if not any(mention.place and mention.place.page for mention in fact.mentions):
        return Looked(none)
    document = store.document(fact.document.id)
    if document.format != "pdf":
        return Looked(none)
    path = store.file_of(document.card.id)
    if path is None:
        return Looked(none, "the store does not know which file the document came from")
    try:
        return _looked(fact, document.text, path, _original(path, document.card.url, document.record))
    except LoadError as error:
        return Looked(none, f"{path}: {error.message}")


def _original(path: str, url: str | None, record: str | None) -> bytes:
    from pipeline.sources.originals import read_original  # noqa: PLC0415 - few facts need it

    return read_original(path, url, record)


def _looked(fact: StoredFact, text: str, path: str, data: bytes) -> Looked:
    from pipeline.loaders.pdf.boxes import find_boxes  # noqa: PLC0415 - few facts need it

    if not data.startswith(b"%PDF"):
        return Looked(tuple([] for _ in fact.mentions), f"{path} is no PDF file (an archive of several files?)")
    boxes: list[Boxes] = []
    lost = None
    for mention in fact.mentions:
        page = mention.place.page if mention.place else None
        before = text[max(0, mention.start - _BEFORE) : mention.start]
        boxes.append(find_boxes(data, page, mention.quote, before) if page else [])
        if page and not boxes[-1]:
            lost = f"page {page} of {path} does not hold these words as text (a picture, or another file than was read)"
    return Looked(tuple(boxes), lost)
