"""The reference date of a document, and the day that "ngày 8/8" is read against where it has none."""

from collections.abc import Iterator, Sequence
from datetime import date

from pipeline.extract.context import Context
from pipeline.extract.dates.values import Term
from pipeline.model import Edtf
from pipeline.rulebook.patterns import CompiledRule

# Who said `Document.published`, when it was a person; what a page's own metadata says ranks after its header.
_FROM_OUTSIDE = (None, "given", "sidecar")
_TOP = 3000  # characters from the top (or the end) within which a document says its own date
_TWO_DIGITS = 100
_REACH = 100  # characters before a date that tell whether it speaks of the document's own time
_END = (12, 31)
# One year told as over and the next one as planned: told at their turn. Read against this day, a day late in the year
# is one of the year that is over, and any other of the year that is planned.
_TURN = (5, 1)
_FROM_DATE = "year from the document's date"
_FROM_ADDRESS = "year from the document's address"
_FROM_TEXT = "year from the other dates of the text"


def reference_date(context: Context) -> date | None:
    """From outside (`Document.published`), the document's own header, page metadata or url, in this order; or None."""
    document = context.document
    given = date.fromisoformat(document.published) if document.published else None
    if given and document.published_source in _FROM_OUTSIDE:
        return given
    return own_date(context) or given or address_date(context)


def own_date(context: Context) -> date | None:
    """The date of the header's place-and-date line, of a page's publication line, or of the closing formula."""
    rules, text = context.rules.dates, context.text
    if context.layout.header_date:
        start, end = context.layout.header_date
        line = text.rfind("\n", 0, start) + 1
        found = next(_days(rules.published, text, line, min(len(text), end + 1)), None)
        if found:
            return found
    found = next(_days(rules.published, text, 0, min(len(text), _TOP)), None)
    if found or context.layout.form == "press":
        return found
    *_, last = [None, *_days(rules.closing, text, max(0, len(text) - _TOP), len(text))]
    return last


def address_date(context: Context) -> date | None:
    """The date that the document's url carries, if any."""
    url = context.document.url
    return next(_days(context.rules.dates.addresses, url, 0, len(url)), None) if url else None


def reading_day(context: Context, terms: Sequence[Term]) -> tuple[date | None, str]:
    """The day to read dates without a year against, and the doubt of a year so given.

    It is the reference date; else the end of the month that the url names; else the latest of the text's own dates.
    """
    if context.anchor:
        return context.anchor, _FROM_DATE
    month = _address_month(context)
    if month:
        return month.latest, _FROM_ADDRESS
    return _latest_named(context, terms), _FROM_TEXT


def _address_month(context: Context) -> Edtf | None:
    url = context.document.url
    matches = (rule.regex.search(url) for rule in context.rules.dates.address_months) if url else ()
    return next((Edtf.month(int(match["y"]), int(match["m"])) for match in matches if match), None)


def _latest_named(context: Context, terms: Sequence[Term]) -> date | None:
    """The latest date of the text that neither looks ahead nor belongs to something else that the text cites."""
    rules = context.rules.dates
    days: list[Edtf] = []
    plans: list[int] = []
    reviewed: set[int] = set()
    early: set[int] = set()
    for term in terms:
        year = term.first.year
        if not (term.settled and term.stated) or term.fixed or year is None or not 1990 <= year <= 2100:
            continue
        if term.last and not term.rule.startswith(("date.part", "date.months", "date.days")):
            continue  # periods mostly reach ahead
        words = context.text[max(0, term.start - _REACH) : term.start]
        if rules.cue("ahead").search(words) or rules.cue("outlook").search(words):
            continue
        if rules.cue("elsewhere").search(words):
            continue
        if rules.cue("reviewed").search(words):
            reviewed.add(year)
        if rules.cue("early").search(words):
            early.add(year)
        if term.first.grain == "year" and rules.cue("planned").search(words):
            plans.append(year)
        else:
            days.append(term.value() or Edtf.year(year))
    if not days and not plans:
        return _school_year(context, terms)
    latest = max([day.earliest.year for day in days] + plans)
    of_latest = [day for day in days if day.earliest.year == latest]
    fine = [day.latest for day in of_latest if len(day.start) > len("2023")]
    if fine:
        return max(fine)
    turn = latest in early or (latest - 1 in reviewed and not of_latest)
    return date(latest, *(_TURN if turn else _END))


def _school_year(context: Context, terms: Sequence[Term]) -> date | None:
    """The beginning of the last school year that the text names."""
    cue = context.rules.dates.cue("school-year")
    starts = [
        term.first.year
        for term in terms
        if term.last and term.first.year and cue.search(context.text, max(0, term.start - _REACH), term.start)
    ]
    return date(max(starts), 9, 1) if starts else None


def _days(rules: Sequence[CompiledRule], text: str, start: int, end: int) -> Iterator[date]:
    """The days that the rules find, by the order of the rules; what the calendar does not have is passed over."""
    for rule in rules:
        for match in rule.regex.finditer(text, start, end):
            groups = match.groupdict()
            year = int(groups["y"])
            try:
                yield date(year if year >= _TWO_DIGITS else 2000 + year, int(groups["m"]), int(groups["d"]))
            except ValueError:
                continue
