"""The places that one document names, and the one it speaks from."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.rulebook.levels import Rank, split_level
from pipeline.rulebook.places import Unit


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A place the text names, at offsets of the normal text; `bare` without a level word before it.

    `origin` where it only says where a person comes from.
    """

    start: int
    end: int
    unit: Unit
    bare: bool
    origin: bool = False


class NamedPlaces:
    """The places of a text in its order, looked up by rank and, where given, level word ("thành phố")."""

    def __init__(self, places: Iterable[NamedPlace] = ()) -> None:
        self.all = tuple(places)
        self._by_level: dict[tuple[Rank, str | None], list[NamedPlace]] = defaultdict(list)
        self._units: dict[tuple[Rank, str | None], dict[str, Unit]] = defaultdict(dict)
        for place in self.all:
            if place.origin:
                continue
            for level in (None, place.unit.level):
                self._by_level[place.unit.rank, level].append(place)
                self._units[place.unit.rank, level].setdefault(place.unit.full, place.unit)

    def called(self, unit: Unit) -> Unit:
        """A unit with the level word that the text gives its name; itself where the text gives none."""
        same = (place.unit for place in self.all if place.unit.name == unit.name and not place.bare)
        return next((other for other in same if other.rank == unit.rank), unit)

    def only(self, rank: Rank, level: str | None) -> Unit | None:
        """The one place of this rank that the text names; None where it names none or more."""
        units = self._units.get((rank, level), {})
        return next(iter(units.values())) if len(units) == 1 else None

    def last_before(self, offset: int, rank: Rank, level: str | None) -> NamedPlace | None:
        places = self._by_level.get((rank, level), ())
        at = bisect_left(places, offset, key=_start)
        return places[at - 1] if at else None

    def first_from(self, offset: int, rank: Rank, level: str | None) -> NamedPlace | None:
        places = self._by_level.get((rank, level), ())
        at = bisect_left(places, offset, key=_start)
        return places[at] if at < len(places) else None

    def covers(self, start: int, end: int) -> bool:
        """Whether a stretch lies within the name of a place."""
        at = bisect_right(self.all, start, key=_start)
        return any(end <= place.end for place in self.all[max(at - 2, 0) : at])


def _start(place: NamedPlace) -> int:
    return place.start


@dataclass(frozen=True, slots=True)
class Home:
    """The document's own places, with their level words ("tỉnh Vĩnh Phúc", "huyện Cờ Đỏ"); None where unsettled.

    `named` are all places of the text. `central` where the header is that of a body of the centre.
    """

    province: str | None = None
    district: str | None = None
    commune: str | None = None
    doubt: str | None = None
    central: bool = False
    named: NamedPlaces = field(default_factory=NamedPlaces, repr=False, compare=False)

    @property
    def province_name(self) -> str | None:
        """The province without its level word."""
        return split_level(self.province)[1] if self.province else None
