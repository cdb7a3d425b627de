"""What a store holds, in figures and short lists, counted by SQLite."""

import sqlite3
from dataclasses import dataclass

from pipeline.model import Kind, Quality


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
class QualityLine:
    """How many documents' texts are not good for one reason, and the address of one of them."""

    quality: str
    reason: str | None
    documents: int
    address: str


@dataclass(frozen=True, slots=True)
class DisagreementLine:
    """What a file states of its document and what was read from its text instead, where that is one value."""

    address: str
    field: str
    stated: str
    source: str
    read: str | None


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts of the whole store and the first lines of each list; `problems` are those of the run asked for.

    `statements` counts what files state of their documents by whether the facts agree, None where there is nothing to
    compare. `qualities` counts the current texts; `reasons` says why some are not good, worst first; `unreadable` are
    addresses with their reasons. `reviews` are the corrections that a person must look at: document, what was corrected,
    why.
    """

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
    qualities: dict[Quality, int]
    reasons: tuple[QualityLine, ...]
    unreadable: tuple[tuple[str, str | None], ...]
    statements: dict[bool | None, int]
    disagreements: tuple[DisagreementLine, ...]
    reviews: tuple[tuple[str, str, str], ...]
    reviews_total: int


# a document's own number, and the plans that others cite
_IS_PLAN = "(role = 'self' OR type = 'Kế hoạch')"
_CURRENT = "documents d JOIN versions v ON v.id = d.version"
_POOR = tuple(str(quality.value) for quality in Quality if quality is not Quality.GOOD)
# in turn the first of each document, the second of each, ...: those of so many documents, as others come after them
_FIRST_TARGETS = """
SELECT id FROM (
    SELECT id, document, row_number() OVER (PARTITION BY document ORDER BY start, id) AS place FROM targets
    WHERE document IN (SELECT DISTINCT document FROM targets ORDER BY document LIMIT :limit)
) ORDER BY place, document LIMIT :limit
"""


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
        targets=tuple(_target(conn, fact) for (fact,) in conn.execute(_FIRST_TARGETS, values).fetchall()),
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
        qualities={
            quality: count(f"SELECT count(*) FROM {_CURRENT} WHERE v.quality = '{quality}'") for quality in Quality
        },
        reasons=tuple(
            QualityLine(*row)
            for row in conn.execute(
                f"SELECT v.quality, v.quality_reason, count(*) AS documents, min(d.address) FROM {_CURRENT}"
                f" WHERE v.quality IN {_POOR} GROUP BY v.quality, v.quality_reason"
                " ORDER BY v.quality DESC, documents DESC, v.quality_reason LIMIT :limit",
                values,
            )
        ),
        unreadable=tuple(
            conn.execute(
                f"SELECT d.address, v.quality_reason FROM {_CURRENT} WHERE v.quality = '{Quality.UNREADABLE}'"
                " ORDER BY d.address LIMIT :limit",
                values,
            )
        ),
        statements={
            None if agrees is None else bool(agrees): number
            for agrees, number in conn.execute("SELECT agrees, count(*) FROM stated GROUP BY agrees")
        },
        disagreements=tuple(
            DisagreementLine(*row)
            for row in conn.execute(
                "SELECT d.address, s.field, s.value, s.source,"
                " CASE s.field WHEN 'number' THEN v.number WHEN 'type' THEN v.type WHEN 'issuer' THEN v.issuer END"
                " FROM stated s JOIN documents d ON d.id = s.document JOIN versions v ON v.id = s.version"
                " WHERE s.agrees = 0 ORDER BY s.id LIMIT :limit",
                values,
            )
        ),
        reviews=tuple(
            conn.execute(
                "SELECT document, id || ' ' || action || ' ' || quote, note FROM corrections WHERE status = 'review'"
                " ORDER BY place, id LIMIT :limit",
                values,
            )
        ),
        reviews_total=count("SELECT count(*) FROM corrections WHERE status = 'review'"),
    )


def _target(conn: sqlite3.Connection, fact: str) -> TargetLine:
    row = conn.execute("SELECT id, document, value, quote FROM facts WHERE kind = 'target' AND id = ?", (fact,))
    return TargetLine(*row.fetchone())
