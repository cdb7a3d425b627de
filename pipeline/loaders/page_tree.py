"""A page's markup as a tree, in bounded time and memory whatever it holds."""

import re
from collections.abc import Mapping
from typing import Any

from lxml import etree

from pipeline.loaders.loader import LoadError

_MOST_TAGS = 600_000  # twenty times the longest law; a page of more takes a minute and a gigabyte
_MOST_DEEP = 150_000  # of a page that nests deeper than the parser's own tree may
_MOST_ATTRIBUTES = 2_000  # of one element: the parser compares each with all before it
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{20000,}")
_ROW = re.compile(r"\s*<(?:tr|td|th|tbody|thead)\b", re.IGNORECASE)
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def parse(markup: str) -> "etree._Element | None":
    """The tree of a page, None where there is nothing in it; LoadError too-large where it has too many elements."""
    tags = markup.count("<")
    _check(tags, _MOST_TAGS, "tags")
    for tag in _LONG_TAG.finditer(markup):
        _check(tag[0].count("="), _MOST_ATTRIBUTES, "attributes of one element")
    markup = markup.replace("\ufeff", "")  # which nobody sees, and which a text cannot begin with
    if _ROW.match(markup):  # rows without their table, as scripts fetch them: they have no meaning elsewhere
        markup = f"<table>{markup}</table>"
    data = markup.encode()
    # with the encoding given, so that no declaration in the page misleads the parser
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:  # nothing but a comment, say
        return None
    failure = parser.error_log.last_error
    if failure is None or failure.type_name != "ERR_RESOURCE_LIMIT":
        return root
    _check(tags, _MOST_DEEP, "tags, one inside the other")
    # elements nested by the thousand: the parser gives up on its own tree, but not on one that is built for it
    builder: Any = _Builder()  # the stubs ask of it methods that no parser of pages calls
    return etree.fromstring(data, etree.HTMLParser(encoding="utf-8", huge_tree=True, target=builder))


class _Builder:
    """Builds the tree of what a parser finds, without what the builder of lxml refuses: names and signs that are no XML.

    Word writes `xmlns:o`, `o:p` and worse. Such attributes are left out, such elements are spans; comments are none.
    """

    def __init__(self) -> None:
        self.tree = etree.TreeBuilder()

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        known: dict[str | bytes, str | bytes]
        known = {key: _NO_XML.sub("", value) for key, value in attributes.items() if _NAME.fullmatch(key)}
        self.tree.start(_element(name), known)

    def end(self, name: str) -> None:
        self.tree.end(_element(name))

    def data(self, text: str) -> None:
        self.tree.data(_NO_XML.sub("", text))

    def close(self) -> "etree._Element":
        return self.tree.close()


def _element(name: str) -> str:
    return name if _NAME.fullmatch(name) else "span"


def _check(count: int, most: int, what: str) -> None:
    if count > most:
        raise LoadError("too-large", f"a page of {count:,} {what}, more than the {most:,} that are read")
