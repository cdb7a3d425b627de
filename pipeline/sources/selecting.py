"""Taking fields and links out of a page, as a description says where they stand."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from unicodedata import normalize
from urllib.parse import quote

from pipeline.loaders.days import VIETNAM, as_day, read_day
from pipeline.model import Link
from pipeline.sources.addresses import absolute
from pipeline.sources.description import Fields, Links, Selection

if TYPE_CHECKING:
    from parsel import Selector

DAYS = frozenset({"published", "date", "effective"})
_MAX_VALUE = 1000
_KEPT = "%/:?#[]@!$&'()*,;="  # of what an address may hold: all but the plus sign, which means a blank in a query


@dataclass(frozen=True, slots=True)
class Value:
    """A field as printed on the page, and as kept: days as ISO days, None where the print is no day."""

    printed: str
    kept: str | None


Values = Mapping[str, Value]


def parse(text: str) -> "Selector":
    """A page ready to be searched."""
    from parsel import Selector  # noqa: PLC0415 - comes with the extra `crawl`

    return Selector(text or "<html></html>", type="html")


def select(root: "Selector", selection: Selection) -> "list[Selector]":
    """The elements or texts a selection names, in their order; without css and xpath the root itself."""
    if selection.css is not None:
        return list(root.css(selection.css))
    if selection.xpath is not None:
        return list(root.xpath(selection.xpath))
    return [root]


def read_fields(root: "Selector", fields: Fields, formats: Iterable[str] = ()) -> dict[str, Value]:
    """The described fields that stand on the page; `body` is not one of them."""
    found: dict[str, Value] = {}
    for name, selection in fields.given().items():
        if name == "body":
            continue
        printed = next(filter(None, (_printed(element, selection) for element in select(root, selection))), None)
        if printed is not None:
            found[name] = Value(printed, read_date(printed, formats) if name in DAYS else printed)
    return found


def read_markup(root: "Selector", selection: Selection) -> str | None:
    """The markup of all elements a selection names; None where there is none that shows anything."""
    parts = [element.get() for element in select(root, selection) if _shown(element)]
    return "\n".join(parts) or None


def read_links(root: "Selector", links: Links, base: str) -> Iterator[Link]:
    """The links a description names, absolute, each address once."""
    seen: set[str] = set()
    for element in select(root, links):
        for holder in _holders(element, links.attribute):
            url = _address(holder, links, base)
            if url is None or url in seen:
                continue
            if (links.match and not re.search(links.match, url)) or (links.refuse and re.search(links.refuse, url)):
                continue
            seen.add(url)
            yield Link(url, _words_of(holder))


def all_links(root: "Selector", base: str) -> Iterator[Link]:
    """Every link of a page, in its order, each address once."""
    return read_links(root, Links(css="a"), base)


def read_date(text: str, formats: Iterable[str] = ()) -> str | None:
    """The ISO day of a printed date in Vietnam's time: by the first format that fits, else as dates are usually printed."""
    for form in formats:
        try:
            moment = datetime.strptime(text.strip(), form)  # noqa: DTZ007 - without a zone it is Vietnam's time
        except ValueError:
            continue
        if moment.tzinfo is not None:
            moment = moment.astimezone(VIETNAM)
        return as_day(moment.year, moment.month, moment.day)
    return read_day(text)


def _printed(element: "Selector", selection: Selection) -> str | None:
    text = _shown(element)
    if selection.pattern is not None:
        found = re.search(selection.pattern, text)
        if found is None:
            return None
        text = next((group for group in found.groups() if group), found[0]) if found.groups() else found[0]
    return text.strip()[:_MAX_VALUE] or None


def _shown(element: "Selector") -> str:
    """The words on one line, their letters composed: what a page says of itself is compared, and proves nothing."""
    if isinstance(element.root, str):
        text = element.root
    else:
        text = " ".join(element.xpath(".//text()[not(ancestor::script or ancestor::style)]").getall())
    return " ".join(normalize("NFC", text).split())


def _holders(element: "Selector", attribute: str) -> "list[Selector]":
    """The element itself where it has the attribute, else all below it that do; a text is its own holder."""
    if isinstance(element.root, str) or element.root.get(attribute) is not None:
        return [element]
    return list(element.xpath(f".//*[@{attribute}]"))


def _address(holder: "Selector", links: Links, base: str) -> str | None:
    raw = holder.root if isinstance(holder.root, str) else holder.root.get(links.attribute)
    if links.pattern is not None:
        found = re.search(links.pattern, raw)
        if found is None:
            return None
        raw = found[1] if found.re.groups else found[0]
    if links.address is not None:
        raw = links.address.replace("{}", quote(raw.strip(), safe=_KEPT))
    return absolute(base, raw)


def _words_of(holder: "Selector") -> str:
    if isinstance(holder.root, str):
        return ""
    return _shown(holder) or " ".join((holder.root.get("title") or "").split())
