"""A web page as lines of text and the regions they stand in."""

from dataclasses import dataclass

from bs4 import Tag


@dataclass(frozen=True, slots=True)
class Line:
    """A line as a reader sees it. `linked` of its characters are links; a `gap` is an empty line before it.

    A `heading` has its level, 1 to 3; a `row` is a line of a table, its cells joined by " | ".
    """

    text: str
    linked: int = 0
    gap: bool = False
    heading: int = 0
    row: bool = False

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
    """Lines in reading order; regions, inner before outer; `head`, the elements that speak of the page itself, each
    with the number of lines before it."""

    lines: tuple[Line, ...]
    regions: tuple[Region, ...]
    head: tuple[tuple[int, Tag], ...]
