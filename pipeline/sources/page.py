"""A response as it came, and its text."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.loaders.encoding import declared_encoding, decode

if TYPE_CHECKING:
    from parsel import Selector

_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|title|div|table|p|frameset)\b", re.IGNORECASE)
_LOOKED_AT = 4096


@dataclass(frozen=True, slots=True)
class Page:
    """What a server sent for an address: the bytes, uncompressed, and the type that its header gives, or ""."""

    url: str
    body: bytes
    content_type: str = ""

    @property
    def is_html(self) -> bool:
        """By its bytes; the header decides only where they do not tell."""
        head = self.body[:_LOOKED_AT].lstrip(b"\xef\xbb\xbf \t\r\n")
        if head.startswith((b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")):
            return False
        return bool(_HTML.search(head)) or (head.startswith(b"<") and "html" in self.content_type.lower())

    def text(self, charset: str | None = None) -> str:
        """The decoded text; `charset` where the description knows better than the page. LoadError for what is none."""
        if charset is not None:
            return self.body.decode(charset, "replace")
        return decode(self.body, declared_encoding(self.body[:_LOOKED_AT])).text

    def selector(self, charset: str | None = None) -> "Selector":
        """The page ready to be searched."""
        return _selector(self, charset)


@lru_cache(maxsize=2)
def _selector(page: Page, charset: str | None) -> "Selector":
    from pipeline.sources.selecting import parse  # noqa: PLC0415 - imports parsel when it is called

    return parse(page.text(charset))
