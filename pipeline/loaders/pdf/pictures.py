"""How much of a PDF page pictures cover: a page without words that shows one is a scan."""

import ctypes
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

_MAX_OBJECTS = 5_000


def picture_share(page: "PdfPage") -> float:
    """The share of the page that its largest picture covers, 0 to 1; forms count, as scanners wrap pictures in them."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - slow to import

    left, bottom, right, top = page.get_bbox()
    area = max((right - left) * (top - bottom), 1.0)
    edges = [ctypes.c_float() for _ in range(4)]
    largest = 0.0
    for index in range(min(pdfium.FPDFPage_CountObjects(page), _MAX_OBJECTS)):
        item = pdfium.FPDFPage_GetObject(page, index)
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM) and pdfium.FPDFPageObj_GetBounds(item, *edges):
            width = min(edges[2].value, right) - max(edges[0].value, left)
            height = min(edges[3].value, top) - max(edges[1].value, bottom)
            largest = max(largest, width * height / area if width > 0 and height > 0 else 0.0)
    return largest
