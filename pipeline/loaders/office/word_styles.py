"""What a Word file's styles and lists say of its paragraphs and runs."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.loaders.office.numbering import Level, ListCounter

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF = frozenset({"0", "false", "off"})
_DEEPEST = 20  # styles based on styles


@dataclass(frozen=True, slots=True)
class Style:
    """What a style, or direct formatting, settles; None and False where it says nothing."""

    font: str | None = None
    hidden: bool | None = None
    list_id: str | None = None
    list_depth: int | None = None

    def over(self, base: "Style") -> "Style":
        """This style where it says something, else the other."""
        if self is NO_STYLE or self == base:
            return base
        if base is NO_STYLE:
            return self
        return Style(
            base.font if self.font is None else self.font,
            base.hidden if self.hidden is None else self.hidden,
            base.list_id if self.list_id is None else self.list_id,
            base.list_depth if self.list_depth is None else self.list_depth,
        )


NO_STYLE = Style()


@dataclass(slots=True)
class Styles:
    """The styles by id; `base` is what holds where none says otherwise, `paragraph` the id of the usual paragraph's."""

    base: Style = NO_STYLE
    paragraph: str | None = None
    own: dict[str, tuple[Style, str | None]] = field(default_factory=dict)
    settled: dict[str | None, Style] = field(default_factory=dict)

    def of(self, name: str | None) -> Style:
        """The style of an id with all it is based on."""
        if name not in self.settled:
            style, based_on = NO_STYLE, name
            for _ in range(_DEEPEST):
                if based_on is None or based_on not in self.own:
                    break
                own, based_on = self.own[based_on]
                style = style.over(own)
            self.settled[name] = style
        return self.settled[name]


def read_styles(root: "_Element | None") -> Styles:
    """The styles of word/styles.xml."""
    styles = Styles()
    if root is None:
        return styles
    default = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    styles.base = run_style(default)
    for element in root.iterfind(f"{W}style"):
        name = element.get(f"{W}styleId")
        if name is None:
            continue
        based_on = element.find(f"{W}basedOn")
        own = list_style(element.find(f"{W}pPr")).over(run_style(element.find(f"{W}rPr")))
        styles.own[name] = own, None if based_on is None else based_on.get(f"{W}val")
        if element.get(f"{W}type") == "paragraph" and is_on(element.get(f"{W}default", "0")):
            styles.paragraph = name
    return styles


def run_style(properties: "_Element | None") -> Style:
    """The font of w:rPr, and whether it hides."""
    if properties is None or not len(properties):
        return NO_STYLE
    fonts, hidden = properties.find(f"{W}rFonts"), properties.find(f"{W}vanish")
    font = None if fonts is None else fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi")
    return Style(font, None if hidden is None else is_on(hidden.get(f"{W}val", "1")))


def list_style(properties: "_Element | None") -> Style:
    """The list and depth of w:pPr."""
    numbers = None if properties is None else properties.find(f"{W}numPr")
    if numbers is None:
        return NO_STYLE
    list_id, depth = value_of(numbers, "numId"), value_of(numbers, "ilvl")
    return Style(list_id=list_id, list_depth=int(depth) if depth and depth.isdecimal() else None)


def value_of(element: "_Element", name: str) -> str | None:
    """The value of a child that holds nothing else."""
    child = element.find(W + name)
    return None if child is None else child.get(f"{W}val")


def is_on(value: str) -> bool:
    """Whether a switch of WordprocessingML stands on."""
    return value.lower() not in _OFF


@dataclass(slots=True)
class Lists:
    """The lists of a document, counting as its items come."""

    counters: dict[str, ListCounter] = field(default_factory=dict)
    restarts: dict[str, dict[int, int]] = field(default_factory=dict)

    def next_mark(self, list_id: str | None, depth: int) -> str:
        """The mark of the next item of a list, or nothing where there is no such list."""
        counter = self.counters.get(list_id or "")
        if counter is None:
            return ""
        for restarted, start in self.restarts.pop(list_id or "", {}).items():
            counter.restart(restarted, start)
        return counter.next_mark(depth)


def read_lists(root: "_Element | None") -> Lists:
    """The lists of word/numbering.xml; lists of one definition count on from each other, as Word does."""
    lists = Lists()
    if root is None:
        return lists
    defined = {
        element.get(f"{W}abstractNumId"): ListCounter(dict(_levels(element)))
        for element in root.iterfind(f"{W}abstractNum")
    }
    for element in root.iterfind(f"{W}num"):
        list_id, counter = element.get(f"{W}numId"), defined.get(value_of(element, "abstractNumId"))
        if list_id is None or counter is None:
            continue
        overrides = element.findall(f"{W}lvlOverride")
        own_levels = dict(pair for override in overrides for pair in _levels(override))
        lists.counters[list_id] = ListCounter({**counter.levels, **own_levels}) if own_levels else counter
        for override in overrides:
            start, depth = value_of(override, "startOverride"), override.get(f"{W}ilvl", "")
            if start and start.isdecimal() and depth.isdecimal():
                lists.restarts.setdefault(list_id, {})[int(depth)] = int(start)
    return lists


def _levels(element: "_Element") -> Iterator[tuple[int, Level]]:
    for level in element.iterfind(f"{W}lvl"):
        depth, start = level.get(f"{W}ilvl", "0"), value_of(level, "start") or "1"
        if depth.isdecimal():
            legal = level.find(f"{W}isLgl")
            yield (
                int(depth),
                Level(
                    form=value_of(level, "numFmt") or "decimal",
                    text=value_of(level, "lvlText") or "",
                    start=int(start) if start.isdecimal() else 1,
                    restarts=value_of(level, "lvlRestart") != "0",
                    legal=legal is not None and is_on(legal.get(f"{W}val", "1")),
                ),
            )
