"""The words that search finds: a row for the document, and one for each fact with the sentences it rests on.

A document is also found by the values of its facts, which spell out what its text shortens ("UBND tỉnh").
Each text is kept folded and as it is written. The rows stand in the transaction of their document.
"""

import sqlite3

from pipeline.store.folding import drop_marks, fold_words
from pipeline.store.passages import Passages
from pipeline.store.rows import Row, insert
from pipeline.text.normal import NormalText


def index_words(conn: sqlite3.Connection, document_id: str, heading: str, text: str) -> None:
    """Index a document whose facts and mentions are in their tables already."""
    passages = Passages(text)
    sentences: dict[str, dict[tuple[int, int], None]] = {}
    for fact, start, end in conn.execute(
        'SELECT fact, start, "end" FROM mentions WHERE document = ? ORDER BY id', (document_id,)
    ):
        sentences.setdefault(fact, {})[passages.around(start, end)] = None
    facts = conn.execute(
        "SELECT id, kind, value, quote FROM facts WHERE document = ? ORDER BY start, id", (document_id,)
    ).fetchall()
    (row,) = conn.execute("SELECT coalesce(max(row), 0) + 1 FROM indexed").fetchone()
    for table in ("documents_fts", "facts_fts"):  # what a document deleted by hand left behind
        conn.execute(f"DELETE FROM {table} WHERE rowid >= ?", (row,))
    insert(
        conn,
        "indexed",
        [
            {"row": row + number, "document": document_id, "fact": fact}
            for number, fact in enumerate([None, *(fact[0] for fact in facts)])
        ],
    )
    values = "\n".join(value for _, _, value, _ in facts)
    of_document = {"rowid": row, **_both("heading", heading), **_both("body", text), **_both("stated", values)}
    insert(conn, "documents_fts", [of_document])
    of_facts: list[Row] = []
    for number, (fact, kind, value, quote) in enumerate(facts, row + 1):
        around = [slice(*span) for span in sentences[fact]]
        of_facts.append(
            {
                "rowid": number,
                "kind": kind,
                **_both("own", f"{value}\n{quote}"),
                "around": drop_marks("\n".join(passages.folded[span] for span in around)),
                "around_marked": "\n".join(passages.normal.text[span] for span in around),
            }
        )
    insert(conn, "facts_fts", of_facts)


def drop_words(conn: sqlite3.Connection, document_id: str) -> None:
    """Take a document and its facts out of the index."""
    for table in ("documents_fts", "facts_fts"):
        conn.execute(f"DELETE FROM {table} WHERE rowid IN (SELECT row FROM indexed WHERE document = ?)", (document_id,))
    conn.execute("DELETE FROM indexed WHERE document = ?", (document_id,))


def _both(column: str, text: str) -> Row:
    normal = NormalText(text).text
    return {column: fold_words(normal), f"{column}_marked": normal}
