"""Which files gave what the store holds, so that a file that is as it was need not be read again."""

import sqlite3
from collections.abc import Sequence


def standing_documents(conn: sqlite3.Connection, path: str, digest: str, rules: str) -> list[str] | None:
    """The documents that a file with this digest gave, where all of them stand as it gave them, read by these rules."""
    rows = conn.execute(
        """SELECT f.documents, d.id FROM files f
           LEFT JOIN file_documents g ON g.path = f.path
           LEFT JOIN documents d ON d.id = g.document AND d.version = g.version
           LEFT JOIN versions v ON v.id = d.version AND v.rules = :rules
           WHERE f.path = :path AND f.digest = :digest AND (d.id IS NULL OR v.id IS NOT NULL)
           ORDER BY g.rowid""",
        {"path": path, "digest": digest, "rules": rules},
    ).fetchall()
    standing = [document for _, document in rows if document is not None]
    return standing if rows and len(standing) == rows[0][0] else None


def note_file(conn: sqlite3.Connection, path: str, digest: str, documents: Sequence[str]) -> None:
    """Remember that a file gave these documents as they now stand."""
    conn.execute("DELETE FROM files WHERE path = ?", (path,))
    conn.execute("INSERT INTO files (path, digest, documents) VALUES (?, ?, ?)", (path, digest, len(documents)))
    conn.executemany(
        "INSERT INTO file_documents (path, document, version) SELECT ?, id, version FROM documents WHERE id = ?",
        [(path, document) for document in documents],
    )


def file_of(conn: sqlite3.Connection, document: str) -> str | None:
    """The file that gave a document, as far as that is known."""
    found = conn.execute("SELECT path FROM file_documents WHERE document = ? ORDER BY path", (document,)).fetchone()
    return found[0] if found else None
