"""How far a text can be trusted to be what was written: by the share of its words that are Vietnamese, or words at all.

A text in the codes of an old font, under a wrong map of characters, or decoded twice, is made of words that no language
has; one read without marks, of syllables that lost them. Words of other languages, names and codes are no fault.
"""

import unicodedata
from collections import Counter
from functools import lru_cache

import regex

from pipeline.model import Quality
from pipeline.rulebook.syllables import load_syllables

Judgement = tuple[Quality, str | None]

_SAMPLE = 24_000  # characters that are looked at, from three places of a longer text
_FEW_LETTERS = 12  # a shorter text is not judged
_FEW_WORDS = 25  # what is said of shares of words needs more of them
_WORD = regex.compile(r"[\p{L}\p{M}]+")
_TOKEN = regex.compile(r"\S+")
# one reading of UTF-8 as a single-byte code: "á»‡", "Ä‘", "Æ°", "Ã ", "áº¿"
_TWICE = regex.compile(r"á[»º][\u0080-\u024f\u2010-\u2122]|Ä[‘\u0090\u0091ƒ]|Æ[°¡]|Ã[\u00a0-\u00bf]|â€[œ\u009d™“”]")
_LOST = regex.compile(r"[\ufffd\u0001-\u0008\u000e-\u001f\u007f-\u009f\ue000-\uf8ff]")
_MIXED = regex.compile(r"\p{Latin}[\p{Cyrillic}\p{Greek}]|[\p{Cyrillic}\p{Greek}]\p{Latin}")
_BROKEN = regex.compile(r"\p{L}[^\p{L}\p{M}\p{N}\s\-‐‑–—/.,:;'’()\[\]&@_%+…\"“”\ufffe#=?|]+\p{L}|\p{Lu}[*+$‘]\p{Lu}")
_WESTERN = regex.compile(r"[a-zßàáâãäåæçèéêëìíîïñòóôõöøùúûüýÿœ]{4,}")
_TWO_PARTS = regex.compile(r"[aeouyôöêâ][àáâãäåèéêëïòóõôöøùúûüñ]")  # how the VNI code writes a marked vowel


def judge(text: str) -> Judgement:
    """The grade of a text and, where it is not good, why. A text too short to tell is good.

    >>> judge("Ủy ban nhân dân tỉnh ban hành kế hoạch thực hiện chương trình.")
    (<Quality.GOOD: 'good'>, None)
    """
    sample = _sample(text)
    words = Counter(_WORD.findall(sample))
    letters = sum(len(word) * count for word, count in words.items())
    if letters < _FEW_LETTERS:
        return Quality.GOOD, None
    found = [f for f in (_damage(sample, words), _foreign_codes(words), _lost_marks(words)) if f]
    return next((f for f in found if f[0] is Quality.UNREADABLE), found[0] if found else (Quality.GOOD, None))


def _sample(text: str) -> str:
    if len(text) <= _SAMPLE:
        return text
    third, middle = _SAMPLE // 3, len(text) // 2
    return "\n".join((text[:third], text[middle : middle + third], text[-third:]))


def _damage(sample: str, words: Counter[str]) -> Judgement | None:
    """Marks of a wrong decoding or a wrong map of characters."""
    total = words.total()
    if (share := len(_TWICE.findall(sample)) / total) > 0.05:
        return _graded(share, 0.2, "its UTF-8 was decoded as a single-byte code (mojibake)")
    tokens = Counter(_TOKEN.findall(sample))
    broken = sum(count for token, count in tokens.items() if _LOST.search(token) or _MIXED.search(token))
    broken += sum(count for token, count in tokens.items() if not _MIXED.search(token) and _BROKEN.search(token))
    if (share := broken / tokens.total()) > 0.04:
        return _graded(share, 0.12, "its words hold characters that stand in no word (a wrong map of a font?)")
    return None


def _foreign_codes(words: Counter[str]) -> Judgement | None:
    """Words with marks that are neither Vietnamese nor of a western language: codes of old fonts, bad recognition."""
    total = words.total()
    if total < _FEW_WORDS:
        return None
    marked = {word: count for word, count in words.items() if not word.isascii() and _is_latin(word)}
    impossible = {word: count for word, count in marked.items() if not _is_syllable(word)}
    strange = sum(count for word, count in impossible.items() if not _is_western(word)) / total
    if strange > 0.25:
        return Quality.UNREADABLE, "its words are in no language (the codes of an old font?)"
    sound = sum(count for word, count in marked.items() if word not in impossible) / total
    if sound > 0.1 and strange > 0.06:
        return Quality.DOUBTFUL, "many of its words are no Vietnamese syllables"
    return None


def _lost_marks(words: Counter[str]) -> Judgement | None:
    """A Vietnamese text whose letters lost their marks; about three in four syllables have one."""
    unmarked = load_syllables().unmarked
    plain = sum(count for word, count in words.items() if word.lower() in unmarked)
    marked = sum(count for word, count in words.items() if not word.isascii() and _is_syllable(word))
    if plain + marked < _FEW_WORDS or plain + marked < 0.85 * words.total():
        return None
    share = marked / (plain + marked)
    if share < 0.08:
        return Quality.DOUBTFUL, "its words lack their marks"
    if share < 0.35:
        return Quality.DOUBTFUL, "many of its words lack their marks"
    return None


def _graded(share: float, unreadable: float, reason: str) -> Judgement:
    return (Quality.UNREADABLE if share > unreadable else Quality.DOUBTFUL), reason


@lru_cache(maxsize=8_192)
def _is_syllable(word: str) -> bool:
    return unicodedata.normalize("NFC", word) in load_syllables()


def _is_western(word: str) -> bool:
    """Whether a word with marks looks like one of French, German and their like."""
    cased = word.islower() or word.isupper() or word.istitle()
    return cased and _WESTERN.fullmatch(word.lower()) is not None and not _TWO_PARTS.search(word.lower())


def _is_latin(word: str) -> bool:
    return ord(word[0]) < 0x250 or 0x1E00 <= ord(word[0]) < 0x1F00
