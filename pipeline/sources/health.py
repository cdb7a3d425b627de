"""How sources have fared: which are silent, blocked, changed or overdue, by what the archive remembers of their crawls."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from pipeline.sources.archive import Archive
from pipeline.sources.catalogue import Source
from pipeline.sources.description import Schedule

_SILENT_DAYS = 30  # where a description does not say how long is too long
_PERIOD = {
    Schedule.HOURLY: timedelta(hours=1),
    Schedule.DAILY: timedelta(days=1),
    Schedule.WEEKLY: timedelta(weeks=1),
    Schedule.MONTHLY: timedelta(days=31),
}
_COMPLETE = "complete"


class State(StrEnum):
    """The word for a source, worst first."""

    BLOCKED = "blocked"
    CHANGED = "layout changed"
    FAILING = "failing"
    SILENT = "silent"
    UNFINISHED = "unfinished"
    OVERDUE = "overdue"
    NEVER = "never crawled"
    WELL = "well"


@dataclass(frozen=True, slots=True)
class Health:
    """A source's state and what it rests on, in words; `documents` are those the archive has of it."""

    source: str
    state: State
    documents: int
    last: str | None
    newest: str | None
    why: str


def look_at(source: Source, archive: Archive, now: datetime | None = None) -> Health:
    """The health of a source, by its crawls and by the documents they brought."""
    now = now or datetime.now(UTC)
    crawls, newest = archive.outcomes(source.name), archive.first_seen(source.name)
    state, why = _state(source, crawls, newest, now)
    return Health(source.name, state, archive.count(source.name), crawls[0][0] if crawls else None, newest, why)


def _state(
    source: Source, crawls: list[tuple[str, str | None]], newest: str | None, now: datetime
) -> tuple[State, str]:
    if not crawls:
        return State.NEVER, "no crawl of it is in the archive"
    began, ending = crawls[0]
    bad = next((place for place, (_, one) in enumerate(crawls) if one == _COMPLETE), len(crawls))
    times = f"the last {bad} crawls" if bad > 1 else "the last crawl"
    if ending is None:
        return State.UNFINISHED, f"the crawl of {began[:16]} was killed or stopped; the next one goes on with it"
    if ending == "blocked":
        return State.BLOCKED, f"{times} met a guard's page or did not end well"
    if ending in ("layout changed", "empty", "expectation missed"):
        return State.CHANGED, f"{ending}: compare the description with the site (vanthu sources check {source.name})"
    if ending == "failed":
        return State.FAILING, f"{times} could not read a page of the start"
    allowed = source.description.expectations.silent_days or _SILENT_DAYS
    if newest is not None and (days := (now - datetime.fromisoformat(newest)).days) > allowed:
        return State.SILENT, f"nothing new for {days} days, and {allowed} are allowed"
    late = (now - datetime.fromisoformat(began)) / _PERIOD[source.description.schedule]
    if late > 2:
        return State.OVERDUE, f"last crawled {began[:16]}, and it is to be crawled {source.description.schedule}"
    if ending != _COMPLETE:
        return State.WELL, f"the last crawl was {ending}"
    return State.WELL, ""
