"""What has come into a store since a run: documents, plans, targets, changed pages, problems."""

import sqlite3
from dataclasses import dataclass

from pipeline.store.summary import PlanLine, ProblemLine, TargetLine


@dataclass(frozen=True, slots=True)
class ChangedPage:
    """A document whose text is another than it was."""

    document: str
    address: str
    title: str | None
    versions: int


@dataclass(frozen=True, slots=True)
class Day:
    """What the runs of a day did, in documents."""

    day: str
    new: int
    changed: int
    failed: int


@dataclass(frozen=True, slots=True)
class News:
    """Runs after `since`, up to `until`; lists are cut, the totals are of all. Targets are those of new and changed texts.

    `days` are the last days with runs, oldest first, those before `since` among them.
    """

    since: int
    until: int
    documents: int
    plans: tuple[PlanLine, ...]
    plans_total: int
    targets: tuple[TargetLine, ...]
    targets_total: int
    changed: tuple[ChangedPage, ...]
    changed_total: int
    problems: tuple[ProblemLine, ...]
    problems_total: int
    days: tuple[Day, ...]


_NEW = "documents d JOIN versions v ON v.id = d.version WHERE d.first_run > :since"
_NEW_PLANS = f"{_NEW} AND v.number IS NOT NULL"
_NEW_TARGETS = "targets t JOIN versions v ON v.id = t.version JOIN facts f ON f.id = t.id AND f.kind = 'target' WHERE v.run > :since"
_CHANGED = "documents d JOIN versions v ON v.id = d.version WHERE d.first_run <= :since AND v.run > :since"
_PROBLEMS = "problems WHERE run > :since"


def news_since(conn: sqlite3.Connection, run: int, *, limit: int, days: int = 30) -> News:
    """What is new since the run of that number; 0 for all there is."""
    values = {"since": run, "limit": limit, "days": days}

    def count(of: str) -> int:
        return int(conn.execute(f"SELECT count(*) FROM {of}", values).fetchone()[0])

    def rows(columns: str, of: str, order: str) -> list[tuple[str, ...]]:
        return conn.execute(f"SELECT {columns} FROM {of} ORDER BY {order} LIMIT :limit", values).fetchall()

    plans = rows("d.id, v.number, v.type, v.issuer, v.published, v.title", _NEW_PLANS, "v.published_latest DESC, d.id")
    targets = rows("t.id, t.document, f.value, t.quote", _NEW_TARGETS, "t.by_latest, t.document, t.start, t.id")
    of_document = "(SELECT count(*) FROM versions WHERE document = d.id)"
    changed = rows(f"d.id, d.address, v.title, {of_document}", _CHANGED, "d.address")
    problems = rows("address, code, message, where_", _PROBLEMS, "id")
    return News(
        since=run,
        until=conn.execute("SELECT coalesce(max(id), 0) FROM runs").fetchone()[0],
        documents=count(_NEW),
        plans=tuple(PlanLine(*row) for row in plans),
        plans_total=count(_NEW_PLANS),
        targets=tuple(TargetLine(*row) for row in targets),
        targets_total=count(_NEW_TARGETS),
        changed=tuple(ChangedPage(row[0], row[1], row[2], int(row[3])) for row in changed),
        changed_total=count(_CHANGED),
        problems=tuple(ProblemLine(*row) for row in problems),
        problems_total=count(_PROBLEMS),
        days=tuple(Day(*row) for row in reversed(conn.execute(_DAYS, values).fetchall())),
    )


# counted by what is stored: a run that was killed has written down no counts of its own
_DAYS = """
SELECT substr(started, 1, 10) AS day,
       sum((SELECT count(*) FROM documents WHERE first_run = runs.id)),
       sum((SELECT count(*) FROM versions JOIN documents d ON d.id = document WHERE run = runs.id AND d.first_run < run)),
       sum((SELECT count(*) FROM problems WHERE run = runs.id))
FROM runs GROUP BY day ORDER BY day DESC LIMIT :days
"""
