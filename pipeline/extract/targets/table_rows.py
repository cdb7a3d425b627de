"""The tables of a text: rows whose cells stand in one line, or with a cell, or a piece of one, a line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from pipeline.extract.context import Context
from pipeline.extract.layout import Role
from pipeline.extract.targets.quantities import Stretch
from pipeline.text.blocks import Block

SEPARATOR = " | "
_MOST_CELLS = 30
_MOST_COLUMNS = 12
_MOST_LINES = 7  # lines of a cell that says what is measured
_HEAD_LINES = 18
_IDLE_LINES = 36  # lines without a row behind which a narrow table is over
_FIRST = ("1", "I")
_YEARS = regex.compile(r"20\d\d(?:\s*-\s*20\d\d)?")
_ROMAN = regex.compile(r"[IVX]{1,5}\.?")
_BLANK_LINE = regex.compile(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row, and the block it begins with."""

    block: int
    cells: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a narrow table: what is measured, its value, and the numbered row above one that has no number."""

    block: int
    named: Stretch
    value: Stretch
    under: Stretch | None


@dataclass(frozen=True, slots=True)
class NarrowTable:
    """A table whose cells are broken into lines; `last` is the block of its last value."""

    block: int
    last: int
    head: Stretch
    lines: tuple[Line, ...]


def level_tables(context: Context) -> Iterator[list[Row]]:
    """The tables whose rows are blocks: neighbours with at least two separators."""
    if SEPARATOR not in context.text:
        return
    rows: list[Row] = []
    for index, block in enumerate(context.blocks):
        if context.text.count(SEPARATOR, block.start, block.end) >= 2:
            rows.append(Row(index, tuple(_cells(context.text, block.start, block.end))))
        elif rows:
            yield rows
            rows = []
    if rows:
        yield rows


def upright_tables(context: Context) -> Iterator[list[Row]]:
    """The tables whose cells are blocks: "TT" and the other heads, then rows numbered from 1, a cell a line."""
    cells = [(block.start, block.end) for block in context.blocks]
    words = context.text
    for first in number_heads(context):
        ones = (i for i in range(first + 3, min(first + _MOST_COLUMNS, len(cells))) if words[slice(*cells[i])] == "1")
        body = next(ones, None)
        if body is None:
            continue
        width = body - first
        rows = [Row(first, tuple(cells[first:body]))]
        for number, row in enumerate(range(body, len(cells) - width + 1, width), start=1):
            if words[slice(*cells[row])] != str(number):
                break
            rows.append(Row(row, tuple(cells[row : row + width])))
        yield rows


def narrow_tables(context: Context, figure: "regex.Pattern[str]") -> Iterator[NarrowTable]:
    """The tables with one column of values and cells broken into lines; `figure` matches a line that is a value."""
    end = 0
    for first in number_heads(context):
        if first < end:
            continue
        blocks, text = context.blocks, context.text
        last = min(first + _HEAD_LINES, len(blocks))
        body = next((i for i in range(first + 3, last) if _words(text, blocks[i]) in _FIRST), None)
        if body is None:
            continue
        lines = tuple(_lines(context, first, body, figure))
        if len(lines) > 1:
            end = lines[-1].block + 1
            yield NarrowTable(first, lines[-1].block, (blocks[first].start, blocks[body - 1].end), lines)


def number_heads(context: Context) -> list[int]:
    """The blocks that are the head of a column of numbers ("TT")."""
    text, heads = context.text, context.rules.targets.tables.number
    longest = max(map(len, heads))
    return [
        index
        for index, block in enumerate(context.blocks)
        if block.end - block.start <= longest and _words(text, block).casefold() in heads
    ]


def _words(text: str, block: Block) -> str:
    return text[block.start : block.end]


def _lines(context: Context, first: int, body: int, figure: "regex.Pattern[str]") -> Iterator[Line]:
    """The rows of a narrow table whose head is `first`..`body`: each opens at the next number or behind a blank line."""
    blocks, text = context.blocks, context.text
    head = [_words(text, block) for block in blocks[first:body]]
    number, pieces, numbered = 0, list[int](), None
    index, idle, anew = body, 0, True
    while index < len(blocks) and idle <= _IDLE_LINES:
        words, idle = _words(text, blocks[index]), idle + 1
        opened = bool(pieces) and _words(text, blocks[pieces[0] - 1]) == str(number)
        if _is_page_head(context, index):
            pass
        elif words == head[0] and [_words(text, block) for block in blocks[index : index + len(head)]] == head:
            index += len(head) - 1
            idle = 0
        elif words.casefold() in context.rules.targets.tables.number:
            return
        elif _ROMAN.fullmatch(words):
            pieces, numbered, anew = [], None, True  # a part of the table, which may count from 1 again
        elif (words in (str(number), str(number + 1)) or (anew and words == "1")) and not opened:
            number, pieces, numbered, idle, anew = int(words), [], None, 0, False
        elif value := _value(text, blocks, pieces, index, figure):
            last = pieces[-1] if value[0] == blocks[index].start else pieces[-2]
            named = (blocks[pieces[0]].start, blocks[last].end)
            yield Line(index, named, value, numbered)
            numbered, pieces, idle = numbered or named, [], 0
        elif pieces or _opens(text, blocks, index, number):
            pieces = [*pieces, index] if len(pieces) < _MOST_LINES else []
        index += 1


def _is_page_head(context: Context, index: int) -> bool:
    """Whether a block is a page's running head, or the page number below one."""
    text, blocks = context.text, context.blocks
    if context.layout.roles[index] is not Role.RUNNING_HEAD:
        return False
    return not _words(text, blocks[index]).isdigit() or (index > 0 and _is_page_head(context, index - 1))


def _opens(text: str, blocks: Sequence[Block], index: int, number: int) -> bool:
    """Whether the words of a row may begin at a block: behind its number, or behind a blank line."""
    if not number or not any(letter.isalpha() for letter in _words(text, blocks[index])):
        return False
    behind = _words(text, blocks[index - 1]) == str(number)
    return behind or _BLANK_LINE.search(text, blocks[index - 1].end, blocks[index].start) is not None


def _value(
    text: str, blocks: Sequence[Block], pieces: list[int], index: int, figure: "regex.Pattern[str]"
) -> Stretch | None:
    """The value that a line is, with the sign in the line before it; None where it is none."""
    start, end = blocks[index].start, blocks[index].end
    if not pieces or _YEARS.fullmatch(text, start, end):
        return None
    if len(pieces) > 1 and figure.fullmatch(text, blocks[pieces[-1]].start, end):
        return blocks[pieces[-1]].start, end
    if figure.fullmatch(text, start, end) is None:
        return None
    further = blocks[index + 1].end if index + 1 < len(blocks) else end
    return (start, further) if figure.fullmatch(text, start, further) else (start, end)


def _cells(text: str, start: int, end: int) -> Iterator[Stretch]:
    """The stretch of each cell of a row, blanks left out."""
    for cell in text[start:end].split("|")[:_MOST_CELLS]:
        blank = len(cell) - len(cell.lstrip())
        yield start + blank, start + blank + len(cell.strip())
        start += len(cell) + 1
