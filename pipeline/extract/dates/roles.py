"""What a date is to the document: when something was issued, takes effect, happened, is due."""

from pipeline.extract.context import Context
from pipeline.extract.dates.values import Term

_REACH = 48


def role_of(context: Context, term: Term, start: int) -> str | None:
    """The role by the words before the date, then by those after it; an interval without one is a period.

    `start` is where the date's quote begins; the words of its lead ("đến", "Chiều") tell its role too.
    """
    rules, text = context.rules.dates, context.text
    header = context.layout.header_date
    if header and header[0] <= term.start < header[1]:
        return "issued"
    begin = max(0, term.start - _REACH)
    begin = max(begin, text.rfind("\n", begin, term.start) + 1)
    found = rules.role_before.match(text, begin, term.start)  # backwards from the date
    if found is None:
        found = rules.role_after.match(text, term.end, min(len(text), term.end + 2 * _REACH))
    if found is not None and found.lastgroup:
        role = rules.roles[int(found.lastgroup[1:])].role
        return "as-of" if role == "deadline" and _is_reached(context, term) else role
    if term.last is not None:
        return "period"
    of_line = _role_of_line(context, term)
    return "event" if of_line is None and _opens_clause(context, term, start) else of_line


def _is_reached(context: Context, term: Term) -> bool:
    """Whether a day "up to" which something is told lies before the document's own: a state reached, none due."""
    value = term.value()
    if not context.rules.dates.cue("up-to").search(context.text, max(0, term.start - _REACH), term.start):
        return False
    if value is not None and context.anchor is not None:
        return value.latest <= context.anchor
    after = context.text[term.end : term.end + _REACH].partition("\n")[0]
    return after.startswith(",") and context.rules.dates.cue("done").search(after) is not None


def _opens_clause(context: Context, term: Term, start: int) -> bool:
    """Whether a day opens its sentence and a comma follows: what the sentence tells, happened on it."""
    if not term.first.day or not context.text.startswith(",", term.end):
        return False
    before = context.text[max(0, start - 3) : start].rstrip(" ")
    return not before or before[-1] in "\n.!?:;)-+"


def _role_of_line(context: Context, term: Term) -> str | None:
    """The role of the reference date in a line that gives it: with a place before it, it is one of issue."""
    value = term.value()
    if value is None or not value.is_day or value.earliest != context.anchor:
        return None
    text = context.text
    start = text.rfind("\n", 0, term.start) + 1
    end = text.find("\n", term.end)
    line = text[start : end if end >= 0 else len(text)]
    rule = next((rule for rule in context.rules.dates.published if rule.regex.search(line)), None)
    return None if rule is None else "issued" if rule.id == "cue.published.place" else "published"
