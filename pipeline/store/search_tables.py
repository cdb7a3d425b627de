"""The tables that documents and facts are found by."""

from typing import TYPE_CHECKING

from pipeline.store.strict_table import create_table

if TYPE_CHECKING:
    from sqlite_utils import Database

SEARCHED = "versions_searched"  # an index that holds all that searches ask of versions


def create_search(db: "Database") -> None:
    """Two full-text tables, by the `row` that `indexed` gives a document or a fact (rowids change in a VACUUM).

    Each text stands in them folded (no marks, đ as d) and marked; unicode61 must then leave marks alone.
    """
    create_table(
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


def create_likeness(db: "Database") -> None:
    """What a search narrows down by, and what tells near-duplicates (see likeness.py)."""
    for column in ("place TEXT", "level TEXT", "sketch BLOB"):
        db.execute(f"ALTER TABLE versions ADD COLUMN {column}")
    db.execute(
        "CREATE TABLE bands (band INTEGER NOT NULL, document TEXT NOT NULL, PRIMARY KEY (band, document)) "
        "STRICT, WITHOUT ROWID"
    )


def index_names(db: "Database") -> None:
    """Counting the bodies that documents name must not take looking up each fact."""
    db.table("agencies").create_index(["document", "name"])


def create_watches(db: "Database") -> None:
    """Saved searches, and what answered them so far."""
    watch = {"name": str, "words": str, "kind": str, "filters": str, "added": str}
    create_table(db, "watches", watch, pk="name", required=["words", "filters", "added"])
    db.execute(
        "CREATE TABLE watch_hits (watch TEXT NOT NULL REFERENCES watches(name) ON DELETE CASCADE, hit TEXT NOT NULL,"
        " found TEXT NOT NULL, is_new INTEGER NOT NULL, PRIMARY KEY (watch, hit)) STRICT, WITHOUT ROWID"
    )


def index_searched(db: "Database") -> None:
    """What searches narrow down by and count, beside the ids: behind a version's text it takes reading all of that."""
    columns = ["id", "type", "kind", "issuer", "level", "place", "published_earliest", "published_latest"]
    db.table("versions").create_index(columns, SEARCHED)
