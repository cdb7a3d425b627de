"""The sheets of XLS files, through xlrd, which tells the number format and the font of each cell."""

import io
import struct
from collections.abc import Iterator
from typing import Any

from pipeline.loaders.loader import LoadError
from pipeline.loaders.office.cell_formats import GENERAL, show_number
from pipeline.loaders.office.sheets import Sheet, SheetLimit
from pipeline.loaders.pieces import Paragraph, Run

_TEXT, _NUMBER, _DAY, _TRUTH, _ERROR = 1, 2, 3, 4, 5  # kinds of cells


def read_xls(data: bytes, limit: SheetLimit) -> Iterator[Sheet]:
    """The sheets that are shown, in order; LoadError encrypted or damaged."""
    import xlrd  # noqa: PLC0415 - only these files need it

    try:
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=io.StringIO(), ragged_rows=True)
        for sheet in book.sheets():
            if sheet.visibility == 0:
                yield _read_sheet(sheet, book, limit)
    except xlrd.XLRDError as error:
        if "encrypted" in str(error).lower():
            raise LoadError("encrypted", "an Excel file that is locked with a password") from error
        raise LoadError("damaged", f"an Excel file that cannot be read: {error}") from error
    except (
        xlrd.compdoc.CompDocError,
        struct.error,
        AssertionError,
        LookupError,
        ValueError,
        TypeError,
        ArithmeticError,
        AttributeError,
    ) as error:
        raise LoadError("damaged", f"an Excel file that is damaged: {error!r}") from error


def _read_sheet(source: Any, book: Any, limit: SheetLimit) -> Sheet:  # noqa: ANN401 - xlrd has no types
    sheet = Sheet(source.name)
    for row in range(source.nrows):
        for column in range(source.row_len(row)):
            paragraph = _shown(source, book, row, column)
            if paragraph and limit.allows(sheet.name, row + 1, column + 1):
                sheet.cells[row + 1, column + 1] = paragraph
    sheet.merged.extend((top + 1, bottom, left + 1, right) for top, bottom, left, right in source.merged_cells)
    return sheet


def _shown(sheet: Any, book: Any, row: int, column: int) -> Paragraph:  # noqa: ANN401
    kind, value = sheet.cell_type(row, column), sheet.cell_value(row, column)
    style = book.xf_list[sheet.cell_xf_index(row, column)]
    font = book.font_list[style.font_index].name or None
    if kind == _TEXT:
        return tuple(_rich(sheet, book, row, column, value, font)) if value.strip() else ()
    if kind in (_NUMBER, _DAY):
        form = book.format_map.get(style.format_key)
        shown = show_number(float(value), form.format_str if form else GENERAL, from_1904=bool(book.datemode))
        return (Run(shown, font),) if shown else ()
    if kind == _TRUTH:
        return (Run("TRUE" if value else "FALSE", font),)
    return ()


def _rich(sheet: Any, book: Any, row: int, column: int, text: str, font: str | None) -> Iterator[Run]:  # noqa: ANN401
    """The text of a cell in parts where it is set in several fonts."""
    at = 0
    for start, index in sheet.rich_text_runlist_map.get((row, column), ()):
        if start > at:
            yield Run(text[at:start], font)
        at, font = start, book.font_list[index].name or None
    yield Run(text[at:], font)
