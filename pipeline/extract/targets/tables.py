"""Tables of goals: rows of cells joined by " | ", one target a cell of a column whose head names a time or a goal."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from pipeline.extract.context import Context
from pipeline.extract.readings import TargetReading
from pipeline.extract.targets.deadlines import Deadline, Deadlines
from pipeline.extract.targets.goal_scope import GoalScope
from pipeline.extract.targets.goal_sections import Section
from pipeline.extract.targets.quantities import Stretch, read_quantity
from pipeline.model import Edtf

_SEPARATOR = " | "
_YEARS = regex.compile(r"(?:[Nn]ăm\s+)?(?P<first>20\d\d)(?:\s?-\s?(?P<last>20\d\d))?")
_YEAR_FIRST = regex.compile(r"(?:[Nn]ăm\s+)?(?P<first>20\d\d)\s*:\s*")
_MOST_CELLS = 30
_MOST_COLUMNS = 12
_NUMBER_HEAD = len("STT")


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row, and the block it begins with."""

    block: int
    cells: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """What the head row says: the columns of the indicator and of the unit, and those of goals with their time."""

    indicator: int
    unit: int | None
    goals: dict[int, Deadline | None]


def read_tables(context: Context, scope: GoalScope, deadlines: Deadlines) -> list[TargetReading]:
    """The goals in the tables of a document."""
    tables = [*_level_tables(context), *_upright_tables(context)]
    return [
        reading
        for table in tables
        if scope.section_of(table[0].block) is not Section.OTHER
        for reading in _read_table(context, table, deadlines)
    ]


def _level_tables(context: Context) -> Iterator[list[Row]]:
    """The tables whose rows are blocks: neighbours with at least two separators."""
    if _SEPARATOR not in context.text:
        return
    rows: list[Row] = []
    for index, block in enumerate(context.blocks):
        if context.text.count(_SEPARATOR, block.start, block.end) >= 2:
            rows.append(Row(index, tuple(_cells(context.text, block.start, block.end))))
        elif rows:
            yield rows
            rows = []
    if rows:
        yield rows


def _upright_tables(context: Context) -> Iterator[list[Row]]:
    """The tables whose cells are blocks: "TT" and the other heads, then rows numbered from 1, a cell a line."""
    cells = [(block.start, block.end) for block in context.blocks]
    words = context.text
    for first, (start, end) in enumerate(cells):
        if end - start > _NUMBER_HEAD or words[start:end].upper() not in ("TT", "STT"):
            continue
        ones = (i for i in range(first + 3, min(first + _MOST_COLUMNS, len(cells))) if words[slice(*cells[i])] == "1")
        body = next(ones, None)
        if body is None:
            continue
        width = body - first
        rows = [Row(first, tuple(cells[first:body]))]
        for number, row in enumerate(range(body, len(cells) - width + 1, width), start=1):
            if words[slice(*cells[row])] != str(number):
                break
            rows.append(Row(row, tuple(cells[row : row + width])))
        yield rows


def _read_table(context: Context, table: Sequence[Row], deadlines: Deadlines) -> Iterator[TargetReading]:
    columns: Columns | None = None
    for row in table:
        head = _columns(context, row.cells, deadlines)
        if head is not None:
            columns = head
        elif columns is not None:
            yield from _read_row(context, row, columns, deadlines)
        else:
            yield from _read_series(context, row)


def _cells(text: str, start: int, end: int) -> Iterator[Stretch]:
    """The stretch of each cell of a row, blanks left out."""
    for cell in text[start:end].split("|")[:_MOST_CELLS]:
        blank = len(cell) - len(cell.lstrip())
        yield start + blank, start + blank + len(cell.strip())
        start += len(cell) + 1


def _columns(context: Context, cells: Sequence[Stretch], deadlines: Deadlines) -> Columns | None:
    """The columns by a head row; None for a row of figures."""
    rules, text = context.rules.targets.tables, context.text
    heads = [text[start:end] for start, end in cells]
    indicator = next((i for i, head in enumerate(heads) if rules.indicator.search(head)), None)
    if indicator is None:
        return None
    unit = next((i for i, head in enumerate(heads) if i != indicator and rules.unit.match(head)), None)
    goals: dict[int, Deadline | None] = {}
    for i, (start, end) in enumerate(cells):
        if i <= indicator or i == unit or rules.other.search(heads[i]):
            continue
        time = _head_time(deadlines, heads[i], start, end)
        if time or rules.goal.search(heads[i]):
            goals[i] = time
    return Columns(indicator, unit, goals) if goals else None


def _head_time(deadlines: Deadlines, head: str, start: int, end: int) -> Deadline | None:
    """The time a column's head names; a bare year is one here."""
    dates = deadlines.within(start, max(end, start + 1))
    if dates:
        return dates[-1]
    years = _YEARS.fullmatch(head)
    if years is None or (years["last"] and years["last"] < years["first"]):
        return None
    return Deadline(start, end, Edtf(years["first"], years["last"]), outlook=False, weak=False)


def _read_row(context: Context, row: Row, columns: Columns, deadlines: Deadlines) -> Iterator[TargetReading]:
    cells = row.cells
    if columns.indicator >= len(cells):
        return
    unit = cells[columns.unit] if columns.unit is not None and columns.unit < len(cells) else None
    for column, head in columns.goals.items():
        if column < len(cells):
            by = head or deadlines.of_heads(row.block) or deadlines.of_plan
            yield from _read_cell(context, cells[columns.indicator], unit, cells[column], by)


def _read_series(context: Context, row: Row) -> Iterator[TargetReading]:
    """The goals of a row that says itself what they are: "Chỉ tiêu: Tỷ lệ che phủ rừng | % | 2024: 48 | 2025: 48,5"."""
    text = context.text
    first, *rest = row.cells
    if not context.rules.targets.tables.indicator.search(text, *first):
        return
    start = max(first[0], text.rfind(":", *first) + 1)
    unit = next((cell for cell in rest if context.rules.targets.units.get(text[slice(*cell)].casefold())), None)
    for cell in rest:
        if year := _YEAR_FIRST.match(text, *cell):
            by = Deadline(cell[0], year.end("first"), Edtf(year["first"]), outlook=False, weak=False)
            yield from _read_cell(context, (start, first[1]), unit, (year.end(), cell[1]), by)


def _read_cell(
    context: Context, named: Stretch, unit: Stretch | None, cell: Stretch, by: Deadline | None
) -> Iterator[TargetReading]:
    """The goal of a cell, for what `named` says and with the unit of its own cell; none where it holds no figure."""
    rule, text = context.rules.targets.tables.cell, context.text
    indicator = text[slice(*named)].strip(" -+.;:")
    match = rule.regex.fullmatch(text, *cell)
    quantity = read_quantity(context, rule, match) if match else None
    if quantity is None or not any(letter.isalpha() for letter in indicator):
        return
    evidence = [(*cell, "value")]
    if by is not None:
        evidence.append((by.start, by.end, "by"))
    yield TargetReading(
        start=named[0],
        end=cell[1],
        indicator=indicator,
        comparator=quantity.comparator,
        value=quantity.value,
        value_max=quantity.value_max,
        unit=quantity.unit or (text[slice(*unit)] if unit else "") or None,
        by=by.value if by else None,
        rule=rule.id,
        doubt=quantity.doubt,
        evidence=tuple(evidence),
    )
