"""What a crawl counts as it goes, and the word it ends with."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime

from pipeline.model import Problem
from pipeline.sources.crawling.result import CrawlResult, Ending
from pipeline.sources.description import Description

_LISTED = 20  # pages that are named for lacking a field


@dataclass
class Tally:
    """`asked` documents were requested; `lists` pages of the start were read, `failed_lists` could not be, and
    `empty_lists` named no document. `lacking` counts, by field, the pages of `read` that lack it.
    `early`: a list that begins with the newest was left at its first page without anything new.
    """

    asked: int = 0
    lists: int = 0
    failed_lists: int = 0
    empty_lists: list[str] = field(default_factory=list)
    read: int = 0
    fresh: int = 0
    lacking: Counter[str] = field(default_factory=Counter)
    lacking_fresh: Counter[str] = field(default_factory=Counter)
    lacking_pages: list[Problem] = field(default_factory=list)
    limited: bool = False
    early: bool = False
    blocked: bool = False

    def count_fields(self, url: str, missing: tuple[str, ...], *, fresh: bool) -> None:
        """A page of a document was read, now (`fresh`) or again out of the archive, and lacks these fields."""
        self.read += 1
        self.fresh += fresh
        self.lacking.update(missing)
        if fresh:
            self.lacking_fresh.update(missing)
            if missing and len(self.lacking_pages) < _LISTED:
                self.lacking_pages.append(
                    Problem("field-missing", f"nothing stands where {', '.join(missing)} should", url)
                )

    def conclude(self, result: CrawlResult, described: Description, newest: str | None, *, interrupted: bool) -> None:
        """Settle how the crawl ended and why. `newest` is when the newest document was first seen."""
        result.notes.extend(self.lacking_pages)
        expected = described.expectations
        gone = sorted(name for name, count in self.lacking_fresh.items() if 2 * count > self.fresh)
        if self.blocked:
            result.ending = Ending.BLOCKED
        elif interrupted:
            result.ending = Ending.STOPPED
        elif gone:
            result.ending = Ending.LAYOUT
            result.reasons.append(
                f"of {self.fresh} pages fetched, most lack {', '.join(gone)}: the layout is not as described"
            )
        elif self.failed_lists and not result.seen:
            result.ending = Ending.FAILED
            result.reasons.append("no page of the start could be read")
        elif not result.seen:
            self._conclude_empty(result, described)
        elif missed := self._missed(result, described, newest):
            result.ending = Ending.MISSED
            result.reasons.extend(missed)
        elif result.problems or self.failed_lists or self.limited:
            result.ending = Ending.PARTIAL
        else:
            result.ending = Ending.COMPLETE
        if result.ending is Ending.MISSED and self.limited and result.seen <= expected.at_least:
            result.reasons.append("the limit is lower than what is expected")

    def _conclude_empty(self, result: CrawlResult, described: Description) -> None:
        described_lists = any(start.items or start.detail for start in described.start)
        result.ending = Ending.LAYOUT if described_lists else Ending.EMPTY
        where = ", ".join(self.empty_lists[:3])
        result.reasons.append(f"no document stands in {where}" if where else "no document was found")

    def _missed(self, result: CrawlResult, described: Description, newest: str | None) -> list[str]:
        expected, missed = described.expectations, []
        if result.seen < expected.at_least and not self.early:
            missed.append(f"{result.seen} documents, and at least {expected.at_least} were expected")
        if expected.at_most is not None and result.seen > expected.at_most:
            missed.append(f"{result.seen} documents, and at most {expected.at_most} were expected")
        if expected.silent_days is not None and newest is not None:
            days = (datetime.now(UTC) - datetime.fromisoformat(newest)).days
            if days > expected.silent_days:
                missed.append(f"nothing new for {days} days, and {expected.silent_days} were allowed")
        return missed
