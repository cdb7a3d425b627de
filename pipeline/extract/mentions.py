"""Where people are named again: the whole name, in letters or capitals, and the given name after an honorific."""

from collections import defaultdict
from collections.abc import Mapping

import regex

from pipeline.extract.context import Context

_CAPITAL_WORD = regex.compile(r"(?<![\p{L}\p{N}])\p{Lu}[\p{L}'-]*+")
_NEXT_NAME = regex.compile(r"\ +\p{Lu}")
_REACH = 12  # how far before a given name its honorific may begin
Stretch = tuple[int, int]


def find_mentions(context: Context, names: Mapping[str, str]) -> dict[str, list[Stretch]]:
    """key -> the places of each name, in one pass over the text; `names` are key -> name as written out."""
    text = context.text
    honored = context.rules.officials.names.before_name
    openings: dict[str, list[tuple[str, list[str]]]] = defaultdict(list)
    for key, name in names.items():
        first, *rest = name.lower().split()
        openings[first].append((key, rest))
    given = _given_names(names)
    found: dict[str, list[Stretch]] = defaultdict(list)
    for word in _CAPITAL_WORD.finditer(text):
        lowered = word.group().lower()
        for key, rest in openings.get(lowered, ()):
            if end := _end_of(text, word.end(), rest):
                found[key].append((word.start(), end))
        short = given.get(lowered)
        if (
            short
            and not _NEXT_NAME.match(text, word.end())
            and honored.match(text, max(0, word.start() - _REACH), word.start())
        ):
            found[short].append(word.span())
    return found


def _end_of(text: str, start: int, words: list[str]) -> int | None:
    """Where the rest of a name ends that goes on at `start`; None where other words stand there."""
    for word in words:
        first = start
        while text[first : first + 1].isspace():
            first += 1
        last = first + len(word)
        if first == start or text[first:last].lower() != word:
            return None
        start = last
    return None if text[start : start + 1].isalnum() else start


def _given_names(names: Mapping[str, str]) -> dict[str, str]:
    """Last syllable -> key, for those that no two people of the document share."""
    keys: dict[str, list[str]] = defaultdict(list)
    for key, name in names.items():
        keys[name.split()[-1].lower()].append(key)
    return {word: same[0] for word, same in keys.items() if len(same) == 1}
