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
    openings: dict[str, list[tuple[str, regex.Pattern[str]]]] = defaultdict(list)
    for key, name in names.items():
        words = name.split()
        openings[words[0].lower()].append((key, _whole(words)))
    given = _given_names(names)
    found: dict[str, list[Stretch]] = defaultdict(list)
    for word in _CAPITAL_WORD.finditer(text):
        lowered = word.group().lower()
        for key, pattern in openings.get(lowered, ()):
            if whole := pattern.match(text, word.start()):
                found[key].append(whole.span())
        short = given.get(lowered) if not _NEXT_NAME.match(text, word.end()) else None
        if short and honored.match(text, max(0, word.start() - _REACH), word.start()):
            found[short].append(word.span())
    return found


def _whole(words: list[str]) -> "regex.Pattern[str]":
    return regex.compile(r"\s+".join(regex.escape(word) for word in words) + r"(?![\p{L}\p{N}])", regex.I)


def _given_names(names: Mapping[str, str]) -> dict[str, str]:
    """Last syllable -> key, for those that no two people of the document share."""
    keys: dict[str, list[str]] = defaultdict(list)
    for key, name in names.items():
        keys[name.split()[-1].lower()].append(key)
    return {word: same[0] for word, same in keys.items() if len(same) == 1}
