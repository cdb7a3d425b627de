"""Tables of goals: rows of cells joined by " | ", one target a cell of a column whose head names a time or a goal."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.extract.context import Context
from pipeline.extract.deadlines import Deadline, Deadlines
from pipeline.extract.goal_scope import GoalScope, Section
from pipeline.extract.quantities import Stretch, read_quantity
from pipeline.extract.readings import TargetReading

_SEPARATOR = " | "
_MOST_CELLS = 30


@dataclass(frozen=True, slots=True)
class Columns:
    """What the head row says: which column names the indicator, which the unit, and which hold goals, with their time."""

    indicator: int
    unit: int | None
    goals: dict[int, Deadline | None]


def read_tables(context: Context, scope: GoalScope, deadlines: Deadlines) -> list[TargetReading]:
    """The goals in the tables of a document."""
    if _SEPARATOR not in context.text:
        return []
    return [
        reading
        for table in _tables(context)
        if scope.sections[table[0]] is not Section.OTHER
        for reading in _read_table(context, table, deadlines)
    ]


def _tables(context: Context) -> Iterator[list[int]]:
    """The blocks of each table, row by row: neighbours with at least two separators."""
    rows: list[int] = []
    for index, block in enumerate(context.blocks):
        if context.text.count(_SEPARATOR, block.start, block.end) >= 2:
            rows.append(index)
        elif rows:
            yield rows
            rows = []
    if rows:
        yield rows


def _read_table(context: Context, table: Sequence[int], deadlines: Deadlines) -> Iterator[TargetReading]:
    columns: Columns | None = None
    for index in table:
        block = context.blocks[index]
        cells = list(_cells(context.text, block.start, block.end))
        head = _columns(context, cells, deadlines)
        if head is not None:
            columns = head
        elif columns is not None:
            yield from _read_row(context, cells, columns, deadlines, index)


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
        dates = deadlines.within(start, max(end, start + 1))
        if dates or rules.goal.search(heads[i]):
            goals[i] = dates[-1] if dates else None
    return Columns(indicator, unit, goals) if goals else None


def _read_row(
    context: Context, cells: Sequence[Stretch], columns: Columns, deadlines: Deadlines, block: int
) -> Iterator[TargetReading]:
    rule, text = context.rules.targets.tables.cell, context.text
    if columns.indicator >= len(cells):
        return
    named = cells[columns.indicator]
    indicator = text[named[0] : named[1]].strip(" -+.;:")
    if not any(letter.isalpha() for letter in indicator):
        return
    unit_cell = cells[columns.unit] if columns.unit is not None and columns.unit < len(cells) else None
    for column, head in columns.goals.items():
        if column >= len(cells):
            continue
        start, end = cells[column]
        match = rule.regex.match(text, start, end)
        quantity = read_quantity(context, rule, match) if match else None
        if quantity is None:
            continue
        by = head or deadlines.of_heads(block) or deadlines.of_plan
        unit = quantity.unit or (text[unit_cell[0] : unit_cell[1]] if unit_cell else "") or None
        evidence = [(start, end, "value")] if start < end else []
        if by is not None:
            evidence.append((by.start, by.end, "by"))
        yield TargetReading(
            start=named[0],
            end=end,
            indicator=indicator,
            comparator=quantity.comparator,
            value=quantity.value,
            value_max=quantity.value_max,
            unit=unit,
            by=by.value if by else None,
            rule=rule.id,
            doubt=quantity.doubt,
            evidence=tuple(evidence),
        )
