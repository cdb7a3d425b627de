"""Asking what was read: the body at a place of the text, and the body that a bare class word means there."""

from bisect import bisect_left, bisect_right

from pipeline.extract.agencies.names import PEOPLES
from pipeline.extract.agencies.places import GUESSED, Whereabouts
from pipeline.extract.context import Context
from pipeline.extract.readings import AgencyReading
from pipeline.rulebook.places import Level

_BARE = "agency.bare"
_BEFORE = 30  # characters before a name that say somebody acts for the body


def agency_at(context: Context, start: int, end: int) -> AgencyReading | None:
    """The reading that starts at `start` (the longest first), or else one that covers [start, end)."""
    readings = context.agencies
    at = bisect_left(readings, start, key=_start)
    if at < len(readings) and readings[at].start == start:
        return readings[at]
    for reading in reversed(readings[max(at - 4, 0) : at]):  # few readings stand within one another
        if end <= reading.end:
            return reading
    return None


def resolve_bare(context: Context, word: str, offset: int) -> AgencyReading | None:
    """The body that a class word alone means at an offset: "Sở", "Trung tâm", "Tỉnh ủy", "huyện" (its committee).

    The last one of the class named before it in the sentence; else the issuer of the document, if it is of the class;
    else the last named before, or the first after it in the paragraph; else the committee of the document's own place.
    """
    lowered = word.casefold()
    if level := context.rules.places.levels.get(lowered):
        return _committee(context, level, offset)
    opening = context.rules.agencies.words.in_full.get(lowered, word).casefold()
    readings = context.agencies
    at = bisect_left(readings, offset, key=_start)
    end = context.blocks[context.block_at(offset)].end
    sentence = context.sentence_at(offset)
    issuer = _issuer(context, opening)
    home = _at_home(context, opening)
    # a council before its head's name is the document's own, whichever is named later
    last = at if home and home.head in PEOPLES else bisect_right(readings, end, key=_start)
    around = (*range(at - 1, -1, -1), *range(at, last))
    bodies = (readings[index] for index in around if _opens(readings[index].name, opening))
    named = next((body for body in bodies if not _is_stood_for(context, body)), None)
    if issuer and (named is None or named.start < sentence.start or named.start > offset):
        return issuer
    return named or home


def _is_stood_for(context: Context, body: AgencyReading) -> bool:
    """Whether somebody acts here in a body's name, who is none of its own: "thay mặt Tòa án nhân dân tối cao"."""
    return (
        context.rules.agencies.cues["stood-for"].search(context.text, max(0, body.start - _BEFORE), body.start)
        is not None
    )


def _issuer(context: Context, opening: str) -> AgencyReading | None:
    """The document's own issuer, if its name begins so."""
    start, end = context.layout.header_issuer or (0, 0)
    readings = context.agencies
    first, last = (bisect_left(readings, offset, key=_start) for offset in (start, end))
    return next((reading for reading in readings[first:last] if _opens(reading.name, opening)), None)


def _start(reading: AgencyReading) -> int:
    return reading.start


def _opens(name: str, opening: str) -> bool:
    return f"{name} ".casefold().startswith(f"{opening} ")


def _committee(context: Context, level: Level, offset: int) -> AgencyReading | None:
    places = Whereabouts(context)
    for rank in level.ranks:
        unit = places.unit_at(rank, offset, level.word)
        if unit:
            return _made(f"{context.rules.agencies.committee} {unit.full}", "ubnd", offset, context.home.doubt)
    return None


def _at_home(context: Context, opening: str) -> AgencyReading | None:
    """The committee or council of the document's own place, or its party's, by the class word."""
    home, rules = context.home, context.rules
    doubt = home.doubt or GUESSED
    if place := home.commune or home.province or home.district:
        for head in PEOPLES:
            name = rules.agencies.name_of(head)
            if name.casefold() == opening:
                return _made(f"{name} {place}", head, 0, doubt)
    for head, place in (("tinh-uy", home.province), ("huyen-uy", home.district)):
        committee = rules.places.party_committee(place) if place else None
        if committee and _opens(committee, opening):
            return _made(committee, head, 0, doubt)
    return None


def _made(name: str, head: str, offset: int, doubt: str | None) -> AgencyReading:
    return AgencyReading(offset, offset + 1, name, head, _BARE, doubt, counts=False)
