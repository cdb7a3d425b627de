"""The letter ư of TCVN3 where a file has a hyphen in its stead, for its byte is that of the soft hyphen ("n-íc" is nước)."""

import re

from pipeline.loaders.legacy.charsets import load_legacy_rules
from pipeline.loaders.legacy.words import Readings

_TCVN3 = "tcvn3"
_HORN, _MINUS = "\xad", "\u2212"
_HYPHENED = re.compile(r"[^\s\d-]*-[^\s\d]*")
_AROUND = ".,;:()[]\"'“”/"


def optional_hyphen(font: str | None) -> str:
    """What a hyphen that shows only where a line breaks is in a font: the byte of a letter in one of TCVN3, else nothing.

    Programs that take the letter for such a hyphen save it as one.
    """
    charset = load_legacy_rules().charset(font)
    return _HORN if charset and _HORN in charset.letters else ""


def horns_for_hyphens(text: str, readings: Readings) -> str:
    """A text in TCVN3 with its letter back, as long as before, where hyphens make syllables of it and part none.

    A text that has the letter's own byte has no need of it.
    """
    if _HORN in text or _MINUS in text:
        return text
    return _HYPHENED.sub(lambda found: _mended(found.group(), readings), text)


def _mended(word: str, readings: Readings) -> str:
    core = word.strip(_AROUND)
    horned = core.replace("-", _HORN)
    apart = all(_read(part, readings) in readings.syllables for part in core.split("-"))
    if apart or not readings.is_vietnamese(_read(horned, readings), _TCVN3):
        return word
    return word.replace(core, horned)


def _read(word: str, readings: Readings) -> str:
    return "".join(letter for _, letter in readings.pieces(word, _TCVN3))
