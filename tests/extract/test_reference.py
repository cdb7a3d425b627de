"""Where the date that a document is read against comes from."""

from datetime import date

import pytest

from pipeline import Extractor
from pipeline.model import Document


def own_date(
    extractor: Extractor,
    text: str,
    url: str | None = None,
    published: str | None = None,
    published_source: str | None = None,
) -> date | None:
    document = Document(text, "text:", url=url, published=published, published_source=published_source)
    return extractor.open(document).anchor


HEADER = (
    "ỦY BAN NHÂN DÂN\nTỈNH TIỀN GIANG\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    "Số: 45/KH-UBND\nTiền Giang, ngày 26 tháng 6 năm 2023\n\nKẾ HOẠCH\nTrồng cây năm 2023\n\n"
    "Căn cứ Luật Lâm nghiệp ngày 15 tháng 11 năm 2017;\n"
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (HEADER, date(2023, 6, 26)),
        ("Số: 45/KH-UBND | Hà Nội, ngày 07 tháng 02 năm 2023\n\nKẾ HOẠCH\n", date(2023, 2, 7)),
        ("Huyện họp giao ban\nThứ Ba, 14/08/2023 - 15:11\nSáng 13/8, huyện họp.", date(2023, 8, 14)),
        ("Huyện họp giao ban\n31/07/2018\nSáng 19/7/2018, huyện họp.", date(2018, 7, 31)),
        ("Huyện họp giao ban\n(09:16 12/08/2019)\nNgày 8/8, huyện họp.", date(2019, 8, 12)),
        ("Huyện họp giao ban\n[13/08/2023 15:11]\nHuyện họp.", date(2023, 8, 13)),
        ("Huyện họp giao ban\nCập nhật: 09:10, 14/06/2024\nHuyện họp.", date(2024, 6, 14)),
        ("Huyện họp giao ban\n2020-07-24 14:57:33\nHuyện họp.", date(2020, 7, 24)),
        ("Sáng 19/7/2018, huyện họp về Kế hoạch ngày 5/7/2018.", None),
        ("Hà Nội, ngày     tháng     năm 2023\nKẾ HOẠCH\n", None),
        ("Huyện họp giao ban\n31/02/2018\nHuyện họp.", None),
    ],
)
def test_a_document_gives_its_own_date(extractor: Extractor, text: str, expected: date | None) -> None:
    assert own_date(extractor, text) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://tinh.example/tin/2023/08/13/hop-giao-ban.html", date(2023, 8, 13)),
        ("https://tinh.example/20230813/hop-giao-ban", date(2023, 8, 13)),
        ("https://bao.example/hop-giao-ban-20161126074053998.htm", date(2016, 11, 26)),
        ("https://bao.example/hop-giao-ban-102250828093015123.htm", date(2025, 8, 28)),
        ("https://bao.example/hop-giao-ban-4763849.html", None),
        ("https://tinh.example/van-ban/quyet-dinh-982-qd-ttg-469699/65642.htm", None),
        ("https://tinh.example/ke-hoach-2021-2025", None),
    ],
)
def test_an_address_can_carry_the_date(extractor: Extractor, url: str, expected: date | None) -> None:
    assert own_date(extractor, "Huyện họp giao ban.", url=url) == expected


def test_what_is_said_from_outside_comes_first(extractor: Extractor) -> None:
    assert own_date(extractor, HEADER, published="2023-06-30") == date(2023, 6, 30)
    assert own_date(extractor, HEADER, published="2023-06-30", published_source="sidecar") == date(2023, 6, 30)


def test_page_metadata_comes_after_the_header_and_before_the_address(extractor: Extractor) -> None:
    page = {"published": "2023-06-30", "published_source": "article:published_time"}
    assert own_date(extractor, HEADER, **page) == date(2023, 6, 26)
    url = "https://tinh.example/2023/07/02/tin.html"
    assert own_date(extractor, "Huyện họp giao ban.", url=url, **page) == date(2023, 6, 30)


def test_assemblies_name_the_day_at_the_end(extractor: Extractor) -> None:
    text = (
        "HỘI ĐỒNG NHÂN DÂN\nTỈNH AN GIANG\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        "Số: 12/2022/NQ-HĐND\n\nNGHỊ QUYẾT\nVề mức thu phí\n\nĐiều 1. Ban hành mức thu phí.\n"
        "Nghị quyết này được Hội đồng nhân dân tỉnh khóa X, kỳ họp thứ 5 thông qua ngày 12 tháng 7 năm 2022./.\n"
    )
    assert own_date(extractor, text) == date(2022, 7, 12)


def test_a_year_borrowed_from_the_text_is_not_claimed_as_published(extractor: Extractor) -> None:
    facts = extractor.extract("Chiều 26/5, tỉnh họp về Kế hoạch ngày 06/5/2023.")
    assert facts.published is None
    assert {str(fact.value) for fact in facts.dates} == {"2023-05-26", "2023-05-06"}


# what a day without a year is read against where nothing gives the document's own
READ_AGAINST = [
    # the month in the address
    ("Sáng nay 4-7, tỉnh khai mạc kỳ họp.", "http://bao.example/thoi-su/201807/ky-hop-290/", "2018-07-04"),
    ("Dự kiến họp bù vào ngày 7/1.", "https://tinh.example/tin/2024/12/861-lich-hop", "2025-01-07"),
    # the year that is over, told late in it or at the beginning of the next one
    ("Chiều 28/12, sở tổng kết công tác năm 2018, triển khai nhiệm vụ năm 2019.", None, "2018-12-28"),
    ("Sáng 11/1, sở tổng kết công tác năm 2018, triển khai nhiệm vụ năm 2019.", None, "2019-01-11"),
    # what stands at the beginning of a year is prepared before it
    ("Sáng 15/12, công an huyện ra quân bảo đảm an ninh Tết Nguyên đán 2021.", None, "2020-12-15"),
    ("Chiều 6/11, tỉnh triển khai đề án sản xuất vụ Xuân năm 2025.", None, "2024-11-06"),
    # a resolution that is being reviewed is of some earlier year
    ("Sáng 21-12, huyện ủy tổng kết việc thực hiện Nghị quyết số 18 ngày 25-10-2017.", None, None),
    ("Ngày 21/5, sở trả lời Công văn số 45 ngày 15/5/2019.", None, "2019-05-21"),
    # a school year begins in autumn
    ("Theo kế hoạch năm học 2020-2021, học sinh tựu trường ngày 1/9.", None, "2020-09-01"),
]


@pytest.mark.parametrize(("text", "url", "expected"), READ_AGAINST)
def test_a_day_without_a_year(extractor: Extractor, text: str, url: str | None, expected: str | None) -> None:
    days = [fact for fact in extractor.extract(text, url=url).dates if fact.rule.startswith("date.day-")]
    assert [str(fact.value) if fact.value else None for fact in days] == [expected]
    assert expected is None or days[0].doubt


def test_a_new_year_that_is_greeted_has_not_begun(extractor: Extractor) -> None:
    text = "Ngày 13-12, xã tặng quà nhân dịp Giáng sinh năm 2025 và chào mừng năm mới 2026."
    assert {str(fact.value) for fact in extractor.extract(text).dates} == {"2025-12-13", "2025", "2026"}


def test_the_day_of_a_line_with_a_clock_behind_is_that_of_publication(extractor: Extractor) -> None:
    text = "Bầu Chủ tịch\n\n10/11/2020, 21:15\n\nTại kỳ họp, đại biểu bầu Chủ tịch."
    (fact,) = extractor.extract(text).dates
    assert fact.role == "published"
