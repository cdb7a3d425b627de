"""Which documents a search is about: their type, body, place and time."""

from dataclasses import dataclass
from typing import Any

from pipeline.model import Edtf
from pipeline.store.folding import fold_name
from pipeline.store.query import name_expression


@dataclass(frozen=True, slots=True)
class Filters:
    """All must hold; None asks for nothing. Names are compared folded, and by the words they begin with.

    `type` is a document's type ("Kế hoạch"); `agency` part of the name of a body it names or is issued by; `place` the
    same, or part of its title. `since` and `until` are EDTF values: documents published in between, both included; a
    document published in "2024-11" is in between where any day of that month is. ValueError for what is no date.
    """

    type: str | None = None
    agency: str | None = None
    place: str | None = None
    since: str | None = None
    until: str | None = None

    def where(self) -> tuple[str, dict[str, Any]]:
        """A condition on documents d and versions v, with its parameters; empty for no filters."""
        clauses: list[str] = []
        values: dict[str, Any] = {}
        if self.type is not None:
            clauses.append("fold(v.type) = :type")
            values["type"] = fold_name(self.type)
        if self.agency is not None:
            clauses.append(f"(d.id IN ({_NAMING.format('agency')}) OR has_words(v.issuer, :issuer))")
            values |= {"agency": _body(self.agency), "issuer": fold_name(self.agency)}
        if self.place is not None:
            clauses.append(f"(d.id IN ({_NAMING.format('place')}) OR d.id IN ({_HEADED}))")
            values |= {"place": _body(self.place), "heading": name_expression(self.place, "heading") or _NOTHING}
        if self.since is not None:
            clauses.append("v.published_latest >= :since")
            values["since"] = str(Edtf.parse(self.since).earliest)
        if self.until is not None:
            clauses.append("v.published_earliest <= :until")
            values["until"] = str(Edtf.parse(self.until).latest)
        return " AND ".join(clauses), values


NO_FILTERS = Filters()

_NOTHING = '""'  # a full-text expression without words finds nothing
_NAMING = "SELECT i.document FROM facts_fts JOIN indexed i ON i.row = facts_fts.rowid WHERE facts_fts MATCH :{}"
_HEADED = (
    "SELECT i.document FROM documents_fts JOIN indexed i ON i.row = documents_fts.rowid"
    " WHERE documents_fts MATCH :heading"
)


def _body(name: str) -> str:
    """Finds the agencies whose name, or whose words in the text, hold a name's words."""
    words = name_expression(name, "own")
    return f"kind : agency AND {words}" if words else _NOTHING
