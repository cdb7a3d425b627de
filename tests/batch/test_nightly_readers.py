"""Searches and the site answer all the while a night crawls, reads and writes."""

import signal
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

from pipeline.store import Store
from tests.batch.nights import begin, stored, write_plans
from tests.browse.serving import serving
from tests.conftest import PATIENCE, ROOT
from tests.portal.server import Portal
from tests.sources.conftest import BLOG, TABLE, Bench

pytest.importorskip("scrapy", reason="the extra `crawl` is not installed")
pytest.importorskip("datasette", reason="the extra `serve` is not installed")

MOMENTS = (1, 40, 150, 300)  # new documents that the night has stored, when it is stopped and others ask
SEARCH = [sys.executable, "-m", "pipeline", "search", "san xuat sach hon", "--json", "--db"]


def test_a_night_keeps_nobody_waiting(tmp_path: Path) -> None:
    """What is asked meets the store before, in the middle of and after the night's writing."""
    documents, db = tmp_path / "documents", tmp_path / "facts.db"
    documents.mkdir()
    with Portal() as portal:
        for layout in portal.layouts.values():
            layout.items = layout.items[:6]
        sources = [Bench(portal, tmp_path).describe(name) for name in (TABLE, BLOG)]
        write_plans(documents, 1)
        assert begin(tmp_path, sources[:1], documents).wait(PATIENCE) == 0
        write_plans(documents, 400)
        seen = []
        with serving(db) as site:
            seen.append(_answers(db, site))
            night = begin(tmp_path, sources, documents)
            moments = [seen[0] + more for more in MOMENTS]
            while night.poll() is None:
                if moments and stored(db) >= moments[0]:
                    night.send_signal(signal.SIGSTOP)  # wherever it is, in the midst of a document among others
                    moments.pop(0)
                seen.append(_answers(db, site))
                night.send_signal(signal.SIGCONT)
            assert night.returncode == 0, (tmp_path / "said.txt").read_text("utf-8", "replace")[-3000:]
            seen.append(_answers(db, site))
    assert seen == sorted(seen), "a document that was there is gone"
    assert len(set(seen)) > 2, "nobody asked while the night wrote"


def _answers(db: Path, site: str) -> int:
    """How many documents the store shows a reader; all three ways of asking must answer."""
    done = subprocess.run([*SEARCH, str(db)], check=False, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    for path in (
        "/",
        "/-/search?q=san+xuat+sach+hon",
        "/archive/documents.json",
        "/archive/targets_due?year=2020&unit=",
    ):
        with urlopen(site + path, timeout=PATIENCE) as answer:
            assert answer.status == 200
    with Store.open(db, readonly=True) as store:
        return len(store.search("", limit=10_000))
