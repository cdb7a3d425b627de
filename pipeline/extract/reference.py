"""The reference date of a document: what "ngày 8/8" is read against."""

from collections.abc import Iterator, Sequence
from datetime import date

from pipeline.extract.context import Context
from pipeline.rulebook.patterns import CompiledRule

# Who said `Document.published`, when it was a person; what a page's own metadata says ranks after its header.
_FROM_OUTSIDE = (None, "given", "sidecar")
_TOP = 3000  # characters from the top (or the end) within which a document says its own date
_TWO_DIGITS = 100


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
