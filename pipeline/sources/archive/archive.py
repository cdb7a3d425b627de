"""The archive of what was fetched: a folder of WARC files and the index that is the truth of what is in them.

A response counts when the index names it. It is written to its WARC file first, brought to the disk, and noted in the
index then; what a killed crawl left behind the last noted byte of a file is cut off when the archive is opened next.
"""

import contextlib
import fcntl
import os
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from pipeline.sources.archive.captures import DOCUMENTS, Capture, Role, open_index, put_capture, select_captures
from pipeline.sources.archive.records import Exchange, Original, digest_of, read_body, write_exchange, write_head
from pipeline.sources.archive.scanning import scan
from pipeline.sources.catalogue import Source

INDEX, LOCK = "index.db", ".lock"
DEFAULT_BUDGET = 50_000_000_000  # bytes of WARC files
_KEPT_FREE = 500_000_000  # bytes of the disk that an archive leaves to others
_ROTATE = 1_000_000_000
_SUFFIX = ".warc.gz"
_GOOD = f"status IN (200, 304) AND role IN ({', '.join(repr(role.value) for role in DOCUMENTS)})"
_NEWEST = f"""SELECT max(id) AS id, min(id) AS first FROM captures WHERE {_GOOD} AND (? IS NULL OR source = ?)
    GROUP BY source, key"""
# of the pages whose newest bodies are one, the page that was seen first stands for all
_CURRENT = f"""SELECT id FROM (
    SELECT n.id, row_number() OVER (PARTITION BY c.source, c.digest ORDER BY n.first) AS place
    FROM ({_NEWEST}) n JOIN captures c ON c.id = n.id
    ) WHERE place = 1"""


class ArchiveError(Exception):
    """An archive that cannot be used, or is full; the message says what to change."""


class ArchiveLockedError(ArchiveError):
    """Another crawl writes to this archive."""


class Archive:
    """An open archive; use it as a context manager. With `writing` it is locked against other crawls and mended."""

    def __init__(self, folder: Path, conn: sqlite3.Connection, lock: int | None, budget: int) -> None:
        self.folder = folder
        self._conn = conn
        self._lock = lock
        self._budget = budget
        self._files: dict[str, IO[bytes]] = {}
        self._size = 0

    @classmethod
    def open(cls, folder: Path, *, writing: bool = False, budget: int = DEFAULT_BUDGET) -> Self:
        """ArchiveError where there is no archive to read; ArchiveLockedError where another crawl has it."""
        if not writing and not (folder / INDEX).is_file():
            raise ArchiveError(f"{folder}: there is no archive here")
        folder.mkdir(parents=True, exist_ok=True)
        lock = _locked(folder) if writing else None
        known = (folder / INDEX).is_file()
        try:
            archive = cls(folder, open_index(folder / INDEX), lock, budget)
            if writing:
                archive._mend()
                if not known:
                    archive._read_again()
        except BaseException:
            if lock is not None:
                os.close(lock)
            raise
        return archive

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for file in self._files.values():
            file.close()
        self._conn.close()
        if self._lock is not None:
            os.close(self._lock)

    def begin_crawl(self, source: str) -> tuple[int, bool]:
        """The number of a crawl, and whether it goes on with one that was killed or stopped."""
        last = self._conn.execute(
            "SELECT id, ended FROM crawls WHERE source = ? ORDER BY id DESC LIMIT 1", (source,)
        ).fetchone()
        if last is not None and last[1] is None:
            return int(last[0]), True
        added = self._conn.execute("INSERT INTO crawls (source, started) VALUES (?, ?)", (source, moment()))
        assert added.lastrowid is not None
        return added.lastrowid, False

    def ended_well(self, source: str) -> bool:
        """Whether the last crawl that came to its end saw every page of its lists."""
        row = self._conn.execute(
            "SELECT outcome FROM crawls WHERE source = ? AND ended IS NOT NULL ORDER BY id DESC LIMIT 1", (source,)
        ).fetchone()
        return row is not None and row[0] == "complete"

    def end_crawl(self, crawl: int, outcome: str) -> None:
        self._conn.execute("UPDATE crawls SET ended = ?, outcome = ? WHERE id = ?", (moment(), outcome, crawl))

    def outcomes(self, source: str) -> list[tuple[str, str | None]]:
        """(when it began, how it ended) of every crawl of a source, newest first."""
        rows = self._conn.execute("SELECT started, outcome FROM crawls WHERE source = ? ORDER BY id DESC", (source,))
        return rows.fetchall()

    def put(self, source: Source, exchange: Exchange, capture: Mapping[str, Any], context: dict[str, Any]) -> Capture:
        """Keep a response; of a body that the source has sent before, a revisit. `capture` gives role, key, asked, via, crawl.

        ArchiveError where the budget or the disk has no room for it.
        """
        digest = digest_of(exchange.body)
        original = self._original(source.name, exchange, capture["key"], digest)
        self._make_room(0 if original else len(exchange.body))
        file, name = self._file_of(source)
        offset = file.tell()
        metadata = {"source": source.name, **capture, "context": context}
        repeated = Original(original.url, original.fetched, original.digest, original.body_record) if original else None
        try:
            record, digest = write_exchange(file, exchange, metadata, repeated)
            file.flush()
            os.fsync(file.fileno())
        except OSError as error:
            with contextlib.suppress(OSError):
                file.close()  # what it still holds back cannot be written either
            del self._files[source.name]
            os.truncate(self.folder / name, offset)
            raise ArchiveError(f"{self.folder}: the archive cannot be written: {error.strerror}") from error
        self._size += file.tell() - offset
        headers = {name.lower(): value for name, value in exchange.response_headers}
        kept = Capture(
            source=source.name, url=exchange.url, **capture, fetched=exchange.when, status=exchange.status,
            mime=headers.get("content-type", original.mime if original else ""), digest=digest, file=name,
            offset=offset, end=file.tell(), record=record,
            body_file=original.body_file if original else name,
            body_offset=original.body_offset if original else offset,
            body_record=original.body_record if original else record,
            etag=headers.get("etag") or (original.etag if original and exchange.status == 304 else None),
            last_modified=headers.get("last-modified") or (original.last_modified if original and exchange.status == 304 else None),
            is_revisit=original is not None, context=context,
        )  # fmt: skip
        put_capture(self._conn, kept)
        return kept

    def latest(self, source: str, key: str) -> Capture | None:
        """The last good response of a page, or of the page that it leads to by a redirect."""
        found = select_captures(
            self._conn,
            "source = ? AND (key = ? OR asked = ?) AND status IN (200, 304) AND role <> ? ORDER BY id DESC LIMIT 1",
            (source, key, key, Role.REFUSAL),
        )
        return next(found, None)

    def current(self, source: str | None = None) -> Iterator[Capture]:
        """The last good response of each document, oldest page first; of one body under several addresses the first.

        Its `url` is the one it was first fetched from, whatever way of writing it led there later. A document whose
        last answer was that it is gone (404, 410) is still here: an archive forgets nothing.
        """
        where = f"id IN ({_CURRENT}) ORDER BY id"
        for capture in select_captures(self._conn, where, (source, source)):
            yield replace(capture, url=self._first_address(capture))

    def _first_address(self, capture: Capture) -> str:
        row = self._conn.execute(
            "SELECT url FROM captures WHERE source = ? AND key = ? AND status = 200 ORDER BY id LIMIT 1",
            (capture.source, capture.key),
        ).fetchone()
        return str(row[0]) if row else capture.url

    def of_role(self, source: str, role: Role) -> Iterator[Capture]:
        """The last good response of each page that was fetched for this, newest first."""
        return select_captures(
            self._conn,
            "id IN (SELECT max(id) FROM captures WHERE source = ? AND role = ? AND status IN (200, 304) GROUP BY key)"
            " ORDER BY id DESC",
            (source, role),
        )

    def count(self, source: str) -> int:
        """How many documents and attachments of a source there are."""
        return int(self._conn.execute(f"SELECT count(*) FROM ({_CURRENT})", (source, source)).fetchone()[0])

    def stands_for(self, source: str, key: str) -> str | None:
        """The address of the document that an address leads to, by a redirect or because it sends the same bytes."""
        capture = self.latest(source, key)
        if capture is None or capture.role not in DOCUMENTS:
            return None
        first = select_captures(
            self._conn,
            "source = ? AND digest = ? AND role IN (?, ?) AND status = 200 ORDER BY id LIMIT 1",
            (source, capture.digest, *DOCUMENTS),
        )
        return self._first_address(next(first, capture))

    def of_record(self, record: str) -> Capture | None:
        """The response whose body is in a record."""
        return next(select_captures(self._conn, "body_record = ? ORDER BY id LIMIT 1", (record,)), None)

    def body(self, capture: Capture, limit: int) -> bytes:
        """The body of a capture, uncompressed; BodyError where it cannot be read back."""
        return read_body(self.folder / capture.body_file, capture.body_offset, limit)

    def first_seen(self, source: str) -> str | None:
        """When the newest document of a source was fetched for the first time, or None."""
        roles = ", ".join(f"'{role}'" for role in DOCUMENTS)
        row = self._conn.execute(
            "SELECT max(first) FROM (SELECT min(fetched) AS first FROM captures"
            f" WHERE source = ? AND role IN ({roles}) AND status = 200 GROUP BY key)",
            (source,),
        ).fetchone()
        return row[0] if row else None

    def _original(self, source: str, exchange: Exchange, key: str, digest: str) -> Capture | None:
        if exchange.status == 304:
            return self.latest(source, key)
        if exchange.status != 200 or not exchange.body:
            return None
        return next(
            select_captures(
                self._conn,
                "source = ? AND digest = ? AND status = 200 AND NOT is_revisit ORDER BY id LIMIT 1",
                (source, digest),
            ),
            None,
        )

    def _file_of(self, source: Source) -> tuple[IO[bytes], str]:
        """The WARC file that a source is written to in this run; a new one when it has grown large."""
        file = self._files.get(source.name)
        if file is not None and file.tell() < _ROTATE:
            return file, Path(file.name).name
        if file is not None:
            file.close()
        name = f"{source.name}-{datetime.now(UTC):%Y%m%d%H%M%S%f}{_SUFFIX}"
        from pipeline import __version__  # noqa: PLC0415 - the package's own name, which must not load at import

        # noted before it is made: only what is noted is ever cut or removed
        self._conn.execute("INSERT INTO files (name, end) VALUES (?, 0)", (name,))
        file = (self.folder / name).open("ab")
        write_head(file, name, f"vanthu/{__version__}", source.name, source.text)
        self._files[source.name] = file
        return file, name

    def _read_again(self) -> None:
        """Make a lost index anew from the WARC files."""
        for path in sorted(self.folder.glob(f"*{_SUFFIX}")):
            for capture in scan(path, self._conn):
                put_capture(self._conn, capture)

    def _make_room(self, size: int) -> None:
        if self._size + size > self._budget:
            raise ArchiveError(f"{self.folder}: the archive has reached its budget of {self._budget:,} bytes")
        if shutil.disk_usage(self.folder).free < size + min(_KEPT_FREE, self._budget):
            raise ArchiveError(f"{self.folder}: the disk is nearly full")

    def _mend(self) -> None:
        """Cut torn tails off, drop what a lost tail had held, and remove files of which nothing is noted."""
        for name, end in self._conn.execute("SELECT name, end FROM files").fetchall():
            path = self.folder / name
            size = path.stat().st_size if path.exists() else 0
            if size > end > 0:
                os.truncate(path, end)
            elif size < end:
                self._forget(name, size)
            elif not end:
                path.unlink(missing_ok=True)
                self._conn.execute("DELETE FROM files WHERE name = ?", (name,))
        self._size = sum(path.stat().st_size for path in self.folder.glob(f"*{_SUFFIX}"))

    def _forget(self, name: str, size: int) -> None:
        """Drop captures whose bytes behind `size` are lost, and those that repeat them."""
        lost = list(select_captures(self._conn, "file = ? AND end > ?", (name, size)))
        self._conn.execute("DELETE FROM captures WHERE file = ? AND end > ?", (name, size))
        self._conn.executemany(
            "DELETE FROM captures WHERE body_file = ? AND body_offset = ?",
            [(capture.file, capture.offset) for capture in lost],
        )
        self._conn.execute(
            "UPDATE files SET end = (SELECT coalesce(max(end), 0) FROM captures WHERE file = name) WHERE name = ?",
            (name,),
        )


def moment() -> str:
    """Now, in the form WARC dates have."""
    return f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S.%f}Z"


def _locked(folder: Path) -> int:
    descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    with contextlib.suppress(BlockingIOError, PermissionError):
        fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return descriptor
    os.close(descriptor)
    raise ArchiveLockedError(f"{folder}: another crawl writes to this archive")
