"""Near-duplicates: one press item on three sites, one plan on two portals, told by sketches of their words.

A sketch keeps, for each of SLOTS parts of the hash space, the least hash of the text's shingles that falls there
(one-permutation MinHash): the share of slots in which two sketches agree estimates the share of shingles that two texts
have in common. Texts that are alike agree in all slots of some band, so that those like a text are found by a look-up.
"""

import sqlite3
import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from zlib import crc32

from pipeline.model import number_key
from pipeline.store.folding import fold_words

SLOTS = 64
ALIKE = 0.8  # of the slots, from which two texts say the same
DAYS_APART = 31  # texts without numbers that were published further apart are two items, however alike
_BAND = 4  # slots; texts of which ALIKE is true share one of 16 bands in all but one case of four thousand
_SHINGLE = 3  # words
_FORMAT = f"<{SLOTS}I"
_MANY = 200  # documents that share a band are looked at; boilerplate may make it more
_SPREAD = 0x9E3779B1  # spreads what crc32 gives over the slots


@dataclass(frozen=True, slots=True)
class Likeness:
    """What tells whether two documents are one: the sketch, the own number's key, the (first possible) day of publication."""

    document: str
    sketch: tuple[int, ...]
    number: str | None
    published: str | None

    def same(self, other: "Likeness") -> bool:
        """Whether both are the same text of the same document; two numbers or two times make two documents."""
        if self.number and other.number:
            if self.number != other.number:
                return False
        elif self.published and other.published and _days(self.published, other.published) > DAYS_APART:
            return False
        agreeing = sum(mine == its for mine, its in zip(self.sketch, other.sketch, strict=True))
        return agreeing >= ALIKE * SLOTS


def sketch(normal: str) -> bytes | None:
    """The sketch of a normal text; None where it has too few words to tell anything."""
    words = fold_words(normal).encode("utf-8", "replace").split()
    if len(words) < SLOTS:
        return None
    least: dict[int, int] = {}
    for index in range(len(words) - _SHINGLE + 1):
        spread = crc32(b" ".join(words[index : index + _SHINGLE])) * _SPREAD & 0xFFFFFFFF
        slot = spread % SLOTS
        if spread < least.get(slot, 0x100000000):
            least[slot] = spread
    filled = [least.get(slot) for slot in range(SLOTS)]
    # an empty slot takes what the next filled one has: equal texts stay equal, unequal ones unequal
    for slot in reversed(range(2 * SLOTS - 1)):
        if filled[slot % SLOTS] is None:
            filled[slot % SLOTS] = filled[(slot + 1) % SLOTS]
    return struct.pack(_FORMAT, *(value or 0 for value in filled))


def put_sketch(conn: sqlite3.Connection, document: str, sketched: bytes | None) -> None:
    """Make a document findable by its sketch."""
    if sketched is not None:
        rows = [(band, document) for band in _bands(struct.unpack(_FORMAT, sketched))]
        conn.executemany("INSERT OR IGNORE INTO bands (band, document) VALUES (?, ?)", rows)


def drop_sketch(conn: sqlite3.Connection, document: str, sketched: bytes | None) -> None:
    if sketched is not None:
        rows = [(band, document) for band in _bands(struct.unpack(_FORMAT, sketched))]
        conn.executemany("DELETE FROM bands WHERE band = ? AND document = ?", rows)


def likenesses(conn: sqlite3.Connection, documents: Iterable[str]) -> Mapping[str, Likeness]:
    """Those of documents that have sketches."""
    found: dict[str, Likeness] = {}
    for document in documents:
        row = conn.execute(
            "SELECT v.sketch, v.number, v.published_earliest FROM documents d JOIN versions v ON v.id = d.version WHERE d.id = ?",
            (document,),
        ).fetchone()
        if row and row[0]:
            number = number_key(row[1]) if row[1] else None
            found[document] = Likeness(document, struct.unpack(_FORMAT, row[0]), number, row[2])
    return found


def same_documents(conn: sqlite3.Connection, likeness: Likeness) -> list[str]:
    """The other documents of the store that say the same, by their ids."""
    near: set[str] = set()
    for band in _bands(likeness.sketch):
        near.update(key for (key,) in conn.execute("SELECT document FROM bands WHERE band = ? LIMIT ?", (band, _MANY)))
    near.discard(likeness.document)
    return sorted(key for key, other in likenesses(conn, near).items() if likeness.same(other))


class Groups:
    """Documents met one after the other, best first: which of them repeat one that was met before."""

    def __init__(self) -> None:
        self._first: dict[int, list[Likeness]] = {}

    def repeats(self, likeness: Likeness) -> str | None:
        """The document met before that this one repeats; else it counts from now on as met."""
        bands = _bands(likeness.sketch)
        for band in bands:
            for other in self._first.get(band, ()):
                if likeness.same(other):
                    return other.document
        for band in bands:
            self._first.setdefault(band, []).append(likeness)
        return None


def _bands(slots: tuple[int, ...]) -> list[int]:
    """One number a band, of its place and its slots."""
    return [crc32(struct.pack(f"<{_BAND}I", *slots[at : at + _BAND]), at) | at << 32 for at in range(0, SLOTS, _BAND)]


def _days(one: str, other: str) -> int:
    """Between two ISO days."""
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)
