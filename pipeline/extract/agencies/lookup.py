"""Asking what was read: the body at a place of the text, and the body that a bare class word means there."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from pipeline.extract.agencies.places import Whereabouts
from pipeline.extract.context import Context
from pipeline.extract.readings import AgencyReading
from pipeline.rulebook.places import Level

_COMMITTEE = "Ủy ban nhân dân"
_COUNCIL = "Hội đồng nhân dân"
_BARE = "agency.bare"
_WRITTEN_OUT = {"ubnd": _COMMITTEE, "hđnd": _COUNCIL, "tòa án": "Tòa án nhân dân", "bộ chỉ huy": "Bộ Chỉ huy"}


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
    opening = _WRITTEN_OUT.get(lowered, word).casefold()
    readings = context.agencies
    at = bisect_left(readings, offset, key=_start)
    end = context.blocks[context.block_at(offset)].end
    sentence = context.sentence_at(offset)
    issuer = _issuer(context, opening)
    around = (*range(at - 1, -1, -1), *range(at, bisect_right(readings, end, key=_start)))
    named = next((readings[index] for index in around if _opens(readings[index], opening)), None)
    if issuer and (named is None or named.start < sentence.start or named.start > offset):
        return issuer
    return named or _at_home(context, opening)


def _issuer(context: Context, opening: str) -> AgencyReading | None:
    """The document's own issuer, if its name begins so."""
    start, end = context.layout.header_issuer or (0, 0)
    readings = context.agencies
    first, last = (bisect_left(readings, offset, key=_start) for offset in (start, end))
    return next((reading for reading in readings[first:last] if _opens(reading, opening)), None)


def _start(reading: AgencyReading) -> int:
    return reading.start


def _opens(reading: AgencyReading, opening: str) -> bool:
    name = reading.name.casefold()
    return name.startswith(opening) and name[len(opening) : len(opening) + 1] in (" ", "")


def _committee(context: Context, level: Level, offset: int) -> AgencyReading | None:
    places = Whereabouts(context)
    for rank in level.ranks:
        unit = places.unit_at(rank, offset, level.word)
        if unit:
            return _made(f"{_COMMITTEE} {unit.full}", "ubnd", offset, context.home.doubt)
    return None


def _at_home(context: Context, opening: str) -> AgencyReading | None:
    """The committee of the document's own province or district, by its class word."""
    home = context.home
    for place in (home.commune, home.province, home.district):
        if place and opening in (_COMMITTEE.casefold(), _COUNCIL.casefold()):
            head = "ubnd" if opening == _COMMITTEE.casefold() else "hdnd"
            name = _COMMITTEE if head == "ubnd" else _COUNCIL
            return _made(f"{name} {place}", head, 0, home.doubt or "place taken from the document")
    for kind in _party_kinds(context, opening):
        for place in (home.province, home.district):
            if place and place.startswith(kind.split()[0].casefold()):
                return _made(
                    f"{kind} {place.split(' ', 1)[1]}", "tinh-uy", 0, home.doubt or "place taken from the document"
                )
    return None


def _party_kinds(context: Context, opening: str) -> Iterable[str]:
    return (
        kind.name
        for kind in context.rules.agencies.kinds
        if kind.place == "plain" and kind.name.casefold() == opening and kind.name.endswith("ủy")
    )


def _made(name: str, head: str, offset: int, doubt: str | None) -> AgencyReading:
    return AgencyReading(offset, offset + 1, name, head, _BARE, doubt, counts=False)
