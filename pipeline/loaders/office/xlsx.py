"""The sheets of XLSX files: values as they are shown, by the number format and the font of each cell."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.loaders.loader import LoadError
from pipeline.loaders.office.cell_formats import BUILT_IN, GENERAL, show_number
from pipeline.loaders.office.package import Package
from pipeline.loaders.office.sheets import Sheet, SheetLimit, column_number
from pipeline.loaders.pieces import Paragraph, Run

if TYPE_CHECKING:
    from lxml.etree import _Element

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_MOST_MERGED = 20_000


@dataclass(slots=True)
class _Book:
    """What the cells of all sheets refer to by number."""

    strings: list[Paragraph] = field(default_factory=list)
    formats: list[str] = field(default_factory=list)
    fonts: list[str | None] = field(default_factory=list)
    from_1904: bool = False

    def format_of(self, style: int) -> str:
        return self.formats[style] if style < len(self.formats) else GENERAL

    def font_of(self, style: int) -> str | None:
        return self.fonts[style] if style < len(self.fonts) else None


def read_xlsx(package: Package, limit: SheetLimit) -> Iterator[Sheet]:
    """The sheets that are shown, in order; hidden rows and columns, which a filter may have hidden, are read."""
    root = package.xml("xl/workbook.xml")
    if root is None:
        raise LoadError("damaged", "an Excel file without a workbook")
    settings = root.find(f"{_S}workbookPr")
    from_1904 = settings is not None and settings.get("date1904") in ("1", "true")
    styles = package.xml("xl/styles.xml")
    book = _Book(list(_strings(package)), *_styles(styles), from_1904)
    parts = _parts(package)
    for sheet in root.iterfind(f"{_S}sheets/{_S}sheet"):
        part = parts.get(sheet.get(_ID, ""), "")
        if sheet.get("state", "visible") == "visible" and package.holds(part):
            yield _read_sheet(package.read(part), sheet.get("name", ""), book, limit)


def _parts(package: Package) -> dict[str, str]:
    root = package.xml("xl/_rels/workbook.xml.rels")
    found: dict[str, str] = {}
    for relation in root if root is not None else ():
        target = relation.get("Target", "")
        found[relation.get("Id", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return found


def _strings(package: Package) -> Iterator[Paragraph]:
    root = package.xml("xl/sharedStrings.xml")
    for item in root.iterfind(f"{_S}si") if root is not None else ():
        yield tuple(_rich(item))


def _rich(item: "_Element") -> Iterator[Run]:
    """The text of a string, and the fonts of its parts where it has parts of its own look."""
    for child in item:
        if child.tag == f"{_S}t":
            yield Run(child.text or "")
        elif child.tag == f"{_S}r":
            font = child.find(f"{_S}rPr/{_S}rFont")
            yield Run(child.findtext(f"{_S}t") or "", None if font is None else font.get("val"))


def _styles(root: "_Element | None") -> tuple[list[str], list[str | None]]:
    """The number format and the font of each style of cells."""
    if root is None:
        return [], []
    own = {f.get("numFmtId"): f.get("formatCode", GENERAL) for f in root.iterfind(f"{_S}numFmts/{_S}numFmt")}
    names = [None if (n := f.find(f"{_S}name")) is None else n.get("val") for f in root.iterfind(f"{_S}fonts/{_S}font")]
    formats: list[str] = []
    fonts: list[str | None] = []
    for style in root.iterfind(f"{_S}cellXfs/{_S}xf"):
        number, font = style.get("numFmtId", "0"), style.get("fontId", "0")
        formats.append(own.get(number) or BUILT_IN.get(int(number) if number.isdecimal() else 0, GENERAL))
        fonts.append(names[int(font)] if font.isdecimal() and int(font) < len(names) else None)
    return formats, fonts


def _read_sheet(content: bytes, name: str, book: _Book, limit: SheetLimit) -> Sheet:
    from lxml import etree  # noqa: PLC0415 - only office files need it

    sheet = Sheet(name)
    row = column = 0
    wanted = (f"{_S}row", f"{_S}c", f"{_S}mergeCell")
    events = etree.iterparse(
        io.BytesIO(content), ("start", "end"), tag=wanted, resolve_entities=False, no_network=True, huge_tree=False
    )
    try:
        for event, element in events:
            if element.tag == f"{_S}row":
                if event == "start":
                    given = element.get("r", "")
                    row, column = int(given) if given.isdecimal() else row + 1, 0
                else:
                    element.clear()  # a long sheet must not be held as a tree
                    while element.getprevious() is not None:
                        del element.getparent()[0]
            elif event == "end" and element.tag == f"{_S}c":
                place = _CELL.fullmatch(element.get("r", ""))
                column = column_number(place[1]) if place else column + 1
                paragraph = _shown(element, book)
                if paragraph and limit.allows(name, row, column):
                    sheet.cells[row, column] = paragraph
            elif event == "end" and len(sheet.merged) < _MOST_MERGED:
                sheet.merged.extend(_area(element.get("ref", "")))
    except etree.XMLSyntaxError as error:
        raise LoadError("damaged", f"the sheet {name!r} is no XML: {error.msg}") from error
    return sheet


def _area(reference: str) -> Iterator[tuple[int, int, int, int]]:
    first, _, last = reference.partition(":")
    if (start := _CELL.fullmatch(first)) and (end := _CELL.fullmatch(last)):
        yield int(start[2]), int(end[2]), column_number(start[1]), column_number(end[1])


def _shown(cell: "_Element", book: _Book) -> Paragraph:
    """What a cell shows, in the font of the cell or of its parts; nothing where it is empty."""
    kind, given = cell.get("t", "n"), cell.get("s", "0")
    style = int(given) if given.isdecimal() else 0
    font = book.font_of(style)
    if kind == "inlineStr":
        inline = cell.find(f"{_S}is")
        runs = tuple(_rich(inline)) if inline is not None else ()
    else:
        value = cell.findtext(f"{_S}v") or ""
        if kind == "s":
            runs = book.strings[int(value)] if value.isdecimal() and int(value) < len(book.strings) else ()
        else:
            runs = (Run(_shown_value(value, kind, book, style)),)
    if not any(run.text.strip() for run in runs):
        return ()
    return tuple(Run(run.text, run.font or font) for run in runs)


def _shown_value(value: str, kind: str, book: _Book, style: int) -> str:
    if kind == "b":
        return "TRUE" if value == "1" else "FALSE"
    if kind != "n":
        return value  # a formula's text, an error, an ISO day
    try:
        return show_number(float(value), book.format_of(style), from_1904=book.from_1904)
    except (ValueError, OverflowError, ArithmeticError):
        return value
