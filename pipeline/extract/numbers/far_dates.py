"""Dates that stand away from their number: behind its subject, as in "Thông tư số X về Y ngày 5/3/2021 của Bộ Z"."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.extract.context import Context
from pipeline.extract.numbers.issuers import can_issue
from pipeline.extract.numbers.surroundings import Surroundings
from pipeline.extract.readings import AgencyReading, DateReading, NumberReading

_FAR = 900  # characters of a long subject behind which a date may stand
_ENTRY = 40  # characters before the number of an entry in a list of documents


@dataclass(frozen=True, slots=True)
class FarDate:
    """A date behind a subject, and the bodies named after it."""

    date: DateReading
    bodies: Sequence[AgencyReading]


def find_far_date(
    context: Context, around: Surroundings, reading: NumberReading, issuer: str | None, *, settled: bool
) -> FarDate | None:
    """The first date behind a number's subject that "ban hành" leads to or the number's issuer follows.

    Where the codes do not settle the issuer, any body that can have issued the number will do, in the same sentence.
    """
    text, rules = context.text, context.rules.numbers
    if not rules.cue("subject-follows").match(text, reading.end):
        return None
    block = context.blocks[context.block_at(reading.start)]
    if not text[reading.end].isspace() and reading.quote_start - block.start > _ENTRY:
        return None  # a full stop ends a sentence; behind an entry's number it is a slip
    last = min(block.end if settled else context.sentence_at(reading.end).end, reading.end + _FAR)
    inner = around.numbers(reading.end, last)
    taken = {date_behind(context, around, other) for other in inner}
    for found in around.dates(reading.end, last):
        if found in taken or not found.value or not found.value.is_day:
            continue
        bodies = around.bodies_after(found.end)
        alone = not inner or found.start < inner[0].start
        if alone and rules.cue("issued").search(text, reading.end, found.start):
            return FarDate(found, bodies)
        if issuer and any(_is_named(issuer, body) for body in bodies):
            return FarDate(found, bodies)
        if not settled and any(can_issue(context, reading, body) for body in bodies):
            return FarDate(found, bodies)
    return None


def date_behind(context: Context, around: Surroundings, reading: NumberReading) -> DateReading | None:
    """The date right behind a number (for a list, behind its last).

    A date may belong to an earlier number whose subject this one ends: in "Thông tư số A hướng dẫn Nghị định số B ngày
    5/3/2021 của Bộ Z" it is the circular's, as ministries issue no decrees.
    """
    found = around.date_after(reading.last)
    bodies = around.bodies_after(found.end) if found else []
    if not bodies or any(can_issue(context, reading, body) for body in bodies):
        return found
    block = context.blocks[context.block_at(reading.start)]
    follows = context.rules.numbers.cue("subject-follows")
    for outer in around.numbers(block.start, reading.start):
        if follows.match(context.text, outer.end) and can_issue(context, outer, bodies[0]):
            return None
    return found


def _is_named(issuer: str, body: AgencyReading) -> bool:
    """Whether a body named in the text is among the issuers, by any part of the name: print shortens it."""
    names = issuer.split("; ")
    return any(name.endswith(body.name) or name.startswith(body.name) or body.name.endswith(name) for name in names)
