"""What other rules or another text did to the facts of a document: gained, lost, changed.

A run keeps a journal of it, of the last runs only; two stores are compared in the same way.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.model import Kind
from pipeline.store.rows import SHARED, insert

RUNS_KEPT = 10  # runs with changes that the journal goes back


@dataclass(frozen=True, slots=True)
class Standing:
    """A fact as it stands: `value` in words, `fields` those of its kind's table, `quote` the words at `start`."""

    id: str
    kind: str
    value: str
    quote: str
    start: int
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """`what` is gained, lost or changed; `before` and `after` say the fact, as far as there was and is one.

    `cause` is "text" or "rules"; `fact` is the id of the fact that now stands, of a lost one the id it had.
    """

    document: str
    kind: str
    fact: str
    what: str
    cause: str
    before: str | None
    after: str | None
    quote: str


def standing(conn: sqlite3.Connection, document: str) -> dict[str, Standing]:
    """The facts of a document by their ids, in the order of the text."""
    found: dict[str, Standing] = {}
    for kind in Kind:
        cursor = conn.execute(
            # the view is asked for one document too, as it is otherwise read from end to end
            f"SELECT f.value AS said, t.* FROM {kind.value} t JOIN facts f ON f.id = t.id AND f.kind = ?"
            " AND f.document = ? WHERE t.document = ? ORDER BY t.start, t.id",
            (kind.singular, document, document),
        )
        names = [column for column, *_ in cursor.description]
        for values in cursor:
            row = dict(zip(names[1:], values[1:], strict=True))
            fields = {name: value for name, value in row.items() if name not in SHARED}
            found[row["id"]] = Standing(row["id"], kind.singular, values[0], row["quote"], row["start"], fields)
    return found


def changes(
    document: str, before: Mapping[str, Standing], after: Mapping[str, Standing], cause: str
) -> Iterator[Change]:
    """From one reading to the next. Of a lost and a gained fact in the same words, the one became the other."""
    lost = [fact for key, fact in before.items() if key not in after]
    for key, now in after.items():
        was = before.get(key) or _became(now, lost)
        if was is None:
            yield Change(document, now.kind, key, "gained", cause, None, now.value, now.quote)
        elif was.fields != now.fields:
            old, new = _said(was, now)
            yield Change(document, now.kind, key, "changed", cause, old, new, now.quote)
    for fact in lost:
        yield Change(document, fact.kind, fact.id, "lost", cause, fact.value, None, fact.quote)


def note_changes(conn: sqlite3.Connection, run: int, found: Iterator[Change]) -> None:
    """Keep them in the journal; the caller holds the transaction."""
    columns = ("document", "kind", "fact", "what", "cause", "before", "after", "quote")
    insert(conn, "changes", [{"run": run, **{name: getattr(change, name) for name in columns}} for change in found])


def forget_old_changes(conn: sqlite3.Connection) -> None:
    """Let go of what came before the last runs with changes."""
    conn.execute(
        "DELETE FROM changes WHERE run NOT IN (SELECT DISTINCT run FROM changes ORDER BY run DESC LIMIT ?)",
        (RUNS_KEPT - 1,),
    )


def read_changes(conn: sqlite3.Connection, run: int | None) -> tuple[int | None, list[Change]]:
    """The changes of a run, by default of the last one that changed anything; that run."""
    if run is None:
        (run,) = conn.execute("SELECT max(run) FROM changes").fetchone()
    rows = conn.execute(
        "SELECT document, kind, fact, what, cause, before, after, quote FROM changes WHERE run = ?"
        " ORDER BY document, kind, id",
        (run,),
    )
    return run, [Change(*row) for row in rows]


def compare(old: sqlite3.Connection, new: sqlite3.Connection) -> Iterator[Change]:
    """From one store to another, for each document that both hold, one after the other."""
    versions = "SELECT d.version FROM documents d WHERE d.id = ?"
    for (document,) in old.execute("SELECT id FROM documents ORDER BY id"):
        there = new.execute(versions, (document,)).fetchone()
        if there is not None:
            cause = "rules" if old.execute(versions, (document,)).fetchone() == there else "text"
            yield from changes(document, standing(old, document), standing(new, document), cause)


def documents_apart(old: sqlite3.Connection, new: sqlite3.Connection) -> tuple[int, int]:
    """How many documents only the one store holds, and how many only the other."""
    held = [{key for (key,) in conn.execute("SELECT id FROM documents")} for conn in (old, new)]
    return len(held[0] - held[1]), len(held[1] - held[0])


def _became(now: Standing, lost: list[Standing]) -> Standing | None:
    """The lost fact of the same kind and words, taken out of the list."""
    for fact in lost:
        if fact.kind == now.kind and (fact.quote in now.quote or now.quote in fact.quote):
            lost.remove(fact)
            return fact
    return None


def _said(was: Standing, now: Standing) -> tuple[str, str]:
    """Both in words; where those are the same, with the fields that are not."""
    if was.value != now.value:
        return was.value, now.value
    apart = [name for name in now.fields if was.fields.get(name) != now.fields[name]]
    old, new = (", ".join(f"{name} {fact.fields.get(name)}" for name in apart) for fact in (was, now))
    return f"{was.value} ({old})", f"{now.value} ({new})"
