"""Saved searches: what answers them now and did not before."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from pipeline.model import Kind
from pipeline.store.errors import StoreError
from pipeline.store.filters import FactFilters, Filters
from pipeline.store.hits import DocumentHit, FactHit, document_hit, fact_hits
from pipeline.store.query import Query
from pipeline.store.rows import insert, now
from pipeline.store.search import Wanted, all_ids, first_of_each

MOST = 20_000  # answers of one watch that are remembered: a search that finds more watches nothing


@dataclass(frozen=True, slots=True)
class Watch:
    """A saved search. `answers` is how many answered so far."""

    name: str
    wanted: Wanted
    added: str
    answers: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What answers a watch, and when it was found to."""

    found: str
    hit: DocumentHit | FactHit


def add_watch(conn: sqlite3.Connection, name: str, wanted: Wanted) -> Watch:
    """Save a search; what answers it already is not new. StoreError for a name that is taken, or is none."""
    if not name.strip():
        raise StoreError("a watch needs a name")
    if conn.execute("SELECT 1 FROM watches WHERE name = ?", (name,)).fetchone():
        raise StoreError(f"there is a watch {name!r} already; remove it first, or take another name")
    row = {
        "name": name,
        "words": wanted.typed,
        "kind": wanted.kind and wanted.kind.singular,
        "filters": json.dumps([asdict(wanted.filters), asdict(wanted.facts)], ensure_ascii=False),
        "added": now(),
    }
    insert(conn, "watches", [row])
    _remember(conn, name, all_ids(conn, wanted, MOST), new=())
    return read_watch(conn, name)


def remove_watch(conn: sqlite3.Connection, name: str) -> None:
    read_watch(conn, name)
    conn.execute("DELETE FROM watches WHERE name = ?", (name,))


def read_watches(conn: sqlite3.Connection) -> list[Watch]:
    """All, by their names."""
    rows = conn.execute(
        "SELECT name, words, kind, filters, added, (SELECT count(*) FROM watch_hits WHERE watch = name)"
        " FROM watches ORDER BY name"
    )
    return [_watch(*row) for row in rows]


def read_watch(conn: sqlite3.Connection, name: str) -> Watch:
    """StoreError where there is none of that name."""
    for watch in read_watches(conn):
        if watch.name == name:
            return watch
    raise StoreError(f"there is no watch {name!r}")


def new_answers(conn: sqlite3.Connection, watch: Watch) -> list[Answer]:
    """What answers now and did not when it was last asked; it is remembered from now on.

    What repeats an answer, old or new, is no answer of its own.
    """
    ids = all_ids(conn, watch.wanted, MOST)
    seen = {key for (key,) in conn.execute("SELECT hit FROM watch_hits WHERE watch = ?", (watch.name,))}
    old_first = sorted(ids, key=lambda key: key not in seen)
    new = [key for key in first_of_each(conn, old_first, watch.wanted.kind) if key not in seen]
    when = _remember(conn, watch.name, [key for key in ids if key not in seen], new)
    return _answers(conn, watch, [(key, when) for key in new])


def last_answers(conn: sqlite3.Connection, watch: Watch, limit: int) -> list[Answer]:
    """The answers that were new last, newest first, as far as the store still holds them."""
    table = watch.wanted.kind.value if watch.wanted.kind else "documents"
    rows = conn.execute(
        f"SELECT hit, found FROM watch_hits WHERE watch = ? AND is_new AND hit IN (SELECT id FROM {table})"
        " ORDER BY found DESC, hit LIMIT ?",
        (watch.name, limit),
    )
    return _answers(conn, watch, rows.fetchall())


def _answers(conn: sqlite3.Connection, watch: Watch, found: Sequence[tuple[str, str]]) -> list[Answer]:
    query, kind = Query.parse(watch.wanted.typed), watch.wanted.kind
    if kind is None:
        return [Answer(when, document_hit(conn, key, query)) for key, when in found]
    hits = fact_hits(conn, [key for key, _ in found], kind, query)
    return [Answer(when, hit) for (_, when), hit in zip(found, hits, strict=True)]


def _remember(conn: sqlite3.Connection, name: str, ids: Sequence[str], new: Sequence[str]) -> str:
    """When that was."""
    when, announced = now(), set(new)
    insert(conn, "watch_hits", [{"watch": name, "hit": key, "found": when, "is_new": key in announced} for key in ids])
    return when


def _watch(name: str, words: str, kind: str | None, filters: str, added: str, answers: int) -> Watch:
    of_documents, of_facts = json.loads(filters)
    wanted = Wanted(words, Kind[kind.upper()] if kind else None, Filters(**of_documents), FactFilters(**of_facts))
    return Watch(name, wanted, added, answers)
