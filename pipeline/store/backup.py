"""A copy of a store before its tables are changed: if a newer vanthu turns out a mistake, the old one goes on with it."""

import sqlite3
from contextlib import closing
from pathlib import Path


def back_up(path: Path, conn: sqlite3.Connection, migration: str) -> Path:
    """Copy the store, with what its log holds, beside it; the copy's path, which names the first migration to come.

    The copy appears whole or not at all.
    """
    copy = path.with_name(f"{path.name}.before-{migration}")
    unfinished = copy.with_name(copy.name + ".part")
    unfinished.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(unfinished)) as target:
            conn.backup(target)
        unfinished.replace(copy)
    finally:
        unfinished.unlink(missing_ok=True)
    return copy
