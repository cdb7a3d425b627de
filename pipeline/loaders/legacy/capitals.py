"""Capitals of TCVN3, which has none with tones: from the font (.VnTimeH shows capitals only), else from the company.

Without the font, a word is in capitals where its plain letters and its neighbours are, and begins with one at the
beginning of a sentence and in a few names.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.loaders.legacy.charsets import LegacyRules

_SENTENCE = re.compile(r"(?:\A|[.!?…][\"”’)]*\s|\n\s*\n)[\s\"“‘(+-]*\Z")
_BEFORE = 40
_PLAIN = re.compile(r"[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Reading:
    """A word of a line as its bytes look and as it reads, and where it begins in the text.

    `whole` where it is a syllable, not an abbreviation.
    """

    start: int
    typed: str
    read: str
    whole: bool


def lone_small_letters(words: Sequence[Reading]) -> list[bool]:
    """For each word of a line: whether it was meant in capitals, though its toned letters are small.

    "CéNG" tells it by its plain letters. "Bé" and "ë" do not: they follow their neighbours, which must be whole words,
    for abbreviations stand beside any word.
    """
    shouted = [_is_shouted(word) for word in words]
    loud = [sure and word.whole for sure, word in zip(shouted, words, strict=True)]
    mute = [not sure and _may_be_shouted(word) for sure, word in zip(shouted, words, strict=True)]
    before = _nearest(loud, mute)
    after = _nearest(loud[::-1], mute[::-1])[::-1]
    for at in range(len(words)):
        sides = [side for side in (before[at], after[at]) if side is not None]
        shouted[at] = shouted[at] or (mute[at] and bool(sides) and all(sides))
    return shouted


def _nearest(loud: Sequence[bool], mute: Sequence[bool]) -> list[bool | None]:
    """For each word whether the nearest one before it that is not mute is loud; None where there is none."""
    found: list[bool | None] = []
    last: bool | None = None
    for sure, silent in zip(loud, mute, strict=True):
        found.append(last)
        last = last if silent else sure
    return found


def _may_be_shouted(word: Reading) -> bool:
    plain = _PLAIN.findall(word.typed)
    return len(plain) < 2 and not any(map(str.islower, plain))


def _is_shouted(word: Reading) -> bool:
    plain = _PLAIN.findall(word.typed)
    if not plain or any(map(str.islower, plain)):
        return False
    return len(plain) > 1 or (len(word.read) > 1 and not word.read[0].isupper())  # ñY: a capital that begins nothing


def small_heads(words: Sequence[Reading], text: str, rules: LegacyRules) -> list[bool]:
    """For each word of a line of `text`: whether its first letter was meant as a capital, though it is small."""
    reads = [word.read for word in words]
    found = []
    for at, word in enumerate(words):
        bare = word.typed != word.read and word.read[0] in rules.without_capitals
        pair = " ".join(reads[at : at + 2]).lower()
        behind_names = at > 1 and reads[at - 1].istitle() and reads[at - 2].istitle()
        found.append(
            bare
            and (
                pair in rules.names
                or (word.read in rules.given_names and behind_names)
                or _SENTENCE.search(text[max(0, word.start - _BEFORE) : word.start]) is not None
            )
        )
    return found
