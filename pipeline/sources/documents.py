"""Documents out of the archive: what was fetched is loaded as files are, with what its source's description says of it."""

import json
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from hashlib import sha256
from html import escape
from importlib import import_module
from pathlib import Path
from urllib.parse import unquote, urlsplit

from pipeline.loaders import Known, LoadError, Member, load_bytes
from pipeline.loaders.archives import is_archive, members_of
from pipeline.model import Document, Link, Stated
from pipeline.rulebook.version import code_digest
from pipeline.sources.addresses import same_key
from pipeline.sources.archive.archive import INDEX, Archive
from pipeline.sources.archive.captures import Capture, open_index, put_capture
from pipeline.sources.archive.records import BodyError
from pipeline.sources.archive.scanning import Scanned, scan, scan_wacz
from pipeline.sources.catalogue import Source, parse_source
from pipeline.sources.page import Page
from pipeline.sources.reading import Detail, merged, read_detail
from pipeline.sources.selecting import Value, read_date

_MAX_BYTES = 100_000_000
_LIBRARIES = ("warcio", "parsel", "w3lib")  # of the extra `crawl`
_ZIP = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Archived:
    """A document in an archive, before it is read: what batch runs take beside files.

    `folder` holds the WARC file and `index` tells of it; `place` is what its address is unique in.
    """

    capture: Capture
    source: Source | None = field(hash=False)
    folder: Path
    index: Path
    place: str

    @property
    def name(self) -> str:
        return self.capture.url

    def __str__(self) -> str:
        return f"{self.place}#{self.capture.url}"

    def digest(self, reader: bytes) -> str:
        """Of all that its documents are made of: the record, what was known of it, the description, the code."""
        parts = (self.capture.body_record, json.dumps(self.capture.context, sort_keys=True), self.capture.url)
        digest = sha256(reader + code_digest("sources") + repr(parts).encode())
        digest.update((self.source.digest if self.source else "").encode())
        return digest.hexdigest()

    def members(self) -> Iterator[Member]:
        """The documents of the capture: itself, or those of a ZIP archive."""
        where = self.capture.url
        try:
            body = self.body()
        except LoadError as error:
            yield Member(where, None, partial(_refuse, error))
            return
        if is_archive(body):
            yield from members_of(body, self._known({}), where, load_bytes)
        else:
            yield Member(where, None, partial(self._load, body))

    def body(self) -> bytes:
        """What was fetched; LoadError where it cannot be read back."""
        with _reading(self) as archive:
            try:
                return archive.body(self.capture, _MAX_BYTES)
            except BodyError as error:
                raise LoadError("damaged", f"{self.capture.url}: {error}") from error

    def _load(self, body: bytes) -> Document:
        page = Page(self.capture.url, body, self.capture.mime)
        detail = read_detail(page, self.source) if self.source is not None else Detail({})
        listed = {name: Value(*pair) for name, pair in self.capture.context.get("listed", {}).items()}
        values = merged(listed, detail.values)
        charset = self.source.description.charset if self.source is not None else None
        if page.is_html:
            body = _markup(page, charset, detail.body)
        try:
            document = load_bytes(body, _file_name(self.capture.url), self._known(values))
        except LoadError as error:
            raise LoadError(error.code, f"{self.capture.url}: {error.message}") from error
        return replace(
            document,
            stated=(*document.stated, *_stated(values, self.source)),
            links=self._links(document, detail),
            record=self.capture.body_record,
        )

    def _known(self, values: dict[str, Value]) -> Known:
        described = self.source.description if self.source is not None else None
        title, published = values.get("title"), values.get("published")
        return Known(
            url=self.capture.url,
            title=title.kept if title else None,
            published=published.kept if published else None,
            published_source="the source's description",
            source=described.title if described else None,
            address=self.capture.url,
            fetched=read_date(self.capture.fetched),
        )

    def _links(self, document: Document, detail: Detail) -> tuple[Link, ...]:
        """The page's own links and the attachments the description names, by the addresses their documents have."""
        found: dict[str, Link] = {}
        with _reading(self) as archive:
            for link in (*detail.attachments, *document.links):
                url = archive.stands_for(self.capture.source, same_key(link.url)) or link.url
                found.setdefault(url, Link(url, link.text))
        return tuple(found.values())


def archived_documents(folder: Path, sources: list[Source]) -> Iterator[Archived]:
    """The documents of these sources in an archive, as they were last fetched."""
    with Archive.open(folder) as archive:
        for source in sources:
            for capture in archive.current(source.name):
                yield Archived(capture, source, folder, folder / INDEX, str(folder.absolute()))


def need_libraries(path: Path) -> None:
    """LoadError where what reads the web archive at a path is not installed."""
    try:
        for library in _LIBRARIES:
            import_module(library)
    except ImportError as error:
        message = f"{path}: web archives need more libraries ({error.name}): pip install 'vanthu[crawl]'"
        raise LoadError("needs-library", message) from error


@contextmanager
def documents_in(path: Path) -> Iterator[Iterator[Archived]]:
    """The documents in a WARC or WACZ file; they can be read until this ends. LoadError where the file is damaged.

    Of others' files every good answer counts; of ours, those that were fetched as documents. A response that only
    repeats one in another file has its document there.
    """
    need_libraries(path)
    with tempfile.TemporaryDirectory(prefix="vanthu-") as made:
        index, said = Path(made) / INDEX, Scanned()
        conn = open_index(index)
        try:
            found = scan_wacz(path, conn, said) if _starts(path, _ZIP) else scan(path, conn, said)
            for capture in found:
                put_capture(conn, capture)
        finally:
            conn.close()
        yield _documents_of(path, index, said)


def _documents_of(path: Path, index: Path, said: Scanned) -> Iterator[Archived]:
    sources = {name: parse_source(name, text) for name, text in said.descriptions.items()}
    with Archive(path.parent, open_index(index), None, 0) as archive:
        captures = list(archive.current())
    for capture in captures:
        yield Archived(capture, sources.get(capture.source), path.parent, index, str(path.absolute()))
    if said.damage is not None:
        raise LoadError("damaged", f"{path}: {said.damage}; what stands before that was read")


def _markup(page: Page, charset: str | None, body: str | None) -> bytes:
    """The page in UTF-8; where the description says what its body is, with nothing else in its <body>."""
    text = page.text(charset)
    if body is None:
        return page.body if charset is None else text.encode()
    root = page.selector(charset)
    title = root.xpath("//title/text()").get()
    metadata = "".join(root.xpath("//head/meta[@name or @property]").getall())
    head = f"<title>{escape(title)}</title>{metadata}" if title else metadata
    return f"<html><head><meta charset='utf-8'>{head}</head><body><article>{body}</article></body></html>".encode()


def _stated(values: dict[str, Value], source: Source | None) -> Iterator[Stated]:
    said_by = f"description of {source.name}" if source is not None else "description"
    for name, value in values.items():
        if name != "title" and value.kept is not None:
            yield Stated(name, value.kept, said_by)


def _file_name(url: str) -> str:
    return unquote(urlsplit(url).path.rsplit("/", 1)[-1]) or "-"


def _refuse(error: LoadError) -> Document:
    raise error


def _starts(path: Path, mark: bytes) -> bool:
    with path.open("rb") as file:
        return file.read(len(mark)) == mark


@contextmanager
def _reading(document: Archived) -> Iterator[Archive]:
    yield Archive(document.folder, _connection(document.index, os.getpid()), None, 0)


@lru_cache(maxsize=4)
def _connection(index: Path, process: int) -> sqlite3.Connection:
    """One connection a process: those of SQLite do not survive a fork."""
    return open_index(index)
