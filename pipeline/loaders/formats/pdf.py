"""PDF files with a text layer."""

import re
from dataclasses import dataclass

from pipeline.loaders.known import Known, document_of
from pipeline.loaders.pdf.reading import read_pdf
from pipeline.model import Document

_MARK = re.compile(rb".{0,1023}%PDF-\d", re.DOTALL)


@dataclass(frozen=True, slots=True)
class PdfLoader:
    """The pages' text in reading order; running heads and page numbers are left out."""

    name: str = "pdf"
    general: bool = False

    def claims(self, data: bytes, name: str) -> bool:
        return _MARK.match(data) is not None

    def load(self, data: bytes, known: Known) -> Document:
        return document_of(read_pdf(data), known, self.name)


LOADER = PdfLoader()
