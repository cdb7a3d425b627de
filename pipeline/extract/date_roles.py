"""What a date is to the document: when something was issued, takes effect, happened, is due."""

from pipeline.extract.context import Context
from pipeline.extract.date_values import Term

_REACH = 48


def role_of(context: Context, term: Term, start: int) -> str | None:
    """The role by the words before the date, then by those after it; an interval without one is a period.

    `start` is where the date's quote begins; the words of its lead ("đến", "Chiều") tell its role too.
    """
    rules, text = context.rules.dates, context.text
    header = context.layout.header_date
    if header and header[0] <= term.start < header[1]:
        return "issued"
    line = text.rfind("\n", 0, term.start) + 1
    found = rules.role_before.search(text, max(line, term.start - _REACH), term.start)
    if found is None:
        found = rules.role_after.match(text, term.end, min(len(text), term.end + 2 * _REACH))
    if found is not None and found.lastgroup:
        return rules.roles[int(found.lastgroup[1:])].role
    if term.last is not None:
        return "period"
    return "published" if _stands_alone(context, term, line) else None


def _stands_alone(context: Context, term: Term, line: int) -> bool:
    """Whether a line gives the reference date and nothing else but a clock."""
    value = term.value()
    if value is None or not value.is_day or value.earliest != context.anchor:
        return False
    end = context.text.find("\n", term.end)
    rest = context.text[line : term.start] + context.text[term.end : end if end >= 0 else len(context.text)]
    return len(rest) <= _REACH and not any(letter.isalpha() for letter in rest)
