"""Whose body a signer signs for, where the header alone does not tell; and names that are nobody's."""

import pytest

from pipeline import Extractor

HA_NAM = "https://hanam.gov.vn/tin"
JOINT = """BỘ NỘI VỤ - BỘ QUỐC PHÒNG - TÒA ÁN NHÂN DÂN TỐI CAO
Số: 01/2022/TTLT-BNV-BQP-TANDTC
Hà Nội, ngày 18 tháng 02 năm 2022
THÔNG TƯ LIÊN TỊCH
Quy định phối hợp
Điều 1. Các cơ quan phối hợp thực hiện.

KT. CHÁNH ÁN
TÒA ÁN NHÂN DÂN TỐI CAO
PHÓ CHÁNH ÁN

Lò Văn Mừng

KT. BỘ TRƯỞNG BỘ QUỐC PHÒNG
THỨ TRƯỞNG

Thượng tướng Đào Thế Hạnh

KT. BỘ TRƯỞNG
BỘ NỘI VỤ
THỨ TRƯỞNG

Phan Thị Sen
"""
CONSOLIDATED = """CHÍNH PHỦ
Hà Nội, ngày 30 tháng 3 năm 2018
NGHỊ ĐỊNH
Quy định về kiểm định
Điều 1. Nghị định này quy định việc kiểm định.

{body}
Số: 1798/VBHN
XÁC THỰC VĂN BẢN HỢP NHẤT
Hà Nội, ngày 18 tháng 5 năm 2023
{post}

Lò Văn Mừng
"""
DECISION = """BỘ TÀI CHÍNH
Số: 372/QĐ-BTC
Hà Nội, ngày 03 tháng 4 năm 2024
QUYẾT ĐỊNH
Về việc đính chính
Điều 1. Đính chính như phụ lục.
TL. BỘ TRƯỞNG
KT. CHỦ TỊCH
ỦY BAN CHỨNG KHOÁN NHÀ NƯỚC
PHÓ CHỦ TỊCH

Lò Văn Mừng
"""
TEAM = """SỞ CÔNG THƯƠNG HÀ NAM
Hà Nam, ngày 10 tháng 3 năm 2022
KẾ HOẠCH
Tiến hành kiểm tra
1. Ông Lò Văn Mừng - Trưởng đoàn: phụ trách chung.
2. Bà Phan Thị Sen - Thư ký đoàn: lập biên bản.

TRƯỞNG ĐOÀN

Lò Văn Mừng
PHÓ GIÁM ĐỐC
SỞ CÔNG THƯƠNG HÀ NAM
"""


def people(extractor: Extractor, text: str, url: str | None = None) -> dict[str, tuple[str | None, str | None]]:
    return {official.name: (official.title, official.agency) for official in extractor.extract(text, url=url).officials}


def test_each_signer_of_a_joint_circular_has_a_body(extractor):
    assert people(extractor, JOINT) == {
        "Lò Văn Mừng": ("Phó Chánh án", "Tòa án nhân dân tối cao"),
        "Đào Thế Hạnh": ("Thứ trưởng", "Bộ Quốc phòng"),
        "Phan Thị Sen": ("Thứ trưởng", "Bộ Nội vụ"),
    }


@pytest.mark.parametrize(
    ("body", "post", "title", "agency"),
    [
        ("BỘ NỘI VỤ", "KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG", "Thứ trưởng", "Bộ Nội vụ"),
        ("VĂN PHÒNG QUỐC HỘI", "CHỦ NHIỆM", "Chủ nhiệm", "Văn phòng Quốc hội"),
    ],
)
def test_consolidated_text_is_signed_for_the_body_that_attests_it(extractor, body, post, title, agency):
    text = CONSOLIDATED.format(body=body, post=post)
    assert people(extractor, text) == {"Lò Văn Mừng": (title, agency)}


def test_body_between_the_posts_is_the_signers(extractor):
    assert people(extractor, DECISION) == {"Lò Văn Mừng": ("Phó Chủ tịch", "Ủy ban Chứng khoán Nhà nước")}


def test_leader_of_a_team_has_the_office_below_the_name(extractor):
    assert people(extractor, TEAM) == {"Lò Văn Mừng": ("Phó Giám đốc", "Sở Công Thương tỉnh Hà Nam")}


def test_title_of_ministers_is_of_no_other_body(extractor):
    stamp = "Cơ quan: VĂN PHÒNG CHÍNH PHỦ\nNgày ký: 2023-02-05\n\nKT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\n\nLò Văn Mừng\n"
    assert people(extractor, stamp) == {"Lò Văn Mừng": ("Thứ trưởng", None)}


@pytest.mark.parametrize(
    "text",
    [
        "Ví dụ 1: Đại úy Nguyễn Văn H bị tai nạn, nghỉ 10 ngày.",
        "Trung úy Trần Thị A nghỉ thai sản từ tháng 5.",
        "CHỦ TỊCH NGUYỄN VĂN SỸ CHẤT VẤN về tiến độ.",
    ],
)
def test_letters_and_headings_name_nobody(extractor, text):
    assert people(extractor, text, url=HA_NAM) == {}


def test_ethnic_given_name_of_one_letter_is_a_name(extractor):
    assert "Y Thông A" in people(extractor, "Ông Y Thông A, Phó Giám đốc Sở Y tế, dự.", url=HA_NAM)


def test_post_of_the_one_it_is_taken_from(extractor):
    text = "Thủ tướng phê chuẩn kết quả miễn nhiệm chức vụ Chủ tịch UBND tỉnh của ông Lò Văn Mừng."
    assert people(extractor, text, url=HA_NAM) == {"Lò Văn Mừng": ("Chủ tịch", "Ủy ban nhân dân tỉnh Hà Nam")}


def test_chair_of_a_union_is_not_the_provinces(extractor):
    text = "UBND tỉnh gửi quà. Bà Phan Thị Sen, Phó Chủ tịch Hội Nông dân tỉnh, Chủ tịch công đoàn cơ quan, phát quà."
    agencies = people(extractor, text, url=HA_NAM)["Phan Thị Sen"][1]
    assert agencies == "Hội Nông dân tỉnh Hà Nam"


def test_cards_of_a_page_of_leaders(extractor):
    page = (
        "Đồng chí Lò Văn Mừng\n\nPhó Giám đốc phụ trách Sở Y tế tỉnh Hà Nam\n\n"
        "Đồng chí Phan Thị Sen\n\nPhó Giám đốc Sở Y tế tỉnh Hà Nam\n"
    )
    assert people(extractor, page, url=HA_NAM) == {
        "Lò Văn Mừng": ("Phó Giám đốc phụ trách", "Sở Y tế tỉnh Hà Nam"),
        "Phan Thị Sen": ("Phó Giám đốc", "Sở Y tế tỉnh Hà Nam"),
    }


def test_name_over_a_sentence_is_no_card(extractor):
    text = "Ông Lò Văn Mừng\nGiám đốc Sở Y tế tỉnh Hà Nam đã tiếp và cảm ơn ông về món quà."
    assert "Lò Văn Mừng" not in people(extractor, text, url=HA_NAM)
