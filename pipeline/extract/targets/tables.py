"""Tables of goals: rows of cells joined by " | ", one target a cell of a column whose head names a time or a goal."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.extract.context import Context
from pipeline.extract.readings import TargetReading
from pipeline.extract.targets.clause_parts import strip_verbs
from pipeline.extract.targets.deadlines import Deadline, Deadlines
from pipeline.extract.targets.goal_scope import GoalScope
from pipeline.extract.targets.goal_sections import Section
from pipeline.extract.targets.quantities import Stretch, read_quantity
from pipeline.extract.targets.table_heads import Columns, is_second_head, read_columns, split_columns, unit_of
from pipeline.extract.targets.table_rows import NarrowTable, Row, level_tables, narrow_tables, upright_tables
from pipeline.model import Edtf

_EDGES = " -+.;:"


@dataclass
class Tables:
    """The goals in the tables of a document, and the blocks of the tables that are no text besides."""

    readings: list[TargetReading] = field(default_factory=list)
    blocks: set[int] = field(default_factory=set)


def read_tables(context: Context, scope: GoalScope, deadlines: Deadlines) -> Tables:
    """The goals in the tables of a document."""
    found = Tables()
    if scope.normative:
        return found
    for table in (*level_tables(context), *upright_tables(context)):
        if scope.section_of(table[0].block) is not Section.OTHER:
            found.readings += _read_table(context, table, deadlines)
    taken = {reading.start for reading in found.readings}
    for narrow in narrow_tables(context, context.rules.targets.tables.cell.regex):
        goals = [goal for goal in _read_narrow(context, narrow, deadlines) if goal.start not in taken]
        if goals and scope.section_of(narrow.block) is not Section.OTHER:
            found.readings += goals
            found.blocks.update(range(narrow.block, narrow.last + 1))
    return found


def _read_table(context: Context, table: Sequence[Row], deadlines: Deadlines) -> Iterator[TargetReading]:
    columns: Columns | None = None
    heads: Sequence[Stretch] = ()
    for place, row in enumerate(table):
        below = max((len(other.cells) for other in table[place + 1 : place + 4]), default=0)
        head = read_columns(context, row.cells, deadlines)
        if head is not None:
            columns, heads = head, row.cells
        elif columns is not None and below >= len(heads) > 0 and is_second_head(context, row.cells):
            columns = split_columns(context, columns, heads, row.cells, below) or (
                columns if below == len(heads) else None
            )
        elif columns is not None:
            heads = ()
            yield from _read_row(context, row, columns, deadlines)
        else:
            yield from _read_series(context, row, deadlines)


def _read_narrow(context: Context, table: NarrowTable, deadlines: Deadlines) -> Iterator[TargetReading]:
    """The goals of a table with one column of values, where its head names them and says that they are goals."""
    rules, text = context.rules.targets.tables, context.text
    head = text[slice(*table.head)]
    times = deadlines.within(*table.head)
    if not (rules.indicator.search(head) and rules.goal.search(head)) or len(times) > 1:
        return
    for line in table.lines:
        own = deadlines.within(*line.named)
        by = own[-1] if own else times[0] if times else deadlines.of_heads(table.block) or deadlines.of_plan
        yield from _read_cell(context, deadlines, _Named(line.named, under=line.under), None, line.value, by)


def _read_row(context: Context, row: Row, columns: Columns, deadlines: Deadlines) -> Iterator[TargetReading]:
    cells = row.cells
    if columns.indicator >= len(cells):
        return
    unit = cells[columns.unit] if columns.unit is not None and columns.unit < len(cells) else None
    own = context.text[slice(*unit)] if unit else None
    for number, column in columns.goals.items():
        if number < len(cells):
            by = column.by or deadlines.of_heads(row.block) or deadlines.of_plan
            named = _Named(cells[columns.indicator], part=column.part)
            yield from _read_cell(context, deadlines, named, own or column.unit, cells[number], by)


def _read_series(context: Context, row: Row, deadlines: Deadlines) -> Iterator[TargetReading]:
    """The goals of a row that says itself what they are: "Chỉ tiêu: Tỷ lệ che phủ rừng | % | 2024: 48 | 2025: 48,5"."""
    rules, text = context.rules.targets, context.text
    first, *rest = row.cells
    if not rules.tables.indicator.search(text, *first):
        return
    start = max(first[0], text.rfind(":", *first) + 1)
    units = (text[slice(*cell)] for cell in rest)
    unit = next((word for word in units if rules.units.get(word.casefold())), None)
    for cell in rest:
        if year := rules.tables.year_label.match(text, *cell):
            by = Deadline(cell[0], year.end("first"), Edtf(year["first"]), outlook=False, weak=False)
            yield from _read_cell(context, deadlines, _Named((start, first[1])), unit, (year.end(), cell[1]), by)


@dataclass(frozen=True, slots=True)
class _Named:
    """What a row says is measured; `part` is what the column says of it, `under` the row that it is a part of."""

    stretch: Stretch
    part: str = ""
    under: Stretch | None = None

    def words(self, context: Context, deadlines: Deadlines) -> tuple[str, str | None]:
        """The words in one line, and the unit that stands behind them in brackets."""
        rules = context.rules.targets.indicators
        words, unit = unit_of(context, _line(context, deadlines, self.stretch))
        if rules.inset.match(words):
            words = rules.inset.sub("", words, count=1).strip(_EDGES)
        if self.part.casefold() not in words.casefold():
            words = f"{self.part} {words[:1].lower() + words[1:] if words[1:2].islower() else words}"
        if self.under is not None:
            whole, shared = unit_of(context, _line(context, deadlines, self.under))
            unit = unit or shared
            words = words if rules.measure.match(words.casefold()) else f"{whole} {words}"
        return words, unit


def _line(context: Context, deadlines: Deadlines, stretch: Stretch) -> str:
    """The words of a cell in one line, without their dates."""
    rules, text = context.rules.targets.indicators, context.text
    words, place = "", stretch[0]
    for date in deadlines.within(*stretch):
        lead = text[place : date.start]
        time = rules.time_end.search(lead)
        words += lead[: time.start()] if time else lead
        place = date.end
    return " ".join((words + text[place : stretch[1]]).split()).strip(_EDGES)


def _read_cell(
    context: Context, deadlines: Deadlines, named: _Named, unit: str | None, cell: Stretch, by: Deadline | None
) -> Iterator[TargetReading]:
    """The goal of a cell, for what `named` says and with the unit of its own cell; none where it holds no figure."""
    rules, text = context.rules.targets, context.text
    rule = rules.tables.cell
    indicator, bracketed = named.words(context, deadlines)
    rank = rules.guard("cue.place-end").search(indicator)
    indicator = strip_verbs(rules.indicators, indicator[: rank.start()].strip())[0] if rank else indicator
    match = rule.regex.fullmatch(text, *cell)
    quantity = read_quantity(context, rule, match) if match else None
    if quantity is None or not any(letter.isalpha() for letter in indicator):
        return
    evidence = [(*cell, "value")]
    if by is not None:
        evidence.append((by.start, by.end, "by"))
    yield TargetReading(
        start=named.stretch[0],
        end=cell[1],
        indicator=indicator,
        comparator="<=" if rank else quantity.comparator,
        value=quantity.value,
        value_max=quantity.value_max,
        unit=quantity.unit or unit or bracketed,
        by=by.value if by else None,
        rule=rule.id,
        doubt=quantity.doubt,
        evidence=tuple(evidence),
    )
