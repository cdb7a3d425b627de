"""OLE files, the containers of DOC and XLS: what they hold, their streams, their properties."""

import io
import struct
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from pipeline.loaders.loader import LoadError

if TYPE_CHECKING:
    from olefile import OleFileIO

OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_KINDS = (  # an encrypted DOCX or XLSX is an OLE file too
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "PowerPoint (PPT)"),
    ("__properties_version1.0", "Outlook message (MSG)"),
    ("VisioDocument", "Visio drawing (VSD)"),
)
_SUMMARY = "\x05SummaryInformation"
_NAMES = {2: "title", 3: "subject", 12: "created", 13: "modified"}
_TEXT, _TIME = 30, 64  # kinds of properties
_CODECS = {-535: "utf-8", 1258: "cp1258", 1250: "cp1250"}
_MOST_PROPERTIES, _LONGEST = 100, 1_000
_FIRST_TICK, _LAST_TICK = datetime(1601, 1, 1), 250_000_000_000_000_000  # noqa: DTZ001 - days only; the year 2393


def ole_kind(data: bytes) -> str | None:
    """doc, xls, encrypted, damaged, or the name of a format that is not read; None where it is no OLE file."""
    if not data.startswith(OLE_START):
        return None
    try:
        with open_ole(data) as ole:
            other = "another OLE file" if ole.root and ole.root.kids else "damaged"
            return next((kind for stream, kind in _KINDS if ole.exists(stream)), other)
    except LoadError:
        return "damaged"


def open_ole(data: bytes) -> "OleFileIO":
    """The container in `data`; LoadError damaged."""
    from olefile import OleFileIO  # noqa: PLC0415 - only office files need it

    try:
        return OleFileIO(io.BytesIO(data))
    except (OSError, ValueError, IndexError, MemoryError, RecursionError) as error:
        raise LoadError("damaged", f"a damaged OLE file: {str(error)[:120]}") from error


def read_stream(ole: "OleFileIO", name: str) -> bytes:
    """A stream's bytes; LoadError where it is missing or cut off."""
    try:
        with ole.openstream(name) as stream:
            content: bytes = stream.read()
            return content
    except (OSError, ValueError, IndexError) as error:
        raise LoadError("damaged", f"its stream {name} cannot be read: {error}") from error


def ole_properties(ole: "OleFileIO") -> dict[str, str]:
    """Title, subject, created and modified, as far as the file says; read here, since damaged ones keep olefile busy."""
    if not ole.exists(_SUMMARY):
        return {}
    try:
        return dict(_properties(read_stream(ole, _SUMMARY)))
    except (LoadError, struct.error):  # properties are often damaged where the text is not
        return {}


def _properties(data: bytes) -> Iterator[tuple[str, str]]:
    start = struct.unpack_from("<I", data, 44)[0]
    count = min(struct.unpack_from("<I", data, start + 4)[0], _MOST_PROPERTIES)
    places = dict(struct.iter_unpack("<II", data[start + 8 : start + 8 + 8 * count]))
    codec = _CODECS.get(struct.unpack_from("<h", data, start + places[1] + 4)[0] if 1 in places else 0, "cp1252")
    for number, name in _NAMES.items():
        if number not in places:
            continue
        at = start + places[number]
        kind, value = struct.unpack_from("<II", data, at)
        if kind == _TEXT:
            yield name, data[at + 8 : at + 8 + min(value, _LONGEST)].split(b"\0")[0].decode(codec, "replace")
        elif kind == _TIME:
            ticks = struct.unpack_from("<Q", data, at + 4)[0]
            yield name, str(_FIRST_TICK + timedelta(microseconds=min(ticks, _LAST_TICK) // 10))[:10]
