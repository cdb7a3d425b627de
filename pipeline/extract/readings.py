"""What each extractor hands to the next: readings with offsets in the normal text.

Facts are made of readings at the end. A reading that came first holds its words: a year inside a document's number is
no date, a date is no target's value (see `preference`).
"""

from dataclasses import dataclass, field

from pipeline.model import Edtf


@dataclass(frozen=True, slots=True)
class NumberReading:
    """A document number. `start`..`end` is the number alone, `quote_start` where its words begin ("Kế hoạch số")."""

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


@dataclass(frozen=True, slots=True)
class DateReading:
    """A calendar expression; `value` None where the context settles none."""

    start: int
    end: int
    value: Edtf | None
    rule: str
    role: str | None = None
    doubt: str | None = None


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
class OfficialReading:
    """A named person with the posts given at this place; `titles` and `agencies` run in parallel."""

    start: int
    end: int
    name: str
    rule: str
    titles: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    doubt: str | None = None
    evidence: tuple[tuple[int, int, str], ...] = field(default=())
