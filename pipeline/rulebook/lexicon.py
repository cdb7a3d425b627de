"""Names looked up word by word: the longest one that begins at a given token."""

from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from pipeline.text.tokens import Tokens

Payload = TypeVar("Payload")
_END = ""  # no token is empty, so this key marks the end of a name


class Lexicon(Generic[Payload]):
    """A closed list of phrases, case ignored, for lookups where a rule already stands: `longest(words, first)`.

    A phrase given twice keeps its first payload.
    """

    def __init__(self, entries: Iterable[tuple[str, Payload]]) -> None:
        self._root: dict[str, object] = {}
        for phrase, payload in entries:
            node = self._root
            for word in Tokens(phrase).words:
                node = node.setdefault(word.lower(), {})  # type: ignore[assignment]
            node.setdefault(_END, payload)

    def longest(self, words: Sequence[str], first: int, end: int | None = None) -> tuple[Payload, int] | None:
        """The payload of the longest phrase that `words[first:end]` begins with, and the index after it."""
        node: dict[str, object] = self._root
        found: tuple[Payload, int] | None = None
        for index in range(first, len(words) if end is None else min(end, len(words))):
            following = node.get(words[index].lower())
            if following is None:
                break
            node = following  # type: ignore[assignment]
            if _END in node:
                found = node[_END], index + 1  # type: ignore[assignment]
        return found

    def get(self, phrase: str) -> Payload | None:
        """The payload of exactly this phrase."""
        words = Tokens(phrase).words
        found = self.longest(words, 0)
        return found[0] if found and found[1] == len(words) else None
