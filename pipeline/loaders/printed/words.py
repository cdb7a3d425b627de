"""Words on a page with their boxes, and the stretches of print that they make side by side.

Coordinates are points from the page's upper left corner, as the page is shown; y grows downwards.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter, itemgetter
from typing import NamedTuple

import regex

from pipeline.text.markers import ITEM_MARKER

_SAME_ROW = 0.35  # of a word's height: how far middles of words on one row can be apart
_BLANK = 2.2  # heights: a wider blank parts columns, also where the file writes both sides in one go
_JUMP = 0.9  # heights: a blank that parts columns where the file writes its sides apart
_AFTER_MARKER = 6  # heights: the blank behind the marker of a list item
_left, _right = attrgetter("left"), attrgetter("right")
_BACK = 0.5  # heights by which boxes of neighbours can overlap
_SHARED = 0.3  # of the lower one's height: neighbours on a line share as much
_SMALL = 0.8  # of the height beside it: a raised figure
_MARKER = regex.compile(ITEM_MARKER)
_RULED = "_-–—=*~"
_RULE = regex.compile(rf"[{_RULED.replace('-', '')}-]{{3,}}")


class Word(NamedTuple):
    """A word and its box. `order` tells its place in the file: neighbours on one line there differ by one.

    `confidence` (0 to 100) is that of recognition; None for words that the file itself holds. `doubt` says why the text
    is not what was read.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    order: int
    confidence: int | None = None
    doubt: str | None = None


@dataclass(slots=True)
class Line:
    """Words of one row that stand together, from left to right."""

    words: list[Word]
    left: float
    top: float
    right: float
    bottom: float

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


def line_of(words: Sequence[Word]) -> Line:
    """The line that words make, in the order given; its height is that of most of its letters."""
    usual = sorted(words, key=_height)[len(words) // 2]
    left, right = min(words, key=_left).left, max(words, key=_right).right
    return Line(list(words), left, usual.top, right, usual.bottom)


def _height(word: Word) -> float:
    return word.bottom - word.top


def find_lines(words: Iterable[Word]) -> list[Line]:
    """The lines of a page from top to bottom. Rules drawn with characters are no words.

    Words that the file writes one after the other stay together; what it writes apart is joined where it stands level
    and near.
    """
    kept = [word for word in words if word.text[0] not in _RULED or not _RULE.fullmatch(word.text)]
    chains = [line_of(chain) for chain in _chains(kept)]
    lines = [line for row in _rows(chains) for line in _joined(row)]
    return sorted(_with_raised(lines), key=lambda line: (line.top, line.left))


def _chains(words: Iterable[Word]) -> Iterator[list[Word]]:
    chain: list[Word] = []
    for word in words:
        if chain and not _follows(chain, word):
            yield chain
            chain = []
        chain.append(word)
    if chain:
        yield chain


def _follows(chain: list[Word], word: Word) -> bool:
    """Whether a word stands behind the last one of a chain on the same line."""
    before = chain[-1]
    if word.order != before.order + 1:
        return False
    height = before.bottom - before.top
    if before.top != word.top or before.bottom != word.bottom:
        least = min(height, word.bottom - word.top)
        if min(before.bottom, word.bottom) - max(before.top, word.top) < _SHARED * least:
            return False
    blank = word.left - before.right
    if blank < height * _BLANK:
        return blank > -_BACK * height
    return blank < height * _AFTER_MARKER and len(chain) == 1 and _MARKER.fullmatch(before.text) is not None


def _rows(chains: list[Line]) -> list[list[Line]]:
    """Chains whose middles are level, from left to right."""
    rows: list[list[Line]] = []
    level = height = 0.0
    for doubled, chain in sorted(((c.top + c.bottom, c) for c in chains), key=itemgetter(0)):
        if rows and doubled / 2 - level < _SAME_ROW * min(height, chain.height):
            rows[-1].append(chain)
        else:
            rows.append([chain])
            level, height = doubled / 2, chain.height
    for row in rows:
        row.sort(key=lambda chain: chain.left)
    return rows


def _joined(row: list[Line]) -> Iterator[Line]:
    line = row[0]
    for chain in row[1:]:
        blank = chain.left - line.right
        marker = len(line.words) == 1 and _MARKER.fullmatch(line.text)
        if blank < max(line.height, chain.height) * (_AFTER_MARKER if marker else _JUMP):
            line = line_of([*line.words, *chain.words])
        else:
            yield line
            line = chain
    yield line


def _with_raised(lines: list[Line]) -> list[Line]:
    """Small raised or lowered words put back into the line that they stand at."""
    if not lines:
        return lines
    usual = sorted(line.height for line in lines)[len(lines) // 2]
    small = [line for line in lines if line.height < _SMALL * usual and len(line.text) < 12]
    taken = []
    for line in small:
        middle = (line.top + line.bottom) / 2
        for other in lines:
            near = other.left < line.left < other.right + 0.5 * other.height
            if other.height > line.height / _SMALL and other.top - 1 < middle < other.bottom + 1 and near:
                other.words = sorted([*other.words, *line.words], key=lambda word: word.left)
                other.right = max(other.right, line.right)
                taken.append(id(line))
                break
    return [line for line in lines if id(line) not in taken] if taken else lines
