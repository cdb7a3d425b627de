"""Sheets of cells as pieces: what stands above and below a table as on a page, the table with its heads."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.loaders.pieces import Cell, Paragraph, Piece, Table
from pipeline.model import Problem

MOST_CELLS = 200_000  # of a file
MOST_COLUMNS = 500
_ROW_OF_DATA = 3  # filled cells
_MOST_HEADS = 5


@dataclass(slots=True)
class Sheet:
    """The filled cells of a sheet by row and column, counted from 1, and its merged areas (first to last of both)."""

    name: str
    cells: dict[tuple[int, int], Paragraph] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)


@dataclass(slots=True)
class SheetLimit:
    """How many cells of a file may still be read; `problems` says where it ended."""

    left: int = MOST_CELLS
    problems: list[Problem] = field(default_factory=list)

    def allows(self, sheet: str, row: int, column: int) -> bool:
        """Whether one cell more may be read."""
        if self.left > 0 and column <= MOST_COLUMNS:
            self.left -= 1
            return True
        if not any(problem.where == sheet for problem in self.problems):
            limit = f"{MOST_CELLS:,} cells" if self.left <= 0 else f"{MOST_COLUMNS} columns"
            where = f"{column_name(column)}{row}"
            self.problems.append(
                Problem("too-large", f"sheet {sheet!r} is not read from {where} on: over {limit}", sheet)
            )
        return False


def sheet_pieces(sheet: Sheet) -> list[Piece]:
    """The table of a sheet, from its first row of data to its last, between what stands above and below it."""
    rows = sorted({row for row, _ in sheet.cells})
    counts = dict.fromkeys(rows, 0)
    for row, _ in sheet.cells:
        counts[row] += 1
    data = [row for row in rows if counts[row] >= _ROW_OF_DATA]
    if not data:
        return _whole(sheet, rows)
    heads = _heads(sheet, data[0])
    above, inside = [row for row in rows if row < data[0]], [row for row in rows if data[0] <= row <= data[-1]]
    table = Table(tuple(_cells(sheet, inside)), sum(row < data[0] + heads for row in inside), is_sheet=True)
    return [*_whole(sheet, above), table, *_whole(sheet, [row for row in rows if row > data[-1]])]


def column_name(number: int) -> str:
    """A column as spreadsheets call it.

    >>> column_name(3), column_name(28)
    ('C', 'AB')
    """
    name = ""
    while number > 0:
        number, letter = divmod(number - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def column_number(name: str) -> int:
    """The number of a column by its letters.

    >>> column_number("AB")
    28
    """
    number = 0
    for letter in name.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _whole(sheet: Sheet, rows: Sequence[int]) -> list[Piece]:
    return [Table(tuple(_cells(sheet, rows)), 0)] if rows else []


def _heads(sheet: Sheet, first: int) -> int:
    """How many rows the heads take that begin in a row: down to the last that a merged one of them covers."""
    last = max((bottom for top, bottom, _, _ in sheet.merged if top == first), default=first)
    return min(last - first + 1, _MOST_HEADS)


def _cells(sheet: Sheet, rows: Sequence[int]) -> Iterable[tuple[Cell, ...]]:
    """The rows with a cell for each column that any of them fills."""
    wanted = set(rows)
    columns = sorted({column for row, column in sheet.cells if row in wanted})
    spans = {(top, left): (left, right) for top, _, left, right in sheet.merged if right > left}
    for row in rows:
        cells: list[Cell] = []
        at = 0
        while at < len(columns):
            column = columns[at]
            content = sheet.cells.get((row, column))
            left, right = spans.get((row, column), (column, column))
            span = max(1, sum(left <= other <= right for other in columns))
            element = f"{sheet.name}!{column_name(column)}{row}" if content else None
            cells.append(Cell((content,) if content else (), span, element))
            at += span
        yield tuple(cells)
