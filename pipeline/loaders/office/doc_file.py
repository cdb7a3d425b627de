"""The structure of DOC files, Word 6 to 2003: where the text lies, and how stretches of it are formatted.

After Microsoft's [MS-DOC]; Word 6 and 95 keep the same structures with smaller numbers and text in 8 bits.
"""

import struct
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from pipeline.loaders.loader import LoadError
from pipeline.loaders.office.doc_sprms import Code, Sprm, read_sprms

_WORD_MARKS = (0xA5EC, 0xA5DC)
_OLD_MARKS = (0xA59B, 0xA59C, 0xA5DB)
_FIRST_WORD_97 = 193  # versions of the file's head; Word 6 has 101, Word 95 104
_PAGE = 512
_MOST_PIECES = 200_000
# 8-bit text is latin-1 but for these, as [MS-DOC] lists them
_EIGHT_BIT = {
    byte: bytes([byte]).decode("cp1252")
    for byte in (*range(0x82, 0x8D), *range(0x91, 0x9D), 0x80, 0x8E, 0x9E, 0x9F)
}  # fmt: skip
_PARTS = ("main", "footnotes", "headers", "macros", "comments", "endnotes", "boxes", "header boxes")


@dataclass(frozen=True, slots=True)
class TextPiece:
    """Characters `start` to `end` of the text stand in the file from byte `at` on, one or two bytes each."""

    start: int
    end: int
    at: int
    width: int


Changes = tuple[int, tuple[Sprm, ...]]  # the number of a paragraph's style, 0 for characters, and what is changed
UNCHANGED: Changes = (0, ())


@dataclass(frozen=True, slots=True)
class Formatted:
    """Bytes of the file formatted alike, each stretch from its start to the next one's."""

    starts: tuple[int, ...]
    changes: tuple[Changes, ...]

    def at(self, position: int) -> Changes:
        """How a byte is formatted."""
        index = bisect_right(self.starts, position) - 1
        return self.changes[index] if index >= 0 else UNCHANGED

    def end(self, position: int) -> int:
        """Where the stretch around a byte ends."""
        index = bisect_right(self.starts, position)
        return self.starts[index] if index < len(self.starts) else 1 << 40


@dataclass(frozen=True, slots=True)
class DocFile:
    """An opened DOC file. `parts` are the stretches of its text: main, footnotes, headers, ..., by first and last."""

    word: bytes
    table: bytes
    data: bytes
    is_97: bool
    pieces: tuple[TextPiece, ...]
    parts: dict[str, tuple[int, int]]

    def structure(self, index: int) -> bytes:
        """A structure by its number in the file's head; empty where there is none."""
        at = (0x9A if self.is_97 else 0x58) + 8 * index
        if at + 8 > len(self.word):
            return b""
        start, size = struct.unpack_from("<II", self.word, at)
        return self.table[start : start + size] if size < len(self.table) else b""

    def text(self, piece: TextPiece) -> str:
        data = self.word[piece.at : piece.at + (piece.end - piece.start) * piece.width]
        return data.decode("utf-16-le", "replace") if piece.width == 2 else data.decode("latin-1").translate(_EIGHT_BIT)


def open_doc(streams: Mapping[str, bytes]) -> DocFile:
    """The file by its streams WordDocument, 0Table, 1Table and Data, as far as it has them; LoadError encrypted, damaged or unsupported-format."""
    word = streams["WordDocument"]
    if len(word) < 0x200:
        raise LoadError("damaged", "a Word file that is cut off")
    mark, version = struct.unpack_from("<HH", word, 0)
    flags = struct.unpack_from("<H", word, 0x0A)[0]
    if mark in _OLD_MARKS:
        raise LoadError("unsupported-format", "a file of Word for Windows 1 or 2 (before 1993): not read")
    if mark not in _WORD_MARKS:
        raise LoadError("damaged", "a Word file whose head is damaged")
    if flags & 0x0100:
        raise LoadError("encrypted", "a Word file that is locked with a password")
    is_97 = version >= _FIRST_WORD_97
    table = streams.get("1Table" if flags & 0x0200 else "0Table", b"") if is_97 else word
    lengths = struct.unpack_from("<8i", word, 0x4C if is_97 else 0x34)
    parts: dict[str, tuple[int, int]] = {}
    at = 0
    for name, length in zip(_PARTS, lengths, strict=True):
        parts[name] = (at, at + max(0, length))
        at += max(0, length)
    doc = DocFile(word, table, streams.get("Data", b""), is_97, (), parts)
    pieces = tuple(_pieces(doc, doc.structure(33))) or _whole_text(doc, at)
    if not pieces:
        raise LoadError("damaged", "a Word file whose text is not where it says")
    return replace(doc, pieces=pieces)


def _pieces(doc: DocFile, clx: bytes) -> Iterator[TextPiece]:
    """The pieces of the piece table, behind the changes it lists."""
    at = 0
    while at + 5 <= len(clx) and clx[at] == 1:
        at += 3 + int.from_bytes(clx[at + 1 : at + 3], "little")
    if at + 5 > len(clx) or clx[at] != 2:
        return
    size = int.from_bytes(clx[at + 1 : at + 5], "little")
    starts, entries = read_plc(clx[at + 5 : at + 5 + size], 8)
    allowed = 4 * len(doc.word)  # pieces that lie on each other must not make a large text of a small file
    for start, end, entry in zip(starts, starts[1:], entries[:_MOST_PIECES], strict=False):
        position = int.from_bytes(entry[2:6], "little")
        width = 1 if not doc.is_97 or position & 0x40000000 else 2
        if doc.is_97 and width == 1:
            position = (position & 0x3FFFFFFF) // 2
        room = (len(doc.word) - position) // width
        allowed -= max(0, min(end - start, room))
        if start < end and room > 0 and allowed > 0:
            yield TextPiece(start, min(end, start + room), position, width)


def _whole_text(doc: DocFile, length: int) -> tuple[TextPiece, ...]:
    """The one piece of a file of Word 6 or 95 without a piece table."""
    first, last = struct.unpack_from("<II", doc.word, 0x18)
    length = min(length, last - first, len(doc.word) - first)
    return (TextPiece(0, length, first, 1),) if not doc.is_97 and length > 0 else ()


def read_plc(data: bytes, size: int) -> tuple[tuple[int, ...], list[bytes]]:
    """A PLC's positions, one more than entries, and its entries of `size` bytes."""
    count = max(0, (len(data) - 4) // (4 + size))
    if len(data) < 4:
        return (), []
    positions = struct.unpack_from(f"<{count + 1}I", data)
    first = 4 * (count + 1)
    return positions, [data[first + size * i : first + size * (i + 1)] for i in range(count)]


def read_formatting(doc: DocFile, index: int) -> Formatted:
    """How characters (structure 12) or paragraphs (13) are formatted, from the pages that list it."""
    of_paragraphs = index == 13
    number_size = 4 if doc.is_97 else 2
    _, numbers = read_plc(doc.structure(index), number_size)
    starts: list[int] = []
    changes: list[Changes] = []
    known: dict[bytes, Changes] = {}
    for number in numbers:
        at = (int.from_bytes(number, "little") & 0x3FFFFF) * _PAGE
        page = doc.word[at : at + _PAGE]
        for start, properties in _page_entries(page, of_paragraphs, 13 if doc.is_97 else 7):
            if starts and start < starts[-1]:
                continue  # pages of a file that was saved fast may overlap
            if properties not in known:
                known[properties] = _formatting(doc, properties, of_paragraphs)
            starts.append(start)
            changes.append(known[properties])
    return Formatted(tuple(starts), tuple(changes))


def _page_entries(page: bytes, of_paragraphs: bool, entry_size: int) -> Iterator[tuple[int, bytes]]:
    """The start of each stretch that a page lists, and its properties; the end of the last with none."""
    count = page[-1] if len(page) == _PAGE else 0
    if not count or 4 * (count + 1) + count > _PAGE:
        return
    starts = struct.unpack_from(f"<{count + 1}I", page)
    size = entry_size if of_paragraphs else 1
    for i, start in enumerate(starts[:count]):
        at = 4 * (count + 1) + size * i
        offset = 2 * page[at] if at < _PAGE else 0
        yield start, _properties(page, offset, of_paragraphs, entry_size == 13) if offset else b""
    yield starts[count], b""


def _properties(page: bytes, offset: int, of_paragraphs: bool, is_97: bool) -> bytes:
    size, first = page[offset], offset + 1
    if of_paragraphs:
        if size == 0 and is_97:
            size, first = 2 * page[min(offset + 1, _PAGE - 1)], offset + 2
        else:
            size = 2 * size - 1 if is_97 else 2 * size
    return page[first : min(first + size, _PAGE - 1)]


def _formatting(doc: DocFile, properties: bytes, of_paragraphs: bool) -> Changes:
    if not properties:
        return UNCHANGED
    if not of_paragraphs:
        return 0, tuple(read_sprms(properties, doc.is_97))
    return int.from_bytes(properties[:2], "little"), tuple(_followed(doc, read_sprms(properties[2:], doc.is_97)))


def _followed(doc: DocFile, sprms: Iterable[Sprm]) -> Iterator[Sprm]:
    """The changes, with those that lie in the stream Data, as the many columns of wide tables do."""
    for code, operand in sprms:
        if code in (Code.ELSEWHERE, Code.ELSEWHERE_OLD, Code.ROW_ELSEWHERE):
            at = int.from_bytes(operand, "little")
            size = int.from_bytes(doc.data[at : at + 2], "little")
            yield from read_sprms(doc.data[at + 2 : at + 2 + size], is_97=True)
        else:
            yield code, operand
