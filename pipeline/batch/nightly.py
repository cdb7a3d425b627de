"""A night's work as data: what is reported, since which run, and where the reports stand.

The JSON report is written last and whole: the next night reports what came after the run it names, so that what a
killed night had stored and not told is told by the next.
"""

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from pipeline.store import Answer, News, Store

_LATEST = "latest"


class ReportError(Exception):
    """A last report that cannot be gone on from; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the last report went up to: the time it was drawn up, the run it told of last."""

    until: str = ""
    run: int = 0


@dataclass(frozen=True, slots=True)
class Crawled:
    """How a source fared: `ending` in one word, and whether it is silent, with the reasons."""

    source: str
    title: str
    ending: str
    seen: int
    new: int
    changed: int
    state: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alert:
    """What is new to a saved search."""

    watch: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Night:
    """All that a report tells. `until` is when it was drawn up; `status` is the exit status of the night."""

    until: str
    status: int
    documents: int
    facts: Mapping[str, int]
    news: News
    crawls: tuple[Crawled, ...]
    alerts: tuple[Alert, ...]

    @property
    def silent(self) -> tuple[Crawled, ...]:
        """Sources of which something is amiss."""
        return tuple(one for one in self.crawls if one.state != "well" or one.ending != "complete")


def last_told(reports: Path) -> Told:
    """What the last report in a folder went up to; ReportError where that is no report."""
    path = reports / f"{_LATEST}.json"
    try:
        read = json.loads(path.read_text("utf-8"))
        return Told(str(read["until"]), int(read["news"]["until"]))
    except FileNotFoundError:
        return Told()
    except (ValueError, KeyError, TypeError) as error:
        raise ReportError(
            f"{path}: this is no report that vanthu wrote ({error!r}); move it away, and the next report tells of all"
        ) from error


def draw_up(db: Path, told: Told, crawls: Sequence[Crawled], status: int) -> Night:
    """Ask the store what came since the last report, and the saved searches what is new to them.

    A store that was made anew since that report is told of as a whole.
    """
    with Store.open(db, create=False) as store:
        alerts = []
        for watch in store.watches():
            new = store.new_answers(watch)
            # and what was asked since the last report, but by no night that lived to tell
            missed = (one for one in store.last_answers(watch, 200) if one.found > told.until)
            found = [one.hit for one in new]
            alerts.append(Alert(watch.name, (*new, *(one for one in missed if one.hit not in found))))
        news, summary = store.news(told.run), store.summary(limit=0)
        if news.until < told.run:
            news = store.news(0)
    return Night(
        until=datetime.now(UTC).isoformat(timespec="seconds"),
        status=status,
        documents=summary.documents,
        facts={kind.value: number for kind, number in summary.facts.items()},
        news=news,
        crawls=tuple(crawls),
        alerts=tuple(alert for alert in alerts if alert.answers),
    )


def write_reports(night: Night, reports: Path, rendered: Mapping[str, str]) -> list[Path]:
    """Write the report in each rendering (by suffix) and as JSON, under its time and as `latest`; the paths."""
    reports.mkdir(parents=True, exist_ok=True)
    as_json = json.dumps({**asdict(night)}, ensure_ascii=False, indent=1) + "\n"
    stem = night.until[:19].replace(":", "").replace("T", "-")
    written = []
    for suffix, text in {**rendered, "json": as_json}.items():
        for name in (stem, _LATEST):
            path = reports / f"{name}.{suffix}"
            _replace(path, text)
            written.append(path)
    return written


def _replace(path: Path, text: str) -> None:
    """Whole or not at all."""
    unfinished = path.with_name(path.name + ".part")
    with unfinished.open("w", encoding="utf-8", errors="replace") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
