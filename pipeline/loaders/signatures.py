"""Formats that are known by their first bytes and not read."""

import re

from pipeline.loaders.office.ole import OLE_START, ole_kind
from pipeline.loaders.office.package import ZIP_START, directory

_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"GIF87a", "GIF image"),
    (b"GIF89a", "GIF image"),
    (b"AT&TFORM", "DjVu"),
    (b"%!PS", "PostScript"),
    (b"\x1f\x8b", "gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "7z archive"),
    (b"Rar!\x1a\x07", "RAR archive"),
    (b"\xfd7zXZ\0", "xz archive"),
    (b"SQLite format 3\0", "SQLite database"),
    (b"WARC/", "WARC web archive"),
    (b"\x7fELF", "program"),
    (b"MZ\x90\0", "program"),
)
_PATTERNS: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (re.compile(rb"RIFF.{4}WEBP", re.DOTALL), "WebP image"),
    (re.compile(rb"RIFF.{4}(?:WAVE|AVI )", re.DOTALL), "sound or film"),
    (re.compile(rb".{4}ftyp|ID3[\x02-\x04]|OggS\0", re.DOTALL), "sound or film"),
    (re.compile(rb"BM.{4}\0\0\0\0", re.DOTALL), "BMP image"),
    (
        re.compile(rb"(?:From|Subject|Date|MIME-Version):.{0,2000}multipart/related", re.DOTALL | re.IGNORECASE),
        "MHTML",
    ),
    (
        re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml\b(?!.{0,2000}<(?:!doctype\s+)?html\b)", re.DOTALL | re.IGNORECASE),
        "XML",
    ),
    (
        re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:rss|feed|urlset|sitemapindex)\b", re.IGNORECASE),
        "XML feed or sitemap",
    ),
)
_ZIPPED: tuple[tuple[bytes, str], ...] = (
    (b"xl/workbook.bin", "Excel (XLSB)"),
    (b"ppt/", "PowerPoint (PPTX)"),
    (b"opendocument.", "OpenDocument drawing or slides"),
    (b"epub+zip", "EPUB"),
    (b"[Content_Types].xml", "Office file of another sort, or without the part that holds its text"),
)


def unread_format(data: bytes) -> str | None:
    """The name of the format, where the bytes tell one that no loader reads."""
    if data.startswith(ZIP_START):
        entries = directory(data)
        if not entries:
            return "ZIP archive"  # cut off, whatever it was
        return next((name for mark, name in _ZIPPED if mark in entries or mark in data[:200]), "ZIP archive")
    if data.startswith(OLE_START):
        return ole_kind(data)
    for start, name in _STARTS:
        if data.startswith(start):
            return name
    return next((name for pattern, name in _PATTERNS if pattern.match(data)), None)
