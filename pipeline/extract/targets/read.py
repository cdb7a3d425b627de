"""The targets of a document: each figure still to be reached, what it measures and by when."""

from collections import Counter
from functools import cached_property

import regex

from pipeline.extract.context import Context
from pipeline.extract.preference import held_before
from pipeline.extract.readings import TargetReading
from pipeline.extract.targets.clause_parts import EDGES, Clause, said_above
from pipeline.extract.targets.clauses import cut_clauses, drop_norms, share_bounds
from pipeline.extract.targets.deadlines import Deadline, Deadlines
from pipeline.extract.targets.goal_deadlines import GoalDeadlines
from pipeline.extract.targets.goal_scope import GoalScope
from pipeline.extract.targets.goal_states import Passage
from pipeline.extract.targets.indicators import find_indicators, without_change
from pipeline.extract.targets.quantities import Quantity, find_quantities
from pipeline.extract.targets.table_rows import SEPARATOR
from pipeline.extract.targets.tables import read_tables
from pipeline.model import Kind, Target, fold_key

_WORD = regex.compile(r"\w+")


def read_targets(context: Context) -> list[TargetReading]:
    """The targets stated, in the order of the text."""
    deadlines = Deadlines(context)
    scope = GoalScope(context, deadlines)
    held = held_before(context, Kind.TARGET)
    binding = GoalDeadlines(context, deadlines, scope)
    tables = read_tables(context, scope, deadlines)
    readings = tables.readings
    stated: dict[int | None, str] = {}  # what a block measures whose parts its list gives
    said: tuple[Passage, str] | None = None  # the goals before, and what the last of them measured
    for passage in scope.passages():
        if passage.block in tables.blocks or SEPARATOR in context.text[passage.start : passage.end]:
            continue
        quantities = find_quantities(context, passage.start, passage.end, held)
        quantities = share_bounds(context, drop_norms(context, passage, quantities))
        goals = scope.judge(passage, quantities)
        if not goals:
            continue
        clauses = cut_clauses(context, deadlines, passage, quantities)
        whole = stated.get(context.blocks[passage.block].parent, "")
        above = whole or said_above(context, deadlines, passage.block) or _said_before(context, passage, said)
        indicators = find_indicators(context, clauses, above, listed=bool(whole))
        if indicators:
            measured = without_change(context.rules.targets.indicators, indicators[-1])
            said = passage, measured
            if context.rules.targets.guard("cue.parts-follow").search(context.text[passage.start : passage.end]):
                stated[passage.block] = measured
        for clause, indicator in zip(clauses, indicators, strict=True):
            quantity = clause.quantity
            if quantity not in goals:
                continue
            if indicator and not _unmeasured(context, quantity, indicator):
                readings.append(_reading(context, clause, indicator, binding.of(passage, clause)))
            else:
                context.lose(quantity.start, quantity.end, quantity.rule, "nothing says what it measures")
    return sorted(readings, key=lambda reading: (reading.start, reading.end))


def _unmeasured(context: Context, quantity: Quantity, indicator: str) -> bool:
    """Whether a number without a unit stands for what no such number measures, or nothing but figures tells of it."""
    rules = context.rules.targets.indicators
    if rules.measurable.search(indicator) is None:
        return True
    return quantity.rule == "target.bare" and rules.level.match(indicator) is None


def _said_before(context: Context, passage: Passage, said: tuple[Passage, str] | None) -> str:
    """What the goals before measured, for a sentence that goes on with parts of it ("Trong đó, …"); "" where none."""
    if said is None or not passage.cues or passage.block - said[0].block > 1:
        return ""
    first, measure = passage.cues[0], context.rules.targets.indicators.measure
    goes_on = first.payload == "carry" and first.start - passage.start <= len("(")
    return said[1] if goes_on and measure.match(said[1]) else ""


def targets_facts(context: Context) -> tuple[Target, ...]:
    """One fact a goal; a goal told again, in the same words or fewer, is a mention of it."""
    groups: list[Telling] = []
    by_figure: dict[tuple[float, float | None], list[Telling]] = {}
    for reading in read_targets(context):
        told = by_figure.setdefault((reading.value, reading.value_max), [])
        again = Telling(context, reading)
        same = next((group for group in told if group.tells(again)), None)
        if same is None:
            groups.append(again)
            told.append(again)
        else:
            same.readings.append(reading)
    return tuple(_fact(context, group.readings) for group in groups)


class Telling:
    """A goal as first told, with the readings that tell it again."""

    def __init__(self, context: Context, reading: TargetReading) -> None:
        self.readings = [reading]
        self._block = context.block_at(reading.start)
        self._parent = context.blocks[self._block].parent
        self._indicator = reading.indicator
        self._unit = fold_key((reading.unit or "").split("/")[0]).split()

    @cached_property
    def _words(self) -> "Counter[str]":
        return Counter(_WORD.findall(fold_key(self._indicator)))

    def tells(self, other: "Telling") -> bool:
        """Whether another says the same: one's words hold the other's, and the deadlines agree.

        Items of one list say different things unless their words are the same.
        """
        mine, yours = self.readings[0].by, other.readings[0].by
        if mine is not None and yours is not None and mine != yours:
            return False
        shorter, longer = sorted((self._unit, other._unit), key=len)
        if longer[: len(shorter)] != shorter or bool(shorter) != bool(longer):
            return False  # one may say more of the thing counted ("sản phẩm", "sản phẩm OCOP")
        if self._block == other._block or (self._parent is not None and self._parent == other._parent):
            return self._words == other._words
        return (self._words & other._words).total() == min(self._words.total(), other._words.total())


def _reading(context: Context, clause: Clause, indicator: str, by: Deadline | None) -> TargetReading:
    quantity, text = clause.quantity, context.text
    start, end = clause.start, clause.end
    while start < quantity.start and text[start] in EDGES:
        start += 1
    end = max(end, quantity.end)
    outside = by is not None and not start <= by.start < end
    return TargetReading(
        start=start,
        end=end,
        indicator=indicator,
        comparator=quantity.comparator,
        value=quantity.value,
        value_max=quantity.value_max,
        unit=quantity.unit,
        by=by.value if by else None,
        rule=quantity.rule,
        doubt=quantity.doubt,
        evidence=((by.start, by.end, "by"),) if by is not None and outside else (),
    )


def _fact(context: Context, group: list[TargetReading]) -> Target:
    """The goal with all its mentions; the fullest telling gives the fields."""
    best = max(group, key=lambda reading: (reading.by is not None, len(reading.indicator), -reading.start))
    told = [best, *(reading for reading in group if reading is not best)]
    spans = [context.span(reading.start, reading.end) for reading in told]
    spans += [context.span(*evidence) for reading in told for evidence in reading.evidence]
    return Target(
        mentions=tuple(dict.fromkeys(spans)),
        rule=best.rule,
        doubt=best.doubt,
        indicator=best.indicator,
        comparator=best.comparator,
        value=best.value,
        value_max=best.value_max,
        unit=best.unit,
        by=best.by,
    )
