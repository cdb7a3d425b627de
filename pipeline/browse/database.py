"""The store as Datasette sees it: opened as our own reader does, so that a run may write meanwhile and nothing else can."""

import sqlite3
from pathlib import Path

from datasette.app import Datasette
from datasette.database import Database

from pipeline.store.opening import open_store
from pipeline.store.query import Query

_LONGEST_VALUE = 64_000_000  # bytes: more than any document has, and less than a query may eat memory with


class StoreDatabase(Database):
    """A store that is read and never written."""

    def __init__(self, site: Datasette, path: Path) -> None:
        super().__init__(site, path=str(path), is_mutable=True)  # it changes under us: counts are not kept

    def connect(self, write: bool = False) -> sqlite3.Connection:
        """A connection for one of Datasette's threads; PermissionError for one that would write."""
        if write:
            raise PermissionError("the store is read-only here")
        conn = open_store(Path(self.path), create=False, readonly=True)
        conn.execute("PRAGMA query_only = ON")
        conn.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
        conn.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
        conn.create_function("documents_matching", 1, _documents_matching, deterministic=True)
        conn.create_function("documents_spelled", 1, _documents_spelled, deterministic=True)
        conn.create_function("facts_matching", 1, _facts_matching, deterministic=True)
        return conn


def _documents_matching(typed: object) -> str:
    """A full-text expression for what a person typed, with or without marks; nothing typed finds nothing."""
    return _expressions(typed, "heading", "body", "stated")[-1]


def _documents_spelled(typed: object) -> str:
    """The same for the closest reading: with the marks that were typed, words side by side."""
    return _expressions(typed, "heading", "body", "stated")[0]


def _facts_matching(typed: object) -> str:
    return _expressions(typed, "own", "around")[-1]


def _expressions(typed: object, *columns: str) -> list[str]:
    return (Query.parse(str(typed or "")).expressions(*columns)) or ['""']
