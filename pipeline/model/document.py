"""A document as loaded, what was said of it from outside, and what could not be done with it."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from hashlib import sha256
from typing import Any

from pipeline.model.facts import Agency, Date, Fact, Kind, Official, PlanNumber, Target
from pipeline.model.provenance import Doubt, Link, Place, Quality, Stated
from pipeline.model.span import EvidenceError


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that was refused or could not be read: where, what, and why, in words for a person."""

    code: str
    message: str
    where: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A text and what is known of it from outside. `text` is decoded, with LF newlines, and otherwise as it came.

    `address` is where it lives (a url, or a file's path as a file: url) and settles `id`. `published` is the reference
    date from outside (ISO day), `published_source` how it is known. `quality_reason` says why the text is not good.
    `record` names the WARC record it was loaded from.
    """

    text: str
    address: str
    url: str | None = None
    title: str | None = None
    published: str | None = None
    published_source: str | None = None
    source: str | None = None
    format: str = "txt"
    problems: tuple[Problem, ...] = ()
    quality: Quality = Quality.GOOD
    quality_reason: str | None = None
    places: tuple[Place, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    stated: tuple[Stated, ...] = ()
    links: tuple[Link, ...] = ()
    record: str | None = None

    @property
    def id(self) -> str:
        return document_id(self.address)

    @property
    def content_hash(self) -> str:
        """Of the text and of all that is known of it: when neither changes, what the store holds cannot."""
        known = "\0".join(str(v) for v in (self.text, self.url, self.title, self.published))
        for more in (self.quality_reason, self.places, self.doubts, self.stated, self.links):
            known += f"\0{more!r}" if more else ""
        return sha256(known.encode("utf-8", "surrogatepass")).hexdigest()

    def doubt_at(self, start: int, end: int) -> str | None:
        """Why text[start:end] is doubtful as text, where it is."""
        for doubt in self.doubts:
            if doubt.start < end and start < doubt.end:
                return doubt.reason
        return self.quality_reason if self.quality is not Quality.GOOD else None


def document_id(address: str) -> str:
    """A readable id of an address: its last part, and ten digits of its hash.

    >>> document_id("https://sct.example/tin/ke-hoach-154.html")
    'ke-hoach-154-...'
    """
    stem = re.sub(r"\.\w{1,5}$", "", re.split(r"[/\\]", address.rstrip("/").split("?")[0])[-1])
    plain = unicodedata.normalize("NFD", stem.replace("đ", "d").replace("Đ", "D"))
    slug = re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode().lower()).strip("-")
    return f"{slug[:40].strip('-') or 'document'}-{sha256(address.encode()).hexdigest()[:10]}"


class Level(StrEnum):
    """Of which rank the body is that a document comes from."""

    CENTRAL = "central"
    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"


@dataclass(frozen=True, slots=True)
class Facts:
    """What one document says. Every fact's quotes are checked against the text: EvidenceError otherwise.

    `title` is the heading read from the text where nothing outside gives one. `place` is the province the document is
    of, with its level word ("tỉnh Đồng Tháp"), `level` the rank of the body it comes from. `unread` are, by kind, strings that look
    like numbers or dates and that no rule took.
    """

    document: Document
    doc_kind: str = "other"
    title: str | None = None
    published: str | None = None
    place: str | None = None
    level: Level | None = None
    dates: tuple[Date, ...] = ()
    plan_numbers: tuple[PlanNumber, ...] = ()
    officials: tuple[Official, ...] = ()
    agencies: tuple[Agency, ...] = ()
    targets: tuple[Target, ...] = ()
    problems: tuple[Problem, ...] = ()
    unread: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        text = self.document.text
        for fact in self:
            for span in fact.mentions:
                if text[span.start : span.end] != span.quote:
                    raise EvidenceError(f"{fact.kind.singular} by {fact.rule}: no {span.quote!r} at {span.start}")

    def __iter__(self) -> Iterator[Fact]:
        for kind in Kind:
            yield from self.of(kind)

    def of(self, kind: Kind) -> tuple[Fact, ...]:
        facts: tuple[Fact, ...] = getattr(self, kind.value)
        return facts

    def to_dict(self, name: str | None = None) -> dict[str, Any]:
        """The contract's JSON of one document; `name` overrides the id (a file's stem)."""
        return {
            "id": name or self.document.id,
            "url": self.document.url,
            "title": self.title or self.document.title,
            "kind": self.doc_kind,
            "published": self.published,
            **{kind.value: [fact_dict(fact) for fact in self.of(kind)] for kind in Kind},
            "problems": [asdict(problem) for problem in self.problems],
        }


def fact_dict(fact: Fact) -> dict[str, Any]:
    """One entry of the contract's JSON: the quote, the fields, the mentions, the rule, the doubt where there is one."""
    own = [name for cls in type(fact).__mro__[:-2] for name in getattr(cls, "__slots__", ()) if cls is not Fact]
    entry: dict[str, Any] = {"text": fact.text}
    for name in own:
        value = getattr(fact, name)
        entry[name] = value if value is None or isinstance(value, (int, float)) else str(value)
    for name in ("value", "value_max"):
        if isinstance(entry.get(name), float) and entry[name].is_integer():
            entry[name] = int(entry[name])
    entry["mentions"] = [[span.start, span.end] for span in fact.mentions if span.part == "fact"]
    entry["rule"] = fact.rule
    if fact.doubt:
        entry["doubt"] = fact.doubt
    return entry
