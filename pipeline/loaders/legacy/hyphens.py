"""The letter ư of TCVN3 where a file has a hyphen in its stead, for its byte is that of the soft hyphen ("n-íc" is nước)."""

import re
from collections.abc import Sequence

from pipeline.loaders.legacy.words import Readings

_TCVN3 = "tcvn3"
OPTIONAL_HYPHEN = "\x1f"  # as Word's own files have it
_HORN, _MINUS = "\xad", "\u2212"
_BLANKLESS = re.compile(rf"[\S{OPTIONAL_HYPHEN}]+")
_HYPHENED = re.compile(r"[^\s\d-]*-[^\s\d]*")
_AROUND = ".,;:()[]\"'“”/"


def settle_optional_hyphens(texts: Sequence[str], fonts: Sequence[str | None], readings: Readings) -> list[str]:
    """As many texts without OPTIONAL_HYPHEN: in a font of TCVN3 it is the letter where that makes a syllable of its word.

    Some programs save the letter so; elsewhere nobody sees such a hyphen, unless a line breaks there.
    """
    horns: set[int] = set()
    for found in _BLANKLESS.finditer("".join(texts)):
        word = found.group()
        if OPTIONAL_HYPHEN in word:
            core = word.strip(_AROUND).replace(OPTIONAL_HYPHEN, _HORN)
            if len(core) > 1 and readings.is_vietnamese(_read(core, readings), _TCVN3):
                horns.update(range(*found.span()))
    made, at = [], 0
    for text, font in zip(texts, fonts, strict=True):
        charset = readings.rules.charset(font)
        is_tcvn3 = charset is not None and charset.name == _TCVN3
        shown = (
            char if char != OPTIONAL_HYPHEN else _HORN if is_tcvn3 and place in horns else ""
            for place, char in enumerate(text, start=at)
        )
        made.append("".join(shown) if OPTIONAL_HYPHEN in text else text)
        at += len(text)
    return made


def horns_for_hyphens(text: str, readings: Readings) -> str:
    """A text in TCVN3 with its letter back, as long as before, where hyphens make syllables of it and part none.

    A text that has the letter's own byte has no need of it.
    """
    if _HORN in text or _MINUS in text:
        return text
    return _HYPHENED.sub(lambda found: _mended(found.group(), readings), text)


def _mended(word: str, readings: Readings) -> str:
    core = word.strip(_AROUND)
    if not core.strip("-"):
        return word  # a dash
    horned = core.replace("-", _HORN)
    apart = all(_read(part, readings) in readings.syllables for part in core.split("-"))
    if apart or not readings.is_vietnamese(_read(horned, readings), _TCVN3):
        return word
    return word.replace(core, horned)


def _read(word: str, readings: Readings) -> str:
    return "".join(letter for _, letter in readings.pieces(word, _TCVN3))
