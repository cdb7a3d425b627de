"""Feeds and sitemaps as portals really write them: gzipped, with broken marks, with dates of every fashion."""

import gzip
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from time import strftime
from typing import Any

from pipeline.sources.addresses import absolute
from pipeline.sources.description import Links
from pipeline.sources.selecting import read_date

MAX_UNPACKED = 60_000_000  # bytes; the protocol allows a sitemap of 50 MB
_LOOKED_AT = 100
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_FALSE_UTF16 = re.compile(rb"""^(<\?xml[^>]{0,80}?)\s+encoding=["']utf-16["']""", re.IGNORECASE)  # .NET writes it so
_CDATA = re.compile(rb"(<!\[CDATA\[(?:[^\]]++|\](?!\]>))*+)")  # within it an ampersand is one
_LONE_AMPERSAND = re.compile(rb"&(?!#?\w{1,10};)")
_DOUBLE_MARK = "\ufeff".encode().decode("latin-1").encode()  # a byte order mark that was encoded once more


@dataclass(frozen=True, slots=True)
class Entry:
    """An address that a feed or sitemap names, with the words and the day it gives; `is_sitemap`: of a sitemap."""

    url: str
    title: str | None = None
    printed: str | None = None
    day: str | None = None
    is_sitemap: bool = False


class FeedError(ValueError):
    """What should be a feed or a sitemap and cannot be read as one."""


def read_feed(data: bytes, base: str, formats: tuple[str, ...] = ()) -> Iterator[Entry]:
    """The entries of an RSS, RDF or Atom feed; FeedError where it is none."""
    import feedparser  # noqa: PLC0415 - comes with the extra `crawl`

    parsed = feedparser.parse(BytesIO(_unpacked(data)), sanitize_html=False, resolve_relative_uris=False)
    if not parsed.get("version") and not parsed.entries:
        raise FeedError(f"not a feed: {parsed.get('bozo_exception') or 'no entries, and no feed begins so'}")
    for entry in parsed.entries:
        link, name = entry.get("link"), entry.get("id") or ""
        # the name of an entry is an address only where it is a whole one
        url = absolute(base, link) if link else absolute("", name)
        if url is not None:
            printed = entry.get("published") or entry.get("updated")
            title = " ".join(_CONTROL.sub(" ", entry.get("title", "")).split()) or None
            day = (read_date(printed, formats) or _utc_day(entry)) if printed else None
            yield Entry(url, title, printed, day)


def read_sitemap(data: bytes, base: str, formats: tuple[str, ...] = ()) -> Iterator[Entry]:
    """The addresses of a sitemap or of a sitemap index (then `is_sitemap`); FeedError where it is neither."""
    from lxml.etree import XMLSyntaxError  # noqa: PLC0415 - only where there are sitemaps
    from scrapy.utils.sitemap import Sitemap  # noqa: PLC0415 - comes with the extra `crawl`

    try:
        sitemap = Sitemap(_escaped(_unpacked(data)))
        if sitemap.type not in ("urlset", "sitemapindex"):
            raise FeedError(f"not a sitemap: its root is <{sitemap.type}>")
        for found in sitemap:
            url = absolute(base, found["loc"])
            if url is not None:
                printed = found.get("lastmod")
                day = read_date(printed, formats) if printed else None
                yield Entry(url, None, printed, day, is_sitemap=sitemap.type == "sitemapindex")
    except (XMLSyntaxError, StopIteration) as error:
        raise FeedError(f"not a sitemap: {error or 'there is no element in it'}") from error


def wanted(entries: Iterator[Entry], choice: Links | None) -> Iterator[Entry]:
    """Those entries that a description's `detail` chooses by their address."""

    for entry in entries:
        if choice is not None and not entry.is_sitemap:
            if choice.match and not re.search(choice.match, entry.url):
                continue
            if choice.refuse and re.search(choice.refuse, entry.url):
                continue
        yield entry


def _utc_day(entry: Any) -> str | None:  # noqa: ANN401 - feedparser has no types
    """The day in Vietnam of the moment that feedparser itself reads, in UTC."""
    moment = entry.get("published_parsed" if entry.get("published") else "updated_parsed")
    return None if moment is None else read_date(strftime("%Y-%m-%dT%H:%M:%SZ", moment), ())


def _unpacked(data: bytes) -> bytes:
    """Out of gzip where it is in it, without blanks and marks before the first element, and without a false UTF-16."""
    if data.startswith(b"\x1f\x8b"):
        try:
            with gzip.open(BytesIO(data)) as file:
                data = file.read(MAX_UNPACKED + 1)
        except (OSError, EOFError, zlib.error) as error:
            raise FeedError(f"damaged gzip: {error}") from error
        if len(data) > MAX_UNPACKED:
            raise FeedError(f"more than {MAX_UNPACKED:,} bytes when unpacked")
    data = data.lstrip()
    for mark in (_DOUBLE_MARK, b"\xef\xbb\xbf"):
        data = data.removeprefix(mark).lstrip()
    if b"\0" not in data[:_LOOKED_AT]:  # UTF-16 would have them
        data = _FALSE_UTF16.sub(rb"\1", data, count=1)
    return data


def _escaped(data: bytes) -> bytes:
    """With the ampersands escaped that are not: an XML parser loses what follows them, and gives another address."""
    if b"\0" in data[:_LOOKED_AT]:
        return data
    parts = _CDATA.split(data)
    parts[::2] = [_LONE_AMPERSAND.sub(b"&amp;", part) for part in parts[::2]]
    return b"".join(parts)
