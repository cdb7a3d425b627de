"""A page's markup as a tree, in bounded time and memory whatever it holds."""

import re

from lxml import etree

from pipeline.loaders.loader import LoadError

_MOST_TAGS = 600_000  # twenty times the longest law; a page of more takes a minute and a gigabyte
_MOST_DEEP = 150_000  # of a page that nests deeper than the parser's own tree may
_MOST_ATTRIBUTES = 2_000  # of one element: the parser compares each with all before it
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{20000,}")
_ROW = re.compile(r"\s*<(?:tr|td|th|tbody|thead)\b", re.IGNORECASE)


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
    target = etree.TreeBuilder(insert_comments=False, insert_pis=False)
    try:
        return etree.fromstring(data, etree.HTMLParser(encoding="utf-8", huge_tree=True, target=target))
    except (etree.XMLSyntaxError, AssertionError, ValueError) as error:  # names that no tree can hold
        raise LoadError("damaged", f"a page nested too deep, whose markup cannot be read: {error}") from error


def _check(count: int, most: int, what: str) -> None:
    if count > most:
        raise LoadError("too-large", f"a page of {count:,} {what}, more than the {most:,} that are read")
