"""The paragraphs and tables of office formats put together to stored text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Literal

from pipeline.loaders.known import Found
from pipeline.loaders.legacy import convert_runs
from pipeline.loaders.page_lines import Line
from pipeline.loaders.page_rules import load_page_rules
from pipeline.loaders.page_tables import Table as Shape
from pipeline.loaders.page_tables import data_rows, official_block
from pipeline.loaders.pieces import Cell, Paragraph, Piece, Run, Table
from pipeline.model import Place
from pipeline.text.stored import stored_text

CELL_SEPARATOR = " | "
_LONGEST_OF_ROW = 200  # characters of a cell, where a table is but one row of a longer one


PARAGRAPH_END = Run("\n")


def assemble(pieces: Sequence[Piece]) -> Found:
    """The text and places of a document: paragraphs joined by newlines, a row of a table on a line, its cells by " | ".

    Tables that only place things on the page come cell after cell, as those of web pages do. Text in old
    encodings is converted, the runs of the whole document at once.
    """
    runs, stated = convert_runs([run for paragraph in _paragraphs(pieces) for run in (*paragraph, PARAGRAPH_END)])
    writer = _Writer()
    writer.write(_said(pieces, iter(runs)))
    return Found("".join(writer.parts).rstrip("\n"), places=tuple(writer.places), stated=tuple(stated))


def _paragraphs(pieces: Sequence[Piece]) -> Iterator[Paragraph]:
    for piece in pieces:
        if isinstance(piece, Table):
            for row in piece.rows:
                for cell in row:
                    yield from _paragraphs(cell.pieces)
        else:
            yield piece


@dataclass(frozen=True, slots=True)
class _SaidTable:
    """A table with what its cells say: lines, and tables in them."""

    table: Table
    cells: tuple[tuple["_Said", ...], ...]

    def texts(self) -> list[list[str]]:
        """Each cell on one line."""
        return [[" ".join(_lines(said)) for said in row] for row in self.cells]

    def lines(self) -> Iterator[str]:
        return chain.from_iterable(_lines(said) for row in self.cells for said in row)


_Said = Sequence[str | _SaidTable]


def _said(pieces: Sequence[Piece], runs: Iterator[Run]) -> list[str | _SaidTable]:
    """The pieces with stored text in place of their runs, which are taken from `runs`."""
    said: list[str | _SaidTable] = []
    for piece in pieces:
        if isinstance(piece, Table):
            said.append(_SaidTable(piece, tuple(tuple(_said(cell.pieces, runs) for cell in row) for row in piece.rows)))
        else:
            text = stored_text("".join(run.text for run in islice(runs, len(piece))))
            next(runs)  # its PARAGRAPH_END
            said.extend(line.rstrip() for line in text.split("\n"))
    return said


def _lines(said: _Said) -> Iterator[str]:
    """The lines of a cell without blanks around them, those of tables in it among them."""
    for one in said:
        if isinstance(one, _SaidTable):
            yield from one.lines()
        elif line := " ".join(one.split()):
            yield line


class _Writer:
    """Writes lines and tables one after another, and notes where cells come to stand."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.places: list[Place] = []
        self.length = 0
        self.tables = 0
        self.gap = False

    def write(self, said: _Said) -> None:
        for one in said:
            if isinstance(one, str):
                self.line(one)
            else:
                self.tables += 1
                self.gap = self.length > 0
                self.table(one)
                self.gap = True

    def line(self, text: str, *, may_part: bool = True) -> None:
        """A line of its own; empty ones make a gap, if they may."""
        if not text.strip():
            self.gap = self.gap or (may_part and self.length > 0)
            return
        self.put(f"\n{text}\n" if self.gap else f"{text}\n")
        self.gap = False

    def put(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def table(self, said: _SaidTable) -> None:
        """A table of data row by row, an official head or signatures column by column, others cell by cell."""
        shape = _shape(said)
        if shape == "data":
            self.rows(said.table, said.texts(), self.tables)
        elif shape == "official":
            for column in range(max(map(len, said.cells))):
                for row in said.cells:
                    for one in row[column] if column < len(row) else ():
                        for line in (one,) if isinstance(one, str) else one.lines():
                            self.line(line, may_part=False)
        else:
            for row in said.cells:
                for cell in row:
                    self.write(cell)

    def rows(self, table: Table, texts: list[list[str]], table_number: int) -> None:
        heads = _column_heads(table, texts)
        for number, (row, row_texts) in enumerate(zip(table.rows, texts, strict=True), start=1):
            is_head = number <= table.heads
            row_head = None if is_head else _row_head(row_texts)
            columns = list(_columns(row, row_texts))
            while columns and not columns[-1][1] and not (is_head and columns[-1][0] is _last_filled(row, row_texts)):
                columns.pop()
            if not columns:
                continue
            if self.gap:
                self.put("\n")
                self.gap = False
            for column, (cell, text) in enumerate(columns, start=1):
                if column > 1:
                    self.put(CELL_SEPARATOR if text or column < len(columns) else CELL_SEPARATOR.rstrip())
                if text:
                    place = Place(
                        self.length,
                        self.length + len(text),
                        element=cell.element or f"table {table_number}, row {number}, column {column}",
                        row_head=None if text == row_head else row_head,
                        column_head=None if is_head else heads.get(column),
                    )
                    self.places.append(place)
                    self.put(text)
            self.put("\n")


def _columns(row: Sequence[Cell], texts: Sequence[str]) -> Iterator[tuple[Cell, str]]:
    """Column by column; the columns that a cell spans beyond its first are empty."""
    for cell, text in zip(row, texts, strict=True):
        yield cell, text
        yield from ((cell, "") for _ in range(cell.span - 1))


def _last_filled(row: Sequence[Cell], texts: Sequence[str]) -> Cell | None:
    """The last cell of a row of several that says something: as a head it stands over all that it spans."""
    filled = [cell for cell, text in zip(row, texts, strict=True) if text]
    return filled[-1] if len(filled) > 1 else None


def _shape(said: _SaidTable) -> Literal["data", "official", "layout"]:
    """Whether a table's rows belong together, or it only places an official head, signatures or columns of prose."""
    if said.table.is_sheet:
        return "data"
    lines: list[Line] = []
    shape = Shape(0, 0, nested=any(isinstance(one, _SaidTable) for row in said.cells for cell in row for one in cell))
    for row in said.cells:
        shape.add_row()
        for cell in row:
            first = len(lines)
            lines.extend(Line(line) for line in _lines(cell))
            shape.add_cell(first, len(lines))
    if official_block(shape, lines, load_page_rules()) is not None:
        return "official"
    filled = [sum(cell.last > cell.first for cell in row) for row in shape.rows]
    is_row = len(filled) == 1 and filled[0] > 2 and max(len(line.text) for line in lines) <= _LONGEST_OF_ROW
    return "data" if is_row or data_rows(shape, lines) is not None else "layout"


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
