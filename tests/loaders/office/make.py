"""Office files of our own, written by hand so that each part of a format can be set as a test needs it.

`python -m tests.loaders.office.make` writes those of corpora/ anew; the DOC file needs LibreOffice (`soffice`).
"""

import io
import subprocess
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ODF = "urn:oasis:names:tc:opendocument:xmlns:"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_MADE = (2024, 3, 14, 8, 0, 0)


def zipped(entries: Mapping[str, str | bytes]) -> bytes:
    """A ZIP file; the same bytes for the same entries."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            info = zipfile.ZipInfo(name, _MADE)
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return buffer.getvalue()


# --- DOCX ---------------------------------------------------------------------------------------------------------

_CORE = (
    f'<cp:coreProperties xmlns:cp="{PACKAGE}metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:dcterms="http://purl.org/dc/terms/"><dc:title>Mẫu kế hoạch</dc:title>'
    "<dcterms:created>2019-05-06T01:00:00Z</dcterms:created></cp:coreProperties>"
)
_NUMBERING = f"""<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl>
</w:abstractNum><w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
</w:numbering>"""


def docx(body: str, **parts: str | bytes) -> bytes:
    """A DOCX file of a body in WordprocessingML; `parts` are further parts of word/ by name, without .xml."""
    relations = f"""<Relationships xmlns="{PACKAGE}relationships"><Relationship Id="rId1"
        Type="{REL}/officeDocument" Target="word/document.xml"/><Relationship Id="rId2"
        Type="{PACKAGE}relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>"""
    own = "".join(
        f'<Relationship Id="r{name}" Type="{REL}/{name}" Target="{name}.xml"/>' for name in ("numbering", *parts)
    )
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        f'wordprocessingml.{kind}+xml"/>'
        for name, kind in (("document", "document.main"), ("numbering", "numbering"), *((p, p) for p in parts))
    )
    document = (
        f'<w:document xmlns:w="{W}" xmlns:v="urn:schemas-microsoft-com:vml" '
        f'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>{body}</w:body></w:document>'
    )
    return zipped(
        {
            "[Content_Types].xml": f"""<Types xmlns="{PACKAGE}content-types"><Default Extension="rels"
                ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml"
                ContentType="application/xml"/>{types}</Types>""",
            "_rels/.rels": relations,
            "word/document.xml": document,
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}relationships">{own}</Relationships>',
            "word/numbering.xml": _NUMBERING,
            **{f"word/{name}.xml": content for name, content in parts.items()},
            "docProps/core.xml": _CORE,
        }
    )


def p(text: str = "", *, level: int | None = None, bullet: bool = False, more: str = "") -> str:
    """A paragraph; `level` is that of an automatic number, `more` further WordprocessingML behind the text."""
    number = ""
    if level is not None or bullet:
        number = f'<w:numPr><w:ilvl w:val="{level or 0}"/><w:numId w:val="{2 if bullet else 1}"/></w:numPr>'
    return f"<w:p><w:pPr>{number}</w:pPr>{r(text)}{more}</w:p>"


def r(text: str, properties: str = "") -> str:
    pieces = text.split("\n")
    inner = "<w:br/>".join(f'<w:t xml:space="preserve">{piece}</w:t>' for piece in pieces)
    return f"<w:r><w:rPr>{properties}</w:rPr>{inner}</w:r>" if text else ""


def tc(*paragraphs: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(paragraphs) or p()}</w:tc>"


def tbl(*rows: Sequence[str]) -> str:
    return "<w:tbl><w:tblPr/>" + "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows) + "</w:tbl>"


def texts(*cells: str) -> list[str]:
    """A row of cells, a paragraph a line."""
    return [tc(*(p(line) for line in cell.split("\n"))) for cell in cells]


_FOOTNOTES = f"""<w:footnotes xmlns:w="{W}"><w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>
<w:footnote w:id="2">{p("Thông qua tại kỳ họp thứ mười ba.")}</w:footnote></w:footnotes>"""


def plan_docx() -> bytes:
    """A plan with a head and signatures in tables, automatic numbers, a table of goals, a footnote; and with what must
    not be read: hidden and deleted words."""
    head = tbl(
        texts(
            "ỦY BAN NHÂN DÂN\nTỈNH BẠC LIÊU\nSố: 47/KH-UBND",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nBạc Liêu, ngày 14 tháng 3 năm 2024",
        )
    )
    deleted = "<w:del><w:r><w:delText>đạt 50.000 ha </w:delText></w:r></w:del><w:ins><w:r><w:t>đạt 42.000 ha</w:t></w:r></w:ins>"
    goals = tbl(
        texts("TT", "Chỉ tiêu", "Đơn vị", "Năm 2024", "Năm 2025"),
        texts("1", "Sản lượng tôm càng xanh", "tấn", "21.500", "23.000"),
        texts("2", "Tỷ lệ nước thải ao nuôi được xử lý", "%", "70", "85"),
    )
    signatures = tbl(
        texts(
            "Nơi nhận:\n- Như trên;\n- Lưu: VT.",
            "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n(Đã ký)\nLâm Thị Ngọc Duyên",
        )
    )
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    return docx(
        head
        + p("KẾ HOẠCH")
        + p("Phát triển mô hình tôm - lúa tỉnh Bạc Liêu đến năm 2025")
        + p(
            "Căn cứ Nghị quyết số 21/NQ-HĐND ngày 08/12/2023 của Hội đồng nhân dân tỉnh",
            more=note + r(", Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:") + r(" mật", "<w:vanish/>"),
        )
        + p("MỤC TIÊU", level=0)
        + p("Đến năm 2025, diện tích tôm - lúa ", level=1, more=deleted + r("."))
        + p("Trên 60% diện tích có hợp đồng tiêu thụ.", level=1)
        + p("Chỉ tiêu cụ thể:", level=1)
        + goals
        + p("TỔ CHỨC THỰC HIỆN", level=0)
        + p("Sở Nông nghiệp và Phát triển nông thôn chủ trì, báo cáo kết quả trước ngày 15/12/2025.", level=1)
        + p("Sở Tài chính bố trí kinh phí trong quý III/2024.", level=1)
        + signatures,
        footnotes=_FOOTNOTES,
    )


def decision_docx() -> bytes:
    """The decision that LibreOffice turns into the DOC file of corpora/."""
    return docx(
        tbl(
            texts("UBND TỈNH SÓC TRĂNG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
            texts("Số: 318/QĐ-UBND", "Độc lập - Tự do - Hạnh phúc"),
            texts("", "Sóc Trăng, ngày 26 tháng 4 năm 2012"),
        )
        + p("QUYẾT ĐỊNH")
        + p("Về việc hỗ trợ lắp đặt đồng hồ nước cho hộ nghèo năm 2012")
        + p("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH SÓC TRĂNG")
        + p("Xét đề nghị của Giám đốc Sở Xây dựng tại Tờ trình số 41/TTr-SXD ngày 17/4/2012,")
        + p("QUYẾT ĐỊNH:")
        + p("Điều 1. Hỗ trợ lắp đặt đồng hồ nước theo bảng sau:")
        + tbl(
            texts("STT", "Địa bàn", "Số hộ", "Thời gian"),
            texts("1", "Huyện Kế Sách", "640", "Quý II"),
            texts("2", "Thị xã Vĩnh Châu", "815", "Quý III"),
        )
        + p("Điều 2. Phấn đấu đến cuối năm 2012 có 90% hộ nghèo được dùng nước sạch.")
        + p("Điều 3. Sở Xây dựng và Ủy ban nhân dân huyện Kế Sách chịu trách nhiệm thi hành Quyết định này./.")
        + tbl(texts("Nơi nhận:\n- Như Điều 3;\n- Lưu: VT.", "CHỦ TỊCH\n(Đã ký)\nThạch Hữu Khiêm"))
    )


# --- XLSX ---------------------------------------------------------------------------------------------------------


def xlsx(sheets: Mapping[str, Sequence[Sequence[object]]], merged: Sequence[str] = (), formats: str = "") -> bytes:
    """An XLSX file. A cell is a text, a number, or a number with its style (1 "#,##0", 2 "0.0%", 3 a day, 4 `formats`);
    a sheet whose name begins with "~" is hidden."""
    codes = ("General", "#,##0", "0.0%", "dd/mm/yyyy", formats or "General")
    numbers = "".join(f'<numFmt numFmtId="{164 + i}" formatCode="{code}"/>' for i, code in enumerate(codes))
    styles = f"""<styleSheet xmlns="{S}"><numFmts>{numbers}</numFmts><fonts><font><name val="Arial"/></font></fonts>
        <cellXfs>{"".join(f'<xf numFmtId="{164 + i}" fontId="0"/>' for i in range(len(codes)))}</cellXfs></styleSheet>"""
    entries = {"xl/styles.xml": styles}
    listed = relations = ""
    for number, (name, rows) in enumerate(sheets.items(), start=1):
        lines = "".join(f'<row r="{i}">{"".join(_cells(row, i))}</row>' for i, row in enumerate(rows, start=1))
        areas = "".join(f'<mergeCell ref="{area}"/>' for area in merged)
        entries[f"xl/worksheets/sheet{number}.xml"] = (
            f'<worksheet xmlns="{S}"><sheetData>{lines}</sheetData><mergeCells>{areas}</mergeCells></worksheet>'
        )
        state = ' state="hidden"' if name.startswith("~") else ""
        listed += f'<sheet name="{name}" sheetId="{number}"{state} r:id="rId{number}"/>'
        relations += f'<Relationship Id="rId{number}" Type="{REL}/worksheet" Target="worksheets/sheet{number}.xml"/>'
    entries["xl/workbook.xml"] = f'<workbook xmlns="{S}" xmlns:r="{REL}"><sheets>{listed}</sheets></workbook>'
    relations += f'<Relationship Id="rId0" Type="{REL}/styles" Target="styles.xml"/>'
    entries["xl/_rels/workbook.xml.rels"] = f'<Relationships xmlns="{PACKAGE}relationships">{relations}</Relationships>'
    kinds = {"workbook": "sheet.main", "styles": "styles"}
    types = "".join(
        f'<Override PartName="/{name}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.'
        f'{kinds.get(Path(name).stem, "worksheet")}+xml"/>'
        for name in entries
        if not name.endswith(".rels")
    )
    return zipped(
        {
            "[Content_Types].xml": f"""<Types xmlns="{PACKAGE}content-types"><Default Extension="rels"
                ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{types}</Types>""",
            "_rels/.rels": f"""<Relationships xmlns="{PACKAGE}relationships"><Relationship Id="rId1"
                Type="{REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>""",
            **entries,
        }
    )


def _cells(row: Sequence[object], number: int) -> list[str]:
    cells = []
    for column, value in enumerate(row):
        place = f"{chr(ord('A') + column)}{number}"
        if isinstance(value, str) and value:
            cells.append(f'<c r="{place}" t="inlineStr"><is><t>{value}</t></is></c>')
        elif value not in (None, ""):
            plain, style = value if isinstance(value, tuple) else (value, 0)
            cells.append(f'<c r="{place}" s="{style}"><v>{plain}</v></c>')
    return cells


def appendix_xlsx() -> bytes:
    """The appendix of a plan: title, a table with heads in two rows, days and shares, who made it."""
    rows = [
        ["PHỤ LỤC I"],
        ["(Kèm theo Kế hoạch số 33/KH-UBND ngày 05/02/2021 của UBND tỉnh Hòa Bình)"],
        [],
        ["TT", "Chỉ tiêu", "Đơn vị", "Năm 2020", "Năm 2021", None],
        [None, None, None, None, "Kế hoạch", "Ước"],
        [1, "Rừng trồng mới", "ha", (5640.4, 1), (5500, 1), 5498.25],
        [2, "Tỷ lệ che phủ rừng", "%", (0.515, 2), (0.517, 2), None],
        [3, "Ngày nghiệm thu", None, (44104, 3), (44469, 3), None],
        [],
        ["NGƯỜI LẬP BIỂU"],
    ]
    merged = ("A1:F1", "A2:F2", "E4:F4", "A4:A5", "B4:B5", "C4:C5", "D4:D5")
    return xlsx({"Biểu 1": rows, "~Nháp": [["bỏ đi"]]}, merged)


# --- RTF ----------------------------------------------------------------------------------------------------------


def rtf(body: str) -> bytes:
    """An RTF file; letters beyond ASCII become Unicode with a stand-in."""
    fonts = r"{\fonttbl{\f0\fcharset0 Times New Roman;}{\f1\fcharset0 .VnTime;}{\f2\fcharset2 Symbol;}}"
    unicode = "".join(c if c.isascii() else f"\\u{ord(c) - (0x10000 if ord(c) > 0x7FFF else 0)}?" for c in body)
    return f"{{\\rtf1\\ansi\\ansicpg1252\\deff0\\uc1{fonts}{unicode}}}".encode("ascii")


def decision_rtf() -> bytes:
    row = r"\trowd\cellx1000\cellx5000\cellx7000 "
    return rtf(
        r"{\info{\title Quy\u7871?t \u273?\u7883?nh}{\creatim\yr2003\mo5\dy7}}{\header Trang 1\par}"
        r"\pard QUYẾT ĐỊNH\par Số: 15/QĐ-UB\par\pard\li360{\pntext 1.\tab}Giao Sở Y tế{\v ẩn} thực hiện"
        r"{\footnote Từ quý II.}.\par\pard"
        rf"{row}\pard\intbl TT\cell Nội dung\cell Kinh phí\cell\row{row}\pard\intbl 1\cell Tập huấn\cell 20 triệu\cell\row"
        rf"{row}\pard\intbl 2\cell In sách\cell 5 triệu\cell\row\pard Nơi nhận:\line - Như trên.\par"
    )


# --- ODT ----------------------------------------------------------------------------------------------------------


def odt(body: str, styles: str = "", kind: str = "text") -> bytes:
    """An OpenDocument file of a body."""
    spaces = " ".join(f'xmlns:{n}="{ODF}{n}:1.0"' for n in ("office", "text", "table", "style"))
    return zipped(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}",
            "content.xml": f"<office:document-content {spaces} xmlns:draw='{ODF}drawing:1.0'>"
            f"<office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:{kind if kind != 'text' else 'text'}>{body}"
            f"</office:{kind}></office:body></office:document-content>",
            "styles.xml": f"<office:document-styles {spaces}/>",
            "meta.xml": f"<office:document-meta {spaces} xmlns:meta='{ODF}meta:1.0'><office:meta>"
            "<meta:creation-date>2022-01-09T10:00:00</meta:creation-date></office:meta></office:document-meta>",
            "META-INF/manifest.xml": "<manifest/>",
        }
    )


def op(text: str) -> str:
    return f"<text:p>{text}</text:p>"


def otable(*rows: Sequence[str]) -> str:
    cells = ["".join(f"<table:table-cell>{op(cell)}</table:table-cell>" for cell in row) for row in rows]
    return "<table:table>" + "".join(f"<table:table-row>{row}</table:table-row>" for row in cells) + "</table:table>"


_LISTS = (
    '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1" '
    'style:num-suffix="."/><text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")"/>'
    '</text:list-style><style:style style:name="An" style:family="text"><style:text-properties text:display="none"/>'
    "</style:style>"
)


def dispatch_odt() -> bytes:
    """An official letter with a list in two levels, a hidden word and a small table."""
    items = (
        "<text:list text:style-name='L1'><text:list-item>"
        + op("Sở Nông nghiệp và Phát triển nông thôn hướng dẫn che chắn chuồng trại:")
        + "<text:list><text:list-item>"
        + op("hoàn thành trước ngày 20/01/2022;")
        + "</text:list-item><text:list-item>"
        + op("tối thiểu 95% hộ chăn nuôi có đủ thức ăn thô xanh dự trữ.")
        + "</text:list-item></text:list></text:list-item><text:list-item>"
        + op("Sở Tài chính cân đối kinh phí<text:span text:style-name='An'> mật</text:span>, gửi UBND tỉnh.")
        + "</text:list-item></text:list>"
    )
    return odt(
        op("UBND TỈNH CAO BẰNG")
        + op("Số: 62/UBND-NL")
        + op("V/v phòng, chống rét hại cho đàn vật nuôi")
        + op("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
        + op("Độc lập - Tự do - Hạnh phúc")
        + op("Cao Bằng, ngày 10 tháng 01 năm 2022")
        + op("Thực hiện Công điện số 03/CĐ-TTg ngày 06/01/2022 của Thủ tướng Chính phủ, UBND tỉnh yêu cầu:")
        + items
        + op("KT. CHỦ TỊCH")
        + op("PHÓ CHỦ TỊCH")
        + op("Nông Văn Trí Dũng"),
        _LISTS,
    )


def archive_zip() -> bytes:
    """An archive as a portal gives it: folders, a name in an old code page, what a Mac adds, an archive in it."""
    inner = zipped({"quyet dinh.rtf": decision_rtf()})
    return zipped(
        {
            "kế hoạch/plan.docx": plan_docx(),
            "kế hoạch/phụ lục.xlsx": appendix_xlsx(),
            "__MACOSX/kế hoạch/._plan.docx": b"\0\5\x16\7",
            "van ban.zip": inner,
            "hỏng.docx": plan_docx()[:3000],
            "bản đồ.rar": b"Rar!\x1a\x07\x01\0 anything",
        }
    )


def converted(data: bytes, suffix: str, to: str) -> bytes:
    """A file as LibreOffice writes it in another format."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, f"a.{suffix}")
        source.write_bytes(data)
        command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", to]
        subprocess.run([*command, "--outdir", folder, str(source)], check=True, capture_output=True, timeout=120)
        return Path(folder, f"a.{to}").read_bytes()


def main() -> None:
    corpora = Path(__file__).parents[3] / "corpora"
    (corpora / "plan-bac-lieu-tom-lua-2024.docx").write_bytes(plan_docx())
    (corpora / "dispatch-cao-bang-ret-hai-2022.odt").write_bytes(dispatch_odt())
    decision = corpora / "decision-soc-trang-nuoc-sach-2012.doc"
    decision.write_bytes(converted(decision_docx(), "docx", "doc"))


if __name__ == "__main__":
    main()
