"""What the heads of a table say of its columns: the time, the unit and the part of each column of goals."""

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from pipeline.extract.context import Context
from pipeline.extract.targets.deadlines import Deadline, Deadlines
from pipeline.extract.targets.quantities import Stretch
from pipeline.model import Edtf

_WORD = regex.compile(r"\p{L}{2}")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of goals: by when, in what unit, and of which part of what is measured ("Cơ cấu")."""

    by: Deadline | None
    unit: str | None = None
    part: str = ""


@dataclass(frozen=True, slots=True)
class Columns:
    """What the head says: the columns of the indicator and of the unit, and those of goals."""

    indicator: int
    unit: int | None
    goals: dict[int, Column]


def read_columns(context: Context, cells: Sequence[Stretch], deadlines: Deadlines) -> Columns | None:
    """The columns by a head row; None for a row of figures."""
    rules, text = context.rules.targets.tables, context.text
    heads = [text[start:end] for start, end in cells]
    indicator = next((i for i, head in enumerate(heads) if rules.indicator.search(head)), None)
    if indicator is None:
        return None
    unit = next((i for i, head in enumerate(heads) if i != indicator and rules.unit.match(head)), None)
    goals: dict[int, Column] = {}
    for i, (start, end) in enumerate(cells):
        if i <= indicator or i == unit or rules.other.search(heads[i]):
            continue
        time = _head_time(context, deadlines, start, end)
        if time or rules.goal.search(heads[i]):
            goals[i] = Column(time, unit_of(context, heads[i])[1])
    return Columns(indicator, unit, goals) if goals else None


def is_second_head(context: Context, cells: Sequence[Stretch]) -> bool:
    """Whether a row behind a head row holds words only, and so may say more of its columns."""
    words = [word for start, end in cells if (word := context.text[start:end])]
    return len(words) > 1 and all(_WORD.search(word) and not any(map(str.isdigit, word)) for word in words)


def split_columns(
    context: Context, columns: Columns, heads: Sequence[Stretch], parts: Sequence[Stretch], width: int
) -> Columns | None:
    """The columns where some heads stand over several parts; `width` is the number of cells of the rows below.

    Where blank cells keep the rows aligned, a part stands under the nearest head before it; else the heads that have
    no parts stand first. None where it is not plain which parts stand under which head.
    """
    text = context.text
    if len(heads) == len(parts) == width:
        return _aligned(context, columns, heads, parts)
    alone = width - len(parts)
    over = len(heads) - alone
    if alone < 0 or over < 1 or columns.indicator >= alone:
        return None
    words = [text[slice(*part)] for part in parts]
    if len(words) % over == 0 and len(set(words[: len(words) // over])) == len(words) // over:
        sizes = [len(words) // over] * over
    else:
        starts = [0, *(i for i in range(1, len(words)) if words[i] == words[0])]
        sizes = [end - start for start, end in zip(starts, [*starts[1:], len(words)], strict=True)]
    groups = _groups(words, over, sizes)
    if groups is None:
        return None
    goals: dict[int, Column] = {}
    for head, (first, last) in enumerate(groups, start=alone):
        if head in columns.goals:
            for place in range(first, last):
                part, unit = unit_of(context, words[place])
                goals[alone + place] = Column(columns.goals[head].by, unit, part)
    return Columns(columns.indicator, columns.unit, goals)


def _aligned(context: Context, columns: Columns, heads: Sequence[Stretch], parts: Sequence[Stretch]) -> Columns | None:
    """The columns of two head rows of as many cells; None where the second says anew what is measured."""
    if context.text[slice(*parts[0])] or context.text[slice(*parts[columns.indicator])]:
        return None
    goals: dict[int, Column] = {}
    over = 0
    for place, ((start, end), part) in enumerate(zip(heads, parts, strict=True)):
        over = place if end > start else over
        if over in columns.goals:
            words, unit = unit_of(context, context.text[slice(*part)])
            goals[place] = Column(columns.goals[over].by, unit or columns.goals[over].unit, words)
    return Columns(columns.indicator, columns.unit, goals)


def _groups(words: Sequence[str], over: int, sizes: Sequence[int]) -> list[Stretch] | None:
    """Where the parts under each of `over` heads begin and end; None where their number does not fit."""
    if len(sizes) != over or sum(sizes) != len(words):
        return None
    ends = [sum(sizes[: i + 1]) for i in range(over)]
    return [(end - size, end) for end, size in zip(ends, sizes, strict=True)]


def unit_of(context: Context, words: str) -> tuple[str, str | None]:
    """The words without the unit that stands last in brackets, and that unit."""
    rules = context.rules.targets.tables
    unit = rules.unit_behind.search(words)
    if unit is None or not words[: unit.start()].strip():
        return words, None
    if rules.cell.regex.fullmatch(f"1 {unit['unit'].strip()}") is None:
        return words, None
    return words[: unit.start()].strip(), " ".join(unit["unit"].split())


def _head_time(context: Context, deadlines: Deadlines, start: int, end: int) -> Deadline | None:
    """The time a column's head names; a bare year is one here."""
    dates = deadlines.within(start, max(end, start + 1))
    if dates:
        return dates[-1]
    years = context.rules.targets.tables.years.fullmatch(context.text, start, end)
    if years is None or (years["last"] and years["last"] < years["first"]):
        return None
    return Deadline(start, end, Edtf(years["first"], years["last"]), outlook=False, weak=False)
