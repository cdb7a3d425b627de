"""Makes the PDFs of tests/loaders/pdf: `python -m tests.loaders.make_pdf`.

They are kept because making them needs DejaVu Serif (Debian: fonts-dejavu-core); their text is our own.
"""

import io
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw
from pypdfium2 import PdfDocument
from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

FOLDER = Path(__file__).parent / "pdf"
FONTS = Path("/usr/share/fonts/truetype/dejavu")

PARAGRAPHS = (
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;",
    "Thực hiện Nghị quyết số 27-NQ/TU ngày 12 tháng 4 năm 2031 của Ban Chấp hành Đảng bộ tỉnh về phát triển công nghiệp "
    "theo hướng bền vững, Ủy ban nhân dân tỉnh ban hành Kế hoạch phát triển cụm công nghiệp trên địa bàn tỉnh đến năm "
    "2035 với những nội dung chính như sau:",
    "I. MỤC TIÊU",
    "1. Đến năm 2033, toàn tỉnh có ít nhất 14 cụm công nghiệp đi vào hoạt động, tỷ lệ lấp đầy bình quân đạt 65%; giá trị "
    "sản xuất công nghiệp trong các cụm tăng bình quân 9,5% mỗi năm, giải quyết việc làm cho 21.000 lao động.",
    "2. Đến năm 2035, 100% cụm công nghiệp đang hoạt động có hệ thống xử lý nước thải tập trung đạt quy chuẩn.",
    "II. NHIỆM VỤ VÀ GIẢI PHÁP",
    "Sở Công Thương chủ trì, phối hợp với Sở Tài chính và Ủy ban nhân dân các huyện rà soát quỹ đất, lập danh mục cụm "
    "công nghiệp ưu tiên kêu gọi đầu tư, trình Ủy ban nhân dân tỉnh xem xét trước ngày 30 tháng 9 năm 2031.",
    "Các chỉ tiêu chủ yếu và lộ trình thực hiện được giao tại biểu dưới đây:",
)
HEAD = ("TT", "Chỉ tiêu", "Đơn vị tính", "Năm 2033", "Năm 2035")
ROWS = tuple(
    (str(number), name, unit, first, last)
    for number, (name, unit, first, last) in enumerate(
        [
            ("Số cụm công nghiệp đi vào hoạt động", "cụm", "14", "19"),
            ("Tỷ lệ lấp đầy bình quân của các cụm công nghiệp", "%", "65", "80"),
            ("Diện tích đất công nghiệp cho thuê", "ha", "420", "610"),
            ("Cụm có hệ thống xử lý nước thải tập trung", "cụm", "11", "19"),
            ("Lao động làm việc trong cụm", "người", "21.000", "30.000"),
            ("Giá trị sản xuất công nghiệp trong cụm", "tỷ đồng", "8.500", "12.400"),
            ("Vốn đầu tư hạ tầng thu hút mới", "tỷ đồng", "1.150", "2.000"),
            ("Doanh nghiệp áp dụng sản xuất sạch hơn", "doanh nghiệp", "45", "90"),
        ],
        start=1,
    )
)


def main() -> None:
    for name in ("", "-Bold", "-Italic"):
        pdfmetrics.registerFont(TTFont(f"Serif{name}", FONTS / f"DejaVuSerif{name}.ttf"))
    FOLDER.mkdir(exist_ok=True)
    make_plan(FOLDER / "plan.pdf")
    make_gazette(FOLDER / "gazette.pdf")
    make_garbled(FOLDER / "garbled.pdf")
    make_scan(FOLDER / "scan.pdf", FOLDER / "plan.pdf")


def style(size: float = 12, **more: Any) -> ParagraphStyle:
    return ParagraphStyle("text", fontName=more.pop("fontName", "Serif"), fontSize=size, leading=size * 1.4, **more)


def cell(*lines: str, bold: bool = False, size: float = 12, alignment: int = TA_CENTER) -> list[Flowable]:
    font = "Serif-Bold" if bold else "Serif"
    return [Paragraph(line, style(size, fontName=font, alignment=alignment)) for line in lines]


def head(left: tuple[str, ...], right: tuple[str, ...]) -> Table:
    return Table(
        [[cell(*left, size=11), cell(*right, size=11)]],
        colWidths=[180, 290],
        style=[("VALIGN", (0, 0), (-1, -1), "TOP")],
    )


def foot() -> Table:
    recipients = ("Nơi nhận:", "- Như trên;", "- TT Tỉnh ủy, HĐND tỉnh;", "- Các sở, ban, ngành;", "- Lưu: VT, CN.")
    left = cell(*recipients, size=11, alignment=0)
    right = [
        *cell("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        Spacer(1, 40),
        *cell("Trần Văn Mẫu", bold=True),
    ]
    return Table([[left, right]], colWidths=[220, 250], style=[("VALIGN", (0, 0), (-1, -1), "TOP")])


def body() -> Iterator[Flowable]:
    text = style(alignment=TA_JUSTIFY, firstLineIndent=28, spaceAfter=4)
    for paragraph in PARAGRAPHS:
        yield Paragraph(paragraph, text)


def make_plan(path: Path) -> None:
    """A plan: head in two columns, a table over two pages, recipients beside the signature, numbered pages."""
    table = Table(
        [
            [cell(text, bold=True, size=10) for text in HEAD],
            *([cell(text, size=10, alignment=0) for text in row] for row in ROWS),
        ],
        colWidths=[28, 210, 80, 70, 70],
        style=[
            ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
            ("TOPPADDING", (0, 0), (-1, -1), 6),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 10),
        ],
        repeatRows=1,
    )
    story = [
        head(
            ("ỦY BAN NHÂN DÂN", "TỈNH LÂM SƠN", "Số: 88/KH-UBND"),
            ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Lâm Sơn, ngày 05 tháng 6 năm 2031"),
        ),
        Spacer(1, 10),
        *cell("KẾ HOẠCH", "Phát triển cụm công nghiệp trên địa bàn tỉnh đến năm 2035", bold=True),
        Spacer(1, 10),
        *body(),
        table,
        Paragraph("Trên đây là Kế hoạch phát triển cụm công nghiệp trên địa bàn tỉnh đến năm 2035./.", style()),
        Spacer(1, 10),
        foot(),
    ]
    SimpleDocTemplate(str(path), pagesize=A4, leftMargin=70, rightMargin=50, invariant=1).build(
        story, onLaterPages=_number
    )


def make_gazette(path: Path) -> None:
    """A gazette's pages: running heads, a note at a page's foot, a sentence and a code broken by the end of a page."""
    text = style(alignment=TA_JUSTIFY, firstLineIndent=28, spaceAfter=4)
    filler = " ".join(PARAGRAPHS[i] for i in (3, 4, 6))
    story: list[Flowable] = [
        head(
            ("BỘ CÔNG THƯƠNG", "Số: 15/2031/TT-BCT"),
            ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Hà Nội, ngày 20 tháng 5 năm 2031"),
        ),
        Spacer(1, 8),
        *cell("THÔNG TƯ", "Quy định về quản lý cụm công nghiệp", bold=True),
        Spacer(1, 8),
    ]
    for article in range(1, 8):
        story += [Paragraph(f"Điều {article}. Quy định thứ {article}", text), Paragraph(filler, text)]
    story += [
        Paragraph("Điều 8. Hiệu lực thi hành", text),
        Paragraph("Thông tư này có hiệu lực thi hành kể từ ngày 05 tháng 7 năm 2031./.", text),
        Table([["", cell("BỘ TRƯỞNG", "Lê Thị Ví Dụ")]], colWidths=[230, 240]),
    ]
    SimpleDocTemplate(str(path), pagesize=A4, leftMargin=70, rightMargin=50, bottomMargin=110, invariant=1).build(
        story, onFirstPage=_gazette, onLaterPages=_gazette
    )


def make_garbled(path: Path) -> None:
    """A page whose characters are mapped as a broken font maps them: shifted, some into Cyrillic."""
    text = style()
    shifted = [_shifted(paragraph) for paragraph in PARAGRAPHS]
    story = [flowable for line in shifted for flowable in (Paragraph(line, text), Spacer(1, 4))]
    SimpleDocTemplate(str(path), pagesize=A4, invariant=1).build([*story, PageBreak()])


def make_scan(path: Path, plan: Path) -> None:
    """The plan's pages as pictures alone: leaning, grey and stained, with a red stamp over the signature."""
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    stains = random.Random(7)
    for number, page in enumerate(PdfDocument(plan)):
        picture = page.render(scale=240 / 72).to_pil().convert("RGB")
        pen = ImageDraw.Draw(picture)
        if number == 1:
            middle, low = picture.width * 0.62, picture.height * 0.50
            for radius in (150, 140, 60):
                box = (middle - radius, low - radius, middle + radius, low + radius)
                pen.ellipse(box, outline=(235, 60, 70), width=7)
        for _ in range(150):
            x, y = stains.randrange(picture.width), stains.randrange(picture.height)
            pen.point((x, y), fill=(90, 90, 90))
        picture = picture.rotate(0.9, resample=Image.Resampling.BICUBIC, fillcolor=(255, 255, 255))
        picture = Image.eval(picture, lambda value: 15 + value * 230 // 255)
        file = io.BytesIO()
        if number == 0:
            picture = picture.convert("L")
        picture.save(file, "JPEG", quality=50)
        canvas.drawImage(ImageReader(file), 0, 0, *A4)
        canvas.showPage()
    canvas.save()


def _shifted(text: str) -> str:
    letters = (chr(ord(letter) - 29) if "A" <= letter <= "z" else letter for letter in text)
    return (
        "".join(chr(0x400 + ord(c) % 0x50) if ord(c) > 0x1000 else c for c in letters)
        .replace("&", "*")
        .replace("<", "+")
    )


def _number(canvas: Any, document: Any) -> None:
    canvas.setFont("Serif", 11)
    canvas.drawCentredString(A4[0] / 2, A4[1] - 40, str(document.page))


def _gazette(canvas: Any, document: Any) -> None:
    canvas.setFont("Serif-Italic", 10)
    canvas.drawString(70, A4[1] - 45, "CÔNG BÁO/Số 311 + 312/Ngày 10-6-2031")
    canvas.drawRightString(A4[0] - 50, A4[1] - 45, str(document.page + 40))
    if document.page == 1:
        canvas.line(70, 92, 200, 92)
        canvas.setFont("Serif", 9)
        canvas.drawString(
            70, 80, "1 Điều này được bổ sung theo quy định tại khoản 2 Điều 1 của Thông tư số 09/2030/TT-BCT."
        )


if __name__ == "__main__":
    main()
