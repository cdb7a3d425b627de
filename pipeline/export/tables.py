"""What is exported: tables with typed, explained columns, each streamed in an order that does not change."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """`type` is of Frictionless Table Schema: string, integer, number, date, boolean."""

    name: str
    about: str
    type: str = "string"


@dataclass(frozen=True, slots=True)
class Table:
    """A file of an export. `key` are the columns that name a row, `references` those that name one of another table."""

    name: str
    about: str
    columns: tuple[Column, ...]
    source: str
    order: str
    key: tuple[str, ...] = ("id",)
    references: tuple[tuple[str, str], ...] = ()

    def rows(self, conn: sqlite3.Connection) -> Iterator[Row]:
        """All rows, one at a time."""
        columns = ", ".join(_OF_DOCUMENT.get(column.name) or f't."{column.name}"' for column in self.columns)
        yield from conn.execute(f"SELECT {columns} FROM {self.source} ORDER BY {self.order}")


_OF_DOCUMENT = {"url": "d.url", "address": "d.address", "source": "d.source", "published": "v.published"}
_DOCUMENT = Column("document", "id of the document that says it")
_EVIDENCE = (
    Column("quote", "the words of the text that prove it"),
    Column("start", "where the quote begins in the text, in code points", "integer"),
    Column("end", "where it ends", "integer"),
    Column("rule", "id of the rule that read it; `correction` where a person added it"),
    Column("doubt", "the guess that the reading rests on; empty where it rests on none"),
    Column("published", "when the document was published, EDTF"),
    Column("url", "where the document was found"),
)


def _facts(name: str, about: str, *own: Column) -> Table:
    return Table(
        name,
        about,
        (Column("id", "id of the fact, the same in every run"), _DOCUMENT, *own, *_EVIDENCE),
        f"{name} t JOIN documents d ON d.id = t.document JOIN versions v ON v.id = t.version",
        "t.document, t.start, t.id",
        references=(("document", "documents"),),
    )


TABLES = (
    Table(
        "documents",
        "a document, as its current text has it",
        (
            Column("document", "id of the document"),
            Column("address", "its url, or the file's path"),
            Column("url", "where it was found"),
            Column("source", "which source gave it"),
            Column("title", "its title"),
            Column("kind", "plan, news, decision, ..."),
            Column("type", "its type as printed: Kế hoạch, Quyết định"),
            Column("number", "its own number"),
            Column("issuer", "the body that issued it"),
            Column("published", "when it was published, EDTF"),
            Column("published_earliest", "the first day that can mean", "date"),
            Column("published_latest", "the last day", "date"),
            Column("place", "the province it comes from"),
            Column("level", "central, province, district or commune"),
            Column("quality", "good, doubtful or unreadable"),
            Column("quality_reason", "why the text is not good"),
            Column("version", "id of the text, made of its hash"),
            Column("content_hash", "sha256 of the text and of what is known of it"),
            Column("rules", "version of the rules that read it"),
        ),
        "documents d JOIN (SELECT *, id AS version FROM versions) t ON t.version = d.version"
        " JOIN versions v ON v.id = d.version",
        "d.id",
        key=("document",),
    ),
    _facts(
        "dates",
        "a calendar time that a document names",
        Column("value", "the time, EDTF of the words' precision; empty where the context settles none"),
        Column("earliest", "its first day", "date"),
        Column("latest", "its last day", "date"),
        Column("role", "issued, effective, event, deadline, period, published, baseline, as-of or empty"),
    ),
    _facts(
        "plan_numbers",
        "a document number, the document's own or one that it cites",
        Column("number", "as printed, without spaces"),
        Column("type", "the type of that document"),
        Column("issuer", "the body that issued it"),
        Column("date", "when it was issued, EDTF"),
        Column("title", "what it is about"),
        Column("role", "self or cited"),
    ),
    _facts(
        "officials",
        "a named person in a public post",
        Column("name", "the person's name"),
        Column("title", "the post; several are joined by a semicolon"),
        Column("agency", "the body, in the same order"),
    ),
    _facts("agencies", "a public body", Column("name", "its full name of the document's time")),
    _facts(
        "targets",
        "a quantified goal",
        Column("indicator", "what is counted"),
        Column("comparator", "one of = >= > <= < ~ range"),
        Column("value", "the number, of a range its lower end", "number"),
        Column("value_max", "of a range its upper end", "number"),
        Column("unit", "the unit"),
        Column("by", "the deadline, EDTF"),
        Column("by_earliest", "its first day", "date"),
        Column("by_latest", "its last day", "date"),
    ),
    Table(
        "mentions",
        "a place in a text that proves a fact or one of its fields",
        (
            Column("fact", "id of the fact"),
            _DOCUMENT,
            Column("kind", "kind of the fact"),
            Column("part", "what the words prove: fact, or the name of a field"),
            Column("start", "where they begin in the text, in code points", "integer"),
            Column("end", "where they end", "integer"),
            Column("quote", "the words"),
        ),
        "mentions t",
        't.document, t.kind, t.fact, t.start, t."end", t.part, t.id',
        key=(),
        references=(("document", "documents"),),
    ),
)
