"""The head of documents in every flattening: issuer, number, type, subject, day."""

import pytest

from pipeline import Extractor
from pipeline.extract.layout import Role
from tests.extract.opened import BODY, HEAD, opened, words


def summary(extractor: Extractor, text: str) -> dict[str, str | None]:
    """The parts of a header, in words."""
    context = opened(extractor, text)
    layout = context.layout
    return {
        "issuer": layout.issuer_words,
        "superior": layout.superior_words,
        "number": words(context, layout.own_number),
        "type": layout.type_name,
        "subject": words(context, layout.subject),
        "date": words(context, layout.header_date),
    }


WHOLE = {
    "issuer": "ỦY BAN NHÂN DÂN TỈNH HÀ NAM",
    "superior": None,
    "number": "45/KH-UBND",
    "type": "Kế hoạch",
    "subject": "Tiết kiệm điện năm 2021",
    "date": "ngày 05 tháng 3 năm 2021",
}
FLATTENINGS = {
    "one below the other": HEAD,
    "motto first": """CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập – Tự do – Hạnh phúc
ỦY BAN NHÂN DÂN TỈNH HÀ NAM
Số: 45/KH-UBND    Hà Nam, ngày 05 tháng 3 năm 2021
KẾ HOẠCH
Tiết kiệm điện năm 2021
""",
    "line by line, motto between": """ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH HÀ NAM Độc lập - Tự do - Hạnh phúc
Số: 45/KH-UBND Hà Nam, ngày 05 tháng 3 năm 2021
KẾ HOẠCH
Tiết kiệm điện năm 2021
""",
    "columns": """ỦY BAN NHÂN DÂN              CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
  TỈNH HÀ NAM                     Độc lập - Tự do - Hạnh phúc

Số: 45/KH-UBND                Hà Nam, ngày 05 tháng 3 năm 2021

                        KẾ HOẠCH
                 Tiết kiệm điện năm 2021
""",
    "a table": """ỦY BAN NHÂN DÂN
TỈNH HÀ NAM
------- | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: 45/KH-UBND | Hà Nam, ngày 05 tháng 3 năm 2021
KẾ HOẠCH
Tiết kiệm điện năm 2021
""",
    "all on one line": (
        "ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM TỈNH HÀ NAM Độc lập - Tự do - Hạnh phúc "
        "Số: 45/KH-UBND Hà Nam, ngày 05 tháng 3 năm 2021 KẾ HOẠCH Tiết kiệm điện năm 2021\n"
    ),
    "right column first": """CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hà Nam, ngày 05 tháng 3 năm 2021
ỦY BAN NHÂN DÂN
TỈNH HÀ NAM
Số: 45/KH-UBND
KẾ HOẠCH
Tiết kiệm điện năm 2021
""",
    "left column first": """ỦY BAN NHÂN DÂN
TỈNH HÀ NAM
Số: 45/KH-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hà Nam, ngày 05 tháng 3 năm 2021
KẾ HOẠCH
Tiết kiệm điện năm 2021
""",
    "line by line, right before left": """CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM ỦY BAN NHÂN DÂN
Độc lập - Tự do - Hạnh phúc TỈNH HÀ NAM
Hà Nam, ngày 05 tháng 3 năm 2021 Số: 45/KH-UBND
KẾ HOẠCH Tiết kiệm điện năm 2021
""",
    "a table, row by row": """ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH HÀ NAM | Độc lập - Tự do - Hạnh phúc
Số: 45/KH-UBND | Hà Nam, ngày 05 tháng 3 năm 2021
KẾ HOẠCH
Tiết kiệm điện năm 2021
""",
    "number behind the motto": """ỦY BAN NHÂN DÂN
TỈNH HÀ NAM
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hà Nam, ngày 05 tháng 3 năm 2021
Số: 45/KH-UBND
K Ế  H O Ạ C H
Tiết kiệm điện năm 2021
""",
}


@pytest.mark.parametrize("name", FLATTENINGS)
def test_headers_flattened_in_any_way(extractor: Extractor, name: str) -> None:
    assert summary(extractor, FLATTENINGS[name] + BODY) == WHOLE


def test_a_body_under_another(extractor: Extractor) -> None:
    text = "UBND TỈNH HÀ NAM\nSỞ CÔNG THƯƠNG\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 12/SCT-QLNL\nV/v tiết kiệm điện\n"
    found = summary(extractor, text + "Hà Nam, ngày 5 tháng 3 năm 2021\nKính gửi: Các đơn vị.\n")
    assert (found["superior"], found["issuer"]) == ("UBND TỈNH HÀ NAM", "SỞ CÔNG THƯƠNG")
    assert (found["number"], found["subject"]) == ("12/SCT-QLNL", "tiết kiệm điện")


def test_two_bodies_on_one_line(extractor: Extractor) -> None:
    text = (
        "UBND TỈNH HÀ NAM SỞ CÔNG THƯƠNG CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 12/KH-SCT\nKẾ HOẠCH\nTiết kiệm điện\n"
    )
    found = summary(extractor, text + BODY)
    assert (found["superior"], found["issuer"]) == ("UBND TỈNH HÀ NAM", "SỞ CÔNG THƯƠNG")


def test_a_body_named_by_its_head(extractor: Extractor) -> None:
    text = "CHỦ TỊCH UBND\nTỈNH HÀ NAM\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 2/CĐ-UBND\nCÔNG ĐIỆN\nVề ứng phó bão\n"
    assert summary(extractor, text + BODY)["issuer"] == "UBND TỈNH HÀ NAM"


def test_the_partys_header(extractor: Extractor) -> None:
    text = """TỈNH ỦY HÀ NAM
*
Số 31-KH/TU
ĐẢNG CỘNG SẢN VIỆT NAM
Hà Nam, ngày 05 tháng 3 năm 2021
KẾ HOẠCH
thực hiện Nghị quyết số 57-NQ/TW của Bộ Chính trị
-----
I. MỤC ĐÍCH
"""
    assert summary(extractor, text) == {
        "issuer": "TỈNH ỦY HÀ NAM",
        "superior": None,
        "number": "31-KH/TU",
        "type": "Kế hoạch",
        "subject": "thực hiện Nghị quyết số 57-NQ/TW của Bộ Chính trị",
        "date": "ngày 05 tháng 3 năm 2021",
    }


def test_a_gazettes_page(extractor: Extractor) -> None:
    text = """CÔNG BÁO/Số 11 + 12/Ngày 03-01-2030
41

BỘ CÔNG THƯƠNG

BỘ CÔNG THƯƠNG
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 2/2030/TT-BCT
Hà Nội, ngày 01 tháng 01 năm 2030
THÔNG TƯ
Quy định về khuyến công
Căn cứ Luật Công nghiệp;
Điều 1. Phạm vi điều chỉnh
"""
    context = opened(extractor, text)
    assert context.layout.issuer_words == "BỘ CÔNG THƯƠNG"
    assert context.layout.superior_words is None
    assert context.layout.roles[:2] == (Role.RUNNING_HEAD, Role.RUNNING_HEAD)
    assert context.layout.role_at(context.text.index("Căn cứ")) is Role.BASIS


def test_a_laws_header(extractor: Extractor) -> None:
    text = "QUỐC HỘI\nLuật số: 12/2030/QH20\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    found = summary(extractor, text + "LUẬT\nBẢO HIỂM XÃ HỘI\nCăn cứ Hiến pháp;\n")
    assert (found["issuer"], found["number"], found["type"]) == ("QUỐC HỘI", "12/2030/QH20", "Luật")
    assert found["subject"] == "BẢO HIỂM XÃ HỘI"


SUBJECTS = [
    (
        "KẾ HOẠCH\nThực hiện Nghị quyết số 57-NQ/TW của Bộ Chính trị",
        "Thực hiện Nghị quyết số 57-NQ/TW của Bộ Chính trị",
    ),
    ("NGHỊ QUYẾT\nTiếp tục hỗ trợ người lao động", "Tiếp tục hỗ trợ người lao động"),
    ("THÔNG TƯ1\nQuy định về khuyến công", "Quy định về khuyến công"),
    ("QUYẾT ĐỊNH", None),
]


@pytest.mark.parametrize(("lines", "subject"), SUBJECTS)
def test_subjects(extractor: Extractor, lines: str, subject: str | None) -> None:
    header = "CHÍNH PHỦ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 12/NQ-CP\n Hà Nội, ngày 5 tháng 3 năm 2030\n"
    found = summary(extractor, f"{header}{lines}\nCăn cứ Luật Tổ chức Chính phủ;\nThực hiện các luật;\n")
    assert (found["subject"], found["date"]) == (subject, "ngày 5 tháng 3 năm 2030")


def test_a_subject_of_several_lines_ends_at_the_issuer(extractor: Extractor) -> None:
    text = (
        "CHÍNH PHỦ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 12/NQ-CP\nNGHỊ QUYẾT\nVề xây dựng nông thôn\nmới ở các xã\n"
        "_____\nCHÍNH PHỦ\nCăn cứ Luật Tổ chức Chính phủ;\n"
    )
    assert summary(extractor, text)["subject"] == "Về xây dựng nông thôn mới ở các xã"


def test_a_number_that_the_header_cites_is_not_its_own(extractor: Extractor) -> None:
    text = (
        "SỞ CÔNG THƯƠNG\nĐOÀN KIỂM TRA\nTHEO QUYẾT ĐỊNH\nSỐ 10/QĐ-SCT\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Số: 11/KH-ĐKT\nKẾ HOẠCH\nKiểm tra an toàn\n"
    )
    assert summary(extractor, text + BODY)["number"] == "11/KH-ĐKT"


def test_a_consolidated_texts_number_stands_behind_it(extractor: Extractor) -> None:
    text = (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nNGHỊ ĐỊNH\nVề khuyến công\nCăn cứ Luật Đầu tư;\nĐiều 1. Phạm vi./.\n"
        "BỘ CÔNG THƯƠNG\nSố: 5/VBHN-BCT\nXÁC THỰC VĂN BẢN HỢP NHẤT\nHà Nội, ngày 5 tháng 3 năm 2021\n"
    )
    assert summary(extractor, text)["number"] == "5/VBHN-BCT"


def test_a_consolidated_texts_number_comes_before_that_of_the_text_it_consolidates(extractor: Extractor) -> None:
    text = (
        "CHÍNH PHỦ\nSố: 7/2018/NĐ-CP\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nNGHỊ ĐỊNH\nVề khuyến công\nCăn cứ Luật;\n"
        "Điều 1. Phạm vi./.\nBỘ CÔNG THƯƠNG\nSố: 5/VBHN-BCT\nXÁC NHẬN VĂN BẢN HỢP NHẤT\n"
        "Hà Nội, ngày 5 tháng 3 năm 2021\nBỘ TRƯỞNG\nLê Thị Hoa\n"
    )
    found = opened(extractor, text)
    assert words(found, found.layout.own_number) == "5/VBHN-BCT"
    assert words(found, found.layout.own_date) == "ngày 5 tháng 3 năm 2021"


def test_a_law_has_the_day_of_its_adoption(extractor: Extractor) -> None:
    text = (
        "QUỐC HỘI\nLuật số: 12/2030/QH20\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nLUẬT\nKHUYẾN CÔNG\nCăn cứ Hiến pháp;\n"
        "Điều 1. Phạm vi\nLuật này được Quốc hội khóa XX, kỳ họp thứ 3 thông qua ngày 05 tháng 3 năm 2030.\n"
    )
    found = opened(extractor, text)
    assert words(found, found.layout.own_date) == "ngày 05 tháng 3 năm 2030"


def test_the_next_part_of_a_document_in_a_gazette(extractor: Extractor) -> None:
    text = (
        "CÔNG BÁO/Số 13 + 14/Ngày 05-01-2030\n2\nBỘ CÔNG THƯƠNG\nThông tư số 2/2030/TT-BCT ngày 01 tháng 01 năm 2030\n"
        "quy định về khuyến công\n(Tiếp theo Công báo số 11 + 12)\nPhụ lục số 04\nBIỂU MẪU\n"
    )
    found = opened(extractor, text)
    assert words(found, found.layout.own_number) == "2/2030/TT-BCT"


HEADINGS = [
    "Phụ lục\nKẾ HOẠCH\nTiết kiệm điện năm 2021\n(Ban hành kèm theo Quyết định số 99/QĐ-UBND ngày 01/3/2021)\n",
    "UBND TỈNH HÀ NAM\nĐỀ ÁN\nTiết kiệm điện\n(Kèm theo Quyết định số: 99/QĐ-UBND)\nHà Nam, tháng 3 năm 2021\n",
]


@pytest.mark.parametrize("heading", HEADINGS)
def test_an_attached_document_without_a_header(extractor: Extractor, heading: str) -> None:
    found = opened(extractor, heading + BODY)
    assert words(found, found.layout.own_number) == "99/QĐ-UBND"


def test_an_attachment_in_the_running_text_is_none_of_the_page(extractor: Extractor) -> None:
    article = "Sở Công Thương tỉnh Hà Nam vừa tổ chức hội nghị khuyến công với đông đảo đại biểu. " * 6
    text = f"Hội nghị khuyến công\n{article}\n(Kèm theo Quyết định số 99/QĐ-UBND ngày 01/3/2021)\n"
    assert opened(extractor, text).layout.own_number is None


def test_the_pages_title_gives_the_number_that_the_header_lacks(extractor: Extractor) -> None:
    text = (
        "Kế hoạch số 45/KH-UBND tiết kiệm điện\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố:      /KH-UBND\nKẾ HOẠCH\n"
        "Tiết kiệm điện\n"
    )
    assert summary(extractor, text + BODY)["number"] == "45/KH-UBND"


def test_older_headers_put_issuer_and_number_before_the_subject(extractor: Extractor) -> None:
    text = "NGHỊ ĐỊNH\nCỦA CHÍNH PHỦ SỐ 12/2003/NĐ-CP NGÀY 05 THÁNG 3 NĂM 2003\nVỀ KHUYẾN CÔNG\n"
    found = summary(extractor, text + "Căn cứ Luật Tổ chức Chính phủ;\nĐiều 1. Phạm vi\n")
    assert (found["number"], found["subject"]) == ("12/2003/NĐ-CP", "VỀ KHUYẾN CÔNG")


def test_a_digital_signatures_lines_are_a_stamp_and_count(extractor: Extractor) -> None:
    stamp = "Người ký: VĂN PHÒNG CHÍNH PHỦ\nThời gian ký: 17.04.2024 15:35:22 +07:00\n"
    found = opened(extractor, stamp + FLATTENINGS["one below the other"] + BODY)
    assert found.layout.roles[:2] == (Role.STAMP, Role.STAMP)
    assert not found.layout.in_furniture(found.text.index("17.04"))
    assert found.layout.issuer_words == "ỦY BAN NHÂN DÂN TỈNH HÀ NAM"


KINDS = [
    ("KẾ HOẠCH\nTiết kiệm điện", "KH-UBND", "plan"),
    ("QUYẾT ĐỊNH\nVề việc giao biên chế", "QĐ-UBND", "decision"),
    ("QUYẾT ĐỊNH\nPhê duyệt Đề án phát triển du lịch", "QĐ-UBND", "programme"),
    ("QUYẾT ĐỊNH\nVề việc ban hành Kế hoạch cải cách hành chính", "QĐ-UBND", "plan"),
    ("BÁO CÁO\nKết quả tiết kiệm điện", "BC-UBND", "report"),
    ("CHƯƠNG TRÌNH\nKhuyến công", "CTr-UBND", "programme"),
]


@pytest.mark.parametrize(("lines", "codes", "kind"), KINDS)
def test_kinds(extractor: Extractor, lines: str, codes: str, kind: str) -> None:
    header = f"UBND TỈNH HÀ NAM\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 12/{codes}\n"
    assert opened(extractor, f"{header}{lines}\n{BODY}").layout.kind == kind


def test_a_number_under_its_types_line(extractor: Extractor) -> None:
    text = "NGHỊ QUYẾT\nSố 12-NQ/TU, ngày 05/3/2021 của Tỉnh ủy Hà Nam\nvề chuyển đổi số\n\nI. TÌNH HÌNH\nĐã làm.\n"
    found = summary(extractor, text)
    assert (found["number"], found["type"]) == ("12-NQ/TU", "Nghị quyết")
