"""Archives: files that hold several documents, read member by member and never unpacked to disk."""

import unicodedata
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from pipeline.loaders.discovery import is_left_alone
from pipeline.loaders.known import Known
from pipeline.loaders.loader import LoadError
from pipeline.loaders.office.package import EMPTY_ZIP, ZIP_START, Package, open_package
from pipeline.loaders.signatures import unread_format
from pipeline.model import Document
from pipeline.text.stored import stored_text

ZIP = "ZIP archive"
_DEEPEST = 3  # archives in archives
_UTF8 = 0x800
_OTHERS = "__macosx"  # what a Mac adds for itself

Load = Callable[[bytes, str, Known], Document]


@dataclass(frozen=True, slots=True)
class Member:
    """A document that has not been read. `name` is its name in an archive, None where the file itself is the document.

    `load` gives the document; LoadError names the file and the member.
    """

    where: str
    name: str | None
    load: Callable[[], Document]


def is_archive(data: bytes) -> bool:
    """Whether the data are a ZIP file that is no document by itself, as a DOCX is."""
    from pipeline.loaders.registry import loaders  # noqa: PLC0415 - the loaders' formats import this package

    if not data.startswith((ZIP_START, EMPTY_ZIP)) or any(
        loader.claims(data, "") for loader in loaders() if not loader.general
    ):
        return False
    return data.startswith(EMPTY_ZIP) or unread_format(data) == ZIP


def members_of(data: bytes, known: Known, where: str, load: Load, depth: int = 1) -> Iterator[Member]:
    """The documents in an archive, in its order, those of archives in it among them.

    Each has the archive's url, source and day of publication, and its address with "#" and the member's name.
    """
    try:
        package = open_package(data)
    except LoadError as error:
        yield Member(where, None, partial(_refuse, error.code, f"{where}: {error.message}"))
        return
    seen: Counter[str] = Counter()
    entries = [entry for entry in package.entries if not _is_left_alone(entry)]
    if not entries:
        yield Member(where, None, partial(_refuse, "empty", f"{where}: an archive without documents"))
    for entry in entries:
        name = _name(entry)
        seen[name] += 1
        name = name if seen[name] == 1 else f"{name} ({seen[name]})"
        own = replace(known, address=f"{known.address}#{name}", title=None, problems=())
        yield from _member(package, entry, Member(f"{where}#{name}", name, _nothing), own, load, depth)


def _member(
    package: Package, entry: zipfile.ZipInfo, member: Member, known: Known, load: Load, depth: int
) -> Iterator[Member]:
    try:
        content = package.read(entry)
        is_inner = is_archive(content)
        if is_inner and depth >= _DEEPEST:
            raise LoadError("unsupported-format", f"archives more than {_DEEPEST} deep in each other are not read")
    except LoadError as error:
        yield replace(member, load=partial(_refuse, error.code, f"{member.where}: {error.message}"))
        return
    if is_inner:
        for inner in members_of(content, known, member.where, load, depth + 1):
            yield replace(inner, name=member.name if inner.name is None else f"{member.name}#{inner.name}")
    else:
        yield replace(member, load=partial(_load, load, content, member, known))


def _load(load: Load, content: bytes, member: Member, known: Known) -> Document:
    try:
        return load(content, member.name or "-", known)
    except LoadError as error:
        raise LoadError(error.code, f"{member.where}: {error.message}") from error


def _refuse(code: str, message: str) -> Document:
    raise LoadError(code, message)


def _nothing() -> Document:
    raise LoadError("missing", "nothing was read")


def _is_left_alone(entry: zipfile.ZipInfo) -> bool:
    parts = entry.filename.split("/")
    return entry.is_dir() or any(is_left_alone(part) or part.casefold() == _OTHERS for part in parts if part)


def _name(entry: zipfile.ZipInfo) -> str:
    """A member's name. Where the archive does not say that it is UTF-8, it may be so, or in a page of Windows."""
    name = entry.filename
    if not entry.flag_bits & _UTF8 and not name.isascii():
        raw = name.encode("cp437", "replace")
        for encoding in ("utf-8", "cp1258"):
            try:
                name = unicodedata.normalize("NFC", raw.decode(encoding))
                break
            except UnicodeDecodeError:
                continue
    return stored_text(name.lstrip("/"))
