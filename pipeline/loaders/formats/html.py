"""Web pages: the main text, the title, the day of publication."""

import re
import warnings
from dataclasses import dataclass, replace

from pipeline.loaders.encoding import declared_encoding, decode
from pipeline.loaders.known import Found, Known, document_of
from pipeline.loaders.loader import LoadError
from pipeline.loaders.page_rules import load_page_rules
from pipeline.model import Document
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
        found = read_html(decoded.text, known.url)
        if not found.text.strip():
            raise LoadError("empty", "a page that shows no text by itself (a script may fetch it)")
        return document_of(replace(found, doubt=decoded.doubt), known, self.name)


def read_html(markup: str, url: str | None = None) -> Found:
    """The main text of a page and what the page says of itself; the text is empty where it shows none."""
    from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning, XMLParsedAsHTMLWarning  # noqa: PLC0415 - slow to import

    from pipeline.loaders.main_text import find_main_text  # noqa: PLC0415 - these import bs4
    from pipeline.loaders.page_dates import find_published  # noqa: PLC0415
    from pipeline.loaders.page_head import choose_title, read_head  # noqa: PLC0415
    from pipeline.loaders.page_walk import read_page  # noqa: PLC0415

    rules = load_page_rules()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
        # as UTF-8 bytes with the encoding given, so that no declaration in the page misleads the parser
        soup = BeautifulSoup(markup.encode(), "lxml", from_encoding="utf-8", multi_valued_attributes=None)
    page = read_page(soup, rules)
    head = read_head(page, url)
    main = find_main_text(page, head.titles, rules)
    own_url = url or head.url
    published, source = find_published(page, head, main, own_url, rules) or (None, None)
    heading = None if main.title_line is None else page.lines[main.title_line].text
    return Found(
        text=stored_text(main.text),
        url=head.url,
        title=choose_title(head, heading, rules),
        published=published,
        published_source=source,
    )


LOADER = HtmlLoader()
