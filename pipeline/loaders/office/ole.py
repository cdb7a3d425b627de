"""OLE files, the containers of DOC and XLS: what they hold, their streams, their properties."""

import io
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
_DAY = slice(0, 10)


def ole_kind(data: bytes) -> str | None:
    """doc, xls, encrypted, damaged, or the name of a format that is not read; None where it is no OLE file."""
    if not data.startswith(OLE_START):
        return None
    try:
        with open_ole(data) as ole:
            return next((kind for stream, kind in _KINDS if ole.exists(stream)), "another OLE file")
    except LoadError:
        return "damaged"


def open_ole(data: bytes) -> "OleFileIO":
    """The container in `data`; LoadError damaged."""
    from olefile import OleFileIO  # noqa: PLC0415 - only office files need it

    try:
        return OleFileIO(io.BytesIO(data))
    except (OSError, ValueError, IndexError, MemoryError) as error:
        raise LoadError("damaged", f"a damaged OLE file: {error}") from error


def read_stream(ole: "OleFileIO", name: str) -> bytes:
    """A stream's bytes; LoadError where it is missing or cut off."""
    try:
        with ole.openstream(name) as stream:
            content: bytes = stream.read()
            return content
    except (OSError, ValueError, IndexError) as error:
        raise LoadError("damaged", f"its stream {name} cannot be read: {error}") from error


def ole_properties(ole: "OleFileIO") -> dict[str, str]:
    """Title, subject, created and modified, as far as the file says."""
    try:
        metadata = ole.get_metadata()
    except (OSError, ValueError, IndexError, TypeError, KeyError):  # properties are often damaged where the text is not
        return {}
    encoding = _encoding(metadata.codepage)
    found = {name: _text(value, encoding) for name in ("title", "subject") if (value := getattr(metadata, name, None))}
    for name, value in (("created", metadata.create_time), ("modified", metadata.last_saved_time)):
        if value is not None:
            found[name] = str(value)[_DAY]
    return found


def _encoding(codepage: int | None) -> str:
    return "utf-8" if codepage in (-535, 65001) else f"cp{codepage}" if codepage in (1250, 1252, 1258) else "cp1252"


def _text(value: object, encoding: str) -> str:
    return value.decode(encoding, "replace") if isinstance(value, bytes) else str(value)
