"""A run: what is new, what changed, what could not be read."""

import os
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.batch.lock import run_lock
from pipeline.batch.reading import IsCurrent, Outcome, read_files
from pipeline.extract import Extractor
from pipeline.loaders import discover
from pipeline.model import Document, Facts, Problem
from pipeline.store import Store

if TYPE_CHECKING:
    from pipeline.store import Summary

LISTED = 12  # rows of each list in the report


@dataclass
class RunReport:
    """What a run did. `counts` has new, changed, reread, same and failed; `summary` is what the store now holds."""

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
    jobs: int | None = None,
    on_outcome: Callable[[Outcome], None] = lambda _: None,
) -> RunReport:
    """Load, extract and store all documents at `paths`; what the store has as it is, is skipped.

    Raises RulebookError, StoreError, or LockHeldError where another run has the store. A run that is stopped, however
    suddenly, has stored whole documents only; the next run goes on from there.
    """
    report, began = RunReport(), time.monotonic()
    extractor = Extractor(rules)
    version = extractor.rules.version
    with run_lock(db), Store.open(db) as store:
        number = store.begin_run(version)
        status = "failed"
        try:
            for outcome in _outcomes(paths, db, extractor, jobs or os.cpu_count() or 1):
                report.counts[_keep(outcome, store, version, number)] += 1
                on_outcome(outcome)
            status = "done"
        except KeyboardInterrupt:
            status = "interrupted"
            raise
        finally:
            store.end_run(number, status, report.counts)
        report.summary = store.summary(number, limit=LISTED)
    report.seconds = time.monotonic() - began
    return report


def _outcomes(paths: Sequence[Path], db: Path, extractor: Extractor, jobs: int) -> Iterator[Outcome]:
    """The outcome of every path, in a stable order, what discovery refused among them."""
    refused: list[Problem] = []
    addresses: dict[str, str] = {}

    def open_is_current() -> IsCurrent:
        held = Store.open(db, readonly=True)
        return lambda document: held.is_current(document.id, document.content_hash, extractor.rules.version)

    for outcome in read_files(discover(paths, refused.append), extractor, open_is_current, jobs):
        yield _with_own_address(outcome, addresses)
        while refused:
            yield _refusal(refused.pop(0))
    for problem in refused:
        yield _refusal(problem)


def _refusal(problem: Problem) -> Outcome:
    return Outcome(Path(problem.where or ""), problem=problem)


def _with_own_address(outcome: Outcome, addresses: dict[str, str]) -> Outcome:
    """A url that several files of a run give (a portal's front page, say) is the address of the first of them only."""
    if outcome.facts is None:
        if outcome.unchanged is not None:
            addresses.setdefault(outcome.unchanged, outcome.path.name)
        return outcome
    document = outcome.facts.document
    if addresses.setdefault(document.id, outcome.path.name) == outcome.path.name:
        return outcome
    return replace(outcome, facts=_moved(outcome.facts, f"{document.address}#{outcome.path.name}"))


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
