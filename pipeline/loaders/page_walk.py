"""Reading a parsed page in one walk, without recursion: pages nest as deep as they like.

The walk is over lxml's own tree: a BeautifulSoup of the same parse costs several times the whole of the rest.
"""

import re
from dataclasses import dataclass, field

from lxml import etree

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
_FRAMES = frozenset({"iframe", "embed", "object"})
_LISTS = frozenset({"ul", "ol", "menu"})
_JSON_LD = "application/ld+json"
_STYLE_HIDDEN = re.compile(r"display\s{0,3}:\s{0,3}none|mso-hide\s{0,3}:\s{0,3}all", re.IGNORECASE)
_STYLE_UNMARKED_LIST = re.compile(r"list-style(?:-type)?\s{0,3}:\s{0,3}none", re.IGNORECASE)
_STYLE_NEWLINES = re.compile(r"white-space\s{0,3}:\s{0,3}pre", re.IGNORECASE)
_OWN_MARK = re.compile(r"[-–—+*•●▪]|\(?(?:[a-zđ]{1,2}|[ivxlcdm]{1,6}|\d{1,3}(?:\.\d{1,3}){0,4})[.)]", re.IGNORECASE)
_HUMPS = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SEPARATORS = re.compile(r"[^a-z0-9]+")


def read_page(root: "etree._Element", rules: PageRules) -> Page:
    """The lines, regions and head of a parsed page; scripts, styles, form controls and the like have no lines."""
    walk = _Walk(rules)
    walk.over(root)
    return Page(
        tuple(walk.lines), tuple(walk.regions), tuple(walk.head), tuple(walk.files), frozenset(walk.ids - walk.twice)
    )


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
    head: "list[tuple[int, etree._Element]]" = field(default_factory=list)
    files: "list[tuple[int, etree._Element]]" = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    twice: set[str] = field(default_factory=set)  # ids that several elements have
    firsts: list[int] = field(default_factory=list)  # how many lines there were before each open block
    block: "etree._Element | None" = None  # the innermost open block, or the last one left
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

    def over(self, root: "etree._Element") -> None:
        steps = etree.iterwalk(root, events=("start", "end"))
        skipped = None
        for event, element in steps:
            if event == "start":
                if self.enter(element):
                    self.say(element.text)
                else:
                    skipped = element
                    steps.skip_subtree()
                continue
            if element is skipped:
                skipped = None
            else:
                self.leave(element)
            if element is not root:
                self.say(element.tail)
        self.end_line()

    def say(self, text: str | None) -> None:
        if text:
            self.pieces.append(text)
            if self.links:
                self.linked += len(text.strip())

    def enter(self, element: "etree._Element") -> bool:
        """Begin an element; False where there is nothing in it to read."""
        name = element.tag
        if name == "br":
            self.break_line()
            return False
        if own := element.get("id"):
            (self.twice if own in self.ids else self.ids).add(own)
        if name in _HEAD or element.get("itemprop") or (name == "script" and element.get("type") == _JSON_LD):
            self.head.append((len(self.lines), element))
        if name in _SKIPPED:
            if name in _FRAMES:
                self.files.append((len(self.lines), element))
            return False
        if name not in _BLOCKS:
            return self.enter_inline(element)
        self.end_line()
        self.firsts.append(len(self.lines))
        self.block = element
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
            self.tables.append(Table(len(self.lines), len(self.regions), origin=element))
        elif name == "tr" and self.tables:
            self.tables[-1].add_row()
        return True

    def enter_inline(self, element: "etree._Element") -> bool:
        if _is_hidden(element):
            return False
        if element.tag == "a" and element.get("href"):  # without it, it is an anchor, as law texts are full of
            self.links += 1
            self.files.append((len(self.lines), element))
        return True

    def leave(self, element: "etree._Element") -> None:
        """End an element."""
        name = element.tag
        if name not in _BLOCKS:
            self.links -= name == "a" and bool(element.get("href"))
            return
        self.end_line()
        first = self.firsts.pop()
        self.block = element.getparent()
        self.gap = self.gap or name in _PARAGRAPHS
        if name in _HEADINGS:
            self.heading = 0
        self.verbatim -= _keeps_newlines(element)
        if name in _LISTS:
            self.lists.pop()
        elif name == "li":
            self.mark = ""
        elif name in ("td", "th") and self.tables:
            spans = (_count(element.get(side)) for side in ("colspan", "rowspan"))
            self.tables[-1].add_cell(first, len(self.lines), *spans, is_head=name == "th")
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

    def add_region(self, element: "etree._Element", first: int) -> None:
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

    def marks_of(self, element: "etree._Element") -> tuple[bool, bool]:
        """Whether the element's name, class, id, role and itemprop are those of furniture, of an article."""
        if element.tag in _UNMARKED:
            return False, element.tag == "article"
        values = (element.get(key) for key in ("id", "class", "role", "itemprop"))
        marks = " ".join([element.tag, *filter(None, values)])
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
            self.lines.append(Line(text, min(linked, len(text)), self.gap, self.heading, origin=self.block))
            self.gap, self.mark = False, ""
        return len(self.lines) > before


def _is_hidden(element: "etree._Element") -> bool:
    style = element.get("style")
    return (
        (style is not None and _STYLE_HIDDEN.search(style) is not None)
        or element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
    )


def _keeps_newlines(element: "etree._Element") -> bool:
    style = element.get("style")
    return element.tag == "pre" or (style is not None and _STYLE_NEWLINES.search(style) is not None)


def _list_of(element: "etree._Element") -> _List:
    if _STYLE_UNMARKED_LIST.search(element.get("style", "")):
        return _List("", None)
    if element.tag != "ol":
        return _List("- ", None)
    return _List("", _count(element.get("start")))


def _count(value: str | None) -> int:
    """A whole number of an attribute, 1 or more; 1 where it is none."""
    return max(int(value), 1) if value and value.isascii() and value.isdecimal() and len(value) < 6 else 1
