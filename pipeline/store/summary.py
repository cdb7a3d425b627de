"""What a store holds, in figures and short lists, counted by SQLite."""

import sqlite3
from dataclasses import dataclass

from pipeline.model import Kind


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A document with a number of its own."""

    document: str
    number: str
    type: str | None
    issuer: str | None
    date: str | None
    title: str | None


@dataclass(frozen=True, slots=True)
class TargetLine:
    """A target in one line, with the words that prove it."""

    fact: str
    document: str
    value: str
    quote: str


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """A refusal or defect a run met, and where."""

    address: str
    code: str
    message: str
    where: str | None


@dataclass(frozen=True, slots=True)
class UnreadLine:
    """A number-like or date-like string that no rule took: how often it stands, in how many documents."""

    kind: str
    quote: str
    times: int
    documents: int


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts of the whole store and the first lines of each list; `problems` are those of the run asked for."""

    documents: int
    versions: int
    facts: dict[Kind, int]
    plans: tuple[PlanLine, ...]
    plans_total: int
    targets: tuple[TargetLine, ...]
    problems: tuple[ProblemLine, ...]
    problems_total: int
    unread: tuple[UnreadLine, ...]
    unread_total: int


def summarise(conn: sqlite3.Connection, run: int | None, limit: int) -> Summary:
    """Plans and targets by document; unread strings most frequent first; problems of one run, or of all."""
    in_run = "(:run IS NULL OR run = :run)"
    values = {"run": run, "limit": limit}

    def count(sql: str) -> int:
        return int(conn.execute(sql, values).fetchone()[0])

    return Summary(
        documents=count("SELECT count(*) FROM documents"),
        versions=count("SELECT count(*) FROM versions"),
        facts={kind: count(f"SELECT count(*) FROM {kind.value}") for kind in Kind},
        plans=tuple(
            PlanLine(*row)
            for row in conn.execute(
                "SELECT document, number, type, issuer, date, title FROM plan_numbers WHERE role = 'self'"
                " ORDER BY document, start, id LIMIT :limit",
                values,
            )
        ),
        plans_total=count("SELECT count(*) FROM plan_numbers WHERE role = 'self'"),
        targets=tuple(
            TargetLine(*row)
            for row in conn.execute(
                "SELECT id, document, value, quote FROM facts WHERE kind = 'target'"
                " ORDER BY document, start, id LIMIT :limit",
                values,
            )
        ),
        problems=tuple(
            ProblemLine(*row)
            for row in conn.execute(
                f"SELECT address, code, message, where_ FROM problems WHERE {in_run} ORDER BY id LIMIT :limit",
                values,
            )
        ),
        problems_total=count(f"SELECT count(*) FROM problems WHERE {in_run}"),
        unread=tuple(
            UnreadLine(*row)
            for row in conn.execute(
                "SELECT kind, quote, sum(times) AS total, count(DISTINCT document) FROM unread"
                " GROUP BY kind, quote ORDER BY total DESC, kind, quote LIMIT :limit",
                values,
            )
        ),
        unread_total=count("SELECT count(*) FROM (SELECT 1 FROM unread GROUP BY kind, quote)"),
    )
