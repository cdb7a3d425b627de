"""How a word reads under each encoding: as Vietnamese, as something else, or as nothing at all."""

import re
import unicodedata
from functools import partial

from pipeline.loaders.legacy.charsets import NAMES, LegacyRules
from pipeline.rulebook.syllables import Syllables

UNICODE = "unicode"
STATES = (UNICODE, *NAMES)
# letters, and whatever a byte of an old encoding may look like; U+00A0 is a capital of VISCII
WORD = re.compile(
    r"(?:[A-Za-z\x02-\x06\x10-\x1f\x80-\x9f\xa1-\u1fff\u200b-\u2027\u202a-\u202e\u2030-\u2fff\u3001-\U0010ffff]"
    r"|(?<=[A-Z])\xa0(?![a-z0-9]))+"
)
_LETTERS = re.compile(r"[^\W\d_²³¹¼½¾]+(?:[\u0300-\u0323][^\W\d_²³¹¼½¾]*)*")
_ABBREVIATION = re.compile(r"[A-ZĂÂĐÊÔƠƯ][A-ZĐƯ]{1,8}|[đĐ]")  # marked vowels begin one; Ư ends "BCHTƯ" too
# beside a letter, these are no punctuation of Vietnamese or of its neighbours: bytes of an old encoding
_GLUED = re.compile(
    r"[A-Za-z][\xa1-\xa9\xac\xae\xaf\xb4-\xb8\xbc-\xbf\xd7\xf7]"
    r"|[\xa1-\xa8\xac\xae\xaf\xb4-\xba\xbc-\xbf\xd7\xf7][A-Za-z]"
    r"|[\x02-\x06\x10-\x1f\x80-\x9f]|[A-Za-z][«»“„][A-Za-z]|[A-Za-z][€ƒ†‡ˆ‰Š‹ŒŽ™š›œžŸ]"
)
# a word of Western Europe: no two letters with marks together, capitals at its head alone or throughout
_WESTERN = re.compile(r"[A-ZÀ-Ý]?(?:[a-z]|[ß-öø-ÿ](?![ß-öø-ÿ]))+|(?:[A-Z]|[À-ÖØ-Ý](?![À-ÖØ-Ý]))+")
_EDGES = "\"'“”‘’–—…•·°²³±«»„‹›§©®™\xa0"
_NO_EDGES = dict.fromkeys(map(ord, _EDGES))
_SIGNS = "\"'“”‘’–—…•„‹›°±²³\xa0"
_ALONE = frozenset("đĐĂÂÊÔƠƯôởỞ")  # letters that are words or abbreviations by themselves
_LONGEST = 80  # letters; a longer one is no word, be it several without the blank between them
_NEUTRAL = tuple(0.0 for _ in STATES)
GARBLED = -3.0  # what a word that no text in Unicode holds scores as such
_FOREIGN, _WRONG, _IMPOSSIBLE, _FREQUENT = -1.5, -3.0, -6.0, 0.5


class Readings:
    """Words of one text and how they read. Scores are in the order of STATES; 0 is a plain syllable, less is worse."""

    def __init__(self, rules: LegacyRules, syllables: Syllables, frequent: frozenset[str]) -> None:
        self.rules = rules
        self.syllables = syllables
        self.frequent = frozenset(word for word in frequent if not word.isascii())
        self._scores: dict[str, tuple[float, ...]] = {}
        self._pieces: dict[tuple[str, str], list[tuple[int, str]]] = {}

    def scores(self, word: str) -> tuple[float, ...] | None:
        """How well a word reads under each state; None where it is the same word under all, or too long for one."""
        if (word.isascii() and word.isprintable()) or len(word) > _LONGEST:
            return None
        if word not in self._scores:
            neutral = len(word) == 1 and not word.isalpha()
            self._scores[word] = (
                _NEUTRAL if neutral else (self._as_unicode(word), *map(partial(self._as_legacy, word), NAMES))
            )
        return self._scores[word]

    def pieces(self, word: str, state: str) -> list[tuple[int, str]]:
        """A word in an encoding as it is to be read: how many characters each piece took, and what it stands for.

        Punctuation around it stays where it can be no letter, symbols where they stand alone, and so does a word that
        is foreign.
        """
        if (word, state) not in self._pieces:
            self._pieces[word, state] = self._spell(word, state)
        return self._pieces[word, state]

    def _spell(self, word: str, state: str) -> list[tuple[int, str]]:
        charset = self.rules.charsets[state]
        whole = list(charset.pieces(word))
        if len(word) == 1 and not word.isalpha():
            return whole if whole[0][1] in _ALONE or not word.isprintable() else _kept(word)
        if self.is_vietnamese(_joined(whole), state):
            return whole
        head, core, tail = _cut(word)
        inner = list(charset.pieces(core))
        if self.is_vietnamese(_joined(inner), state):
            return [*_kept(head), *inner, *_kept(tail)]
        marked = any(taken > 1 for taken, _ in inner)
        if core.isascii() or (not marked and _WESTERN.fullmatch(core) and not self._is_joined(_joined(inner))):
            return _kept(word)
        return [*_kept(head), *inner, *_kept(tail)]

    def is_vietnamese(self, text: str, state: str) -> bool:
        """Whether all letters are in syllables or abbreviations, and only punctuation is left beside them.

        Capitals stand at the head of a word or throughout; in TCVN3 toned ones look small ("CộNG").
        """
        found = _LETTERS.findall(unicodedata.normalize("NFC", text))
        return (
            bool(found)
            and not _LETTERS.sub("", text).strip(_EDGES)
            and all(
                (word in self.syllables and (state == "tcvn3" or word.islower() or word.istitle() or word.isupper()))
                or _ABBREVIATION.fullmatch(word)
                for word in found
            )
        )

    def is_alien(self, word: str, state: str) -> bool:
        """Whether a word is no Vietnamese in an encoding."""
        scores = self.scores(word)
        return scores is not None and scores[STATES.index(state)] < 0

    def _is_joined(self, read: str) -> bool:
        """Whether it is several syllables without the blank between them."""
        ends = {0}
        for end in range(1, len(read) + 1):
            if any(end - start <= 7 and read[start:end] in self.syllables for start in ends):
                ends.add(end)
        return len(read) in ends

    def _as_unicode(self, word: str) -> float:
        plain = word.replace("\xad", "")
        if self.is_vietnamese(plain, UNICODE):
            return self._bonus(plain)
        if _GLUED.search(word):
            return GARBLED
        return 0.0 if plain.translate(_NO_EDGES).isascii() else _FOREIGN

    def _as_legacy(self, word: str, name: str) -> float:
        strange = [sign for sign in self.rules.charsets[name].strange(word) if sign not in _EDGES]
        if strange:
            return _IMPOSSIBLE if max(strange) > "\xff" else _WRONG
        read = _joined(self.pieces(word, name))
        if self.is_vietnamese(read, name):
            return self._bonus(read)
        return 0.0 if word.translate(_NO_EDGES).isascii() and not _GLUED.search(word) else _WRONG

    def _bonus(self, read: str) -> float:
        return _FREQUENT if read.strip(_EDGES).lower() in self.frequent else 0.0


def _joined(pieces: list[tuple[int, str]]) -> str:
    return "".join(letter for _, letter in pieces)


def _kept(text: str) -> list[tuple[int, str]]:
    return [(1, sign) for sign in text]


def _cut(word: str) -> tuple[str, str, str]:
    """A word without the punctuation around it: signs that are letters in TCVN3 are none."""
    core = word.lstrip(_SIGNS)
    head = word[: len(word) - len(core)]
    stripped = core.rstrip(_SIGNS)
    return head, stripped, core[len(stripped) :]
