"""Word files since 2007: DOCX."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.loaders.known import Known, document_of
from pipeline.loaders.loader import LoadError
from pipeline.loaders.office.package import ZIP_START, Package, directory, open_package
from pipeline.model import Document

if TYPE_CHECKING:
    from lxml.etree import _Element

    from pipeline.loaders.office.word import WordReader
    from pipeline.loaders.pieces import Piece

_OFFICE_DOCUMENT = "/officeDocument"  # how the relationship to the main part ends, in both dialects of the standard


@dataclass(frozen=True, slots=True)
class DocxLoader:
    """Paragraphs, tables cell by cell, text boxes and footnotes; no headers and footers, nothing deleted or hidden."""

    name: str = "docx"
    general: bool = False

    def claims(self, data: bytes, name: str) -> bool:
        return data.startswith(ZIP_START) and b"word/document" in directory(data)

    def load(self, data: bytes, known: Known) -> Document:
        from pipeline.loaders.office.properties import properties_of, stated_of  # noqa: PLC0415 - these import lxml, bs4
        from pipeline.loaders.runs import assemble  # noqa: PLC0415

        package = open_package(data)
        pieces, pictures = read_word(package)
        found = assemble(pieces)
        if not found.text.strip():
            if pictures:
                raise LoadError("no-text-layer", f"no text in it, only pictures ({pictures}): a scan?")
            raise LoadError("empty", "there is no text in it")
        stated = stated_of(properties_of(package.xml("docProps/core.xml")), found.stated)
        return document_of(replace(found, stated=found.stated + stated), known, self.name)


def read_word(package: Package) -> "tuple[list[Piece], int]":
    """The pieces of a DOCX file, and how many pictures it shows."""
    from pipeline.loaders.office.word import WordReader  # noqa: PLC0415
    from pipeline.loaders.office.word_styles import W, read_lists, read_styles  # noqa: PLC0415

    main = _main_part(package)
    folder = main.rpartition("/")[0]
    root = package.xml(main)
    body = None if root is None else root.find(f"{W}body")
    if body is None:
        raise LoadError("damaged", f"a Word file without a body ({main!r})")
    reader = WordReader(
        read_styles(package.xml(f"{folder}/styles.xml")), read_lists(package.xml(f"{folder}/numbering.xml"))
    )
    pieces = list(reader.pieces(body))
    return pieces + list(_notes(reader, package, folder)), reader.pictures


def _main_part(package: Package) -> str:
    relations = package.xml("_rels/.rels")
    for relation in relations if relations is not None else ():
        if relation.get("Type", "").endswith(_OFFICE_DOCUMENT):
            return str(relation.get("Target", "")).lstrip("/")
    return "word/document.xml"


def _notes(reader: "WordReader", package: Package, folder: str) -> "Iterator[Piece]":
    """The footnotes and endnotes, each behind the number it has in the text."""
    from pipeline.loaders.office.word_styles import W  # noqa: PLC0415
    from pipeline.loaders.pieces import Run  # noqa: PLC0415

    if not reader.notes:
        return
    notes: dict[tuple[str, str], _Element] = {}
    for kind in ("footnote", "endnote"):
        root = package.xml(f"{folder}/{kind}s.xml")
        for element in root.iterfind(f"{W}{kind}") if root is not None else ():
            notes[kind, element.get(f"{W}id", "")] = element
    for number, reference in enumerate(tuple(reader.notes), start=1):
        for index, piece in enumerate(reader.pieces(notes[reference]) if reference in notes else ()):
            yield (Run(f"[{number}] "), *piece) if index == 0 and isinstance(piece, tuple) else piece


LOADER = DocxLoader()
