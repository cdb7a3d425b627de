"""How a table of a store is made."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlite_utils import Database


def create_table(
    db: "Database",
    name: str,
    columns: "Mapping[str, type]",
    *,
    pk: "str | tuple[str, ...]" = "id",
    required: "list[str]",
    references: "Mapping[str, str] | None" = None,
    indexed: "list[list[str]] | None" = None,
) -> None:
    """A strict table; what belongs to a document or a version goes when that goes."""
    from sqlite_utils.db import ForeignKey  # noqa: PLC0415 - dear, and only a new table needs it

    cascading = ("documents", "versions", "files")
    table = db.table(name)
    table.create(
        dict(columns),
        pk=pk,
        not_null=required,
        foreign_keys=[
            ForeignKey(
                name,
                column,
                other,
                "path" if other == "files" else "id",
                on_delete="CASCADE" if other in cascading else "NO ACTION",
            )
            for column, other in (references or {}).items()
        ],
        strict=True,
    )
    for index in indexed or []:
        table.create_index(index)
