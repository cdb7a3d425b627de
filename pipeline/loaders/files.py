"""Loading: a path or bytes in, a Document out."""

import stat
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from pipeline.loaders.discovery import shown
from pipeline.loaders.known import Known, known_of
from pipeline.loaders.loader import LoadError
from pipeline.loaders.registry import loader_for
from pipeline.model import Document

MAX_BYTES = 20_000_000


def load(path: Path) -> Document:
    """The document in a file, with what its sidecar says; LoadError names the file."""
    try:
        return load_bytes(_read(path), name=path.name, known=known_of(path))
    except LoadError as error:
        raise LoadError(error.code, f"{shown(path)}: {error.message}") from error


def load_bytes(data: bytes, name: str = "-", known: Known | None = None) -> Document:
    """The document in `data`; `name` is the file's, if it has one. LoadError where it cannot be read.

    Without an address or url, the document's address is made of its content.
    """
    _check_size(len(data))
    if not data.strip():
        raise LoadError("empty", "there is nothing in it")
    known = known or Known()
    if known.address is None:
        known = replace(known, address=known.url or f"content:{sha256(data).hexdigest()[:16]}")
    return loader_for(data, name).load(data, known)


def _read(path: Path) -> bytes:
    """The bytes of a regular file; its size is looked at first, so that a huge one is never read."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise LoadError("not-a-file", "a folder, not a file" if path.is_dir() else "not a regular file")
        _check_size(status.st_size)
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise LoadError("missing", "there is no such file") from error
    except PermissionError as error:
        raise LoadError("unreadable", "no permission to read it") from error
    except OSError as error:
        raise LoadError("unreadable", error.strerror or str(error)) from error


def _check_size(size: int) -> None:
    if size > MAX_BYTES:
        raise LoadError("too-large", f"{size:,} bytes, more than the {MAX_BYTES:,} that are read")
