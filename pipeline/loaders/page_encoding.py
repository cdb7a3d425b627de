"""Old encodings in a web page: its texts are converted in place, before anything is read from them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from lxml import etree

from pipeline.loaders.legacy import convert_texts, may_be_legacy, stated_encodings
from pipeline.loaders.page_fonts import PageFonts
from pipeline.model import Stated

# fmt: off
_INLINE = frozenset({
    "a", "b", "i", "u", "em", "strong", "font", "span", "sub", "sup", "small", "big", "strike", "s", "tt", "ins", "del",
    "mark",
})
# fmt: on
_UNREAD = frozenset(("script", "style"))
# a letter of Latin-1 by its name or number: a page may hide the bytes of an old encoding so
_REFERENCE = re.compile(
    r"&(?:[A-Za-z]{1,2}(?:acute|grave|circ|tilde|uml|ring|cedil|lig|slash)|micro|para|eth|shy|#1[6-9]\d|#2[0-5]\d);"
)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # no tree takes them


@dataclass(frozen=True, slots=True)
class _Piece:
    """A text of the page, before or behind an element's children; `breaks` where it begins a line."""

    element: "etree._Element"
    part: Literal["text", "tail"]
    text: str
    breaks: bool
    font: str | None


def convert_page(root: "etree._Element", markup: str) -> tuple[Stated, ...]:
    """Convert what is in an old encoding, titles and descriptions of the page among it; what was converted.

    `markup` is what the page was parsed from.
    """
    if not may_be_legacy(markup) and not _REFERENCE.search(markup):
        return ()
    metas = root.findall(".//meta[@content]")
    if not may_be_legacy("".join([*map(str, root.itertext()), *(meta.get("content", "") for meta in metas)])):
        return ()
    pieces = list(_pieces(root))
    texts: list[str] = []
    fonts: list[str | None] = []
    for piece in pieces:
        texts += ("\n" if piece.breaks else "", piece.text)
        fonts += (None, piece.font)
    for meta in metas:
        texts += ("\n", meta.get("content", ""))
        fonts += (None, None)
    converted = convert_texts(texts, fonts)
    made = converted.texts
    if converted.counts:
        for piece, new in zip(pieces, made[1::2], strict=False):
            if new != piece.text:
                setattr(piece.element, piece.part, _CONTROLS.sub("", new))
        for meta, new in zip(metas, made[1 + 2 * len(pieces) :: 2], strict=True):
            meta.set("content", _CONTROLS.sub("", new))
    return stated_encodings(converted.counts)


def _pieces(root: "etree._Element") -> Iterator[_Piece]:
    """The texts of the page in order, each with the font that it is set in."""
    page_fonts = PageFonts(root)
    fonts: list[str | None] = [None]
    breaks = True
    for event, element in etree.iterwalk(root, events=("start", "end")):
        breaks = breaks or element.tag not in _INLINE
        part: Literal["text", "tail"] = "text" if event == "start" else "tail"
        if event == "start":
            fonts.append(page_fonts.of(element) or fonts[-1])
        else:
            fonts.pop()
        text = element.text if event == "start" else element.tail
        if text and not (event == "start" and element.tag in _UNREAD):
            yield _Piece(element, part, text, breaks, fonts[-1])
            breaks = False
