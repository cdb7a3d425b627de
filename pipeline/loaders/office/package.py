"""Zipped files opened within limits, so that no small file makes a large one, and their XML parsed without entities."""

import io
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.loaders.loader import LoadError

if TYPE_CHECKING:
    from lxml.etree import _Element

ZIP_START = b"PK\x03\x04"
EMPTY_ZIP = b"PK\x05\x06"
MAX_ENTRIES = 10_000
MAX_ENTRY = 64_000_000
MAX_TOTAL = 200_000_000
MAX_RATIO = 200  # XML of many like rows packs to a hundredth; what packs to less is made to
_SMALL = 1_000_000  # entries below it may pack as they like
_END = 65_557  # bytes: the end record with the longest comment
_ENCRYPTED = 0x1


def directory(data: bytes) -> bytes:
    """The bytes of a ZIP file's list of entries; empty where it has none (it is cut off)."""
    end = data.rfind(EMPTY_ZIP, max(0, len(data) - _END))
    if end < 0 or end + 20 > len(data):
        return b""
    size, start = (int.from_bytes(data[at : at + 4], "little") for at in (end + 12, end + 16))
    return data[start : start + size]


@dataclass(slots=True)
class Package:
    """A ZIP file whose entries are read one by one; LoadError where one is damaged, encrypted or far too large."""

    archive: zipfile.ZipFile
    read_so_far: int = field(default=0)

    @property
    def entries(self) -> list[zipfile.ZipInfo]:
        return self.archive.infolist()

    def holds(self, name: str) -> bool:
        return name in self.archive.NameToInfo

    def read(self, entry: str | zipfile.ZipInfo) -> bytes:
        """The bytes of an entry."""
        info = self.archive.getinfo(entry) if isinstance(entry, str) else entry
        name = info.filename
        if info.flag_bits & _ENCRYPTED:
            raise LoadError("encrypted", f"{name!r} in it is locked with a password")
        if info.file_size > MAX_ENTRY or info.file_size > max(_SMALL, MAX_RATIO * info.compress_size):
            raise LoadError("too-large", f"{name!r} in it would unpack to {info.file_size:,} bytes")
        if self.read_so_far + info.file_size > MAX_TOTAL:
            raise LoadError("too-large", f"it would unpack to more than {MAX_TOTAL:,} bytes")
        try:
            with self.archive.open(info) as file:
                content = file.read(info.file_size)  # never more than was announced
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
            raise LoadError("damaged", f"{name!r} in it is damaged: {error}") from error
        except (NotImplementedError, RuntimeError) as error:
            raise LoadError(
                "unsupported-format", f"{name!r} in it is packed in a way that is not read: {error}"
            ) from error
        self.read_so_far += len(content)
        return content

    def xml(self, name: str) -> "_Element | None":
        """The root of an XML entry; None where there is no such entry."""
        return parse_xml(self.read(name), name) if self.holds(name) else None


def open_package(data: bytes) -> Package:
    """The ZIP file in `data`; LoadError damaged or too-large."""
    entries = directory(data)
    if not entries and not data.startswith(EMPTY_ZIP):
        raise LoadError("damaged", "a ZIP file that is cut off: its list of entries is missing")
    if entries.count(b"PK\x01\x02") > MAX_ENTRIES:
        raise LoadError("too-large", f"a ZIP file of more than {MAX_ENTRIES:,} entries")
    try:
        return Package(zipfile.ZipFile(io.BytesIO(data)))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise LoadError("damaged", f"a damaged ZIP file: {error}") from error


def parse_xml(content: bytes, name: str) -> "_Element":
    """The root element. Entities stay unresolved, nothing is fetched, nesting and text are limited by the parser."""
    from lxml import etree  # noqa: PLC0415 - only office files need it

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise LoadError("damaged", f"{name!r} in it is no XML: {error.msg}") from error
    return root
