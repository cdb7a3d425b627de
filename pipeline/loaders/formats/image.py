"""Pictures of pages: PNG, JPEG, TIFF with one or more pages."""

from dataclasses import dataclass

from pipeline.loaders.known import Known, document_of
from pipeline.model import Document

_STARTS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*")


@dataclass(frozen=True, slots=True)
class ImageLoader:
    """The words that recognition finds on the pictures; each picture is a page."""

    name: str = "image"
    general: bool = False

    def claims(self, data: bytes, name: str) -> bool:
        return data.startswith(_STARTS)

    def load(self, data: bytes, known: Known) -> Document:
        from pipeline.loaders.ocr.files import read_pictures  # noqa: PLC0415 - imports numpy

        return document_of(read_pictures(data), known, self.name)


LOADER = ImageLoader()
