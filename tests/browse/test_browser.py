"""The site as a browser shows it: pages that are not blank, run nothing of a document, and complain of nothing."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from pipeline.store import Store
from tests.browse.serving import serving
from tests.conftest import PATIENCE

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here (on Debian: apt-get install chromium)")


@pytest.fixture
def address(db: Path) -> Iterator[str]:
    """The address of `vanthu serve` over the store, in a process of its own."""
    with serving(db) as address:
        yield address


def visited(url: str, picture: Path) -> str:
    """Take a screenshot; what the browser's console said."""
    assert CHROMIUM is not None
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars"]
    options += [f"--user-data-dir={picture.parent / 'profile'}", "--window-size=1200,900", "--lang=vi"]
    done = subprocess.run(
        [CHROMIUM, *options, "--enable-logging=stderr", f"--screenshot={picture}", url],
        capture_output=True, text=True, check=False, timeout=PATIENCE,
    )  # fmt: skip
    assert picture.exists(), done.stderr
    return "\n".join(line for line in done.stderr.splitlines() if "CONSOLE" in line)


def test_pages_in_a_browser(address: str, db: Path, tmp_path: Path) -> None:
    with Store.open(db, readonly=True) as store:
        hostile = store.document("https://tin.example/xau.html").card.id
    for name, path in {
        "index": "/",
        "search": "/-/search?q=ke+hoach",
        "document": f"/-/document/{hostile}",
        "table": "/archive/targets",
        "query": "/archive/targets_due?year=2020&unit=",
        "tables": "/archive",
    }.items():
        picture = tmp_path / f"{name}.png"
        assert visited(address + path, picture) == "", name
        colours = Image.open(picture).convert("RGB").quantize(64).getcolors()
        assert colours is not None
        assert len(colours) > 16, f"{name} is all but blank"
        most = max(count for count, _ in colours)
        assert most < 0.99 * 1200 * 900, f"{name} is all but blank"
