"""The dates of a document."""

from collections import defaultdict
from collections.abc import Iterator

from pipeline.extract.context import Context
from pipeline.extract.date_roles import role_of
from pipeline.extract.date_values import Term, read_terms
from pipeline.extract.date_years import fill_years, join_terms
from pipeline.extract.readings import DateReading
from pipeline.model import Date, fold_key

_LEAD_REACH = 24  # how far before a date the words of its quote can begin


def read_dates(context: Context) -> list[DateReading]:
    """The dates mentioned, in the order of the text; those of a list may overlap, as they share words.

    Words that a document number holds, and page furniture, make no dates.
    """
    terms = fill_years(context, join_terms(context, scan_terms(context)))
    return [_reading(context, term) for term in terms]


def scan_terms(context: Context, start: int = 0, end: int | None = None) -> list[Term]:
    """The date expressions of a stretch as the words alone give them, in order."""
    return list(_free(context, list(_scan(context, start, len(context.text) if end is None else end))))


def _scan(context: Context, start: int, end: int) -> Iterator[Term]:
    rules, text = context.rules.dates, context.text
    places = {match.start() for match in rules.gate_digits.finditer(text, start, end)}
    places.update(match.start() for match in rules.gate_words.finditer(text, start, end))
    done = start
    for place in sorted(places):
        if place < done:
            continue
        found = rules.any_form.match(text, place)
        if found is None or found.lastgroup is None:
            continue
        form = rules.forms[int(found.lastgroup[1:])]
        match = form.compiled.regex.match(text, place)
        if match is None:
            continue
        done = match.end()
        if form.reads == "nothing":
            context.lose(place, done, form.id, "looks like a date and is none")
        yield from read_terms(rules, form, match)


def _free(context: Context, terms: list[Term]) -> Iterator[Term]:
    """The terms whose words no document number holds and that stand in no page furniture."""
    numbers = iter(sorted((number.start, number.end) for number in context.numbers))
    taken = next(numbers, None)
    for term in terms:
        while taken is not None and taken[1] <= term.start:
            taken = next(numbers, None)
        if taken is not None and taken[0] < term.end:
            context.lose(term.start, term.end, term.rule, "part of a document number")
        elif context.layout.in_furniture(term.start):
            context.lose(term.start, term.end, term.rule, "page furniture")
        else:
            yield term


def _reading(context: Context, term: Term) -> DateReading:
    lead = context.rules.dates.cue("lead").search(context.text, max(0, term.start - _LEAD_REACH), term.start)
    start = lead.start() if lead else term.start
    closed = lead is not None and lead.group().endswith("(") and context.text.startswith(")", term.end)
    return DateReading(
        start=start,
        end=term.end + closed,
        value=term.value(),
        rule=term.rule,
        role=role_of(context, term, start),
        doubt=term.doubt,
        complete=term.stated and term.settled,
    )


def dates_facts(context: Context) -> tuple[Date, ...]:
    """One fact for each distinct value, proved first by the mention that states it in full; and one for each text
    whose value nothing settles.
    """
    groups: dict[str, list[DateReading]] = defaultdict(list)
    for reading in context.dates:
        key = str(reading.value).rstrip("?") if reading.value else fold_key(context.text[reading.start : reading.end])
        groups[key].append(reading)
    return tuple(_fact(context, readings) for readings in groups.values())


def _fact(context: Context, readings: list[DateReading]) -> Date:
    best = min(readings, key=lambda reading: (not reading.complete, reading.doubt is not None))
    ordered = [best, *(reading for reading in readings if reading is not best)]
    role = best.role or next((reading.role for reading in ordered if reading.role), None)
    return Date(
        mentions=tuple(dict.fromkeys(context.span(reading.start, reading.end) for reading in ordered)),
        rule=best.rule,
        doubt=best.doubt,
        value=best.value,
        role=role,
    )
