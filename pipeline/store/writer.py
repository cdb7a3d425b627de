"""Writing one document: its version, its facts and its search rows. The caller holds the transaction.

Plain statements, because they are several times faster here than sqlite-utils' inserts.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from enum import StrEnum

from pipeline.model import Document, Facts, Kind, Problem
from pipeline.store.changes import changes, note_changes, standing
from pipeline.store.correcting import is_taken_down, replace_corrections, replay
from pipeline.store.corrections import Correction
from pipeline.store.errors import StoreError
from pipeline.store.index import drop_words, index_words
from pipeline.store.likeness import drop_sketch, put_sketch
from pipeline.store.provenance import NOTES, note_rows
from pipeline.store.rows import (
    Owner,
    Row,
    distinct_facts,
    document_row,
    fact_row,
    insert,
    mention_rows,
    unread_rows,
    version_row,
)


class Outcome(StrEnum):
    """What storing a document did."""

    NEW = "new"
    CHANGED = "changed"  # another text than the version that stood
    REREAD = "reread"  # the same text under other rules
    SAME = "same"  # nothing to do, nothing written
    WITHDRAWN = "withdrawn"  # taken down by a correction, and not stored


def is_current(conn: sqlite3.Connection, document_id: str, content_hash: str, rules: str) -> bool:
    found = conn.execute(
        "SELECT 1 FROM documents d JOIN versions v ON v.id = d.version"
        " WHERE d.id = ? AND v.content_hash = ? AND v.rules = ?",
        (document_id, content_hash, rules),
    )
    return found.fetchone() is not None


def put(conn: sqlite3.Connection, facts: Facts, rules: str, run: int) -> Outcome:
    """Make these facts the ones that stand for their document; older versions keep their text."""
    document = facts.document
    if is_taken_down(conn, document.id):
        remove(conn, document.id)
        return Outcome.WITHDRAWN
    version = version_row(facts, rules, run)
    at = Owner(version["document"], version["id"])
    outcome = _outcome(conn, document, at, rules)
    if outcome is Outcome.SAME:
        return outcome
    before = {} if outcome is Outcome.NEW else standing(conn, at.document)
    if outcome is Outcome.NEW:
        insert(conn, "documents", [document_row(document, run)])
    else:
        _clear(conn, at.document)
    _put_version(conn, version)
    conn.execute(
        "UPDATE documents SET version = ?, url = ?, source = ?, last_run = ? WHERE id = ?",
        (at.version, document.url, document.source, run, at.document),
    )
    distinct = distinct_facts(facts, at.document)
    for kind in Kind:
        insert(conn, kind.value, [fact_row(key, fact, at) for key, (fact, _) in distinct.items() if fact.kind is kind])
    insert(
        conn, "mentions", [row for key, (fact, spans) in distinct.items() for row in mention_rows(key, fact, spans, at)]
    )
    insert(conn, "unread", list(unread_rows(facts, at)))
    for table, rows in note_rows(facts, at).items():
        insert(conn, table, rows)
    put_problems(conn, run, document.address, dict.fromkeys((*document.problems, *facts.problems)))
    replay(conn, at, document.text)
    _index(conn, at, document.text)
    put_sketch(conn, at.document, version["sketch"])
    if outcome is not Outcome.NEW:
        cause = "text" if outcome is Outcome.CHANGED else "rules"
        note_changes(conn, run, changes(at.document, before, standing(conn, at.document), cause))
    return outcome


def correct(conn: sqlite3.Connection, corrections: Sequence[Correction]) -> list[str]:
    """Make these the corrections of the store and correct anew what they concern; the documents concerned."""
    changed = replace_corrections(conn, corrections)
    for document in changed:
        found = conn.execute(
            "SELECT d.version, v.text FROM documents d JOIN versions v ON v.id = d.version WHERE d.id = ?", (document,)
        ).fetchone()
        if is_taken_down(conn, document):
            remove(conn, document)
            conn.execute("UPDATE corrections SET status = 'applied' WHERE document = ?", (document,))
        elif found is not None and replay(conn, at := Owner(document, found[0]), found[1]):
            drop_words(conn, document)
            _index(conn, at, found[1])
    return changed


def remove(conn: sqlite3.Connection, document_id: str) -> None:
    """Take a document out with its versions, facts and search rows; secure_delete overwrites their pages."""
    _clear(conn, document_id)
    conn.execute("DELETE FROM documents WHERE id = ?", (document_id,))


def put_problems(conn: sqlite3.Connection, run: int, address: str, problems: Iterable[Problem]) -> None:
    conn.executemany(
        "INSERT INTO problems (run, address, code, message, where_) VALUES (?, ?, ?, ?, ?)",
        [(run, address, problem.code, problem.message, problem.where) for problem in problems],
    )


def _outcome(conn: sqlite3.Connection, document: Document, at: Owner, rules: str) -> Outcome:
    known = conn.execute(
        "SELECT d.address, d.version, v.rules FROM documents d LEFT JOIN versions v ON v.id = d.version WHERE d.id = ?",
        (at.document,),
    ).fetchone()
    if known is None:
        return Outcome.NEW
    address, version, read_under = known
    if address != document.address:
        raise StoreError(f"{document.address}: its id {at.document} already stands for {address}")
    if version != at.version:
        return Outcome.CHANGED
    return Outcome.SAME if read_under == rules else Outcome.REREAD


def _put_version(conn: sqlite3.Connection, version: Row) -> None:
    """A text that stood before keeps the run that first saw it."""
    others = [column for column in version if column not in ("id", "run")]
    assignments = ", ".join(f'"{column}" = :{column}' for column in others)
    if not conn.execute(f"UPDATE versions SET {assignments} WHERE id = :id", version).rowcount:
        insert(conn, "versions", [version])


def _index(conn: sqlite3.Connection, at: Owner, text: str) -> None:
    headings = conn.execute("SELECT title, type, number, issuer FROM versions WHERE id = ?", (at.version,)).fetchone()
    index_words(conn, at.document, " · ".join(filter(None, headings)), text)


def _clear(conn: sqlite3.Connection, document_id: str) -> None:
    """Take out what was read from the version that stood."""
    drop_words(conn, document_id)
    for (sketched,) in conn.execute(
        "SELECT v.sketch FROM documents d JOIN versions v ON v.id = d.version WHERE d.id = ?", (document_id,)
    ).fetchall():
        drop_sketch(conn, document_id, sketched)
    for table in ("mentions", "unread", "originals", *NOTES, *(kind.value for kind in Kind)):
        conn.execute(f"DELETE FROM {table} WHERE document = ?", (document_id,))
