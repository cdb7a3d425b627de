"""One run at a time on a store: a lock that the system gives back even when a run is killed."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class LockHeldError(RuntimeError):
    """Another run works on this store."""


@contextmanager
def run_lock(db: Path, suffix: str = ".lock") -> Iterator[None]:
    """Hold the store's lock; LockHeldError says which process has it, OSError that no lock file can be made.

    A nightly run holds one of its own (another `suffix`) from its crawl to its report, and the store's within it.
    A record lock: worker processes do not inherit it, so that it ends with the run and not with its last worker.
    """
    path = db.with_name(db.name + suffix)
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError) as error:
            holder = os.pread(descriptor, 32, 0).decode("ascii", "replace").strip() or "unknown"
            raise LockHeldError(f"another run (process {holder}) is writing to {db}") from error
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(descriptor)
