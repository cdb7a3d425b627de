"""The tables of a store, as ordered, named migrations.

A store notes which migrations it has had. Opening one for writing applies those it lacks, in one transaction; a store
with a migration that this program does not know was made by a newer one and is refused.
"""

import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sqlite_utils import Database

APPLICATION_ID = 0x76746875  # "vthu", in the file's header: tells our stores from other SQLite files
SEARCHED = "versions_searched"  # an index that holds all that searches ask of versions
_SET = "vanthu"


def migrate(conn: sqlite3.Connection) -> None:
    """Apply what the store lacks; the caller holds the transaction."""
    from sqlite_utils import Database  # noqa: PLC0415 - a third of a second, only for a store that lacks something
    from sqlite_utils.migrations import Migrations  # noqa: PLC0415 - as above

    migrations = Migrations(_SET)
    for name, function in _MIGRATIONS.items():
        migrations(name=name)(function)
    migrations.apply(Database(conn))


def pending(conn: sqlite3.Connection) -> list[str]:
    """The names of the migrations the store lacks."""
    had = _applied(conn)
    return [name for name in _MIGRATIONS if name not in had]


def unknown(conn: sqlite3.Connection) -> list[str]:
    """The names of the migrations the store has had and this program does not know."""
    return [name for name in _applied(conn) if name not in _MIGRATIONS]


def _applied(conn: sqlite3.Connection) -> list[str]:
    """Read without sqlite-utils, which is dear to import: each search opens a store."""
    if not conn.execute("SELECT 1 FROM sqlite_master WHERE name = '_sqlite_migrations'").fetchone():
        return []
    rows = conn.execute("SELECT name FROM _sqlite_migrations WHERE migration_set = ? ORDER BY rowid", (_SET,))
    return [name for (name,) in rows]


def _create_documents(db: "Database") -> None:
    _table(
        db,
        "runs",
        {"id": int, "started": str, "ended": str, "status": str, "rules": str, "counts": str},
        required=["rules"],
    )
    _table(
        db,
        "documents",
        {
            "id": str,
            "address": str,
            "url": str,
            "source": str,
            "version": str,
            "first_run": int,
            "last_run": int,
        },
        required=["address"],
        references={"first_run": "runs", "last_run": "runs"},
        indexed=[["url"], ["source"], ["version"]],
    )
    db.table("documents").create_index(["address"], unique=True)
    _table(
        db,
        "versions",
        {
            "id": str,
            "document": str,
            "content_hash": str,
            "text": str,
            "title": str,
            "kind": str,
            "type": str,
            "number": str,
            "issuer": str,
            "published": str,
            "published_earliest": str,
            "published_latest": str,
            "format": str,
            "rules": str,
            "run": int,
        },
        required=["document", "content_hash", "text", "rules"],
        references={"document": "documents", "run": "runs"},
        indexed=[["number"], ["published_earliest"], ["type"]],
    )
    db.table("versions").create_index(["document", "content_hash"], unique=True)
    db.table("documents").add_foreign_key("version", "versions", "id")


def _create_facts(db: "Database") -> None:
    """One table a kind; a row is a fact of the current version of a document."""
    kinds: Mapping[str, Mapping[str, type]] = {
        "dates": {"value": str, "earliest": str, "latest": str, "role": str},
        "plan_numbers": {
            "number": str,
            "type": str,
            "issuer": str,
            "date": str,
            "title": str,
            "role": str,
        },
        "officials": {"name": str, "title": str, "agency": str},
        "agencies": {"name": str},
        "targets": {
            "indicator": str,
            "comparator": str,
            "value": float,
            "value_max": float,
            "unit": str,
            "by": str,
            "by_earliest": str,
            "by_latest": str,
        },
    }
    evidence = {"quote": str, "start": int, "end": int, "rule": str, "doubt": str}
    filters = {
        "dates": [["earliest", "latest"], ["role"]],
        "plan_numbers": [["number"], ["role"], ["issuer"]],
        "officials": [["name"]],
        "agencies": [["name"]],
        "targets": [["unit"], ["by_latest"]],
    }
    must = {"plan_numbers": ["number"], "targets": ["indicator", "comparator", "value"], "dates": []}
    for name, columns in kinds.items():
        _table(
            db,
            name,
            {"id": str, "document": str, "version": str, **columns, **evidence},
            required=["document", "version", "quote", "start", "end", "rule", *must.get(name, ["name"])],
            references={"document": "documents", "version": "versions"},
            indexed=[["document"], ["version"], *filters[name]],
        )
    _table(
        db,
        "mentions",
        {
            "id": int,
            "fact": str,
            "document": str,
            "kind": str,
            "part": str,
            "start": int,
            "end": int,
            "quote": str,
        },
        required=["fact", "document", "kind", "part", "start", "end", "quote"],
        references={"document": "documents"},
        indexed=[["fact"], ["document"]],
    )
    db.create_view("facts", _FACTS_VIEW)


_FACTS_VIEW = """
SELECT id, document, 'date' AS kind, coalesce(value, quote) AS value, quote, start, "end", rule FROM dates
UNION ALL
SELECT id, document, 'plan_number',
       coalesce(type || ' ', '') || number || coalesce(', ' || issuer, '') || coalesce(', ' || date, ''),
       quote, start, "end", rule FROM plan_numbers
UNION ALL
SELECT id, document, 'official',
       name || coalesce(', ' || title, '') || coalesce(', ' || agency, ''), quote, start, "end", rule FROM officials
UNION ALL
SELECT id, document, 'agency', name, quote, start, "end", rule FROM agencies
UNION ALL
SELECT id, document, 'target',
       indicator || ': ' || CASE comparator WHEN 'range' THEN '' WHEN '=' THEN '' ELSE comparator || ' ' END
       || CASE WHEN value = CAST(value AS INTEGER) THEN CAST(value AS INTEGER) ELSE value END
       || coalesce('-' || CASE WHEN value_max = CAST(value_max AS INTEGER) THEN CAST(value_max AS INTEGER)
                                ELSE value_max END, '')
       || coalesce(' ' || unit, '') || coalesce(' (' || "by" || ')', ''),
       quote, start, "end", rule FROM targets
"""


def _create_notes(db: "Database") -> None:
    """What a run could not do, and what the rules left unread."""
    _table(
        db,
        "problems",
        {"id": int, "run": int, "address": str, "code": str, "message": str, "where_": str},
        required=["run", "address", "code", "message"],
        references={"run": "runs"},
        indexed=[["run"], ["address"], ["code"]],
    )
    _table(
        db,
        "unread",
        {"id": int, "document": str, "version": str, "kind": str, "quote": str, "times": int},
        required=["document", "version", "kind", "quote", "times"],
        references={"document": "documents", "version": "versions"},
        indexed=[["document"], ["version"], ["kind", "quote"]],
    )


def _create_search(db: "Database") -> None:
    """Two full-text tables, by the `row` that `indexed` gives a document or a fact (rowids change in a VACUUM).

    Each text stands in them folded (no marks, đ as d) and marked; unicode61 must then leave marks alone.
    """
    _table(
        db,
        "indexed",
        {"row": int, "document": str, "fact": str},
        pk="row",
        required=["document"],
        references={"document": "documents"},
        indexed=[["document"]],
    )
    tokenize = "tokenize = 'unicode61 remove_diacritics 0'"
    for table, columns in (
        ("documents_fts", "heading, body, stated, heading_marked, body_marked, stated_marked"),
        ("facts_fts", "kind, own, around, own_marked, around_marked"),
    ):
        db.execute(f"CREATE VIRTUAL TABLE {table} USING fts5({columns}, {tokenize})")


def _create_provenance(db: "Database") -> None:
    """How well the text of a document could be read, where its words stand in the file, what the file says of itself."""
    db.execute("ALTER TABLE versions ADD COLUMN quality TEXT NOT NULL DEFAULT 'good'")
    db.execute("ALTER TABLE versions ADD COLUMN quality_reason TEXT")
    notes: Mapping[str, tuple[Mapping[str, type], list[str]]] = {
        "places": (
            {"start": int, "end": int, "page": int, "element": str, "row_head": str, "column_head": str},
            ["start", "end"],
        ),
        "doubts": ({"start": int, "end": int, "reason": str}, ["start", "end", "reason"]),
        "stated": ({"field": str, "value": str, "source": str, "agrees": int}, ["field", "value", "source"]),
        "links": ({"url": str, "text": str}, ["url", "text"]),
    }
    for name, (columns, required) in notes.items():
        _table(
            db,
            name,
            {"id": int, "document": str, "version": str, **columns},
            required=["document", "version", *required],
            references={"document": "documents", "version": "versions"},
            indexed=[["document"], ["version"]],
        )
    db.table("versions").create_index(["quality"])
    db.table("stated").create_index(["agrees", "field"])
    db.table("links").create_index(["url"])


def _create_files(db: "Database") -> None:
    """Which files gave which versions: a file that is as it was, and whose versions stand, is not read again."""
    columns = {"path": str, "digest": str, "documents": int}
    _table(db, "files", columns, pk="path", required=["digest", "documents"])
    _table(
        db,
        "file_documents",
        {"path": str, "document": str, "version": str},
        pk=("path", "document"),
        required=["path", "document", "version"],
        references={"path": "files", "document": "documents", "version": "versions"},
        indexed=[["document"], ["version"]],
    )


def _create_likeness(db: "Database") -> None:
    """What a search narrows down by, and what tells near-duplicates (see likeness.py)."""
    for column in ("place TEXT", "level TEXT", "sketch BLOB"):
        db.execute(f"ALTER TABLE versions ADD COLUMN {column}")
    db.execute(
        "CREATE TABLE bands (band INTEGER NOT NULL, document TEXT NOT NULL, PRIMARY KEY (band, document)) "
        "STRICT, WITHOUT ROWID"
    )


def _add_read_by(db: "Database") -> None:
    """How the words of a page were read: by its text layer or by recognition."""
    db.execute("ALTER TABLE places ADD COLUMN read_by TEXT")


def _add_records(db: "Database") -> None:
    """The record of a web archive that a version was loaded from."""
    db.execute("ALTER TABLE versions ADD COLUMN record TEXT")


def _create_corrections(db: "Database") -> None:
    """What people put right, as the file of corrections has it, and what stood before (see correcting.py)."""
    text = ("when", "who", "why", "action", "document", "fact", "kind", "field", "value", "quote", "before", "after")
    _table(
        db,
        "corrections",
        {
            "id": str,
            **dict.fromkeys(text, str),
            "start": int,
            "place": int,
            "status": str,
            "note": str,
            "fact_now": str,
        },
        required=["action", "document", "status", "place"],
        indexed=[["document"], ["fact_now"], ["status"]],
    )
    _table(
        db,
        "originals",
        {"fact": str, "document": str, "kind": str, "row": str, "mentions": str},
        pk="fact",
        required=["document", "kind"],
        references={"document": "documents"},
        indexed=[["document"]],
    )


def _create_changes(db: "Database") -> None:
    """A journal of what the last runs did to facts that stood (see changes.py)."""
    said = ("document", "kind", "fact", "what", "cause", "before", "after", "quote")
    _table(
        db,
        "changes",
        {"id": int, "run": int, **dict.fromkeys(said, str)},
        required=["run", "document", "kind", "fact", "what", "cause", "quote"],
        references={"run": "runs", "document": "documents"},
        indexed=[["run"], ["document"]],
    )


def _create_watches(db: "Database") -> None:
    """Saved searches, and what answered them so far."""
    watch = {"name": str, "words": str, "kind": str, "filters": str, "added": str}
    _table(db, "watches", watch, pk="name", required=["words", "filters", "added"])
    db.execute(
        "CREATE TABLE watch_hits (watch TEXT NOT NULL REFERENCES watches(name) ON DELETE CASCADE, hit TEXT NOT NULL,"
        " found TEXT NOT NULL, is_new INTEGER NOT NULL, PRIMARY KEY (watch, hit)) STRICT, WITHOUT ROWID"
    )


def _index_names(db: "Database") -> None:
    """Counting the bodies that documents name must not take looking up each fact."""
    db.table("agencies").create_index(["document", "name"])


def _index_searched(db: "Database") -> None:
    """What searches narrow down by and count, beside the ids: behind a version's text it takes reading all of that."""
    columns = ["id", "type", "kind", "issuer", "level", "place", "published_earliest", "published_latest"]
    db.table("versions").create_index(columns, SEARCHED)


_MIGRATIONS: "dict[str, Callable[[Database], None]]" = {
    "create_documents": _create_documents,
    "create_facts": _create_facts,
    "create_notes": _create_notes,
    "create_search": _create_search,
    "create_provenance": _create_provenance,
    "create_files": _create_files,
    "create_likeness": _create_likeness,
    "add_read_by": _add_read_by,
    "add_records": _add_records,
    "create_corrections": _create_corrections,
    "create_changes": _create_changes,
    "create_watches": _create_watches,
    "index_names": _index_names,
    "index_searched": _index_searched,
}


def _table(
    db: "Database",
    name: str,
    columns: "Mapping[str, type]",
    *,
    pk: "str | tuple[str, ...]" = "id",
    required: "list[str]",
    references: "Mapping[str, str] | None" = None,
    indexed: "list[list[str]] | None" = None,
) -> None:
    """A strict table; what belongs to a document or a version goes when that goes."""
    from sqlite_utils.db import ForeignKey  # noqa: PLC0415 - as above

    cascading = ("documents", "versions", "files")
    table = db.table(name)
    table.create(
        dict(columns),
        pk=pk,
        not_null=required,
        foreign_keys=[
            ForeignKey(
                name,
                column,
                other,
                "path" if other == "files" else "id",
                on_delete="CASCADE" if other in cascading else "NO ACTION",
            )
            for column, other in (references or {}).items()
        ],
        strict=True,
    )
    for index in indexed or []:
        table.create_index(index)
