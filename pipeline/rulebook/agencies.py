"""The bodies of state, party and society: closed lists, the words that open the names of the rest, their symbols."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from pydantic import Field

from pipeline.rulebook.cues import Cues, load_cues
from pipeline.rulebook.gazetteer import Entry
from pipeline.rulebook.levels import LevelWord, Rank
from pipeline.rulebook.lexicon import Lexicon
from pipeline.rulebook.name_words import NameWords
from pipeline.rulebook.name_words import load as load_name_words
from pipeline.rulebook.source import RuleSource, Strict

HEADS = "agency"  # the gazetteer's label of all heads
COMMITTEES = "agency.level"  # and of those that name a place's level ("Huyện ủy X"), with its level word
_CUES = (
    *("signing", "website", "law", "example", "definition", "stamp", "titled", "guest"),
    *("row-before", "row-after", "under-the-centre", "stood-for"),
)


class Kind(Strict):
    """A class of bodies by its opening words; the fields are explained at the head of rules/agencies/kinds.yml."""

    id: str = Field(pattern=r"^[a-z]+(?:-[a-z]+)*$")
    name: str
    words: tuple[str, ...] = ()
    names: Literal["none", "listed", "open"] = "none"
    fields: tuple[str, ...] = ()
    loose: bool = False
    long: bool = False
    lower: bool = False
    small: bool = False
    after: str | None = None
    spelt: bool = True
    persons: bool = False
    proper: bool = False
    exact: bool = False
    generic: tuple[str, ...] = ()
    central: bool = False
    task: bool = False
    numbered: bool = False
    numbers: bool = False
    levels: tuple[Rank, ...] = ()
    place: Literal["level", "plain", "own"] = "level"
    home: bool = False
    needs: bool = False
    parent: Literal["space", "comma", "apart"] = "apart"
    of: tuple[str, ...] = ()
    starting_words: tuple[str, ...] = Field(default=(), alias="starts")
    openers: tuple[str, ...] = ()
    complete: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()
    at: str | None = None
    alone: str | None = None
    beside: str | None = None
    base: bool = False
    level: LevelWord | None = None
    stops: frozenset[str] = frozenset()
    not_after: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None

    def valid_on(self, day: date | None) -> bool:
        return day is None or ((self.since is None or self.since <= day) and (self.until is None or day <= self.until))

    @cached_property
    def generic_names(self) -> frozenset[str]:
        return frozenset(name.casefold() for name in self.generic)

    @cached_property
    def complete_names(self) -> frozenset[str]:
        return frozenset(name.casefold() for name in self.complete)

    @cached_property
    def opening(self) -> Lexicon[bool]:
        """The words of small letters that an open name may begin with, though they end names elsewhere."""
        return Lexicon((word, True) for word in self.openers)

    @cached_property
    def starting(self) -> Lexicon[bool]:
        """The words that an open name must begin with, where there are any."""
        return Lexicon((word, True) for word in self.starting_words)

    @cached_property
    def after_words(self) -> Lexicon[bool]:
        return Lexicon([(self.after, True)] if self.after else [])


class Kinds(Strict):
    """rules/agencies/kinds.yml."""

    kinds: tuple[Kind, ...]


class Listed(Strict):
    """What the lists say of a body: its time, the symbols of its documents, the body that took over."""

    name: str
    symbols: str | None = None
    since: date | None = Field(default=None, alias="from")
    until: date | None = Field(default=None, alias="to")
    successor: str | None = None


class BodyRow(Listed):
    """A body of the centre: `head` is its class, `variants` its other spellings."""

    head: str
    variants: str | None = None


class DepartmentRow(Listed):
    """A department that every place of a level has, named without the place ("Sở Công Thương")."""

    level: Rank


class FieldRow(Strict):
    """A field of government as ministries and departments are named after it, and its short or slack spellings."""

    field: str
    variants: str


class AbbreviationRow(Strict):
    """An abbreviation inside names of bodies."""

    short: str
    long: str


@dataclass(frozen=True, slots=True)
class Head:
    """What a phrase of the lists opens: a whole `body`, or the name of one of a `kind`. `spelling` as in the list.

    An `acronym` (no small letters) counts only as it is written; with `lower` a small first letter will do.
    """

    spelling: str
    acronym: bool
    lower: bool
    not_after: frozenset[str] = frozenset()
    kind: Kind | None = None
    body: BodyRow | None = None


@dataclass(frozen=True)
class AgenciesRules:
    """The lists and the words of names; all lookups ignore case unless they say otherwise."""

    kinds: tuple[Kind, ...]
    bodies: tuple[BodyRow, ...]
    departments: tuple[DepartmentRow, ...]
    fields: tuple[FieldRow, ...]
    abbreviations: dict[str, str]
    words: NameWords
    cues: Cues

    def phrases(self) -> Iterator[Entry]:
        """The heads of all bodies, by name and by every spelling."""
        for body in self.bodies:
            for spelling in self._with_short_forms((body.name, *_parts(body.variants))):
                yield Entry(spelling, HEADS, Head(spelling, spelling.isupper(), lower=False, body=body))
        for kind in self.kinds:
            for spelling in (kind.name, *kind.words) if kind.spelt else kind.words:
                refused = frozenset(kind.not_after)
                yield Entry(spelling, HEADS, Head(spelling, spelling.isupper(), kind.lower, refused, kind=kind))
                if kind.level and not spelling.isupper():
                    yield Entry(spelling, COMMITTEES, kind.level)

    def name_of(self, kind_id: str) -> str:
        """The name that opens those of a class of bodies ("Ủy ban nhân dân"); KeyError for no such class."""
        return self._names_by_kind[kind_id]

    @cached_property
    def _names_by_kind(self) -> dict[str, str]:
        return {kind.id: kind.name for kind in reversed(self.kinds)}

    @cached_property
    def committee(self) -> str:
        """What the committee of the people of a place is called before its place."""
        return self.name_of("ubnd")

    @cached_property
    def branch(self) -> Kind:
        """A branch of a body of the centre, which stands behind that body's name."""
        return Kind(id="chi-nhanh", name=self.words.branch, levels=(Rank.PROVINCE, Rank.DISTRICT))

    def _with_short_forms(self, spellings: Iterable[str]) -> Iterator[str]:
        """The spellings of a body, and each with the abbreviations of its words ("BCH T.Ư Đảng", "Hội CCB VN")."""
        seen: dict[str, None] = dict.fromkeys(spellings)
        for short, long in self.abbreviations.items():
            for spelling in [spelling for spelling in seen if f" {long} " in f" {spelling} "]:
                seen.setdefault(f" {spelling} ".replace(f" {long} ", f" {short} ", 1).strip())
        yield from seen

    def by_symbol(self, symbol: str, on: date | None) -> list[str]:
        """The bodies whose document symbol it is on a day ("BCT" -> ["Bộ Công Thương"]), departments without place.

        Where none of a symbol's bodies stood that day, all that ever had it.
        """
        rows = self._symbols.get(symbol.upper(), [])
        valid = [row.name for row in rows if _valid_on(row, on)]
        return list(dict.fromkeys(valid or [row.name for row in rows]))

    def beginning(self, words: str) -> list[BodyRow]:
        """The bodies of the lists whose names begin with these words and go on, unless one has just this name."""
        opening = f"{words.casefold()} "
        if opening.rstrip() in self._folded:
            return []
        return [body for name, body in self._folded.items() if name.startswith(opening)]

    @cached_property
    def _folded(self) -> dict[str, BodyRow]:
        return {body.name.casefold(): body for body in self.bodies}

    def successor(self, name: str) -> str | None:
        """The body that took over from a ministry or department that is no more; None where one still stands."""
        return self._successors.get(name.casefold())

    def department(self, name: str) -> DepartmentRow | None:
        """The department of this name that every place of its level has."""
        return self._departments.get(name.casefold())

    @cached_property
    def _departments(self) -> dict[str, DepartmentRow]:
        return {row.name.casefold(): row for row in self.departments}

    def listed(self, kind: Kind) -> Lexicon[str]:
        """The fields that a kind of body is named after ("KH&CN" -> "Khoa học và Công nghệ")."""
        return self._listed[kind.fields or (kind.name,)]

    @cached_property
    def _listed(self) -> dict[tuple[str, ...], Lexicon[str]]:
        names = [row.name for row in self._all]
        lexicons = {}
        for kind in self.kinds:
            if kind.names == "listed":
                opening = f"{kind.name} "
                own = kind.fields or [name.removeprefix(opening) for name in names if name.startswith(opening)]
                lexicons[kind.fields or (kind.name,)] = Lexicon(self._spellings(own))
        return lexicons

    def _spellings(self, fields: Iterable[str]) -> Iterator[tuple[str, str]]:
        variants = {row.field: _parts(row.variants) for row in self.fields}
        own = tuple(fields)
        yield from ((field, field) for field in own)  # before the slack spellings of others
        for field in own:
            yield from ((spelling, field) for spelling in _joined(field, self.words.conjunction))
        for field in own:
            for variant in variants.get(field, ()):
                yield from ((spelling, field) for spelling in _joined(variant, self.words.conjunction))

    def is_acronym(self, word: str) -> bool:
        """Whether a body of the lists is called so for short ("NHNN")."""
        return word in self._acronyms

    @cached_property
    def _acronyms(self) -> frozenset[str]:
        spellings = (spelling for row in self.bodies for spelling in _parts(row.variants))
        return frozenset(spelling for spelling in spellings if spelling.isupper() and " " not in spelling)

    @cached_property
    def expansions(self) -> Lexicon[str]:
        """Abbreviations inside open names -> the words."""
        return Lexicon(self.abbreviations.items())

    @property
    def _all(self) -> tuple[Listed, ...]:
        return (*self.bodies, *self.departments)

    @cached_property
    def _symbols(self) -> dict[str, list[Listed]]:
        found: dict[str, list[Listed]] = defaultdict(list)
        for row in self._all:
            for symbol in _parts(row.symbols):
                found[symbol.upper()].append(row)
        return found

    @cached_property
    def _successors(self) -> dict[str, str]:
        return {row.name.casefold(): row.successor for row in self._all if row.successor}


def _parts(cell: str | None) -> list[str]:
    return cell.split("|") if cell else []


def _joined(field: str, conjunction: str) -> Iterator[str]:
    """A field with each of the signs that join its words in haste: "và", "&", "-"."""
    yield field
    for joiner in (f" {conjunction} ", "&"):
        if joiner in field:
            for other in ("&", f" {conjunction} ", " - ", ", "):
                yield field.replace(joiner, other)


def _valid_on(row: Listed, day: date | None) -> bool:
    if day is None:
        return row.until is None
    return (row.since is None or row.since <= day) and (row.until is None or day <= row.until)


def load(source: RuleSource) -> AgenciesRules | None:
    """Read rules/agencies/ and rules/abbreviations.csv; None where mistakes were noted."""
    before = len(source.mistakes)
    kinds = source.yaml("agencies/kinds.yml", Kinds)
    words = load_name_words(source)
    cues = load_cues(source, "agencies/cues.yml", "cue.agency-", _CUES)
    bodies = source.csv("agencies/bodies.csv", BodyRow)
    departments = source.csv("agencies/departments.csv", DepartmentRow)
    fields = source.csv("agencies/fields.csv", FieldRow)
    abbreviations = source.csv("abbreviations.csv", AbbreviationRow)
    if kinds is not None:
        known = {kind.id for kind in kinds[0].kinds} | {row.head for _, row in bodies}
        for index, kind in enumerate(kinds[0].kinds):
            for parent in kind.of:
                if parent not in known:
                    source.mistake("agencies/kinds.yml", kinds[1].of(("kinds", index)), f"no kind {parent!r}")
    if kinds is None or words is None or cues is None or len(source.mistakes) > before:
        return None
    return AgenciesRules(
        kinds=kinds[0].kinds,
        bodies=tuple(row for _, row in bodies),
        departments=tuple(row for _, row in departments),
        fields=tuple(row for _, row in fields),
        abbreviations={row.short: row.long for _, row in abbreviations},
        words=words,
        cues=cues,
    )
