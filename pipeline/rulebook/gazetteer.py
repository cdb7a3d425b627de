"""Phrases of closed lists found in a text: spaCy's PhraseMatcher over our own tokens.

Matching ignores case; whoever asks looks at the text where case matters. Words that stand in no list are given to
spaCy as one and the same word, and all words by their numbers in its vocabulary: it never grows, however long a run
is, and a text's Doc is made in a quarter of the time.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.text.tokens import Tokens

if TYPE_CHECKING:
    from spacy.tokens import Doc

_UNLISTED = "\0"  # no token of ours


@dataclass(frozen=True, slots=True)
class Entry:
    """A phrase of a list: `label` names the list, `payload` is what the list says of the phrase."""

    phrase: str
    label: str
    payload: Any


class Phrase(NamedTuple):
    """A phrase found at `text[start:end]`, tokens [first, last)."""

    start: int
    end: int
    first: int
    last: int
    payload: Any


class Gazetteer:
    """All lists in one matcher, built once; `scan` gives every match of every list, overlapping ones included."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        from spacy.matcher import PhraseMatcher  # noqa: PLC0415 - spaCy takes over a second to import
        from spacy.vocab import Vocab  # noqa: PLC0415

        self._vocab = Vocab()
        self._matcher = PhraseMatcher(self._vocab, attr="ORTH")
        self._entries: dict[int, list[Entry]] = defaultdict(list)
        self._unlisted: int = self._vocab.strings.add(_UNLISTED)
        self._words: dict[str, int] = {}
        by_phrase: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
        for entry in entries:
            by_phrase[tuple(word.lower() for word in Tokens(entry.phrase).words)].append(entry)
        for words, same in by_phrase.items():
            if words:
                name = " ".join(words)
                self._words.update((word, self._vocab.strings.add(word)) for word in words)
                self._matcher.add(name, [self._doc(words)])
                self._entries[self._vocab.strings[name]] = same

    def scan(self, tokens: Tokens) -> dict[str, list[Phrase]]:
        """The phrases found, by label, in the order of the text and the longest first at one place."""
        found: dict[str, list[Phrase]] = defaultdict(list)
        doc = self._doc(list(map(str.lower, tokens.words)))
        for first, minus_last, key in sorted((first, -last, key) for key, first, last in self._matcher(doc)):
            start, end = tokens.starts[first], tokens.ends[-minus_last - 1]
            for entry in self._entries[key]:
                found[entry.label].append(Phrase(start, end, first, -minus_last, entry.payload))
        return found

    def _doc(self, words: Sequence[str]) -> "Doc":
        from spacy.tokens import Doc  # noqa: PLC0415

        known, unlisted = self._words.get, self._unlisted
        return Doc(self._vocab, words=[known(word, unlisted) for word in words])
