"""Ruled tables: the grid that horizontal and vertical rules make on a page, and the words in its cells."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.loaders.printed.words import Line, Word, find_lines

_TOUCH = 3.0  # points between rules that are meant to meet
_LEAST = 7.0  # points: no row is lower and no column narrower
_COLUMNS_OF_A_ROW = 3  # a single row of fewer cells is a frame
_MOST_RULES = 4_000  # a page with more of them is a drawing


class Rule(NamedTuple):
    """A straight line on the page: at y `at` from x `first` to `last`, or at x `at` from y `first` to `last`."""

    at: float
    first: float
    last: float


@dataclass(slots=True)
class Table:
    """Cells by row and column, each as its lines; a cell that spans several stands where it begins."""

    top: float
    bottom: float
    rows: list[list[list[Line]]]


@dataclass(slots=True)
class _Grid:
    xs: list[float]
    ys: list[float]
    across: list[Rule]
    down: list[Rule]


def take_tables(words: Sequence[Word], across: Sequence[Rule], down: Sequence[Rule]) -> tuple[list[Table], list[Word]]:
    """The tables from top to bottom, and the words that stand in none."""
    if len(down) < 2 or len(across) < 2 or len(across) + len(down) > _MOST_RULES:
        return [], list(words)
    grids = _grids(_merged(across), _merged(down))
    rest: list[Word] = []
    inside: list[list[Word]] = [[] for _ in grids]
    for word in words:
        x, y = (word.left + word.right) / 2, (word.top + word.bottom) / 2
        for grid, taken in zip(grids, inside, strict=True):
            if grid.xs[0] < x < grid.xs[-1] and grid.ys[0] < y < grid.ys[-1]:
                taken.append(word)
                break
        else:
            rest.append(word)
    tables = [_table(grid, taken) for grid, taken in zip(grids, inside, strict=True) if taken]
    return sorted(tables, key=lambda table: table.top), rest


def _merged(rules: Sequence[Rule]) -> list[Rule]:
    """Rules drawn in pieces made whole."""
    merged: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: (round(rule.at / _TOUCH), rule.first)):
        last = merged[-1] if merged else None
        if last and abs(last.at - rule.at) <= _TOUCH and rule.first <= last.last + _TOUCH:
            merged[-1] = Rule(last.at, last.first, max(last.last, rule.last))
        else:
            merged.append(rule)
    return merged


def _grids(across: list[Rule], down: list[Rule]) -> list[_Grid]:
    """Rules that meet, together; those that make at least two rows or columns of cells."""
    parent = list(range(len(across) + len(down)))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    ordered = sorted(range(len(across)), key=lambda i: across[i].at)
    heights = [across[i].at for i in ordered]
    for j, (x, first, last) in enumerate(down):
        for i in ordered[bisect_right(heights, first - _TOUCH) : bisect_right(heights, last + _TOUCH)]:
            if across[i].first - _TOUCH <= x <= across[i].last + _TOUCH:
                parent[root(len(across) + j)] = root(i)
    groups: dict[int, _Grid] = {}
    for node in range(len(parent)):
        grid = groups.setdefault(root(node), _Grid([], [], [], []))
        if node < len(across):
            grid.across.append(across[node])
        else:
            grid.down.append(down[node - len(across)])
    return [grid for grid in groups.values() if _has_cells(grid)]


def _has_cells(grid: _Grid) -> bool:
    if len(grid.across) < 2 or not grid.down:
        return False
    ends = [end for rule in grid.across for end in (rule.first, rule.last)]
    grid.xs = _distinct([rule.at for rule in grid.down] + [min(ends), max(ends)])
    ends = [end for rule in grid.down for end in (rule.first, rule.last)]
    grid.ys = _distinct([rule.at for rule in grid.across] + [min(ends), max(ends)])
    columns, rows = len(grid.xs) - 1, len(grid.ys) - 1
    return (columns >= 2 and rows >= 2) or (columns >= _COLUMNS_OF_A_ROW and rows == 1)


def _distinct(values: list[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _LEAST:
            found.append(value)
    return found


def _table(grid: _Grid, words: Sequence[Word]) -> Table:
    cells: dict[tuple[int, int], list[Word]] = {}
    origins: dict[tuple[int, int], tuple[int, int]] = {}
    for word in words:
        row = bisect_right(grid.ys, (word.top + word.bottom) / 2) - 1
        column = bisect_right(grid.xs, (word.left + word.right) / 2) - 1
        if (row, column) not in origins:
            origins[row, column] = _origin(grid, row, column)
        cells.setdefault(origins[row, column], []).append(word)
    rows = []
    for row in range(len(grid.ys) - 1):
        if any((row, column) in cells for column in range(len(grid.xs) - 1)):
            rows.append([find_lines(cells.get((row, column), ())) for column in range(len(grid.xs) - 1)])
    held = [column for column in range(len(grid.xs) - 1) if any(row[column] for row in rows)]
    return Table(grid.ys[0], grid.ys[-1], [[row[column] for column in held] for row in rows])


def _origin(grid: _Grid, row: int, column: int) -> tuple[int, int]:
    """Where the cell that covers a field of the grid begins: no rule parts the two."""
    middle = (grid.ys[row] + grid.ys[row + 1]) / 2
    while column > 0 and not _ruled(grid.down, grid.xs[column], middle):
        column -= 1
    middle = (grid.xs[column] + grid.xs[column + 1]) / 2
    while row > 0 and not _ruled(grid.across, grid.ys[row], middle):
        row -= 1
    return row, column


def _ruled(rules: Sequence[Rule], at: float, beside: float) -> bool:
    return any(abs(rule.at - at) <= _LEAST and rule.first - 1 <= beside <= rule.last + 1 for rule in rules)
