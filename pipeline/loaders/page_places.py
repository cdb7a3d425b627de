"""Where in a page the words of its text stand: the cell of a table, or the element by its CSS path."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import regex

from pipeline.loaders.page_lines import Line
from pipeline.model import Place

if TYPE_CHECKING:
    from lxml.etree import _Element

_NAME = regex.compile(r"[\p{L}_][\p{L}\p{N}_-]*")
_MOST_STEPS = 12  # of a path: enough to find an element in any page that nests within reason


def places_of(lines: Sequence[tuple[int, Line]], ids: frozenset[str]) -> tuple[Place, ...]:
    """The places of a text's lines, each given with its offset; lines of one element that follow each other have one.

    Tables are counted as they come in the text; `ids` are those that one element alone has.
    """
    return tuple(_places(lines, Paths(ids)))


def _places(lines: Sequence[tuple[int, Line]], paths: "Paths") -> Iterator[Place]:
    tables: dict[_Element | None, int] = {}
    start, end, open_element = 0, 0, None
    for offset, line in lines:
        same = not line.cells and line.origin is open_element
        if open_element is not None and not same:
            yield Place(start, end, element=paths.path(open_element))
        if line.cells:
            open_element = None
            table = tables.setdefault(line.origin, len(tables) + 1)
            for cell in line.cells:
                element = f"table {table}, row {cell.row}, column {cell.column}"
                yield Place(offset + cell.start, offset + cell.end, None, element, cell.row_head, cell.column_head)
            continue
        if not same:
            start, open_element = offset, line.origin
        end = offset + len(line.text)
    if open_element is not None:
        yield Place(start, end, element=paths.path(open_element))


class Paths:
    """CSS paths of a page's elements, as a browser has them, from the nearest element with an id of its own."""

    def __init__(self, ids: frozenset[str]) -> None:
        self._ids = ids
        self._steps: dict[_Element, dict[_Element, str]] = {}

    def path(self, element: "_Element") -> str:
        """Finds the element, and it alone, unless it stands deeper than any page should."""
        steps: list[str] = []
        while len(steps) < _MOST_STEPS:
            name, parent = element.get("id"), element.getparent()
            if name in self._ids and _NAME.fullmatch(name or ""):
                steps.append(f"#{name}")
                break
            if parent is None or element.tag == "body":
                steps.append(element.tag)
                break
            steps.append(self._step(parent, element))
            if element.tag == "tr" and parent.tag == "table":
                steps.append("tbody")  # which browsers put there, whether the page has it or not
            element = parent
        return " > ".join(reversed(steps))

    def _step(self, parent: "_Element", element: "_Element") -> str:
        """A child among those of its name; children are counted once."""
        if parent not in self._steps:
            names = Counter(child.tag for child in parent)
            met: Counter[str] = Counter()
            self._steps[parent] = steps = {}
            for child in parent:
                met[child.tag] += 1
                alone = names[child.tag] == 1
                steps[child] = child.tag if alone else f"{child.tag}:nth-of-type({met[child.tag]})"
        return self._steps[parent][element]
