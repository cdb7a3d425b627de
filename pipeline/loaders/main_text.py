"""The main text of a page: the region that holds it, its title and date beside it, without furniture."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from pipeline.loaders.main_region import LABEL, Sizes, choose_core, is_link, mark_furniture, mark_link_lists
from pipeline.loaders.page_lines import Line, Page, Region
from pipeline.loaders.page_places import places_of
from pipeline.loaders.page_rules import PageRules
from pipeline.model import Place

_ROUND_TITLE = 1_500  # summary, date and author between a title and its text hold no more
_FOOT = 12  # lines: copyright and address at a page's foot
_LOOK_BACK, _NEAR_TITLE = 40, 8
_BESIDE = 3  # lines: a date above a title, an author below a text
_MATCHING_TITLE = 15
_DATE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}")


@dataclass(frozen=True, slots=True)
class MainText:
    """The text, the line of its title (an index of the page's lines) or None, the lines it comes from, where its words
    stand, and 1 in `furniture` for each of the page's lines that is none of it by its marks."""

    text: str
    title_line: int | None
    first: int
    last: int
    places: tuple[Place, ...] = ()
    furniture: bytes = b""


def find_main_text(
    page: Page, titles: Sequence[str], rules: PageRules, without: frozenset[int] = frozenset()
) -> MainText:
    """The page's text without what surrounds it; `titles` are what its head calls it, the lines `without` are no text.

    Where all of it looks like furniture (a page of links), little is dropped or nothing: losing text is worse.
    """
    lines = page.lines
    sizes = Sizes.of(lines, rules)
    furniture = mark_furniture(page, sizes)
    for index in without:
        furniture[index] = 1
    noise = mark_link_lists(lines, furniture, rules)
    core = choose_core(page, sizes, furniture, noise)
    title_line = _title_line(lines, core, titles, noise)

    def is_text(index: int) -> bool:
        label = len(lines[index].text) <= LABEL and rules.furniture_lines.search(lines[index].text)
        return not noise[index] and not label

    kept = [index for index in range(core.first, _closing_line(lines, core, rules)) if is_text(index)]
    if kept and title_line is None and _is_headline(lines, core.first - 1, noise):
        title_line = core.first - 1
    if kept:
        kept = [*_above(lines, core, title_line, is_text), *kept, *_below(page, core, title_line, is_text)]
    else:
        kept = [index for index in range(len(lines)) if not furniture[index]] or list(range(len(lines)))
    text, places = _join(page, kept, _named_officials(lines, set(kept), rules))
    first, last = (kept[0], kept[-1] + 1) if kept else (0, 0)
    return MainText(text, title_line, first, last, places, bytes(furniture))


def same_title(line: str, title: str) -> bool:
    """Whether a line shows a title, perhaps without the site's name that the head puts around it."""
    a, b = fold_title(line), fold_title(title)
    return a == b or (len(a) >= _MATCHING_TITLE and a in b) or (len(b) >= _MATCHING_TITLE and b in a[: 2 * len(b)])


def fold_title(text: str) -> str:
    """One spelling of a title for comparing."""
    return re.sub(r"\W+", " ", unicodedata.normalize("NFC", text).casefold()).strip()


def _title_line(lines: Sequence[Line], core: Region, titles: Sequence[str], noise: bytearray) -> int | None:
    """The first line of the text, else the nearest before it, that shows a title of the head, the more exactly the
    better; else a heading there."""
    before = range(core.first - 1, max(-1, core.first - 1 - _LOOK_BACK), -1)
    inside = range(core.first, min(core.last, core.first + _LOOK_BACK // 2))
    near: list[int] = [i for i in (*inside, *before) if len(lines[i].text) <= 3 * LABEL and not is_link(lines[i])]
    alike = [i for i in near if any(same_title(lines[i].text, title) for title in titles)]
    if alike:
        return next((i for i in alike if lines[i].heading), alike[0])
    heads = [i for i in near if lines[i].heading and not noise[i]]
    close = (i for i in heads if lines[i].heading == 1 or -_NEAR_TITLE <= i - core.first < _NEAR_TITLE)
    return next(close, None)


def _is_headline(lines: Sequence[Line], index: int, noise: bytearray) -> bool:
    """Whether a line is a heading that links to what it is the heading of, as lists and some articles have them."""
    return index >= 0 and bool(lines[index].heading) and is_link(lines[index]) and not noise[index]


def _above(
    lines: Sequence[Line], core: Region, title_line: int | None, is_text: Callable[[int], bool]
) -> Iterable[int]:
    """The title above the text, what stands between them, and a date just above the title."""
    if title_line is None or title_line >= core.first:
        return []
    dates = [
        index
        for index in range(max(0, title_line - _BESIDE), title_line)
        if is_text(index) and len(lines[index].text) <= LABEL and _DATE.search(lines[index].text)
    ]
    between = [
        i for i in range(title_line + 1, core.first) if is_text(i) and (lines[i].heading or not is_link(lines[i]))
    ]
    if sum(lines[index].plain for index in between) > _ROUND_TITLE:
        between = []
    return [*dates, title_line, *between]


def _below(page: Page, core: Region, title_line: int | None, is_text: Callable[[int], bool]) -> Iterable[int]:
    """The few lines just below the text, an author's name for one, in the region that also holds the title."""
    if title_line is None or title_line >= core.first:
        return
    around = (region for region in page.regions if region.first <= title_line and core.last < region.last)
    last = min((region.last for region in around), default=core.last)
    for index in range(core.last, min(last, core.last + _BESIDE)):
        if not is_text(index) or is_link(page.lines[index]) or len(page.lines[index].text) > LABEL:
            return
        yield index


def _closing_line(lines: Sequence[Line], core: Region, rules: PageRules) -> int:
    """Where the text ends: at the copyright notice near its end, if it has one, else where the region ends."""
    for index in range(max(core.first, core.last - _FOOT), core.last):
        if len(lines[index].text) <= 2 * LABEL and rules.closing_lines.search(lines[index].text):
            return index
    return core.last


def _named_officials(lines: Sequence[Line], kept: set[int], rules: PageRules) -> Iterable[str]:
    """Lines outside the text that name who answers for the page."""
    outside = (line.text for index, line in enumerate(lines) if index not in kept and len(line.text) <= 3 * LABEL)
    return dict.fromkeys(text for text in outside if rules.kept_lines.search(text))


def _join(page: Page, kept: Iterable[int], named: Iterable[str]) -> tuple[str, tuple[Place, ...]]:
    """The kept lines, with an empty line where the page has one between two of them, and where they stand; then what
    names officials."""
    lines = page.lines
    parts: list[str] = []
    placed: list[tuple[int, Line]] = []
    previous, offset = -1, 0
    for index in kept:
        if parts:
            gap = any(line.gap for line in lines[previous + 1 : index + 1])
            parts.append("\n\n" if gap else "\n")
            offset += len(parts[-1])
        placed.append((offset, lines[index]))
        parts.append(lines[index].text)
        offset += len(parts[-1])
        previous = index
    return "\n\n".join(["".join(parts), *named]), places_of(placed, page.ids)
