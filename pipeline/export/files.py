"""Files of an export: written beside the old ones, and then in their place."""

import csv
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

MARK = "<!-- made by vanthu export -->"

# what a spreadsheet may take for the beginning of a formula, or read as one after trimming
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class ExportError(Exception):
    """An export that cannot be made; the message says what to change."""


@contextmanager
def new_text(path: Path, encoding: str = "utf-8") -> Iterator[IO[str]]:
    """A text file that takes its place when all of it is written; half of one is never seen."""
    beside = path.with_name(path.name + ".new")
    try:
        with beside.open("w", encoding=encoding, newline="") as file:
            yield file
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def write_csv(path: Path, heads: Iterable[str], rows: Iterable[Iterable[object]], *, bom: bool = False) -> int:
    """A CSV file, in which no cell of text can become a formula; how many rows it has."""
    count = 0
    with new_text(path, "utf-8-sig" if bom else "utf-8") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(heads)
        for count, row in enumerate(rows, 1):  # noqa: B007 - the last one is the answer
            writer.writerow([guarded(cell) for cell in row])
    return count


def guarded(cell: object) -> object:
    """Text that begins as a formula does gets an apostrophe before it, which spreadsheets do not show."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def prepared(folder: Path) -> Path:
    """A folder to export into: made, empty, or one of an earlier export. ExportError for any other."""
    if folder.exists() and not folder.is_dir():
        raise ExportError(f"{folder} is a file; name a folder")
    folder.mkdir(parents=True, exist_ok=True)
    readme = folder / "README.md"
    if any(folder.iterdir()) and not (readme.exists() and readme.read_text("utf-8", "replace").startswith(MARK)):
        raise ExportError(f"{folder} holds files that vanthu export did not write; name another folder")
    return folder
