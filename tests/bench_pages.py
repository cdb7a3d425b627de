"""Web pages against trafilatura, on the same pages in one run: pages a second, and how much of the text each keeps."""

import statistics
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from pipeline.loaders import LoadError, load_bytes
from tests.loaders.portal_pages import PAGES, Body, Golden, read_goldens

ROOT = Path(__file__).resolve().parent.parent
_ROUNDS = 3


def pages() -> None:
    """Print the comparison; the saved portal pages take part where they are at hand."""
    import trafilatura
    from bs4 import BeautifulSoup

    own = [*(ROOT / "corpora").glob("*.html"), *(ROOT / "tests" / "loaders" / "pages").glob("*.html")]
    saved = sorted(PAGES.glob("*/*.html"))
    data = [path.read_bytes() for path in (*sorted(own), *saved)]
    ours, theirs, soup = _rates(
        [_read, trafilatura.extract, lambda page: BeautifulSoup(page, "lxml")],
        data,
    )
    print(f"pages, one process    {ours:8.0f} a second of {len(data)}, {sum(map(len, data)) // len(data):,} bytes each")
    print(f"  trafilatura         {ours / theirs:8.1f} x   {theirs:.0f} a second (promised: at least 1)")
    print(f"  BeautifulSoup alone {ours / soup:8.1f} x   {soup:.0f} a second, for the parse")
    checked = [(PAGES / name, golden) for name, golden in read_goldens().items() if golden.body and PAGES.is_dir()]
    if checked:
        _quality("vanthu", _read, checked)
        _quality("trafilatura", lambda page: trafilatura.extract(page) or "", checked)


def _read(page: bytes) -> str:
    try:
        return load_bytes(page, name="page.html").text
    except LoadError:
        return ""


def _rates(works: list[Callable[[bytes], object]], data: list[bytes]) -> list[float]:
    """The median of rounds of each, in turn, of the processor's time, so that what else the machine does counts little."""
    rounds = []
    for _ in range(_ROUNDS):
        seconds = []
        for work in works:
            began = time.process_time()
            for page in data:
                work(page)
            seconds.append(len(data) / (time.process_time() - began))
        rounds.append(seconds)
    return [statistics.median(rates) for rates in zip(*rounds, strict=True)]


def _quality(name: str, read: Callable[[bytes], str], checked: list[tuple[Path, Golden]]) -> None:
    """Against bodies that were checked by hand: those our reader gives, as long as they still have their hashes."""
    kept = total = added = 0
    for path, golden in checked:
        body = _read(path.read_bytes())
        if Body.of(body) != golden.body:
            print(f"  {path.name} is not what was checked by hand; left out")
            continue
        words, found = _words(body), _words(read(path.read_bytes()))
        kept, total, added = kept + (words & found).total(), total + words.total(), added + (found - words).total()
    if total:
        print(
            f"  {name:19} {100 * kept / total:8.2f} % of the body's words kept,"
            f" {100 * added / total:.2f} % as many added that are none of it ({len(checked)} pages)"
        )


def _words(text: str) -> Counter[str]:
    return Counter(text.replace("|", " ").split())


if __name__ == "__main__":
    pages()
