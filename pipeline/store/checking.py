"""Whether a store is sound: the file, its keys, every quote against its text, the search index."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.model import Kind

_FACTS_OF_TEXT = (*(kind.value for kind in Kind), "mentions")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as it must be: what kind of check, where, and what is wrong."""

    check: str
    where: str
    what: str


def faults(conn: sqlite3.Connection) -> Iterator[Fault]:
    """All that is wrong, check by check; nothing where the store is sound."""
    for (said,) in conn.execute("PRAGMA integrity_check"):
        if said != "ok":
            yield Fault("file", "SQLite", said)
    for check in (_keys, _documents, _quotes, _facts, _index):
        try:
            yield from check(conn)
        except sqlite3.DatabaseError as error:
            if not getattr(error, "sqlite_errorname", "").startswith("SQLITE_CORRUPT"):
                raise
            yield Fault("file", "SQLite", str(error))


def _keys(conn: sqlite3.Connection) -> Iterator[Fault]:
    for table, row, parent, _ in conn.execute("PRAGMA foreign_key_check"):
        yield Fault("keys", f"{table} row {row}", f"points to no row of {parent}")


def _documents(conn: sqlite3.Connection) -> Iterator[Fault]:
    for document, version in conn.execute(
        "SELECT d.id, d.version FROM documents d LEFT JOIN versions v ON v.id = d.version AND v.document = d.id"
        " WHERE v.id IS NULL ORDER BY d.id"
    ):
        yield Fault("keys", f"document {document}", f"its current version {version} is none of its own")


def _quotes(conn: sqlite3.Connection) -> Iterator[Fault]:
    """Every quote against its text, the text of one document in memory at a time."""
    for document, version, text in conn.execute(
        "SELECT d.id, v.id, v.text FROM documents d JOIN versions v ON v.id = d.version ORDER BY d.id"
    ):
        for table in _FACTS_OF_TEXT:
            key = "fact" if table == "mentions" else "id"
            for fact, start, end, quote in conn.execute(
                f'SELECT {key}, start, "end", quote FROM {table} WHERE document = ? ORDER BY 1', (document,)
            ):
                if text[start:end] != quote or start >= end:
                    yield Fault(
                        "quotes", f"{table} {fact}", f"{document} has {text[start:end][:60]!r} at {start}-{end}"
                    )
        for table in ("places", "doubts"):
            (count,) = conn.execute(
                f'SELECT count(*) FROM {table} WHERE version = ? AND (start < 0 OR start > "end" OR "end" > ?)',
                (version, len(text)),
            ).fetchone()
            if count:
                yield Fault("quotes", f"{table} of {document}", f"{count} outside the text")


def _facts(conn: sqlite3.Connection) -> Iterator[Fault]:
    for kind in Kind:
        for fact, document in conn.execute(
            f"SELECT t.id, t.document FROM {kind.value} t JOIN documents d ON d.id = t.document"
            " WHERE d.version <> t.version ORDER BY t.id"
        ):
            yield Fault("keys", f"{kind.value} {fact}", f"is of a version of {document} that no longer stands")
        for (fact,) in conn.execute(
            f"SELECT id FROM {kind.value} WHERE NOT EXISTS (SELECT 1 FROM mentions m WHERE m.fact = {kind.value}.id)"
            " ORDER BY id"
        ):
            yield Fault("keys", f"{kind.value} {fact}", "rests on no mention")
    for (fact,) in conn.execute(
        "SELECT DISTINCT m.fact FROM mentions m WHERE NOT EXISTS"
        f" ({' UNION ALL '.join(f'SELECT 1 FROM {kind.value} t WHERE t.id = m.fact' for kind in Kind)}) ORDER BY 1"
    ):
        yield Fault("keys", f"mentions of {fact}", "there is no such fact")


def _index(conn: sqlite3.Connection) -> Iterator[Fault]:
    """Each document and each fact has its row in the index, and full-text search finds itself sound."""
    for document, fact in conn.execute(
        """SELECT d.id, NULL FROM documents d
           WHERE NOT EXISTS (SELECT 1 FROM indexed i WHERE i.document = d.id AND i.fact IS NULL)
           UNION ALL
           SELECT f.document, f.id FROM facts f
           WHERE NOT EXISTS (SELECT 1 FROM indexed i WHERE i.document = f.document AND i.fact = f.id)"""
    ):
        yield Fault("search", f"document {document}" if fact is None else f"fact {fact}", "search does not find it")
    for table, wanted in (("documents_fts", "fact IS NULL"), ("facts_fts", "fact IS NOT NULL")):
        (missing,) = conn.execute(
            f"SELECT count(*) FROM indexed WHERE {wanted} AND row NOT IN (SELECT rowid FROM {table})"
        ).fetchone()
        if missing:
            yield Fault("search", table, f"{missing} rows are missing")
        try:
            conn.execute(
                f"INSERT INTO {table}({table}) VALUES ('integrity-check')"
            )  # an INSERT in form: writes nothing
        except sqlite3.DatabaseError as error:
            if not getattr(error, "sqlite_errorname", "").startswith("SQLITE_CORRUPT"):
                raise
            yield Fault("search", table, "the index is not that of the words")
