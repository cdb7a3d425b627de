"""Files of many records, read one at a time: JSON lines or CSV, plain or gzipped, told by their content."""

import csv
import gzip
import io
import json
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

MAX_RECORD = 20_000_000  # characters; no line of an honest corpus comes near
_GZIP = b"\x1f\x8b"

Record = Mapping[str, Any]


class CorpusError(Exception):
    """A file that is no corpus, or a record in it that cannot be used; the message says which and why."""


def records(path: Path) -> Iterator[tuple[int, Record]]:
    """(line, record) in the order of the file; CorpusError names the line that is broken."""
    with path.open("rb") as raw:
        zipped = raw.read(2) == _GZIP
        raw.seek(0)
        stream = gzip.open(raw) if zipped else raw  # noqa: SIM115 - closed with the file it reads
        lines = _lines(path, io.TextIOWrapper(stream, encoding="utf-8-sig", newline=""))
        first = next(((number, line) for number, line in lines if line.strip()), None)
        if first is None:
            return
        read = _json_records if first[1].lstrip().startswith("{") else _csv_records
        yield from read(path, first, lines)


def _lines(path: Path, stream: io.TextIOWrapper) -> Iterator[tuple[int, str]]:
    number = 0
    while True:
        number += 1
        try:
            line = stream.readline(MAX_RECORD + 1)
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise CorpusError(f"{path}:{number}: broken gzip data: {error}") from error
        except UnicodeDecodeError as error:
            raise CorpusError(f"{path}:{number}: not UTF-8 text") from error
        if len(line) > MAX_RECORD:
            raise CorpusError(f"{path}:{number}: a line of more than {MAX_RECORD:,} characters")
        if not line:
            return
        yield number, line


def _json_records(path: Path, first: tuple[int, str], rest: Iterator[tuple[int, str]]) -> Iterator[tuple[int, Record]]:
    for number, line in _chained(first, rest):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise CorpusError(f"{path}:{number}: not JSON: {error}") from error
        if not isinstance(record, dict):
            raise CorpusError(f"{path}:{number}: not a JSON object")
        yield number, record


def _csv_records(path: Path, first: tuple[int, str], rest: Iterator[tuple[int, str]]) -> Iterator[tuple[int, Record]]:
    reader = csv.DictReader((line for _, line in _chained(first, rest)), strict=True)
    try:
        for record in reader:
            yield first[0] - 1 + reader.line_num, record
    except csv.Error as error:
        raise CorpusError(f"{path}:{first[0] - 1 + reader.line_num}: not CSV: {error}") from error


def _chained(first: tuple[int, str], rest: Iterator[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    yield first
    yield from rest
