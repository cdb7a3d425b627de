"""The five kinds of facts a document states, each with the words that prove it."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from hashlib import sha256
from typing import ClassVar

from pipeline.model.edtf import Edtf
from pipeline.model.span import EvidenceError, Span


class Kind(StrEnum):
    """A kind of fact, by the name of its list in the JSON and of its table in the store."""

    DATE = "dates"
    PLAN_NUMBER = "plan_numbers"
    OFFICIAL = "officials"
    AGENCY = "agencies"
    TARGET = "targets"

    @property
    def singular(self) -> str:
        return self.name.lower()


@lru_cache(maxsize=8192)  # the same names come again and again
def fold_key(text: str) -> str:
    """One spelling of a name for comparing: NFC, lower case, one dash, single spaces, no outer punctuation."""
    text = unicodedata.normalize("NFC", text).casefold()
    text = re.sub(r"\s*[-‐-―−]\s*", "-", text)
    return re.sub(r"\s+", " ", re.sub(r"[“”\"'‘’,]", "", text)).strip(" .;:")


def number_key(number: str) -> str:
    """One spelling of a document number for comparing."""
    return fold_key(number).replace(" ", "").upper()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What all kinds share. `mentions` is never empty and its first span is the quote shown for the fact.

    `rule` is the id of the rule that read it; `doubt` says what the reading rests on where it rests on a guess.
    """

    kind: ClassVar[Kind]
    mentions: tuple[Span, ...]
    rule: str
    doubt: str | None = None

    def __post_init__(self) -> None:
        if not self.mentions:
            raise EvidenceError(f"a {self.kind.singular} without a quote")

    @property
    def key(self) -> str:
        """What makes two mentions the same fact of one document."""
        raise NotImplementedError

    @property
    def text(self) -> str:
        return self.mentions[0].quote

    def id_in(self, document_id: str) -> str:
        """The fact's citable id: free of offsets and rules, so that it survives a re-run."""
        return sha256(f"{document_id}\0{self.kind}\0{self.key}".encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Date(Fact):
    """An expression that names a calendar time. `value` is None where the context settles none (lunar, recurring).

    `role` is one of issued, effective, event, deadline, period, published, baseline, as-of, or None.
    """

    kind: ClassVar[Kind] = Kind.DATE
    value: Edtf | None
    role: str | None = None

    @property
    def key(self) -> str:
        return str(self.value).rstrip("?") if self.value else f"unsettled:{fold_key(self.text)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanNumber(Fact):
    """A document's number as printed, without spaces. `role` is "self" for the document's own, else "cited"."""

    kind: ClassVar[Kind] = Kind.PLAN_NUMBER
    number: str
    type: str | None = None
    issuer: str | None = None
    date: Edtf | None = None
    title: str | None = None
    role: str = "cited"

    @property
    def key(self) -> str:
        return number_key(self.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Official(Fact):
    """A named person in a public post. Several titles or agencies are joined with "; " in the same order."""

    kind: ClassVar[Kind] = Kind.OFFICIAL
    name: str
    title: str | None = None
    agency: str | None = None

    @property
    def key(self) -> str:
        return fold_key(self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency(Fact):
    """A public body by its full canonical name of the document's time, with its place."""

    kind: ClassVar[Kind] = Kind.AGENCY
    name: str

    @property
    def key(self) -> str:
        return fold_key(self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Target(Fact):
    """A quantified goal. `comparator` is one of = >= > <= < ~ range; `value_max` only with range; `by` the deadline."""

    kind: ClassVar[Kind] = Kind.TARGET
    indicator: str
    comparator: str
    value: float
    value_max: float | None = None
    unit: str | None = None
    by: Edtf | None = None

    @property
    def key(self) -> str:
        bounds = f"{self.value:g}" + (f"..{self.value_max:g}" if self.value_max is not None else "")
        return f"{fold_key(self.indicator)}|{bounds}|{fold_key(self.unit or '')}|{self.by or ''}"
