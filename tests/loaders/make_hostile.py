"""Files that are broken or mean harm, each in its own way: `make_hostile(folder)` writes them all.

None of them can be read; a run must name each with a problem of its own, and read what stands beside them.
"""

import io
import random
import struct
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PDF = ROOT / "tests" / "loaders" / "pdf" / "plan.pdf"
DOC = ROOT / "corpora" / "decision-soc-trang-nuoc-sach-2012.doc"
DOCX = ROOT / "corpora" / "plan-bac-lieu-tom-lua-2024.docx"
ODT = ROOT / "corpora" / "dispatch-cao-bang-ret-hai-2022.odt"

_WORD = "word/document.xml"
_MEGABYTE = 1_000_000
_FOREIGN = {  # the first bytes of formats that are no documents
    "rar": b"Rar!\x1a\x07\x01\x00",
    "7z": b"7z\xbc\xaf\x27\x1c\x00\x04",
    "gz": b"\x1f\x8b\x08\x00\x00\x00\x00\x00",
    "xz": b"\xfd7zXZ\x00",
    "bz2": b"BZh91AY&SY",
    "exe": b"MZ\x90\x00\x03\x00\x00\x00",
    "elf": b"\x7fELF\x02\x01\x01\x00",
    "mp3": b"ID3\x04\x00\x00\x00",
    "mp4": b"\x00\x00\x00\x18ftypmp42",
    "gif": b"GIF89a\x01\x00\x01\x00",
    "db": b"SQLite format 3\x00",
    "class": b"\xca\xfe\xba\xbe\x00\x00\x00\x34",
    "wasm": b"\x00asm\x01\x00\x00\x00",
    "ogg": b"OggS\x00\x02",
}


def make_hostile(folder: Path) -> int:
    """Write the files into a folder; returns how many there are."""
    count = 0
    for name, data in _files():
        (folder / name).write_bytes(data)
        count += 1
    (folder / "dangling.txt").symlink_to(folder / "nowhere.txt")
    with (folder / "sparse.txt").open("wb") as file:
        file.truncate(40 * _MEGABYTE)
    return count + 2


def _files() -> Iterator[tuple[str, bytes]]:
    chance = random.Random(7)
    yield "empty.txt", b""
    yield "blank.html", b" \n\t " * 100
    yield "zeros.doc", bytes(5000)
    for index in range(6):
        yield f"noise-{index}.{('pdf', 'docx', 'txt', 'xls', 'html', 'zip')[index]}", chance.randbytes(4000)
    for suffix, magic in _FOREIGN.items():
        yield f"foreign.{suffix}", magic + chance.randbytes(2000)
    for path in (DOCX, ODT, DOC):
        data = path.read_bytes()
        for share in (5, 30, 60, 90):
            yield f"cut-{share}{path.suffix}", data[: len(data) * share // 100]
    data = PDF.read_bytes()
    for share in (1, 5):
        yield f"cut-{share}.pdf", data[: len(data) * share // 100]
    yield "head-only.pdf", b"%PDF-1.7\n"
    yield "no-pages.pdf", _pdf(b"<< /Type /Pages /Kids [] /Count 0 >>")
    yield "own-child.pdf", _pdf(b"<< /Type /Pages /Kids [2 0 R] /Count 9000000 >>")
    yield "no-text.pdf", _pdf(b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", b"<< /Type /Page /Parent 2 0 R >>")
    yield from _packed()
    yield from _pages()


def _packed() -> Iterator[tuple[str, bytes]]:
    yield "no-body.docx", _zip({"[Content_Types].xml": b"<Types/>", "word/styles.xml": b"<styles/>"})
    yield "no-body.odt", _zip({"mimetype": b"application/vnd.oasis.opendocument.text"})
    yield "no-sheets.xlsx", _zip({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"})
    yield "bomb.docx", _zip({_WORD: b"<w:t>" + b"a" * 300 * _MEGABYTE})
    yield (
        "bomb.odt",
        _zip({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": bytes(300 * _MEGABYTE)}),
    )
    yield "bomb.zip", _zip({"a.txt": b"a" * 300 * _MEGABYTE})
    yield "broken.docx", _zip({_WORD: b"<w:document><w:body><w:p>"})
    yield "entities.docx", _zip({_WORD: _entities()})
    yield "entities.odt", _zip({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": _entities()})
    yield "outside.docx", _zip({_WORD: b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>'})
    yield "no-members.zip", _zip({})
    nested = _zip({"a.bin": b"\x00"})
    for _ in range(12):
        nested = _zip({"inner.zip": nested})
    yield "nested.zip", nested
    yield "locked.zip", _locked(_zip({"a.txt": b"Noi dung"}))
    yield "false-directory.zip", _zip({"a.txt": b"Noi dung"})[:-8] + b"\xff" * 8
    yield "sectors.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 4096
    yield "own-sector.xls", _looped(DOC.read_bytes())


def _pages() -> Iterator[tuple[str, bytes]]:
    yield "script-only.html", b"<html><body><script>" + b"x();" * 5000 + b"</script></body></html>"
    yield "empty-body.html", b"<!doctype html><html><head><title></title></head><body></body></html>"
    yield "tags.html", b"<html><body>" + b"<i>" * 700_000
    yield "attributes.html", b"<html><body><p " + b" ".join(b"a%d=1" % n for n in range(5000)) + b">a</p>"
    yield "frames.html", b"<html><frameset><frame src='a.html'></frameset></html>"
    yield "image-only.html", b"<html><body><img src='scan.png'></body></html>"


def _zip(members: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data, zipfile.ZIP_STORED if name == "mimetype" else None)
    return packed.getvalue()


def _locked(data: bytes) -> bytes:
    """An archive whose only member says that it is encrypted."""
    changed = bytearray(data)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = changed.index(signature) + offset
        changed[at] |= 1
    return bytes(changed)


def _entities() -> bytes:
    lines = ['<!ENTITY a0 "aaaaaaaaaa">', *(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))]
    return f"<!DOCTYPE d [{''.join(lines)}]><d>&a9;</d>".encode()


def _looped(data: bytes) -> bytes:
    """A compound file whose first chain of sectors leads back to its beginning."""
    changed = bytearray(data[:4096])
    struct.pack_into("<I", changed, 0x4C, 0)
    changed[512:1024] = struct.pack("<I", 0) * 128
    return bytes(changed)


def _pdf(pages: bytes, *more: bytes) -> bytes:
    parts = [b"%PDF-1.4\n", b"1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n"]
    parts += [b"%d 0 obj %s endobj\n" % (number, body) for number, body in enumerate((pages, *more), 2)]
    return b"".join(parts) + b"trailer << /Root 1 0 R >>\n%%EOF\n"


if __name__ == "__main__":
    sys.stdout.write(f"{make_hostile(Path(sys.argv[1]))} files\n")
