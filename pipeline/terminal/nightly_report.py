"""A night's report as Markdown and as a page; what documents hold is escaped in both."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from pipeline.batch.nightly import Night
from pipeline.store import DocumentHit
from pipeline.terminal.chart import bar_chart

_MARKDOWN = re.compile(r"([\\`*_\[\]<>|~&$])")
_STYLE = (
    "body{font:15px/1.55 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1.5rem;color:#222}"
    "h1{font-size:1.5rem}h2{font-size:1.1rem;margin-top:2rem}table{border-collapse:collapse;width:100%}"
    "td,th{text-align:left;vertical-align:top;border-bottom:1px solid #ddd;padding:.25rem .6rem .25rem 0;overflow-wrap:anywhere}"
    "svg{max-width:40rem;display:block;margin:1rem 0}small{color:#666}"
)


@dataclass(frozen=True, slots=True)
class _Section:
    """A list of the report: `total` may be more than its rows."""

    title: str
    heads: tuple[str, ...]
    rows: Sequence[Sequence[str | None]]
    total: int


def markdown(night: Night) -> str:
    """The report as Markdown."""
    lines = [f"# vanthu, {night.until[:16].replace('T', ' ')} UTC", "", _overview(night), ""]
    for section in _sections(night):
        lines += [f"## {_head(section)}", "", _row(section.heads), _row(["---"] * len(section.heads), plain=True)]
        lines += [_row(row) for row in section.rows]
        lines.append("")
    return "\n".join(lines)


def page(night: Night) -> str:
    """The report as a page of its own, with charts: no script, nothing from elsewhere."""
    days = night.news.days
    charts = bar_chart(
        "Documents a day",
        [day.day[5:] for day in days],
        [
            ("new", [day.new for day in days]),
            ("changed", [day.changed for day in days]),
            ("problems", [day.failed for day in days]),
        ],
    ) + bar_chart(
        "Facts in the store", [kind.replace("_", " ") for kind in night.facts], [("facts", list(night.facts.values()))]
    )
    body = "".join(map(_table, _sections(night)))
    title = f"vanthu, {night.until[:16].replace('T', ' ')} UTC"
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<style>{_STYLE}</style></head><body><h1>{title}</h1><p>{escape(_overview(night))}</p>{charts}{body}</body></html>\n"
    )


def _overview(night: Night) -> str:
    news = night.news
    facts = ", ".join(f"{number:,} {kind.replace('_', ' ')}" for kind, number in night.facts.items())
    return (
        f"{news.documents:,} new documents, {news.changed_total:,} changed pages, {news.problems_total:,} problems. "
        f"The store holds {night.documents:,} documents with {facts}."
    )


def _sections(night: Night) -> Iterator[_Section]:
    news = night.news
    alerts = [
        (alert.watch, one.hit.document.title or one.hit.document.address, one.hit.excerpt.marked("“", "”"))
        if isinstance(one.hit, DocumentHit)
        else (alert.watch, one.hit.value, one.hit.excerpt.marked("“", "”"))
        for alert in night.alerts
        for one in alert.answers
    ]
    crawls = [(one.source, one.ending, f"{one.seen:,}", f"{one.new:,}", f"{one.changed:,}") for one in night.crawls]
    amiss = [(one.source, one.state, "; ".join(one.reasons)) for one in night.silent]
    plans = [(line.number, line.type, line.issuer, line.date, line.title) for line in news.plans]
    for section in (
        _Section("Alerts", ("watch", "what", "where"), alerts, len(alerts)),
        _Section("Silent or failing sources", ("source", "state", "why"), amiss, len(amiss)),
        _Section("New plans", ("number", "type", "issuer", "date", "about"), plans, news.plans_total),
        _Section(
            "New targets",
            ("target", "in the words"),
            [(line.value, line.quote) for line in news.targets],
            news.targets_total,
        ),
        _Section(
            "Changed pages",
            ("address", "title", "versions"),
            [(one.address, one.title, str(one.versions)) for one in news.changed],
            news.changed_total,
        ),
        _Section(
            "Problems",
            ("where", "what"),
            [(line.where or line.address, line.message) for line in news.problems],
            news.problems_total,
        ),
        _Section("Sources", ("source", "ending", "listed", "new", "changed"), crawls, len(crawls)),
    ):
        if section.rows:
            yield section


def _table(section: _Section) -> str:
    rows = [_cells("th", section.heads), *(_cells("td", row) for row in section.rows)]
    return f"<h2>{escape(_head(section))}</h2><table>{''.join(rows)}</table>"


def _cells(tag: str, cells: Iterable[str | None]) -> str:
    return f"<tr>{''.join(f'<{tag}>{escape(cell or str())}</{tag}>' for cell in cells)}</tr>"


def _head(section: _Section) -> str:
    shown = len(section.rows)
    return (
        f"{section.title} ({section.total:,})"
        if shown >= section.total
        else f"{section.title} ({shown} of {section.total:,})"
    )


def _row(cells: Iterable[str | None], *, plain: bool = False) -> str:
    return "| " + " | ".join(cell or "" if plain else _plain(cell or "") for cell in cells) + " |"


def _plain(text: str) -> str:
    """On one line, so that nothing in it is Markdown or HTML."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))
