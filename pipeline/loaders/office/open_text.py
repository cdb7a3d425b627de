"""The body of OpenDocument files as pieces: paragraphs with their runs and list numbers, tables, text boxes, notes."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.loaders.office.numbering import Level, ListCounter
from pipeline.loaders.office.sheets import Sheet, SheetLimit
from pipeline.loaders.office.symbols import shown_text
from pipeline.loaders.pieces import Cell, Paragraph, Piece, Run, Table

if TYPE_CHECKING:
    from lxml.etree import _Element

_NAMESPACE = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, TEXT, TABLE, DRAW, STYLE = (f"{{{_NAMESPACE}{n}:1.0}}" for n in ("office", "text", "table", "drawing", "style"))
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_BLANKS = re.compile(r"[ \t\r\n]+")
_NOT_TEXT = frozenset(
    [TEXT + n for n in ("tracked-changes", "sequence-decls", "hidden-text", "note-citation", "ruby-text", "bookmark")]
    + [OFFICE + n for n in ("annotation", "forms", "scripts")]
    + [TABLE + n for n in ("shapes", "table-source", "table-column", "table-columns", "table-header-columns")]
)
_PARAGRAPHS = (f"{TEXT}p", f"{TEXT}h")
_NUMBER_FORMS = {
    "1": "decimal",
    "I": "upperRoman",
    "i": "lowerRoman",
    "A": "upperLetter",
    "a": "lowerLetter",
    "": "none",
}
_DEEPEST = 20
_MOST_BLANKS = 1_000
_MOST_REPEATED = 1_000


@dataclass(frozen=True, slots=True)
class OpenStyle:
    """What a style says of the text set in it, and the style it goes back to."""

    font: str | None = None
    hidden: bool | None = None
    parent: str | None = None


@dataclass(slots=True)
class OpenStyles:
    """The styles of text and paragraphs by name, and the levels of list styles."""

    styles: dict[str, OpenStyle] = field(default_factory=dict)
    lists: dict[str, dict[int, Level]] = field(default_factory=dict)
    hidden_tables: set[str] = field(default_factory=set)
    settled: dict[str | None, OpenStyle] = field(default_factory=dict)

    def of(self, name: str | None) -> OpenStyle:
        """A style with all it goes back to."""
        if name not in self.settled:
            font, hidden, at = None, None, name
            for _ in range(_DEEPEST):
                style = self.styles.get(at or "")
                if style is None:
                    break
                font, hidden = font or style.font, style.hidden if hidden is None else hidden
                at = style.parent
            self.settled[name] = OpenStyle(font, hidden)
        return self.settled[name]


def read_open_styles(*roots: "_Element | None") -> OpenStyles:
    """The styles of styles.xml and of content.xml."""
    styles = OpenStyles()
    for root in roots:
        for element in root.iter(f"{STYLE}style", f"{TEXT}list-style") if root is not None else ():
            name = element.get(f"{STYLE}name", "")
            if element.tag == f"{TEXT}list-style":
                styles.lists[name] = dict(_levels(element))
            elif element.get(f"{STYLE}family") == "table":
                properties = element.find(f"{STYLE}table-properties")
                if properties is not None and properties.get(f"{TABLE}display") == "false":
                    styles.hidden_tables.add(name)
            elif element.get(f"{STYLE}family") in ("text", "paragraph"):
                properties = element.find(f"{STYLE}text-properties")
                font = hidden = None
                if properties is not None:
                    font = properties.get(f"{STYLE}font-name")
                    hidden = properties.get(f"{TEXT}display") == "none" or None
                styles.styles[name] = OpenStyle(font, hidden, element.get(f"{STYLE}parent-style-name"))
        for face in root.iter(f"{STYLE}font-face") if root is not None else ():
            _rename_fonts(styles, face.get(f"{STYLE}name"), face.get(f"{_SVG}font-family", ""))
    return styles


def _rename_fonts(styles: OpenStyles, name: str | None, family: str) -> None:
    """Styles name a font face of the file's own; the font's real name stands with the face."""
    real = family.split(",", maxsplit=1)[0].strip(" '\"")
    if real and real != name:
        for key, style in styles.styles.items():
            if style.font == name:
                styles.styles[key] = OpenStyle(real, style.hidden, style.parent)


def _levels(element: "_Element") -> Iterator[tuple[int, Level]]:
    for level in element:
        depth = level.get(f"{TEXT}level", "1")
        if not depth.isdecimal():
            continue
        if level.tag == f"{TEXT}list-level-style-bullet":
            yield int(depth) - 1, Level("bullet", level.get(f"{TEXT}bullet-char", ""))
        elif level.tag == f"{TEXT}list-level-style-number":
            form = _NUMBER_FORMS.get(level.get(f"{STYLE}num-format", ""), "decimal")
            shown = level.get(f"{TEXT}display-levels", "1")
            first = int(depth) - (int(shown) if shown.isdecimal() else 1) + 1
            numbers = ".".join(f"%{n}" for n in range(max(1, first), int(depth) + 1)) if form != "none" else ""
            before, after = (level.get(f"{STYLE}num-{side}", "") for side in ("prefix", "suffix"))
            start = level.get(f"{TEXT}start-value", "1")
            yield int(depth) - 1, Level(form, f"{before}{numbers}{after}", int(start) if start.isdecimal() else 1)


class OpenReader:
    """Reads the pieces of one file; `notes` gathers footnotes and endnotes as they come."""

    def __init__(self, styles: OpenStyles) -> None:
        self.styles = styles
        self.notes: list[_Element] = []
        self.pictures = 0
        self.counters: dict[str, ListCounter] = {}

    def read(self, body: "_Element") -> list[Piece]:
        """The pieces of a body, its notes at the end, each behind the number it has in the text."""
        pieces = list(self.pieces(body))
        for number, note in enumerate(self.notes, start=1):  # notes hold no notes
            first, *others = list(self.pieces(note)) or [()]
            pieces.extend(((Run(f"[{number}] "), *first) if isinstance(first, tuple) else first, *others))
        return pieces

    def pieces(self, parent: "_Element") -> Iterator[Piece]:
        for child in parent:
            if child.tag in _PARAGRAPHS:
                boxes: list[_Element] = []
                yield self.paragraph(child, boxes)
                for box in boxes:
                    yield from self.pieces(box)
            elif child.tag == f"{TEXT}list":
                yield from self.list_items(child, None, 0)
            elif child.tag == f"{TABLE}table":
                yield self.table(child)
            elif child.tag not in _NOT_TEXT:
                yield from self.pieces(child)

    def list_items(self, element: "_Element", counter: ListCounter | None, depth: int) -> Iterator[Piece]:
        name = element.get(f"{TEXT}style-name", "")
        goes_on = element.get(f"{TEXT}continue-numbering") == "true" or element.get(f"{TEXT}continue-list") is not None
        if counter is None or name in self.styles.lists:
            if name not in self.counters or not (goes_on or counter is not None):
                self.counters[name] = ListCounter(self.styles.lists.get(name, {}))
            counter = self.counters[name]
        for item in element:
            mark = counter.next_mark(depth) if item.tag == f"{TEXT}list-item" and _has_own_text(item) else ""
            for child in item:
                if child.tag == f"{TEXT}list":
                    yield from self.list_items(child, counter, depth + 1)
                elif child.tag in _PARAGRAPHS:
                    boxes: list[_Element] = []
                    paragraph = self.paragraph(child, boxes)
                    yield (Run(f"{mark} "), *paragraph) if mark and paragraph else paragraph
                    mark = ""
                    for box in boxes:
                        yield from self.pieces(box)

    def paragraph(self, element: "_Element", boxes: "list[_Element]") -> Paragraph:
        style = self.styles.of(element.get(f"{TEXT}style-name"))
        return tuple(self.runs(element, style, boxes))

    def runs(self, element: "_Element", style: OpenStyle, boxes: "list[_Element]") -> Iterator[Run]:
        if element.text:
            yield from _shown(element.text, style)
        for child in element:
            yield from self.run(child, style, boxes)
            if child.tail:
                yield from _shown(child.tail, style)

    def run(self, element: "_Element", style: OpenStyle, boxes: "list[_Element]") -> Iterator[Run]:
        tag = element.tag
        if tag == f"{TEXT}s":
            count = element.get(f"{TEXT}c", "1")
            yield Run(" " * min(int(count) if count.isdecimal() else 1, _MOST_BLANKS), style.font)
        elif tag == f"{TEXT}tab":
            yield Run("\t", style.font)
        elif tag == f"{TEXT}line-break":
            yield Run("\n", style.font)
        elif tag == f"{TEXT}note":
            self.notes.extend(element.iterchildren(f"{TEXT}note-body"))
            yield Run(f"[{len(self.notes)}]")
        elif tag == f"{DRAW}text-box":
            boxes.append(element)
        elif tag == f"{DRAW}image":
            self.pictures += 1
        elif tag == f"{TEXT}span":
            own = self.styles.of(element.get(f"{TEXT}style-name"))
            hidden = style.hidden if own.hidden is None else own.hidden
            yield from self.runs(element, OpenStyle(own.font or style.font, hidden), boxes)
        elif tag not in _NOT_TEXT and isinstance(tag, str):
            yield from self.runs(element, style, boxes)

    def table(self, element: "_Element") -> Table:
        rows: list[tuple[Cell, ...]] = []
        heads = 0
        for row, is_head in _rows(element):
            rows.extend([tuple(self.cells(row))] * min(_count(row, "number-rows-repeated"), _MOST_REPEATED))
            heads += is_head
        return Table(tuple(rows), heads or 1)

    def cells(self, row: "_Element") -> Iterator[Cell]:
        covered = 0
        for cell in row:
            if cell.tag == f"{TABLE}covered-table-cell":
                for _ in range(min(_count(cell, "number-columns-repeated"), _MOST_REPEATED)):
                    if not covered:
                        yield Cell()
                    covered = max(0, covered - 1)
            elif cell.tag == f"{TABLE}table-cell":
                span = min(_count(cell, "number-columns-spanned"), _MOST_REPEATED)
                covered = span - 1
                pieces = tuple(self.pieces(cell))
                for _ in range(min(_count(cell, "number-columns-repeated"), _MOST_REPEATED)):
                    yield Cell(pieces, span)

    def sheet(self, element: "_Element", limit: SheetLimit) -> Sheet:
        """A table of a spreadsheet, empty where it is hidden; its cells hold what they show, as text."""
        sheet = Sheet(element.get(f"{TABLE}name", ""))
        if element.get(f"{TABLE}style-name", "") in self.styles.hidden_tables:
            return sheet
        number = 1
        for row, _ in _rows(element):
            column = 1
            for cell in row.iterchildren(f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
                repeated = _count(cell, "number-columns-repeated")
                content = _one_paragraph(self.pieces(cell)) if cell.tag == f"{TABLE}table-cell" else ()
                if any(run.text.strip() for run in content):
                    for at in range(column, column + repeated):
                        if not limit.allows(sheet.name, number, at):
                            break
                        sheet.cells[number, at] = content
                    right = column + _count(cell, "number-columns-spanned") - 1
                    sheet.merged.append((number, number + _count(cell, "number-rows-spanned") - 1, column, right))
                column += repeated
            number += _count(row, "number-rows-repeated")
        return sheet


def _one_paragraph(pieces: Iterable[Piece]) -> Paragraph:
    """The paragraphs of a cell as lines of one."""
    runs: list[Run] = []
    for piece in pieces:
        if isinstance(piece, tuple):
            runs.extend((Run("\n"), *piece) if runs else piece)
    return tuple(runs)


def _rows(element: "_Element") -> "Iterator[tuple[_Element, bool]]":
    """The rows of a table, those of its groups among them, and whether they are its head."""
    for child in element:
        if child.tag == f"{TABLE}table-row":
            yield child, element.tag == f"{TABLE}table-header-rows"
        elif child.tag in [TABLE + n for n in ("table-header-rows", "table-rows", "table-row-group")]:
            yield from _rows(child)


def _count(element: "_Element", name: str) -> int:
    value = element.get(TABLE + name, "1")
    return int(value) if value.isdecimal() and value != "0" and len(value) < 9 else 1


def _has_own_text(item: "_Element") -> bool:
    return any(child.tag in _PARAGRAPHS for child in item)


def _shown(text: str, style: OpenStyle) -> Iterator[Run]:
    if style.hidden:
        return
    yield Run(shown_text(_BLANKS.sub(" ", text), style.font), style.font)
