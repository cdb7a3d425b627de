"""A folder of broken and harmful files: each has a problem of its own, and what stands beside them is read."""

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

from tests.conftest import PATIENCE
from tests.loaders.make_hostile import ROOT, make_hostile

GOOD = ("report-bac-kan-giam-ngheo-2017.txt", "news-kon-tum-giao-duc-2023.html", "plan-bac-lieu-tom-lua-2024.docx")
RUN = """
import resource, subprocess, sys
done = subprocess.run([sys.executable, "-m", "pipeline", "run", *sys.argv[1:]], capture_output=True, text=True)
sys.stderr.write(done.stderr)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
sys.exit(done.returncode)
"""


def test_each_is_named_once_and_the_good_ones_are_stored(tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    count = make_hostile(folder)
    assert count >= 60
    for name in GOOD:
        shutil.copy(ROOT / "corpora" / name, folder / f"good-{name}")
    db = tmp_path / "facts.db"
    done = subprocess.run(
        [sys.executable, "-c", RUN, str(folder), "--db", str(db)],
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
        env={**os.environ, "PYTHONPATH": str(ROOT), "VANTHU_OCR": "no"},
    )
    assert done.returncode == 1
    assert "fault of vanthu" not in done.stderr
    assert int(done.stdout) < 1024  # megabytes, of the largest process
    with sqlite3.connect(db) as store:
        stored = {address.rsplit("/", 1)[1] for (address,) in store.execute("SELECT address FROM documents")}
        named = [where for (where,) in store.execute("SELECT where_ FROM problems")]
    assert stored == {f"good-{name}" for name in GOOD}
    bad = [path.name for path in folder.iterdir() if not path.name.startswith("good-")]
    assert len(named) == count == len(bad)
    assert sorted(Path(where).name.split("#")[0] for where in named) == sorted(bad)
