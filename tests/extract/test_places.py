"""Where documents come from, by all the signs there are."""

import pytest

from pipeline import Extractor
from pipeline.extract.home import Home
from pipeline.model import Document


def home(extractor: Extractor, text: str, url: str | None = None, published: str | None = "2023-05-10") -> Home:
    return extractor.open(Document(text, address=url or "text:", url=url, published=published)).home


@pytest.mark.parametrize(
    ("text", "url", "published", "province"),
    [
        ("Tin vắn.", "https://sct.cantho.gov.vn/1.html", "2023-05-10", "thành phố Cần Thơ"),
        ("Tin vắn.", "https://hoankiem.hanoi.gov.vn/1.html", "2023-05-10", "thành phố Hà Nội"),
        ("Tin vắn.", "http://baoninhbinh.org.vn/1.html", "2023-05-10", "tỉnh Ninh Bình"),
        ("UBND TỈNH LÀO CAI\nSỞ NỘI VỤ\n\nSố: 3/KH-SNV", None, "2023-05-10", "tỉnh Lào Cai"),
        ("Liên hệ: Thư điện tử: phongnv@kontum.gov.vn", None, "2023-05-10", "tỉnh Kon Tum"),
        ("Tin vắn.\nĐiện thoại: 0262.3812345", None, "2023-05-10", "tỉnh Đắk Lắk"),
        # the place of the day
        ("Tin vắn.", "https://thuathienhue.gov.vn/1", "2024-10-10", "tỉnh Thừa Thiên Huế"),
        ("Tin vắn.", "https://thuathienhue.gov.vn/1", "2025-10-10", "thành phố Huế"),
        ("Tin vắn.", "https://vinhphuc.gov.vn/1", "2025-10-10", "tỉnh Phú Thọ"),
        ("Tin vắn.", "https://dongnai.gov.vn/1", "2026-04-29", "tỉnh Đồng Nai"),
        ("Tin vắn.", "https://dongnai.gov.vn/1", "2026-04-30", "thành phố Đồng Nai"),
        ("Cả tỉnh Hà Tây. Người dân tỉnh Hà Tây.", None, "2006-05-10", "tỉnh Hà Tây"),
        # places named
        ("Sáng nay, huyện Cờ Đỏ họp; huyện Cờ Đỏ và huyện Thới Lai cùng dự.", None, "2023-05-10", "thành phố Cần Thơ"),
        ("Hôm qua trời mưa.", None, "2023-05-10", None),
        # where a person comes from is no place of the text
        ("Ông Lò Văn Pâng, quê xã Hưng An, tỉnh Nam Định, dự.", None, "2023-05-10", None),
        ("Về thăm quê, tỉnh Nam Định đổi thay.", None, "2023-05-10", "tỉnh Nam Định"),
        ("HUYỆN ỦY CỜ ĐỎ\nĐẢNG BỘ HUYỆN CỜ ĐỎ\nSơn La, Lào Cai, Sơn La.", None, "2023-05-10", "thành phố Cần Thơ"),
    ],
)
def test_the_province(extractor: Extractor, text: str, url: str | None, published: str, province: str | None) -> None:
    assert home(extractor, text, url, published).province == province


def test_a_sure_sign_leaves_no_doubt_and_a_mention_does(extractor: Extractor) -> None:
    assert home(extractor, "Tin vắn.", "https://angiang.gov.vn/1").doubt is None
    assert home(extractor, "Đoàn ghé Long An.").doubt == "province guessed from the places named"


def test_the_district_of_the_host_and_of_the_header(extractor: Extractor) -> None:
    assert home(extractor, "Tin vắn.", "https://binhxuyen.vinhphuc.gov.vn/1").district == "huyện Bình Xuyên"
    assert home(extractor, "Tin vắn.", "https://hatinh.gov.vn/1").district is None
    text = "ỦY BAN NHÂN DÂN\nHUYỆN HỒNG DÂN\n\nSố: 5/KH-UBND\n\nKẾ HOẠCH\n\nUBND huyện giao."
    assert home(extractor, text).district == "huyện Hồng Dân"


def test_a_city_is_a_province_or_lies_in_one(extractor: Extractor) -> None:
    before = home(extractor, "Tại thành phố Huế, tỉnh Thừa Thiên Huế.", published="2024-05-10")
    assert [(place.unit.full, place.unit.rank) for place in before.named.all] == [
        ("thành phố Huế", "huyện"),
        ("tỉnh Thừa Thiên Huế", "tỉnh"),
    ]
    after = home(extractor, "Tại thành phố Huế.", published="2025-05-10")
    assert [place.unit.rank for place in after.named.all] == ["tỉnh"]


def test_the_motto_names_no_commune(extractor: Extractor) -> None:
    assert home(extractor, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM").named.all == ()


def test_a_document_of_the_centre_has_no_province(extractor: Extractor) -> None:
    text = "THỦ TƯỚNG CHÍNH PHỦ\n\nSố: 12/QĐ-TTg\n\nHà Nội, ngày 3 tháng 4 năm 2023\n\nQUYẾT ĐỊNH\n\nGiao tỉnh Long An."
    found = home(extractor, text)
    assert found.central
    assert found.province is None
