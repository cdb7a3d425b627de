"""Strings that look like numbers or dates and that no rule took: the list to mend rules by."""

from collections.abc import Iterable, Mapping

import regex

from pipeline.extract.context import Context
from pipeline.extract.preference import Held, held_before
from pipeline.model import Kind

_BEFORE = 40  # characters in which a standard's or an address's word makes a look-alike of what follows


def unread_strings(context: Context) -> Mapping[str, tuple[str, ...]]:
    """By kind ("plan_numbers", "dates"), the strings left over, each once, in the order of the text.

    Page furniture and what the rules know as look-alikes (standards, addresses, blank drafts) are no entries.
    """
    held, rules = held_before(context, Kind.TARGET), context.rules.numbers
    numbers = rules.cue("unread").finditer(context.text)
    date = rules.cue("unread-date")
    dates = (date.match(context.text, place) for place in context.date_places if not held.any_in(place, place + 1))
    found = {
        Kind.PLAN_NUMBER.value: _left_over(context, held, numbers),
        Kind.DATE.value: _left_over(context, held, filter(None, dates)),
    }
    return {kind: strings for kind, strings in found.items() if strings}


def _left_over(context: Context, held: Held, matches: "Iterable[regex.Match[str]]") -> tuple[str, ...]:
    text, rules = context.text, context.rules.numbers
    strings: dict[str, None] = {}
    done = 0
    for match in matches:
        start, end = match.span()
        if start < done or held.any_in(start, end) or context.layout.in_furniture(start):
            continue
        done = end
        if not rules.cue("not").search(text, max(0, start - _BEFORE), start):
            strings[context.span(start, end).quote] = None
    return tuple(strings)
