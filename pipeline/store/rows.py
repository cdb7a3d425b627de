"""A document and its facts as rows of the tables."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from pipeline.model import Agency, Date, Document, Edtf, Fact, Facts, Official, PlanNumber, Span, Target
from pipeline.store.likeness import sketch
from pipeline.text.normal import NormalText

Row = dict[str, Any]

SHARED = ("id", "document", "version", "quote", "start", "end", "rule", "doubt")  # columns of facts of every kind


@dataclass(frozen=True, slots=True)
class Owner:
    """The document and the version that rows belong to, by their ids."""

    document: str
    version: str


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def version_id(document: Document) -> str:
    """One id for one content of one document."""
    return sha256(f"{document.id}\0{document.content_hash}".encode()).hexdigest()[:16]


def document_row(document: Document, run: int) -> Row:
    return {
        "id": document.id,
        "address": document.address,
        "url": document.url,
        "source": document.source,
        "first_run": run,
        "last_run": run,
    }


def version_row(facts: Facts, rules: str, run: int) -> Row:
    """The text and what is known of it; its number, type and issuer are those of its own number."""
    document = facts.document
    own = next((number for number in facts.plan_numbers if number.role == "self"), None)
    published = Edtf.parse(facts.published) if facts.published else None
    return {
        "id": version_id(document),
        "document": document.id,
        "content_hash": document.content_hash,
        "text": document.text,
        "title": document.title or facts.title or (own.title if own else None),
        "kind": facts.doc_kind,
        "type": own.type if own else None,
        "number": own.number if own else None,
        "issuer": own.issuer if own else None,
        "published": _text(published),
        "published_earliest": _text(published and published.earliest),
        "published_latest": _text(published and published.latest),
        "place": facts.place,
        "level": facts.level and facts.level.value,
        "sketch": sketch(NormalText(document.text).text),
        "format": document.format,
        "quality": document.quality.value,
        "quality_reason": document.quality_reason,
        "rules": rules,
        "run": run,
        "record": document.record,
    }


def distinct_facts(facts: Facts, document_id: str) -> dict[str, tuple[Fact, tuple[Span, ...]]]:
    """Facts by id; what several entries say of the same fact is one row that rests on all their mentions."""
    distinct: dict[str, tuple[Fact, tuple[Span, ...]]] = {}
    for fact in facts:
        fact_id = fact.id_in(document_id)
        first, spans = distinct.get(fact_id, (fact, ()))
        distinct[fact_id] = first, tuple(dict.fromkeys((*spans, *fact.mentions)))
    return distinct


def fact_row(fact_id: str, fact: Fact, at: Owner) -> Row:
    quote = fact.mentions[0]
    return {
        "id": fact_id,
        "document": at.document,
        "version": at.version,
        **_fields(fact),
        "quote": quote.quote,
        "start": quote.start,
        "end": quote.end,
        "rule": fact.rule,
        "doubt": fact.doubt,
    }


def mention_rows(fact_id: str, fact: Fact, spans: tuple[Span, ...], at: Owner) -> Iterator[Row]:
    for span in spans:
        yield {
            "fact": fact_id,
            "document": at.document,
            "kind": fact.kind.singular,
            "part": span.part,
            "start": span.start,
            "end": span.end,
            "quote": span.quote,
        }


def unread_rows(facts: Facts, at: Owner) -> Iterator[Row]:
    for kind, quotes in facts.unread.items():
        for quote, times in Counter(quotes).items():
            yield {"document": at.document, "version": at.version, "kind": kind, "quote": quote, "times": times}


def insert(conn: sqlite3.Connection, table: str, rows: list[Row]) -> None:
    """Plain statements: several times faster here than sqlite-utils' inserts. All rows have the first one's columns."""
    if rows:
        columns = ", ".join(f'"{column}"' for column in rows[0])
        values = ", ".join(f":{column}" for column in rows[0])
        conn.executemany(f"INSERT INTO {table} ({columns}) VALUES ({values})", rows)


def _fields(fact: Fact) -> Row:
    match fact:
        case Date():
            return {"value": _text(fact.value), **_bounds(fact.value), "role": fact.role}
        case PlanNumber():
            return {
                "number": fact.number,
                "type": fact.type,
                "issuer": fact.issuer,
                "date": _text(fact.date),
                "title": fact.title,
                "role": fact.role,
            }
        case Official():
            return {"name": fact.name, "title": fact.title, "agency": fact.agency}
        case Agency():
            return {"name": fact.name}
        case Target():
            return {
                "indicator": fact.indicator,
                "comparator": fact.comparator,
                "value": fact.value,
                "value_max": fact.value_max,
                "unit": fact.unit,
                "by": _text(fact.by),
                **_bounds(fact.by, "by_"),
            }
        case _:
            raise TypeError(f"no table keeps a {type(fact).__name__}")


def _bounds(value: Edtf | None, prefix: str = "") -> Row:
    return {
        f"{prefix}earliest": _text(value and value.earliest),
        f"{prefix}latest": _text(value and value.latest),
    }


def _text(value: object) -> str | None:
    return None if value is None else str(value)
