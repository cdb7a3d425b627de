"""Corrections: what a person put right, as rows of a CSV file that can be kept under version control.

A row says who corrected what, when and why. `quote` are the words it rests on, with what stands `before` and `after`
them, so that it is seen when the text beneath has changed.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, fields, replace
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Any

from pipeline.model import Kind

CONTEXT = 24  # characters kept on each side of the quote
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")  # what a spreadsheet may take for a formula, and our mark against it


class CorrectionsError(ValueError):
    """A file of corrections that cannot be used; the message says where and why."""


class Action(StrEnum):
    """What a correction does."""

    REJECT = "reject"  # a fact that is none
    CHANGE = "change"  # one field of a fact
    ADD = "add"  # a fact that was not read
    TAKE_DOWN = "take-down"  # a whole document


_MUST = {
    Action.REJECT: ("fact", "kind", "quote"),
    Action.CHANGE: ("fact", "kind", "quote", "field"),
    Action.ADD: ("kind", "quote", "value"),
    Action.TAKE_DOWN: (),
}


@dataclass(frozen=True, slots=True)
class Correction:
    """One row. `value` is the new value of `field`; of an added fact all its fields, as a JSON object."""

    id: str
    when: str
    who: str
    why: str
    action: Action
    document: str
    fact: str = ""
    kind: str = ""
    field: str = ""
    value: str = ""
    quote: str = ""
    start: int = 0
    before: str = ""
    after: str = ""

    @property
    def of_kind(self) -> Kind:
        return Kind[self.kind.upper()]

    def identified(self) -> "Correction":
        """With the id that its content gives."""
        return replace(self, id=sha256("\0".join(map(str, astuple(self)[1:])).encode()).hexdigest()[:10])

    @classmethod
    def of_row(cls, row: Sequence[Any]) -> "Correction":
        """From cells in the order of COLUMNS."""
        cells = dict(zip(COLUMNS, row, strict=True))
        return cls(**{**cells, "action": Action(cells["action"])})


COLUMNS = tuple(field.name for field in fields(Correction))


def read_corrections(path: Path) -> list[Correction]:
    """The rows of a file in their order; CorrectionsError names the first line that cannot be used."""
    found: dict[str, Correction] = {}
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CorrectionsError(f"{path}: not UTF-8: {error.reason} at byte {error.start}") from error
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        if missing := [column for column in COLUMNS if column not in (reader.fieldnames or ())]:
            raise CorrectionsError(f"{path}:1: the columns {', '.join(missing)} are missing")
        for row in reader:
            where = f"{path}:{reader.line_num}"
            correction = _checked({name: _unguarded(row[name] or "") for name in COLUMNS}, where)
            if correction.id in found:
                raise CorrectionsError(f"{where}: the id {correction.id!r} stands twice")
            found[correction.id] = correction
    except csv.Error as error:
        raise CorrectionsError(f"{path}:{reader.line_num}: not CSV: {error}") from error
    return list(found.values())


def write_corrections(path: Path, corrections: Iterable[Correction]) -> None:
    """Write the whole file anew, beside the old one and then in its place."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([_guarded(str(cell)) for cell in astuple(correction)] for correction in corrections)
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(path.name + ".new")
    beside.write_text(text.getvalue(), "utf-8", newline="")
    beside.replace(path)


def _checked(cells: dict[str, str], where: str) -> Correction:
    try:
        action = Action(cells["action"])
    except ValueError:
        known = ", ".join(Action)
        raise CorrectionsError(f"{where}: {cells['action']!r} is no action; there are {known}") from None
    must = ("id", "document", *_MUST[action])
    if empty := [name for name in must if not cells[name]]:
        raise CorrectionsError(f"{where}: a {action} needs {', '.join(empty)}")
    if cells["kind"] and cells["kind"].upper() not in Kind.__members__:
        raise CorrectionsError(f"{where}: {cells['kind']!r} is no kind of fact")
    if not (cells["start"] or "0").isdecimal():
        raise CorrectionsError(f"{where}: start is an offset such as 120, not {cells['start']!r}")
    given = {name: cell for name, cell in cells.items() if name not in ("action", "start")}
    return Correction(**given, action=action, start=int(cells["start"] or 0))


def _guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell
