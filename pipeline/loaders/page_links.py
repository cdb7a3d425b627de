"""The files that a page gives beside its text: attachments, frames that show a document."""

from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urljoin, urlsplit

from pipeline.loaders.main_text import MainText
from pipeline.loaders.page_lines import Page
from pipeline.loaders.page_rules import PageRules
from pipeline.model import Link

if TYPE_CHECKING:
    from lxml.etree import _Element

_BEFORE, _AFTER = 10, 40  # lines about the main text in which attachments stand
_MAX_ADDRESS, _MAX_WORDS = 2_000, 300
_VIEWER_KEYS = ("file", "url", "src")


def find_links(page: Page, main: MainText, base: str | None, rules: PageRules) -> tuple[Link, ...]:
    """Links to files in and just around the main text, none from furniture; absolute where the page has an address."""
    found: dict[str, Link] = {}
    for line, element in page.files:
        if not main.first - _BEFORE <= line <= main.last + _AFTER or _is_furniture(main, line):
            continue
        for address in _addresses(element):
            if len(address) <= _MAX_ADDRESS and rules.attachment_addresses.search(unquote(address)):
                url = _absolute(address, base)
                words = " ".join("".join(map(str, element.itertext())).split()) or element.get("title") or ""
                if url is not None and (url not in found or not found[url].text):
                    found[url] = Link(url, words[:_MAX_WORDS])
    return tuple(found.values())


def _is_furniture(main: MainText, line: int) -> bool:
    return line < len(main.furniture) and main.furniture[line] == 1


def _addresses(element: "_Element") -> Iterator[str]:
    """What an element points to, and the file that a viewer in it shows."""
    address = (element.get("href") or element.get("src") or element.get("data") or "").strip()
    if not address or address.startswith(("javascript:", "mailto:", "data:", "#")):
        return
    try:
        query = parse_qs(urlsplit(address).query)
    except ValueError:
        return
    shown = (
        [value for key in _VIEWER_KEYS for value in query.get(key, ()) if "." in value] if element.tag != "a" else []
    )
    yield from shown or [address]


def _absolute(address: str, base: str | None) -> str | None:
    try:
        url = urljoin(base or "", address)
        scheme = urlsplit(url).scheme
    except ValueError:
        return None
    return url if scheme in ("http", "https", "ftp", "") else None
