"""Finding documents: files as given, folders all the way down."""

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from pipeline.model import Problem


def discover(paths: Iterable[Path], on_problem: Callable[[Problem], None]) -> Iterator[Path]:
    """The documents at `paths`, as they are found: files as given, folders' files sorted by name, depth first.

    Left alone in folders: hidden names, `.json` files (sidecars, gold, results) and a folder's description (README,
    manifest). What cannot be entered or is no file goes to `on_problem`; nothing is raised. Each folder is read once,
    however many links lead to it.
    """
    seen: set[tuple[int, int]] = set()
    for path in paths:
        yield from _walk(Path(path), seen, on_problem)


def is_left_alone(name: str) -> bool:
    """Whether a file or folder of this name, met in a folder, is no document."""
    folded = name.casefold()
    return folded.startswith((".", "readme", "manifest.")) or folded.endswith(".json")


def shown(path: Path) -> str:
    """A path as text that can be printed and stored, whatever bytes its name has."""
    return os.fsencode(path).decode("utf-8", "replace")


def _walk(top: Path, seen: set[tuple[int, int]], on_problem: Callable[[Problem], None]) -> Iterator[Path]:
    pending = [top]
    while pending:
        path = pending.pop()
        try:
            status = path.stat()
        except OSError as error:
            on_problem(_refused(path, error))
            continue
        if stat.S_ISREG(status.st_mode):
            yield path
        elif not stat.S_ISDIR(status.st_mode):
            on_problem(Problem("not-a-file", "neither a file nor a folder", shown(path)))
        elif (status.st_dev, status.st_ino) in seen:
            if path.is_symlink():
                on_problem(Problem("symlink-loop", "a link to a folder that was already read", shown(path)))
        else:
            seen.add((status.st_dev, status.st_ino))
            try:
                inside = sorted(path.iterdir(), reverse=True)
            except OSError as error:
                on_problem(_refused(path, error))
                continue
            pending.extend(entry for entry in inside if not is_left_alone(entry.name))


def _refused(path: Path, error: OSError) -> Problem:
    where = shown(path)
    if isinstance(error, FileNotFoundError):
        if path.is_symlink():
            return Problem("missing", "a link that leads nowhere", where)
        return Problem("missing", "there is no such file or folder", where)
    if isinstance(error, PermissionError):
        return Problem("unreadable", "no permission to read it", where)
    if path.is_symlink():
        return Problem("symlink-loop", "a link that leads to itself", where)
    return Problem("unreadable", error.strerror or str(error), where)
