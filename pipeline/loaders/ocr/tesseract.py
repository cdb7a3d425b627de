"""Tesseract through its command line: words with boxes and confidence."""

import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.loaders.loader import LoadError
from pipeline.loaders.ocr.picture import PreparedPage
from pipeline.loaders.printed.words import Word

PACKAGES = "tesseract-ocr tesseract-ocr-vie"
_SECONDS = 180  # for one page
_WORD = "5"  # the level of words in its table
_COLUMNS = 12


@lru_cache(maxsize=1)
def tesseract() -> str | None:
    """What tells this Tesseract from others (its version); None where it or its Vietnamese model is not installed."""
    if shutil.which("tesseract") is None or os.environ.get("VANTHU_OCR") == "no":
        return None
    try:
        languages = _run(["--list-langs"]).decode("utf-8", "replace").split()
        version = _run(["--version"]).decode("utf-8", "replace").splitlines()
    except LoadError:
        return None
    return version[0] if "vie" in languages and version else None


def recognise(page: PreparedPage) -> list[list[Word]]:
    """The words on a page line by line, in Tesseract's order; LoadError where it fails."""
    dots = page.dots
    with _as_file(page.pgm()) as picture:
        table = _run([picture, "stdout", "-l", "vie", "--psm", "3", "--dpi", str(round(72 * dots)), "tsv"])
    rows = [row.split("\t") for row in table.decode("utf-8", "replace").splitlines()]
    lines: list[list[Word]] = []
    for line in _lines([row for row in rows if len(row) == _COLUMNS and row[0] == _WORD and row[11].strip()]):
        tops = sorted(int(row[7]) for row in line)
        bottoms = sorted(int(row[7]) + int(row[9]) for row in line)
        # boxes fit each word's own letters: as high as most of the line, they can be compared
        top, bottom = tops[len(tops) // 4] / dots, bottoms[len(bottoms) * 3 // 4] / dots
        words = []
        for row in line:
            left, width = int(row[6]) / dots, int(row[8]) / dots
            words.append(Word(row[11].strip(), left, top, left + width, bottom, 0, round(float(row[10]))))
        lines.append(words)
    return lines


def in_order(lines: Iterable[Sequence[Word]]) -> Iterator[Word]:
    """The words of lines with their order: those of a line follow each other, those of two lines do not."""
    order = 0
    for line in lines:
        order += 1
        for word in line:
            order += 1
            yield word._replace(order=order)


def _lines(rows: Sequence[list[str]]) -> Iterator[list[list[str]]]:
    """The rows of Tesseract's table line by line."""
    line: list[list[str]] = []
    for row in rows:
        if line and row[2:5] != line[-1][2:5]:
            yield line
            line = []
        line.append(row)
    if line:
        yield line


@contextmanager
def _as_file(picture: bytes) -> Iterator[str]:
    """The name of a file that holds a picture: from its standard input Tesseract reads slowly, byte by byte."""
    with TemporaryDirectory(prefix="vanthu-") as folder:
        path = Path(folder, "page.pgm")
        try:
            path.write_bytes(picture)
        except OSError as error:
            raise LoadError("unreadable", f"its picture cannot be written: {error.strerror or error}") from error
        yield str(path)


def _run(arguments: list[str]) -> bytes:
    # one thread each: several pages at once are faster than several threads on one
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(
            ["tesseract", *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
            env=environment,
        )
    except subprocess.TimeoutExpired as error:
        raise LoadError("unreadable", f"tesseract took more than {_SECONDS} seconds") from error
    except OSError as error:
        raise LoadError("needs-program", f"tesseract cannot be run: {error.strerror or error}") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise LoadError("unreadable", f"tesseract failed: {said[-1] if said else done.returncode}")
    return done.stdout
