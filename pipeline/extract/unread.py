"""Strings that look like numbers or dates and that no rule took: the list to mend rules by."""

from collections.abc import Mapping

from pipeline.extract.context import Context
from pipeline.extract.preference import Held, held_before
from pipeline.model import Kind

_BEFORE = 40  # characters in which a standard's or an address's word makes a look-alike of what follows


def unread_strings(context: Context) -> Mapping[str, tuple[str, ...]]:
    """By kind ("plan_numbers", "dates"), the strings left over, each once, in the order of the text.

    Page furniture and what the rules know as look-alikes (standards, addresses, blank drafts) are no entries.
    """
    held = held_before(context, Kind.TARGET)
    found = {kind.value: _left_over(context, held, cue) for kind, cue in _CUES.items()}
    return {kind: strings for kind, strings in found.items() if strings}


_CUES = {Kind.PLAN_NUMBER: "unread", Kind.DATE: "unread-date"}


def _left_over(context: Context, held: Held, cue: str) -> tuple[str, ...]:
    text, rules = context.text, context.rules.numbers
    strings: dict[str, None] = {}
    for match in rules.cue(cue).finditer(text):
        start, end = match.span()
        if held.any_in(start, end) or context.layout.in_furniture(start):
            continue
        if not rules.cue("not").search(text, max(0, start - _BEFORE), start):
            strings[context.span(start, end).quote] = None
    return tuple(strings)
