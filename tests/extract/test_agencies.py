"""The bodies that sentences name: their full names, their places, and the look-alikes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import Extractor
from pipeline.extract.agencies.read import agency_at, resolve_bare
from pipeline.extract.context import Context
from pipeline.model import Document

BAC_LIEU = "https://baclieu.gov.vn/tin/1.html"
CAN_THO = "https://cantho.gov.vn/tin/1.html"


def open_text(extractor: Extractor, text: str, url: str | None = None, published: str = "2023-05-10") -> Context:
    return extractor.open(Document(text, address=url or "text:", url=url, published=published))


def names(extractor: Extractor, text: str, url: str | None = BAC_LIEU, published: str = "2023-05-10") -> set[str]:
    return {fact.name for fact in extractor.extract(text, published=published, url=url).agencies}


ONE_BODY = [
    # committees and councils
    ("UBND tỉnh giao các đơn vị thực hiện.", {"Ủy ban nhân dân tỉnh Bạc Liêu"}),
    ("Chủ tịch UBND tỉnh vừa ký quyết định.", {"Ủy ban nhân dân tỉnh Bạc Liêu"}),
    ("uỷ ban: Uỷ ban nhân dân tỉnh họp sáng nay.", {"Ủy ban nhân dân tỉnh Bạc Liêu"}),
    ("UBND TP Sóc Trăng vừa báo cáo.", {"Ủy ban nhân dân thành phố Sóc Trăng"}),
    ("UBND xã Vĩnh Hậu đã họp dân.", {"Ủy ban nhân dân xã Vĩnh Hậu"}),
    (
        "Trụ sở HĐND-UBND tỉnh đặt tại trung tâm.",
        {"Hội đồng nhân dân tỉnh Bạc Liêu", "Ủy ban nhân dân tỉnh Bạc Liêu"},
    ),
    ("Thường trực HĐND tỉnh đi giám sát.", {"Thường trực Hội đồng nhân dân tỉnh Bạc Liêu"}),
    ("Ban Pháp chế HĐND tỉnh thẩm tra.", {"Ban Pháp chế Hội đồng nhân dân tỉnh Bạc Liêu"}),
    ("Lãnh đạo VPUB tỉnh cùng dự.", {"Văn phòng Ủy ban nhân dân tỉnh Bạc Liêu"}),
    # departments
    ("Sở KH&CN vừa mở lớp.", {"Sở Khoa học và Công nghệ tỉnh Bạc Liêu"}),
    ("sở công thương tỉnh Hậu Giang", {"Sở Công Thương tỉnh Hậu Giang"}),
    ("Sở NN-PTNT Hậu Giang", {"Sở Nông nghiệp và Phát triển nông thôn tỉnh Hậu Giang"}),
    (
        "Sở LĐ - TB&XH chủ trì.",
        {"Sở Lao động - Thương binh và Xã hội tỉnh Bạc Liêu"},
    ),
    ("Sở Văn hóa, Thể thao và Du lịch chủ trì.", {"Sở Văn hóa, Thể thao và Du lịch tỉnh Bạc Liêu"}),
    ("Bộ trưởng Tư pháp trả lời.", {"Bộ Tư pháp"}),
    ("Thanh tra Sở Nội vụ kết luận.", {"Thanh tra Sở Nội vụ tỉnh Bạc Liêu"}),
    # units and their bodies
    ("Phòng Quản lý năng lượng, Sở Công Thương trình.", {"Phòng Quản lý năng lượng, Sở Công Thương tỉnh Bạc Liêu"}),
    ("Trưởng phòng Cảnh sát kinh tế Công an tỉnh", {"Phòng Cảnh sát kinh tế, Công an tỉnh Bạc Liêu"}),
    ("Phòng Kinh tế huyện Hồng Dân", {"Phòng Kinh tế, Ủy ban nhân dân huyện Hồng Dân"}),
    ("Văn phòng Tỉnh ủy gửi giấy mời.", {"Văn phòng Tỉnh ủy Bạc Liêu"}),
    ("TT. Tỉnh ủy; TTr HĐND tỉnh;", {"Thường trực Tỉnh ủy Bạc Liêu", "Thường trực Hội đồng nhân dân tỉnh Bạc Liêu"}),
    ("Ban Tuyên giáo Huyện ủy Phước Long", {"Ban Tuyên giáo Huyện ủy Phước Long"}),
    # open names
    (
        "Trung tâm Khuyến công và Tư vấn phát triển công nghiệp phối hợp với xã mở lớp.",
        {"Trung tâm Khuyến công và Tư vấn phát triển công nghiệp tỉnh Bạc Liêu"},
    ),
    ("Trung tâm Khuyến nông Hậu Giang hỗ trợ 12 hộ.", {"Trung tâm Khuyến nông tỉnh Hậu Giang"}),
    ("Chi cục Chăn nuôi và Thú y đã tiêm phòng.", {"Chi cục Chăn nuôi và Thú y tỉnh Bạc Liêu"}),
    ("Ban Chỉ đạo chuyển đổi số tỉnh họp.", {"Ban Chỉ đạo chuyển đổi số tỉnh Bạc Liêu"}),
    (
        "Ban Chỉ huy phòng, chống thiên tai và tìm kiếm cứu nạn tỉnh",
        {"Ban Chỉ huy phòng, chống thiên tai và tìm kiếm cứu nạn tỉnh Bạc Liêu"},
    ),
    ("Trường Đại học Cần Thơ nghiên cứu.", {"Trường Đại học Cần Thơ"}),
    ("Bệnh viện Đa khoa tỉnh tiếp nhận.", {"Bệnh viện Đa khoa tỉnh Bạc Liêu"}),
    # forces, courts, mass organisations
    ("Bộ CHQS tỉnh ra quân.", {"Bộ Chỉ huy quân sự tỉnh Bạc Liêu"}),
    ("Công an Hậu Giang bắt giữ.", {"Công an tỉnh Hậu Giang"}),
    ("TAND huyện Giá Rai xét xử.", {"Tòa án nhân dân huyện Giá Rai"}),
    ("Ủy ban MTTQ Việt Nam tỉnh vận động.", {"Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Bạc Liêu"}),
    ("Tỉnh đoàn phát động.", {"Tỉnh đoàn Bạc Liêu"}),
]


@pytest.mark.parametrize(("text", "expected"), ONE_BODY)
def test_a_body_gets_its_full_name_and_place(extractor: Extractor, text: str, expected: set[str]) -> None:
    assert {name.casefold() for name in names(extractor, text)} == {name.casefold() for name in expected}


CENTRAL = [
    ("Thủ tướng Chính phủ vừa phê duyệt.", {"Thủ tướng Chính phủ"}),
    ("Thủ tướng yêu cầu các bộ, ngành vào cuộc.", {"Thủ tướng Chính phủ"}),
    ("Bộ NN&PTNT và Bộ TN&MT cùng trình.", None),
    ("Bộ Kế hoạch và Đầu tư trình Chính phủ.", {"Bộ Kế hoạch và Đầu tư", "Chính phủ"}),
    ("Ngân hàng Nhà nước Việt Nam Chi nhánh tỉnh Hậu Giang", None),
    ("Cục Kỹ thuật an toàn và Môi trường công nghiệp - Bộ Công Thương", None),
    ("Viện Chiến lược, Chính sách công thương và thương mại đã báo cáo.", None),
    ("Ủy ban ATGT Quốc gia ra công điện.", {"Ủy ban An toàn giao thông Quốc gia"}),
]


@pytest.mark.parametrize(("text", "expected"), CENTRAL)
def test_bodies_of_the_centre_have_no_place(extractor: Extractor, text: str, expected: set[str] | None) -> None:
    found = names(extractor, text)
    assert found
    assert expected is None or found == expected


LISTS = [
    (
        "Các Sở: Công Thương, Tài chính, NN&PTNT và Nội vụ chịu trách nhiệm.",
        {"Sở Công Thương", "Sở Tài chính", "Sở Nông nghiệp và Phát triển nông thôn", "Sở Nội vụ"},
    ),
    ("Giao các sở, ngành: Y tế, Tài chính thực hiện.", {"Sở Y tế", "Sở Tài chính"}),
    ("Sở Công Thương, Tài chính và Nội vụ phối hợp.", {"Sở Công Thương", "Sở Tài chính", "Sở Nội vụ"}),
]


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_lists_are_unfolded(extractor: Extractor, text: str, expected: set[str]) -> None:
    assert names(extractor, text) == {f"{name} tỉnh Bạc Liêu" for name in expected}


def test_places_of_a_list_are_unfolded(extractor: Extractor) -> None:
    found = names(extractor, "UBND các huyện: Hồng Dân, Phước Long và thị xã Giá Rai báo cáo.")
    assert found == {
        "Ủy ban nhân dân huyện Hồng Dân",
        "Ủy ban nhân dân huyện Phước Long",
        "Ủy ban nhân dân thị xã Giá Rai",
    }


def test_ministries_of_a_list_are_unfolded(extractor: Extractor) -> None:
    assert names(extractor, "Các Bộ: Xây dựng, Tài chính và Quốc phòng.") == {
        "Bộ Xây dựng",
        "Bộ Tài chính",
        "Bộ Quốc phòng",
    }


NO_BODY = [
    "Các sở, ban, ngành và UBND các huyện, thị xã, thành phố tổ chức thực hiện.",
    "UBND huyện, thị xã, thành phố căn cứ tình hình thực tế.",
    "UBND cấp xã chịu trách nhiệm.",
    "Các bộ, ngành trung ương vào cuộc.",
    "Phó Giám đốc Công ty Cổ phần Điện lực Miền Nam",
    "Cơ sở sản xuất, cán bộ, xã hội, môi trường, hội nghị, phòng họp.",
    "Báo Nhân Dân và Cổng thông tin điện tử đưa tin.",
    "Đảng, Nhà nước và Trung ương quan tâm.",
    "Chính phủ Nhật Bản tài trợ.",
    "Bộ Ngoại giao Lào cảm ơn.",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Theo Luật Tổ chức Chính phủ và Luật Ngân hàng Nhà nước Việt Nam.",
    "tỉnh ủy, thành ủy các nơi",
    "Số: 12/KH-UBND ngày 3/4/2023",
    "KT. THỦ TƯỚNG\nPHÓ THỦ TƯỚNG",
    "Trái phiếu Chính phủ tăng.",
    "các đoàn thể (Hội Nông dân, Hội Cựu chiến binh...)",
    "Trường Trung học cơ sở là nơi học tập.",
]


@pytest.mark.parametrize("text", NO_BODY)
def test_groups_companies_and_look_alikes_are_none(extractor: Extractor, text: str) -> None:
    assert names(extractor, text) == set()


def test_a_department_of_a_circular_is_no_one_body(extractor: Extractor) -> None:
    text = "BỘ Y TẾ\n\nSố: 05/2022/TT-BYT\n\nTHÔNG TƯ\n\nSở Y tế và Ủy ban nhân dân tỉnh tổ chức thực hiện."
    assert names(extractor, text, url=None) == {"Bộ Y tế"}


def test_issuer_lines_in_capitals_are_joined_and_recased(extractor: Extractor) -> None:
    text = "ỦY BAN NHÂN DÂN\nTỈNH TRÀ VINH\n-------\nSố: 4/KH-UBND\n\nTrà Vinh, ngày 3 tháng 4 năm 2020\n\nKẾ HOẠCH"
    assert names(extractor, text, url=None) == {"Ủy ban nhân dân tỉnh Trà Vinh"}


def test_a_body_named_only_as_a_parent_is_no_fact(extractor: Extractor) -> None:
    context = open_text(extractor, "Phòng Tham mưu, Công an huyện Hòa Bình vừa báo cáo.", BAC_LIEU)
    assert [(reading.name, reading.counts) for reading in context.agencies] == [
        ("Phòng Tham mưu, Công an huyện Hòa Bình", True),
        ("Công an huyện Hòa Bình", False),
    ]


def test_the_committee_is_that_of_the_district_named_before(extractor: Extractor) -> None:
    text = "Đoàn đến thăm huyện Cờ Đỏ.\nPhó Chủ tịch UBND huyện tiếp đoàn."
    assert names(extractor, text, CAN_THO) == {"Ủy ban nhân dân huyện Cờ Đỏ"}


def test_a_misspelt_district_takes_the_name_of_the_list(extractor: Extractor) -> None:
    assert names(extractor, "UBND huyện Cở Đỏ đón đoàn.", CAN_THO) == {"Ủy ban nhân dân huyện Cờ Đỏ"}


def test_a_person_is_no_district(extractor: Extractor) -> None:
    found = names(extractor, "Chủ tịch UBND huyện Lý Văn Tám chủ trì buổi họp.", url=None)
    assert found == {"Ủy ban nhân dân huyện"}


def test_the_body_of_another_province_keeps_its_own(extractor: Extractor) -> None:
    text = "Sở Công Thương tỉnh Long An trình UBND tỉnh. Sau đó Sở Công Thương làm việc với đoàn."
    assert names(extractor, text) == {
        "Sở Công Thương tỉnh Long An",
        "Ủy ban nhân dân tỉnh Long An",
    }


def test_an_abbreviation_the_text_explains_is_read(extractor: Extractor) -> None:
    text = "Hiệp hội Doanh nghiệp tỉnh Hậu Giang (HHDN) ra đời. Nay HHDN có 200 hội viên."
    facts = extractor.extract(text, published="2023-05-10").agencies
    assert [(fact.name, len(fact.mentions)) for fact in facts] == [("Hiệp hội Doanh nghiệp tỉnh Hậu Giang", 3)]


def test_a_guess_is_marked(extractor: Extractor) -> None:
    (fact,) = extractor.extract("Chi cục Kiểm lâm đi tuần.", url=BAC_LIEU, published="2023-05-10").agencies
    assert fact.doubt == "place taken from the document"
    (fact,) = extractor.extract("Chi cục Kiểm lâm tỉnh Kon Tum đi tuần.", published="2023-05-10").agencies
    assert fact.doubt is None


@pytest.mark.parametrize(
    ("published", "name"),
    [
        ("2024-05-01", "Sở Y tế tỉnh Thừa Thiên Huế"),
        ("2025-02-01", "Sở Y tế thành phố Huế"),
    ],
)
def test_the_place_is_that_of_the_day(extractor: Extractor, published: str, name: str) -> None:
    assert names(extractor, "Sở Y tế họp.", "https://thuathienhue.gov.vn/1", published) == {name}


def test_agency_at_finds_the_longest_at_a_place(extractor: Extractor) -> None:
    text = "Ông A - Phó Chánh Văn phòng UBND tỉnh"
    context = open_text(extractor, text, BAC_LIEU)
    reading = agency_at(context, text.index("Văn"), text.index("Văn") + 1)
    assert reading
    assert reading.name == "Văn phòng Ủy ban nhân dân tỉnh Bạc Liêu"
    inner = agency_at(context, text.index("UBND"), len(text))
    assert inner is reading
    assert agency_at(context, 0, 3) is None


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("Sở Công Thương tỉnh Hậu Giang do ông A, Phó Giám đốc Sở dẫn đầu", "Sở", "Sở Công Thương tỉnh Hậu Giang"),
        ("Lãnh đạo tỉnh cùng dự.", "tỉnh", "Ủy ban nhân dân tỉnh Bạc Liêu"),
        ("Bí thư Tỉnh ủy phát biểu.", "Tỉnh ủy", "Tỉnh ủy Bạc Liêu"),
        ("Ông B, Phó Chủ tịch HĐND.", "HĐND", "Hội đồng nhân dân tỉnh Bạc Liêu"),
    ],
)
def test_resolve_bare(extractor: Extractor, text: str, word: str, name: str) -> None:
    reading = resolve_bare(open_text(extractor, text, BAC_LIEU), word, text.rindex(word))
    assert reading
    assert reading.name == name


def test_resolve_bare_where_nothing_settles_it(extractor: Extractor) -> None:
    assert resolve_bare(open_text(extractor, "Trung tâm vừa khánh thành."), "Trung tâm", 0) is None


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "UBND",
                "HĐND",
                "Sở",
                "Bộ",
                "Phòng",
                ",",
                "-",
                "và",
                "tỉnh",
                "huyện",
                "xã",
                "các",
                ":",
                "Công",
                "Thương",
                "Y",
                "tế",
                "Hậu",
                "Giang",
                "Nguyễn",
                "\n",
                "(",
                ")",
                "khu",
                "vực",
                "Trung",
                "tâm",
                "Tỉnh",
                "ủy",
                ".",
                "TT",
            ]
        ),
        max_size=40,
    )
)
def test_no_row_of_words_breaks_the_reader(extractor: Extractor, words: list[str]) -> None:
    text = " ".join(words)
    for fact in extractor.extract(text).agencies:
        assert fact.text in text


def test_long_lists_are_read_in_time(extractor: Extractor) -> None:
    text = "Nơi nhận: " + ", ".join(f"Trung tâm Y tế huyện Hồng Dân, Sở Nội vụ, UBND xã Số {n}" for n in range(2000))
    assert len(extractor.extract(text, url=BAC_LIEU).agencies) >= 3
