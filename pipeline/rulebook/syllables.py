"""What a Vietnamese syllable can be (rules/syllables.yml): tells the language from others and from wrong encodings."""

import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from pipeline.rulebook.alternatives import read_rules
from pipeline.rulebook.source import RulebookError, Strict

_FILE = "syllables.yml"
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_STOPS = ("c", "ch", "k", "p", "t")
_VOWELS = "aăâeêioôơuưy"
_TONELESS = {ord(unicodedata.normalize("NFC", vowel + tone)): tone + vowel for vowel in _VOWELS for tone in _TONES}


class SyllablesFile(Strict):
    """The whole of rules/syllables.yml."""

    onsets: list[str]
    rimes: list[str]
    only_before: dict[str, list[str]]
    never_before: dict[str, list[str]]
    examples: list[str]
    rejects: list[str]


@dataclass(frozen=True)
class Syllables:
    """Toneless syllables: those that carry any tone, and those that end in a stop."""

    open: frozenset[str]
    stopped: frozenset[str]

    def __contains__(self, word: str) -> bool:
        """Whether a word, in NFC and any case, can be a Vietnamese syllable; where the tone stands does not matter."""
        small = word.lower()
        toned = small.translate(_TONELESS)
        if len(toned) == len(small):
            return toned in self.open
        if len(toned) > len(small) + 1:
            return False
        tone = next(mark for mark in toned if mark in _TONES)
        plain = toned.replace(tone, "")
        return plain in self.open or (tone in "\u0301\u0323" and plain in self.stopped)

    @cached_property
    def unmarked(self) -> frozenset[str]:
        """All syllables as they look without any mark, in lower case."""
        return frozenset(_without_marks(word) for word in self.open | self.stopped)


def _without_marks(word: str) -> str:
    parts = unicodedata.normalize("NFD", word.replace("đ", "d"))
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


@lru_cache(maxsize=2)
def load_syllables(directory: Path | None = None) -> Syllables:
    """The syllables of a folder of rules (default: vanthu's own); RulebookError lists every mistake."""
    source, file, lines = read_rules(_FILE, SyllablesFile, directory)
    made = [onset + rime for onset in file.onsets for rime in file.rimes if _goes(onset, rime, file)]
    syllables = Syllables(
        frozenset(word for word in made if not word.endswith(_STOPS)),
        frozenset(word for word in made if word.endswith(_STOPS)),
    )
    for word in file.examples:
        if word not in syllables:
            source.mistake(_FILE, lines.of(("examples",)), f"its example {word!r} is no syllable")
    for word in file.rejects:
        if word in syllables:
            source.mistake(_FILE, lines.of(("rejects",)), f"{word!r}, which it must leave, is a syllable")
    if source.mistakes:
        raise RulebookError(source.mistakes)
    return syllables


def _goes(onset: str, rime: str, file: SyllablesFile) -> bool:
    only = file.only_before.get(onset)
    if only is not None and not rime.startswith(tuple(only)):
        return False
    return not rime.startswith(tuple(file.never_before.get(onset, ())))
