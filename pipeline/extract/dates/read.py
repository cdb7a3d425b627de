"""The dates of a document."""

from collections import defaultdict
from collections.abc import Iterator

from pipeline.extract.context import Context
from pipeline.extract.dates.roles import role_of
from pipeline.extract.dates.values import Term, read_terms
from pipeline.extract.dates.years import fill_years, join_terms
from pipeline.extract.preference import held_before
from pipeline.extract.readings import DateReading
from pipeline.model import Date, Kind, fold_key

_LEAD_REACH = 24  # how far before a date the words of its quote can begin
_YEAR = 4  # digits


def read_dates(context: Context) -> list[DateReading]:
    """The dates mentioned, in the order of the text; those of a list may overlap, as they share words.

    Words that a document number holds, and page furniture, make no dates.
    """
    scanned = list(_free(context, list(_scan(context))))
    return [_reading(context, term) for term in fill_years(context, join_terms(context, scanned))]


def _scan(context: Context) -> Iterator[Term]:
    """The date expressions of the text as the words alone give them, in order."""
    rules, text = context.rules.dates, context.text
    done = 0
    places = _places(context)
    context.date_places = [place for place, _ in places]
    for place, begin in places:
        if place < done:
            continue
        found = rules.forms_at[begin].read(text, place)
        if found is None:
            continue
        form, match, groups = found
        done = match.end()
        if form.reads == "nothing":
            context.lose(place, done, form.id, "looks like a date and is none")
        yield from read_terms(rules, form, match, groups)


def _places(context: Context) -> list[tuple[int, str]]:
    """Where a form can begin, in order, and what stands there."""
    rules, text = context.rules.dates, context.text
    digits = [match.span() for match in rules.gate_digits.finditer(text)]
    places = [(start, "yyyy" if end - start == _YEAR else "dd") for start, end in digits]
    places += [(match.start(), match.group().lower()) for match in rules.gate_words.finditer(text)]
    places.sort()
    return places


def _free(context: Context, terms: list[Term]) -> Iterator[Term]:
    """The terms whose words no document number holds and that stand in no page furniture."""
    held = held_before(context, Kind.DATE)
    for term in terms:
        if held.any_in(term.start, term.end):
            context.lose(term.start, term.end, term.rule, "part of a document number")
        elif context.layout.in_furniture(term.start):
            context.lose(term.start, term.end, term.rule, "page furniture")
        else:
            yield term


def _reading(context: Context, term: Term) -> DateReading:
    lead = context.rules.dates.cue("lead").match(context.text, max(0, term.start - _LEAD_REACH), term.start)
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
