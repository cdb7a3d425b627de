"""Tables: one row a line where they hold data, cell after cell where they only place things on the page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from pipeline.loaders.page_lines import Line
from pipeline.loaders.page_rules import PageRules

_BLOCK_LINES, _BLOCK_CHARS = 60, 2_500  # the head or the signatures of an official document are smaller
_PROSE_CHARS = 600  # a cell that holds more is a column of a page
_FEW_ROWS = 3


@dataclass(slots=True)
class Table:
    """A table being read: its first line, how many regions there were before it, the line ranges of its cells."""

    first: int
    regions: int
    rows: list[list[tuple[int, int]]] = field(default_factory=list)
    nested: bool = False

    def add_row(self) -> None:
        self.rows.append([])

    def add_cell(self, first: int, last: int) -> None:
        if not self.rows:
            self.add_row()
        self.rows[-1].append((first, last))


def data_rows(table: Table, lines: Sequence[Line]) -> list[Line] | None:
    """What stands for the lines of a table of data; None where the table only places things on the page."""
    if table.nested or _is_layout(table, lines):
        return None
    first_cell = min((first for row in table.rows for first, _ in row), default=len(lines))
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
    filled = [sum(last > first for first, last in row) for row in table.rows]
    if sum(count <= 1 for count in filled) * 5 >= len(filled) * 4:
        return True
    if len(filled) > _FEW_ROWS:
        return False
    cells = [lines[first:last] for row in table.rows for first, last in row]
    longest = max(sum(len(line.text) for line in cell) for cell in cells)
    tallest = max(map(len, cells))
    return len(filled) == 1 or longest > _PROSE_CHARS or (tallest > 2 and max(filled) <= 2)


def _rows(table: Table, lines: Sequence[Line]) -> Iterator[Line]:
    gap = True
    for row in table.rows:
        cells = [" ".join(line.text for line in lines[first:last]) for first, last in row]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            linked = sum(line.linked for first, last in row for line in lines[first:last])
            text = " | ".join(cells).replace("|  |", "| |").strip()
            yield Line(text, linked, gap=gap, row=True)
            gap = False
