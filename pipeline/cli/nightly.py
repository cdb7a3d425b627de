"""The command that does a night's work: crawl, load, extract, alert, report."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.cli.options import FAILED, OK, UsageError, add_db, add_rules, command
from pipeline.cli.sources import add_crawling, archive_of, crawl_sources, sources_among

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.batch.journal import Journal
    from pipeline.batch.nightly import Crawled
    from pipeline.batch.reading import Outcome
    from pipeline.batch.run import RunReport
    from pipeline.sources.catalogue import Source
    from pipeline.sources.crawling.result import CrawlResult
    from pipeline.sources.documents import Archived

_LOCK = ".nightly.lock"


def add_nightly(commands: Any) -> None:  # noqa: ANN401 - argparse hides the type
    """Add it to the command line."""
    nightly = command(commands, "nightly", _nightly, "crawl, read, alert and report, to be left alone at night")
    nightly.add_argument("paths", nargs="+", metavar="SOURCE|PATH", help="sources to crawl, files and folders to read")
    nightly.add_argument(
        "--reports", type=Path, metavar="DIR", help="where the reports go (default: reports/ beside the store)"
    )
    nightly.add_argument("--log", type=Path, metavar="FILE", help="add what happens to this file, as JSON lines")
    nightly.add_argument("--jobs", type=int, metavar="N", help="worker processes (default: one a processor)")
    add_crawling(nightly)
    add_db(nightly)
    add_rules(nightly)


def _nightly(given: argparse.Namespace) -> int:
    from pipeline.batch.journal import Journal
    from pipeline.batch.lock import run_lock

    if given.jobs is not None and given.jobs < 1:
        raise UsageError("--jobs must be 1 or more")
    sources, paths = sources_among(given)
    missing = [path for path in paths if not path.exists()]
    if missing:
        raise UsageError(f"{missing[0]} is neither a source nor a file or folder here")
    with Journal(given.log) as journal, run_lock(given.db, _LOCK):
        journal.note("started", sources=[source.name for source in sources], paths=paths)
        status = _work(given, sources, paths, journal)
        journal.note("ended", status=status)
    return status


def _work(given: argparse.Namespace, sources: "list[Source]", paths: list[Path], journal: "Journal") -> int:
    from pipeline.batch.nightly import draw_up, last_told, write_reports
    from pipeline.terminal.nightly_report import markdown, page

    reports = given.reports or given.db.parent / "reports"
    told = last_told(reports)
    status = OK
    results: list[CrawlResult] = []
    archived: Iterable[Archived] = ()
    if sources:
        from pipeline.terminal.crawl_report import print_crawls

        results, archived = crawl_sources(given, sources)
        status = print_crawls(results)
        for result in results:
            journal.note("crawled", source=result.source, ending=result.ending, seen=result.seen, counts=result.counts)
    report = _read(given, paths, archived, results, journal)
    journal.note("read", seconds=round(report.seconds, 3), counts=report.counts)
    status = max(status, FAILED if report.failed else OK)
    night = draw_up(given.db, told, _crawled(given, sources, results), status)
    for alert in night.alerts:
        journal.note("alert", watch=alert.watch, new=len(alert.answers))
    written = write_reports(night, reports, {"md": markdown(night), "html": page(night)})
    journal.note("reported", files=written)
    print(f"{night.news.documents:,} new documents, {night.news.changed_total:,} changed, {report.failed:,} problems")
    print(f"The report: {reports / 'latest.html'}")
    return status


def _read(
    given: argparse.Namespace,
    paths: list[Path],
    archived: "Iterable[Archived]",
    results: "list[CrawlResult]",
    journal: "Journal",
) -> "RunReport":
    from pipeline.batch.run import run

    def note(outcome: "Outcome") -> None:
        if outcome.problem is not None:
            journal.note("problem", where=outcome.problem.where or outcome.path, what=outcome.problem.message)

    refused = [problem for result in results for problem in result.problems]
    return run(paths, given.db, given.rules, archived=archived, refused=refused, jobs=given.jobs, on_outcome=note)


def _crawled(given: argparse.Namespace, sources: "list[Source]", results: "list[CrawlResult]") -> "list[Crawled]":
    if not sources:
        return []
    from pipeline.batch.nightly import Crawled
    from pipeline.sources.archive import Archive
    from pipeline.sources.health import look_at

    with Archive.open(archive_of(given)) as archive:
        healths = [look_at(source, archive) for source in sources]
    return [
        Crawled(
            result.source,
            result.title,
            result.ending.value,
            result.seen,
            result.counts["new"],
            result.counts["changed"],
            health.state.value,
            tuple(filter(None, [*result.reasons, health.why])),
        )
        for result, health in zip(results, healths, strict=True)
    ]
