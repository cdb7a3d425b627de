"""Crawls of the test portal, judged by what its server saw and by what stands in the archive."""

from collections import Counter
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

import pytest

from pipeline.sources.archive import Role
from pipeline.sources.catalogue import Source
from pipeline.sources.crawling.result import Ending
from pipeline.sources.page import Page
from tests.portal.server import Fault
from tests.sources.conftest import BLOG, GAZETTE, PRESS, TABLE, Bench


def paths(bench: Bench, source: str = TABLE) -> list[str]:
    return [urlsplit(capture.url).path for capture in bench.current(source)]


def _say_when() -> None:
    """In the crawl's process: each request says when it was sent. The server may be late to see it."""
    from scrapy.core.downloader import Downloader

    download = Downloader._download

    def saying(downloader: Any, slot: Any, request: Any) -> Any:
        request.headers["X-Sent"] = str(slot.lastseen)
        return download(downloader, slot, request)

    Downloader._download = saying


def waits(bench: Bench) -> list[float]:
    """Seconds from each request to the next."""
    sent = [float(one.headers["X-Sent"]) for one in bench.portal.seen]
    return [later - earlier for earlier, later in pairwise(sent)]


@pytest.mark.parametrize(
    ("source", "documents", "files"), [(TABLE, 6, 6), (BLOG, 6, 3), (GAZETTE, 6, 6), (PRESS, 6, 3)]
)
def test_every_layout_gives_all_its_documents_and_files(bench: Bench, source: str, documents: int, files: int) -> None:
    (result,) = bench.crawl(bench.describe(source))
    assert (result.ending, result.problems, result.reasons) == (Ending.COMPLETE, [], [])
    roles = Counter(capture.role for capture in bench.current(source))
    assert roles == {Role.DOCUMENT: documents, Role.ATTACHMENT: files}
    assert result.counts == {"new": documents + files}
    assert max(Counter(bench.portal.paths()).values()) == 1


def test_lists_that_a_list_names_are_read_too(bench: Bench) -> None:
    (result,) = bench.crawl(bench.describe(BLOG, ("pages: {next: {css: a.sau}}", "lists: {css: a.sau}")))
    assert (result.ending, result.seen) == (Ending.COMPLETE, 6)
    assert max(Counter(bench.portal.paths()).values()) == 1


def test_who_asks_and_how_is_plain_to_the_server(bench: Bench) -> None:
    bench.portal.robots = "User-agent: *\nDisallow: /bang/ke-hoach/view/2\nCrawl-delay: 0.2\n"
    (result,) = bench.crawl(bench.describe(TABLE), setup=_say_when)
    assert bench.portal.paths()[0] == "/robots.txt"
    assert "/bang/ke-hoach/view/2" not in bench.portal.paths()
    assert {one.headers["User-Agent"] for one in bench.portal.seen} == {"vanthu/0.1.0 (+test@vanthu.example)"}
    assert bench.portal.most_at_once == 1
    assert min(waits(bench)) > 0.1999
    seen = bench.portal.seen
    assert (seen[-1].began - seen[0].began) / (len(seen) - 1) > 0.18  # the server may be late to see one
    assert [(note.code, note.where) for note in result.notes] == [
        ("robots", f"{bench.portal.base}/bang/ke-hoach/view/2")
    ]
    assert result.ending is Ending.COMPLETE


def test_a_server_that_cannot_say_what_it_forbids_is_left_alone(bench: Bench) -> None:
    bench.portal.faults = [Fault("robots", "503")]
    (result,) = bench.crawl(bench.describe(TABLE))
    assert set(bench.portal.paths()) == {"/robots.txt"}
    assert result.ending is Ending.FAILED
    assert "robots.txt" in result.problems[0].message


def test_a_server_that_asks_to_wait_is_given_time(bench: Bench) -> None:
    bench.portal.faults = [Fault("view/1", "503 after 1", times=1)]
    (result,) = bench.crawl(bench.describe(TABLE))
    assert result.ending is Ending.COMPLETE
    refused = next(one for one in bench.portal.seen if one.status == 503)
    following = min(one.began for one in bench.portal.seen if one.began > refused.answered)
    assert following - refused.answered > 0.9999


def test_the_next_crawl_fetches_only_what_changed(bench: Bench) -> None:
    files = [bench.describe(TABLE), bench.describe(BLOG)]
    bench.crawl(*files)
    bench.portal.layouts["bang"].change(3)
    bench.portal.layouts["tin"].change(1002)
    bench.portal.seen.clear()
    table, blog = bench.crawl(*files)
    assert (table.counts, blog.counts) == ({"same": 11, "changed": 1}, {"same": 8, "changed": 1})
    sent = [one.path for one in bench.portal.seen if one.status == 200 and one.path != "/robots.txt"]
    assert sent == ["/bang/ke-hoach/view/3", "/tin/bai/1002.aspx", "/tin/tai-ve/1002-kem-theo-1022.docx"]


def test_what_is_not_due_is_not_asked_for(bench: Bench) -> None:
    description = bench.describe(TABLE, ("recheck_days: 0", "recheck_days: 7"))
    bench.crawl(description)
    bench.portal.seen.clear()
    (result,) = bench.crawl(description)
    assert result.counts == {"known": 12}
    assert bench.portal.paths("view|tep") == []


def test_a_changed_entry_of_a_sitemap_is_due(bench: Bench) -> None:
    description = bench.describe(PRESS)
    bench.crawl(description)
    bench.portal.layouts["bao"].change(3004)
    bench.portal.layouts["bao"].changes[3004] = bench.portal.layouts["bao"].changes[3004].replace(year=2100)
    bench.portal.seen.clear()
    (result,) = bench.crawl(description)
    assert result.counts["changed"] == 1
    assert len(bench.portal.paths("trien-khai")) == 1


def test_a_list_with_the_newest_first_is_left_early(bench: Bench) -> None:
    description = bench.describe(TABLE, ("pages: {first: 1}", "pages: {first: 1}\n    newest_first: true"))
    bench.crawl(description)
    bench.portal.seen.clear()
    (result,) = bench.crawl(description)
    assert result.ending is Ending.COMPLETE
    assert bench.portal.paths("cur=") == ["/bang/ke-hoach?cur=1"]


def test_every_fault_at_once_loses_nothing_that_can_be_had(bench: Bench) -> None:
    bench.portal.faults = [
        Fault("view/0", "500", times=2),  # mended at the third time
        Fault("view/1$", "500"),
        Fault("view/2", "reset", times=1),
        Fault("tep/2/", "reset"),
        Fault("view/3", "loop"),
        Fault("tep/0/", "slow", times=1),
        Fault("view/4", "image"),
        Fault("view/5", "huge"),
    ]
    (result,) = bench.crawl(bench.describe(TABLE))
    assert result.ending is Ending.PARTIAL
    assert sorted(paths(bench)) == ["/bang/ke-hoach/view/0", "/bang/ke-hoach/view/2", "/bang/tep/0/ke-hoach-20.docx"]
    why = {urlsplit(problem.where or "").path: problem.code for problem in result.problems}
    assert why.pop("/bang/ke-hoach/view/3") == "refused"  # after so many redirects
    assert why == {
        "/bang/ke-hoach/view/1": "http-500",
        "/bang/tep/2/ke-hoach-22.docx": "broken-off",
        "/bang/ke-hoach/view/4": "content-type",
        "/bang/ke-hoach/view/5": "too-large",
    }


def test_two_addresses_of_one_page_are_one_document(bench: Bench) -> None:
    table = bench.portal.layouts["bang"]
    twin = table.items[0]
    table.items = [*table.items, type(twin)(77, "plan", twin.title, twin.number, twin.published, twin.paragraphs)]
    bench.portal.faults = [Fault("view/5", f"to {bench.portal.base}/bang/ke-hoach/view/4?utm_source=x")]
    (result,) = bench.crawl(bench.describe(TABLE))
    assert result.problems == []
    kept = paths(bench)
    assert len(kept) == len(set(kept))
    assert "/bang/ke-hoach/view/5" not in kept
    bodies = [capture.digest for capture in bench.current()]
    assert len(bodies) == len(set(bodies))


@pytest.mark.parametrize("status", ["challenge", "503"])
def test_a_guards_page_is_no_success(bench: Bench, status: str) -> None:
    bench.portal.faults = [Fault("view/1", "challenge")] if status == "challenge" else [Fault("ke-hoach", "challenge")]
    (result,) = bench.crawl(bench.describe(TABLE))
    assert result.ending is Ending.BLOCKED
    assert "guard's page" in result.reasons[0]
    assert all("Just a moment" not in capture.url for capture in bench.current())


def test_a_changed_layout_is_no_success(bench: Bench) -> None:
    description = bench.describe(TABLE)
    bench.crawl(description)
    bench.portal.layouts["bang"].moved = True
    (result,) = bench.crawl(description)
    assert result.ending is Ending.LAYOUT
    assert "no document stands in" in result.reasons[0]


def test_changed_pages_behind_an_unchanged_list_are_no_success(bench: Bench) -> None:
    (result,) = bench.crawl(bench.describe(TABLE, ("h1.tieu-de", "h1.ten")))
    assert result.ending is Ending.LAYOUT
    assert "most lack title" in result.reasons[0]


def test_an_empty_scrape_is_no_success(bench: Bench) -> None:
    bench.portal.layouts["bao"].items = []
    (result,) = bench.crawl(bench.describe(PRESS))
    assert result.ending is Ending.EMPTY


@pytest.mark.parametrize(
    ("expected", "words"),
    [("{at_least: 7}", "at least 7"), ("{at_least: 1, at_most: 5}", "at most 5")],
)
def test_an_expectation_that_is_missed_is_no_success(bench: Bench, expected: str, words: str) -> None:
    path = bench.describe(TABLE)
    path.write_text(path.read_text("utf-8").replace("{at_least: 1}", expected), "utf-8")
    (result,) = bench.crawl(path)
    assert result.ending is Ending.MISSED
    assert words in result.reasons[0]


def test_a_portal_that_is_down_is_no_success(bench: Bench) -> None:
    bench.portal.faults = [Fault("cur=", "500")]
    (result,) = bench.crawl(bench.describe(TABLE))
    assert result.ending is Ending.FAILED
    assert [problem.code for problem in result.problems] == ["start"]


def _break_details() -> None:
    """In the crawl's process: reading a page of a document breaks down."""
    from pipeline.sources.crawling import spider

    def broken(page: Page, source: Source) -> None:
        raise ValueError("một lỗi")

    spider.read_detail = broken  # type: ignore[assignment]


def test_a_fault_of_our_own_is_no_success(bench: Bench) -> None:
    (result,) = bench.crawl(bench.describe(TABLE), setup=_break_details)
    assert result.ending is Ending.PARTIAL
    assert {problem.code for problem in result.problems} == {"internal-error"}
    assert len(result.problems) == 6


def test_a_limit_is_told(bench: Bench) -> None:
    (result,) = bench.crawl(bench.describe(TABLE, ("limits: {", "limits: {documents: 4, ")))
    assert result.ending is Ending.PARTIAL
    assert "a limit of the description" in result.reasons[0]
    assert len(bench.portal.paths("view|tep")) == 4


def test_the_budget_of_the_archive_is_kept(bench: Bench) -> None:
    (result,) = bench.crawl(bench.describe(TABLE), budget=6_000)
    assert result.ending is not Ending.COMPLETE
    assert "budget" in result.reasons[0]
    assert sum(path.stat().st_size for path in bench.archive.glob("*.warc.gz")) < 20_000
