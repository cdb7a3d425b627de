"""Applying corrections to the facts of a document. The caller holds the transaction.

What a correction replaces is kept in `originals`, so that all of them can be taken back and replayed at any time,
without reading the document again.
"""

import json
import math
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import asdict, astuple
from typing import Any

from pipeline.model import Agency, Date, Edtf, EvidenceError, Fact, Kind, Official, PlanNumber, Span, Target
from pipeline.store.corrections import COLUMNS, CONTEXT, Action, Correction
from pipeline.store.rows import Owner, Row, fact_row, insert, mention_rows

ADDED_RULE = "correction"  # the rule of a fact that a person added

_CLASSES: Mapping[Kind, type[Fact]] = {cls.kind: cls for cls in (Date, PlanNumber, Official, Agency, Target)}
_FIELDS = {
    Kind.DATE: ("value", "role"),
    Kind.PLAN_NUMBER: ("number", "type", "issuer", "date", "title", "role"),
    Kind.OFFICIAL: ("name", "title", "agency"),
    Kind.AGENCY: ("name",),
    Kind.TARGET: ("indicator", "comparator", "value", "value_max", "unit", "by"),
}
_MUST = {
    Kind.DATE: (),
    Kind.PLAN_NUMBER: ("number", "role"),
    Kind.OFFICIAL: ("name",),
    Kind.AGENCY: ("name",),
    Kind.TARGET: ("indicator", "comparator", "value"),
}
_CHOICES = {
    (Kind.TARGET, "comparator"): ("=", ">=", ">", "<=", "<", "~", "range"),
    (Kind.PLAN_NUMBER, "role"): ("self", "cited"),
    (Kind.DATE, "role"): ("issued", "effective", "event", "deadline", "period", "published", "baseline", "as-of"),
}
_DEFAULTS = {Kind.TARGET: {"comparator": "="}, Kind.PLAN_NUMBER: {"role": "cited"}}


def typed_fields(kind: Kind, given: Mapping[str, str | float | None]) -> dict[str, Any]:
    """Fields as the model has them, from text; empty text is no value. ValueError says which field cannot be."""
    if unknown := [name for name in given if name not in _FIELDS[kind]]:
        raise ValueError(f"a {kind.singular} has no field {unknown[0]!r}; it has {', '.join(_FIELDS[kind])}")
    typed = {name: _typed(kind, name, value) for name, value in given.items()}
    if missing := [name for name in _MUST[kind] if name in given and typed[name] is None]:
        raise ValueError(f"a {kind.singular} needs {missing[0]}")
    return typed


def new_fact(kind: Kind, given: Mapping[str, str | float | None], mentions: tuple[Span, ...]) -> Fact:
    """A fact that a person added; ValueError where a field cannot be or is missing."""
    typed = typed_fields(kind, {**dict.fromkeys(_FIELDS[kind]), **_DEFAULTS.get(kind, {}), **given})
    return _CLASSES[kind](mentions=mentions, rule=ADDED_RULE, **typed)


def replay(conn: sqlite3.Connection, at: Owner, text: str) -> bool:
    """Take back what was corrected in a document and correct it anew; whether there was anything to do."""
    rows = conn.execute(f"SELECT {_COLUMNS} FROM corrections WHERE document = ? ORDER BY place", (at.document,))
    corrections = [Correction.of_row(row) for row in rows.fetchall()]
    if not _take_back(conn, at.document) and not corrections:
        return False
    for correction in corrections:
        status, note = _apply(conn, correction, at, text)
        conn.execute("UPDATE corrections SET status = ?, note = ? WHERE id = ?", (status, note, correction.id))
    own = "SELECT {} FROM plan_numbers WHERE document = :document AND role = 'self' ORDER BY start, id LIMIT 1"
    assignments = ", ".join(f"{column} = ({own.format(column)})" for column in ("number", "type", "issuer"))
    conn.execute(f"UPDATE versions SET {assignments} WHERE id = :version", asdict(at))
    return True


_COLUMNS = ", ".join(f'"{column}"' for column in COLUMNS)


def replace_corrections(conn: sqlite3.Connection, corrections: Sequence[Correction]) -> list[str]:
    """Make these the corrections of the store; the documents whose corrections are no longer what they were."""
    held: dict[str, list[tuple[Any, ...]]] = {}
    for row in conn.execute(f"SELECT {_COLUMNS} FROM corrections ORDER BY place"):
        held.setdefault(row[5], []).append(row)
    wanted: dict[str, list[tuple[Any, ...]]] = {}
    for correction in corrections:
        wanted.setdefault(correction.document, []).append(astuple(correction))
    changed = sorted(document for document in {*held, *wanted} if held.get(document) != wanted.get(document))
    for document in changed:
        conn.execute("DELETE FROM corrections WHERE document = ?", (document,))
        insert(
            conn,
            "corrections",
            [
                {**dict(zip(COLUMNS, row, strict=True)), "place": place, "status": "away"}
                for place, row in enumerate(wanted.get(document, []))
            ],
        )
    return changed


def is_taken_down(conn: sqlite3.Connection, document: str) -> bool:
    found = conn.execute("SELECT 1 FROM corrections WHERE document = ? AND action = 'take-down'", (document,))
    return found.fetchone() is not None


def locate(text: str, correction: Correction) -> int | None:
    """Where the words of a correction stand, among their neighbours; None where that has changed."""
    quote, places, at = correction.quote, [], text.find(correction.quote)
    while at >= 0:
        before, after = _neighbours(text, at, at + len(quote))
        if before.endswith(correction.before) and after.startswith(correction.after):
            places.append(at)
        at = text.find(quote, at + 1)
    return min(places, key=lambda place: abs(place - correction.start), default=None)


def around(text: str, start: int, end: int) -> dict[str, Any]:
    """The fields of a correction that point at words."""
    before, after = _neighbours(text, start, end)
    return {"quote": text[start:end], "start": start, "before": before[-CONTEXT:], "after": after[:CONTEXT]}


def _neighbours(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands beside some words, on one line: blanks and breaks may come and go."""
    wide = 4 * CONTEXT
    return " ".join(text[max(0, start - wide) : start].split()), " ".join(text[end : end + wide].split())


def _apply(conn: sqlite3.Connection, correction: Correction, at: Owner, text: str) -> tuple[str, str | None]:
    """What became of it: applied; done, where the rules now say the same; or review, and why."""
    if correction.action is Action.TAKE_DOWN:
        return "applied", None
    start = locate(text, correction)
    if start is None:
        return "review", "the words it rests on have changed"
    if correction.action is Action.ADD:
        return _add(conn, correction, at, Span(text, start, start + len(correction.quote)))
    fact = _standing(conn, correction, at, start)
    if correction.action is Action.REJECT:
        if fact is None:
            return "done", "no such fact is read any more"
        if fact != correction.fact:
            return "review", f"another fact is now read in those words: {fact}"
        _keep(conn, correction, fact, at)
        _drop(conn, fact)
        return "applied", None
    if fact is None:
        return "review", "no such fact is read any more"
    _keep(conn, correction, fact, at)
    return _change(conn, correction, fact, at, text)


def _add(conn: sqlite3.Connection, correction: Correction, at: Owner, quote: Span) -> tuple[str, str | None]:
    try:
        fact = new_fact(correction.of_kind, json.loads(correction.value), (quote,))
    except (ValueError, AttributeError) as error:
        return "review", f"it cannot be: {error}"
    fact_id = fact.id_in(at.document)
    if conn.execute("SELECT 1 FROM facts WHERE id = ?", (fact_id,)).fetchone():
        return "done", "the fact is read by the rules"
    insert(conn, "originals", [{"fact": fact_id, "document": at.document, "kind": fact.kind.singular}])
    insert(conn, fact.kind.value, [fact_row(fact_id, fact, at)])
    insert(conn, "mentions", list(mention_rows(fact_id, fact, fact.mentions, at)))
    conn.execute("UPDATE corrections SET fact_now = ? WHERE id = ?", (fact_id, correction.id))
    return "applied", None


def _change(
    conn: sqlite3.Connection, correction: Correction, fact_id: str, at: Owner, text: str
) -> tuple[str, str | None]:
    kind = correction.of_kind
    try:
        new = typed_fields(kind, {correction.field: correction.value})
        row = _row(conn, kind, fact_id)
        mentions = tuple(
            Span(text, start, end, part=part)
            for start, end, part in conn.execute(
                'SELECT start, "end", part FROM mentions WHERE fact = ? ORDER BY id', (fact_id,)
            )
        )
        standing = {name: row[name] for name in _FIELDS[kind]}
        fact = _CLASSES[kind](
            mentions=mentions, rule=row["rule"], doubt=row["doubt"], **{**typed_fields(kind, standing), **new}
        )
    except (ValueError, EvidenceError) as error:
        return "review", f"it cannot be: {error}"
    changed = {**fact_row(fact_id, fact, at), "quote": row["quote"], "start": row["start"], "end": row["end"]}
    if changed == row:
        return "done", "the rules say the same"
    conn.execute(f"DELETE FROM {kind.value} WHERE id = ?", (fact_id,))
    insert(conn, kind.value, [changed])
    return "applied", None


def _standing(conn: sqlite3.Connection, correction: Correction, at: Owner, start: int) -> str | None:
    """The fact a correction is about: of its id, or else the one of its kind that now stands in those words."""
    kind = correction.of_kind
    if conn.execute(f"SELECT 1 FROM {kind.value} WHERE id = ?", (correction.fact,)).fetchone():
        return correction.fact
    found = conn.execute(
        f'SELECT id FROM {kind.value} WHERE document = ? AND start < ? AND "end" > ? ORDER BY start, id',
        (at.document, start + len(correction.quote), start),
    ).fetchall()
    return found[0][0] if len(found) == 1 else None


def _keep(conn: sqlite3.Connection, correction: Correction, fact_id: str, at: Owner) -> None:
    """Keep what stood before the first correction of a fact."""
    conn.execute("UPDATE corrections SET fact_now = ? WHERE id = ?", (fact_id, correction.id))
    if conn.execute("SELECT 1 FROM originals WHERE fact = ?", (fact_id,)).fetchone():
        return
    cursor = conn.execute("SELECT * FROM mentions WHERE fact = ? ORDER BY id", (fact_id,))
    names = [column for column, *_ in cursor.description]
    mentions = [dict(zip(names, row, strict=True)) for row in cursor]
    row = _row(conn, correction.of_kind, fact_id)
    kept = {"row": json.dumps(row, ensure_ascii=False), "mentions": json.dumps(mentions, ensure_ascii=False)}
    insert(conn, "originals", [{"fact": fact_id, "document": at.document, "kind": correction.kind, **kept}])


def _take_back(conn: sqlite3.Connection, document: str) -> bool:
    """Put the facts of a document back as they were read; whether any had been corrected."""
    kept = conn.execute("SELECT fact, kind, row, mentions FROM originals WHERE document = ?", (document,)).fetchall()
    for fact, singular, row, mentions in kept:
        kind = Kind[singular.upper()]
        conn.execute(f"DELETE FROM {kind.value} WHERE id = ?", (fact,))
        conn.execute("DELETE FROM mentions WHERE fact = ?", (fact,))
        if row is not None:
            insert(conn, kind.value, [json.loads(row)])
            insert(conn, "mentions", json.loads(mentions))
    conn.execute("DELETE FROM originals WHERE document = ?", (document,))
    return bool(kept)


def _drop(conn: sqlite3.Connection, fact: str) -> None:
    for kind in Kind:
        conn.execute(f"DELETE FROM {kind.value} WHERE id = ?", (fact,))
    conn.execute("DELETE FROM mentions WHERE fact = ?", (fact,))


def _row(conn: sqlite3.Connection, kind: Kind, fact: str) -> Row:
    cursor = conn.execute(f"SELECT * FROM {kind.value} WHERE id = ?", (fact,))
    return dict(zip((column for column, *_ in cursor.description), cursor.fetchone(), strict=True))


def _typed(kind: Kind, name: str, value: str | float | None) -> Any:  # noqa: ANN401 - what the model takes
    if value is None or value == "":
        return None
    if choices := _CHOICES.get((kind, name)):
        if value not in choices:
            raise ValueError(f"{name} is one of {', '.join(choices)}, not {value!r}")
        return value
    if (kind, name) in ((Kind.DATE, "value"), (Kind.PLAN_NUMBER, "date"), (Kind.TARGET, "by")):
        try:
            return Edtf.parse(str(value))
        except ValueError as error:
            raise ValueError(f"{name} is no date: {error}") from None
    if kind is Kind.TARGET and name in ("value", "value_max"):
        return _number(name, value)
    return str(value)


def _number(name: str, value: str | float) -> float:
    try:
        number = float(value)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise ValueError(f"{name} is no number: {value!r}")
    return number
