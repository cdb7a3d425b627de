"""Our own tokens: fast, without blank tokens, with exact offsets.

A token is a run of letters (with inner apostrophes), a run of digits, or one other character. spaCy's matchers run on
Docs made of these words; offsets come from the arrays here, because a Doc knows only single spaces between its tokens.
"""

from bisect import bisect_left
from itertools import accumulate

import regex

_TOKEN = regex.compile(r"(\p{L}[\p{L}\p{M}]*(?:'\p{L}+)*|\p{N}+|\S)")


class Tokens:
    """The tokens of `text[start:end]`; `starts[i]`..`ends[i]` are offsets in `text`."""

    __slots__ = ("ends", "starts", "words")

    def __init__(self, text: str, start: int = 0, end: int | None = None) -> None:
        pieces = _TOKEN.split(text[start:end])  # blanks, token, blanks, ..., token, blanks: faster than match by match
        offsets = list(accumulate(map(len, pieces), initial=start))
        self.starts: list[int] = offsets[1:-1:2]
        self.ends: list[int] = offsets[2::2]
        self.words: list[str] = pieces[1::2]

    def __len__(self) -> int:
        return len(self.words)

    def at(self, offset: int) -> int:
        """The index of the first token that ends after an offset."""
        return bisect_left(self.ends, offset + 1)
