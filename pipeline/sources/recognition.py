"""What a web archive is told by: a run asks it of every file, and must not load a crawler's models for it."""

import zlib
from pathlib import Path

_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"
_WARC = b"WARC/"


def is_web_archive(path: Path) -> bool:
    """Whether a file is a WARC, by itself or in gzip, or a WACZ."""
    try:
        with path.open("rb") as file:
            head = file.read(2048)
    except OSError:
        return False
    if head.startswith(_GZIP):
        try:
            head = zlib.decompressobj(31).decompress(head, 16)
        except zlib.error:
            return False
    return head.startswith(_WARC) or (head.startswith(_ZIP) and path.suffix.lower() == ".wacz")
