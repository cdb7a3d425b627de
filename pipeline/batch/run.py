"""A run: what is new, what changed, what could not be read."""

import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from itertools import chain, groupby
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.batch.known_files import KnownFiles
from pipeline.batch.lock import run_lock
from pipeline.batch.reading import Input, IsCurrent, Outcome, read_files
from pipeline.loaders import LoadError, discover
from pipeline.model import Document, Facts, Problem
from pipeline.rulebook.location import default_directory
from pipeline.rulebook.version import rules_version
from pipeline.sources.recognition import is_web_archive
from pipeline.store import Correction, Store, read_corrections

if TYPE_CHECKING:
    from pipeline.sources.documents import Archived
    from pipeline.store import Summary

CORRECTIONS = "corrections.csv"  # beside the store
LISTED = 12  # rows of each list in the report


@dataclass
class RunReport:
    """What a run did. `counts` has new, changed, reread, same, withdrawn and failed; `summary` is what the store now holds."""

    counts: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    summary: "Summary | None" = None

    @property
    def failed(self) -> int:
        return self.counts["failed"]

    @property
    def documents(self) -> int:
        return sum(self.counts.values())


def run(
    paths: Sequence[Path],
    db: Path,
    rules: Path | None = None,
    *,
    archived: "Iterable[Archived]" = (),
    refused: Sequence[Problem] = (),
    corrections: Path | None = None,
    jobs: int | None = None,
    on_outcome: Callable[[Outcome], None] = lambda _: None,
) -> RunReport:
    """Load, extract and store all documents at `paths` and those `archived`; what the store has as it is, is skipped.

    `refused` are problems that a crawl met before: they are counted and kept with those of the run.

    Corrections are replayed first. Raises RulebookError, CorrectionsError, StoreError, or LockHeldError where another
    run has the store. A run that is stopped, however suddenly, has stored whole documents only; the next run goes on
    from there.
    """
    report, began = RunReport(), time.monotonic()
    directory = rules or default_directory()
    corrected = corrections_of(db, corrections)
    version = rules_version(directory)
    with run_lock(db), Store.open(db) as store, ExitStack() as opened:
        if corrected is not None:
            store.correct(corrected)
        known = KnownFiles(store, version, paths)
        addresses: dict[str, str] = {}

        def unread(found: Iterable[Input]) -> Iterator[Input]:
            for path in found:
                standing = known.standing(path)
                if standing is None:
                    yield path
                    continue
                for document in standing:
                    addresses.setdefault(document, path.name)
                    report.counts["same"] += 1
                on_outcome(Outcome(path, unchanged=standing[0]))

        problems = list(refused)
        todo = unread(chain(_opened(discover(paths, problems.append), opened, problems), archived))
        first = next(todo, None)
        read: Iterator[Outcome] = iter(())
        if first is not None:
            read = _read(chain([first], todo), db, directory, jobs or os.cpu_count() or 1)
        number = store.begin_run(version)
        status = "failed"
        try:
            for path, outcomes in groupby(_with_refusals(read, problems), key=attrgetter("path")):
                held: list[str] = []
                whole = True
                for outcome in outcomes:
                    own = _with_own_address(outcome, addresses, known)
                    report.counts[_keep(own, store, version, number)] += 1
                    held += filter(None, [own.document])
                    whole = whole and own.problem is None
                    on_outcome(own)
                known.note(path, held if whole else [])  # an archive's bad member is named by the next run too
            status = "done"
        except KeyboardInterrupt:
            status = "interrupted"
            raise
        finally:
            store.end_run(number, status, report.counts)
        report.summary = store.summary(number, limit=LISTED)
    report.seconds = time.monotonic() - began
    return report


def corrections_of(db: Path, given: Path | None = None) -> list[Correction] | None:
    """What the file of corrections holds, by default the one beside the store.

    None where there is no such file: then those that the store has go on to hold. CorrectionsError, or OSError for a
    file that was asked for.
    """
    path = given or db.with_name(CORRECTIONS)
    return read_corrections(path) if given or path.exists() else None


def _read(paths: Iterator[Input], db: Path, rules: Path, jobs: int) -> Iterator[Outcome]:
    """The outcome of each file that is not known to be as it was."""
    from pipeline.extract import Extractor  # noqa: PLC0415 - seconds, only where there is something to read

    extractor = Extractor(rules)

    def open_is_current() -> IsCurrent:
        held = Store.open(db, readonly=True)
        return lambda document: held.is_current(document.id, document.content_hash, extractor.rules.version)

    return read_files(paths, extractor, open_is_current, jobs)


def _opened(paths: Iterator[Path], opened: ExitStack, problems: list[Problem]) -> Iterator[Input]:
    """The files, and in the place of a web archive the documents in it."""
    for path in paths:
        if not is_web_archive(path):
            yield path
            continue
        from pipeline.sources.documents import documents_in  # noqa: PLC0415 - with the crawler's models

        try:
            yield from opened.enter_context(documents_in(path))
        except LoadError as error:
            problems.append(Problem(error.code, error.message, str(path)))


def _with_refusals(outcomes: Iterator[Outcome], refused: list[Problem]) -> Iterator[Outcome]:
    """The outcomes, and what discovery refused meanwhile."""
    for outcome in outcomes:
        yield outcome
        while refused:
            yield _refusal(refused.pop(0))
    for problem in refused:
        yield _refusal(problem)


def _refusal(problem: Problem) -> Outcome:
    return Outcome(Path(problem.where or ""), problem=problem)


def _with_own_address(outcome: Outcome, addresses: dict[str, str], known: KnownFiles) -> Outcome:
    """A url that several files of a run give (a portal's front page, say) is the address of the first of them only."""
    document = outcome.document
    if document is None:
        return outcome
    name = outcome.path.name
    owner = addresses.setdefault(document, known.owner(document, outcome.path))
    if outcome.facts is None or owner == name:
        return outcome
    return replace(outcome, facts=_moved(outcome.facts, f"{outcome.facts.document.address}#{name}"))


def _moved(facts: Facts, address: str) -> Facts:
    document: Document = replace(facts.document, address=address)
    return replace(facts, document=document)


def _keep(outcome: Outcome, store: Store, rules: str, run: int) -> str:
    """Store what became of a file; the name under which the report counts it."""
    if outcome.problem is not None:
        store.put_problem(run, outcome.problem.where or str(outcome.path), outcome.problem)
        return "failed"
    if outcome.facts is None:
        return "same"
    return store.put(outcome.facts, rules=rules, run=run).value
