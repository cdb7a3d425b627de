"""DOCX: the text in order, tables cell by cell, list numbers, notes; nothing hidden, deleted or beside the page."""

import pytest

from pipeline.loaders import LoadError, load_bytes
from tests.loaders.office.make import docx, p, plan_docx, r, tbl, tc, texts, zipped

PLAN = """\
ỦY BAN NHÂN DÂN
TỈNH BẠC LIÊU
Số: 47/KH-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Bạc Liêu, ngày 14 tháng 3 năm 2024

KẾ HOẠCH
Phát triển mô hình tôm - lúa tỉnh Bạc Liêu đến năm 2025
Căn cứ Nghị quyết số 21/NQ-HĐND ngày 08/12/2023 của Hội đồng nhân dân tỉnh[1], Ủy ban nhân dân tỉnh ban hành \
Kế hoạch như sau:
I. MỤC TIÊU
1. Đến năm 2025, diện tích tôm - lúa đạt 42.000 ha.
2. Trên 60% diện tích có hợp đồng tiêu thụ.
3. Chỉ tiêu cụ thể:

TT | Chỉ tiêu | Đơn vị | Năm 2024 | Năm 2025
1 | Sản lượng tôm càng xanh | tấn | 21.500 | 23.000
2 | Tỷ lệ nước thải ao nuôi được xử lý | % | 70 | 85

II. TỔ CHỨC THỰC HIỆN
1. Sở Nông nghiệp và Phát triển nông thôn chủ trì, báo cáo kết quả trước ngày 15/12/2025.
2. Sở Tài chính bố trí kinh phí trong quý III/2024.

Nơi nhận:
- Như trên;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
(Đã ký)
Lâm Thị Ngọc Duyên

[1] Thông qua tại kỳ họp thứ mười ba."""


def text_of(body: str, **parts: str) -> str:
    return load_bytes(docx(body, **parts)).text


def test_a_plan():
    document = load_bytes(plan_docx(), name="anything.pdf")
    assert (document.format, document.text) == ("docx", PLAN)
    place = next(place for place in document.places if document.text[place.start : place.end] == "85")
    assert (place.element, place.row_head, place.column_head) == (
        "table 2, row 3, column 5",
        "Tỷ lệ nước thải ao nuôi được xử lý",
        "Năm 2025",
    )


def test_properties_are_stated_and_not_believed():
    document = load_bytes(plan_docx())
    assert (document.title, document.published) == (None, None)
    assert [(s.field, s.value) for s in document.stated] == [("title", "Mẫu kế hoạch"), ("published", "2019-05-06")]


def test_merged_cells_keep_columns_in_line():
    table = tbl(
        [tc(p(text), properties='<w:vMerge w:val="restart"/>') for text in ("TT", "Chỉ tiêu")]
        + [tc(p("Năm 2025"), properties='<w:gridSpan w:val="2"/>')],
        [tc(p("thừa"), properties="<w:vMerge/>"), tc(properties="<w:vMerge/>"), *texts("Quý I", "Quý II")],
        texts("1", "Trồng rừng", "12", "30"),
    )
    document = load_bytes(docx(table))
    assert document.text == "TT | Chỉ tiêu | Năm 2025 |\n |  | Quý I | Quý II\n1 | Trồng rừng | 12 | 30"
    assert document.places[-1].column_head == "Năm 2025 / Quý II"


@pytest.mark.parametrize(
    "markup",
    [
        "<w:del><w:r><w:t>x</w:t></w:r></w:del>",
        "<w:moveFrom><w:r><w:t>x</w:t></w:r></w:moveFrom>",
        r("x", "<w:vanish/>"),
        "<w:r><w:instrText>PAGE x</w:instrText></w:r>",
    ],
)
def test_what_is_not_shown_is_left_out(markup):
    assert text_of(p("Số 5", more=markup + r(" ngày"))) == "Số 5 ngày"


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        (r("x", '<w:vanish w:val="0"/>'), "x"),
        ("<w:ins><w:r><w:t>x</w:t></w:r></w:ins>", "x"),
        ('<w:fldSimple w:instr="DATE"><w:r><w:t>x</w:t></w:r></w:fldSimple>', "x"),
        (
            "<w:sdt><w:sdtPr><w:alias w:val='a'/></w:sdtPr><w:sdtContent><w:r><w:t>x</w:t></w:r></w:sdtContent></w:sdt>",
            "x",
        ),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>', "≥"),
        ('<w:r><w:sym w:font=".VnTime" w:char="F0E9"/></w:r>', "é"),
        ('<w:r><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr><w:t>B\uf0e9</w:t></w:r>', "Bé"),
        ("<w:r><w:t>giá</w:t><w:softHyphen/><w:t>o</w:t></w:r>", "giáo"),
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t></w:r>", "a\tb-c"),
    ],
)
def test_what_is_shown_is_kept(markup, shown):
    assert text_of(p("Số ", more=markup)) == f"Số {shown}"


def test_a_text_box_stands_behind_its_paragraph_and_once():
    box = "<v:shape><v:textbox><w:txbxContent>" + p("Trong khung") + "</w:txbxContent></v:textbox></v:shape>"
    both = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'>{box}</mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert text_of(p("Trên", more=both) + p("Dưới")) == "Trên\nTrong khung\nDưới"


def test_lists_count_as_word_does():
    body = p("Mục", level=0) + p("a", level=2) + p("b", level=2) + p("Mục", level=0) + p("a", level=2)
    assert text_of(body + p("ý", bullet=True) + p("", level=2)) == "I. Mục\na) a\nb) b\nII. Mục\na) a\n- ý"


def test_a_style_hides_and_numbers():
    styles = """<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
    <w:style w:type="paragraph" w:styleId="B"><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr>
    </w:style><w:style w:type="paragraph" w:styleId="C"><w:basedOn w:val="B"/></w:style>
    <w:style w:type="character" w:styleId="An"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>"""
    body = '<w:p><w:pPr><w:pStyle w:val="C"/></w:pPr>' + r("Mục") + r(" ẩn", '<w:rStyle w:val="An"/>') + "</w:p>"
    assert text_of(body, styles=styles) == "1. Mục"


def test_an_empty_number_is_no_number(extractor):
    head = tbl(texts("SỞ CÔNG THƯƠNG\nSố:      /KH-SCT", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"))
    facts = extractor.read(load_bytes(docx(head + p("KẾ HOẠCH") + p("Kiểm tra năm 2024"))))
    assert "Số:      /KH-SCT" in facts.document.text
    assert facts.plan_numbers == ()


@pytest.mark.parametrize(
    ("body", "code"),
    [(p(" "), "empty"), (f"<w:p><w:r><w:drawing>{p()}</w:drawing></w:r></w:p>", "no-text-layer")],
)
def test_no_text(body, code):
    with pytest.raises(LoadError) as caught:
        load_bytes(docx(body))
    assert caught.value.code == code


def test_a_body_that_is_missing():
    with pytest.raises(LoadError, match="without a body") as caught:
        load_bytes(zipped({"word/document.xml": "<w/>"}))
    assert caught.value.code == "damaged"
