"""The index of an archive: one row a response, in SQLite."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from enum import StrEnum
from pathlib import Path
from typing import Any


class Role(StrEnum):
    """What a response was fetched for."""

    LISTING = "listing"
    DOCUMENT = "document"
    ATTACHMENT = "attachment"
    ROBOTS = "robots"
    REDIRECT = "redirect"
    REFUSAL = "refusal"  # an error's or a guard's page


DOCUMENTS = (Role.DOCUMENT, Role.ATTACHMENT)


@dataclass(frozen=True, slots=True)
class Capture:
    """A response in the archive.

    `offset` to `end` are the bytes of its records in `file`; its body is in the record at `body_offset` of `body_file`,
    which is another one's for a revisit. `url` is where it came from in the end, `key` what addresses of one page share, `asked`
    the key of the address that was asked for and led there. `context` is what was known of it when it was asked for: see pipeline.sources.documents.
    """

    source: str
    url: str
    asked: str
    key: str
    role: Role
    fetched: str
    status: int
    mime: str
    digest: str
    file: str
    offset: int
    end: int
    record: str
    body_file: str
    body_offset: int
    body_record: str
    crawl: int | None = None
    via: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    is_revisit: bool = False
    context: dict[str, Any] = field(default_factory=dict, hash=False)
    id: int = 0


_COLUMNS = [column.name for column in fields(Capture) if column.name != "id"]
_SCHEMA = f"""
CREATE TABLE IF NOT EXISTS crawls (
    id INTEGER PRIMARY KEY, source TEXT NOT NULL, started TEXT NOT NULL, ended TEXT, outcome TEXT
);
CREATE TABLE IF NOT EXISTS files (name TEXT PRIMARY KEY, end INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS captures (id INTEGER PRIMARY KEY, {", ".join(_COLUMNS)});
CREATE INDEX IF NOT EXISTS captures_key ON captures (source, key);
CREATE INDEX IF NOT EXISTS captures_asked ON captures (source, asked);
CREATE INDEX IF NOT EXISTS captures_digest ON captures (source, digest);
CREATE INDEX IF NOT EXISTS captures_file ON captures (file);
"""


def open_index(path: Path | str) -> sqlite3.Connection:
    """The index at a path, made where there is none; ":memory:" for one of a single reading."""
    conn = sqlite3.connect(path, isolation_level=None, timeout=30)
    conn.execute("PRAGMA journal_mode = WAL")
    conn.execute("PRAGMA synchronous = NORMAL")
    conn.executescript(_SCHEMA)
    return conn


def put_capture(conn: sqlite3.Connection, capture: Capture) -> None:
    """Note a capture, and with it that its file is good up to its end."""
    marks = ", ".join("?" for _ in _COLUMNS)
    values = [_written(getattr(capture, name)) for name in _COLUMNS]
    with transaction(conn):
        conn.execute(f"INSERT INTO captures ({', '.join(_COLUMNS)}) VALUES ({marks})", values)
        conn.execute(
            "INSERT INTO files (name, end) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET end = excluded.end",
            (capture.file, capture.end),
        )


@contextmanager
def transaction(conn: sqlite3.Connection) -> Iterator[None]:
    """All or nothing."""
    conn.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        conn.execute("ROLLBACK")
        raise
    conn.execute("COMMIT")


def select_captures(conn: sqlite3.Connection, where: str, values: Iterable[Any] = ()) -> Iterator[Capture]:
    """The captures a condition of SQL chooses, in the order it says."""
    for row in conn.execute(f"SELECT id, {', '.join(_COLUMNS)} FROM captures WHERE {where}", tuple(values)):
        yield _read(row)


def _read(row: tuple[Any, ...]) -> Capture:
    values = dict(zip(_COLUMNS, row[1:], strict=True))
    values["role"] = Role(values["role"])
    values["is_revisit"] = bool(values["is_revisit"])
    values["context"] = json.loads(values["context"])
    return Capture(**values, id=row[0])


def _written(value: object) -> object:
    return json.dumps(value, ensure_ascii=False, sort_keys=True) if isinstance(value, dict) else value
