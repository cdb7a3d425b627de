"""Nights killed at random moments, over the test portal and a folder; the next that is left alone loses nothing.

A moment is so many steps from the night's beginning, and a little more: however fast a machine is, nights are killed in
all they do. `make soak` kills a hundred.
"""

import os
import random
import signal
import sqlite3
import subprocess
import time
from pathlib import Path

import pytest

from pipeline.store import Store
from tests.batch.nights import begin, stored, write_plans
from tests.conftest import PATIENCE
from tests.portal.server import Portal
from tests.sources.conftest import BLOG, TABLE, Bench

pytest.importorskip("scrapy", reason="the extra `crawl` is not installed")

KILLS = int(os.environ.get("VANTHU_KILLS", "10"))
KILLS_A_STORE = 5  # then a night is left alone, and a new store is begun
SEED = 20240318


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
    alone, documents = tmp_path / "alone", tmp_path / "documents"
    for folder in (alone, documents):
        folder.mkdir()
    write_plans(documents, 12)
    with Portal() as portal:
        for layout in portal.layouts.values():
            layout.items = layout.items[:6]
            layout.size = 4  # type: ignore[attr-defined]
        sources = [Bench(portal, tmp_path).describe(name) for name in (TABLE, BLOG)]

        def steps(place: Path) -> int:
            """What is seen of nights from outside: requests they made, documents they stored."""
            return len(portal.seen) + stored(place / "facts.db")

        end(begin(alone, sources, documents), alone)
        whole = steps(alone)
        died = nights = 0
        while died < KILLS:
            killed = tmp_path / f"killed after {died}"
            killed.mkdir()
            left = whole
            for _ in range(KILLS_A_STORE):
                began, night = steps(killed), begin(killed, sources, documents)
                moment = began + chance.randrange(left)
                nights += 1
                while night.poll() is None and steps(killed) < moment:
                    time.sleep(0.005)
                time.sleep(chance.uniform(0, 0.3))
                if night.poll() is None:
                    night.send_signal(signal.SIGKILL)
                    night.wait()
                    died += 1
                else:
                    left = max(steps(killed) - began, 1)  # nothing new is left to do
            end(begin(killed, sources, documents), killed)
            assert facts(killed) == facts(alone)
            conn = sqlite3.connect(killed / "facts.db")
            assert conn.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert conn.execute("PRAGMA foreign_key_check").fetchall() == []
            assert (killed / "reports" / "latest.json").exists()
    assert died >= nights // 2, "the kills came too late"
    assert len(facts(alone)["documents"]) > 20
