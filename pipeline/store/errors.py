"""What goes wrong with a store, in sentences a person understands."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BUSY_SECONDS = 15

# by the beginning of SQLite's own name for the error; the first that fits is said
_SENTENCES = {
    "SQLITE_FULL": "the disk is full; nothing of the unfinished step was stored. Free some space and run again",
    "SQLITE_READONLY": "the store cannot be written to: its file or folder is read-only",
    "SQLITE_BUSY": f"another program has kept the store locked for {BUSY_SECONDS} seconds; try again when it is done",
    "SQLITE_LOCKED": "another part of this program holds the store; try again when it is done",
    "SQLITE_NOTADB": "this is not an SQLite database; it was left as it is",
    "SQLITE_CORRUPT": "the store is damaged; bring back a copy, or read the documents anew into a new store",
    "SQLITE_IOERR": "the disk did not take or give the data (is it full, or gone?); the unfinished step was not stored",
    "SQLITE_CANTOPEN": "the file cannot be opened; check the path and who may read it",
    "SQLITE_INTERRUPT": "the work was interrupted; the unfinished step was not stored",
}


class StoreError(Exception):
    """A store that cannot be opened, read or written, or that does not hold what was asked for."""


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into StoreError, with the store's path and a sentence that says what to do."""
    try:
        yield
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", "")
        sentence = next((text for start, text in _SENTENCES.items() if name.startswith(start)), None)
        detail = f"{sentence} ({error})" if sentence else str(error)
        raise StoreError(f"{path}: {detail}") from error
    except OverflowError as error:  # of the driver: what is asked for by so large a number is nowhere
        raise StoreError(f"{path}: a number is larger than any that a store holds") from error
