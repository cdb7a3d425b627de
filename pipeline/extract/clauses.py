"""A sentence with several figures cut into one clause for each."""

from collections.abc import Sequence

import regex

from pipeline.extract.context import Context
from pipeline.extract.deadlines import Deadlines
from pipeline.extract.goal_scope import Passage
from pipeline.extract.indicators import Clause
from pipeline.extract.quantities import Quantity

_ADJOINING = regex.compile(r"(?:[,;(:]|(?<!\p{L})(?:và|hoặc|hay)(?!\p{L}))\s*(?:(?:và|có)\s+)?\Z")
_SEPARATOR = regex.compile(r"[,(](?!\d)|\s(?:và|còn)(?=\s)")
_STOP = regex.compile(r";|[.…](?=\s+\p{Lu})")
_LONG = 60  # characters before a sentence's first figure from which on a fresh start is looked for


def cut_clauses(
    context: Context, deadlines: Deadlines, passage: Passage, quantities: Sequence[Quantity], goals: Sequence[Quantity]
) -> list[Clause]:
    """A clause for each goal of a passage; the other figures bound the clauses and have none."""
    if not goals:
        return []
    kept: list[tuple[Quantity, int]] = []
    for quantity in quantities:
        if not kept:
            kept.append((quantity, _fresh_start(context, passage.start, quantity.start)))
            continue
        start = _cut(context, deadlines, kept[-1][0].end, quantity.start)
        if start is None:
            # "có doanh thu đạt 20 triệu USD": says which things the figure before counts
            context.lose(quantity.start, quantity.end, quantity.rule, "part of what another figure counts")
            continue
        kept.append((quantity, start))
    ends = [start for _, start in kept[1:]] + [passage.end]
    wanted = set(map(id, goals))
    return [
        Clause(
            quantity,
            start,
            _trimmed(context.text, start, end),
            [cue for cue in passage.cues if start <= cue.start < end],
            deadlines.within(start, end),
        )
        for (quantity, start), end in zip(kept, ends, strict=True)
        if id(quantity) in wanted
    ]


def without_attributes(context: Context, passage: Passage, quantities: Sequence[Quantity]) -> list[Quantity]:
    """The figures that are no size of a thing ("mặt đường rộng 3,5 m") and no share that is given ("hỗ trợ 50% kinh phí")."""
    rules, text = context.rules.targets, context.text
    norms = [match.span() for match in rules.guard("cue.norm").finditer(text, passage.start, passage.end)]
    attribute = rules.guard("cue.attribute")
    kept = []
    for quantity in quantities:
        if any(first <= quantity.number < last for first, last in norms):
            context.lose(quantity.start, quantity.end, quantity.rule, "a share or sum that is given")
        elif attribute.search(text[max(passage.start, quantity.start - 60) : quantity.start]):
            context.lose(quantity.start, quantity.end, quantity.rule, "the size of a thing")
        else:
            kept.append(quantity)
    return kept


def _cut(context: Context, deadlines: Deadlines, start: int, end: int) -> int | None:
    """Where between two figures the second one's clause begins; None where it has none of its own."""
    text = context.text
    stops = [mark.end() for mark in _STOP.finditer(text, start, end) if not _in_brackets(text, start, mark.start())]
    if stops:
        return stops[-1]
    if adjoining := _ADJOINING.search(text[start:end]):
        return start + adjoining.start() + len(adjoining.group().strip())
    starter = context.rules.targets.indicators.starter
    separators = list(_SEPARATOR.finditer(text, start, end))
    for separator in reversed(separators):
        if starter.match(text[separator.end() : end]):
            return separator.end()
    commas = [separator for separator in separators if separator.group() in ",("]
    if commas:
        return commas[-1].end()
    dates = deadlines.within(start, end)
    return dates[-1].start if dates else None


def _fresh_start(context: Context, start: int, end: int) -> int:
    """Where the first figure's clause begins in a sentence that says other things before."""
    text = context.text
    stops = [mark.end() for mark in _STOP.finditer(text, start, end) if not _in_brackets(text, start, mark.start())]
    start = stops[-1] if stops else start
    if end - start <= _LONG:
        return start
    starter = context.rules.targets.indicators.starter
    commas = [mark.end() for mark in regex.finditer(",", text[start:end])]
    for comma in reversed(commas):
        if starter.match(text[start + comma : end]):
            return start + comma
    return start


def _in_brackets(text: str, start: int, place: int) -> bool:
    """Whether a bracket opened since `start` is still open at a place."""
    return text.count("(", start, place) > text.count(")", start, place)


def _trimmed(text: str, start: int, end: int) -> int:
    """The end without what only joins the next clause."""
    stop = _STOP.search(text, start, end)
    while stop and _in_brackets(text, start, stop.start()):
        stop = _STOP.search(text, stop.end(), end)
    words = text[start : stop.start() if stop else end].rstrip(" ,;(.")
    for joint in (" và", " còn", ", trong đó"):
        words = words.removesuffix(joint).rstrip(" ,;(")
    return start + len(words)
