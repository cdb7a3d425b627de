"""Feeds and sitemaps as portals really write them."""

import gzip
from pathlib import Path

import pytest

from pipeline.sources.description import Links
from pipeline.sources.feeds import FeedError, read_feed, read_sitemap, wanted

US = ("%m/%d/%Y %I:%M:%S %p",)
BASE = "https://bao.example/rss"
SITEMAP = (
    '<?xml version="1.0" encoding="utf-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    "<url><loc> https://bao.example/ke-hoach-1.html </loc><lastmod>2026-03-02T02:00:00+07:00</lastmod></url>"
    "<url><loc>/tin/2.html</loc></url><url><lastmod>2026-03-02</lastmod></url></urlset>"
)


def rss(date: str) -> bytes:
    item = f"<item><title><![CDATA[Kế hoạch  mới]]></title><link>/a.html</link><pubDate>{date}</pubDate></item>"
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{item}</channel></rss>'.encode()


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("3/2/2026 6:44:00 PM", "2026-03-02"),
        ("9/14/2026 6:44:00 PM", "2026-09-14"),
        ("Mon, 02 Mar 2026 18:48:23 +07:00", "2026-03-02"),
        ("Mon, 02 Mar 2026 19:46:22 +07", "2026-03-02"),
        ("Mon, 02 Mar 2026 19:42:39 +0700", "2026-03-02"),
        ("Sun, 01 Mar 2026 20:00:00 GMT", "2026-03-02"),
        ("Mon, 02 Mar 26 23:48:23 +0700", "2026-03-02"),
        ("Sun, 01 Mar 26 18:00:00 GMT", "2026-03-02"),
        ("sáng nay", None),
    ],
)
def test_dates_of_every_fashion(printed: str, day: str | None) -> None:
    (entry,) = read_feed(rss(printed), BASE, US)
    assert (entry.url, entry.title, entry.printed, entry.day) == (
        "https://bao.example/a.html",
        "Kế hoạch mới",
        printed,
        day,
    )


def test_atom() -> None:
    data = (
        b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>a</title><link href="https://bao.example/a"/>'
        b"<updated>2026-03-01T20:00:00Z</updated></entry></feed>"
    )
    (entry,) = read_feed(data, BASE)
    assert (entry.url, entry.day) == ("https://bao.example/a", "2026-03-02")


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf", "\ufeff".encode().decode("latin-1").encode(), b"\r\n \n"])
@pytest.mark.parametrize("packed", [False, True])
def test_sitemaps_with_broken_marks_and_in_gzip(mark: bytes, packed: bool) -> None:
    data = mark + SITEMAP.encode()
    first, second = read_sitemap(gzip.compress(data) if packed else data, BASE)
    assert (first.url, first.day) == ("https://bao.example/ke-hoach-1.html", "2026-03-02")
    assert (second.url, second.day) == ("https://bao.example/tin/2.html", None)
    assert [entry.url for entry in wanted(iter([first, second]), Links(match="ke-hoach"))] == [first.url]


@pytest.mark.parametrize(
    ("title", "shown"), [("A &amp; B", "A & B"), ("<![CDATA[A & B]]>", "A & B"), ("A\x00\x0bB", "A B")]
)
def test_words_of_feeds(title: str, shown: str) -> None:
    data = rss("2026-03-02").replace("<![CDATA[Kế hoạch  mới]]>".encode(), title.encode())
    (entry,) = read_feed(data, BASE)
    assert entry.title == shown


@pytest.mark.parametrize(
    ("link", "urls"),
    [
        ("<link>\n /a?x=1&y=2 \n</link>", ["https://bao.example/a?x=1&y=2"]),
        ("<link><![CDATA[/a?x=1&y=2]]></link>", ["https://bao.example/a?x=1&y=2"]),
        ("<guid isPermaLink='true'>https://bao.example/b</guid>", ["https://bao.example/b"]),
        ("<guid isPermaLink='false'>12345</guid>", []),
    ],
)
def test_addresses_of_feeds(link: str, urls: list[str]) -> None:
    data = rss("2026-03-02").replace(b"<link>/a.html</link>", link.encode())
    assert [entry.url for entry in read_feed(data, BASE)] == urls


@pytest.mark.parametrize(
    ("loc", "url"),
    [
        ("/a?x=1&y=2", "https://bao.example/a?x=1&y=2"),
        ("/a?x=1&amp;y=2&#38;z=3", "https://bao.example/a?x=1&y=2&z=3"),
        ("<![CDATA[/a?x=1&y=2]]>", "https://bao.example/a?x=1&y=2"),
        ("/a?x=1&y=2<![CDATA[&z=3]", "https://bao.example/a?x=1&y=2"),
    ],
)
def test_addresses_of_sitemaps(loc: str, url: str) -> None:
    (entry,) = read_sitemap(f"<urlset><url><loc>{loc}</loc></url></urlset>".encode(), BASE)
    assert entry.url == url


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_declared_utf_16_may_be_none(encoding: str) -> None:
    declared = '<?xml version="1.0" encoding="utf-16"?>'
    (entry,) = read_feed((declared + rss("2026-03-02").decode().partition("?>")[2]).encode(encoding), BASE)
    assert entry.title == "Kế hoạch mới"
    (entry,) = read_sitemap((declared + "<urlset><url><loc>/a?k=kế</loc></url></urlset>").encode(encoding), BASE)
    assert entry.url == "https://bao.example/a?k=kế"


def test_an_index_names_sitemaps() -> None:
    (entry,) = read_sitemap(
        b"<sitemapindex><sitemap><loc>https://bao.example/1.xml</loc></sitemap></sitemapindex>", BASE
    )
    assert entry.is_sitemap


@pytest.mark.parametrize(
    "data",
    [b"", b"<html><body>Kh\xc3\xb4ng t\xc3\xacm th\xe1\xba\xa5y</body></html>", b"\x1f\x8bdamaged", b"chi la chu",
     gzip.compress(bytes(70_000_000))],
)  # fmt: skip
def test_what_is_neither_is_refused(data: bytes) -> None:
    with pytest.raises(FeedError):
        list(read_feed(data, BASE))
    with pytest.raises(FeedError):
        list(read_sitemap(data, BASE))


def test_entities_are_not_expanded() -> None:
    bomb = (
        b'<!DOCTYPE a [<!ENTITY b "https://bao.example/'
        + b"x" * 1000
        + b'">]><urlset><url><loc>&b;&b;</loc></url></urlset>'
    )
    assert not [entry for entry in read_sitemap(bomb, BASE) if "xxx" in entry.url]


@pytest.mark.parametrize(
    ("name", "days"),
    [
        ("baochinhphu.rss", ["2026-09-14", "2026-09-13"]),
        ("nhandan.rss", ["2026-09-14"] * 2),
        ("vov.rss", ["2026-09-14"] * 2),
        ("vtv.rss", ["2026-09-14"] * 2),
    ],
)
def test_real_feeds(shared: Path, name: str, days: list[str]) -> None:
    entries = list(read_feed((shared / "samples" / "feeds" / name).read_bytes(), BASE, US))
    assert [entry.day for entry in entries] == days
    assert all(entry.url.startswith("https://") and entry.title for entry in entries)


def test_a_real_sitemap(shared: Path) -> None:
    entries = list(read_sitemap((shared / "samples" / "feeds" / "resitemap1.xml").read_bytes(), BASE))
    assert len(entries) == 1000
    assert {entry.day for entry in entries} >= {"2024-06-13", "2024-06-16"}
