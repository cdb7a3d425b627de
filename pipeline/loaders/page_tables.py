"""Tables: one row a line where they hold data, cell after cell where they only place things on the page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pipeline.loaders.page_lines import Cell, Line
from pipeline.loaders.page_rules import PageRules

if TYPE_CHECKING:
    from lxml.etree import _Element

_BLOCK_LINES, _BLOCK_CHARS = 60, 2_500  # the head or the signatures of an official document are smaller
_PROSE_CHARS = 600  # a cell that holds more is a column of a page
_FEW_ROWS = 3
_MOST_SPANNED = 60  # columns or rows that one cell covers; more is a mistake of the page, or malice
_HEAD_CHARS = 160


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell as it is met: its lines, how many columns and rows it spans, whether it says it is a head."""

    first: int
    last: int
    columns: int = 1
    rows: int = 1
    is_head: bool = False


@dataclass(slots=True)
class Table:
    """A table being read: its first line, how many regions there were before it, its cells."""

    first: int
    regions: int
    rows: list[list[RawCell]] = field(default_factory=list)
    nested: bool = False
    origin: "_Element | None" = None

    def add_row(self) -> None:
        self.rows.append([])

    def add_cell(self, first: int, last: int, columns: int = 1, rows: int = 1, *, is_head: bool = False) -> None:
        if not self.rows:
            self.add_row()
        self.rows[-1].append(RawCell(first, last, min(columns, _MOST_SPANNED), min(rows, _MOST_SPANNED), is_head))


def data_rows(table: Table, lines: Sequence[Line]) -> list[Line] | None:
    """What stands for the lines of a table of data; None where the table only places things on the page."""
    if table.nested or _is_layout(table, lines):
        return None
    first_cell = min((cell.first for row in table.rows for cell in row), default=len(lines))
    return [*lines[table.first : first_cell], *_rows(table, lines)]


def official_block(table: Table, lines: Sequence[Line], rules: PageRules) -> list[Line] | None:
    """The lines of an official document's head or signatures, set in a table, without gaps; None for other tables."""
    inside = lines[table.first : table.first + _BLOCK_LINES + 1]
    if not 0 < len(inside) <= _BLOCK_LINES or len(table.rows) > 2 * _FEW_ROWS:
        return None
    if sum(len(line.text) for line in inside) > _BLOCK_CHARS:
        return None
    if not any(rules.official_cues.search(line.text) for line in inside):
        return None
    return [inside[0], *(replace(line, gap=False) for line in inside[1:])]


def _is_layout(table: Table, lines: Sequence[Line]) -> bool:
    """Whether it has one column or one row, or a few rows with a cell that holds prose."""
    filled = [sum(cell.last > cell.first for cell in row) for row in table.rows]
    if sum(count <= 1 for count in filled) * 5 >= len(filled) * 4:
        return True
    if len(filled) > _FEW_ROWS:
        return False
    cells = [lines[cell.first : cell.last] for row in table.rows for cell in row]
    longest = max(sum(len(line.text) for line in cell) for cell in cells)
    tallest = max(map(len, cells))
    return len(filled) == 1 or longest > _PROSE_CHARS or (tallest > 2 and max(filled) <= 2)


def _rows(table: Table, lines: Sequence[Line]) -> Iterator[Line]:
    """A line a row; the columns that a cell spans beyond its first, and the rows, are empty there."""
    heads: dict[int, list[str]] = {}
    last_head = _last_head(table)
    covered: dict[int, int] = {}  # columns that a cell above covers: for how many rows more
    gap = True
    for number, row in enumerate(table.rows):
        texts = [" ".join(line.text for line in lines[cell.first : cell.last]) for cell in row]
        placed, covered = _placed(row, covered)
        if number <= last_head:
            for (column, cell), text in zip(placed, texts, strict=True):
                for spanned in range(column, column + cell.columns) if text else ():
                    heads.setdefault(spanned, []).append(text)
        said = [(column, text) for (column, _), text in zip(placed, texts, strict=True) if text]
        if said:
            linked = sum(line.linked for cell in row for line in lines[cell.first : cell.last])
            text, cells = _joined(said, number + 1, {} if number <= last_head else heads)
            yield Line(text, linked, gap=gap, row=True, cells=cells, origin=table.origin)
            gap = False


def _last_head(table: Table) -> int:
    """The last row of the columns' heads: of the first row's, or of all that are marked as heads, or -1."""
    marked = 0
    while marked < len(table.rows) and table.rows[marked] and all(cell.is_head for cell in table.rows[marked]):
        marked += 1
    if len(table.rows) < 2:
        return -1
    return max(marked, *(cell.rows for cell in table.rows[0])) - 1 if table.rows[0] else marked - 1


def _placed(row: list[RawCell], covered: dict[int, int]) -> tuple[list[tuple[int, RawCell]], dict[int, int]]:
    """Each cell with its column, from 1, beside the columns that cells above cover; and what is covered below."""
    placed, column = [], 1
    below = {spanned: left - 1 for spanned, left in covered.items() if left > 1}
    for cell in row:
        while column in covered:
            column += 1
        placed.append((column, cell))
        if cell.rows > 1:
            below.update(dict.fromkeys(range(column, column + cell.columns), cell.rows - 1))
        column += cell.columns
    return placed, below


def _joined(said: list[tuple[int, str]], row: int, heads: dict[int, list[str]]) -> tuple[str, tuple[Cell, ...]]:
    """A row's filled cells as one line, " | " before each column but the first, and where they stand in it."""
    row_head = next((text for _, text in said if heads and len(text) > 3 and any(map(str.isalpha, text))), None)
    line, cells, at = "", [], 1
    for column, text in said:
        line += " |" * (column - at)
        at = column
        line = f"{line} " if line else ""
        own_head = None if text == row_head or row_head is None else row_head[:_HEAD_CHARS]
        head = " / ".join(dict.fromkeys(heads[column]))[:_HEAD_CHARS] if column in heads else None
        cells.append((len(line), len(line) + len(text), column, own_head, head))
        line += text
    shift = len(line) - len(line.lstrip())
    made = (Cell(start - shift, end - shift, row, column, own, head) for start, end, column, own, head in cells)
    return line.lstrip(), tuple(made)
