"""Reading order: a page is read from top to bottom, and where print stands in columns, column after column.

The head of an official document (issuing body left, motto right), its foot (recipients left, signature right) and pages
in two columns are zones: rows that leave a gutter free. What stands in three or more columns row by row is a table
without rules.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.loaders.printed.words import Line, line_of

_OVERLAP = 0.4  # of the lower line's height: lines that share as much stand in one band
_GUTTER = 0.5  # heights: a narrower blank is no gutter
_NEAR = 1.3  # heights between a column's line and the next one that still belongs to it
_ALIGNED = 15.0  # points between the middles of centred lines of a column
_FLUSH = 4.0
_HEAD_BANDS = 5
_TIGHT = 0.6  # heights: the least blank between columns that run into each other
_REACH = 10.0  # points beside the gutter of the lines below at which that blank can be
_STRAYS = 12  # lines of which one may stick out
_TABLE_ROWS, _TABLE_COLUMNS = 3, 3

Interval = tuple[float, float]


@dataclass(slots=True)
class Band:
    """Lines side by side."""

    lines: list[Line]
    top: float
    bottom: float


@dataclass(slots=True)
class Region:
    """Lines that are read one after the other. `narrow` ones are columns: their right edge is no margin.

    `rows` instead of lines, where the region is a table without rules: cells by row and column.
    """

    lines: list[Line]
    left: float
    right: float
    narrow: bool = False
    rows: list[list[list[Line]]] = field(default_factory=list)


def find_regions(lines: Sequence[Line], margins: Interval) -> Iterator[Region]:
    """The regions of a page, or of a part of it, in reading order. `margins` are those of its running text."""
    bands = _bands(lines)
    index, plain = 0, 0
    while index < len(bands):
        if len(bands[index].lines) < 2 or not (zone := _zone(bands, index, plain)):
            index += 1
            continue
        first, last, columns = zone
        if first > plain:
            yield _text(bands[plain:first], margins)
        yield from _zone_regions(bands[first:last], columns)
        index = plain = last
    if plain < len(bands):
        yield _text(bands[plain:], margins)


def margins_of(lines: Sequence[Line], width: float, before: Interval | None = None) -> Interval:
    """Left and right edge of the running text of a page: those of its long lines; where it has none, those of the page
    before, else of all lines."""
    long = [line for line in lines if line.right - line.left > 0.5 * width]
    if not long and (before or not lines):
        return before or (0.0, width)
    lefts, rights = (sorted(getattr(line, side) for line in long or lines) for side in ("left", "right"))
    spared = len(lefts) // _STRAYS  # a stain or a long word beyond the margin does not shift it
    return lefts[spared], rights[-1 - spared]


def _bands(lines: Sequence[Line]) -> list[Band]:
    bands: list[Band] = []
    for line in lines:
        band = bands[-1] if bands else None
        if band and min(band.bottom, line.bottom) - line.top > _OVERLAP * min(line.height, band.bottom - band.top):
            band.lines.append(line)
            band.bottom = max(band.bottom, line.bottom)
        else:
            bands.append(Band([line], line.top, line.bottom))
    return bands


def _text(bands: Sequence[Band], margins: Interval) -> Region:
    lines = [line for band in bands for line in sorted(band.lines, key=lambda line: (round(line.top), line.left))]
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    return Region(lines, min(left, margins[0]), max(right, margins[1]))


def _zone(bands: Sequence[Band], index: int, plain: int) -> tuple[int, int, list[Interval]] | None:
    """First and behind the last band of the zone that begins with a band, and its columns; None where it is none."""
    columns = _columns(bands[index].lines)
    if len(columns) < 2:
        return None
    last = index + 1
    while last < len(bands):
        wider = _columns([line for band in bands[index : last + 1] for line in band.lines])
        if len(wider) < 2 or (
            len(bands[last].lines) == 1 and not _belongs(bands[last].lines[0], bands[index:last], wider)
        ):
            break
        columns, last = wider, last + 1
    first = index
    if plain == 0 and index <= _HEAD_BANDS:  # the upper lines of a head can stand in one column, or run into another
        for band in bands[:index]:
            band.lines = [part for line in band.lines for part in _split(line, columns)]
        whole = _columns([line for band in bands[:last] for line in band.lines])
        if len(whole) >= 2:
            first, columns = 0, whole
    return first, last, columns


def _split(line: Line, columns: Sequence[Interval]) -> list[Line]:
    """A line over two columns as the two lines it is, where the blank between two of its words is their gutter."""
    for left, right in pairwise(columns):
        for index in range(1, len(line.words)):
            before, after = line.words[index - 1], line.words[index]
            middle = (before.right + after.left) / 2
            if left[1] - _REACH < middle < right[0] + _REACH and after.left - before.right > _TIGHT * line.height:
                return [line_of(line.words[:index]), line_of(line.words[index:])]
    return [line]


def _columns(lines: Sequence[Line]) -> list[Interval]:
    """The stretches that lines cover, seen from above, parted by gutters."""
    least = _GUTTER * min(line.height for line in lines)
    covered: list[Interval] = []
    for left, right in sorted((line.left, line.right) for line in lines):
        if covered and left - covered[-1][1] < least:
            covered[-1] = covered[-1][0], max(right, covered[-1][1])
        else:
            covered.append((left, right))
    return covered


def _belongs(line: Line, zone: Sequence[Band], columns: Sequence[Interval]) -> bool:
    """Whether a line alone on its row goes on with a column of the zone above it."""
    column = next(i for i, (left, right) in enumerate(columns) if left <= line.left and line.right <= right)
    left, right = columns[column]
    above = [other for band in zone for other in band.lines if left <= other.left and other.right <= right]
    if not above:
        return False
    centred = abs(line.middle - above[-1].middle) < _ALIGNED
    if column > 0 and centred:
        return True
    near = line.top - above[-1].bottom < _NEAR * min(line.height, above[-1].height) - above[-1].height * 0.5
    return near and (centred or abs(line.left - above[-1].left) < _FLUSH)


def _zone_regions(bands: Sequence[Band], columns: Sequence[Interval]) -> Iterator[Region]:
    several = sum(len(band.lines) > 1 for band in bands)
    if len(columns) >= _TABLE_COLUMNS and several >= _TABLE_ROWS:
        yield Region([], columns[0][0], columns[-1][1], rows=list(_rows(bands, columns)))
        return
    for left, right in columns:
        inside = [line for band in bands for line in band.lines if left <= line.left and line.right <= right]
        yield Region(sorted(inside, key=lambda line: line.top), left, right, narrow=True)


def _rows(bands: Sequence[Band], columns: Sequence[Interval]) -> Iterator[list[list[Line]]]:
    row: list[list[Line]] | None = None
    bottom = 0.0
    for band in bands:
        cells: list[list[Line]] = [[] for _ in columns]
        for line in band.lines:
            cells[next(i for i, (left, right) in enumerate(columns) if left <= line.left <= right)].append(line)
        if row is not None and not cells[0] and band.top - bottom < 0.5 * (band.bottom - band.top):
            for cell, more in zip(row, cells, strict=True):
                cell.extend(more)
        else:
            if row is not None:
                yield row
            row = cells
        bottom = band.bottom
    if row is not None:
        yield row
