"""Pieces from formats that tell a table only by marks in the flow of paragraphs: "here ends a cell, here a row"."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from pipeline.loaders.pieces import Cell, Piece, Table

_DEEPEST = 8
_SAME_EDGE = 120  # twentieths of a point, 2 mm: edges that lie nearer are one
_MOST_HEADS = 4


@dataclass(frozen=True, slots=True)
class RowShape:
    """Where a row's cells end, from left to right, as the file says; which of them go on from above or from the left."""

    start: int = 0
    edges: tuple[int, ...] = ()
    covered: tuple[bool, ...] = ()
    is_head: bool = False


@dataclass(slots=True)
class _Level:
    """A table that is open: its rows so far, the cells of the open row, the pieces of the open cell."""

    rows: list[tuple[Cell, ...]] = field(default_factory=list)
    shapes: list[RowShape] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)


class PieceBuilder:
    """Gathers pieces; depth 0 is the text itself, 1 a table in it, 2 a table in a cell of that."""

    def __init__(self) -> None:
        self._levels = [_Level()]

    @property
    def depth(self) -> int:
        return len(self._levels) - 1

    def add(self, piece: Piece, depth: int = 0) -> None:
        self._to(depth).pieces.append(piece)

    def end_cell(self, depth: int = 1) -> None:
        level = self._to(max(depth, 1))
        level.cells.append(Cell(tuple(level.pieces)))
        level.pieces.clear()

    def end_row(self, depth: int = 1, shape: RowShape | None = None) -> None:
        level = self._to(max(depth, 1))
        if any(level.pieces):
            self.end_cell(depth)
        level.pieces.clear()
        if level.cells:
            level.rows.append(tuple(level.cells))
            level.shapes.append(shape or RowShape())
            level.cells.clear()

    def finish(self) -> list[Piece]:
        """All pieces; tables that were never ended are ended."""
        return self._to(0).pieces

    def _to(self, depth: int) -> _Level:
        """The level of a depth, with tables opened or ended on the way to it."""
        depth = min(max(depth, 0), _DEEPEST)
        while len(self._levels) - 1 < depth:
            self._levels.append(_Level())
        while len(self._levels) - 1 > depth:
            self._end_table()
        return self._levels[depth]

    def _end_table(self) -> None:
        depth = len(self._levels) - 1
        level = self._levels[depth]
        if any(level.pieces) or level.cells:
            self.end_row(depth)
        self._levels.pop()
        if level.rows:
            self._levels[-1].pieces.append(Table(tuple(_spanned(level.rows, level.shapes)), _heads(level.shapes)))


def _heads(shapes: Sequence[RowShape]) -> int:
    """How many rows are heads: those that say so, or the first with those that its cells reach down to."""
    marked = next((i for i, shape in enumerate(shapes) if not shape.is_head), len(shapes))
    if 0 < marked < len(shapes):
        return marked
    below = next((i for i, shape in enumerate(shapes[1:_MOST_HEADS]) if not any(shape.covered)), _MOST_HEADS - 1)
    return min(1 + below, len(shapes))


def _spanned(rows: Sequence[tuple[Cell, ...]], shapes: Sequence[RowShape]) -> Iterable[tuple[Cell, ...]]:
    """The rows with each cell's span, by the edges of all rows; covered cells empty."""
    edges = _common(edge for shape in shapes for edge in (shape.start, *shape.edges))
    for row, shape in zip(rows, shapes, strict=True):
        if len(shape.edges) != len(row):
            yield row
            continue
        cells: list[Cell] = []
        at = left = edges[shape.start]
        if left:
            cells.append(Cell(span=left))
        for index, (cell, edge) in enumerate(zip(row, shape.edges, strict=True)):
            span = max(1, edges[edge] - at)
            covered = index < len(shape.covered) and shape.covered[index]
            cells.append(replace(cell, pieces=() if covered else cell.pieces, span=span))
            at += span
        yield tuple(cells)


def _common(edges: Iterable[int]) -> dict[int, int]:
    """The column that each edge is the left side of; edges that lie next to each other are one."""
    columns: dict[int, int] = {}
    column, last = 0, None
    for edge in sorted(set(edges)):
        if last is not None and edge - last > _SAME_EDGE:
            column += 1
            last = edge
        elif last is None:
            last = edge
        columns[edge] = column
    return columns
