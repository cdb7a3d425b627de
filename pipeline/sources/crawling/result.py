"""How a crawl went: what it saw, what it fetched, and in one word how it ended."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

from pipeline.model import Problem


class Ending(StrEnum):
    """The word for a crawl, worst first. Only the last is a success."""

    BLOCKED = "blocked"  # a guard's page stands before the portal
    LAYOUT = "layout changed"  # what the description names is no longer there
    EMPTY = "empty"  # no document, and nothing says why
    MISSED = "expectation missed"  # fewer, more or older documents than expected
    FAILED = "failed"  # no page of the start could be read
    PARTIAL = "partial"  # some documents could not be fetched, or a limit ended the crawl
    STOPPED = "stopped"  # by Ctrl-C; the next crawl goes on with it
    COMPLETE = "complete"


@dataclass
class CrawlResult:
    """`seen` documents were named by the pages of the start; `counts` has new, changed, same and known (not asked again).

    `problems` names each address that could not be had; `notes` are those that were left on purpose. `reasons` says
    why the ending is what it is.
    """

    source: str
    title: str
    ending: Ending = Ending.FAILED  # until the crawl has come to its end and says otherwise
    seen: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    requests: int = 0
    bytes: int = 0
    seconds: float = 0.0
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
