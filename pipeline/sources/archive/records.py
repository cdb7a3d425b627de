"""WARC records: one exchange written, one body read back."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

_JSON = "application/json"
DESCRIBED = "urn:vanthu:source:"  # what the record of a source's description is addressed by
ABOUT = "urn:vanthu:capture:"  # and the record of what was known of a response
_NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
_HOP_BY_HOP = frozenset({"transfer-encoding", "connection", "keep-alive"})
_CHUNK = 65_536

Headers = Iterable[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request and its response as they went over the wire: the body as sent, still compressed where it was."""

    url: str
    method: str
    request_headers: Headers
    request_body: bytes
    status: int
    reason: str
    response_headers: Headers
    body: bytes
    when: str  # of the form 2026-11-21T22:10:00.123456Z


@dataclass(frozen=True, slots=True)
class Original:
    """The response that a revisit repeats."""

    url: str
    when: str
    digest: str
    record: str


class BodyError(Exception):
    """A body that cannot be read back; the message says why."""


def write_head(file: IO[bytes], name: str, software: str, source: str, description: str) -> None:
    """The records a WARC file begins with: who wrote it, and how its pages are to be read."""
    writer = _writer(file)
    writer.write_record(
        writer.create_warcinfo_record(
            name, {"software": software, "format": "WARC File Format 1.1", "isPartOf": source}
        )
    )
    data = description.encode()
    writer.write_record(
        writer.create_warc_record(
            f"{DESCRIBED}{source}", "resource", payload=BytesIO(data), length=len(data),
            warc_content_type="application/yaml",
        )
    )  # fmt: skip


def write_exchange(
    file: IO[bytes], exchange: Exchange, context: Mapping[str, Any], original: Original | None
) -> tuple[str, str]:
    """Append response (or revisit), request, and what was known of them; the response's record id and digest.

    The digest is of the body as sent. With `original` the body is not kept again.
    """
    from warcio.statusandheaders import StatusAndHeaders  # noqa: PLC0415 - comes with the extra `crawl`

    writer = _writer(file)
    kept = [(name, value) for name, value in exchange.response_headers if name.lower() not in _HOP_BY_HOP]
    status = StatusAndHeaders(f"{exchange.status} {exchange.reason}".strip(), kept, protocol="HTTP/1.1")
    dated = {"WARC-Date": exchange.when}
    if original is None:
        # the length of what is kept: chunks were put together, and some servers give none
        status.replace_header("Content-Length", str(len(exchange.body)))
        response = writer.create_warc_record(
            exchange.url, "response", payload=BytesIO(exchange.body), length=len(exchange.body),
            http_headers=status, warc_headers_dict=dated,
        )  # fmt: skip
    else:
        response = writer.create_revisit_record(
            exchange.url, original.digest, original.url, original.when, http_headers=status, warc_headers_dict=dated
        )
        response.rec_headers.add_header("WARC-Refers-To", original.record)
        if exchange.status == 304:
            response.rec_headers.replace_header("WARC-Profile", _NOT_MODIFIED)
    parts = urlsplit(exchange.url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    asked = StatusAndHeaders(
        f"{exchange.method} {target} HTTP/1.1",
        [("Host", parts.netloc), *exchange.request_headers],
        is_http_request=True,
    )
    request = writer.create_warc_record(
        exchange.url, "request", payload=BytesIO(exchange.request_body), length=len(exchange.request_body),
        http_headers=asked, warc_headers_dict=dated,
    )  # fmt: skip
    writer.write_request_response_pair(request, response)
    record = str(response.rec_headers.get_header("WARC-Record-ID"))
    data = json.dumps(context, ensure_ascii=False, sort_keys=True).encode()
    # not by the page's address: other tools would show this in the page's place
    writer.write_record(
        writer.create_warc_record(
            f"{ABOUT}{record.strip('<>').rpartition(':')[2]}", "metadata", payload=BytesIO(data), length=len(data), warc_content_type=_JSON,
            warc_headers_dict={**dated, "WARC-Concurrent-To": record},
        )
    )  # fmt: skip
    digest = str(response.rec_headers.get_header("WARC-Payload-Digest"))
    return record, digest


def digest_of(body: bytes) -> str:
    """The digest a record of this body has."""
    from warcio.utils import Digester  # noqa: PLC0415 - comes with the extra `crawl`

    digester = Digester("sha1")
    digester.update(body)
    return str(digester)


def read_body(path: Path, offset: int, limit: int) -> bytes:
    """The body of the response at an offset, uncompressed; BodyError where it is damaged or larger than `limit`."""
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415 - comes with the extra `crawl`
    from warcio.exceptions import ArchiveLoadFailed  # noqa: PLC0415

    try:
        with path.open("rb") as file:
            file.seek(offset)
            record = next(iter(ArchiveIterator(file)))
            body = read_limited(record.content_stream(), limit)
    except (OSError, EOFError, StopIteration, ArchiveLoadFailed) as error:
        raise BodyError(f"{path.name}, at byte {offset}: the record cannot be read: {error}") from error
    if len(body) > limit:
        raise BodyError(f"more than {limit:,} bytes when unpacked")
    return body


def read_limited(stream: IO[bytes], limit: int) -> bytes:
    """At most one byte more than `limit`: warcio's streams give less than asked for."""
    parts, size = [], 0
    while size <= limit and (part := stream.read(min(_CHUNK, limit + 1 - size))):
        parts.append(part)
        size += len(part)
    return b"".join(parts)


def _writer(file: IO[bytes]) -> Any:  # noqa: ANN401 - warcio has no types
    from warcio.warcwriter import WARCWriter  # noqa: PLC0415 - comes with the extra `crawl`

    return WARCWriter(file, gzip=True, warc_version="1.1")
