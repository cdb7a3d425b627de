"""What the test portal publishes: plans and news made from templates of our own, the same at every start."""

import io
import random
import zipfile
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from xml.sax.saxutils import escape

_PLACES = ("Phú Thọ", "Lâm Đồng", "Quảng Trị", "Tây Ninh", "An Giang", "Lào Cai", "Gia Lai", "Cà Mau")
_TOPICS = (
    ("sản xuất sạch hơn trong công nghiệp", "cơ sở sản xuất công nghiệp áp dụng sản xuất sạch hơn"),
    ("chuyển đổi số", "hồ sơ công việc được xử lý trên môi trường mạng"),
    ("giảm nghèo bền vững", "hộ nghèo được vay vốn ưu đãi"),
    ("trồng rừng và bảo vệ rừng", "diện tích rừng được giao cho cộng đồng quản lý"),
    ("tiết kiệm điện", "chiếu sáng công cộng dùng đèn LED"),
    ("xây dựng nông thôn mới", "hộ dân nông thôn được dùng nước sạch"),
    ("khuyến công", "cơ sở công nghiệp nông thôn được hỗ trợ máy móc"),
    ("phòng, chống thiên tai", "tổ xung kích cấp xã được trang bị đủ phương tiện"),
)
_GIVEN = ("An", "Bình", "Chi", "Dũng", "Giang", "Hà", "Khánh", "Lan", "Minh", "Nga", "Phúc", "Quỳnh", "Sơn", "Thảo")
_MIDDLE = ("Văn", "Thị Thu", "Đức", "Ngọc", "Hữu", "Minh")
_FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Vũ", "Đặng", "Bùi")


@dataclass(frozen=True)
class File:
    """An attachment: its name and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Item:
    """A plan (with its number) or a piece of news. `number` of news is that of the plan it speaks of."""

    key: int
    kind: str
    title: str
    number: str
    published: date
    paragraphs: tuple[str, ...]
    files: tuple[File, ...] = field(default=(), repr=False)

    def changed(self) -> "Item":
        """The same document, with a paragraph more."""
        more = "Sở Công Thương đôn đốc, kiểm tra việc thực hiện, báo cáo trước ngày 15 tháng 12 hằng năm."
        return replace(self, paragraphs=(*self.paragraphs, more))


def plans(first: int, count: int) -> list[Item]:
    """So many plans, newest first, each with its text as a Word file."""
    return [_plan(key) for key in range(first, first + count)]


def news(first: int, count: int) -> list[Item]:
    """So many news, newest first; every second one has the plan that it speaks of attached."""
    return [_news(key) for key in range(first, first + count)]


def _plan(key: int) -> Item:
    dice = random.Random(key)
    place, (topic, indicator) = dice.choice(_PLACES), dice.choice(_TOPICS)
    day, year = _day(key), _day(key).year
    number = f"{20 + key}/KH-UBND"
    share, later = dice.randrange(40, 80, 5), dice.randrange(85, 100, 5)
    paragraphs = (
        (
            f"Căn cứ Luật Tổ chức chính quyền địa phương, Ủy ban nhân dân tỉnh {place} ban hành Kế hoạch {topic}"
            f" trên địa bàn tỉnh giai đoạn {year} - {year + 5} như sau:"
        ),
        "I. MỤC TIÊU",
        f"1. Đến năm {year + 2}, {share}% {indicator}.",
        f"2. Đến năm {year + 5}, trên {later}% {indicator}.",
        "II. TỔ CHỨC THỰC HIỆN",
        (
            f"Giao Sở Công Thương chủ trì, phối hợp với Sở Tài chính theo dõi, báo cáo Ủy ban nhân dân tỉnh {place}"
            f" trước ngày 20 tháng 12 hằng năm. Kinh phí dự kiến {dice.randrange(2, 40)} tỷ đồng."
        ),
    )
    head = (
        f"ỦY BAN NHÂN DÂN TỈNH {place.upper()}", f"Số: {number}",
        f"{place}, ngày {day.day} tháng {day.month} năm {day.year}", "KẾ HOẠCH", f"{topic.capitalize()} trên địa bàn tỉnh",
    )  # fmt: skip
    title = f"Kế hoạch {topic} trên địa bàn tỉnh {place} giai đoạn {year} - {year + 5}"
    files = (File(f"ke-hoach-{20 + key}.docx", docx((*head, *paragraphs))),)
    return Item(key, "plan", title, number, day, paragraphs, files)


def _news(key: int) -> Item:
    dice = random.Random(key)
    place, (topic, indicator) = dice.choice(_PLACES), dice.choice(_TOPICS)
    person = f"{dice.choice(_FAMILY)} {dice.choice(_MIDDLE)} {dice.choice(_GIVEN)}"
    day = _day(key)
    number = f"{20 + key}/KH-UBND"
    paragraphs = (
        (
            f"Ngày {day.day}/{day.month}, đồng chí {person}, Phó Chủ tịch Ủy ban nhân dân tỉnh {place}, chủ trì hội nghị"
            f" triển khai Kế hoạch số {number} về {topic}."
        ),
        (
            f"Theo kế hoạch, đến năm {day.year + 3}, tỉnh phấn đấu {dice.randrange(50, 95, 5)}% {indicator}; mỗi năm bố trí"
            f" {dice.randrange(2, 30)} tỷ đồng từ ngân sách tỉnh."
        ),
        (
            f"Phát biểu kết luận, đồng chí {person} yêu cầu các sở, ngành và Ủy ban nhân dân cấp xã xác định rõ việc, rõ"
            " người, rõ thời hạn, hoàn thành trong quý IV."
        ),
    )
    files: tuple[File, ...] = ()
    if key % 2 == 0:
        head = (
            f"ỦY BAN NHÂN DÂN TỈNH {place.upper()}", f"Số: {number}",
            f"{place}, ngày {day.day} tháng {day.month} năm {day.year}", "KẾ HOẠCH", topic.capitalize(),
        )  # fmt: skip
        goal = f"Đến năm {day.year + 4}, {dice.randrange(50, 95, 5)}% {indicator}."
        files = (File(f"kem-theo-{20 + key}.docx", docx((*head, "I. MỤC TIÊU", goal))),)
    return Item(
        key,
        "news",
        f"{place}: triển khai kế hoạch {topic} năm {day.year}, việc số {key}",
        number,
        day,
        paragraphs,
        files,
    )


def _day(key: int) -> date:
    return date(2026, 10, 30) - timedelta(days=key % 500)


def docx(paragraphs: tuple[str, ...]) -> bytes:
    """A small Word file, the same bytes for the same paragraphs."""
    body = "".join(f'<w:p><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>' for line in paragraphs)
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    package = "http://schemas.openxmlformats.org/package/2006"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="{relations}"/>'
        f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{office}"'
        ' Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{word}"><w:body>{body}</w:body></w:document>',
    }  # fmt: skip
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name), f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{text}')
    return buffer.getvalue()
