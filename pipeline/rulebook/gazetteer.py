"""Phrases of closed lists found in a text: spaCy's PhraseMatcher over our own tokens.

Matching ignores case; whoever asks looks at the text where case matters. The words of a document live in the shared
vocabulary only while it is scanned (spaCy's memory zone), so that long runs do not grow.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pipeline.text.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Entry:
    """A phrase of a list: `label` names the list, `payload` is what the list says of the phrase."""

    phrase: str
    label: str
    payload: Any


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase found at `text[start:end]`, tokens [first, last)."""

    start: int
    end: int
    first: int
    last: int
    payload: Any


class Gazetteer:
    """All lists in one matcher, built once; `scan` gives every match of every list, overlapping ones included."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        from spacy.attrs import LOWER  # noqa: PLC0415
        from spacy.matcher import PhraseMatcher  # noqa: PLC0415 - spaCy takes over a second to import
        from spacy.vocab import Vocab  # noqa: PLC0415

        self._vocab = Vocab(lex_attr_getters={LOWER: str.lower})  # a bare Vocab gives every word the same LOWER
        self._matcher = PhraseMatcher(self._vocab, attr="LOWER")
        self._entries: dict[int, list[Entry]] = defaultdict(list)
        by_phrase: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
        for entry in entries:
            by_phrase[tuple(word.lower() for word in Tokens(entry.phrase).words)].append(entry)
        for words, same in by_phrase.items():
            if words:
                name = " ".join(words)
                self._matcher.add(name, [Tokens(name).doc(self._vocab)])
                self._entries[self._vocab.strings[name]] = same

    def scan(self, tokens: Tokens) -> dict[str, list[Phrase]]:
        """The phrases found, by label, in the order of the text and the longest first at one place."""
        found: dict[str, list[Phrase]] = defaultdict(list)
        with self._vocab.memory_zone():
            matches = [(first, -last, key) for key, first, last in self._matcher(tokens.doc(self._vocab))]
        matches.sort()
        for first, minus_last, key in matches:
            start, end = tokens.starts[first], tokens.ends[-minus_last - 1]
            for entry in self._entries[key]:
                found[entry.label].append(Phrase(start, end, first, -minus_last, entry.payload))
        return found
