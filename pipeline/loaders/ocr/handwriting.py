"""Figures written by hand or stamped into the head of a page: read by a model of their own where Tesseract is not sure.

What is read anew keeps what was read first as its doubt. Where the model is not sure either, all stays as it was, and the
page tells what it leaves unread.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from statistics import median
from typing import TYPE_CHECKING

import regex

from pipeline.loaders.ocr.cells import Cell, HeadLine, Lines, bare, find_head_lines
from pipeline.loaders.ocr.digits import Strip, digit_model, read_digits, read_strip
from pipeline.loaders.ocr.picture import PreparedPage
from pipeline.loaders.printed.words import Word

if TYPE_CHECKING:
    from pipeline.loaders.ocr.picture import Picture

HOW_TO_INSTALL = "handwriting is read where its model is installed: pip install 'vanthu[ocr]'"
# how far strips reach above and below a line, in heights of its letters, and how they are drawn out: a hand does not keep
# to the line, and each strip shows the model the strokes in another size. Their readings are added up.
_STRIPS = tuple(
    (*reach, stretch) for reach in ((0.15, 0.15), (0.3, 0.25), (0.45, 0.35), (0.6, 0.4)) for stretch in (1, 1.25)
)
_BESIDE = 0.4  # heights to the left and right
_BLANK = 0.4  # heights between two words
_SURE, _MOST = (
    0.52,
    0.7,
)  # the share that a reading needs, of all that can be meant; of the strips, those that prefer it
_MEANT = 0.15  # of what the model reads, what can be meant: with less it sees something else
_OPENING = regex.compile(r"\W*(?:so?)?[\s:.]*")
_DATE = regex.compile(r"n?g?a?y(?P<day>[^y]{0,16}?)th?a?n?g(?P<month>[^y]{0,12}?)n?am(?P<year>.{4,12})")
_POSSIBLE = {"number": range(1, 1_000_000), "day": range(1, 32), "month": range(1, 13), "year": range(1945, 2100)}
# as such documents are written, a nought stands before days and numbers below ten, and before no other number
_USUAL = {
    "number": regex.compile(r"0[1-9]|[1-9]\d+"),
    "day": regex.compile(r"\d\d"),
    "month": regex.compile(r"0?[1-9]|1[0-2]"),
    "year": regex.compile(r"\d{4}"),
}
_UNUSUAL = 0.2  # how probable another form is beside it
# a 1 is written with a long stroke upwards in Viet Nam, which the model takes for an open 4; a 4 it never takes for a 1
_ONE_FOR_FOUR, _ALSO_ONE = 0.25, 0.03

Spans = dict[str, tuple[int, int]]  # of each kind of cell: its first step on a strip, and the one behind its last


@dataclass(frozen=True, slots=True)
class Reading:
    """The digits that a cell most probably holds, how probable they are (0 to 1), and whether that is enough."""

    digits: str = ""
    share: float = 0.0
    sure: bool = False


def read_handwriting(lines: Lines, page: PreparedPage) -> tuple[Lines, tuple[str, ...]]:
    """The lines of a page with the figures of its head, and what of these is unread."""
    head = list(find_head_lines(lines, page.size[1]))
    if not head:
        return lines, ()
    unit = median(word.bottom - word.top for line in lines for word in line)
    unread: list[str] = []
    for line in head:
        readings = _read(line, page, unit) if digit_model() else {}
        unread.extend(_unread(line, readings))
        if any(cell.unsure and readings.get(cell.kind, Reading()).sure for cell in line.cells):
            words = _number_words(line, readings) if line.label else _date_words(line, readings)
            lines = _replaced(lines, line.words, words)
    return lines, tuple(unread)


def _read(line: HeadLine, page: PreparedPage, unit: float) -> dict[str, Reading]:
    """What the cells of a line hold, by kind; in all inks where the picture without red shows nothing sure."""
    readings = _read_on(page.grey, line, page.dots, unit)
    if page.inks is not None and not all(readings[cell.kind].sure for cell in line.cells if cell.unsure):
        inked = _read_on(page.inks, line, page.dots, unit)
        readings = {
            kind: max(reading, inked[kind], key=lambda r: (r.sure, r.share)) for kind, reading in readings.items()
        }
    return readings


def _read_on(picture: "Picture", line: HeadLine, dots: float, unit: float) -> dict[str, Reading]:
    votes: dict[str, list[Mapping[str, float]]] = {cell.kind: [] for cell in line.cells}
    height = line.bottom - line.top
    reach = min(unit, unit * unit / height)  # a line is higher than its letters where the hand left it
    for above, below, stretch in _STRIPS:
        box = (
            line.left - _BESIDE * unit,
            line.top - above * reach,
            line.right + _BESIDE * unit,
            line.bottom + below * reach,
        )
        left, top, right, bottom = (max(round(edge * dots), 0) for edge in box)
        strip = read_strip(picture[top:bottom, left:right], stretch)
        for kind, (first, last) in _spans(strip, line).items():
            votes[kind].append(read_digits(strip, first, last))
    return {kind: _judge(kind, given) for kind, given in votes.items()}


def _spans(strip: Strip, line: HeadLine) -> Spans:
    """Where the cells of a line stand on a strip; nothing where the words around them are not found."""
    runs = [
        (letter, [step for step, _ in run])
        for letter, run in groupby(enumerate(strip.letters), key=lambda step: step[1])
    ]
    seen = [(letter, steps[0], steps[-1]) for letter, steps in runs if letter]
    text = "".join(bare(letter) for letter, _, _ in seen)
    if line.label:
        ends = _number_ends(text, line.label)
        found = {"number": ends} if ends else {}
    else:
        match = _DATE.search(text)
        found = {kind: match.span(kind) for kind in ("day", "month", "year")} if match else {}
    ends_at = [-1, *(last for _, _, last in seen)]
    starts_at = [*(first for _, first, _ in seen), len(strip.letters)]
    return {kind: (ends_at[first] + 1, starts_at[last]) for kind, (first, last) in found.items()}


def _number_ends(text: str, label: str) -> tuple[int, int] | None:
    """Where the number begins and ends in what the model reads of its line: before the stroke of the label."""
    match = _OPENING.match(text)
    start = match.end() if match else 0
    strokes = [at for at, letter in enumerate(text) if letter == label[0]]
    count = label.count(label[0])
    end = strokes[-count] if len(strokes) >= count else text.find(bare(label[1:3]), start)
    return (start, end) if end >= start else None


def _judge(kind: str, votes: Sequence[Mapping[str, float]]) -> Reading:
    """What most of the strips say, of what can be meant; no digits are a reading as well."""
    total: defaultdict[str, float] = defaultdict(float)
    tops: Counter[str] = Counter()
    for vote in votes:
        weighed = _weighed(kind, vote)
        tops[max(weighed, key=weighed.__getitem__, default="")] += 1
        for digits, share in weighed.items():
            total[digits] += share
    meant = sum(total.values())
    if meant < _MEANT * len(_STRIPS):
        return Reading()
    digits, share = max(total.items(), key=lambda item: item[1])
    sure = share >= _SURE * meant and tops[digits] >= _MOST * len(_STRIPS)
    return Reading(digits, share / meant, sure and digits != "")


def _weighed(kind: str, vote: Mapping[str, float]) -> dict[str, float]:
    weighed = {}
    for digits, share in vote.items():
        if digits and int(digits) not in _POSSIBLE[kind]:
            continue
        weight = 1.0 if not digits or _USUAL[kind].fullmatch(digits) else _UNUSUAL
        if any(vote.get(one, 0.0) > _ALSO_ONE * share for one in _with_one(digits)):
            weight *= _ONE_FOR_FOUR
        weighed[digits] = share * weight
    return weighed


def _with_one(digits: str) -> Iterator[str]:
    return (f"{digits[:at]}1{digits[at + 1 :]}" for at, digit in enumerate(digits) if digit == "4")


def _unread(line: HeadLine, readings: Mapping[str, Reading]) -> Iterator[str]:
    for cell in line.cells:
        reading = readings.get(cell.kind)
        if not cell.unsure or (reading and (reading.sure or not (reading.digits or cell.read))):
            continue
        where = f" before {line.label!r}" if line.label else ""
        likely = f": {reading.digits} by {100 * reading.share:.0f} of 100" if reading and reading.digits else ""
        missing = "" if reading else f"; {HOW_TO_INSTALL}"
        yield f"the {cell.kind}{where} is written by hand or unclear, and not read surely{likely}{missing}"


def _number_words(line: HeadLine, readings: Mapping[str, Reading]) -> list[Word]:
    """ "Số:" and the number with its label, as one word."""
    opening, last = line.words[0], line.words[-1]
    lost = not opening.text.startswith("Số")
    cell = replace(line.cells[0], read=" ".join(word.text for word in line.words)) if lost else line.cells[0]
    figure = _figure(cell, readings[cell.kind], last)
    if lost:
        opening = opening._replace(text="Số:", doubt=figure.doubt)
    near = opening.right + _BLANK * (opening.bottom - opening.top)  # the room for the number belongs to its word
    return [opening, figure._replace(text=figure.text + line.label, left=min(near, last.left))]


def _date_words(line: HeadLine, readings: Mapping[str, Reading]) -> list[Word]:
    """ "ngày", "tháng" and "năm" with their figures, spread over the line."""
    texts = []
    like = line.words[0]
    for name, cell in zip(("ngày", "tháng", "năm"), line.cells, strict=True):
        word = next((word for word in line.words if word.text == name), None)
        slip = next((word.text for word in line.words if bare(word.text).startswith(bare(name))), name)
        texts.append(word or like._replace(text=name, doubt=f"mended; it was read as {slip!r}"))
        texts.append(_figure(cell, readings[cell.kind], like))
    letters = sum(len(word.text) + 1 for word in texts) - 1
    step = (line.right - line.left) / letters
    words, at = [], line.left
    for word in texts:
        width = len(word.text) * step
        words.append(word._replace(left=at, right=at + width))
        at += width + step
    return words


def _figure(cell: Cell, reading: Reading, like: Word) -> Word:
    if not cell.unsure or not reading.sure:
        return like._replace(text=cell.read, confidence=cell.confidence, doubt=None)
    sure = round(100 * reading.share)
    doubt = f"written by hand or unclear: read with a confidence of {sure} of 100; it was first read as {cell.read!r}"
    agreed = reading.digits == cell.read
    return like._replace(text=reading.digits, confidence=sure, doubt=None if agreed else doubt)


def _replaced(lines: Lines, old: Sequence[Word], new: Sequence[Word]) -> Lines:
    """The lines with some words replaced by others, which stand where the first of them stood."""
    gone = set(old)
    return [
        [put for word in line for put in (new if word == old[0] else () if word in gone else (word,))] for line in lines
    ]
