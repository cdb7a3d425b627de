"""Paragraphs and tables as office formats hold them, in runs of one font each, put together to stored text."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from pipeline.loaders.known import Found
from pipeline.loaders.page_lines import Line
from pipeline.loaders.page_rules import load_page_rules
from pipeline.loaders.page_tables import Table as Shape
from pipeline.loaders.page_tables import data_rows, official_block
from pipeline.model import Place, Stated
from pipeline.text.stored import stored_text

CELL_SEPARATOR = " | "


@dataclass(frozen=True, slots=True)
class Run:
    """Text set in one font; `font` is its name where the format tells it. A newline is a line break."""

    text: str
    font: str | None = None


Paragraph = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell holds, and how many columns it spans. `element` names it; without, it is told by its place."""

    pieces: tuple["Piece", ...] = ()
    span: int = 1
    element: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; a cell that a merged one covers stands there empty. The first `heads` rows are the columns' heads.

    `is_sheet` where it is no table on a page, which may only place things there, but a spreadsheet.
    """

    rows: tuple[tuple[Cell, ...], ...]
    heads: int = 1
    is_sheet: bool = False


Piece = Paragraph | Table
Convert = Callable[[Sequence[Run]], tuple[Sequence[Run], Sequence[Stated]]]
PARAGRAPH_END = Run("\n")


def as_they_are(runs: Sequence[Run]) -> tuple[Sequence[Run], Sequence[Stated]]:
    """No conversion."""
    return runs, ()


def assemble(pieces: Sequence[Piece], convert: Convert = as_they_are) -> Found:
    """The text and places of a document: paragraphs joined by newlines, a row of a table on a line, its cells by " | ".

    Tables that only place things on the page come cell after cell, as those of web pages do. `convert` is given the
    runs of the whole document in order, each paragraph's followed by PARAGRAPH_END, and gives back as many.
    """
    runs, stated = convert([run for paragraph in _paragraphs(pieces) for run in (*paragraph, PARAGRAPH_END)])
    writer = _Writer(_texts(runs, pieces))
    writer.write(pieces)
    text = "".join(writer.parts).rstrip("\n")
    return Found(text, places=tuple(writer.places), stated=tuple(stated))


def _paragraphs(pieces: Sequence[Piece]) -> Iterator[Paragraph]:
    for piece in pieces:
        if isinstance(piece, Table):
            for row in piece.rows:
                for cell in row:
                    yield from _paragraphs(cell.pieces)
        else:
            yield piece


def _texts(runs: Sequence[Run], pieces: Sequence[Piece]) -> Iterator[str]:
    """The text of each paragraph, from the runs of all of them."""
    at = 0
    for paragraph in _paragraphs(pieces):
        yield stored_text("".join(run.text for run in runs[at : at + len(paragraph)]))
        at += len(paragraph) + 1


class _Writer:
    """Writes pieces one after another; `texts` gives what their paragraphs say, in the same order."""

    def __init__(self, texts: Iterator[str]) -> None:
        self.texts = texts
        self.parts: list[str] = []
        self.places: list[Place] = []
        self.length = 0
        self.tables = 0
        self.gap = False

    def write(self, pieces: Sequence[Piece]) -> None:
        for piece in pieces:
            if not isinstance(piece, Table):
                for line in next(self.texts).split("\n"):
                    self.line(line.rstrip())
                continue
            self.tables += 1
            self.table(piece, [[list(self.lines(cell.pieces)) for cell in row] for row in piece.rows])

    def lines(self, pieces: Sequence[Piece]) -> Iterator[str]:
        """The lines of a cell, those of tables in it among them."""
        count = sum(1 for _ in _paragraphs(pieces))
        for _ in range(count):
            yield from filter(None, (" ".join(line.split()) for line in next(self.texts).split("\n")))

    def line(self, text: str) -> None:
        """A line of its own; empty ones make a gap."""
        if not text.strip():
            self.gap = self.length > 0
            return
        self.put(f"\n{text}\n" if self.gap else f"{text}\n")
        self.gap = False

    def put(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def table(self, table: Table, cells: list[list[list[str]]]) -> None:
        self.gap = self.length > 0
        if table.is_sheet or _holds_data(table, cells):
            self.rows(table, [[" ".join(lines) for lines in row] for row in cells])
        else:
            for text in chain.from_iterable(chain.from_iterable(cells)):
                self.line(text)
        self.gap = True

    def rows(self, table: Table, texts: list[list[str]]) -> None:
        heads = _column_heads(table, texts)
        for number, (row, row_texts) in enumerate(zip(table.rows, texts, strict=True), start=1):
            is_head = number <= table.heads
            row_head = None if is_head else _row_head(row_texts)
            said = list(_columns(row, row_texts))
            while said and not said[-1][1]:
                said.pop()
            if said and self.gap:
                self.put("\n")
                self.gap = False
            for column, (cell, text) in enumerate(said, start=1):
                if column > 1:
                    self.put(CELL_SEPARATOR)
                if text:
                    element = cell.element or f"table {self.tables}, row {number}, column {column}"
                    column_head = None if is_head else heads.get(column)
                    own_head = None if text == row_head else row_head
                    self.places.append(
                        Place(self.length, self.length + len(text), None, element, own_head, column_head)
                    )
                    self.put(text)
            if said:
                self.put("\n")


def _columns(row: Sequence[Cell], texts: Sequence[str]) -> Iterator[tuple[Cell, str]]:
    """Column by column; the columns that a cell spans beyond its first are empty."""
    for cell, text in zip(row, texts, strict=True):
        yield cell, text
        yield from ((cell, "") for _ in range(cell.span - 1))


def _holds_data(table: Table, cells: list[list[list[str]]]) -> bool:
    """Whether a table's rows belong together; else it places an official head, signatures or columns of prose."""
    nested = any(isinstance(piece, Table) for row in table.rows for cell in row for piece in cell.pieces)
    lines: list[Line] = []
    shape = Shape(0, 0, nested=nested)
    for row in cells:
        shape.add_row()
        for texts in row:
            shape.add_cell(len(lines), len(lines) + len(texts))
            lines.extend(Line(text) for text in texts)
    return official_block(shape, lines, load_page_rules()) is None and data_rows(shape, lines) is not None


def _column_heads(table: Table, texts: list[list[str]]) -> dict[int, str]:
    """What the head rows say of each column, from above; a spanning head is that of all its columns."""
    heads: dict[int, list[str]] = {}
    for row, cells in zip(table.rows[: table.heads], texts, strict=False):
        column = 1
        for cell, text in zip(row, cells, strict=True):
            for spanned in range(column, column + cell.span) if text else ():
                heads.setdefault(spanned, []).append(text)
            column += cell.span
    return {column: " / ".join(dict.fromkeys(said)) for column, said in heads.items()}


def _row_head(cells: Sequence[str]) -> str | None:
    """The first cell of a row that has words; its running number is none."""
    return next((text for text in cells if any(map(str.isalpha, text)) and len(text) > 3), None)
