"""A PDF's text: each page by its text layer, where that can be trusted."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.loaders.days import read_day
from pipeline.loaders.known import Found
from pipeline.loaders.legibility import judge
from pipeline.loaders.loader import LoadError
from pipeline.loaders.pdf.layer import Layer, read_layer
from pipeline.loaders.pdf.opening import open_pdf
from pipeline.loaders.pdf.pictures import picture_share
from pipeline.loaders.printed.furniture import Page, without_furniture
from pipeline.loaders.printed.rules import PrintRules, load_print_rules
from pipeline.loaders.printed.tables import take_tables
from pipeline.loaders.printed.text import PrintedText
from pipeline.loaders.printed.words import find_lines
from pipeline.model import Quality, Stated
from pipeline.text.stored import stored_text

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

MAX_CHARS = 20_000_000
_STAMP_LETTERS = 400  # a signature's stamp has fewer
_STAMP_SHARE = 0.12  # of the page that it covers at most
_SCAN_SHARE = 0.4  # of the page that a scan covers at least
_NAMED = 12  # pages that a reason names


@dataclass(slots=True)
class Grades:
    """What was found of the pages' text layers: for each reason, the pages it holds for."""

    pages: int = 0
    doubtful: dict[str, list[int]] = field(default_factory=dict)
    unreadable: dict[str, list[int]] = field(default_factory=dict)

    def add(self, page: int, quality: Quality, reason: str | None) -> None:
        self.pages += 1
        if reason is not None:
            grade = self.unreadable if quality is Quality.UNREADABLE else self.doubtful
            grade.setdefault(reason, []).append(page)

    def verdict(self) -> tuple[Quality, str | None]:
        """The grade of the whole: unreadable where most pages are, doubtful where some page is not good."""
        if not self.doubtful and not self.unreadable:
            return Quality.GOOD, None
        reasons = [*self.unreadable.items(), *self.doubtful.items()]
        lost = sum(map(len, self.unreadable.values()))
        quality = Quality.UNREADABLE if 2 * lost > self.pages else Quality.DOUBTFUL
        return quality, "; ".join(f"{_pages(pages, self.pages)}: {reason}" for reason, pages in reasons)


def read_pdf(data: bytes) -> Found:
    """The text of a PDF with its pages as places; LoadError no-text-layer where there is none."""
    rules = load_print_rules()
    grades, text = Grades(), PrintedText(rules)
    stated: dict[Stated, None] = {}
    with open_pdf(data) as document:
        for page in without_furniture(_pages_of(document, grades), rules):
            stated.update(dict.fromkeys(_head_days(page, rules)))
            text.add_page(page)
            if text.length > MAX_CHARS:
                raise LoadError("too-large", f"more than {MAX_CHARS:,} characters on its first {page.number:,} pages")
    body, places, doubts = text.end()
    if not any(letter.isalnum() for letter in body):
        raise LoadError("no-text-layer", f"{grades.pages} pages that are pictures only: a scan without a text layer")
    quality, reason = grades.verdict()
    return Found(
        text=stored_text(body),
        quality=quality,
        quality_reason=reason,
        places=places,
        doubts=doubts,
        stated=tuple(stated),
    )


def _pages_of(document: "PdfDocument", grades: Grades) -> Iterator[Page]:
    for index in range(len(document)):
        page = document[index]
        try:
            layer = read_layer(page)
            grades.add(index + 1, *judge_layer(layer, page))
        finally:
            page.close()
        tables, words = take_tables(layer.words, layer.across, layer.down)
        yield Page(index + 1, layer.width, layer.height, find_lines(words), tables)


def judge_layer(layer: Layer, page: "PdfPage") -> tuple[Quality, str | None]:
    """The grade of a page's text layer; that of a page which shows nothing at all is good."""
    letters = sum(len(word.text) for word in layer.words)
    if letters < _STAMP_LETTERS and _extent(layer) < _STAMP_SHARE and picture_share(page) > _SCAN_SHARE:
        if letters == 0:
            return Quality.UNREADABLE, "a scan without a text layer"
        return Quality.UNREADABLE, "a scan whose text layer holds a stamp only"
    return judge(" ".join(word.text for word in layer.words))


def _extent(layer: Layer) -> float:
    """The share of the page that the box around all its words covers."""
    if not layer.words:
        return 0.0
    width = max(word.right for word in layer.words) - min(word.left for word in layer.words)
    height = max(word.bottom for word in layer.words) - min(word.top for word in layer.words)
    return width * height / max(layer.width * layer.height, 1.0)


def _head_days(page: Page, rules: PrintRules) -> Iterator[Stated]:
    """The day of the gazette's issue, which its running heads give."""
    for head in page.heads:
        match = rules.gazette_head.match(head)
        day = read_day(match["day"].replace("-", "/")) if match and match["day"] else None
        if day:
            yield Stated("published", day, "running head of the gazette")


def _pages(pages: list[int], total: int) -> str:
    if len(pages) == total:
        return "all pages" if total > 1 else "its page"
    named = ", ".join(map(str, pages[:_NAMED])) + (" ..." if len(pages) > _NAMED else "")
    return f"page {named}" if len(pages) == 1 else f"pages {named}"
