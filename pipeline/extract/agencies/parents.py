"""The body that a unit is part of: the one named right behind it, or of a phòng alone the one in force there."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.extract.agencies.places import Whereabouts
from pipeline.extract.context import Context
from pipeline.extract.readings import AgencyReading
from pipeline.model import fold_key

_PARENTS = frozenset({"so", "cong-an", "cuc", "chi-cuc", "ban-quan-ly", "trung-tam", "tong-cuc", "quan-su", "thue"})
_OFFICES = frozenset({"so", "cong-an"})
_NEAR = 5  # characters between a unit and its whole
_CLOSE = frozenset({"", "("})
_DOUBT = "the body it is part of is taken from the context"


def with_parents(
    context: Context, places: Whereabouts, readings: Iterable[AgencyReading], orphans: set[int]
) -> list[AgencyReading]:
    """The readings in the text's order; those at the offsets `orphans` with the body they belong to, or left out."""
    ordered = sorted(readings, key=lambda reading: (reading.start, -reading.end))
    wholes = Counter(reading.name for reading in ordered if reading.head in _OFFICES)
    usual = wholes.most_common(1)[0][0] if wholes else None
    known: dict[str, str] = {}
    for reading in ordered:
        unit, comma, whole = reading.name.partition(", ")
        if comma and reading.head == "phong":
            known.setdefault(fold_key(unit), whole)
    complete: list[AgencyReading] = []
    for reading in ordered:
        if reading.start not in orphans or not reading.counts:
            complete.append(reading)
        elif parent := known.get(fold_key(reading.name)) or _parent(context, places, complete, reading, usual):
            complete.append(replace(reading, name=f"{reading.name}, {parent}", doubt=_DOUBT))
        else:
            context.lose(reading.start, reading.end, reading.rule, "the body it is part of is not named")
    return complete


def uncount_wholes(context: Context, readings: Sequence[AgencyReading]) -> list[AgencyReading]:
    """The readings; those that only say whose unit the one right before them is are not counted.

    "Cục Hóa chất, Bộ Công Thương" is one body, unless it stands in a row of bodies; a dash tells it in lists alone.
    """
    rules, text = context.rules.agencies, context.text
    counted = list(readings)
    for index, (unit, whole) in enumerate(pairwise(readings), start=1):
        if whole.head in rules.words.wholes.get(unit.head, ()) and 0 < whole.start - unit.end < _NEAR:
            gap = text[unit.end : whole.start].strip(" ")
            before = rules.cues["row-before"].search(text, max(unit.start - _NEAR, 0), unit.start)
            in_a_row = before or rules.cues["row-after"].match(text, whole.end)
            in_a_list = context.blocks[context.block_at(unit.start)].marker is not None
            if gap in _CLOSE or (gap == "," and not in_a_row) or (gap == "-" and in_a_list):
                counted[index] = replace(whole, counts=False)
    return counted


def _parent(
    context: Context, places: Whereabouts, before: Sequence[AgencyReading], unit: AgencyReading, usual: str | None
) -> str | None:
    """The committee of a phòng that every district has, or the office named last in the paragraph, or the usual one."""
    if context.rules.agencies.department(unit.name):
        place = places.committee_place(unit.start)
        return f"{context.rules.agencies.committee} {place}" if place else None
    if context.home.central and context.layout.form == "official":
        return None  # "Trưởng phòng Cảnh sát giao thông" of a decree: any province's
    block = context.blocks[context.block_at(unit.start)]
    for reading in reversed(before):
        if reading.start < block.start:
            break
        if reading.head in _PARENTS:
            return reading.name
    return usual
