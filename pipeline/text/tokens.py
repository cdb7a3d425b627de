"""Our own tokens as spaCy Docs: fast, without blank tokens, with exact offsets.

A token is a run of letters (with inner apostrophes), a run of digits, or one other character. spaCy's matchers run on
the Doc; offsets come from our own arrays, because a Doc knows only single spaces between its tokens.
"""

from bisect import bisect_left
from typing import TYPE_CHECKING

import regex

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

_TOKEN = regex.compile(r"\p{L}[\p{L}\p{M}]*(?:'\p{L}+)*|\p{N}+|\S")


class Tokens:
    """The tokens of `text[start:end]`; `starts[i]`..`ends[i]` are offsets in `text`."""

    __slots__ = ("ends", "starts", "words")

    def __init__(self, text: str, start: int = 0, end: int | None = None) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.words: list[str] = []
        for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
            self.starts.append(match.start())
            self.ends.append(match.end())
            self.words.append(match.group())

    def __len__(self) -> int:
        return len(self.words)

    def doc(self, vocab: "Vocab") -> "Doc":
        """A spaCy Doc with the same tokens, index for index."""
        from spacy.tokens import Doc  # noqa: PLC0415 - spaCy takes over a second to import

        spaces = [end < start for end, start in zip(self.ends, self.starts[1:], strict=False)]
        return Doc(vocab, words=self.words, spaces=[*spaces, False][: len(self.words)])

    def at(self, offset: int) -> int:
        """The index of the first token that ends after an offset."""
        return bisect_left(self.ends, offset + 1)
