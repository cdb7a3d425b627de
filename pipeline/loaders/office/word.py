"""The body of a DOCX file as pieces: paragraphs with their runs and list numbers, tables, text boxes, footnotes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.loaders.legacy import OPTIONAL_HYPHEN
from pipeline.loaders.office.symbols import shown_text, symbol
from pipeline.loaders.office.word_styles import Lists, Style, Styles, W, is_on, list_style, run_style, value_of
from pipeline.loaders.pieces import Cell, Paragraph, Piece, Run, Table

if TYPE_CHECKING:
    from lxml.etree import _Element

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_BREAKS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}ptab": "\t"} | {
    f"{W}softHyphen": OPTIONAL_HYPHEN
}
_NOT_TEXT = frozenset(
    W + name
    for name in ("pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "sdtPr", "sdtEndPr", "rubyPr", "rt")
) | frozenset(
    W + name  # what was deleted or moved away, what a field computes from, what is drawn
    for name in ("del", "moveFrom", "delText", "instrText", "delInstrText", "fldData", "object", "comment")
)  # fmt: skip
_CODE = re.compile(r"[0-9A-Fa-f]{1,4}")
_MOST_HEADS = 4
_MOST_COLUMNS = 500


@dataclass(slots=True)
class WordReader:
    """Reads the pieces of one document. `notes` gathers the marks of footnotes and endnotes in the order they come."""

    styles: Styles
    lists: Lists
    notes: list[tuple[str, str]] = field(default_factory=list)
    pictures: int = 0

    def pieces(self, parent: "_Element") -> Iterator[Piece]:
        """The paragraphs and tables below an element, in order; those of text boxes come after their paragraph."""
        for child in parent:
            tag = child.tag
            if tag == f"{W}p":
                boxes: list[_Element] = []
                yield self.paragraph(child, boxes)
                for box in boxes:
                    yield from self.pieces(box)
            elif tag == f"{W}tbl":
                yield self.table(child)
            elif tag not in _NOT_TEXT:
                yield from self.pieces(_chosen(child) if tag == f"{_MC}AlternateContent" else child)

    def paragraph(self, element: "_Element", boxes: "list[_Element]") -> Paragraph:
        """The runs of a paragraph behind its list number; text boxes that hang on it go to `boxes`."""
        properties = element.find(f"{W}pPr")
        name = None if properties is None else value_of(properties, "pStyle")
        style = self.styles.of(name or self.styles.paragraph)
        numbered = list_style(properties).over(style)
        mark = self.lists.next_mark(numbered.list_id, numbered.list_depth or 0) if numbered.list_id else ""
        runs = tuple(self.runs(element, style.over(self.styles.base), boxes))
        if mark and any(run.text.strip() for run in runs):
            return Run(f"{mark} "), *runs
        return runs

    def runs(self, element: "_Element", style: Style, boxes: "list[_Element]") -> Iterator[Run]:
        for child in element:
            tag = child.tag
            if tag == f"{W}r":
                yield from self.run(child, style, boxes)
            elif tag == f"{W}txbxContent":
                boxes.append(child)
            elif tag == f"{_MC}AlternateContent":
                yield from self.runs(_chosen(child), style, boxes)
            elif tag == f"{_M}t":
                yield Run(child.text or "")
            elif tag not in _NOT_TEXT and isinstance(tag, str):
                yield from self.runs(child, style, boxes)

    def run(self, element: "_Element", style: Style, boxes: "list[_Element]") -> Iterator[Run]:
        """The text of a w:r in its font; none where it is hidden."""
        properties = element.find(f"{W}rPr")
        if properties is not None:
            named = self.styles.of(value_of(properties, "rStyle"))
            style = run_style(properties).over(named).over(style)
        if style.hidden:
            return
        for child in element:
            tag = child.tag
            if tag == f"{W}t":
                yield Run(shown_text(child.text or "", style.font), style.font)
            elif tag in _BREAKS:
                yield Run(_BREAKS[tag], style.font)
            elif tag == f"{W}sym":
                yield _symbol(child)
            elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                self.notes.append((tag.removeprefix(W).removesuffix("Reference"), child.get(f"{W}id", "")))
                yield Run(f"[{len(self.notes)}]")
            elif tag not in _NOT_TEXT and len(child):
                self.pictures += tag in (f"{W}drawing", f"{W}pict")
                yield from self.runs(_chosen(child) if tag == f"{_MC}AlternateContent" else child, style, boxes)

    def table(self, element: "_Element") -> Table:
        rows: list[tuple[Cell, ...]] = []
        heads, counting = 0, True
        for row in _inside(element, f"{W}tr"):
            properties = row.find(f"{W}trPr")
            if properties is not None and (_says(properties, "del") or _says(properties, "hidden")):
                continue
            cells = tuple(self.cells(row, properties))
            is_head = properties is not None and _says(properties, "tblHeader")
            goes_on = 0 < len(rows) < _MOST_HEADS and any(_is_covered(cell) for cell in _inside(row, f"{W}tc"))
            counting = counting and (is_head or not rows or (goes_on and heads == len(rows)))
            heads += counting
            rows.append(cells)
        return Table(tuple(rows), heads)

    def cells(self, row: "_Element", properties: "_Element | None") -> Iterator[Cell]:
        before = None if properties is None else value_of(properties, "gridBefore")
        if before and before.isdecimal() and before != "0":
            yield Cell(span=min(int(before), _MOST_COLUMNS))
        for cell in _inside(row, f"{W}tc"):
            settings = cell.find(f"{W}tcPr")
            span = None if settings is None else value_of(settings, "gridSpan")
            pieces = () if _is_covered(cell) else tuple(self.pieces(cell))
            yield Cell(pieces, min(int(span), _MOST_COLUMNS) if span and span.isdecimal() and int(span) else 1)


def _inside(element: "_Element", tag: str) -> "Iterator[_Element]":
    """The rows of a table or the cells of a row, also those that a content control or a change wraps."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag not in _NOT_TEXT and child.tag not in (f"{W}p", f"{W}tbl", f"{W}tr", f"{W}tc"):
            yield from _inside(child, tag)


def _is_covered(cell: "_Element") -> bool:
    """Whether a cell is the lower part of one that spans rows."""
    settings = cell.find(f"{W}tcPr")
    merge = None if settings is None else settings.find(f"{W}vMerge")
    return merge is not None and merge.get(f"{W}val", "continue") == "continue"


def _says(properties: "_Element", name: str) -> bool:
    child = properties.find(W + name)
    return child is not None and is_on(child.get(f"{W}val", "1"))


def _chosen(element: "_Element") -> "_Element":
    """The one of several renderings that is to be read: the first."""
    first = element.find(f"{_MC}Choice")
    fallback = element.find(f"{_MC}Fallback")
    return first if first is not None else fallback if fallback is not None else element


def _symbol(element: "_Element") -> Run:
    """A character that was picked from a font's table."""
    code, font = element.get(f"{W}char", ""), element.get(f"{W}font")
    return Run(symbol(int(code, 16), font) if _CODE.fullmatch(code) else "", font)
