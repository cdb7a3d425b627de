"""What a search finds in all, counted by what it can be narrowed down to."""

import sqlite3
from dataclasses import dataclass

from pipeline.model import Kind
from pipeline.store.search import Wanted
from pipeline.store.search_tables import SEARCHED

Counts = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Facets:
    """How many documents answer, each repetition among them, and of these how many there are of each value.

    `kinds` counts the documents that hold facts of a kind, `agencies` those that name a body. Most frequent first;
    years in their order.
    """

    documents: int
    types: Counts
    levels: Counts
    places: Counts
    years: Counts
    kinds: Counts
    agencies: Counts


def count(conn: sqlite3.Connection, wanted: Wanted, limit: int) -> Facets:
    """The facets of a search; each but the years is cut to its `limit` most frequent values."""
    sql, match = wanted.unranked()
    conn.execute("CREATE TEMP TABLE IF NOT EXISTS found (document TEXT, type TEXT, level TEXT, place TEXT, year TEXT)")
    conn.execute("DELETE FROM found")
    conn.execute(
        "INSERT INTO found SELECT d.id, coalesce(v.type, v.kind), v.level, v.place, substr(v.published_earliest, 1, 4)"
        f" FROM (SELECT DISTINCT document FROM (SELECT NULL AS document WHERE 0 UNION ALL {sql})) f"
        f" JOIN documents d ON d.id = f.document JOIN versions v INDEXED BY {SEARCHED} ON v.id = d.version",
        wanted.condition[1] | {"match": match},
    )

    def by(column: str, order: str = "2 DESC, 1", most: int = limit, of: str = "found") -> Counts:
        return tuple(
            conn.execute(
                f"SELECT {column}, count(*) FROM {of} WHERE {column} IS NOT NULL GROUP BY 1 ORDER BY {order} LIMIT ?",
                (most,),
            )
        )

    kinds = [
        (
            kind.singular,
            conn.execute(
                f"SELECT count(*) FROM found WHERE EXISTS (SELECT 1 FROM {kind.value} f WHERE f.document = found.document)"
            ).fetchone()[0],
        )
        for kind in Kind
    ]
    return Facets(
        documents=conn.execute("SELECT count(*) FROM found").fetchone()[0],
        types=by("type"),
        levels=by("level"),
        places=by("place"),
        years=by("year", "1", -1),
        kinds=tuple(sorted(((kind, held) for kind, held in kinds if held), key=lambda pair: -pair[1])),
        # CROSS: from what was found to its names; SQLite, which does not know how little that is, would read all names
        agencies=by("name", of="found CROSS JOIN agencies ON agencies.document = found.document"),
    )
