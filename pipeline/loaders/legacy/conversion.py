"""Runs or text in old encodings to Unicode, word by word; what is Unicode already stays as it is."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING

from pipeline.loaders.legacy.capitals import Reading, lone_small_letters, small_heads
from pipeline.loaders.legacy.charsets import NAMES, SYMBOLS, Font, load_legacy_rules
from pipeline.loaders.legacy.detection import Stretch, Word, find_legacy, may_be_legacy
from pipeline.loaders.legacy.hyphens import OPTIONAL_HYPHEN, horns_for_hyphens, settle_optional_hyphens
from pipeline.loaders.legacy.words import UNICODE, WORD, Readings
from pipeline.loaders.page_rules import load_page_rules
from pipeline.model import Stated
from pipeline.rulebook.syllables import load_syllables

if TYPE_CHECKING:
    from pipeline.loaders.pieces import Run  # which takes its converter from here

_PRINTED = {"tcvn3": "TCVN3", "vni": "VNI", "viscii": "VISCII", "vps": "VPS"}
_LINE = re.compile(r"[^\n\t]+")
_LINE_ENDS = "\n\t"
# a section, a sum: no letter
_SYMBOL_USE = re.compile(r"[§¢£¥][ \xa0]?\d|\d[ \xa0]?[¢£¥]")
# bytes read as Windows-1258 instead of 1252: a text of that kind has none of the letters of U+1E00-1EFF
_TO_1252 = str.maketrans("ĂăĐđƠơƯư₫\u0300\u0301\u0303\u0309\u0323", "ÃãÐðÕõÝýþÌìÞÒò")
_COMPOSED = re.compile("[\u1e00-\u1eff]")


@dataclass(frozen=True, slots=True)
class Converted:
    """Texts in Unicode, and how many words of each encoding were converted."""

    texts: Sequence[str]
    counts: Counter[str]


def stated_encodings(counts: Counter[str]) -> tuple[Stated, ...]:
    """What a document states of the words that were converted."""
    return tuple(Stated("encoding", _PRINTED[name], f"converted: {n} words") for name, n in counts.most_common())


def convert_text(text: str) -> tuple[str, tuple[Stated, ...]]:
    """The text in Unicode, and what was converted; the very text where there is nothing to convert."""
    converted = convert_texts((text,), (None,))
    return converted.texts[0], stated_encodings(converted.counts)


def is_legacy(text: str) -> bool:
    """Whether there are words in an old encoding in a text."""
    if not may_be_legacy(text):
        return False
    return bool(find_legacy(text, (Stretch(0, len(text)),), _readings()))


def convert_beside(text: str, stated: Sequence[Stated]) -> str:
    """A short text of a document in Unicode, read in what `stated` says that the document was converted from.

    The very text where it is Vietnamese, or no better, as it stands.
    """
    converted = convert_text(text)[0]
    if converted != text or not may_be_legacy(text):
        return converted
    readings = _readings()
    names = [name for name in NAMES for entry in stated if (entry.field, entry.value) == ("encoding", _PRINTED[name])]
    for name in names:
        found = [match for match in WORD.finditer(text) if readings.scores(match.group()) is not None]
        if any(readings.is_alien(word.group(), UNICODE) for word in found) and not any(
            readings.is_alien(word.group(), name) for word in found
        ):
            words = [Word(*word.span(), name, proof=False, promised=False) for word in found]
            return _put_back((text,), _pieces(text, words, readings))[0]
    return text


def convert_runs(runs: Sequence["Run"]) -> tuple[Sequence["Run"], tuple[Stated, ...]]:
    """As many runs, in Unicode, and what was converted; see `convert_texts`."""
    texts, fonts = [run.text for run in runs], [run.font for run in runs]
    if any(OPTIONAL_HYPHEN in text for text in texts):
        texts = settle_optional_hyphens(texts, fonts, _readings())
        runs = [replace(run, text=text) for run, text in zip(runs, texts, strict=True)]
    converted = convert_texts(texts, fonts)
    if not converted.counts:
        return runs, ()
    made = [replace(run, text=text) for run, text in zip(runs, converted.texts, strict=True)]
    return made, stated_encodings(converted.counts)


def convert_texts(texts: Sequence[str], fonts: Sequence[str | None], *, hyphened: bool = False) -> Converted:
    """As many texts, in Unicode. A letter that two of them share goes to the first.

    The texts are those of one document, in order, with line ends: what is around a word tells how it is to be read.
    Names of fonts are hints, no more. `hyphened`: what looks like a hyphen may be the ư of TCVN3, as in PDF files.
    """
    text = "".join(texts)
    if not may_be_legacy(text):
        return Converted(texts, Counter())
    rules = load_legacy_rules()
    promised = [rules.font(font) for font in fonts]
    stretches = _stretches(texts, promised)
    readings = _readings()
    words = find_legacy(text, stretches, readings)
    if not _COMPOSED.search(text) and (other := text.translate(_TO_1252)) != text:
        others = find_legacy(other, stretches, readings)
        if _proofs(others) > _proofs(words) + _unicode_words(text, other, readings):
            text, texts, words = other, [part.translate(_TO_1252) for part in texts], others
    if hyphened and any(word.encoding == "tcvn3" for word in words):
        text = horns_for_hyphens(text, readings)
        ends = list(accumulate(map(len, texts)))
        texts = [text[end - len(part) : end] for part, end in zip(texts, ends, strict=True)]
        words = find_legacy(text, stretches, readings)
    if not words:
        return Converted(texts, Counter())
    made = _put_back(texts, _pieces(text, words, readings))
    counts = Counter(word.encoding for word in words)
    if "tcvn3" in counts:
        shown = zip(texts, made, promised, strict=True)
        made = [new.upper() if font and font.capitals and _is_8_bit(old) else new for old, new, font in shown]
    return Converted(made, counts)


def _proofs(words: Sequence[Word]) -> int:
    return sum(word.proof for word in words)


def _unicode_words(text: str, other: str, readings: Readings) -> int:
    """How many words of a text are Vietnamese as they stand and would be lost if it were read as the other."""
    return sum(
        other[match.start() : match.end()] != match.group() and readings.is_vietnamese(match.group(), UNICODE)
        for match in WORD.finditer(text)
    )


def _readings() -> Readings:
    return Readings(load_legacy_rules(), load_syllables(), load_page_rules().frequent_words)


def _stretches(texts: Sequence[str], fonts: Sequence[Font | None]) -> list[Stretch]:
    """Neighbouring texts of one promise as one, so that no word is cut; texts of symbols are left out."""
    found: list[Stretch] = []
    at = 0
    for text, font in zip(texts, fonts, strict=True):
        end = at + len(text)
        promise = font.encoding if font else None
        if promise != SYMBOLS and end > at:
            if found and found[-1].end == at and promise == found[-1].promise:
                found[-1] = replace(found[-1], end=end)
            else:
                found.append(Stretch(at, end, promise))
        at = end
    return found


def _pieces(text: str, words: Sequence[Word], readings: Readings) -> list[tuple[int, int, str]]:
    """What is to be put for text[start:end], letter by letter and in order; what is not named stays."""
    symbols = {sign for found in _SYMBOL_USE.finditer(text) for sign in range(found.start(), found.end())}
    spelled: dict[int, list[tuple[int, str]]] = {}
    for word in words:
        if word.end - word.start > 1 or word.start not in symbols:
            spelled[word.start] = readings.pieces(text[word.start : word.end], word.encoding)
    shouted: set[int] = set()
    raised: set[int] = set()
    for line in _lines(text, [word for word in words if word.encoding == "tcvn3"], spelled, readings):
        shouted.update(word.start for word, told in zip(line, lone_small_letters(line), strict=True) if told)
        raised.update(
            word.start for word, told in zip(line, small_heads(line, text, readings.rules), strict=True) if told
        )
    pieces: list[tuple[int, int, str]] = []
    for start, letters in spelled.items():
        at = start
        for taken, letter in letters:
            capital = start in shouted or (at == start and start in raised)
            pieces.append((at, at + taken, letter.upper() if capital else letter))
            at += taken
    return pieces


def _lines(
    text: str, words: Sequence[Word], spelled: dict[int, list[tuple[int, str]]], readings: Readings
) -> Iterator[list[Reading]]:
    """The lines that hold these words, word by word."""
    inside = {word.start for word in words}
    done = -1
    for word in words:
        if word.start < done:
            continue
        first = max(done, *(text.rfind(mark, max(done, 0), word.start) for mark in _LINE_ENDS)) + 1
        match = _LINE.match(text, first)
        done = match.end() if match else word.end
        line = []
        for near in WORD.finditer(text, first, done):
            letters = spelled.get(near.start()) if near.start() in inside else None
            read = "".join(letter for _, letter in letters) if letters else near.group()
            line.append(Reading(near.start(), near.group(), read, read in readings.syllables))
        yield line


def _put_back(texts: Sequence[str], pieces: Sequence[tuple[int, int, str]]) -> list[str]:
    """The texts with the pieces in them, each in the text where it begins."""
    made: list[str] = []
    taken = at = 0  # how far the pieces reach, and which comes next
    for text, first in zip(texts, accumulate(map(len, texts), initial=0), strict=False):
        last = first + len(text)
        parts: list[str] = []
        while at < len(pieces) and pieces[at][0] < last:
            start, end, letter = pieces[at]
            parts += (text[max(taken, first) - first : start - first], letter)
            taken, at = end, at + 1
        parts.append(text[max(taken, first) - first :])
        made.append("".join(parts))
    return made


def _is_8_bit(text: str) -> bool:
    return not any(letter > "\xff" and letter.isalpha() for letter in text)
