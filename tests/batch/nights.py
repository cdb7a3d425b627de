"""`vanthu nightly` as a process, over sources and a folder of plans, and how far it is."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from tests.conftest import ROOT
from tests.store.samples import PLAN


def write_plans(folder: Path, count: int) -> None:
    """Plans that differ in their number and their goal."""
    for number in range(count):
        text = PLAN.replace("154/", f"{number + 1}/").replace("50%", f"{number + 10}%")
        (folder / f"{number}.txt").write_text(text, "utf-8")


def begin(place: Path, sources: list[Path], documents: Path) -> subprocess.Popen[bytes]:
    """A night into the store `facts.db` of a folder; what it says is added to `said.txt` there."""
    command = [sys.executable, "-m", "pipeline", "nightly", *map(str, sources), str(documents)]
    command += ["--db", str(place / "facts.db"), "--contact", "test@vanthu.example", "--jobs", "2"]
    with (place / "said.txt").open("ab") as said:
        return subprocess.Popen(command, cwd=ROOT, stdout=said, stderr=said)


def stored(db: Path) -> int:
    """How many documents a store holds now, which a process may be making."""
    try:
        with closing(sqlite3.connect(f"{db.as_uri()}?mode=ro", uri=True)) as conn:
            (count,) = conn.execute("SELECT count(*) FROM documents").fetchone()
    except sqlite3.Error:
        return 0
    return int(count)
