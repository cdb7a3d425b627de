"""Making captures out of WARC files as they stand: our own, whose index is lost or elsewhere, and those of others."""

import json
import sqlite3
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from pipeline.sources.archive.captures import Capture, Role, select_captures
from pipeline.sources.archive.records import DESCRIBED, read_limited

_MAX_METADATA = 1_000_000
_SOURCELESS = "warc"


@dataclass(slots=True)
class Scanned:
    """What a WARC file says beside its responses: the descriptions it was made by, and where it breaks off."""

    descriptions: dict[str, str] = field(default_factory=dict)
    damage: str | None = None


def scan(path: Path, conn: sqlite3.Connection, said: Scanned | None = None) -> Iterator[Capture]:
    """The captures of a WARC file, in its order; `conn` is the index that revisits are looked up in.

    Of others' files, every good answer to a GET is taken for a document. Damage ends the reading and is put in `said`.
    """
    with path.open("rb") as file:
        yield from _scan(file, path.name, conn, said or Scanned())


def scan_wacz(path: Path, conn: sqlite3.Connection, said: Scanned) -> Iterator[Capture]:
    """The captures of the WARC files within a WACZ, which stand in it as they are."""
    try:
        with zipfile.ZipFile(path) as archive, path.open("rb") as file:
            for member in archive.infolist():
                if not member.filename.endswith((".warc.gz", ".warc")):
                    continue
                if member.compress_type != zipfile.ZIP_STORED:
                    said.damage = (
                        f"{member.filename} is compressed within the WACZ, where WARC files must stand as they are"
                    )
                    continue
                file.seek(member.header_offset + 26)
                names = int.from_bytes(file.read(2), "little") + int.from_bytes(file.read(2), "little")
                begin = member.header_offset + 30 + names
                file.seek(begin)
                yield from _scan(_Section(file, begin + member.file_size), path.name, conn, said)
    except (OSError, zipfile.BadZipFile) as error:
        said.damage = str(error)


def _scan(file: "IO[bytes] | _Section", name: str, conn: sqlite3.Connection, said: Scanned) -> Iterator[Capture]:
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415 - comes with the extra `crawl`
    from warcio.exceptions import ArchiveLoadFailed  # noqa: PLC0415

    waiting: dict[str, Any] = {}  # the response whose request and metadata may follow
    try:
        records = ArchiveIterator(file)
        for record in records:
            offset = records.offset  # get_record_offset() would read past the record
            kind = record.rec_type
            if kind in ("response", "revisit"):
                if waiting:
                    yield _capture(waiting, name, offset, conn)
                waiting = _response(record, offset)
            elif kind == "request" and waiting and record.http_headers is not None:
                waiting["method"] = record.http_headers.protocol
            elif kind == "metadata" and _belongs(record, waiting):
                waiting["said"] = _metadata(record)
            elif kind == "resource" and (record.rec_headers.get_header("WARC-Target-URI") or "").startswith(DESCRIBED):
                source = record.rec_headers.get_header("WARC-Target-URI").removeprefix(DESCRIBED)
                said.descriptions[source] = read_limited(record.content_stream(), _MAX_METADATA).decode(
                    "utf-8", "replace"
                )
            if kind in ("response", "revisit"):
                waiting["digest"] = record.rec_headers.get_header("WARC-Payload-Digest") or _digest(record)
    except (ArchiveLoadFailed, EOFError, OSError, UnicodeDecodeError) as error:
        said.damage = f"damaged: {error}"
    if waiting and "digest" in waiting:
        yield _capture(waiting, name, file.tell(), conn)


class _Section:
    """A file up to `stop`, as far as warcio needs one."""

    def __init__(self, file: IO[bytes], stop: int) -> None:
        self._file = file
        self._stop = stop

    def read(self, size: int = -1) -> bytes:
        left = max(0, self._stop - self._file.tell())
        return self._file.read(left if size < 0 else min(size, left))

    def tell(self) -> int:
        return self._file.tell()


def _response(record: Any, offset: int) -> dict[str, Any]:  # noqa: ANN401 - warcio has no types
    headers, http = record.rec_headers, record.http_headers
    return {
        "type": record.rec_type,
        "offset": offset,
        "url": (headers.get_header("WARC-Target-URI") or "").strip("<>"),
        "record": headers.get_header("WARC-Record-ID") or "",
        "when": headers.get_header("WARC-Date") or "",
        "refers": headers.get_header("WARC-Refers-To-Target-URI"),
        "status": int(http.get_statuscode()) if http is not None and http.get_statuscode().isdigit() else 0,
        "mime": (http.get_header("Content-Type") if http is not None else None) or "",
        "etag": http.get_header("ETag") if http is not None else None,
        "modified": http.get_header("Last-Modified") if http is not None else None,
    }


def _belongs(record: Any, waiting: dict[str, Any]) -> bool:  # noqa: ANN401 - warcio has no types
    return bool(waiting) and record.rec_headers.get_header("WARC-Concurrent-To") == waiting["record"]


def _metadata(record: Any) -> dict[str, Any]:  # noqa: ANN401 - warcio has no types
    """What we wrote beside a response; of others' metadata, nothing."""
    if "json" not in (record.rec_headers.get_header("Content-Type") or ""):
        return {}
    try:
        said = json.loads(read_limited(record.content_stream(), _MAX_METADATA))
    except ValueError:
        return {}
    return said if isinstance(said, dict) and {"source", "role", "key", "asked", "context"} <= said.keys() else {}


def _digest(record: Any) -> str:  # noqa: ANN401 - warcio has no types
    from warcio.utils import Digester  # noqa: PLC0415 - comes with the extra `crawl`

    digester = Digester("sha1")
    stream = record.raw_stream
    while part := stream.read(65_536):
        digester.update(part)
    return str(digester)


def _capture(found: dict[str, Any], name: str, end: int, conn: sqlite3.Connection) -> Capture:
    from pipeline.sources.addresses import same_key  # noqa: PLC0415 - canonical addresses need w3lib

    said, url = found.get("said") or {}, found["url"]
    is_good = found["status"] == 200 and found.get("method", "GET") == "GET" and url.startswith("http")
    is_revisit = found["type"] == "revisit"
    source = said.get("source", _SOURCELESS)
    body = (name, found["offset"], found["record"])
    status, etag, modified = found["status"], found["etag"], found["modified"]
    if is_revisit:
        where = "digest = ? AND NOT is_revisit AND status = 200 ORDER BY id LIMIT 1"
        original = next(select_captures(conn, where, (found["digest"],)), None)
        if original is None:
            status = 0  # it repeats what is not here: nothing can be read from it
        else:
            body = (original.body_file, original.body_offset, original.body_record)
            etag, modified = etag or original.etag, modified or original.last_modified
            found["mime"] = found["mime"] or original.mime
            is_good = is_good or status == 304
    role = Role(said["role"]) if said else (Role.DOCUMENT if is_good else Role.REFUSAL)
    return Capture(
        source=source, url=url, asked=said.get("asked") or same_key(url), key=said.get("key") or same_key(url), role=role,
        fetched=found["when"], status=status, mime=found["mime"], digest=found["digest"], file=name,
        offset=found["offset"], end=end, record=found["record"], body_file=body[0], body_offset=body[1],
        body_record=body[2], crawl=None, via=said.get("via"), etag=etag, last_modified=modified,
        is_revisit=is_revisit, context=said.get("context") or {},
    )  # fmt: skip
