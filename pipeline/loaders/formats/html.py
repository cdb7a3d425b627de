"""Web pages: the main text, the title, the day of publication."""

import re
from dataclasses import dataclass, replace

from pipeline.loaders.encoding import declared_encoding, decode
from pipeline.loaders.known import Found, Known, document_of
from pipeline.loaders.loader import LoadError
from pipeline.loaders.page_rules import load_page_rules
from pipeline.model import Document, Stated
from pipeline.text.stored import stored_text

_HEAD = 16_384
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|title|frameset)\b", re.IGNORECASE)
_NAMES = rb"p|div|table|tr|td|span|h[1-6]|ul|ol|li|font|center|article|section|a|b|i"
_ELEMENT = re.compile(rb"<(?:br|%b)\b[^<>]{0,400}>" % _NAMES, re.IGNORECASE)
_CLOSING = re.compile(rb"</(?:script|%b)\s{0,9}>" % _NAMES, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class HtmlLoader:
    """A page, or a piece of one."""

    name: str = "html"
    general: bool = False

    def claims(self, data: bytes, name: str) -> bool:
        """By a page's own elements; a piece of a page by elements that are closed, or by beginning with one."""
        plain = data[:_HEAD].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")  # UTF-16 shows through its NULs
        if _PAGE.match(plain) or (plain.startswith((b"<", b"&")) and _PAGE.search(plain)):
            return True
        if _ELEMENT.match(plain):
            return len(_ELEMENT.findall(plain)) + len(_CLOSING.findall(plain)) > 1
        needed = 1 if name.lower().endswith((".html", ".htm", ".aspx")) else 3
        return bool(_ELEMENT.search(plain)) and len(_CLOSING.findall(plain)) >= needed

    def load(self, data: bytes, known: Known) -> Document:
        decoded = decode(data, declared_encoding(data[:4096]))
        found = read_html(decoded.text, known.url, known.fetched)
        if not found.text.strip():
            raise LoadError("empty", "a page that shows no text by itself (a script may fetch it)")
        return document_of(replace(found, doubt=decoded.doubt), known, self.name)


def read_html(markup: str, url: str | None = None, fetched: str | None = None) -> Found:
    """The main text of a page and what the page says of itself; the text is empty where it shows none.

    `fetched`, an ISO day, is when the page was got: it was published no later.
    """
    from pipeline.loaders.main_text import find_main_text  # noqa: PLC0415 - these import lxml
    from pipeline.loaders.page_attributes import find_attributes  # noqa: PLC0415
    from pipeline.loaders.page_dates import Fetch, find_published  # noqa: PLC0415
    from pipeline.loaders.page_encoding import convert_page  # noqa: PLC0415
    from pipeline.loaders.page_head import choose_title, read_head  # noqa: PLC0415
    from pipeline.loaders.page_links import find_links  # noqa: PLC0415
    from pipeline.loaders.page_tree import parse  # noqa: PLC0415
    from pipeline.loaders.page_walk import read_page  # noqa: PLC0415

    rules = load_page_rules()
    root = parse(markup)
    if root is None:
        return Found("")
    converted = convert_page(root, markup)
    page = read_page(root, rules)
    head = read_head(page, url)
    attributes = find_attributes(page.lines, rules)
    main = find_main_text(page, head.titles, rules, attributes.lines)
    candidates = find_published(page, head, main, Fetch(url or head.url, fetched), rules)
    published, source = candidates[0] if candidates else (None, None)
    heading = None if main.title_line is None else page.lines[main.title_line].text
    return Found(
        text=stored_text(main.text),
        url=head.url,
        title=choose_title(head, heading, rules),
        published=published,
        published_source=source,
        places=main.places,
        stated=(*converted, *attributes.stated, *(Stated("published", day, witness) for day, witness in candidates)),
        links=find_links(page, main, head.base or url or head.url, rules),
    )


LOADER = HtmlLoader()
