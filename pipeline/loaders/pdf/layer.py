"""The text layer of a PDF page: its words with their boxes, and the rules drawn on it.

A word's box is asked for its first and last character only: asking for each would take longer than reading the text.
"""

import ctypes
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import pi
from typing import TYPE_CHECKING

import regex

from pipeline.loaders.loader import LoadError
from pipeline.loaders.pdf.encoding import convert_words
from pipeline.loaders.pdf.frame import Frame
from pipeline.loaders.printed.tables import Rule
from pipeline.loaders.printed.words import Word

if TYPE_CHECKING:
    from pypdfium2 import PdfPage, PdfTextPage

MAX_PAGE_CHARS = 500_000
_MAX_OBJECTS = 20_000  # a page with more of them is a drawing, whose rules are no table's
_THIN, _LONG = 3.0, 6.0  # points: a rule is not thicker, nor shorter
_HYPHENS = "\x02\ufffe"  # how PDFium writes a hyphen at a line's end
_WORD = regex.compile(rf"[^\s{_HYPHENS}]+[{_HYPHENS}]?|[{_HYPHENS}]")


@dataclass(frozen=True, slots=True)
class Layer:
    """What a page holds: words in the file's order, rules across and down, its shown size.

    `converted` counts the words that were in encodings from before Unicode.
    """

    words: list[Word]
    across: list[Rule]
    down: list[Rule]
    width: float
    height: float
    converted: Counter[str] = field(default_factory=Counter)


def read_layer(page: "PdfPage", *, as_shown: bool = False) -> Layer:
    """The text layer of a page, which may hold no words; LoadError too-large for endless text.

    The page is turned so that most of its lines are level, or as viewers show it.
    """
    textpage = page.get_textpage()
    try:
        if textpage.count_chars() > MAX_PAGE_CHARS:
            raise LoadError("too-large", f"a page with more than {MAX_PAGE_CHARS:,} characters")
        left, bottom, right, top = page.get_bbox()
        text = textpage.get_text_range() if textpage.count_chars() else ""
        spans = [match.span() for match in _WORD.finditer(text)]
        turn = page.get_rotation() if as_shown or not spans else _turn(textpage, text, spans)
        frame = Frame(left, bottom, right, top, turn)
        said, converted = convert_words(_said(text, spans), [start for start, _ in spans], text, textpage)
        words = _words(textpage, text, spans, said, frame)
        across, down = _rules(page, frame) if words else ([], [])
        return Layer(words, across, down, *frame.size, converted)
    finally:
        textpage.close()


def _turn(textpage: "PdfTextPage", text: str, spans: list[tuple[int, int]]) -> int:
    """How far the page must be turned clockwise for most of its lines to be level."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - slow to import

    turns: Counter[int] = Counter()
    line_end = -1
    for start, _ in spans:
        if start > line_end:
            line_end = text.find("\n", start)
            angle = pdfium.FPDFText_GetCharAngle(textpage, start)
            turns[-round(2 * angle / pi) % 4 * 90 if angle >= 0 else 0] += 1
            if line_end < 0:
                break
    return turns.most_common(1)[0][0] if turns else 0


def _said(text: str, spans: list[tuple[int, int]]) -> list[str]:
    """The words, a hyphen at a line's end as a hyphen."""
    return [text[start : end - 1] + "-" if text[end - 1] in _HYPHENS else text[start:end] for start, end in spans]


def _words(
    textpage: "PdfTextPage", text: str, spans: list[tuple[int, int]], said: Sequence[str], frame: Frame
) -> list[Word]:
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - slow to import

    rectangle = pdfium.FS_RECTF()
    pointer, box_of, handle = ctypes.byref(rectangle), pdfium.FPDFText_GetLooseCharBox, textpage.raw
    index_of = None if len(text) == textpage.count_chars() else pdfium.FPDFText_GetCharIndexFromTextIndex
    shown, words = frame.shown, []
    order, line_end = 0, text.find("\n")
    for (start, end), word in zip(spans, said, strict=True):
        order += 1
        if 0 <= line_end < start:  # a word behind a break follows none
            order, line_end = order + 1, text.find("\n", start)
        first, last = start, end - 1
        if index_of is not None:
            first, last = index_of(handle, first), index_of(handle, last)
        if not box_of(handle, first, pointer):
            continue
        left, bottom, right, top = rectangle.left, rectangle.bottom, rectangle.right, rectangle.top
        if last > first and box_of(handle, last, pointer):
            if rectangle.bottom != bottom or rectangle.top != top or rectangle.left < left:
                left, bottom, top = min(left, rectangle.left), min(bottom, rectangle.bottom), max(top, rectangle.top)
            right = max(right, rectangle.right)
        words.append(Word(word, *shown(left, bottom, right, top), order))
    return words


def _rules(page: "PdfPage", frame: Frame) -> tuple[list[Rule], list[Rule]]:
    """The straight lines on a page, level and upright; thin bars are lines too."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - slow to import

    count = pdfium.FPDFPage_CountObjects(page)
    across: list[Rule] = []
    down: list[Rule] = []
    if count > _MAX_OBJECTS:
        return across, down
    edges = [ctypes.c_float() for _ in range(4)]
    for index in range(count):
        item = pdfium.FPDFPage_GetObject(page, index)
        if pdfium.FPDFPageObj_GetType(item) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        if not pdfium.FPDFPageObj_GetBounds(item, *edges):
            continue
        left, top, right, bottom = frame.shown(*(edge.value for edge in edges))
        boxes = [(left, top, right, bottom)]
        if right - left > _THIN and bottom - top > _THIN:
            boxes = _drawn(item, frame)
        for box in boxes:
            _add_rule(box, across, down)
    return across, down


def _add_rule(box: tuple[float, float, float, float], across: list[Rule], down: list[Rule]) -> None:
    left, top, right, bottom = box
    if bottom - top <= _THIN and right - left >= _LONG:
        across.append(Rule((top + bottom) / 2, left, right))
    elif right - left <= _THIN and bottom - top >= _LONG:
        down.append(Rule((left + right) / 2, top, bottom))


def _drawn(path: object, frame: Frame) -> list[tuple[float, float, float, float]]:
    """The strokes of a path that is more than one line."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - slow to import

    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(path, fill, stroke) or not stroke.value:
        return []
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(path, matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    boxes = []
    for index in range(min(pdfium.FPDFPath_CountSegments(path), _MAX_OBJECTS)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO:
            boxes += _strokes(points, frame)
            points = []
        points.append(point)
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    return boxes + _strokes(points, frame)


def _strokes(points: list[tuple[float, float]], frame: Frame) -> list[tuple[float, float, float, float]]:
    return [frame.shown(min(x, u), min(y, v), max(x, u), max(y, v)) for (x, y), (u, v) in pairwise(points)]
