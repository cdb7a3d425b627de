"""Where the head of a page leaves room for figures: the document's number and the day of its date.

Both are written by hand or stamped into what was printed or typed: "Số: ..... /QĐ-UBND", "..., ngày .... tháng 4 năm
2030". A cell is one such place, with what Tesseract read in it.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import regex

from pipeline.loaders.ocr.mending import spell_code
from pipeline.loaders.printed.words import Word

Lines = list[list[Word]]

_HEAD = 0.4  # of the page's height: the head of a document ends above
_LEVEL = 0.3  # of the lower word's height that words on one line share
_SURE = 75  # of 100: figures read with as much confidence, and in their form, are not read again
_MOST_BETWEEN = 14  # signs between "Số" and the label: more are words of a sentence
_LETTER, _CAPITAL = "[A-ZĐÐƯa-zđư0-9]", "[A-ZĐÐƯ]"
_PARTS = rf"{_CAPITAL}{_LETTER}{{0,9}}"
# "/QĐ-UBND", "/2030/NQ-HĐND", "-KH/TU", "/TTg"; the stroke can be lost where a figure was written over it
_LABEL = regex.compile(
    rf"(?:(?P<stroke>[/⁄])(?:(?:19|20)\d\d[/⁄])?{_PARTS}(?:[-–]{_PARTS}){{0,4}}"
    rf"|[-–]{_PARTS}[/⁄]{_PARTS}|{_PARTS}(?:[-–]{_PARTS}){{1,4}})(?=[.,;]?\Z)"
)
_NUMBER = regex.compile(r"\d{1,6}")
_OPENING = regex.compile(r"[Ss]\S{0,4}")
_DAY_WORD, _MONTH_WORD, _YEAR_WORD = (regex.compile(word) for word in ("ngay(.*)", "thang(.*)", "nam(.*)"))
_FIGURE = regex.compile(r"(\d{1,4})[.,;]?")


@dataclass(frozen=True, slots=True)
class Cell:
    """A place for figures: its `kind` ("number", "day", "month", "year"), what Tesseract reads there and how surely, of
    100, and whether that needs another look.
    """

    kind: str
    read: str
    confidence: int
    unsure: bool


@dataclass(frozen=True, slots=True)
class HeadLine:
    """A line of a head with cells: the words that they take up, from left to right, and the box in points in which they
    and what stands on both sides of them can be seen; the last cell has room up to `end`.

    `label` is what follows the number ("/QĐ-UBND"); it is empty on the line of the date.
    """

    words: tuple[Word, ...]
    cells: tuple[Cell, ...]
    left: float
    top: float
    right: float
    bottom: float
    end: float
    label: str = ""


def find_head_lines(lines: Lines, height: float) -> Iterator[HeadLine]:
    """The lines of a page whose cells need another look: that of the number, that of the date."""
    head = [word for word in chain.from_iterable(lines) if word.bottom < _HEAD * height]
    for find in (_number_line, _date_line):
        line = next((found for word in head if (found := find(word, head))), None)
        if line and line.cells:
            yield line


def bare(text: str) -> str:
    """The letters of a text without their marks, small; as many as before."""
    return "".join(unicodedata.normalize("NFD", letter)[0] for letter in text.lower().replace("đ", "d"))


def _number_line(last: Word, head: Sequence[Word]) -> HeadLine | None:
    """The line of a document's number whose label a word holds or ends with; without cells where it was read well."""
    match = _LABEL.search(last.text)
    if match is None:
        return None
    level = _level(last, head)
    before = [word for word in level if word.left < last.left]
    openings = [i for i, word in enumerate(before) if _OPENING.fullmatch(word.text)]
    start = next(
        (i for i in reversed(openings) if bare(before[i].text).strip(":. ") == "so"), next(iter(openings), None)
    )
    if start is None or (start and before[start].left - before[start - 1].right < _height(last)):
        return None  # within a sentence
    words = (*before[start:], last)
    read = " ".join([*(word.text for word in words[1:-1]), last.text[: match.start()]]).strip(" :")
    if len(read) > _MOST_BETWEEN:
        return None
    label = match.group().rstrip(".,;")
    weakest = min((word.confidence or 0) for word in words[1:] if word.text not in ":.")
    well = _NUMBER.fullmatch(read) and match["stroke"] and weakest >= _SURE
    label = label if label[0] in "/⁄-–" else f"/{label}"
    cells = () if well else (Cell("number", read, weakest, unsure=True),)
    return _line(words, cells, None, spell_code(label))


def _date_line(word: Word, head: Sequence[Word]) -> HeadLine | None:
    """The line of a document's date, of which a word is "tháng"; the place stands before "ngày". Of its cells it has
    those from the first to the last that is unsure.
    """
    if not _MONTH_WORD.fullmatch(bare(word.text)):
        return None
    level = _level(word, head)
    at = level.index(word)
    first = next((i for i in range(at) if word.text[:1] == "t" and _DAY_WORD.fullmatch(bare(level[i].text))), None)
    year = next((i for i in range(at + 1, len(level)) if _YEAR_WORD.fullmatch(bare(level[i].text))), None)
    if not first or year is None or level[first].text[0] != "n":
        return None
    own = _YEAR_WORD.fullmatch(bare(level[year].text))
    last = year if own and own[1] else min(year + 1, len(level) - 1)
    words = tuple(level[first : last + 1])
    parts = (words[: at - first], words[at - first : year - first], words[year - first :])
    kinds = (
        ("day", _DAY_WORD, range(1, 32)),
        ("month", _MONTH_WORD, range(1, 13)),
        ("year", _YEAR_WORD, range(1945, 2100)),
    )
    cells = []
    for (kind, name, allowed), part in zip(kinds, parts, strict=True):
        glued = name.fullmatch(bare(part[0].text))
        read = " ".join(
            [part[0].text[len(part[0].text) - len(glued[1]) :] if glued else "", *(w.text for w in part[1:])]
        ).strip()
        figure = _FIGURE.fullmatch(read)
        weakest = min(word.confidence or 0 for word in part)
        if figure and int(figure[1]) in allowed and weakest >= _SURE:
            cells.append(Cell(kind, figure[1], weakest, unsure=False))
        else:
            cells.append(Cell(kind, read, weakest, unsure=True))
    unsure = [index for index, cell in enumerate(cells) if cell.unsure]
    if not unsure:
        return _line(words, (), None)
    begin, end = unsure[0], unsure[-1] + 1
    taken, behind = chain.from_iterable(parts[begin:end]), next(chain.from_iterable(parts[end:]), None)
    return _line(tuple(taken), tuple(cells[begin:end]), behind)


def _level(word: Word, head: Sequence[Word]) -> list[Word]:
    """The words that share a line with a word, from left to right."""

    def shares(other: Word) -> bool:
        shared = min(word.bottom, other.bottom) - max(word.top, other.top)
        return shared >= _LEVEL * min(_height(word), _height(other))

    return sorted(filter(shares, head), key=lambda other: other.left)


def _line(words: tuple[Word, ...], cells: tuple[Cell, ...], behind: Word | None, label: str = "") -> HeadLine:
    """The line of words that hold cells; `behind` is the word before which the last one ends."""
    seen = (*words, behind) if behind else words
    top, bottom = min(word.top for word in seen), max(word.bottom for word in seen)
    end = max(behind.left, words[-1].right) if behind else words[-1].right
    return HeadLine(words, cells, words[0].left, top, seen[-1].right, bottom, end, label)


def _height(word: Word) -> float:
    return word.bottom - word.top
