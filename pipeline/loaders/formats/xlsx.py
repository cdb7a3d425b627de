"""Excel files: XLSX and XLS."""

from dataclasses import dataclass, replace

from pipeline.loaders.known import Known, document_of
from pipeline.loaders.loader import LoadError
from pipeline.loaders.office.ole import OLE_START, ole_kind, ole_properties, open_ole
from pipeline.loaders.office.package import ZIP_START, directory, open_package
from pipeline.model import Document


@dataclass(frozen=True, slots=True)
class ExcelLoader:
    """Each sheet row by row, numbers and days as they are shown; hidden sheets are left out."""

    name: str = "xlsx"
    general: bool = False

    def claims(self, data: bytes, name: str) -> bool:
        if data.startswith(OLE_START):
            return ole_kind(data) == "xls"
        return data.startswith(ZIP_START) and b"xl/workbook.xml" in directory(data)

    def load(self, data: bytes, known: Known) -> Document:
        from pipeline.loaders.office.properties import properties_of, stated_of  # noqa: PLC0415 - these import lxml, bs4
        from pipeline.loaders.office.sheets import SheetLimit, sheet_pieces  # noqa: PLC0415
        from pipeline.loaders.office.xls import read_xls  # noqa: PLC0415
        from pipeline.loaders.office.xlsx import read_xlsx  # noqa: PLC0415
        from pipeline.loaders.runs import assemble  # noqa: PLC0415

        limit = SheetLimit()
        if data.startswith(OLE_START):
            sheets = list(read_xls(data, limit))
            with open_ole(data) as ole:
                properties = ole_properties(ole)
        else:
            package = open_package(data)
            sheets = list(read_xlsx(package, limit))
            properties = properties_of(package.xml("docProps/core.xml"))
        found = assemble([piece for sheet in sheets for piece in sheet_pieces(sheet)])
        if not found.text.strip():
            raise LoadError("empty", "there is nothing in its sheets")
        format_name = "xls" if data.startswith(OLE_START) else self.name
        stated = found.stated + stated_of(properties, found.stated)
        return document_of(replace(found, stated=stated, problems=tuple(limit.problems)), known, format_name)


LOADER = ExcelLoader()
