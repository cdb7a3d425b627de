"""OpenDocument files: text (ODT) and spreadsheets (ODS)."""

from dataclasses import dataclass, replace

from pipeline.loaders.known import Known, document_of
from pipeline.loaders.loader import LoadError
from pipeline.loaders.office.package import ZIP_START, directory, open_package
from pipeline.model import Document

_MIMETYPE = b"mimetypeapplication/vnd.oasis.opendocument."
_KINDS = (b"text", b"spreadsheet")
_MANIFEST = "META-INF/manifest.xml"


@dataclass(frozen=True, slots=True)
class OpenDocumentLoader:
    """Paragraphs, tables and sheets cell by cell as they are shown, text boxes and notes."""

    name: str = "odt"
    general: bool = False

    def claims(self, data: bytes, name: str) -> bool:
        head = data[:200]
        return head.startswith(ZIP_START) and any(_MIMETYPE + kind in head for kind in _KINDS) and bool(directory(data))

    def load(self, data: bytes, known: Known) -> Document:
        from pipeline.loaders.office import open_text  # noqa: PLC0415 - these import lxml, bs4
        from pipeline.loaders.office.properties import properties_of, stated_of  # noqa: PLC0415
        from pipeline.loaders.office.sheets import SheetLimit, sheet_pieces  # noqa: PLC0415
        from pipeline.loaders.runs import assemble  # noqa: PLC0415

        package = open_package(data)
        if package.holds(_MANIFEST) and b"encryption-data" in package.read(_MANIFEST):
            raise LoadError("encrypted", "an OpenDocument file that is locked with a password")
        content = package.xml("content.xml")
        body = None if content is None else content.find(f"{open_text.OFFICE}body")
        if body is None or not len(body):
            raise LoadError("damaged", "an OpenDocument file without a body")
        reader = open_text.OpenReader(open_text.read_open_styles(package.xml("styles.xml"), content))
        is_sheets = body[0].tag == f"{open_text.OFFICE}spreadsheet"
        limit = SheetLimit()
        if is_sheets:
            tables = body[0].iterfind(f"{open_text.TABLE}table")
            pieces = [piece for table in tables for piece in sheet_pieces(reader.sheet(table, limit))]
        else:
            pieces = reader.read(body)
        found = assemble(pieces)
        if not found.text.strip():
            if reader.pictures:
                raise LoadError("no-text-layer", f"no text in it, only pictures ({reader.pictures}): a scan?")
            raise LoadError("empty", "there is no text in it")
        stated = found.stated + stated_of(properties_of(package.xml("meta.xml")), found.stated)
        found = replace(found, stated=stated, problems=tuple(limit.problems))
        return document_of(found, known, "ods" if is_sheets else self.name)


LOADER = OpenDocumentLoader()
