"""What a crawl ends with: a line a source, and why those that did not end well did not."""

import sys
from collections.abc import Sequence

from pipeline.model import Problem
from pipeline.sources.crawling.result import CrawlResult, Ending

OK, FAILED, MISSED, BLOCKED = 0, 1, 3, 4
_STATUS = {
    Ending.BLOCKED: BLOCKED,
    Ending.LAYOUT: MISSED,
    Ending.EMPTY: MISSED,
    Ending.MISSED: MISSED,
    Ending.FAILED: FAILED,
    Ending.PARTIAL: FAILED,
}
_COUNTED = {"new": "new", "changed": "changed", "same": "unchanged", "known": "not due"}
_NOTES = 5


class CrawlView:
    """Shows a crawl as it goes: a line on a terminal that is written over, now and then a line elsewhere."""

    _EVERY = 100

    def __init__(self) -> None:
        self._done = 0

    def advance(self, source: str, url: str, status: int) -> None:
        """One response more."""
        self._done += 1
        if sys.stderr.isatty():
            print(f"\r\033[K{self._done} responses  {source}  {url[:80]}", end="", file=sys.stderr, flush=True)
        elif self._done % self._EVERY == 0:
            print(f"{self._done} responses", file=sys.stderr)

    def close(self) -> None:
        if sys.stderr.isatty():
            print("\r\033[K", end="", file=sys.stderr)


def print_crawls(results: Sequence[CrawlResult]) -> int:
    """A line a source; the exit status that the worst of them asks for."""
    for result in results:
        counted = ", ".join(
            f"{result.counts[name]:,} {words}" for name, words in _COUNTED.items() if result.counts[name]
        )
        print(
            f"{result.source}: {result.ending} - {result.seen:,} documents listed; fetched with what is attached:"
            f" {counted or 'nothing'}; {result.requests:,} requests, {result.bytes:,} bytes, {result.seconds:.1f} s"
        )
        for reason in result.reasons:
            print(f"  {reason}")
        if result.problems:
            print(f"  {len(result.problems):,} addresses could not be had; each is named under Problems")
        for note in result.notes[:_NOTES]:
            print(f"  {_line(note)}")
        if len(result.notes) > _NOTES:
            print(f"  ... and {len(result.notes) - _NOTES:,} more such")
    return max((_STATUS.get(result.ending, OK) for result in results), default=OK)


def _line(note: Problem) -> str:
    return f"{note.where}: {note.message}"
