"""Reading a parsed page in one walk, without recursion: pages nest as deep as they like."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from pipeline.loaders.page_lines import Line, Page, Region
from pipeline.loaders.page_rules import PageRules
from pipeline.loaders.page_tables import Table, data_rows, official_block

# fmt: off
_SKIPPED = frozenset({
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "applet", "audio", "video",
    "canvas", "map", "input", "select", "button", "textarea", "datalist", "option", "progress", "title", "meta", "link",
    "base", "img", "col",
})
_PARAGRAPHS = frozenset({
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "blockquote", "pre", "table", "figure", "hr", "article",
    "fieldset",
})
_REGIONS = frozenset({
    "body", "main", "div", "section", "header", "footer", "nav", "aside", "form", "center", "address", "blockquote",
    "td", "th", "table", "ul", "ol", "dl", "menu", "article", "fieldset", "figure", "details", "marquee",
})
_BLOCKS = _REGIONS | _PARAGRAPHS | {
    "html", "head", "li", "dd", "dt", "caption", "figcaption", "summary", "tbody", "thead", "tfoot", "tr", "legend",
}
# fmt: on
_UNMARKED = frozenset({"html", "head", "body", "main", "article", "form"})  # their classes tell of the whole page
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3}
_HEAD = frozenset({"meta", "link", "title", "time", "base"})
_LISTS = frozenset({"ul", "ol", "menu"})
_STYLE_HIDDEN = re.compile(r"display\s{0,3}:\s{0,3}none|mso-hide\s{0,3}:\s{0,3}all", re.IGNORECASE)
_STYLE_UNMARKED_LIST = re.compile(r"list-style(?:-type)?\s{0,3}:\s{0,3}none", re.IGNORECASE)
_STYLE_NEWLINES = re.compile(r"white-space\s{0,3}:\s{0,3}pre", re.IGNORECASE)
_OWN_MARK = re.compile(r"[-–—+*•●▪]|\(?(?:[a-zđ]{1,2}|[ivxlcdm]{1,6}|\d{1,3}(?:\.\d{1,3}){0,4})[.)]", re.IGNORECASE)
_HUMPS = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SEPARATORS = re.compile(r"[^a-z0-9]+")


def read_page(soup: BeautifulSoup, rules: PageRules) -> Page:
    """The lines, regions and head of a parsed page; scripts, styles, form controls and the like have no lines."""
    walk = _Walk(rules)
    walk.over(soup)
    return Page(tuple(walk.lines), tuple(walk.regions), tuple(walk.head))


@dataclass(slots=True)
class _List:
    """A list being read; `number` is its next item's, None where items show bullets."""

    bullet: str
    number: int | None

    def next_mark(self) -> str:
        if self.number is None:
            return self.bullet
        self.number += 1
        return f"{self.number - 1}. "


@dataclass(slots=True)
class _Walk:
    rules: PageRules
    lines: list[Line] = field(default_factory=list)
    regions: list[Region] = field(default_factory=list)
    head: list[tuple[int, Tag]] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    linked: int = 0  # characters of the pieces that are links
    links: int = 0  # how many of the open elements are links
    verbatim: int = 0  # how many of them keep newlines
    heading: int = 0  # the level of the open heading
    gap: bool = False
    mark: str = ""  # of the list item whose first line is to come
    lists: list[_List] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    seen_marks: dict[str, tuple[bool, bool]] = field(default_factory=dict)

    def over(self, root: Tag) -> None:
        pending: list[tuple[Tag, Iterator[object], int]] = [(root, iter(root.contents), 0)]
        while pending:
            element, children, first = pending[-1]
            for child in children:
                if type(child) is NavigableString:  # comments, scripts and declarations are subclasses of it
                    self.pieces.append(child)
                    if self.links:
                        self.linked += len(child.strip())
                elif isinstance(child, Tag) and self.enter(child):
                    pending.append((child, iter(child.contents), len(self.lines)))
                    break
            else:
                pending.pop()
                self.leave(element, first)
        self.end_line()

    def enter(self, element: Tag) -> bool:
        """Begin an element; False where there is nothing in it to read."""
        name = element.name
        if name in _HEAD or "itemprop" in element.attrs or element.get("type") == "application/ld+json":
            self.head.append((len(self.lines), element))
        if name in _SKIPPED:
            return False
        if name == "br":
            self.break_line()
            return False
        if name not in _BLOCKS:
            if _is_hidden(element):
                return False
            self.links += _is_link(element)
            return True
        self.end_line()
        self.gap = self.gap or name in _PARAGRAPHS
        self.heading = _HEADINGS.get(name, self.heading)
        self.verbatim += _keeps_newlines(element)
        if name in _LISTS:
            self.lists.append(_list_of(element))
        elif name == "li" and self.lists:
            self.mark = self.lists[-1].next_mark()
        elif name == "table":
            if self.tables:
                self.tables[-1].nested = True
            self.tables.append(Table(len(self.lines), len(self.regions)))
        elif name == "tr" and self.tables:
            self.tables[-1].add_row()
        return True

    def leave(self, element: Tag, first: int) -> None:
        """End an element whose lines begin at `first`."""
        name = element.name
        if name not in _BLOCKS:
            self.links -= _is_link(element)
            return
        self.end_line()
        self.gap = self.gap or name in _PARAGRAPHS
        if name in _HEADINGS:
            self.heading = 0
        self.verbatim -= _keeps_newlines(element)
        if name in _LISTS:
            self.lists.pop()
        elif name == "li":
            self.mark = ""
        elif name in ("td", "th") and self.tables:
            self.tables[-1].add_cell(first, len(self.lines))
        elif name == "table":
            self.end_table(self.tables.pop())
        if name in _REGIONS:
            self.add_region(element, first)

    def end_table(self, table: Table) -> None:
        """Let rows stand for the lines of a table of data; the regions inside it are gone then."""
        block = official_block(table, self.lines, self.rules)
        rows = None if block else data_rows(table, self.lines)
        if rows is not None:
            del self.regions[table.regions :]
        if (settled := block or rows) is not None:
            self.lines[table.first :] = settled

    def add_region(self, element: Tag, first: int) -> None:
        """Note the element's lines, unless the region inside it has the same lines and marks."""
        last = len(self.lines)
        if first == last:
            return
        furniture, article = self.marks_of(element)
        furniture = furniture or _is_hidden(element)
        inner = self.regions[-1] if self.regions else None
        if inner and (inner.first, inner.last) == (first, last):
            furniture, article = furniture or inner.furniture, article or inner.article
            self.regions.pop()
        self.regions.append(Region(first, last, furniture, article))

    def marks_of(self, element: Tag) -> tuple[bool, bool]:
        """Whether the element's name, class, id, role and itemprop are those of furniture, of an article."""
        if element.name in _UNMARKED:
            return False, element.name == "article"
        attrs = element.attrs
        words = [
            element.name,
            *(str(attrs[key]) for key in ("id", "class", "role", "itemprop") if key in attrs),
        ]
        marks = " ".join(words)
        known = self.seen_marks.get(marks)
        if known is None:
            plain = _SEPARATORS.sub(" ", _HUMPS.sub(" ", marks).lower())
            known = (
                bool(self.rules.furniture_marks.search(plain)),
                bool(self.rules.article_marks.search(plain)),
            )
            self.seen_marks[marks] = known
        return known

    def break_line(self) -> None:
        """A <br>: it ends a line, or makes the gap where there is none to end."""
        if self.verbatim:
            self.pieces.append("\n")
        elif not self.end_line():
            self.gap = True

    def end_line(self) -> bool:
        """Put what was gathered into a line; False where it was nothing but blanks."""
        if not self.pieces:
            return False
        gathered = "".join(self.pieces)
        linked, self.linked = self.linked, 0
        self.pieces.clear()
        before = len(self.lines)
        for part in gathered.split("\n") if self.verbatim else (gathered,):
            text = " ".join(part.split())
            if not text:
                self.gap = self.gap or bool(self.verbatim and len(self.lines) > before)
                continue
            if self.mark and not _OWN_MARK.match(text):
                text = self.mark + text
            self.lines.append(Line(text, min(linked, len(text)), self.gap, self.heading))
            self.gap, self.mark = False, ""
        return len(self.lines) > before


def _is_link(element: Tag) -> bool:
    return element.name == "a" and "href" in element.attrs  # without it, it is an anchor, as law texts are full of


def _is_hidden(element: Tag) -> bool:
    attrs = element.attrs
    return "hidden" in attrs or attrs.get("aria-hidden") == "true" or bool(_STYLE_HIDDEN.search(_style(element)))


def _keeps_newlines(element: Tag) -> bool:
    return element.name == "pre" or bool(_STYLE_NEWLINES.search(_style(element)))


def _style(element: Tag) -> str:
    return str(element.attrs.get("style", ""))


def _list_of(element: Tag) -> _List:
    if _STYLE_UNMARKED_LIST.search(_style(element)):
        return _List("", None)
    if element.name != "ol":
        return _List("- ", None)
    start = str(element.attrs.get("start", "1"))
    return _List("", int(start) if start.isdecimal() and len(start) < 6 else 1)
