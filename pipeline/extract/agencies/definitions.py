"""Abbreviations that the text itself explains: "Ngân hàng Chính sách xã hội (NHCSXH)"."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex

from pipeline.extract.context import Context
from pipeline.extract.readings import AgencyReading

_RULE = "agency.abbreviation"
_INITIAL = regex.compile(r"\b\p{L}")


def define(context: Context, reading: AgencyReading) -> str | None:
    """The abbreviation given right after a body's name: letters that are its initials, or a list's own short form."""
    if not context.text.startswith(("(", " ("), reading.end):
        return None
    match = context.rules.agencies.cues["definition"].match(context.text, reading.end)
    if match is None:
        return None
    if context.rules.agencies.is_acronym(match["short"]):
        return match["short"]
    initials = _INITIAL.findall(reading.name.upper())
    letters = regex.sub(r"[^\p{L}]", "", match["short"])
    if len(letters) < 3 or letters[0] != initials[0]:
        return None  # "Hội Liên hiệp Phụ nữ (LHPN)" shortens a part of the name
    following = iter(initials)
    return match["short"] if all(letter in following for letter in letters) else None


def read_definitions(context: Context, readings: Sequence[AgencyReading]) -> list[AgencyReading]:
    """The mentions of bodies by abbreviations that the text explains, where no reading stands yet."""
    found: list[AgencyReading] = []
    ordered = sorted(readings, key=lambda reading: reading.start)
    seen: set[str] = set()
    for reading in readings:
        short = define(context, reading)
        if short is None or short in seen:
            continue
        seen.add(short)
        for start in _occurrences(context.text, short, reading.end):
            at = bisect_right(ordered, start, key=lambda reading: reading.start)
            if at == 0 or ordered[at - 1].end <= start:
                found.append(replace(reading, start=start, end=start + len(short), rule=_RULE, evidence=()))
    return found


def _occurrences(text: str, short: str, after: int) -> Iterator[int]:
    """Where the short form stands as a word, outside codes."""
    start = text.find(short, after)
    while start >= 0:
        end = start + len(short)
        around = text[start - 1] + text[end : end + 1]
        if not any(sign.isalnum() or sign in "/-" for sign in around):
            yield start
        start = text.find(short, end)
