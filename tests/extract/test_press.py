"""Pages of the press and of portals: what is the item, what is furniture."""

from datetime import date

import pytest

from pipeline import Extractor
from pipeline.extract.layout import Layout, Role
from tests.extract.opened import opened, words

NEWS = """Xuất bản thông tin

null Hội nghị khuyến công tỉnh Hà Nam

31/07/2018

Sở Công Thương tỉnh Hà Nam vừa tổ chức hội nghị khuyến công với 120 đại biểu tham dự.

Quang cảnh hội nghị

Hội nghị đã bàn ba nhóm giải pháp.

Lê Nguyên - P. QLCN

Tin liên quan
Hội chợ xuân khai mạc
Bản quyền thuộc về Sở Công Thương
"""


def test_a_page_of_the_press(extractor: Extractor) -> None:
    context = opened(extractor, NEWS)
    layout: Layout = context.layout
    assert (layout.form, layout.kind) == ("press", "news")
    assert words(context, layout.title) == "Hội nghị khuyến công tỉnh Hà Nam"
    assert layout.role_at(context.text.index("31/07")) is Role.DATELINE
    assert layout.role_at(context.text.index("Quang cảnh")) is Role.CAPTION
    assert layout.in_furniture(context.text.index("Hội chợ xuân"))
    assert not layout.in_furniture(context.text.index("Hội nghị đã bàn"))
    assert context.anchor == date(2018, 7, 31)


def test_a_byline_is_read_at_the_end_only(extractor: Extractor) -> None:
    context = opened(extractor, NEWS.split("\n\nTin liên quan", maxsplit=1)[0])
    assert context.layout.roles[-1] is Role.BYLINE


def test_a_list_of_links_before_the_article_does_not_end_it(extractor: Extractor) -> None:
    article = "Sở Công Thương tỉnh Hà Nam vừa tổ chức hội nghị khuyến công với đông đảo đại biểu. " * 6
    context = opened(extractor, f"Tin liên quan\nHội chợ xuân\n\n{article}\n")
    assert not context.layout.in_furniture(context.text.index("Sở Công Thương"))


def test_a_masthead(extractor: Extractor) -> None:
    text = "SỞ CÔNG THƯƠNG\nTỈNH HÀ NAM\nHội nghị khuyến công năm 2020\nSáng nay, Sở tổ chức hội nghị khuyến công.\n"
    context = opened(extractor, text)
    assert context.layout.issuer_words == "SỞ CÔNG THƯƠNG TỈNH HÀ NAM"
    assert words(context, context.layout.title) == "Hội nghị khuyến công năm 2020"


def test_a_title_in_capitals_is_no_masthead(extractor: Extractor) -> None:
    text = "SỞ CÔNG THƯƠNG TỔNG KẾT NĂM 2020\n\nSáng nay, Sở Công Thương tổ chức hội nghị tổng kết công tác năm.\n"
    context = opened(extractor, text)
    assert words(context, context.layout.title) == "SỞ CÔNG THƯƠNG TỔNG KẾT NĂM 2020"


def test_a_page_that_gives_a_document_in_full(extractor: Extractor) -> None:
    text = (
        "Nghị quyết số 12/NQ-HĐND của HĐND tỉnh Hà Nam về dự toán\n\nCăn cứ Luật Đầu tư;\nCăn cứ Luật Đầu tư công;\n"
        "Điều 1. Thông qua dự toán.\nĐiều 2. Tổ chức thực hiện.\nCHỦ TỊCH\nLê Thị Hoa\n"
    )
    context = opened(extractor, text)
    assert (context.layout.form, context.layout.type_name) == ("official", "Nghị quyết")
    assert words(context, context.layout.own_number) == "12/NQ-HĐND"


def test_a_portals_table_of_particulars(extractor: Extractor) -> None:
    text = "Chi tiết văn bản\nSố ký hiệu: 12/KH-UBND\nNgày ban hành: 05/03/2021\nTrích yếu: Tiết kiệm điện\n"
    context = opened(extractor, text)
    assert words(context, context.layout.own_number) == "12/KH-UBND"


def test_news_about_a_document_is_not_the_document(extractor: Extractor) -> None:
    text = "Nghị quyết số 57-NQ/TW: Động lực cho khoa học\n\nSau một năm, nghị quyết đã đi vào cuộc sống của người dân."
    layout = opened(extractor, text).layout
    assert (layout.form, layout.own_number) == ("press", None)


@pytest.mark.parametrize("text", ["", "\n\n", "-", "Số:", "TM. ", "CHỦ TỊCH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"])
def test_scraps_are_read_without_complaint(extractor: Extractor, text: str) -> None:
    layout = opened(extractor, text).layout
    assert len(layout.roles) == len(layout.starts)
