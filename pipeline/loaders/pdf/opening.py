"""Opening PDF files: what cannot be opened says why."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pipeline.loaders.loader import LoadError

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

MAX_PAGES = 10_000
_PASSWORD, _SECURITY = 4, 5  # of PDFium's error codes


@contextmanager
def open_pdf(data: bytes) -> Iterator["PdfDocument"]:
    """The document in `data`, closed at the end; LoadError encrypted, damaged, empty or too-large.

    Files that only restrict printing or copying open without a password and are read.
    """
    from pypdfium2 import PdfDocument, PdfiumError  # noqa: PLC0415 - slow to import

    try:
        document = PdfDocument(data)
    except PdfiumError as error:
        if error.err_code == _PASSWORD:
            raise LoadError("encrypted", "it opens with a password only") from error
        if error.err_code == _SECURITY:
            raise LoadError("encrypted", "it is encrypted in a way that is not known") from error
        raise LoadError("damaged", "it begins as a PDF, but its pages cannot be found (cut off?)") from error
    try:
        if len(document) == 0:
            raise LoadError("empty", "a PDF without pages")
        if len(document) > MAX_PAGES:
            raise LoadError("too-large", f"{len(document):,} pages, more than the {MAX_PAGES:,} that are read")
        yield document
    finally:
        document.close()
