"""Runs or text in old encodings to Unicode, word by word; what is Unicode already stays as it is."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from pipeline.loaders.legacy.capitals import Reading, lone_small_letters
from pipeline.loaders.legacy.charsets import SYMBOLS, Font, load_legacy_rules
from pipeline.loaders.legacy.detection import Stretch, Word, find_legacy, may_be_legacy
from pipeline.loaders.legacy.words import WORD, Readings
from pipeline.loaders.page_rules import load_page_rules
from pipeline.loaders.runs import Run
from pipeline.model import Stated
from pipeline.rulebook.syllables import load_syllables

_PRINTED = {"tcvn3": "TCVN3", "vni": "VNI", "viscii": "VISCII", "vps": "VPS"}
_LINE = re.compile(r"[^\n\t]+")
_LINE_ENDS = "\n\t"
# a section, a sum, a list, a dash: no letter
_SYMBOL_USE = re.compile(r"[§¢£¥][ \xa0]?\d|\d[ \xa0]?[¢£¥]|^[ \t]*·|[^.!?:;\"\s][ \t]?—", re.MULTILINE)
# bytes read as Windows-1258 instead of 1252: a text of that kind has none of the letters of U+1E00-1EFF
_TO_1252 = str.maketrans("ĂăĐđƠơƯư₫\u0300\u0301\u0303\u0309\u0323", "ÃãÐðÕõÝýþÌìÞÒò")
_COMPOSED = re.compile("[\u1e00-\u1eff]")


def convert_text(text: str) -> tuple[str, tuple[Stated, ...]]:
    """The text in Unicode, and what was converted; the very text where there is nothing to convert."""
    runs, stated = convert_runs((Run(text),))
    return runs[0].text, stated


def convert_runs(runs: Sequence[Run]) -> tuple[Sequence[Run], tuple[Stated, ...]]:
    """As many runs, in Unicode, and what was converted. A letter that two runs share goes to the first of them.

    The runs are those of one document: what is around a word tells how it is to be read; fonts are hints, no more.
    """
    text = "".join(run.text for run in runs)
    if not may_be_legacy(text):
        return runs, ()
    rules = load_legacy_rules()
    fonts = [rules.font(run.font) for run in runs]
    stretches = _stretches(runs, fonts)
    readings = Readings(rules, load_syllables(), load_page_rules().frequent_words)
    words = find_legacy(text, stretches, readings)
    if not words and not _COMPOSED.search(text) and (other := text.translate(_TO_1252)) != text:
        text, words = other, find_legacy(other, stretches, readings)
        runs = [replace(run, text=run.text.translate(_TO_1252)) for run in runs] if words else runs
    if not words:
        return runs, ()
    pieces = _pieces(text, words, readings)
    return _put_back(runs, fonts, pieces), _stated(words)


def _stretches(runs: Sequence[Run], fonts: Sequence[Font | None]) -> list[Stretch]:
    """Neighbouring runs of one promise as one, so that no word is cut; runs of symbols are left out."""
    found: list[Stretch] = []
    at = 0
    for run, font in zip(runs, fonts, strict=True):
        end = at + len(run.text)
        promise = font.encoding if font else None
        if promise != SYMBOLS and end > at:
            if found and found[-1].end == at and promise == found[-1].promise:
                found[-1] = replace(found[-1], end=end)
            else:
                found.append(Stretch(at, end, promise))
        at = end
    return found


def _stated(words: Sequence[Word]) -> tuple[Stated, ...]:
    counts = Counter(word.encoding for word in words)
    return tuple(
        Stated("encoding", _PRINTED[name], f"converted: {count} words") for name, count in counts.most_common()
    )


def _pieces(text: str, words: Sequence[Word], readings: Readings) -> list[tuple[int, int, str]]:
    """What is to be put for text[start:end], letter by letter and in order; what is not named stays."""
    symbols = {sign for found in _SYMBOL_USE.finditer(text) for sign in range(found.start(), found.end())}
    spelled: dict[int, list[tuple[int, str]]] = {}
    for word in words:
        if word.end - word.start > 1 or word.start not in symbols:
            spelled[word.start] = readings.pieces(text[word.start : word.end], word.encoding)
    shouted = _shouted(text, [word for word in words if word.encoding == "tcvn3"], spelled, readings)
    pieces: list[tuple[int, int, str]] = []
    for start, letters in spelled.items():
        at = start
        for taken, letter in letters:
            pieces.append((at, at + taken, letter.upper() if start in shouted else letter))
            at += taken
    return pieces


def _shouted(
    text: str, words: Sequence[Word], spelled: dict[int, list[tuple[int, str]]], readings: Readings
) -> set[int]:
    """Where words of TCVN3 begin that were meant in capitals."""
    found: set[int] = set()
    inside = {word.start for word in words}
    done = -1
    for word in words:
        if word.start < done:
            continue
        first = max(text.rfind(mark, 0, word.start) for mark in _LINE_ENDS) + 1
        match = _LINE.match(text, first)
        done = match.end() if match else word.end
        starts, line = [], []
        for near in WORD.finditer(text, first, done):
            letters = spelled.get(near.start()) if near.start() in inside else None
            read = "".join(letter for _, letter in letters) if letters else near.group()
            starts.append(near.start())
            line.append(Reading(near.group(), read, read in readings.syllables))
        found.update(start for start, told in zip(starts, lone_small_letters(line), strict=True) if told)
    return found


def _put_back(runs: Sequence[Run], fonts: Sequence[Font | None], pieces: Sequence[tuple[int, int, str]]) -> list[Run]:
    """The runs with the pieces in them, each in the run where it begins; a font of capitals gives capitals."""
    made: list[Run] = []
    starts = accumulate((len(run.text) for run in runs), initial=0)
    taken = 0  # how far the pieces reach
    at = 0
    for run, font, first in zip(runs, fonts, starts, strict=False):
        last = first + len(run.text)
        parts: list[str] = []
        while at < len(pieces) and pieces[at][0] < last:
            start, end, letter = pieces[at]
            parts += (run.text[max(taken, first) - first : start - first], letter)
            taken, at = end, at + 1
        parts.append(run.text[max(taken, first) - first :])
        text = "".join(parts)
        made.append(replace(run, text=text.upper() if font and font.capitals and _is_8_bit(run.text) else text))
    return made


def _is_8_bit(text: str) -> bool:
    return not any(letter > "\xff" and letter.isalpha() for letter in text)
