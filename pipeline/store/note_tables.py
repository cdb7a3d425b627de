"""The tables of what is known of documents and facts besides: what runs could not do, whence a text came, what people put
right, what changed."""

from typing import TYPE_CHECKING

from pipeline.store.strict_table import create_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlite_utils import Database


def create_notes(db: "Database") -> None:
    """What a run could not do, and what the rules left unread."""
    create_table(
        db,
        "problems",
        {"id": int, "run": int, "address": str, "code": str, "message": str, "where_": str},
        required=["run", "address", "code", "message"],
        references={"run": "runs"},
        indexed=[["run"], ["address"], ["code"]],
    )
    create_table(
        db,
        "unread",
        {"id": int, "document": str, "version": str, "kind": str, "quote": str, "times": int},
        required=["document", "version", "kind", "quote", "times"],
        references={"document": "documents", "version": "versions"},
        indexed=[["document"], ["version"], ["kind", "quote"]],
    )


def create_provenance(db: "Database") -> None:
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
        create_table(
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


def add_read_by(db: "Database") -> None:
    """How the words of a page were read: by its text layer or by recognition."""
    db.execute("ALTER TABLE places ADD COLUMN read_by TEXT")


def add_records(db: "Database") -> None:
    """The record of a web archive that a version was loaded from."""
    db.execute("ALTER TABLE versions ADD COLUMN record TEXT")


def create_files(db: "Database") -> None:
    """Which files gave which versions: a file that is as it was, and whose versions stand, is not read again."""
    columns = {"path": str, "digest": str, "documents": int}
    create_table(db, "files", columns, pk="path", required=["digest", "documents"])
    create_table(
        db,
        "file_documents",
        {"path": str, "document": str, "version": str},
        pk=("path", "document"),
        required=["path", "document", "version"],
        references={"path": "files", "document": "documents", "version": "versions"},
        indexed=[["document"], ["version"]],
    )


def create_corrections(db: "Database") -> None:
    """What people put right, as the file of corrections has it, and what stood before (see correcting.py)."""
    text = ("when", "who", "why", "action", "document", "fact", "kind", "field", "value", "quote", "before", "after")
    create_table(
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
    create_table(
        db,
        "originals",
        {"fact": str, "document": str, "kind": str, "row": str, "mentions": str},
        pk="fact",
        required=["document", "kind"],
        references={"document": "documents"},
        indexed=[["document"]],
    )


def create_changes(db: "Database") -> None:
    """A journal of what the last runs did to facts that stood (see changes.py)."""
    said = ("document", "kind", "fact", "what", "cause", "before", "after", "quote")
    create_table(
        db,
        "changes",
        {"id": int, "run": int, **dict.fromkeys(said, str)},
        required=["run", "document", "kind", "fact", "what", "cause", "quote"],
        references={"run": "runs", "document": "documents"},
        indexed=[["run"], ["document"]],
    )
