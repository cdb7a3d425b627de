"""OLE directories that lead nowhere: a container of our own, entry by entry."""

import struct

import pytest

from pipeline.loaders import LoadError, load_bytes
from pipeline.loaders.office.ole import OLE_START

SECTOR, ENTRY = 512, 128
NONE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
STORAGE, STREAM, ROOT = 1, 2, 5


def entry(name: str, kind: int, *, before: int = NONE, behind: int = NONE, child: int = NONE) -> bytes:
    """A directory entry: what stands before and behind it in its storage, and what it holds, are numbers of entries."""
    letters = name.encode("utf-16-le")
    links = struct.pack("<64sHBBIII", letters, len(letters) + 2, kind, 1, before, behind, child)
    return (links + bytes(36) + struct.pack("<IQ", END, 0)).ljust(ENTRY, b"\0")


def container(*entries: bytes) -> bytes:
    """An OLE file that is nothing but its directory, the first entry the root."""
    directory = b"".join(entries)
    directory += bytes(-len(directory) % SECTOR)
    sectors = len(directory) // SECTOR
    tables = -(-sectors // (SECTOR // 4 - 1))  # of the sectors: each tells what follows 128 of them, its own among them
    chain = [*range(1, sectors), END, *[FAT] * tables]
    fat = struct.pack(f"<{len(chain)}I", *chain).ljust(SECTOR * tables, b"\xff")
    head = OLE_START + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<IIIIIIIII", 0, tables, 0, 0, 4096, END, 0, END, 0)
    head += struct.pack(f"<{tables}I", *range(sectors, sectors + tables))
    return head.ljust(SECTOR, b"\xff") + directory + fat


def refused(data: bytes) -> str:
    with pytest.raises(LoadError) as caught:
        load_bytes(data, name="a.doc")
    return caught.value.code


def test_another_ole_file():
    root = entry("Root Entry", ROOT, child=1)
    assert refused(container(root, entry("PowerPoint Document", STREAM))) == "unsupported-format"
    assert refused(container(entry("Root Entry", ROOT))) == "damaged"


def test_storages_that_hold_one_another():
    """A root that says it is a storage, in what it holds: whoever lists all streams never comes to an end."""
    root = entry("Root Entry", STORAGE, child=1)
    assert refused(container(root, entry("Data", STORAGE, child=0))) == "unsupported-format"


def test_a_row_of_entries_without_end():
    """Each stands before the one before it: no tree, though none is met twice."""
    chain = [entry(f"{number}", STREAM, before=number + 1) for number in range(1, 2_000)]
    root = entry("Root Entry", ROOT, child=1)
    assert refused(container(root, *chain, entry("last", STREAM))) == "damaged"
