"""`make bench`: speed and memory, as ratios within one run, on variations of the documents in corpora/.

Absolute figures say little on a shared machine; the ratios are what the project promises.
"""

import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path

from pipeline import Extractor
from pipeline.loaders import load
from pipeline.loaders.discovery import discover
from pipeline.model import Document

ROOT = Path(__file__).resolve().parent.parent
VANTHU = Path(sys.executable).with_name("vanthu")


def main() -> None:
    texts = [load(path).text for path in discover([ROOT / "corpora"], print)]
    _extraction(_variations(texts, 120))
    _start_up()
    _whole_runs(texts)


def _variations(texts: list[str], count: int) -> list[str]:
    """Distinct documents of real size: the corpus over and over, each time with other digits."""
    chance = random.Random(20)
    return [
        re.sub(r"\d", lambda m: m[0] if chance.random() < 0.7 else str(chance.randrange(1, 10)), text)
        for text in islice(cycle(texts), count)
    ]


def _rate(work: Callable[[str], object], texts: list[str]) -> float:
    """Characters a second over all the texts, one process."""
    began = time.perf_counter()
    for text in texts:
        work(text)
    return sum(map(len, texts)) / (time.perf_counter() - began)


def _extraction(texts: list[str]) -> None:
    from underthesea import word_tokenize

    extractor = Extractor()
    extractor.extract(texts[0])
    word_tokenize(texts[0])
    rounds = []
    for part in (texts[::3], texts[1::3], texts[2::3]):
        ours = _rate(extractor.extract, part)
        theirs = _rate(word_tokenize, part[:4])
        rounds.append((ours / theirs, ours, theirs))
    ratio, ours, theirs = sorted(rounds)[1]
    print(f"extraction            {ours / 1e6:8.2f} M characters/s ({len(texts)} documents, one process)")
    print(f"word_tokenize alone   {theirs / 1e6:8.2f} M characters/s (underthesea, the same text)")
    print(f"  ratio               {ratio:8.1f} x   (promised: at least 5)")
    segmented = total = 0
    for text in texts:
        context = extractor.open(Document(text, address="bench:"))
        extractor.facts(context)
        segmented, total = segmented + context.segmented, total + len(text)
    print(f"word-segmented        {100 * segmented / total:8.2f} % of the characters")


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
    peaks = {}
    for count in (1_000, 10_000):
        with tempfile.TemporaryDirectory() as folder:
            documents = Path(folder) / "documents"
            documents.mkdir()
            for number, text in enumerate(_variations(texts, count)):
                (documents / f"{number:05}.txt").write_text(text, "utf-8")
            db = Path(folder) / "facts.db"
            first, peaks[count] = _measured_run(documents, db)
            again, _ = _measured_run(documents, db)
            size = db.stat().st_size
        print(
            f"vanthu run            {count / first:8.0f} documents/s of {count:,}; unchanged: {count / again:,.0f}/s;"
            f" peak {peaks[count] / 1024:.0f} MB; store {size / 1e6:.0f} MB"
        )
    print(f"  memory ratio        {peaks[10_000] / peaks[1_000]:8.2f} x   (promised: at most 1.3)")


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
