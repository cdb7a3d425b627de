"""A crawl that is killed and begun again loses nothing and doubles nothing."""

import signal
import subprocess
import sys
import time
from collections import Counter
from multiprocessing.process import BaseProcess
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from pipeline.sources.archive import Archive, Role
from pipeline.sources.crawling.result import Ending
from tests.conftest import PATIENCE, ROOT
from tests.portal.server import Fault
from tests.sources.conftest import TABLE, Bench

MOMENTS = range(
    1, 21
)  # requests after which the crawl is killed; robots.txt, two lists, six plans and their files make 16


def checked(bench: Bench) -> None:
    """warcio's own check accepts every file of the archive."""
    files = sorted(map(str, bench.archive.glob("*.warc.gz")))
    done = subprocess.run(
        [sys.executable, "-m", "warcio.cli", "check", *files], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def wait_for_requests(bench: Bench, count: int, crawl: BaseProcess) -> None:
    """Until so many were made, or the crawl is over."""
    deadline = time.monotonic() + PATIENCE
    while len(bench.portal.seen) < count and crawl.is_alive() and time.monotonic() < deadline:
        time.sleep(0.001)


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_killed_crawl_loses_and_doubles_nothing(bench: Bench, moment: int) -> None:
    description = bench.describe(TABLE, ("recheck_days: 0", "recheck_days: 7"))
    crawl = bench.start(description)
    wait_for_requests(bench, moment, crawl)
    time.sleep((moment % 5) * 0.004)  # within a request, within the writing of its record, between two
    crawl.kill()
    crawl.join()
    before = Counter(bench.portal.paths("view|tep"))
    kept = {urlsplit(one.url).path for one in bench.current()} if (bench.archive / "index.db").exists() else set()

    (result,) = bench.crawl(description)
    assert result.ending is Ending.COMPLETE
    current = bench.current()
    assert len({one.url for one in current}) == len(current) == 12
    responses = Counter(
        one.url for one in bench.captures() if one.status == 200 and one.role in (Role.DOCUMENT, Role.ATTACHMENT)
    )
    assert set(responses.values()) == {1}
    after = Counter(bench.portal.paths("view|tep"))
    assert not kept & {path.partition("?")[0] for path in after - before}, "what was kept was asked for again"
    with Archive.open(bench.archive) as archive:
        assert all(archive.body(one, 10**6) for one in current)
    if moment % 5 == 0:
        checked(bench)


def test_a_torn_tail_is_cut_off(bench: Bench) -> None:
    description = bench.describe(TABLE)
    bench.crawl(description)
    (file,) = bench.archive.glob("*.warc.gz")
    whole = file.read_bytes()
    file.write_bytes(whole + whole[:700])
    with Archive.open(bench.archive, writing=True):
        pass
    assert file.read_bytes() == whole
    checked(bench)


def test_what_a_lost_tail_held_is_fetched_again(bench: Bench) -> None:
    description = bench.describe(TABLE, ("recheck_days: 0", "recheck_days: 7"))
    bench.crawl(description)
    (file,) = bench.archive.glob("*.warc.gz")
    file.write_bytes(file.read_bytes()[:-100])
    bench.portal.seen.clear()
    bench.crawl(description)
    assert len(bench.portal.paths("view|tep")) == 1
    assert len(bench.current()) == 12
    checked(bench)


def test_a_lost_index_is_made_again(bench: Bench) -> None:
    description = bench.describe(TABLE)
    bench.crawl(description)
    was = {(one.url, one.digest, one.role, str(one.context)) for one in bench.current()}
    for path in bench.archive.glob("index.db*"):
        path.unlink()
    bench.portal.seen.clear()
    (result,) = bench.crawl(description)
    assert result.counts == {"same": 12}
    assert {(one.url, one.digest, one.role, str(one.context)) for one in bench.current()} == was


def test_one_crawl_at_a_time_writes_to_an_archive(bench: Bench, tmp_path: Path) -> None:
    from pipeline.sources.archive.archive import ArchiveLockedError

    first = Bench(bench.portal, bench.folder)
    bench.portal.faults = [Fault("cur=", "held")]  # the crawl goes on until it is killed
    crawl = first.start(bench.describe(TABLE, ("seconds: 2", "seconds: 600")))
    wait_for_requests(bench, 1, crawl)
    with pytest.raises(ArchiveLockedError, match="another crawl"):
        Archive.open(bench.archive, writing=True)
    crawl.kill()
    crawl.join()
    with Archive.open(bench.archive, writing=True):
        pass


def test_other_tools_find_the_page_at_its_address(bench: Bench) -> None:
    """One record an address besides its request, so that a replay shows the page and nothing in its place."""
    from warcio.archiveiterator import ArchiveIterator

    bench.crawl(bench.describe(TABLE))
    (path,) = bench.archive.glob("*.warc.gz")
    with path.open("rb") as file:
        kinds = Counter(
            (record.rec_headers.get_header("WARC-Target-URI"), record.rec_type) for record in ArchiveIterator(file)
        )
    pages = [(url, kind) for url, kind in kinds if url and url.startswith("http") and kind != "request"]
    assert {kind for _, kind in pages} == {"response"}
    assert all(kinds[page] == 1 for page in pages)


def test_a_crawl_that_is_stopped_says_so_and_is_gone_on_with(bench: Bench) -> None:
    description = bench.describe(TABLE, ("seconds: 2", "seconds: 600"), ("recheck_days: 0", "recheck_days: 7"))
    bench.portal.faults = [Fault("view/2", "held")]
    command = [sys.executable, "-m", "pipeline", "run", str(description), "--contact", "ai@vanthu.example"]
    run = subprocess.Popen(
        [*command, "--db", str(bench.folder / "facts.db")], cwd=ROOT, stderr=subprocess.PIPE, stdout=subprocess.PIPE,
        text=True,
    )  # fmt: skip
    assert bench.portal.holds.wait(PATIENCE)
    run.send_signal(signal.SIGINT)
    bench.portal.release.set()
    _, errors = run.communicate(timeout=PATIENCE)
    assert run.returncode == 130, errors
    assert "Stopped." in errors
    had = set(bench.portal.paths("view|tep"))
    assert len(had) < 12
    bench.portal.seen.clear()
    (result,) = bench.crawl(description)
    assert result.ending is Ending.COMPLETE
    assert not had & set(bench.portal.paths("view|tep"))
    assert len(bench.current()) == 12
