"""A portal for each test, descriptions of it, and crawls in processes of their own."""

import multiprocessing
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from pipeline.sources.archive import Archive, Capture
from pipeline.sources.archive.captures import select_captures
from pipeline.sources.catalogue import load_source
from pipeline.sources.crawling.result import CrawlResult
from tests.conftest import PATIENCE, ROOT
from tests.portal.server import Portal

DESCRIPTIONS = ROOT / "tests" / "portal" / "sources"
TABLE, BLOG, GAZETTE, PRESS = "demo-bang-ke-hoach", "demo-tin-tuc", "demo-cong-bao", "demo-bao"

# a reactor runs once in a process, and starting Python for each crawl would take most of the time
_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload(
    [
        "tests.sources.conftest", "pipeline.sources.crawling.crawl", "pipeline.sources.crawling.throttle", "feedparser",
        "warcio.warcwriter", "warcio.archiveiterator", "scrapy.downloadermiddlewares.redirect",
        "scrapy.downloadermiddlewares.robotstxt", "scrapy.downloadermiddlewares.httpcompression", "scrapy.pqueues",
        "scrapy.core.downloader.handlers.http11", "scrapy.squeues", "scrapy.spidermiddlewares.referer", "protego",
        "scrapy.extensions.memusage", "scrapy.statscollectors", "scrapy.utils.engine",
    ]
)  # fmt: skip


@dataclass
class Bench:
    """A portal of a few documents, a folder, and what is crawled from one into the other."""

    portal: Portal
    folder: Path

    def describe(self, name: str, *changes: tuple[str, str]) -> Path:
        """The description of a layout for this portal's port, with some of its words replaced."""
        text = (DESCRIPTIONS / f"{name}.yml").read_text("utf-8").replace(":8917", f":{self.portal.port}")
        for old, new in (("{at_least: 60, at_most: 100, silent_days: 30}", "{at_least: 1}"), *changes):
            assert old in text or not changes or old.startswith("{at_least"), old
            text = text.replace(old, new)
        for least in ("80, at_most: 120", "50, at_most: 80", "70"):
            text = text.replace(f"at_least: {least}", "at_least: 1")
        path = self.folder / f"{name}.yml"
        path.write_text(text, "utf-8")
        return path

    def crawl(self, *files: Path, budget: int = 10**9, setup: Callable[[], None] | None = None) -> list[CrawlResult]:
        """Crawl these descriptions and wait for the end."""
        receiver, sender = _processes.Pipe(duplex=False)
        process = self._start(files, budget, sender, setup)
        process.join(PATIENCE)
        assert process.exitcode == 0, f"the crawl ended with {process.exitcode}; see {self.archive / 'crawl.log'}"
        return receiver.recv()

    def start(self, *files: Path) -> multiprocessing.process.BaseProcess:
        """Begin to crawl, to be killed."""
        return self._start(files, 10**9, _processes.Pipe(duplex=False)[1], None)

    def _start(
        self, files: tuple[Path, ...], budget: int, sender: Connection, setup: Callable[[], None] | None
    ) -> multiprocessing.process.BaseProcess:
        process = _processes.Process(target=_crawl, args=(self.archive, files, budget, sender, setup))
        process.start()
        return process

    @property
    def archive(self) -> Path:
        return self.folder / "archive"

    def current(self, source: str = TABLE) -> list[Capture]:
        with Archive.open(self.archive) as archive:
            return list(archive.current(source))

    def captures(self) -> list[Capture]:
        with Archive.open(self.archive) as archive:
            return list(select_captures(archive._conn, "1 ORDER BY id"))


def _crawl(
    archive: Path, files: tuple[Path, ...], budget: int, sender: Connection, setup: Callable[[], None] | None
) -> None:
    from pipeline.sources.crawling.crawl import crawl

    if setup is not None:
        setup()
    sender.send(crawl([load_source(file) for file in files], archive, "test@vanthu.example", budget=budget))


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    """Six documents in each layout: enough for two pages of a list."""
    with Portal() as portal:
        for layout in portal.layouts.values():
            layout.items = layout.items[:6]
            layout.size = 4  # type: ignore[attr-defined]
        portal.layouts["congbao.nsf"].size = 30  # type: ignore[attr-defined]
        yield Bench(portal, tmp_path)
