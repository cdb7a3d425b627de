"""Slips of recognition in closed vocabularies, mended: types of documents, bodies, provinces, figures of dates, codes.

Free text is never mended. Each mended word keeps what was read as its doubt.
"""

import csv
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

import regex

from pipeline.loaders.printed.words import Line, Word
from pipeline.rulebook.location import default_directory
from pipeline.rulebook.syllables import load_syllables

_NAMES = (
    "document_types.csv",
    "agencies/bodies.csv",
    "agencies/departments.csv",
    "places/provinces.csv",
    "abbreviations.csv",
)
_MOTTO = ("Cộng hòa xã hội chủ nghĩa Việt Nam", "Độc lập", "Tự do", "Hạnh phúc")
_LONGEST = 9  # words of a phrase
_SURE_WORDS = 3  # a phrase of as many can be nothing else
_WEAK = 75  # of 100: a word of a short phrase is mended where it was read with less confidence
_CORE = regex.compile(r"[\p{L}\p{M}]+(?=[.,;:)”]*\Z)")
_FIGURES = regex.compile(r"[\dOoIl|!]{1,4}(?=[.,;:)]*\Z)")
_AS_FIGURES = str.maketrans("OoIl|!", "001111")
_DATE_PARTS = {"ngày": range(1, 32), "tháng": range(1, 13), "năm": range(1945, 2100)}
_CODE = regex.compile(r"[\d.]{0,8}/?(?:\d{4}/)?\p{Lu}[\p{L}/-]{1,30}")
_DOUBLED = regex.compile(r"[ĐÐ]{2,}")


def mend(lines: Sequence[Line]) -> None:
    """Mend the words of lines in place."""
    for line in lines:
        mended = _codes(_dates(_phrases(line.words)))
        line.words = [
            word
            if text == word.text
            else word._replace(text=text, doubt=word.doubt or f"mended; it was read as {word.text!r}")
            for word, text in zip(line.words, mended, strict=True)
        ]


def _phrases(words: Sequence[Word]) -> list[str]:
    """The words with those of known phrases as these are spelled."""
    known = _vocabulary()
    texts = [word.text for word in words]
    cores = [_CORE.match(text) for text in texts]
    bare = [_bare(core.group()) if core else "" for core in cores]
    start = 0
    while start < len(words):
        step = 1
        for size in range(min(_LONGEST, len(words) - start), 1, -1):
            spelled = known.get(tuple(bare[start : start + size]))
            if spelled is None:
                continue
            for index, right in _slips(words[start : start + size], cores[start : start + size], spelled, len(words)):
                core = cores[start + index]
                if core is not None:
                    texts[start + index] = _cased(right, core.group()) + texts[start + index][core.end() :]
            step = size
            break
        start += step
    return texts


def _slips(
    words: Sequence[Word], cores: Sequence["regex.Match[str] | None"], spelled: Sequence[str], on_line: int
) -> Iterator[tuple[int, str]]:
    """Which words of a phrase differ from its spelling, and can be nothing but slips."""
    whole_line = len(words) == on_line and all(word.text.isupper() for word in words)
    for index, (word, core, right) in enumerate(zip(words, cores, spelled, strict=True)):
        if core is None or _marks(core.group()) == _marks(right):
            continue
        odd = unicodedata.normalize("NFC", core.group()) not in load_syllables()
        if len(words) >= _SURE_WORDS or whole_line or odd or (word.confidence or 0) < _WEAK:
            yield index, right


def _dates(texts: list[str]) -> list[str]:
    """Figures behind "ngày", "tháng" and "năm" that were read as letters."""
    for index in range(1, len(texts)):
        part = _DATE_PARTS.get(texts[index - 1].lower())
        match = _FIGURES.match(texts[index]) if part else None
        if part and match and not match.group().isdigit() and int(match.group().translate(_AS_FIGURES)) in part:
            texts[index] = match.group().translate(_AS_FIGURES) + texts[index][match.end() :]
    return texts


def _codes(texts: list[str]) -> list[str]:
    """Codes of documents ("15/QĐ-UBND"): their stroke, and the letter Đ."""
    plain = [text.replace("⁄", "/") for text in texts]  # a sign of fractions, which stands in no text
    return [spell_code(text) if "-" in text and _CODE.match(text) else text for text in plain]


def spell_code(code: str) -> str:
    """A document's code with the stroke and the letter Đ that are meant."""
    return _DOUBLED.sub("Đ", code.replace("⁄", "/").replace("Ð", "Đ"))


@lru_cache(maxsize=1)
def _vocabulary() -> dict[tuple[str, ...], tuple[str, ...]]:
    """Phrases of two words and more by their bare letters; what two phrases share is in doubt and left out."""
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    shared = set()
    for phrase in (*_MOTTO, *_known_names()):
        words = tuple(unicodedata.normalize("NFC", phrase).lower().split())
        key = tuple(map(_bare, words))
        if not 2 <= len(words) <= _LONGEST or not all(word.isalpha() for word in words):
            continue
        if key in found and list(map(_marks, found[key])) != list(map(_marks, words)):
            shared.add(key)
        found[key] = words
    return {key: words for key, words in found.items() if key not in shared}


def _known_names() -> Iterator[str]:
    for name in _NAMES:
        with (default_directory() / name).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield row.get("name") or row.get("long") or ""


def _bare(word: str) -> str:
    parts = unicodedata.normalize("NFD", word.lower().replace("đ", "d").replace("ð", "d"))
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def _marks(word: str) -> list[str]:
    """The letters and marks of a word in any order: where a tone stands is no difference."""
    return sorted(unicodedata.normalize("NFD", word.lower()))


def _cased(word: str, like: str) -> str:
    if like.isupper() and len(like) > 1:
        return word.upper()
    return word[:1].upper() + word[1:] if like[:1].isupper() else word
