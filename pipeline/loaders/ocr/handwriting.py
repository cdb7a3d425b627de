"""Figures written by hand or stamped into the head of a page: read by a model of their own where Tesseract is not sure.

What is read anew keeps what was read first as its doubt. Where the model is not sure either, all stays as it was, and the
page tells what it leaves unread.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from statistics import median

from pipeline.loaders.ocr.cells import Cell, HeadLine, Lines, bare, find_head_lines, split_names
from pipeline.loaders.ocr.digits import digit_model
from pipeline.loaders.ocr.figures import Reading, read_figures
from pipeline.loaders.ocr.picture import PreparedPage, has_ink
from pipeline.loaders.printed.words import Word

HOW_TO_INSTALL = "handwriting is read where its model is installed: pip install 'vanthu[ocr]'"
_BLANK = 0.4  # of a height, between two words
_NAMES = {"day": "ngày", "month": "tháng", "year": "năm"}


def read_handwriting(lines: Lines, page: PreparedPage) -> tuple[Lines, tuple[str, ...]]:
    """The lines of a page with the figures of its head, and what of these is unread."""
    lines = split_names(lines, page.size[1])
    head = find_head_lines(lines, page.size[1])
    if not head:
        return lines, ()
    height = median(word.bottom - word.top for line in lines for word in line)
    unread: list[str] = []
    for line in head:
        readings = read_figures(line, page, height) if digit_model() else {}
        unread.extend(_unread(line, readings, page))
        if any(cell.unsure and readings.get(cell.kind, Reading()).sure for cell in line.cells):
            words = _number_words(line, readings) if line.label else _date_words(line, readings)
            lines = _replaced(lines, line.words, words)
    return lines, tuple(unread)


def _unread(line: HeadLine, readings: Mapping[str, Reading], page: PreparedPage) -> Iterator[str]:
    for cell in line.cells:
        reading = readings.get(cell.kind)
        if not cell.unsure or (reading and reading.sure):
            continue
        if reading and not reading.digits and not cell.read and not has_ink(page, *_room(line, cell)):
            continue  # left empty
        where = f" before {line.label!r}" if line.label else ""
        likely = f": {reading.digits} by {100 * reading.share:.0f} of 100" if reading and reading.digits else ""
        missing = "" if reading else f"; {HOW_TO_INSTALL}"
        yield f"the {cell.kind}{where} is written by hand or unclear, and not read surely{likely}{missing}"


def _room(line: HeadLine, cell: Cell) -> tuple[float, float, float, float]:
    """The box of the room that is left behind the name of a cell without words: left, top, right, bottom in points."""
    names = [bare(word.text) for word in line.words]
    name = len(names) - 2 if line.label else names.index(bare(_NAMES[cell.kind]))
    following = line.words[name + 1 :]
    gap = _BLANK * (line.bottom - line.top) / 2
    return line.words[name].right + gap, line.top, (following[0].left if following else line.end) - gap, line.bottom


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
    """ "ngày", "tháng" and "năm", as many as have cells, with their figures, spread over the room of these."""
    texts = []
    like = line.words[0]
    for cell in line.cells:
        name = _NAMES[cell.kind]
        word = next((word for word in line.words if word.text == name), None)
        slip = next((word.text for word in line.words if bare(word.text).startswith(bare(name))), name)
        texts.append(word or like._replace(text=name, doubt=f"mended; it was read as {slip!r}"))
        texts.append(_figure(cell, readings.get(cell.kind, Reading()), like))
    letters = sum(len(word.text) + 1 for word in texts) - 1
    step = (line.end - line.left) / letters
    words, at = [], line.left
    for word in texts:
        width = len(word.text) * step
        words.append(word._replace(left=at, right=at + width))
        at += width + step
    return words


def _figure(cell: Cell, reading: Reading, like: Word) -> Word:
    if not cell.unsure or not reading.sure:
        return like._replace(text=cell.read, confidence=cell.confidence, doubt=None)
    sure = min(round(100 * reading.share), 99)  # a second opinion is never certain
    doubt = f"written by hand or unclear: read with a confidence of {sure} of 100; it was first read as {cell.read!r}"
    agreed = reading.digits == cell.read
    return like._replace(text=reading.digits, confidence=sure, doubt=None if agreed else doubt)


def _replaced(lines: Lines, old: Sequence[Word], new: Sequence[Word]) -> Lines:
    """The lines with some words replaced by others, which stand where the first of them stood."""
    gone = set(old)
    return [
        [put for word in line for put in (new if word == old[0] else () if word in gone else (word,))] for line in lines
    ]
