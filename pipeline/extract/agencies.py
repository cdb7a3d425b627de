"""The agencies of a document."""

from collections import defaultdict
from dataclasses import replace

from pipeline.extract.agency_lists import unfold
from pipeline.extract.agency_names import Name, NameReader
from pipeline.extract.agency_places import Placed, Whereabouts
from pipeline.extract.context import Context
from pipeline.extract.readings import AgencyReading
from pipeline.model import Agency, fold_key

_PARENTS = frozenset({"so", "ubnd", "cong-an", "cuc", "chi-cuc", "ban-quan-ly", "trung-tam", "truong", "bo", "tong-cuc"})
_NO_PARENT = "the body it is part of is not named"


def read_agencies(context: Context) -> list[AgencyReading]:
    """The agencies mentioned, in the order of the text."""
    return _Reading(context).run()


class _Reading:
    """One pass over the heads of a document, from left to right."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.reader = NameReader(context)
        self.places = Whereabouts(context)
        self.readings: list[AgencyReading] = []
        self.parents: dict[str, str] = {}  # a unit's words -> its parent's name, from the first place that gives it

    def run(self) -> list[AgencyReading]:
        done = 0
        for first in sorted(self.reader.heads):
            if first < done:
                continue
            for phrase in self.reader.heads[first]:
                name = self.reader.read(phrase)
                names = unfold(self.reader, phrase, name)
                if names:
                    for each in names:
                        self._settle(each)
                    done = max(each.last for each in names)
                    break
        return self._with_parents()

    def _settle(self, name: Name) -> AgencyReading | None:
        """The reading of a name, its place settled."""
        if name.parent is not None:
            parent = self._reading_of(name.parent)
            if parent is None:
                return None
            self.readings.append(replace(parent, counts=False))
            joint = ", " if name.kind and name.kind.parent == "comma" else " "
            self.parents.setdefault(name.words.casefold(), parent.name)
            reading = self._made(name, f"{name.words}{joint}{parent.name}", parent.doubt)
        else:
            made = self._reading_of(name)
            if made is None:
                return None
            reading = made
        self.readings.append(reading)
        return reading

    def _reading_of(self, name: Name) -> AgencyReading | None:
        if name.parent is not None:
            return self._settle(name)
        placed = self.places.place_of(name)
        start = self.context.tokens.starts[name.first]
        if placed is None:
            self.context.lose(start, self.context.tokens.ends[name.last - 1], name.rule, "means no one place's body")
            return None
        self.places.note(start, name, placed)
        return self._made(name, _with_place(name, placed), placed.doubt)

    def _made(self, name: Name, full: str, doubt: str | None) -> AgencyReading:
        tokens = self.context.tokens
        return AgencyReading(
            tokens.starts[name.first], tokens.ends[name.last - 1], full, name.head, name.rule, doubt
        )

    def _with_parents(self) -> list[AgencyReading]:
        """The readings in order; a unit named without its parent takes the one in force, or is none."""
        self.readings.sort(key=lambda reading: (reading.start, -reading.end))
        complete: list[AgencyReading] = []
        for reading in self.readings:
            if reading.head == "phong" and "," not in reading.name and not self._is_placed(reading):
                parent = self.parents.get(reading.name.casefold()) or self._parent_near(complete, reading.start)
                if parent is None:
                    self.context.lose(reading.start, reading.end, reading.rule, _NO_PARENT)
                    continue
                reading = replace(reading, name=f"{reading.name}, {parent}", doubt="parent taken from the context")
            complete.append(reading)
        return complete

    def _is_placed(self, reading: AgencyReading) -> bool:
        return any(level in reading.name for level in (" huyện ", " quận ", " thị xã ", " thành phố ", " xã ", " phường "))

    def _parent_near(self, before: list[AgencyReading], offset: int) -> str | None:
        """The body named last before a unit in the same paragraph that can have units."""
        block = self.context.blocks[self.context.block_at(offset)]
        for reading in reversed(before):
            if reading.start < block.start:
                return None
            if reading.head in _PARENTS:
                return reading.name
        return None


def _with_place(name: Name, placed: Placed) -> str:
    return f"{name.words} {placed.words}".strip()


def agency_at(context: Context, start: int, end: int) -> AgencyReading | None:
    """The reading that starts at `start` (the longest first), or else one that covers [start, end)."""
    covering = None
    for reading in context.agencies:
        if reading.start == start:
            return reading
        if reading.start <= start and end <= reading.end and covering is None:
            covering = reading
        if reading.start > start:
            break
    return covering


def resolve_bare(context: Context, word: str, offset: int) -> AgencyReading | None:
    """The body that a bare class word ("Sở", "tỉnh", "huyện", "Trung tâm") standing at `offset` means."""
    return None


def agencies_facts(context: Context) -> tuple[Agency, ...]:
    """One fact for each body, with all its mentions; a doubt stays only where every mention has one."""
    grouped: dict[str, list[AgencyReading]] = defaultdict(list)
    for reading in context.agencies:
        if reading.counts:
            grouped[fold_key(reading.name)].append(reading)
    return tuple(
        Agency(
            mentions=tuple(context.span(reading.start, reading.end) for reading in readings),
            rule=readings[0].rule,
            doubt=readings[0].doubt if all(reading.doubt for reading in readings) else None,
            name=readings[0].name,
        )
        for readings in grouped.values()
    )
