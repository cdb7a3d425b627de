"""`make bench`: speed and memory, as ratios within one run, on documents made of those in corpora/.

Absolute figures say little on a shared machine; the ratios are what the project promises.
"""

import io
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import Extractor
from pipeline.loaders import load
from pipeline.loaders.discovery import discover
from pipeline.model import Document
from tests.bench_pages import pages
from tests.bench_searches import searched
from tests.bench_texts import KINDS, documents, variations

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

ROOT = Path(__file__).resolve().parent.parent
VANTHU = Path(sys.executable).with_name("vanthu")


def main() -> None:
    texts = [load(path).text for path in discover([ROOT / "corpora"], print)]
    _extraction(texts)
    pages()
    _start_up()
    _whole_runs(texts)
    _pdfs()
    _scans()


def _pdfs() -> None:
    """Our reading of text layers beside the bare library's on the same files, the shared ones among them."""
    from pypdfium2 import PdfDocument

    from pipeline.loaders.pdf.reading import read_pdf

    def bare(data: bytes) -> int:
        document = PdfDocument(data)
        for page in document:
            textpage = page.get_textpage()
            textpage.get_text_range()
            textpage.close()
            page.close()
        pages = len(document)
        document.close()
        return pages

    paths = [ROOT / "tests/loaders/pdf" / f"{name}.pdf" for name in ("plan", "gazette")]
    paths += sorted((ROOT.parent / "shared/samples/documents/congbao").glob("*.pdf"))
    files = [path.read_bytes() for path in paths]
    pages = sum(map(bare, files))
    for data in files:
        read_pdf(data)
    theirs, ours = (
        min(_seconds(lambda work=work: [work(data) for data in files]) for _ in range(5)) for work in (bare, read_pdf)
    )
    print(f"PDF text layers       {pages / ours:8.0f} pages/s against {pages / theirs:.0f} of bare pypdfium2")
    print(f"  ratio               {ours / theirs:8.1f} x the time (promised: at most 3)")


def _scans() -> None:
    """Our reading of scans beside Tesseract alone on the same pictures, one page at a time both."""
    from pypdfium2 import PdfDocument

    from pipeline.loaders.ocr import digits, pages
    from tests.loaders.make_handwriting import DOTS, SCAN, written_page

    if not pages.is_available():
        print(f"scans                 not measured: {pages.HOW_TO_INSTALL}")
        return
    _scan_rate("scans", PdfDocument(SCAN))
    if digits.digit_model():
        written = io.BytesIO()
        first, *others = (
            written_page(number, day, seed)
            for seed, (number, day) in enumerate([("813", "22"), ("405", "14"), ("96", "31")])
        )
        first.save(written, "PDF", resolution=72 * DOTS, save_all=True, append_images=others)
        _scan_rate("numbered by hand", PdfDocument(written))
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = folder
        first, again = _busy(partial(load, SCAN)), _busy(partial(load, SCAN))
    print(f"  read again          {again / first:8.2f} x the time (promised: at most 0.05)")


def _scan_rate(name: str, document: "PdfDocument") -> None:
    from pipeline.loaders.ocr import pages
    from pipeline.loaders.ocr.recognised import page_of
    from pipeline.loaders.pdf.render import render

    command = ["tesseract", "-l", "vie", "--psm", "3", "--dpi", "300"]
    one = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    theirs, ours = 0.0, 0.0
    with tempfile.TemporaryDirectory() as folder:
        picture = Path(folder) / "page.pgm"
        for page in document:
            bitmap = page.render(scale=300 / 72, grayscale=True).to_numpy()
            picture.write_bytes(b"P5\n%d %d\n255\n" % bitmap.shape[1::-1] + bitmap.tobytes())
            arguments = [command[0], str(picture), "stdout", *command[1:], "tsv"]
            bare = partial(subprocess.run, arguments, check=True, capture_output=True, env=one)
            rounds = [
                (_busy(bare), _busy(lambda page=page: page_of(pages.read_page(render(page)), 1))) for _ in range(3)
            ]
            theirs, ours = theirs + min(first for first, _ in rounds), ours + min(second for _, second in rounds)
    count = len(document)
    print(f"{name:21} {count / ours:8.2f} pages/s against {count / theirs:.2f} of bare tesseract")
    print(f"  ratio               {ours / theirs:8.2f} x the time (promised: at most 1.3)")


def _busy(work: Callable[[], object]) -> float:
    """Seconds of processor time, in this process and those it runs: other work on the machine does not count."""
    users = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    before = sum(sum(resource.getrusage(user)[:2]) for user in users)
    work()
    return sum(sum(resource.getrusage(user)[:2]) for user in users) - before


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _rate(work: Callable[[str], object], texts: list[str]) -> float:
    """Characters a second over all the texts, one process."""
    began = time.perf_counter()
    for text in texts:
        work(text)
    return sum(map(len, texts)) / (time.perf_counter() - began)


def _extraction(corpus: list[str]) -> None:
    from underthesea import word_tokenize

    extractor = Extractor()
    extractor.extract(corpus[0])
    word_tokenize(corpus[0])
    print("extraction against word_tokenize alone (underthesea) on the same texts, one process")
    texts: list[str] = []
    spent = spent_there = 0.0
    for kind in KINDS:
        own = list(documents(kind, corpus))
        ours, theirs = _rates(extractor.extract, word_tokenize, own)
        characters, facts = sum(map(len, own)), sum(len(list(extractor.extract(text))) for text in own)
        print(
            f"  {kind.name:19} {ours / theirs:8.1f} x   {ours / 1e6:.2f} against {theirs / 1e6:.2f} M characters/s;"
            f" {len(own)} of {characters // len(own):,} characters, {1000 * facts / characters:.1f} facts in 1,000"
        )
        texts += own
        spent, spent_there = spent + characters / ours, spent_there + characters / theirs
    print(f"  all of them         {spent_there / spent:8.1f} x   (promised: at least 5)")
    segmented = 0
    for text in texts:
        context = extractor.open(Document(text, address="bench:"))
        extractor.facts(context)
        segmented += context.segmented
    print(f"word-segmented        {100 * segmented / sum(map(len, texts)):8.2f} % of the characters")


def _rates(ours: Callable[[str], object], theirs: Callable[[str], object], texts: list[str]) -> tuple[float, float]:
    """The median of three rounds of each, in turn, so that what else the machine does falls on both."""
    parts = (texts[::3], texts[1::3], texts[2::3])
    rounds = [(_rate(ours, part), _rate(theirs, part[:6])) for part in parts]
    return statistics.median(rate for rate, _ in rounds), statistics.median(rate for _, rate in rounds)


def _start_up() -> None:
    def seconds(*command: str) -> float:
        took = []
        for _ in range(9):
            began = time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            took.append(time.perf_counter() - began)
        return statistics.median(took)

    bare, ours = seconds(sys.executable, "-c", "pass"), seconds(str(VANTHU), "--help")
    print(f"vanthu --help         {1000 * ours:8.0f} ms against {1000 * bare:.0f} ms of python -c pass")
    print(f"  ratio               {ours / bare:8.1f} x   (promised: at most 8)")


def _whole_runs(texts: list[str]) -> None:
    peaks, slowest = {}, {}
    for count in (1_000, 10_000):
        with tempfile.TemporaryDirectory() as folder:
            documents = Path(folder) / "documents"
            documents.mkdir()
            for number, text in enumerate(variations(texts, count)):
                (documents / f"{number:05}.txt").write_text(text, "utf-8")
            db = Path(folder) / "facts.db"
            first, peaks[count] = _measured_run(documents, db)
            again, _ = _measured_run(documents, db)
            size = db.stat().st_size
            usual, slowest[count] = searched(VANTHU, db)
        print(
            f"vanthu run            {count / first:8.0f} documents/s of {count:,}; unchanged: {count / again:,.0f}/s;"
            f" peak {peaks[count] / 1024:.0f} MB; store {size / 1e6:.0f} MB"
        )
        print(
            f"vanthu search         {1000 * usual:8.0f} ms, 95 of 100 within {1000 * slowest[count]:.0f} ms, of {count:,}"
        )
    print(f"  memory ratio        {peaks[10_000] / peaks[1_000]:8.2f} x   (promised: at most 1.3)")
    print(f"  search ratio        {slowest[10_000] / slowest[1_000]:8.2f} x   (promised: at most 2.5)")


def _measured_run(documents: Path, db: Path) -> tuple[float, int]:
    """Seconds and peak kilobytes (of the largest process) of a run, taken in a process of its own."""
    script = (
        "import resource, subprocess, sys, time; began = time.perf_counter();"
        "subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL);"
        "print(time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    command = [sys.executable, "-c", script, str(VANTHU), "run", str(documents), "--db", str(db)]
    seconds, peak = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return float(seconds), int(peak)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main()
