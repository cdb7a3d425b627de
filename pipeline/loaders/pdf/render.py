"""A PDF page as a picture, for recognition."""

from math import sqrt
from typing import TYPE_CHECKING

from pipeline.loaders.ocr.picture import DOTS, PreparedPage, prepare

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

_MOST_DOTS = 20_000_000  # more than an A3 page has at 300 dots to the inch; larger pages are drawn smaller


def render(page: "PdfPage") -> PreparedPage:
    """The page as it is shown, at 300 dots to the inch where it is not huge."""
    width, height = page.get_size()
    dots = min(DOTS, sqrt(_MOST_DOTS / max(width * height, 1.0)))
    bitmap = page.render(scale=dots, rev_byteorder=True, prefer_bgrx=False)
    try:
        return prepare(bitmap.to_numpy().copy(), dots)
    finally:
        bitmap.close()
