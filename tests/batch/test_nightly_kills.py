"""Nights killed at random moments, over the test portal and a folder; then one that is left alone loses nothing.

`make soak` kills a hundred.
"""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.store import Store
from tests.conftest import ROOT
from tests.portal.server import Portal
from tests.sources.conftest import BLOG, TABLE, Bench
from tests.store.samples import PLAN

pytest.importorskip("scrapy", reason="the extra `crawl` is not installed")

KILLS = int(os.environ.get("VANTHU_KILLS", "10"))
PATIENCE = 180
SEED = 20240318


def begin(place: Path, sources: list[Path], documents: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "pipeline", "nightly", *map(str, sources), str(documents)]
    command += ["--db", str(place / "facts.db"), "--contact", "test@vanthu.example", "--jobs", "2"]
    with (place / "said.txt").open("ab") as said:
        return subprocess.Popen(command, cwd=ROOT, stdout=said, stderr=said)


def end(night: subprocess.Popen[bytes], place: Path) -> None:
    assert night.wait(PATIENCE) == 0, (place / "said.txt").read_text("utf-8", "replace")[-3000:]


def facts(place: Path) -> dict[str, list[tuple[object, ...]]]:
    with Store.open(place / "facts.db", readonly=True) as store:
        asked = {
            "documents": "SELECT id, address, source, version FROM documents ORDER BY 1",
            "versions": "SELECT id, content_hash, title, number FROM versions ORDER BY 1",
            "facts": "SELECT * FROM facts ORDER BY id",
            "mentions": 'SELECT fact, part, start, "end", quote FROM mentions ORDER BY 1, 2, 3, 4',
            "words": "SELECT count(*) FROM documents_fts UNION ALL SELECT count(*) FROM facts_fts",
            "links": "SELECT document, url FROM links ORDER BY 1, 2",
        }
        return {name: store.conn.execute(sql).fetchall() for name, sql in asked.items()}


def test_killed_nights_lose_nothing(tmp_path: Path) -> None:
    chance = random.Random(SEED)
    alone, killed, documents = tmp_path / "alone", tmp_path / "killed", tmp_path / "documents"
    for folder in (alone, killed, documents):
        folder.mkdir()
    for number in range(12):
        text = PLAN.replace("154/", f"{number + 1}/").replace("50%", f"{number + 10}%")
        (documents / f"{number}.txt").write_text(text, "utf-8")
    with Portal() as portal:
        for layout in portal.layouts.values():
            layout.items = layout.items[:6]
            layout.size = 4  # type: ignore[attr-defined]
        sources = [Bench(portal, tmp_path).describe(name) for name in (TABLE, BLOG)]
        began = time.monotonic()
        end(begin(alone, sources, documents), alone)
        whole = time.monotonic() - began
        died = 0
        for _ in range(KILLS):
            began, night = time.monotonic(), begin(killed, sources, documents)
            try:
                night.wait(chance.uniform(0.1, whole))
                whole = time.monotonic() - began  # what is known already makes later nights shorter
            except subprocess.TimeoutExpired:
                night.send_signal(signal.SIGKILL)
                night.wait()
                died += 1
        assert died >= KILLS // 2, "the kills came too late"
        end(begin(killed, sources, documents), killed)
    assert facts(killed) == facts(alone)
    assert len(facts(alone)["documents"]) > 20
    conn = sqlite3.connect(killed / "facts.db")
    assert conn.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert conn.execute("PRAGMA foreign_key_check").fetchall() == []
    assert (killed / "reports" / "latest.json").exists()
