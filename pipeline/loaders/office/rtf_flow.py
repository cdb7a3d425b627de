"""Stretches of an RTF file's text that are read for themselves: the document, a footnote, a text box."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from pipeline.loaders.office.table_builder import PieceBuilder, RowShape
from pipeline.loaders.pieces import Piece, Run


@dataclass(slots=True)
class Row:
    """The row of a table as it is defined, cell after cell."""

    start: int = 0
    edges: list[int] = field(default_factory=list)
    covered: list[bool] = field(default_factory=list)
    covers_next: bool = False
    is_head: bool = False

    def add(self, edge: int) -> None:
        self.edges.append(edge)
        self.covered.append(self.covers_next)
        self.covers_next = False

    @property
    def shape(self) -> RowShape:
        return RowShape(self.start, tuple(self.edges), tuple(self.covered), self.is_head)


@dataclass(slots=True)
class Flow:
    """Text being read. Its pieces go to `sink` at its end; `boxes` waits for the end of the open paragraph."""

    sink: list[Piece]
    group: int = 0
    builder: PieceBuilder = field(default_factory=PieceBuilder)
    runs: list[Run] = field(default_factory=list)
    boxes: list[Piece] = field(default_factory=list)

    def end_paragraph(self, depth: int, mark: bool = True) -> None:
        """End the paragraph; without a `mark` of its end only where there is one."""
        if self.runs or mark:
            self.builder.add(tuple(_joined(self.runs)), depth)
        self.runs.clear()
        for piece in self.boxes:
            self.builder.add(piece, depth)
        self.boxes.clear()

    def end_cell(self, depth: int) -> None:
        self.end_paragraph(depth, mark=False)
        self.builder.end_cell(depth)

    def end_row(self, depth: int, row: Row) -> None:
        self.end_paragraph(depth, mark=False)
        self.builder.end_row(depth, row.shape)

    def end(self) -> None:
        self.end_paragraph(0, mark=False)
        self.sink.extend(self.builder.finish())


def _joined(runs: Sequence[Run]) -> Iterator[Run]:
    """Neighbours of one font as one run, the halves of a surrogate pair as one character."""
    for font, group in groupby(runs, key=lambda run: run.font):
        text = "".join(run.text for run in group)
        if any("\ud800" <= char <= "\udfff" for char in text):
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        yield Run(text, font)
