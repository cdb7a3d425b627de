"""`vanthu correct`: what a person puts right, written to the file of corrections and applied at once."""

import getpass
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipeline.model import Kind, Span
from pipeline.store import (
    Action,
    Correction,
    CorrectionsError,
    Store,
    StoredCorrection,
    read_corrections,
    write_corrections,
)
from pipeline.store.correcting import around, new_fact, typed_fields
from pipeline.terminal.lines import print_lines


@dataclass(frozen=True, slots=True)
class Desk:
    """Where corrections are made: the store, the file, and who makes them and why."""

    db: Path
    file: Path
    who: str | None = None
    why: str | None = None

    def correction(self, action: Action, document: str, **fields: Any) -> Correction:  # noqa: ANN401 - a row's cells
        when = datetime.now(UTC).isoformat(timespec="seconds")
        who = self.who or getpass.getuser()
        return Correction("", when, who, self.why or "", action, document, **fields).identified()

    def held(self) -> list[Correction]:
        return read_corrections(self.file) if self.file.exists() else []


def reject(desk: Desk, name: str) -> int:
    """A fact that is none."""
    return _correct_fact(desk, name, Action.REJECT, [{}])


def change(desk: Desk, name: str, fields: Mapping[str, str]) -> int:
    """Fields of a fact, each with its new value; ValueError where one cannot be."""
    return _correct_fact(desk, name, Action.CHANGE, [{"field": key, "value": fields[key]} for key in fields])


def add(desk: Desk, name: str, kind: Kind, quote: str, at: int | None, fields: Mapping[str, str]) -> int:
    """A fact that was not read, by pointing at its words; ValueError where they are not there, or not only there."""
    with Store.open(desk.db, readonly=True) as store:
        document = store.document(name)
    start = _pointed_at(document.text, quote, at)
    span = Span(document.text, start, start + len(quote))
    new_fact(kind, fields, (span,))
    value = json.dumps(dict(fields), ensure_ascii=False)
    pointed = around(document.text, span.start, span.end)
    return _file(desk, [desk.correction(Action.ADD, document.card.id, kind=kind.singular, value=value, **pointed)])


def take_down(desk: Desk, name: str) -> int:
    """A whole document: out of the store, and not stored again."""
    with Store.open(desk.db, readonly=True) as store:
        document = store.document(name).card
    return _file(desk, [desk.correction(Action.TAKE_DOWN, document.id, value=document.address)])


def undo(desk: Desk, prefix: str) -> int:
    """Take a correction back, by the beginning of its id."""
    held = desk.held()
    meant = [correction for correction in held if prefix and correction.id.startswith(prefix)]
    if len(meant) != 1:
        raise CorrectionsError(f"{desk.file}: {len(meant) or 'no'} corrections have an id that begins with {prefix!r}")
    write_corrections(desk.file, [correction for correction in held if correction is not meant[0]])
    with Store.open(desk.db, create=False) as store:
        store.correct(desk.held())
    print(f"{_line(meant[0])}: taken back")
    if meant[0].action is Action.TAKE_DOWN:
        print("  the document comes back with the next run that reads it")
    return 0


def replay(desk: Desk) -> int:
    """Apply the file as it now is, after it was edited or fetched."""
    with Store.open(desk.db, create=False) as store:
        concerned = store.correct(read_corrections(desk.file))
    print(f"{len(concerned)} documents corrected anew")
    return print_corrections(desk.db, review=True, as_json=False)


def print_corrections(db: Path, *, review: bool, as_json: bool) -> int:
    """All corrections with what became of them, or those that a person must look at."""
    with Store.open(db, readonly=True) as store:
        rows = [row for row in store.corrections() if not review or row.status == "review"]
    if as_json:
        print(json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=1))
        return 0
    for row in rows:
        print_lines(correction_lines(row))
    if not rows:
        print("No correction needs a look." if review else "Nothing is corrected.")
    return 0


def correction_lines(row: StoredCorrection) -> list[str]:
    """A correction as a person reads it."""
    correction = row.correction
    said = {
        Action.REJECT: f"no {correction.kind}: “{_one_line(correction.quote)}”",
        Action.CHANGE: f"{correction.field} = {correction.value or '(none)'}: “{_one_line(correction.quote)}”",
        Action.ADD: f"{correction.kind} {correction.value}: “{_one_line(correction.quote)}”",
        Action.TAKE_DOWN: f"{correction.document}",
    }[correction.action]
    lines = [f"{_line(correction)}  {said}", f"  {correction.when[:10]}, {correction.who}: {correction.why or '-'}"]
    return [*lines, f"  {row.status}" + (f": {row.note}" if row.note else "")]


def _correct_fact(desk: Desk, name: str, action: Action, changes: Sequence[Mapping[str, str]]) -> int:
    with Store.open(desk.db, readonly=True) as store:
        fact = store.fact(name)
        text = store.document(fact.document.id).text
    for one in changes:
        if one:
            typed_fields(fact.kind, {one["field"]: one["value"]})
    pointed = around(text, fact.start, fact.end)
    common = {"fact": fact.id, "kind": fact.kind.singular, **pointed}
    return _file(desk, [desk.correction(action, fact.document.id, **common, **one) for one in changes])


def _file(desk: Desk, new: Sequence[Correction]) -> int:
    """Write first, then apply: what is written holds even if the store is busy now."""
    write_corrections(desk.file, [*desk.held(), *new])
    with Store.open(desk.db, create=False) as store:
        store.correct(desk.held())
        made = [row for row in store.corrections() if row.correction in new]
    for row in made:
        print_lines(correction_lines(row))
    print(f"  kept in {desk.file}")
    return 0 if all(row.status == "applied" for row in made) else 1


def _pointed_at(text: str, quote: str, at: int | None) -> int:
    if at is not None:
        if text[at : at + len(quote)] != quote:
            raise ValueError(f"at {at} the text has {text[at : at + len(quote)]!r}, not {quote!r}")
        return at
    places, found = [], text.find(quote) if quote else -1
    while found >= 0:
        places.append(found)
        found = text.find(quote, found + 1)
    if not places:
        raise ValueError(f"the text has no {quote!r}; give the words exactly as they stand")
    if len(places) > 1:
        raise ValueError(f"{quote!r} stands at {', '.join(map(str, places[:9]))}; give more words, or --at OFFSET")
    return places[0]


def _line(correction: Correction) -> str:
    return f"{correction.id} {correction.action} {correction.fact or ''}".rstrip()


def _one_line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 100 else f"{line[:99]}…"
