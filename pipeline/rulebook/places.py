"""The provinces, districts and communes of the country, each for its time.

Since 1 July 2025 there are no districts and the communes stand right under the provinces: a district belongs to the
time before, a commune of the list to the time from that day on.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from pydantic import Field

from pipeline.rulebook.cues import Cues, load_cues
from pipeline.rulebook.gazetteer import Entry
from pipeline.rulebook.levels import LevelWord, Rank, split_level
from pipeline.rulebook.lexicon import Lexicon
from pipeline.rulebook.source import RuleSource, Strict
from pipeline.text.letters import bare_letters

PROVINCES = "place.province"  # labels of the gazetteer
LEVELS = "place.level"
TWO_LEVELS_SINCE = date(2025, 7, 1)
_RANKS = rf"^(?:{'|'.join(Rank)})(?:\|(?:{'|'.join(Rank)}))*$"


class ProvinceRow(Strict):
    """A province for a time; without `from` or `to` it is open on that side."""

    name: str
    level: LevelWord
    since: date | None = Field(default=None, alias="from")
    until: date | None = Field(default=None, alias="to")
    successor: str | None = None
    phone: str | None = None
    domain: str | None = None
    variants: str | None = None

    def valid_on(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


class UnitRow(Strict):
    """A district or commune and the province it lies in."""

    name: str
    level: LevelWord
    province: str


class LevelRow(Strict):
    """A spelling of a level word, the word itself, and the ranks of the units that bear it."""

    spelling: str
    word: LevelWord
    ranks: str = Field(pattern=_RANKS)


class NamesakeRow(Strict):
    """A person whose name wards and communes bear."""

    name: str


class NoCommune(Strict):
    """The words, in small letters, that a commune's level word makes another word with."""

    behind: frozenset[str]
    before: frozenset[str]


class PlaceWords(Strict):
    """rules/places/words.yml."""

    capital: str
    never_bare: frozenset[str]
    no_commune: NoCommune
    party_committees: dict[LevelWord, str]


@dataclass(frozen=True, slots=True)
class Level:
    """A level word, and the ranks of the units that bear it: a "thành phố" can be of the first two."""

    word: LevelWord
    ranks: tuple[Rank, ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """An administrative unit: "Cờ Đỏ", "huyện", in the province "Cần Thơ" (None where unknown), of rank "huyện"."""

    name: str
    level: str
    province: str | None
    rank: Rank

    @property
    def full(self) -> str:
        """With its level word: "huyện Cờ Đỏ"."""
        return f"{self.level} {self.name}"


@dataclass(frozen=True)
class PlacesRules:
    """The administrative units. Names are looked up without regard to case, in the spellings of the lists."""

    levels: dict[str, Level]
    provinces: tuple[ProvinceRow, ...]
    districts: tuple[Unit, ...]
    communes: tuple[Unit, ...]
    persons: tuple[str, ...]
    words: PlaceWords
    cues: Cues

    def phrases(self) -> Iterator[Entry]:
        """Provinces (the payload is the canonical name) and level words."""
        for phrase, name in self._province_spellings():
            yield Entry(phrase, PROVINCES, name)
        for phrase, level in self.levels.items():
            yield Entry(phrase, LEVELS, level)

    def is_no_commune(self, words: Sequence[str], at: int) -> bool:
        """Whether the commune's level word at a token is part of another word: "hợp tác xã", "xã hội"."""
        other = self.words.no_commune
        behind = at > 0 and words[at - 1].lower() in other.behind
        return behind or (at + 1 < len(words) and words[at + 1].lower() in other.before)

    def party_committee(self, place: str) -> str | None:
        """The party committee of a place given with its level word ("Huyện ủy Mường La"); None for no level word."""
        level, name = split_level(place)
        committee = self.words.party_committees.get(level)  # type: ignore[call-overload]
        return f"{committee} {place if name in self.words.never_bare else name}" if committee else None

    @cached_property
    def base_levels(self) -> tuple[LevelWord, ...]:
        """The level words of communes and their like, whose party committee is just called "Đảng ủy"."""
        return tuple(dict.fromkeys(level.word for level in self.levels.values() if level.ranks == (Rank.COMMUNE,)))

    @cached_property
    def level_words(self) -> Lexicon[Level]:
        return Lexicon(self.levels.items())

    @cached_property
    def province_names(self) -> Lexicon[str]:
        """Spellings of provinces -> the canonical name."""
        return Lexicon(self._province_spellings())

    @cached_property
    def district_names(self) -> Lexicon[tuple[Unit, ...]]:
        return Lexicon(_by_name(self.districts))

    @cached_property
    def commune_names(self) -> Lexicon[tuple[Unit, ...]]:
        return Lexicon(_by_name(self.communes))

    def names_of_rank(self, rank: Rank, on: date | None) -> Lexicon[tuple[Unit, ...]]:
        """The names of the districts or communes that stood on a day (of today's without one); of others none."""
        two_levels = on is None or on >= TWO_LEVELS_SINCE
        if rank is Rank.COMMUNE and two_levels:
            return self.commune_names
        return self.district_names if rank is Rank.DISTRICT and (on is None or not two_levels) else Lexicon(())

    @cached_property
    def namesakes(self) -> Lexicon[bool]:
        """Persons whose names are also those of wards: after "phường" they are no official."""
        return Lexicon((name, True) for name in self.persons)

    @cached_property
    def district_letters(self) -> dict[str, tuple[Unit, ...]]:
        """Names of districts in bare letters: how domains and misspelt names are understood."""
        found: dict[str, list[Unit]] = defaultdict(list)
        for unit in self.districts:
            found[bare_letters(unit.name)].append(unit)
        return {letters: tuple(units) for letters, units in found.items()}

    @cached_property
    def commune_letters(self) -> dict[str, tuple[Unit, ...]]:
        """Names of communes in bare letters: how their own hosts are understood ("hungan.tuyenquang.gov.vn")."""
        found: dict[str, list[Unit]] = defaultdict(list)
        for unit in self.communes:
            found[bare_letters(unit.name)].append(unit)
        return {letters: tuple(units) for letters, units in found.items()}

    @cached_property
    def domains(self) -> dict[str, str]:
        """The provinces' domains -> canonical names."""
        return {domain: row.name for row in self.provinces if row.domain for domain in row.domain.split("|")}

    @cached_property
    def phones(self) -> dict[str, str]:
        """Telephone area codes -> canonical names, the province of longest standing for a shared code."""
        phones: dict[str, str] = {}
        for row in self.provinces:
            if row.phone:
                phones.setdefault(row.phone, row.name)
        return phones

    @cached_property
    def letters(self) -> dict[str, str]:
        """Province names in bare letters ("nghean") -> canonical names."""
        return {bare_letters(row.name): row.name for row in self.provinces}

    @cached_property
    def _rows(self) -> dict[str, list[ProvinceRow]]:
        rows: dict[str, list[ProvinceRow]] = defaultdict(list)
        for row in self.provinces:
            rows[row.name].append(row)
        return rows

    def province(self, name: str, on: date | None) -> Unit:
        """A province by its canonical name, with the level word of the day (of today's list without one)."""
        rows = self._rows[name]
        row = next((row for row in rows if on and row.valid_on(on)), None)
        if row is None:
            row = rows[0] if on and rows[0].since and on < rows[0].since else rows[-1]
        return Unit(name, row.level, name, Rank.PROVINCE)

    def was(self, name: str, level: str) -> bool:
        """Whether a province has ever been of this level ("tỉnh" for one that is a city now)."""
        return any(row.level == level for row in self._rows[name])

    def exists(self, name: str, on: date) -> bool:
        """Whether there was a province of this name on a day."""
        return any(row.valid_on(on) for row in self._rows[name])

    def successor(self, name: str, on: date) -> str:
        """The province that a province's land belonged to on a day: itself while it stood."""
        for _ in range(len(self.provinces)):
            following = next((row.successor for row in self._rows[name] if row.until and row.until < on), None)
            if following is None or self.exists(name, on):
                return name
            name = following
        return name

    def _province_spellings(self) -> Iterator[tuple[str, str]]:
        for row in self.provinces:
            yield row.name, row.name
            for variant in row.variants.split("|") if row.variants else ():
                yield variant, row.name


def _by_name(units: Iterable[Unit]) -> Iterator[tuple[str, tuple[Unit, ...]]]:
    named: dict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        named[unit.name].append(unit)
    for name, same in named.items():
        yield name, tuple(same)


def load(source: RuleSource) -> PlacesRules | None:
    """Read rules/places/; None where mistakes were noted."""
    before = len(source.mistakes)
    provinces = source.csv("places/provinces.csv", ProvinceRow)
    known = {row.name for _, row in provinces}
    for line, row in provinces:
        if row.successor and row.successor not in known:
            source.mistake("places/provinces.csv", line, f"no province {row.successor!r} to succeed {row.name}")
    levels = source.csv("places/levels.csv", LevelRow)
    units = {}
    for file, rank in (("places/districts.csv", Rank.DISTRICT), ("places/communes.csv", Rank.COMMUNE)):
        rows = source.csv(file, UnitRow)
        for line, unit in rows:
            if unit.province not in known:
                source.mistake(file, line, f"no province {unit.province!r}")
        units[file] = tuple(Unit(unit.name, unit.level, unit.province, rank) for _, unit in rows)
    words = source.yaml("places/words.yml", PlaceWords)
    cues = load_cues(
        source, "places/cues.yml", "cue.home-", ("local", "central", "central-host", "place-date", "origin", "phone")
    )
    if words is None or cues is None or len(source.mistakes) > before:
        return None
    return PlacesRules(
        levels={row.spelling: Level(row.word, tuple(map(Rank, row.ranks.split("|")))) for _, row in levels},
        provinces=tuple(row for _, row in provinces),
        districts=units["places/districts.csv"],
        communes=units["places/communes.csv"],
        persons=tuple(row.name for _, row in source.csv("places/namesakes.csv", NamesakeRow)),
        words=words[0],
        cues=cues,
    )
