"""Where the head of a page leaves room for figures: the document's number and the day of its date.

Both are written by hand or stamped into what was printed or typed: "Số: ..... /QĐ-UBND", "..., ngày .... tháng 4 năm
2030". A cell is one such place, with what Tesseract read in it.
"""

import unicodedata
from collections.abc import Sequence
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
_FIGURE = regex.compile(r"\d{1,4}[.,;]?")
# a day below ten and the first two months are written with a nought: where it is missing, something was overlooked
_DAY, _YEAR = regex.compile(r"0[1-9]|[12]\d|3[01]"), regex.compile(r"19[4-9]\d|20\d\d")
_MONTH = regex.compile(r"0[1-9]|[3-9]|1[0-2]")
_GLUED = regex.compile(r"(?:[Ss]ố:?|[Ss]\p{L}?:|(?:ngày|tháng|năm)(?=\d))(?=[^\s:.])")


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


def find_head_lines(lines: Lines, height: float) -> list[HeadLine]:
    """The lines of a page whose cells need another look: that of the number, that of the date."""
    head = [word for word in chain.from_iterable(lines) if word.bottom < _HEAD * height]
    number = next((found for word in head if (found := _number_line(word, head))), None)
    by_hand = number is not None and number.cells != ()
    date = next((found for word in head if (found := _date_line(word, head, by_hand=by_hand))), None)
    return [line for line in (number, date) if line and line.cells]


def split_names(lines: Lines, height: float) -> Lines:
    """The lines of a page with names at its head apart from the figures that stand close behind ("Số:8/KH-UBND")."""
    return [list(chain.from_iterable(_apart(word, height) for word in line)) for line in lines]


def _apart(word: Word, height: float) -> tuple[Word, ...]:
    match = _GLUED.match(word.text) if word.bottom < _HEAD * height else None
    if match is None:
        return (word,)
    at = word.left + (word.right - word.left) * match.end() / len(word.text)
    return word._replace(text=match.group(), right=at), word._replace(text=word.text[match.end() :], left=at)


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
    # what is printed stands close before its label, apart from it only what was written into room that was left
    close = last.text.startswith(read)
    well = _NUMBER.fullmatch(read) and close and match["stroke"] and weakest >= _SURE
    label = label if label[0] in "/⁄-–" else f"/{label}"
    cells = () if well else (Cell("number", read, weakest, unsure=True),)
    return _line(words, cells, None, spell_code(label))


def _date_line(word: Word, head: Sequence[Word], *, by_hand: bool) -> HeadLine | None:
    """The line of a document's date, of which a word is "tháng"; the place stands before "ngày". Of its cells it has
    those from the first to the last that is unsure. Whoever wrote the number `by_hand` wrote the day as well.
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
        ("day", _DAY_WORD, None if by_hand else _DAY),
        ("month", _MONTH_WORD, _MONTH),
        ("year", _YEAR_WORD, _YEAR),
    )
    cells = []
    for (kind, name, form), part in zip(kinds, parts, strict=True):
        glued = name.fullmatch(bare(part[0].text))
        read = " ".join(
            [part[0].text[len(part[0].text) - len(glued[1]) :] if glued else "", *(w.text for w in part[1:])]
        ).strip()
        read = read.rstrip(".,;") if _FIGURE.fullmatch(read) else read
        weakest = min(word.confidence or 0 for word in part)
        cells.append(Cell(kind, read, weakest, not (form and form.fullmatch(read) and weakest >= _SURE)))
    if not any(letter.isdigit() for letter in cells[-1].read):
        return None  # no year is left to the pen alone: these are words of a sentence
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
