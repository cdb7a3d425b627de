"""What a search is narrowed down to: which documents, and which of their facts."""

import math
from dataclasses import dataclass
from typing import Any

from pipeline.model import Edtf, Kind, Level
from pipeline.store.folding import fold_name
from pipeline.store.query import name_expression

Condition = tuple[str, dict[str, Any]]  # a condition of SQL and its parameters; empty for none


@dataclass(frozen=True, slots=True)
class Filters:
    """All must hold; None asks for nothing. Names are compared folded, and by the words they begin with.

    `type` is a document's type ("Kế hoạch"), or the kind ("news") of one that states none; `agency` part of the name of
    a body it names or is issued by; `place` the same, or of its own place or title; `level` the rank of the body it
    comes from, one of Level. `since` and `until` are EDTF values: documents published in between, both included; a
    document published in "2024-11" is in between where any day of that month is. ValueError for what is no date or
    level.
    """

    type: str | None = None
    agency: str | None = None
    place: str | None = None
    since: str | None = None
    until: str | None = None
    level: str | None = None

    def where(self) -> Condition:
        """A condition on documents d and versions v."""
        clauses: list[str] = []
        values: dict[str, Any] = {}
        if self.type is not None:
            clauses.append("fold(coalesce(v.type, v.kind)) = :type")
            values["type"] = fold_name(self.type)
        if self.agency is not None:
            clauses.append(f"(d.id IN ({_NAMING.format('agency')}) OR has_words(v.issuer, :issuer))")
            values |= {"agency": _body(self.agency), "issuer": fold_name(self.agency)}
        if self.place is not None:
            clauses.append(
                f"(has_words(v.place, :own_place) OR d.id IN ({_NAMING.format('place')}) OR d.id IN ({_HEADED}))"
            )
            heading = name_expression(self.place, "heading") or _NOTHING
            values |= {"own_place": fold_name(self.place), "place": _body(self.place), "heading": heading}
        if self.level is not None:
            clauses.append("v.level = :level")
            values["level"] = Level(self.level).value
        if self.since is not None:
            clauses.append("v.published_latest >= :since")
            values["since"] = str(Edtf.parse(self.since).earliest)
        if self.until is not None:
            clauses.append("v.published_earliest <= :until")
            values["until"] = str(Edtf.parse(self.until).latest)
        return " AND ".join(clauses), values


@dataclass(frozen=True, slots=True)
class FactFilters:
    """Which facts of a kind: all must hold; None asks for nothing.

    `unit`, `least` and `most` are of targets: the goal lies, or its range reaches, between the two. `due` is an EDTF
    value: targets with a deadline in it, dates that fall into it. ValueError where a kind has no such thing.
    """

    unit: str | None = None
    least: float | None = None
    most: float | None = None
    due: str | None = None

    def where(self, kind: Kind) -> Condition:
        """A condition on the facts f of a kind."""
        clauses: list[str] = []
        values: dict[str, Any] = {}
        if (self.unit, self.least, self.most) != (None, None, None) and kind is not Kind.TARGET:
            raise ValueError(f"only targets have units and values, not {kind.value}")
        if any(bound is not None and math.isnan(bound) for bound in (self.least, self.most)):
            raise ValueError("a target is compared with a number, not with nan")
        if self.unit is not None:
            clauses.append("fold(f.unit) = :unit")
            values["unit"] = fold_name(self.unit)
        if self.least is not None:
            clauses.append("coalesce(f.value_max, f.value) >= :least")
            values["least"] = self.least
        if self.most is not None:
            clauses.append("f.value <= :most_value")
            values["most_value"] = self.most
        if self.due is not None:
            if kind not in _DATED:
                raise ValueError(f"only targets and dates have a time, not {kind.value}")
            when, prefix = Edtf.parse(self.due), _DATED[kind]
            clauses.append(f"f.{prefix}latest >= :due_first AND f.{prefix}earliest <= :due_last")
            values |= {"due_first": str(when.earliest), "due_last": str(when.latest)}
        return " AND ".join(clauses), values


NO_FILTERS = Filters()
NO_FACT_FILTERS = FactFilters()

_DATED = {Kind.TARGET: "by_", Kind.DATE: ""}
_NOTHING = '""'  # a full-text expression without words finds nothing
_NAMING = "SELECT i.document FROM facts_fts JOIN indexed i ON i.row = facts_fts.rowid WHERE facts_fts MATCH :{}"
_HEADED = (
    "SELECT i.document FROM documents_fts JOIN indexed i ON i.row = documents_fts.rowid"
    " WHERE documents_fts MATCH :heading"
)


def both(*conditions: Condition) -> Condition:
    """All of several conditions."""
    values: dict[str, Any] = {}
    for _, more in conditions:
        values |= more
    return " AND ".join(clause for clause, _ in conditions if clause), values


def _body(name: str) -> str:
    """Finds the agencies whose name, or whose words in the text, hold a name's words."""
    words = name_expression(name, "own")
    return f"kind : agency AND {words}" if words else _NOTHING
