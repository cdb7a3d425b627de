"""Patterns for closed lists of phrases: the longest that fits, found letter by letter.

A list written as alternatives side by side is tried phrase by phrase, hundreds at each place of a text. Here phrases
with the same beginning share it, so that a place costs one look at its first letter.
"""

from collections.abc import Iterable, Iterator

import regex

_Tree = dict[str, "_Tree"]
_END = ""  # no letter is empty, so this key marks the end of a phrase


def any_of(phrases: Iterable[str], *, backwards: bool = False) -> str:
    """A pattern for any of the phrases, case ignored, the longest first; blanks stand for any blanks.

    `backwards` is for patterns that match from right to left: phrases then share their ends.
    """
    tree: _Tree = {}
    for phrase in phrases:
        letters = list(_letters(phrase.lower()))
        node = tree
        for letter in reversed(letters) if backwards else letters:
            node = node.setdefault(letter, {})
        node[_END] = {}
    return f"(?i:{_pattern(tree, backwards=backwards)})" if tree else "(?!)"


def whole(phrases: Iterable[str]) -> str:
    """The same as whole words."""
    return rf"(?<!\p{{L}}){any_of(phrases)}(?!\p{{L}})"


def _letters(phrase: str) -> Iterator[str]:
    for index, word in enumerate(phrase.split()):
        if index:
            yield r"\s+"
        yield from (regex.escape(letter) for letter in word)


def _pattern(node: _Tree, *, backwards: bool) -> str:
    branches = []
    for letter, following in node.items():
        if letter != _END:
            rest = _pattern(following, backwards=backwards)
            branches.append(rest + letter if backwards else letter + rest)
    if not branches:
        return ""
    if _END in node:
        return f"(?:{'|'.join(branches)})?"
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
