"""Capitals of TCVN3, which has none with tones: from the font (.VnTimeH shows capitals only), else from the company."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_PLAIN = re.compile(r"[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Reading:
    """A word of a line as its bytes look and as it reads; `whole` where it is a syllable, not an abbreviation."""

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
    for at, word in enumerate(words):
        if shouted[at] or len(_PLAIN.findall(word.typed)) > 1 or any(map(str.islower, _PLAIN.findall(word.typed))):
            continue
        sides = [loud[side] for side in (at - 1, at + 1) if 0 <= side < len(words)]
        shouted[at] = bool(sides) and all(sides)
    return shouted


def _is_shouted(word: Reading) -> bool:
    plain = _PLAIN.findall(word.typed)
    if not plain or any(map(str.islower, plain)):
        return False
    return len(plain) > 1 or (len(word.read) > 1 and not word.read[0].isupper())  # ñY: a capital that begins nothing
