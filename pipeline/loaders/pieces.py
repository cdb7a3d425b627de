"""Paragraphs and tables as office formats hold them, in runs of one font each."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """Text set in one font; `font` is its name where the format tells it. A newline is a line break.

    OPTIONAL_HYPHEN of loaders.legacy is one that shows only where a line breaks.
    """

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
