"""The table a run ends with: what was read, what it says, what went wrong, what no rule took."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.batch.run import RunReport
from pipeline.model import Kind, Quality

if TYPE_CHECKING:
    from rich.table import Table

_FILE_WIDTH = 150  # columns where the report goes to a file or a pipe
_COUNTED = {
    "new": "new",
    "changed": "changed",
    "reread": "read again under changed rules",
    "same": "unchanged",
    "withdrawn": "taken down",
    "failed": "failed",
}
_PLURALS = {
    Kind.DATE: "dates",
    Kind.PLAN_NUMBER: "document numbers",
    Kind.OFFICIAL: "officials",
    Kind.AGENCY: "agencies",
    Kind.TARGET: "targets",
}


def print_report(report: RunReport, db: Path) -> None:
    """What the run did and what the store now says."""
    from rich.console import Console  # noqa: PLC0415 - only a run prints tables

    summary = report.summary
    if summary is None:
        return
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=_FILE_WIDTH)
    console.print(_overview(report))
    plans = [
        (line.number, line.type, line.issuer, line.date, _one_line(line.title or "", 110)) for line in summary.plans
    ]
    targets = [(line.value, _one_line(line.quote)) for line in summary.targets]
    problems = [(line.where or line.address, line.message) for line in summary.problems]
    poor = [(line.quality, line.reason, f"{line.documents:,}", line.address) for line in summary.reasons]
    unreadable = list(summary.unreadable)
    disagreements = [
        (line.address, line.field, f"{line.stated} ({line.source})", line.read) for line in summary.disagreements
    ]
    unread = [(line.quote, line.kind, f"{line.times:,} in {line.documents:,}") for line in summary.unread]
    for title, total, heads, rows in (
        (
            "Plans and other numbered documents",
            summary.plans_total,
            ("number", "type", "issuer", "date", "about"),
            plans,
        ),
        ("Targets", summary.facts[Kind.TARGET], ("target", "in the words"), targets),
        ("Corrections to look at", summary.reviews_total, ("document", "correction", "why"), list(summary.reviews)),
        ("Problems", summary.problems_total, ("where", "what"), problems),
        ("Texts that are not good", len(poor), ("text", "why", "documents", "such as"), poor),
        ("Unreadable", summary.qualities[Quality.UNREADABLE], ("where", "why"), unreadable),
        (
            "Stated by the file, and read otherwise in its text",
            summary.statements.get(False, 0),
            ("where", "what", "stated", "read"),
            disagreements,
        ),
        (
            "Like a number or a date, and no rule took it",
            summary.unread_total,
            ("words", "like", "times in documents"),
            unread,
        ),
    ):
        if rows:
            shown = f" ({len(rows)} of {total:,})" if total > len(rows) else f" ({total:,})"
            console.print(_table(title + shown, heads, rows))
    console.print(f'The facts are in {db}. Search them: vanthu search "san xuat sach hon"', markup=False)


def _overview(report: RunReport) -> "Table":
    summary = report.summary
    if summary is None:
        raise ValueError("a report without a summary")
    done = ", ".join(f"{report.counts[name]:,} {label}" for name, label in _COUNTED.items() if report.counts[name])
    rate = report.documents / report.seconds if report.seconds else 0.0
    facts = ", ".join(f"{number:,} {_PLURALS[kind]}" for kind, number in summary.facts.items())
    rows = [
        (
            "This run",
            f"{report.documents:,} documents in {report.seconds:.1f} s ({rate:,.0f} a second): {done or 'none'}",
        ),
        ("The store", f"{summary.documents:,} documents in {summary.versions:,} versions"),
        ("Its facts", facts),
        ("Its texts", ", ".join(f"{number:,} {quality}" for quality, number in summary.qualities.items() if number)),
    ]
    agree, differ = (summary.statements.get(answer, 0) for answer in (True, False))
    if agree or differ:  # what only files state, and texts do not, is compared with nothing
        rows.append(("Stated by files", f"{agree + differ:,}: the facts agree with {agree:,}, not with {differ:,}"))
    return _table("vanthu", ("", ""), rows, show_header=False)


def _table(
    title: str, heads: Sequence[str], rows: Iterable[Sequence[str | None]], *, show_header: bool = True
) -> "Table":
    from rich import box  # noqa: PLC0415
    from rich.markup import escape  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, show_header=show_header)
    for head in heads:
        table.add_column(head, overflow="fold")
    for row in rows:
        table.add_row(*(escape(cell or "-") for cell in row))
    return table


def _one_line(text: str, width: int = 160) -> str:
    line = " ".join(text.split())
    return line if len(line) <= width else f"{line[: width - 1].rstrip()}…"
