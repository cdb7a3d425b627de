"""Opening a store's file: made, brought up to date, or refused with a reason, and never overwritten."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.model import fold_key
from pipeline.store import schema
from pipeline.store.backup import back_up
from pipeline.store.errors import BUSY_SECONDS, StoreError, explained
from pipeline.store.folding import fold_name, has_words


def open_store(path: Path, *, create: bool, readonly: bool) -> sqlite3.Connection:
    """A connection to a store of the present schema; StoreError says why there is none."""
    if not path.exists():
        if not create:
            raise StoreError(f"{path}: there is no store here")
        _make_folder(path.parent)
    elif not _may_be_database(path):
        raise StoreError(f"{path}: this is not an SQLite database; it was left as it is")
    with explained(path):
        conn = _connect(path, "ro" if readonly else "rwc" if create else "rw")
        try:
            return _prepare(path, conn, create=create, readonly=readonly)
        except BaseException:
            conn.close()
            raise


@contextmanager
def transaction(path: Path, conn: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """All or nothing, even on Ctrl-C or a full disk."""
    with explained(path):
        try:
            conn.execute("BEGIN IMMEDIATE")
            yield conn
            conn.execute("COMMIT")
        except BaseException:
            # SQLite itself has already rolled back after some errors, a full disk among them
            if conn.in_transaction:
                conn.execute("ROLLBACK")
            raise


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{folder}: the store's folder cannot be made: {error.strerror}") from error


def _may_be_database(path: Path) -> bool:
    """Whether a file begins as SQLite's do, or is empty: SQLite itself writes over a file of a few bytes."""
    try:
        with path.open("rb") as file:
            return file.read(16) in (b"", b"SQLite format 3\0")
    except OSError as error:
        raise StoreError(f"{path}: the file cannot be opened: {error.strerror}") from error


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    uri = path.absolute().as_uri()
    conn = _connection(f"{uri}?mode={mode}")
    if mode == "ro":
        try:
            conn.execute("SELECT 1 FROM sqlite_master")
        except sqlite3.OperationalError:
            # a store in a folder nobody may write to cannot have the file that readers share; without a log beside it
            # no writer is at work, and it can be read as a file that does not change
            if path.with_name(path.name + "-wal").exists():
                raise
            conn.close()
            conn = _connection(f"{uri}?mode=ro&immutable=1")
    return conn


def _connection(uri: str) -> sqlite3.Connection:
    return sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)


def _prepare(path: Path, conn: sqlite3.Connection, *, create: bool, readonly: bool) -> sqlite3.Connection:
    _check_ours(path, conn, create=create)
    if not readonly:
        # readers go on while a run writes. NORMAL loses at worst the last documents when the power fails, never the
        # store's soundness, and the next run reads those documents again
        conn.execute("PRAGMA journal_mode = WAL")
        conn.execute("PRAGMA synchronous = NORMAL")
        conn.execute("PRAGMA secure_delete = FAST")  # what is taken down is overwritten where that costs no more disk
    conn.execute("PRAGMA cache_size = -32768")
    conn.create_function("fold", 1, lambda name: name and fold_name(name), deterministic=True)
    conn.create_function("fold_key", 1, fold_key, deterministic=True)
    conn.create_function("has_words", 2, has_words, deterministic=True)
    if newer := schema.unknown(conn):
        raise StoreError(
            f"{path}: this store was made by a newer vanthu (it knows {newer[-1]!r}, this one does not);"
            " update vanthu to use it"
        )
    if lacking := schema.pending(conn):
        if readonly:
            raise StoreError(
                f"{path}: this store was made by an older vanthu; run vanthu on it once to bring it up to date"
            )
        if conn.execute("PRAGMA application_id").fetchone()[0] == schema.APPLICATION_ID:
            back_up(path, conn, lacking[0])
        with transaction(path, conn):
            schema.migrate(conn)
            conn.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    conn.execute("PRAGMA foreign_keys = ON")  # only now: a migration may rebuild a table that others point to
    return conn


def _check_ours(path: Path, conn: sqlite3.Connection, *, create: bool) -> None:
    application = conn.execute("PRAGMA application_id").fetchone()[0]
    tables = conn.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if application == schema.APPLICATION_ID or (create and not application and not tables):
        return
    raise StoreError(f"{path}: this is an SQLite file, but not a store of vanthu; it was left as it is")
