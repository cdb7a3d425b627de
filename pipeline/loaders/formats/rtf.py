"""Rich text: RTF, under whatever name; many files named .doc are RTF."""

from dataclasses import dataclass, replace

from pipeline.loaders.known import Known, document_of
from pipeline.loaders.loader import LoadError
from pipeline.model import Document, Problem

_STARTS = (b"{\\rtf", b"\xef\xbb\xbf{\\rtf")


@dataclass(frozen=True, slots=True)
class RtfLoader:
    """Read by a reader of our own, because each run must keep its font for the sake of legacy encodings."""

    name: str = "rtf"
    general: bool = False

    def claims(self, data: bytes, name: str) -> bool:
        return data[:64].lstrip().startswith(_STARTS)

    def load(self, data: bytes, known: Known) -> Document:
        from pipeline.loaders.office.properties import stated_of  # noqa: PLC0415 - these import bs4
        from pipeline.loaders.office.rtf import RtfReader  # noqa: PLC0415
        from pipeline.loaders.runs import assemble  # noqa: PLC0415

        reader = RtfReader(data[data.index(b"{") :])
        found = assemble(reader.read())
        problems = (
            () if reader.is_whole else (Problem("damaged", "an RTF file that is cut off: its last group is open"),)
        )
        if not found.text.strip():
            if problems:
                raise LoadError(problems[0].code, problems[0].message)
            raise LoadError("empty", "there is no text in it")
        stated = found.stated + stated_of(reader.properties, found.stated)
        return document_of(replace(found, stated=stated, problems=problems), known, self.name)


LOADER = RtfLoader()
