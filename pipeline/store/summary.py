"""What a store holds, in figures and short lists, counted by SQLite."""

import sqlite3
from dataclasses import dataclass

from pipeline.model import Kind


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A document's own number, or a plan that it cites."""

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


# a document's own number, and the plans that others cite
_IS_PLAN = "(role = 'self' OR type = 'Kế hoạch')"


def summarise(conn: sqlite3.Connection, run: int | None, limit: int) -> Summary:
    """The newest plans, each document's first targets; unread strings most frequent first; problems of one run, or of all."""
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
                f"SELECT document, number, type, issuer, date, title FROM plan_numbers WHERE {_IS_PLAN}"
                " ORDER BY date DESC, document, start, id LIMIT :limit",
                values,
            )
        ),
        plans_total=count(f"SELECT count(*) FROM plan_numbers WHERE {_IS_PLAN}"),
        targets=tuple(
            TargetLine(*row)
            for row in conn.execute(
                "SELECT id, document, value, quote FROM (SELECT *, row_number() OVER"
                " (PARTITION BY document ORDER BY start, id) AS place FROM facts WHERE kind = 'target')"
                " ORDER BY place, document LIMIT :limit",
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
