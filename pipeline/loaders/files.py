"""Loading: a path or bytes in, Documents out."""

import stat
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from hashlib import sha256
from pathlib import Path

from pipeline.loaders.archives import Member, is_archive, members_of
from pipeline.loaders.discovery import shown
from pipeline.loaders.known import Known, known_of
from pipeline.loaders.loader import LoadError
from pipeline.loaders.office.package import open_package
from pipeline.loaders.registry import loader_for
from pipeline.model import Document, Problem

MAX_BYTES = 20_000_000
MAX_PACKED_BYTES = 100_000_000  # of files that pictures may fill
_HEAD = 8
_PACKED = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-")


def load(path: Path) -> Document:
    """The document in a file, with what its sidecar says; LoadError names the file."""
    return _load_named(path, None)


def load_all(path: Path) -> Iterator[Document | Problem]:
    """The documents in a file one by one, several where it is an archive; what cannot be read is a problem."""
    for member in find_members(path):
        try:
            yield member.load()
        except LoadError as error:
            yield Problem(error.code, error.message, member.where)


def find_members(path: Path) -> Iterator[Member]:
    """The documents in a file before they are read: itself, or the members of an archive."""
    where = shown(path)
    try:
        data = read_file(path)
        holds_several = is_archive(data)
    except LoadError:
        data, holds_several = None, False  # to be said when it is loaded
    if data is not None and holds_several:
        yield from members_of(data, known_of(path), where, load_bytes)
    else:
        yield Member(where, None, partial(_load_named, path, data))


def load_bytes(data: bytes, name: str = "-", known: Known | None = None) -> Document:
    """The document in `data`; `name` is the file's, if it has one. LoadError where it cannot be read.

    Without an address or url, the document's address is made of its content.
    """
    _check_size(len(data), data)
    if not data.strip():
        raise LoadError("empty", "there is nothing in it")
    if is_archive(data):
        open_package(data)  # one that is damaged says so
        raise LoadError("archive", "an archive, which may hold several documents")
    known = known or Known()
    if known.address is None:
        known = replace(known, address=known.url or f"content:{sha256(data).hexdigest()[:16]}")
    return loader_for(data, name).load(data, known)


def _load_named(path: Path, data: bytes | None) -> Document:
    try:
        return load_bytes(read_file(path) if data is None else data, name=path.name, known=known_of(path))
    except LoadError as error:
        raise LoadError(error.code, f"{shown(path)}: {error.message}") from error


def read_file(path: Path) -> bytes:
    """The bytes of a regular file; its size is looked at first, so that a huge one is never read. LoadError says why not."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise LoadError("not-a-file", "a folder, not a file" if path.is_dir() else "not a regular file")
        with path.open("rb") as file:
            head = file.read(_HEAD)
            _check_size(status.st_size, head)
            return head + file.read(MAX_PACKED_BYTES)
    except FileNotFoundError as error:
        raise LoadError("missing", "there is no such file") from error
    except PermissionError as error:
        raise LoadError("unreadable", "no permission to read it") from error
    except OSError as error:
        raise LoadError("unreadable", error.strerror or str(error)) from error


def _check_size(size: int, head: bytes) -> None:
    limit = MAX_PACKED_BYTES if head.startswith(_PACKED) else MAX_BYTES
    if size > limit:
        raise LoadError("too-large", f"{size:,} bytes, more than the {limit:,} that are read")
