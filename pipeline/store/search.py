"""Searching: the documents that answer, and the numbers, targets and sentences in them that prove it.

Closer readings of the query come first (see query.py), then SQLite's own ranking, then ids, so that pages are stable.
What repeats a better hit (see likeness.py) is shown with it and not again.
"""

import sqlite3
import sys
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.model import Kind
from pipeline.store.filters import NO_FACT_FILTERS, NO_FILTERS, Condition, FactFilters, Filters, both
from pipeline.store.hits import DocumentHit, FactHit, document_hit, fact_hits
from pipeline.store.likeness import Groups, likenesses
from pipeline.store.query import Query
from pipeline.store.search_tables import SEARCHED

_RANK_DOCUMENTS = "bm25(documents_fts, 4, 1, 1, 4, 1, 1)"  # a word of the heading weighs four words of the text
_RANK_FACTS = "bm25(facts_fts, 0, 4, 1, 4, 1)"  # a fact's own words weigh four of the sentences around it
_VERSIONS = f"versions v INDEXED BY {SEARCHED} ON v.id = d.version"
_STANDING = f"JOIN documents d ON d.id = {{}} JOIN {_VERSIONS}"
_MORE = 3  # times as many are ranked as are shown, at first: some repeat others


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


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is searched: the words as typed, the kind of facts (None for documents), what both are narrowed down to."""

    typed: str
    kind: Kind | None = None
    filters: Filters = NO_FILTERS
    facts: FactFilters = NO_FACT_FILTERS

    @property
    def condition(self) -> Condition:
        """On documents d, versions v and, with a kind, facts f; ValueError for a filter that cannot be."""
        if self.kind is None:
            if self.facts != NO_FACT_FILTERS:
                raise ValueError("units, values and deadlines are those of facts: say of which kind")
            return self.filters.where()
        return both(self.filters.where(), self.facts.where(self.kind))

    def ranked(self) -> list[tuple[str, str | None]]:
        """Statements that give ids best first, each with its full-text expression, each finding more than the last."""
        query = Query.parse(self.typed)
        if not self.typed.strip():
            return [(self._newest_first(), None)]
        if self.kind is None:
            sql = self._by_rank("documents_fts", "i.document", _RANK_DOCUMENTS)
            return [(sql, match) for match in query.expressions("heading", "body", "stated")]
        sql = self._by_rank("facts_fts", "i.fact", _RANK_FACTS)
        return [(sql, f'kind : "{self.kind.singular}" AND {match}') for match in query.expressions("own", "around")]

    def unranked(self) -> tuple[str, str | None]:
        """A statement that gives the documents of all that answers, in no order, with its full-text expression.

        A document comes once for each of its facts that answer.
        """
        ranked, match = self.ranked()[-1] if self.ranked() else (self._by_rank("documents_fts", "i.document", ""), '""')
        found, _, _ = ranked.partition(" ORDER BY ")
        return found.replace("SELECT i.fact", "SELECT i.document").replace("SELECT f.id", "SELECT f.document"), match

    def _by_rank(self, table: str, wanted: str, rank: str) -> str:
        """Documents and facts are looked up only where a filter asks about them."""
        of_documents, of_facts = self.filters != NO_FILTERS, self.facts != NO_FACT_FILTERS
        where = self.condition[0]
        joined = _STANDING.format("i.document") if of_documents else ""
        if self.kind is not None and of_facts:
            joined += f" JOIN {self.kind.value} f ON f.id = i.fact"
        return (
            f"SELECT {wanted} FROM {table} JOIN indexed i ON i.row = {table}.rowid {joined}"
            f" WHERE {table} MATCH :match {'AND ' + where if where else ''} ORDER BY {rank}, {wanted} LIMIT :most"
        )

    def _newest_first(self) -> str:
        where = f"WHERE {self.condition[0]}" if self.condition[0] else ""
        if self.kind is None:
            return (
                f"SELECT d.id FROM documents d JOIN {_VERSIONS} {where}"
                " ORDER BY v.published_latest DESC, d.id LIMIT :most"
            )
        return (
            f"SELECT f.id FROM {self.kind.value} f {_STANDING.format('f.document')} {where}"
            " ORDER BY v.published_latest DESC, d.id, f.start, f.id LIMIT :most"
        )


def search_documents(conn: sqlite3.Connection, wanted: Wanted, page: Page) -> list[DocumentHit]:
    """Documents, best first; without words all that pass the filters, newest first."""
    query = Query.parse(wanted.typed)
    return [document_hit(conn, key, query) for key in _page(conn, wanted, page)]


def search_facts(conn: sqlite3.Connection, wanted: Wanted, page: Page) -> list[FactHit]:
    """Facts of one kind whose own words or sentences answer, best first; without words all, newest documents first."""
    if wanted.kind is None:
        raise ValueError("facts of which kind?")
    return list(fact_hits(conn, _page(conn, wanted, page), wanted.kind, Query.parse(wanted.typed)))


def all_ids(conn: sqlite3.Connection, wanted: Wanted, most: int) -> list[str]:
    """All that answers, best first, repetitions among it, up to so many."""
    return _found(conn, wanted, most)[0]


def first_of_each(conn: sqlite3.Connection, ids: Iterable[str], kind: Kind | None) -> list[str]:
    """Without those that repeat one before them."""
    return _first_documents(conn, ids) if kind is None else _first_facts(conn, ids, kind)


def _page(conn: sqlite3.Connection, wanted: Wanted, page: Page) -> list[str]:
    """One page of ids without repetitions; which page an id is on does not depend on where the page begins."""
    most = _MORE * page.end
    while True:
        found, is_all = _found(conn, wanted, most)
        firsts = first_of_each(conn, found, wanted.kind)
        if len(firsts) >= page.end or is_all:
            return firsts[page.offset : page.end]
        most *= 4


def _found(conn: sqlite3.Connection, wanted: Wanted, most: int) -> tuple[list[str], bool]:
    """What the closest reading finds, then what each wider one adds; whether that is all there is."""
    values = wanted.condition[1]
    found: dict[str, None] = {}
    for sql, match in wanted.ranked():
        if len(found) >= most:
            return list(found)[:most], False
        # a wider reading finds again what the closer ones found: so many rows hold enough new ones
        rows = conn.execute(sql, values | {"match": match, "most": min(most + len(found), sys.maxsize)})
        found |= dict.fromkeys(key for (key,) in rows)
    return list(found)[:most], len(found) < most


def _first_documents(conn: sqlite3.Connection, ids: Iterable[str]) -> list[str]:
    """Without those that repeat one before them."""
    ids = list(ids)
    known, groups = likenesses(conn, ids), Groups()
    return [key for key in ids if key not in known or groups.repeats(known[key]) is None]


def _first_facts(conn: sqlite3.Connection, ids: Iterable[str], kind: Kind) -> list[str]:
    """Without those that say what one before them says, in a document that repeats that one's."""
    owners = {key: _owner(conn, key, kind) for key in ids}
    known, groups = likenesses(conn, dict.fromkeys(document for document, _ in owners.values())), Groups()
    first_of: dict[str, str] = {}
    seen: set[tuple[str, str]] = set()
    firsts = []
    for key, (document, value) in owners.items():
        if document not in first_of:
            likeness = known.get(document)
            first_of[document] = (likeness and groups.repeats(likeness)) or document
        said = first_of[document], value
        if said not in seen or first_of[document] == document:
            firsts.append(key)
        seen.add(said)
    return firsts


def _owner(conn: sqlite3.Connection, fact: str, kind: Kind) -> tuple[str, str]:
    """The document of a fact, and the fact in words."""
    document, value = conn.execute(
        "SELECT document, value FROM facts WHERE kind = ? AND id = ?", (kind.singular, fact)
    ).fetchone()
    return document, value
