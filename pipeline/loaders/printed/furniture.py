"""What belongs to the page and not to the document: running heads and feet, page numbers."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import regex

from pipeline.loaders.printed.rules import PrintRules
from pipeline.loaders.printed.tables import Table
from pipeline.loaders.printed.words import Line

_EDGE_LINES = 4  # lines at the top and at the foot of a page that can belong to the page
_HEAD, _FOOT = 0.16, 0.88  # shares of the page's height above and below which they stand
_WINDOW = 2  # pages before and behind in which a running head comes again
_LEVEL = 4.0  # points between the heights at which it stands there
_DIGITS = regex.compile(r"\d+")


@dataclass(slots=True)
class Page:
    """A page's words as lines from top to bottom, and its tables. `read_by` says how they were read."""

    number: int
    width: float
    height: float
    lines: list[Line]
    tables: list[Table] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    read_by: str = "text layer"


def without_furniture(pages: Iterable[Page], rules: PrintRules) -> Iterator[Page]:
    """The pages with their running heads, feet and numbers put aside (the words of the heads go to `heads`)."""
    before: deque[dict[str, list[float]]] = deque(maxlen=_WINDOW)
    waiting: deque[tuple[Page, dict[str, list[float]]]] = deque()
    for page in pages:
        waiting.append((page, _edges(page)))
        if len(waiting) > _WINDOW:
            yield _next(waiting, before, rules)
    while waiting:
        yield _next(waiting, before, rules)


def _next(
    waiting: deque[tuple[Page, dict[str, list[float]]]], before: deque[dict[str, list[float]]], rules: PrintRules
) -> Page:
    page, edges = waiting.popleft()
    others = [*before, *(seen for _, seen in waiting)]
    before.append(edges)
    edge = _edge_lines(page)
    if len(edge) == len(page.lines) and not page.tables:
        others = []  # a page that says nothing else repeats no running head
    taken = {id(line) for line in edge if _is_furniture(line, page, others, rules)}
    page.heads = [line.text for line in page.lines if id(line) in taken]
    page.lines = [line for line in page.lines if id(line) not in taken]
    return page


def _is_furniture(line: Line, page: Page, others: Sequence[dict[str, list[float]]], rules: PrintRules) -> bool:
    text = line.text.strip()
    if rules.gazette_head.match(text):
        return True
    if rules.page_number.match(text) and _alone(line, page):
        return True
    key = _key(text)
    return any(abs(line.top - top) < _LEVEL for seen in others for top in seen.get(key, ()))


def _alone(line: Line, page: Page) -> bool:
    """Whether nothing but other furniture stands further out: a page number is the first or last line."""
    level = [other for other in page.lines if abs(other.top - line.top) < line.height]
    return len(level) <= 2 and (
        all(other.top >= line.top - line.height for other in page.lines[:1])
        or all(other.top <= line.top + line.height for other in page.lines[-1:])
    )


def _edges(page: Page) -> dict[str, list[float]]:
    edges: dict[str, list[float]] = {}
    for line in _edge_lines(page):
        edges.setdefault(_key(line.text), []).append(line.top)
    return edges


def _edge_lines(page: Page) -> list[Line]:
    head = [line for line in page.lines[:_EDGE_LINES] if line.bottom < _HEAD * page.height]
    return head + [line for line in page.lines[-_EDGE_LINES:] if line.top > _FOOT * page.height]


def _key(text: str) -> str:
    return _DIGITS.sub("#", text.strip())
