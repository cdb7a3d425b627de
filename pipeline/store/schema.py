"""The tables of a store, as ordered, named migrations.

A store notes which migrations it has had. Opening one for writing applies those it lacks, in one transaction; a store
with a migration that this program does not know was made by a newer one and is refused.
"""

import sqlite3
from typing import TYPE_CHECKING

from pipeline.store import fact_tables, note_tables, search_tables

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlite_utils import Database

APPLICATION_ID = 0x76746875  # "vthu", in the file's header: tells our stores from other SQLite files
_SET = "vanthu"


def migrate(conn: sqlite3.Connection) -> None:
    """Apply what the store lacks; the caller holds the transaction."""
    from sqlite_utils import Database  # noqa: PLC0415 - a third of a second, only for a store that lacks something
    from sqlite_utils.migrations import Migrations  # noqa: PLC0415 - as above

    migrations = Migrations(_SET)
    for name, function in _MIGRATIONS.items():
        migrations(name=name)(function)
    migrations.apply(Database(conn))


def pending(conn: sqlite3.Connection) -> list[str]:
    """The names of the migrations the store lacks."""
    had = _applied(conn)
    return [name for name in _MIGRATIONS if name not in had]


def unknown(conn: sqlite3.Connection) -> list[str]:
    """The names of the migrations the store has had and this program does not know."""
    return [name for name in _applied(conn) if name not in _MIGRATIONS]


def _applied(conn: sqlite3.Connection) -> list[str]:
    """Read without sqlite-utils, which is dear to import: each search opens a store."""
    if not conn.execute("SELECT 1 FROM sqlite_master WHERE name = '_sqlite_migrations'").fetchone():
        return []
    rows = conn.execute("SELECT name FROM _sqlite_migrations WHERE migration_set = ? ORDER BY rowid", (_SET,))
    return [name for (name,) in rows]


_MIGRATIONS: "dict[str, Callable[[Database], None]]" = {
    "create_documents": fact_tables.create_documents,
    "create_facts": fact_tables.create_facts,
    "create_notes": note_tables.create_notes,
    "create_search": search_tables.create_search,
    "create_provenance": note_tables.create_provenance,
    "create_files": note_tables.create_files,
    "create_likeness": search_tables.create_likeness,
    "add_read_by": note_tables.add_read_by,
    "add_records": note_tables.add_records,
    "create_corrections": note_tables.create_corrections,
    "create_changes": note_tables.create_changes,
    "create_watches": search_tables.create_watches,
    "index_names": search_tables.index_names,
    "index_searched": search_tables.index_searched,
}
