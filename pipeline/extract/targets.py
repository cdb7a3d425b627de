"""The targets of a document: each figure still to be reached, what it measures and by when."""

from collections import Counter

import regex

from pipeline.extract.clauses import cut_clauses, drop_norms
from pipeline.extract.context import Context
from pipeline.extract.deadlines import Deadline, Deadlines
from pipeline.extract.goal_scope import GoalScope, Passage
from pipeline.extract.indicators import Clause, find_indicators
from pipeline.extract.quantities import HeldWords, find_quantities
from pipeline.extract.readings import TargetReading
from pipeline.extract.target_tables import read_tables
from pipeline.model import Target, fold_key

_WORD = regex.compile(r"\w+")
_EDGES = " \n,;:.-–+•*("


def read_targets(context: Context) -> list[TargetReading]:
    """The targets stated, in the order of the text."""
    deadlines = Deadlines(context)
    scope = GoalScope(context, deadlines)
    held = HeldWords(context)
    readings: list[TargetReading] = []
    latest: tuple[int, Deadline] | None = None  # block and deadline of the goal before
    for passage in scope.passages():
        if " | " in context.text[passage.start : passage.end]:
            continue
        quantities = find_quantities(context, passage.start, passage.end, held.within(passage.start, passage.end))
        quantities = drop_norms(context, passage, quantities)
        goals = scope.judge(passage, quantities)
        clauses = cut_clauses(context, deadlines, passage, quantities) if goals else []
        for clause, indicator in zip(clauses, find_indicators(context, clauses), strict=True):
            quantity = clause.quantity
            if quantity not in goals:
                continue
            if not indicator:
                context.lose(quantity.start, quantity.end, quantity.rule, "nothing says what it measures")
                continue
            by = _spoken(deadlines, passage, clause)
            if by is not None:
                latest = (passage.block, by)
            elif latest is not None and latest[0] == passage.block:
                by = latest[1]
            else:
                by = deadlines.of_heads(passage.block) or deadlines.of_plan
                if by is None and latest is not None and latest[0] == passage.block - 1:
                    by = latest[1]
                by = by or _attributed(deadlines, passage, clause)
                if by is None and context.layout.form != "official":
                    by = deadlines.of_reported_plan(passage.start)
            readings.append(_reading(context, clause, indicator, by))
    readings += read_tables(context, scope, deadlines)
    return sorted(readings, key=lambda reading: (reading.start, reading.end))


def targets_facts(context: Context) -> tuple[Target, ...]:
    """One fact a goal; a goal told again, in the same words or fewer, is a mention of it."""
    groups: list[list[TargetReading]] = []
    by_figure: dict[tuple[object, ...], list[list[TargetReading]]] = {}
    for reading in read_targets(context):
        figure = (reading.value, reading.value_max, fold_key((reading.unit or "").split("/")[0]))
        told = by_figure.setdefault(figure, [])
        same = next((group for group in told if _told_again(context, group[0], reading)), None)
        if same is None:
            groups.append([reading])
            told.append(groups[-1])
        else:
            same.append(reading)
    return tuple(_fact(context, group) for group in groups)


def _spoken(deadlines: Deadlines, passage: Passage, clause: Clause) -> Deadline | None:
    """The deadline that the figure's own sentence names: in its clause, before it, or at the sentence's end for all."""
    quantity = clause.quantity
    own = [date for date in clause.dates if not quantity.start <= date.start < quantity.end]
    earlier = deadlines.within(passage.start, clause.start)
    strong = [date for date in own if not date.weak]
    if strong:
        before = [date for date in strong if date.start < quantity.start]
        return before[-1] if before else strong[0]
    if any(not date.weak for date in earlier):
        return [date for date in earlier if not date.weak][-1]
    later = deadlines.within(clause.end, passage.end)
    if later and not deadlines.context.text[later[-1].end : passage.end].strip(_EDGES):
        return later[-1]
    return None


def _attributed(deadlines: Deadlines, passage: Passage, clause: Clause) -> Deadline | None:
    """The last time before the figure that only says of when a thing is ("các nhiệm vụ của năm 2026")."""
    return next(reversed(deadlines.within(passage.start, clause.quantity.start)), None)


def _reading(context: Context, clause: Clause, indicator: str, by: Deadline | None) -> TargetReading:
    quantity, text = clause.quantity, context.text
    start, end = clause.start, clause.end
    while start < quantity.start and text[start] in _EDGES:
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


def _told_again(context: Context, first: TargetReading, second: TargetReading) -> bool:
    """Whether the second says what the first said: one's words hold the other's, and the deadlines agree.

    Items of one list say different things unless their words are the same.
    """
    if first.by is not None and second.by is not None and first.by != second.by:
        return False
    some, other = (Counter(_WORD.findall(fold_key(reading.indicator))) for reading in (first, second))
    if _same_list(context, first, second):
        return some == other
    return (some & other).total() == min(some.total(), other.total())


def _same_list(context: Context, first: TargetReading, second: TargetReading) -> bool:
    here, there = context.block_at(first.start), context.block_at(second.start)
    parent = context.blocks[here].parent
    return here == there or (parent is not None and parent == context.blocks[there].parent)


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
