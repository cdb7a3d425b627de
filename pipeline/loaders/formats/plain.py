"""Plain text: anything that no other loader claims and that can be decoded."""

from dataclasses import dataclass

from pipeline.loaders.encoding import decode
from pipeline.loaders.known import Found, Known, document_of
from pipeline.loaders.legacy import convert_text
from pipeline.loaders.loader import LoadError
from pipeline.model import Document


@dataclass(frozen=True, slots=True)
class PlainLoader:
    """The text is the file; a title only where the sidecar gives one."""

    name: str = "txt"
    general: bool = True

    def claims(self, data: bytes, name: str) -> bool:
        return True

    def load(self, data: bytes, known: Known) -> Document:
        decoded = decode(data)
        if not decoded.text.strip():
            raise LoadError("empty", "there is no text in it")
        text, stated = convert_text(decoded.text)
        return document_of(Found(text, doubt=decoded.doubt, stated=stated), known, self.name)


LOADER = PlainLoader()
