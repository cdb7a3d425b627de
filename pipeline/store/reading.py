"""Looking up one fact or one document, by its id or an unambiguous beginning of it."""

import sqlite3
from dataclasses import dataclass
from typing import Any

from pipeline.model import Kind, Link, Place
from pipeline.store.cards import DocumentCard, read_card
from pipeline.store.citations import Citation
from pipeline.store.corrections import COLUMNS, Correction
from pipeline.store.errors import StoreError
from pipeline.store.passages import Excerpt, Passages
from pipeline.store.provenance import StoredStatement, Whereabouts, read_links, read_statements
from pipeline.store.rows import SHARED


@dataclass(frozen=True, slots=True)
class StoredMention:
    """Words a fact rests on; `part` says what they prove, `excerpt` is the sentence around them, `place` where in the
    file they stand, if it is known."""

    part: str
    start: int
    end: int
    quote: str
    excerpt: Excerpt
    place: Place | None


@dataclass(frozen=True, slots=True)
class StoredFact:
    """A fact as it stands: `fields` are the columns of its kind's table, `value` says them in one line."""

    id: str
    kind: Kind
    value: str
    fields: dict[str, Any]
    quote: str
    start: int
    end: int
    rule: str
    doubt: str | None
    mentions: tuple[StoredMention, ...]
    document: DocumentCard
    citation: Citation


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document's current text and facts, in the order of the text; `versions` counts the texts it has had.

    `record` names the record of a web archive that the text was loaded from, if it was.
    """

    card: DocumentCard
    source: str | None
    version: str
    versions: int
    format: str
    rules: str
    record: str | None
    text: str
    facts: tuple[StoredFact, ...]
    stated: tuple[StoredStatement, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class StoredCorrection:
    """A correction and what became of it.

    `status` is applied; done, where the rules now say the same; review, where a person must look, `note` says why; or
    away, where the store does not hold the document. `fact_now` is the fact it was applied to.
    """

    correction: Correction
    status: str
    note: str | None
    fact_now: str | None


def read_corrections(conn: sqlite3.Connection, fact: str | None = None) -> list[StoredCorrection]:
    """All in the order of their file, or those of a fact."""
    columns = ", ".join(f'"{column}"' for column in COLUMNS)
    rows = conn.execute(
        f"SELECT {columns}, status, note, fact_now FROM corrections WHERE :fact IS NULL OR fact_now = :fact"
        " ORDER BY place, id",
        {"fact": fact},
    )
    return [StoredCorrection(Correction.of_row(row[: len(COLUMNS)]), *row[len(COLUMNS) :]) for row in rows]


def read_fact(conn: sqlite3.Connection, prefix: str) -> StoredFact:
    """The fact whose id begins with `prefix`; StoreError where none or several do."""
    fact_id = _only(conn, "facts", "fact", prefix)
    document_id, version, rules = conn.execute(
        "SELECT d.id, v.id, v.rules FROM facts f JOIN documents d ON d.id = f.document"
        " JOIN versions v ON v.id = d.version WHERE f.id = ?",
        (fact_id,),
    ).fetchone()
    card, text = read_card(conn, document_id)
    opened = _Opened(card, version, rules, Passages(text), Whereabouts.read(conn, version))
    return _stored_fact(conn, fact_id, opened)


def read_document(conn: sqlite3.Connection, name: str) -> StoredDocument:
    """The document of that address or url, or whose id begins with it; StoreError where none or several do."""
    named = conn.execute("SELECT id FROM documents WHERE ? IN (id, address, url) ORDER BY id", (name,)).fetchone()
    document_id = named[0] if named else _only(conn, "documents", "document", name)
    card, text = read_card(conn, document_id)
    source, version, form, rules, record, versions = conn.execute(
        "SELECT d.source, d.version, v.format, v.rules, v.record, (SELECT count(*) FROM versions WHERE document = d.id)"
        " FROM documents d JOIN versions v ON v.id = d.version WHERE d.id = ?",
        (document_id,),
    ).fetchone()
    opened = _Opened(card, version, rules, Passages(text), Whereabouts.read(conn, version))
    facts = conn.execute("SELECT id FROM facts WHERE document = ? ORDER BY start, id", (document_id,)).fetchall()
    return StoredDocument(
        card,
        source,
        version,
        versions,
        form,
        rules,
        record,
        text,
        facts=tuple(_stored_fact(conn, key, opened) for (key,) in facts),
        stated=read_statements(conn, version),
        links=read_links(conn, version),
    )


@dataclass(frozen=True, slots=True)
class _Opened:
    """A document whose facts are being read."""

    card: DocumentCard
    version: str
    rules: str
    passages: Passages
    places: Whereabouts

    def mention(self, part: str, start: int, end: int, quote: str) -> StoredMention:
        return StoredMention(part, start, end, quote, self.passages.excerpt(start, end), self.places.at(start, end))


def _only(conn: sqlite3.Connection, table: str, what: str, prefix: str) -> str:
    """The one id with a beginning."""
    after = f"{prefix}\U0010ffff"
    found = conn.execute(
        f"SELECT id FROM {table} WHERE id >= ? AND id < ? ORDER BY id LIMIT 4", (prefix, after)
    ).fetchall()
    ids = [key for (key,) in found]
    if prefix and (len(ids) == 1 or prefix in ids):
        return str(ids[0])
    if not ids or not prefix:
        raise StoreError(f"the store holds no {what} {prefix!r}")
    names = ", ".join(ids[:3]) + (", ..." if len(ids) > 3 else "")
    raise StoreError(f"{prefix!r} begins the ids of several {table}: {names}")


def _stored_fact(conn: sqlite3.Connection, fact_id: str, opened: _Opened) -> StoredFact:
    singular, value = conn.execute("SELECT kind, value FROM facts WHERE id = ?", (fact_id,)).fetchone()
    kind = next(kind for kind in Kind if kind.singular == singular)
    cursor = conn.execute(f"SELECT * FROM {kind.value} WHERE id = ?", (fact_id,))
    names = [column[0] for column in cursor.description]
    row = dict(zip(names, cursor.fetchone(), strict=True))
    mentions = conn.execute(
        'SELECT part, start, "end", quote FROM mentions WHERE fact = ? ORDER BY id', (fact_id,)
    ).fetchall()
    return StoredFact(
        id=fact_id,
        kind=kind,
        value=value,
        fields={name: held for name, held in row.items() if name not in SHARED},
        quote=row["quote"],
        start=row["start"],
        end=row["end"],
        rule=row["rule"],
        doubt=row["doubt"],
        mentions=tuple(opened.mention(*mention) for mention in mentions),
        document=opened.card,
        citation=Citation(opened.card.id, opened.version, row["start"], row["end"], fact_id, row["rule"], opened.rules),
    )
