"""The archive by itself: full disks, ways of writing one address, sources that fell silent."""

import errno
import io
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from pipeline.sources.addresses import same_key
from pipeline.sources.archive import Archive, ArchiveError, Role
from pipeline.sources.archive.archive import moment
from pipeline.sources.archive.records import Exchange
from pipeline.sources.catalogue import Source, load_source
from pipeline.sources.crawling.result import CrawlResult, Ending
from pipeline.sources.crawling.tally import Tally
from pipeline.sources.health import State, look_at

URL = "https://easup.example/kh?so=1&nam=2026"


@pytest.fixture
def source(tmp_path: Path) -> Source:
    path = tmp_path / "ea-sup.yml"
    path.write_text(
        "name: ea-sup\ntitle: Cổng xã\npublisher: {agency: Ủy ban nhân dân xã Ea Súp, level: commune}\n"
        "start: [{kind: feed, url: 'https://easup.example/rss'}]\nexpectations: {silent_days: 9}\n",
        "utf-8",
    )
    return load_source(path)


def fetched(archive: Archive, source: Source, url: str, body: bytes, status: int = 200) -> None:
    exchange = Exchange(url, "GET", [], b"", status, "", [("Content-Type", "text/html")], body, moment())
    capture = {"role": Role.DOCUMENT, "asked": same_key(url), "key": same_key(url), "via": None, "crawl": 1}
    archive.put(source, exchange, capture, {})


def test_a_full_disk_leaves_no_torn_record(tmp_path: Path, source: Source) -> None:
    class Full(io.FileIO):
        """A file on a disk that has room for a hundred bytes more."""

        room = 100

        def write(self, data: Any) -> int:
            if len(data) > self.room:
                super().write(bytes(data)[: self.room])
                raise OSError(errno.ENOSPC, "No space left on device")
            return super().write(data)

    with Archive.open(tmp_path / "archive", writing=True) as archive:
        fetched(archive, source, URL, b"<p>a</p>")
        (path,) = (tmp_path / "archive").glob("*.warc.gz")
        whole = path.read_bytes()
        archive._files[source.name].close()
        archive._files[source.name] = Full(path, "ab")
        with pytest.raises(ArchiveError, match="No space left"):
            fetched(archive, source, URL + "2", b"<p>b</p>" * 500)
        assert path.read_bytes() == whole
        fetched(archive, source, URL + "3", b"<p>c</p>")
        assert [archive.body(one, 1000) for one in archive.current()] == [b"<p>a</p>", b"<p>c</p>"]


def test_a_document_keeps_its_first_address(tmp_path: Path, source: Source) -> None:
    with Archive.open(tmp_path / "archive", writing=True) as archive:
        fetched(archive, source, URL, b"<p>a</p>")
        fetched(archive, source, "https://easup.example/kh?nam=2026&so=1", b"<p>b</p>")
        (current,) = archive.current()
        assert (current.url, archive.body(current, 1000)) == (URL, b"<p>b</p>")


def test_a_document_that_is_gone_is_still_there(tmp_path: Path, source: Source) -> None:
    with Archive.open(tmp_path / "archive", writing=True) as archive:
        fetched(archive, source, URL, b"<p>a</p>")
        fetched(archive, source, URL, b"<p>khong co</p>", status=404)
        (current,) = archive.current()
        assert archive.body(current, 1000) == b"<p>a</p>"


def test_a_body_that_is_too_large_when_unpacked_is_refused(tmp_path: Path, source: Source) -> None:
    from pipeline.sources.archive.records import BodyError

    with Archive.open(tmp_path / "archive", writing=True) as archive:
        fetched(archive, source, URL, bytes(100_000))
        (current,) = archive.current()
        with pytest.raises(BodyError, match="more than 50,000 bytes"):
            archive.body(current, 50_000)


def test_silence_and_delay_are_noticed(tmp_path: Path, source: Source) -> None:
    now = datetime.now(UTC)
    with Archive.open(tmp_path / "archive", writing=True) as archive:
        assert look_at(source, archive).state is State.NEVER
        crawl, goes_on = archive.begin_crawl(source.name)
        assert not goes_on
        assert look_at(source, archive).state is State.UNFINISHED
        assert archive.begin_crawl(source.name) == (crawl, True)
        fetched(archive, source, URL, b"<p>a</p>")
        archive.end_crawl(crawl, "complete")
        assert look_at(source, archive).state is State.WELL
        assert look_at(source, archive, now + timedelta(days=5)).state is State.OVERDUE
        assert look_at(source, archive, now + timedelta(days=11)).state is State.SILENT


def test_a_silent_source_is_no_success(source: Source) -> None:
    result, long_ago = CrawlResult("ea-sup", "Cổng xã", seen=3), (datetime.now(UTC) - timedelta(days=11)).isoformat()
    Tally().conclude(result, source.description, long_ago, interrupted=False)
    assert result.ending is Ending.MISSED
    assert result.reasons == ["nothing new for 11 days, and 9 were allowed"]
