"""Folding: one character to one, without marks, so that "ke hoach" meets "Kế hoạch" and offsets stay."""

import unicodedata
from functools import lru_cache

import regex

from pipeline.text.normal import NormalText

_MARKS = regex.compile(r"\p{M}+")


class _Folding(dict[int, int]):
    """Code point to code point, worked out when first met."""

    def __missing__(self, code: int) -> int:
        decomposed = unicodedata.normalize("NFD", chr(code))
        base, marks = decomposed[0], decomposed[1:]
        if not all(map(unicodedata.combining, marks)):
            base = chr(code)
        # Đ has no decomposition; a capital whose small form is several letters keeps the first
        self[code] = ord({"đ": "d", "Đ": "d"}.get(base, base.lower()[0]))
        return self[code]


_FOLDING = _Folding()


def fold(text: str) -> str:
    """Normal text in small letters without marks, as long as it was (a mark that joins no letter stays)."""
    return text.translate(_FOLDING)


def fold_words(text: str) -> str:
    """Normal text as search indexes and compares it: folded, and without the marks that join no letter."""
    return drop_marks(fold(text))


def drop_marks(folded: str) -> str:
    """Folded text without the marks that join no letter."""
    return _MARKS.sub("", folded)


@lru_cache(maxsize=50_000)
def fold_name(name: str) -> str:
    """A name as it came, folded, with single spaces: for comparing names and places."""
    return " ".join(fold_words(NormalText(name).text).split())


def has_words(name: str | None, folded: str) -> bool:
    """Whether a name holds folded words, from the start of a word on: "an giang" is not in "Tân Giang"."""
    return bool(name and folded) and f" {folded}" in f" {fold_name(name or '')}"
