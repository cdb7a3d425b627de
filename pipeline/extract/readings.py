"""What each extractor hands to the next: readings with offsets in the normal text.

Facts are made of readings at the end. A reading that came first holds its words: a year inside a document's number is
no date, a date is no target's value (see `preference`).
"""

from dataclasses import dataclass, field

from pipeline.model import Edtf


@dataclass(frozen=True, slots=True)
class NumberReading:
    """A document number. `start`..`end` is the number alone, `quote_start` where its words begin ("Kế hoạch số").

    `codes` are the letters of the number in their order ("KH", "UBND"); empty where it was printed without.
    """

    start: int
    end: int
    quote_start: int
    number: str
    type: str | None
    rule: str
    role: str = "cited"
    issuer: str | None = None
    date: Edtf | None = None
    title: str | None = None
    doubt: str | None = None
    evidence: tuple[tuple[int, int, str], ...] = ()
    codes: tuple[str, ...] = ()

    @property
    def last(self) -> int:
        """Where the number ends, or the list of numbers that it shares its codes with."""
        return max([self.end, *(end for _, end, part in self.evidence if part == "number")])


@dataclass(frozen=True, slots=True)
class DateReading:
    """A calendar expression; `value` None where the context settles none. `complete`: the words name the year too."""

    start: int
    end: int
    value: Edtf | None
    rule: str
    role: str | None = None
    doubt: str | None = None
    complete: bool = True


@dataclass(frozen=True, slots=True)
class AgencyReading:
    """A mention of a body. `name` is canonical; `head` its class by rules/ (e.g. "ubnd", "so", "bo", "phong")."""

    start: int
    end: int
    name: str
    head: str
    rule: str
    doubt: str | None = None
    counts: bool = True  # False: names a body only as another's parent, and is no fact by itself
    evidence: tuple[tuple[int, int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PostReading:
    """One post as given at one place: `start`..`end` is its title, `agency_span` the words that name its body.

    `sector` and `organ` as in rules/officials/titles.csv; `sector` "rank" where a military rank stands for a post.
    """

    start: int
    end: int
    title: str
    agency: str | None
    sector: str
    agency_span: tuple[int, int] | None = None
    doubt: str | None = None
    organ: str | None = None


@dataclass(frozen=True, slots=True)
class OfficialReading:
    """A named person with the posts given at this place; `titles` and `agencies` run in parallel."""

    start: int
    end: int
    name: str
    rule: str
    posts: tuple[PostReading, ...]

    @property
    def titles(self) -> tuple[str, ...]:
        return tuple(post.title for post in self.posts)

    @property
    def agencies(self) -> tuple[str | None, ...]:
        return tuple(post.agency for post in self.posts)


@dataclass(frozen=True, slots=True)
class TargetReading:
    """A figure still to be reached; `start`..`end` is the clause that states it."""

    start: int
    end: int
    indicator: str
    comparator: str
    value: float
    rule: str
    value_max: float | None = None
    unit: str | None = None
    by: Edtf | None = None
    doubt: str | None = None
    evidence: tuple[tuple[int, int, str], ...] = field(default=())
