"""Where a document's words stand in its file, what the file says of itself: as rows, and read back."""

import sqlite3
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from operator import attrgetter

from pipeline.model import Facts, Link, Place
from pipeline.store.agreement import agreement
from pipeline.store.rows import Owner, Row

NOTES = ("places", "doubts", "stated", "links")  # tables of what is known of a version beside its text and facts


@dataclass(frozen=True, slots=True)
class StoredStatement:
    """What a file says of itself; `agrees` says whether the facts do, None where there is nothing to compare."""

    field: str
    value: str
    source: str
    agrees: bool | None


def note_rows(facts: Facts, at: Owner) -> Mapping[str, list[Row]]:
    """The rows of each table of NOTES."""
    document, owner = facts.document, asdict(at)
    return {
        "places": [{**owner, **asdict(place)} for place in document.places],
        "doubts": [{**owner, **asdict(doubt)} for doubt in document.doubts],
        "stated": [
            {**owner, **asdict(statement), "agrees": agreement(statement, facts)} for statement in document.stated
        ],
        "links": [{**owner, **asdict(link)} for link in document.links],
    }


def read_statements(conn: sqlite3.Connection, version: str) -> tuple[StoredStatement, ...]:
    rows = conn.execute("SELECT field, value, source, agrees FROM stated WHERE version = ? ORDER BY id", (version,))
    return tuple(
        StoredStatement(field, value, source, None if agrees is None else bool(agrees))
        for field, value, source, agrees in rows
    )


def read_links(conn: sqlite3.Connection, version: str) -> tuple[Link, ...]:
    rows = conn.execute("SELECT url, text FROM links WHERE version = ? ORDER BY id", (version,))
    return tuple(Link(*row) for row in rows)


class Whereabouts:
    """The places of one version, asked by offset. A page's place may hold those of cells, cells hold no cells."""

    def __init__(self, places: Iterable[Place]) -> None:
        known = sorted(places, key=attrgetter("start"))
        self._layers = [
            (layer, [place.start for place in layer])
            for layer in (
                [place for place in known if place.element is None],
                [place for place in known if place.element is not None],
            )
        ]

    @classmethod
    def read(cls, conn: sqlite3.Connection, version: str) -> "Whereabouts":
        rows = conn.execute(
            'SELECT start, "end", page, element, row_head, column_head, read_by FROM places WHERE version = ?',
            (version,),
        )
        return cls(Place(*row) for row in rows)

    def at(self, start: int, end: int) -> Place | None:
        """Where text[start:end] stands: the page it begins on, the element that holds its last words.

        The words of a row end in the cell of the value that they give.
        """
        (pages, page_starts), (elements, starts) = self._layers
        around = self._holding(pages, page_starts, start)
        inner = self._holding(elements, starts, end - 1) or self._holding(elements, starts, start)
        if around is None or inner is None:
            return inner or around
        return replace(inner, page=inner.page or around.page, read_by=inner.read_by or around.read_by)

    @staticmethod
    def _holding(layer: list[Place], starts: list[int], offset: int) -> Place | None:
        index = bisect_right(starts, offset) - 1
        return layer[index] if index >= 0 and offset < layer[index].end else None
