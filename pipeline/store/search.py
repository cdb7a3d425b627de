"""Searching: the documents that answer, and the numbers, targets and sentences in them that prove it.

Closer readings of the query come first (see query.py), then SQLite's own ranking, then ids, so that pages are stable.
"""

import sqlite3
from dataclasses import dataclass

from pipeline.model import Kind
from pipeline.store.filters import Filters
from pipeline.store.hits import DocumentHit, FactHit, document_hit, fact_hits
from pipeline.store.query import Query

_RANK_DOCUMENTS = "bm25(documents_fts, 4, 1, 1, 4, 1, 1)"  # a word of the heading weighs four words of the text
_RANK_FACTS = "bm25(facts_fts, 0, 4, 1, 4, 1)"  # a fact's own words weigh four of the sentences around it
_NEWEST_FIRST = "ORDER BY v.published_latest DESC, d.id LIMIT :limit OFFSET :offset"


@dataclass(frozen=True, slots=True)
class Page:
    """Which hits are asked for, counted from the best; ValueError for negative numbers."""

    limit: int
    offset: int

    def __post_init__(self) -> None:
        if self.limit < 0 or self.offset < 0:
            raise ValueError(f"no page of {self.limit} hits from {self.offset} on")

    @property
    def end(self) -> int:
        return self.offset + self.limit


def search_documents(conn: sqlite3.Connection, typed: str, filters: Filters, page: Page) -> list[DocumentHit]:
    """Documents, best first; without words all that pass the filters, newest first."""
    query = Query.parse(typed)
    if typed.strip():
        sql = _ranked("documents_fts", "i.document", _RANK_DOCUMENTS, filters)
        found = _closest_first(conn, sql, query.expressions("heading", "body", "stated"), filters, page)
    else:
        sql = f"SELECT d.id FROM documents d JOIN versions v ON v.id = d.version {{where}} {_NEWEST_FIRST}"
        found = _filtered(conn, sql, filters, page)
    return [document_hit(conn, key, query) for key in found]


def search_facts(conn: sqlite3.Connection, typed: str, kind: Kind, filters: Filters, page: Page) -> list[FactHit]:
    """Facts of one kind whose own words or sentences answer, best first; without words all, newest documents first."""
    query = Query.parse(typed)
    if typed.strip():
        sql = _ranked("facts_fts", "i.fact", _RANK_FACTS, filters)
        expressions = [f'kind : "{kind.singular}" AND {match}' for match in query.expressions("own", "around")]
        found = _closest_first(conn, sql, expressions, filters, page)
    else:
        sql = (
            f"SELECT f.id FROM {kind.value} f JOIN documents d ON d.id = f.document JOIN versions v ON v.id = d.version"
            f" {{where}} {_NEWEST_FIRST.replace('d.id', 'd.id, f.start, f.id')}"
        )
        found = _filtered(conn, sql, filters, page)
    return list(fact_hits(conn, found, kind, query))


def _ranked(table: str, wanted: str, rank: str, filters: Filters) -> str:
    """The best of what one expression finds; documents are looked up only where a filter asks about them."""
    where, _ = filters.where()
    documents = "JOIN documents d ON d.id = i.document JOIN versions v ON v.id = d.version" if where else ""
    return (
        f"SELECT {wanted} FROM {table} JOIN indexed i ON i.row = {table}.rowid {documents}"
        f" WHERE {table} MATCH :match {'AND ' + where if where else ''} ORDER BY {rank}, {wanted} LIMIT :most"
    )


def _closest_first(
    conn: sqlite3.Connection, sql: str, expressions: list[str], filters: Filters, page: Page
) -> list[str]:
    """One page of ids: what the first expression finds, then what each wider one adds."""
    _, values = filters.where()
    found: dict[str, None] = {}
    for match in expressions:
        if len(found) >= page.end:
            break
        # a wider reading finds again what the closer ones found: so many rows hold enough new ones
        rows = conn.execute(sql, values | {"match": match, "most": page.end + len(found)})
        found |= dict.fromkeys(key for (key,) in rows)
    return list(found)[page.offset : page.end]


def _filtered(conn: sqlite3.Connection, sql: str, filters: Filters, page: Page) -> list[str]:
    where, values = filters.where()
    rows = conn.execute(
        sql.format(where=f"WHERE {where}" if where else ""), values | {"limit": page.limit, "offset": page.offset}
    )
    return [key for (key,) in rows]
