"""What identifies a document to a reader."""

import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DocumentCard:
    """A document in a line or two; `type`, `number` and `issuer` are those of its own number.

    `quality` is how far its text can be trusted, one of the model's Quality; `quality_reason` says why not wholly.
    """

    id: str
    address: str
    url: str | None
    title: str | None
    kind: str | None
    type: str | None
    number: str | None
    issuer: str | None
    published: str | None
    quality: str
    quality_reason: str | None


def read_card(conn: sqlite3.Connection, document_id: str) -> tuple[DocumentCard, str]:
    """The card and the current text of a document that the store holds."""
    *columns, text = conn.execute(
        "SELECT d.id, d.address, d.url, v.title, v.kind, v.type, v.number, v.issuer, v.published,"
        " v.quality, v.quality_reason, v.text"
        " FROM documents d JOIN versions v ON v.id = d.version WHERE d.id = ?",
        (document_id,),
    ).fetchone()
    return DocumentCard(*columns), text
