"""The agencies of a document."""

from collections import defaultdict
from dataclasses import replace

from pipeline.extract.agencies.definitions import define, read_definitions
from pipeline.extract.agencies.lists import unfold
from pipeline.extract.agencies.lookup import agency_at, resolve_bare
from pipeline.extract.agencies.names import BARE, BESIDE, BODY, HEADS_OF_STATE, Name, NameReader
from pipeline.extract.agencies.parents import uncount_wholes, with_parents
from pipeline.extract.agencies.places import Whereabouts
from pipeline.extract.context import Context
from pipeline.extract.layout import Role
from pipeline.extract.readings import AgencyReading
from pipeline.model import Agency, fold_key
from pipeline.rulebook.levels import Rank

__all__ = ["agencies_facts", "agency_at", "read_agencies", "resolve_bare"]

POST = "agency.post"  # the rule of a body that only a post names
_TELLING = 2  # syllables of an open name that can stand for the whole of it
_TELLING_POST = 4  # syllables of a body that a post alone names
_BEFORE = 40  # characters before a name that can say it is no body's
_BEFORE_GUEST = 70


def read_agencies(context: Context) -> list[AgencyReading]:
    """The agencies mentioned, in the order of the text; bodies named only as a part's parent among them, uncounted."""
    return _Reading(context).run()


class _Reading:
    """One pass over the heads of a document, from left to right."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.cues = context.rules.agencies.cues
        self.reader = NameReader(context)
        self.places = Whereabouts(context)
        self.readings: list[AgencyReading] = []
        self.defined: dict[str, str] = {}  # abbreviations that the text explains -> the bodies' names
        self.in_full: dict[str, dict[str, AgencyReading]] = {}  # open names by their first syllables
        self.orphans: set[int] = set()  # where a unit stands without the body it is part of

    def run(self) -> list[AgencyReading]:
        done = 0
        for first in sorted(self.reader.heads):
            if first >= done and (names := unfold(self.reader, first)):
                for name in names:
                    self._take(name)
                done = max(name.last for name in names)
        self.readings += read_definitions(self.context, self.readings)
        return uncount_wholes(self.context, with_parents(self.context, self.places, self.readings, self.orphans))

    def _take(self, name: Name) -> None:
        """Keep the reading of a name, if it is one body's, and those of the bodies it is part of."""
        start = self.context.tokens.starts[name.first]
        end = self.context.tokens.ends[name.last - 1]
        if name.head == "doan-the" and name.tail is None and self.cues["example"].match(self.context.text, end):
            self.context.lose(start, end, name.rule, "an example of many")
            return
        reading = self._reading_of(name)
        if reading is None:
            self.context.lose(start, end, name.rule, "means no one body")
            return
        self.readings.append(reading)
        if name.kind and name.kind.names == "open":
            full = reading.name.casefold()
            stem = _stem(full, len(name.kind.name.split()) + _TELLING)
            self.in_full.setdefault(stem, {}).setdefault(full, reading)
        if short := define(self.context, reading):
            self.defined.setdefault(short, reading.name)

    def _reading_of(self, name: Name) -> AgencyReading | None:
        """The reading of a name with its place and parent; None where the words mean no one body."""
        if name.parent is not None:
            return self._part_of(name, name.parent)
        if name.rule == BARE:
            meant = self._issuer(name.head) or next((r for r in reversed(self.readings) if r.head == name.head), None)
            return self._made(name, meant.name, meant.doubt) if meant else None
        if name.rule == BESIDE:
            return self._beside(name)
        if name.rule == BODY and (defined := self.defined.get(self.reader.written(name.first, name.last))):
            return self._made(name, defined, None)
        if same := self._named_in_full(name):
            return self._made(name, same.name, same.doubt)
        placed = self.places.place_of(name)
        if placed is None:
            return None
        start = self.context.tokens.starts[name.first]
        self.places.note(start, name, placed)
        if name.kind and name.kind.parent == "comma":
            if placed.unit and placed.unit.rank != Rank.PROVINCE:
                return self._made(
                    name, f"{name.words}, {self.context.rules.agencies.committee} {placed.words}", placed.doubt
                )
            if not placed.unit:
                self.orphans.add(start)
        return self._made(name, f"{name.words} {placed.words}".strip(), placed.doubt)

    def _beside(self, name: Name) -> AgencyReading | None:
        """The body whose unit of another class was named last in the paragraph, or in the one before.

        Where that is the Ban Chấp hành of a Đảng bộ, its committee: "Ban Thường vụ" is that of the Huyện ủy.
        """
        start = self.context.tokens.starts[name.first]
        block = self.context.blocks[max(self.context.block_at(start) - 1, 0)]
        unit = next((r for r in reversed(self.readings) if r.head == name.head or r.start < block.start), None)
        if unit is None or unit.start < block.start:
            return None
        rules = self.context.rules.agencies
        openings = [f"{kind.name} " for kind in rules.kinds if kind.id == name.head]
        opening = max(filter(unit.name.startswith, openings), key=len, default="")
        whole = unit.name.removeprefix(opening)
        _, party, place = whole.partition(f"{rules.name_of('dang-bo')} ")
        committee = self.context.rules.places.party_committee(place) if party else None
        return self._made(name, committee or whole, unit.doubt)

    def _issuer(self, head: str) -> AgencyReading | None:
        """The document's own issuer, if it is of this class."""
        start, end = self.context.layout.header_issuer or (0, 0)
        return next((r for r in self.readings if r.head == head and start <= r.start < end), None)

    def _part_of(self, name: Name, parent: Name) -> AgencyReading | None:
        whole = self._reading_of(parent)
        if whole is None:
            return None
        if parent.last <= name.last:  # else it is read where it stands
            self.readings.append(replace(whole, counts=False))
        joint = ", " if name.kind and name.kind.parent == "comma" else " "
        place = name.tail.unit if name.tail else None
        leads = name.kind.at if name.kind else None
        at = f" {leads} {place.name if name.tail and name.tail.bare else place.full}" if place and leads else ""
        return self._made(name, f"{name.words}{joint}{whole.name}{at}", whole.doubt)

    def _named_in_full(self, name: Name) -> AgencyReading | None:
        """The body a shortened name goes back to: "Văn phòng Điều phối" for "Văn phòng Điều phối nông thôn mới"."""
        kind = name.kind
        if name.tail or kind is None or kind.names != "open" or kind.parent == "comma":
            return None
        if name.words.endswith(self.context.rules.agencies.words.nationwide):
            return None  # a whole name: the institute of the centre is not its branch's
        stem = len(kind.name.split()) + _TELLING
        opening = f"{name.words} ".casefold()
        if len(opening.split()) < stem:
            return None
        known = self.in_full.get(_stem(opening, stem), {})
        longer = [reading for full, reading in known.items() if full.startswith(opening)]
        return longer[0] if len(longer) == 1 else None

    def _made(self, name: Name, full: str, doubt: str | None) -> AgencyReading:
        tokens, layout = self.context.tokens, self.context.layout
        start = tokens.starts[name.first]
        role = layout.role_at(start) if layout.roles else Role.BODY
        end = tokens.ends[name.last - 1]
        if role is Role.FURNITURE:
            counts = self._cue_before("stamp", start)
        else:
            counts = not self._cue_before("website", start) and not self._is_title(name, end)
        return AgencyReading(start, end, full, name.head, name.rule, doubt, counts)

    def _cue_before(self, cue: str, start: int, reach: int = _BEFORE) -> bool:
        return self.cues[cue].search(self.context.text, max(start - reach, 0), start) is not None

    def _is_title(self, name: Name, end: int) -> bool:
        """Whether a head of state or government stands only as the title of a guest named in a row."""
        if name.head not in HEADS_OF_STATE:
            return False
        start = self.context.tokens.starts[name.first]
        behind_a_body = self.readings and self.readings[-1].end >= start - 2
        guest = not behind_a_body and self._cue_before("guest", start, _BEFORE_GUEST)
        return guest or self.cues["titled"].match(self.context.text, end) is not None


def _stem(name: str, syllables: int) -> str:
    return " ".join(name.split()[:syllables])


def agencies_facts(context: Context) -> tuple[Agency, ...]:
    """One fact for each body, with all its mentions; a doubt stays only where every mention has one.

    What belongs to the page states no fact, but for the bodies of the officials named there.
    """
    grouped: dict[str, list[AgencyReading]] = defaultdict(list)
    posts = [post for official in context.officials for post in official.posts]
    of_officials = {post.agency for post in posts}
    for reading in context.agencies:
        if reading.counts or (reading.name in of_officials and context.layout.in_furniture(reading.start)):
            grouped[fold_key(reading.name)].append(reading)
    named = {fold_key(reading.name) for reading in context.agencies}
    for post in posts:
        telling = post.agency and post.agency_span and len(post.agency.split()) >= _TELLING_POST
        if telling and post.agency and post.agency_span and fold_key(post.agency) not in named:
            start, end = post.agency_span
            grouped[fold_key(post.agency)].append(AgencyReading(start, end, post.agency, "", POST, post.doubt))
    return tuple(
        Agency(
            mentions=tuple(context.span(reading.start, reading.end) for reading in readings),
            rule=readings[0].rule,
            doubt=readings[0].doubt if all(reading.doubt for reading in readings) else None,
            name=_best_cased(context, readings),
        )
        for readings in grouped.values()
    )


def _best_cased(context: Context, readings: list[AgencyReading]) -> str:
    """The name as a mention in small letters has it, which tells its capitals better than a heading."""
    small = (reading.name for reading in readings if not context.text[reading.start : reading.end].isupper())
    return next(small, readings[0].name)
