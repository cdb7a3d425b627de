"""A web page as lines of text and the regions they stand in."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element


@dataclass(frozen=True, slots=True)
class Cell:
    """The words of one cell in a line, by offsets of the line, and where in its table they stand, counted from 1."""

    start: int
    end: int
    row: int
    column: int
    row_head: str | None = None
    column_head: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line as a reader sees it. `linked` of its characters are links; a `gap` is an empty line before it.

    A `heading` has its level, 1 to 3; a `row` is a line of a table of data, its cells joined by " | ", which `cells`
    tells apart. `origin` is the element, for a row its table's, that the line began in.
    """

    text: str
    linked: int = 0
    gap: bool = False
    heading: int = 0
    row: bool = False
    cells: tuple[Cell, ...] = ()
    origin: "_Element | None" = None

    @property
    def plain(self) -> int:
        """How many characters are no links."""
        return len(self.text) - self.linked


@dataclass(frozen=True, slots=True)
class Region:
    """An element's lines, from `first` up to but not including `last`, and what its marks say it is."""

    first: int
    last: int
    furniture: bool = False
    article: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """Lines in reading order; regions, inner before outer; `head`, the elements that speak of the page itself, and
    `files`, links and frames that may show a file, each with the number of lines before it; `ids` of one element only."""

    lines: tuple[Line, ...]
    regions: tuple[Region, ...]
    head: "tuple[tuple[int, _Element], ...]"
    files: "tuple[tuple[int, _Element], ...]" = ()
    ids: frozenset[str] = frozenset()
