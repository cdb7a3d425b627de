"""What a search finds in all, counted by what it can be narrowed down to."""

import sqlite3
from dataclasses import dataclass

from pipeline.model import Kind
from pipeline.store.search import Wanted

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
    conn.execute("CREATE TEMP TABLE IF NOT EXISTS found (document TEXT PRIMARY KEY) WITHOUT ROWID")
    conn.execute("DELETE FROM found")
    conn.execute(f"INSERT OR IGNORE INTO found {sql}", wanted.condition[1] | {"match": match})

    def of_versions(value: str, order: str = "2 DESC, 1", most: int = limit) -> Counts:
        return tuple(
            conn.execute(
                f"SELECT {value} AS value, count(*) FROM found JOIN documents d ON d.id = found.document"
                " JOIN versions v ON v.id = d.version WHERE value IS NOT NULL"
                f" GROUP BY 1 ORDER BY {order} LIMIT ?",
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
        types=of_versions("coalesce(v.type, v.kind)"),
        levels=of_versions("v.level"),
        places=of_versions("v.place"),
        years=of_versions("substr(v.published_earliest, 1, 4)", "1", -1),
        kinds=tuple(sorted(((kind, held) for kind, held in kinds if held), key=lambda pair: -pair[1])),
        agencies=tuple(
            conn.execute(
                "SELECT a.name, count(DISTINCT a.document) FROM found JOIN agencies a ON a.document = found.document"
                " GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?",
                (limit,),
            )
        ),
    )
