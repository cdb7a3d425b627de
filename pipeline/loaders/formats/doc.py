"""Word files before 2007: DOC, from Word 6 on."""

import struct
from dataclasses import dataclass, replace

from pipeline.loaders.known import Known, document_of
from pipeline.loaders.loader import LoadError
from pipeline.loaders.office.ole import OLE_START, ole_kind, ole_properties, open_ole, read_stream
from pipeline.model import Document

_STREAMS = ("WordDocument", "0Table", "1Table", "Data")


@dataclass(frozen=True, slots=True)
class DocLoader:
    """Read by its own structures, so that each run comes with its font; also answers for OLE files that none can read."""

    name: str = "doc"
    general: bool = False

    def claims(self, data: bytes, name: str) -> bool:
        return data.startswith(OLE_START) and ole_kind(data) in ("doc", "encrypted", "damaged")

    def load(self, data: bytes, known: Known) -> Document:
        from pipeline.loaders.office.doc import read_doc  # noqa: PLC0415 - these import lxml, bs4
        from pipeline.loaders.office.doc_file import open_doc  # noqa: PLC0415
        from pipeline.loaders.office.properties import stated_of  # noqa: PLC0415
        from pipeline.loaders.runs import assemble  # noqa: PLC0415

        if ole_kind(data) == "encrypted":
            raise LoadError("encrypted", "an office file that is locked with a password")
        with open_ole(data) as ole:
            streams = {name: read_stream(ole, name) for name in _STREAMS if name == _STREAMS[0] or ole.exists(name)}
            properties = ole_properties(ole)
        try:
            pieces = read_doc(open_doc(streams))
        except (struct.error, IndexError) as error:  # a structure that ends before what it announces
            raise LoadError("damaged", f"a Word file whose structure is damaged: {error}") from error
        found = assemble(pieces)
        if not found.text.strip():
            raise LoadError("empty", "there is no text in it")
        return document_of(replace(found, stated=found.stated + stated_of(properties, found.stated)), known, self.name)


LOADER = DocLoader()
