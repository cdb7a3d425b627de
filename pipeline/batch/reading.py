"""Files to facts, here or in worker processes; what cannot be read is a problem, never the end of a run."""

import os
import signal
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import chain, islice
from multiprocessing import get_all_start_methods, get_context
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from pipeline.loaders import LoadError, Member, find_members
from pipeline.model import Document, Facts, Problem

if TYPE_CHECKING:
    from pipeline.extract import Extractor
    from pipeline.sources.documents import Archived

WORTH_WORKERS = 48  # fewer files than this are read sooner than workers start
_AHEAD = 6  # files in flight per worker: enough to keep it busy, few enough to bound memory

Input: TypeAlias = "Path | Archived"  # what a run reads: a file, or a document in a web archive
IsCurrent = Callable[[Document], bool]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a document: `facts`; or `unchanged`, its id where the store holds it as it is; or `problem`.

    `member` is its name in the archive at `path`, if that is one.
    """

    path: Input
    member: str | None = None
    facts: Facts | None = None
    unchanged: str | None = None
    problem: Problem | None = None

    @property
    def document(self) -> str | None:
        """The id of the document it gave, if it gave one."""
        return self.facts.document.id if self.facts else self.unchanged


def read_file(path: Input, extractor: "Extractor", is_current: IsCurrent) -> Iterator[Outcome]:
    """Load each document of a file and extract its facts, unless the store has it as it is."""
    try:
        for member in find_members(path) if isinstance(path, Path) else path.members():
            yield _read_member(path, member, extractor, is_current)
    except Exception as error:  # noqa: BLE001 - a fault of ours in one file must not cost the others
        yield Outcome(path, problem=_own_fault(error, str(path)))


def _read_member(path: Input, member: Member, extractor: "Extractor", is_current: IsCurrent) -> Outcome:
    where = str(path) if member.name is None and isinstance(path, Path) else member.where
    try:
        document = member.load()
        if is_current(document):
            return Outcome(path, member.name, unchanged=document.id)
        return Outcome(path, member.name, facts=extractor.read(document))
    except LoadError as error:
        return Outcome(path, member.name, problem=Problem(error.code, str(error), where))
    except Exception as error:  # noqa: BLE001 - a fault of ours in one document must not cost the others
        return Outcome(path, member.name, problem=_own_fault(error, where))


def _own_fault(error: Exception, where: str) -> Problem:
    place = traceback.extract_tb(error.__traceback__)[-1]
    message = f"a fault of vanthu itself, please report it: {error!r} at {Path(place.filename).name}:{place.lineno}"
    return Problem("internal-error", message, where)


def read_files(
    paths: Iterable[Input], extractor: "Extractor", open_is_current: Callable[[], IsCurrent], jobs: int
) -> Iterator[Outcome]:
    """The outcomes of each file, in the order given. `open_is_current` opens the store's question in each process.

    A worker that dies (out of memory, a fault in a library) costs only the file it died of.
    """
    stream = iter(paths)
    first = list(islice(stream, WORTH_WORKERS))
    if jobs < 2 or len(first) < WORTH_WORKERS or "fork" not in get_all_start_methods():
        is_current = open_is_current()
        for path in chain(first, stream):
            yield from read_file(path, extractor, is_current)
        return
    yield from _in_workers(chain(first, stream), extractor, open_is_current, jobs)


def _in_workers(
    paths: Iterator[Input], extractor: "Extractor", open_is_current: Callable[[], IsCurrent], jobs: int
) -> Iterator[Outcome]:
    pool = _pool(extractor, open_is_current, jobs)
    waiting: deque[tuple[Input, Future[list[Outcome]] | None]] = deque()
    try:
        while True:
            try:
                for path in islice(paths, jobs * _AHEAD - len(waiting)):
                    waiting.append((path, None))
                    waiting[-1] = path, pool.submit(_work, path)
                if not waiting:
                    return
                future = waiting[0][1]
                outcomes = future.result() if future else _alone(waiting[0][0], extractor, open_is_current)
            except BrokenProcessPool:
                pool.shutdown(wait=False)
                while waiting:
                    yield from _alone(waiting.popleft()[0], extractor, open_is_current)
                pool = _pool(extractor, open_is_current, jobs)
            else:
                waiting.popleft()
                yield from outcomes
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _alone(path: Input, extractor: "Extractor", open_is_current: Callable[[], IsCurrent]) -> list[Outcome]:
    """A file in a worker of its own, after a worker died with it or beside it."""
    with _pool(extractor, open_is_current, 1) as pool:
        try:
            return pool.submit(_work, path).result()
        except BrokenProcessPool:
            problem = Problem("worker-died", "the process that read this file was killed", str(path))
            return [Outcome(path, problem=problem)]


def _pool(extractor: "Extractor", open_is_current: Callable[[], IsCurrent], jobs: int) -> ProcessPoolExecutor:
    # forked workers share the compiled rules with this process instead of compiling them again
    pool = ProcessPoolExecutor(
        jobs, get_context("fork"), initializer=_start, initargs=(extractor, open_is_current, os.getpid())
    )
    # Ctrl-C is the parent's to handle: it waits until the workers are begun, who inherit that it is held back
    held = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        pool.submit(os.getpid)  # the first task begins all workers
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)
    return pool


@dataclass
class _Worker:
    extractor: "Extractor"
    is_current: IsCurrent


_worker: _Worker | None = None


def _start(extractor: "Extractor", open_is_current: Callable[[], IsCurrent], parent: int) -> None:
    global _worker  # noqa: PLW0603 - a worker process serves one run
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    _worker = _Worker(extractor, open_is_current())


def _end_with(parent: int) -> None:
    """End this worker when the run that started it is killed."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)


def _work(path: Input) -> list[Outcome]:
    if _worker is None:
        raise RuntimeError("a worker that was not started")
    return list(read_file(path, _worker.extractor, _worker.is_current))
