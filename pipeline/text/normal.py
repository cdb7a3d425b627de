"""A normalised copy of a text for matching, with a map back to the text as it came.

One spelling for what Vietnamese documents write in several ways: NFC letters, Đ for the look-alikes Ð and Ɖ, Latin
letters for the Cyrillic ones that look the same, one space
for all blanks, one dash, one apostrophe, one place for the tone mark (hòa, thủy); zero-width characters and soft
hyphens are gone. Rules match this copy; quotes come from the source.
"""

import re
import unicodedata
from array import array
from collections.abc import Iterator

import regex

_DROPPED = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e"
_ONE_FOR_ONE = {
    **dict.fromkeys("\u00d0\u0189", "Đ"),
    **dict.fromkeys("\u00f0\u0256", "đ"),
    # Cyrillic letters typed for the Latin ones they look like, as in document numbers
    **dict(
        zip("\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425\u0406", "ABEKMHOPCTXI", strict=True)
    ),
    **dict(zip("\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456", "aeopcyxi", strict=True)),
    **dict.fromkeys("\t\v\f\x1c\x1d\x1e\x1f\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005", " "),
    **dict.fromkeys("\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "),
    **dict.fromkeys("\r\u0085\u2028\u2029", "\n"),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00ad", "-"),
    **dict.fromkeys("\u2018\u2019\u02bc\u02b9\u00b4", "'"),
}
# `re` finds single characters faster than `regex`, and replacing the few there are is faster than str.translate
_OTHER_SPELLING = re.compile(f"[{''.join(map(re.escape, _ONE_FOR_ONE))}]")
_UNSTABLE = regex.compile(rf"[^\p{{M}}{_DROPPED}][\p{{M}}{_DROPPED}]*\p{{M}}+|[{_DROPPED}]+|\p{{M}}+")
_HAS_DROPPED = re.compile(rf"[{_DROPPED}]")


def _tone_placement() -> dict[str, str]:
    """Two letters with the tone on the second -> on the first: oà -> òa, uỷ -> ủy, in every mix of capitals."""
    moved = {}
    for pair in ("oa", "oe", "uy"):
        for tone in "\u0300\u0301\u0303\u0309\u0323":
            for first in (pair[0], pair[0].upper()):
                for second in (pair[1], pair[1].upper()):
                    late = first + unicodedata.normalize("NFC", second + tone)
                    moved[late] = unicodedata.normalize("NFC", first + tone) + second
    return moved


_TONES = _tone_placement()
# for `re` a letter is a word character but no digit; a footnote's small digits are none either
_LATE_TONE = re.compile(
    rf"[oOuU][{''.join({pair[1] for pair in _TONES})}](?<![qQ]..)(?![^\W\d_\u00b2\u00b3\u00b9\u2070-\u2089])"
)


class NormalText:
    """`text` for matching; `source_span(start, end)` gives the same words' offsets in `source`."""

    __slots__ = ("_ends", "_starts", "source", "text")

    def __init__(self, source: str) -> None:
        self.source = source
        self._starts: array[int] | None = None
        self._ends: array[int] | None = None
        if unicodedata.is_normalized("NFC", source) and not _HAS_DROPPED.search(source):
            composed = source
        else:
            composed = self._compose(source)
        self.text = _LATE_TONE.sub(_move_tone, _OTHER_SPELLING.sub(_respell, composed))

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Source offsets of the normal text's [start, end), which must not be empty."""
        if self._starts is None or self._ends is None:
            return start, end
        return self._starts[start], self._ends[end - 1]

    def normal_offset(self, source_offset: int) -> int:
        """The first normal offset at or after a source offset."""
        if self._starts is None:
            return source_offset
        low, high = 0, len(self._starts)
        while low < high:
            middle = (low + high) // 2
            if self._starts[middle] < source_offset:
                low = middle + 1
            else:
                high = middle
        return low

    def _compose(self, source: str) -> str:
        pieces: list[str] = []
        starts, ends = array("Q"), array("Q")
        for start, end, piece in _pieces(source):
            pieces.append(piece)
            if len(piece) == end - start:
                starts.extend(range(start, end))
                ends.extend(range(start + 1, end + 1))
            else:
                starts.extend([start] * len(piece))
                ends.extend([end] * len(piece))
        self._starts, self._ends = starts, ends
        return "".join(pieces)


def _pieces(source: str) -> Iterator[tuple[int, int, str]]:
    """The source cut where composing or dropping changes lengths: (start, end, composed)."""
    done = 0
    for match in _UNSTABLE.finditer(source):
        yield from _stable(source, done, match.start())
        bare = _HAS_DROPPED.sub("", match.group())
        if bare:
            composed = unicodedata.normalize("NFC", bare)
            yield match.start(), match.end(), composed
        done = match.end()
    yield from _stable(source, done, len(source))


def _stable(source: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """A stretch without marks: composed at once where that keeps its length, else letter by letter."""
    if start == end:
        return
    composed = unicodedata.normalize("NFC", source[start:end])
    if len(composed) == end - start:
        yield start, end, composed
        return
    for offset in range(start, end):
        yield offset, offset + 1, unicodedata.normalize("NFC", source[offset])


def _respell(match: "re.Match[str]") -> str:
    return _ONE_FOR_ONE[match.group()]


def _move_tone(match: "re.Match[str]") -> str:
    return _TONES.get(match.group(), match.group())
