"""Where the names of bodies end, and where words that look like a name mean no one body."""

import pytest

from pipeline import Extractor

BAC_LIEU = "https://baclieu.gov.vn/tin/1.html"
CIRCULAR = "BỘ TÀI CHÍNH\nSố: 12/2024/TT-BTC\nHà Nội, ngày 05 tháng 6 năm 2024\nTHÔNG TƯ\nQuy định việc quản lý hồ sơ\n"
RULES = "Căn cứ Luật Lưu trữ;\nBộ trưởng Bộ Tài chính ban hành Thông tư:\nĐiều 1. Trách nhiệm\n"


def names(
    extractor: Extractor, text: str, url: str | None = BAC_LIEU, published: str | None = "2023-05-10"
) -> set[str]:
    return {fact.name for fact in extractor.extract(text, published=published, url=url).agencies}


def of_circular(extractor: Extractor, text: str) -> set[str]:
    """The bodies of a sentence in a circular, without those of its own form."""
    found = names(extractor, CIRCULAR + RULES + text, url=None, published=None)
    return found - {"Bộ Tài chính"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # what is said of a body that has its whole name
        ("Chi cục Kiểm lâm trồng 300 cây.", "Chi cục Kiểm lâm tỉnh Bạc Liêu"),
        ("Cục Việc làm cấp tối đa 20 giấy phép.", "Cục Việc làm"),
        ("Vụ Pháp chế điều chỉnh danh sách gửi các đơn vị.", "Vụ Pháp chế"),
        ("Cục Hàng không Việt Nam thiết lập hệ thống.", "Cục Hàng không Việt Nam"),
        ("Hội đồng Tiền lương quốc gia hoạt động tập thể.", "Hội đồng Tiền lương quốc gia"),
        ("Cục Chăn nuôi thẩm định, trình Bộ trưởng.", "Cục Chăn nuôi"),
        ("Quỹ Bảo trợ trẻ em Việt Nam tạm ứng kinh phí.", "Quỹ Bảo trợ trẻ em Việt Nam"),
        ("Trách nhiệm của Cục Tổ chức cán bộ a) Chủ trì.", "Cục Tổ chức cán bộ"),
        # what goes on with a name
        ("Trung tâm Lưu ký chứng khoán Việt Nam gửi báo cáo.", "Trung tâm Lưu ký chứng khoán Việt Nam"),
        (
            "Ban Chỉ đạo Quốc gia khắc phục hậu quả bom mìn họp.",
            "Ban Chỉ đạo Quốc gia khắc phục hậu quả bom mìn",
        ),
        (
            "Ban Chỉ đạo Trung ương về hoàn thiện thể chế, pháp luật họp.",
            "Ban Chỉ đạo Trung ương về hoàn thiện thể chế, pháp luật",
        ),
        (
            "Ban Chỉ đạo Trung ương về đổi mới, phát triển kinh tế hợp tác họp.",
            "Ban Chỉ đạo Trung ương về đổi mới, phát triển kinh tế hợp tác",
        ),
        (
            "Cục trưởng Cục Quản lý, giám sát chính sách thuế, phí và lệ phí trình.",
            "Cục Quản lý, giám sát chính sách thuế, phí và lệ phí",
        ),
    ],
)
def test_name_ends_before_what_is_said_of_the_body(extractor, text, expected):
    assert expected in names(extractor, text)
    assert not {name for name in names(extractor, text) if name.startswith(f"{expected} ")}


@pytest.mark.parametrize(
    "text",
    [
        "Ông nhận bằng của Trường Cao đẳng A trong ví dụ này.",  # a made-up example
        "Theo Cục Bảo vệ môi trường Mỹ, nồng độ ấy an toàn.",
        "Trung tâm Xúc tiến thương mại Nhật Bản giới thiệu sản phẩm.",
        "Đoàn đến thăm Trường Đại học Adelaide, Úc vào tháng sau.",
        "HỘI NHẬP QUỐC TẾ SÂU RỘNG là một hướng đi.",
        "Chi cục trưởng Chi cục Kiểm lâm vùng có quyền xử phạt.",
        "Ông vẽ lại cảnh chiến trường B trong một bức tranh lớn.",
        "Trụ sở UBND xã được sửa trước mùa mưa.",  # of no known xã
        "Trung tâm bưu chính cấp tỉnh do sở ấy xếp loại.",
        "Quỹ Đầu tư chứng khoán phải công bố thông tin.",
        "NHNN chi nhánh Khu vực nơi có hồ sơ trả lời.",
        "Kho bạc Nhà nước các tỉnh và Cục Thuế các tỉnh cùng đối chiếu.",
    ],
)
def test_no_one_body_of_ours(extractor, text):
    assert names(extractor, text) == set()


def test_central_institute_is_not_its_branch(extractor):
    text = "Viện Pháp y Tâm thần Trung ương Biên Hòa báo cáo.\nViện Pháp y Tâm thần Trung ương, Bộ Y tế, trả lời."
    assert names(extractor, text) >= {"Viện Pháp y Tâm thần Trung ương", "Viện Pháp y Tâm thần Trung ương Biên Hòa"}


def test_name_in_a_narrow_column_goes_on_below(extractor):
    table = "Đơn vị báo cáo\nCục Quan hệ lao\nđộng và tiền lương\nNăm\n"
    assert names(extractor, table, url=None) == {"Cục Quan hệ lao động và tiền lương"}


def test_name_cut_by_the_end_of_a_page_is_the_one_that_begins_so(extractor):
    page = "Công ty báo cáo Ủy ban Chứng\n\nCÔNG BÁO/Số 289/Ngày 29-05-2023\n16\n\nkhoán Nhà nước kết quả."
    assert names(extractor, page, url=None) == {"Ủy ban Chứng khoán Nhà nước"}


def test_number_on_the_next_line_leaves_so_in_the_name(extractor):
    items = "9. Trung tâm Công nghệ thông tin và chuyển đổi số\n10. Học viện Chính sách và Phát triển\n"
    assert "Trung tâm Công nghệ thông tin và chuyển đổi số" in names(extractor, items, url=None)


@pytest.mark.parametrize(
    "text",
    [
        "Trưởng phòng Cảnh sát giao thông, Trưởng phòng An ninh kinh tế có quyền xử phạt.",
        "Kính gửi: Phòng Lao động - Thương binh và Xã hội.......",
        "Đơn có xác nhận của Ủy ban nhân dân xã........",
    ],
)
def test_bodies_of_any_place_in_a_circular_are_none(extractor, text):
    assert of_circular(extractor, f"{text}\nTại huyện Phước Long, tỉnh Bạc Liêu có hồ sơ mẫu.\n") == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ban Tổ chức T.Ư và UBKT TƯ họp.", {"Ban Tổ chức Trung ương", "Ủy ban Kiểm tra Trung ương"}),
        ("Ban Bí thư T.Ư Đảng ban hành.", {"Ban Bí thư Trung ương Đảng"}),
        ("TW Hội CCB Việt Nam gửi thư.", {"Trung ương Hội Cựu chiến binh Việt Nam"}),
        ("Bộ Tổng Tham mưu QĐNDVN kiểm tra.", {"Bộ Tổng Tham mưu Quân đội nhân dân Việt Nam"}),
        ("ĐHQG-HCM công bố kết quả.", {"Đại học Quốc gia Thành phố Hồ Chí Minh"}),
        ("BĐBP đóng góp nhiều công sức.", {"Bộ đội Biên phòng"}),
        ("BĐBP tỉnh đóng góp nhiều công sức.", {"Bộ đội Biên phòng tỉnh Bạc Liêu"}),
        (
            "Ủy ban Nhà nước về người Việt Nam ở nước ngoài gửi thư.",
            {"Ủy ban Nhà nước về người Việt Nam ở nước ngoài"},
        ),
    ],
)
def test_short_forms_of_central_bodies(extractor, text, expected):
    assert names(extractor, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ban Quản lý các khu công nghiệp tỉnh họp.", {"Ban Quản lý các khu công nghiệp tỉnh Bạc Liêu"}),
        ("Ngân hàng Nhà nước chi nhánh Khu vực 5 trả lời.", {"Ngân hàng Nhà nước Chi nhánh khu vực 5"}),
        ("BCHQS huyện Phước Long tuyển quân.", {"Ban Chỉ huy quân sự huyện Phước Long"}),
        ("BCHQS tỉnh tuyển quân.", {"Bộ Chỉ huy quân sự tỉnh Bạc Liêu"}),
        ("Trung tâm y tế huyện Hồng Dân khám bệnh.", {"Trung tâm Y tế huyện Hồng Dân"}),
        ("Thành ủy TPHCM kết luận.", {"Thành ủy thành phố Hồ Chí Minh"}),
        ("Thành ủy TP Hồ Chí Minh kết luận.", {"Thành ủy thành phố Hồ Chí Minh"}),
        ("Có mặt HĐND TP. Ông Lê Thành Mẫu chủ trì.", set()),
        ("Đảng bộ Công an tỉnh họp.", {"Đảng bộ Công an tỉnh Bạc Liêu"}),
    ],
)
def test_places_and_parents(extractor, text, expected):
    found = names(extractor, text)
    assert found >= expected
    assert not any("Mẫu" in name for name in found)
    assert "Bộ Công an" not in found


def test_level_of_a_text_without_a_day_is_as_written(extractor):
    found = names(extractor, "Theo UBND tỉnh, việc này đã xong.", url="https://dongnai.gov.vn/a", published=None)
    assert found == {"Ủy ban nhân dân tỉnh Đồng Nai"}


def test_a_commune_of_old_keeps_its_last_syllable_where_the_text_has_no_day(extractor: Extractor) -> None:
    read = {fact.name for fact in extractor.extract("Đoàn khảo sát Trạm y tế xã Mỹ Hạnh Trung sáng qua.").agencies}
    assert read == {"Trạm Y tế xã Mỹ Hạnh Trung"}


def test_the_central_committee_of_an_association_is_not_the_partys(extractor: Extractor) -> None:
    text = "Bà Lò Thị Sen, Phó Chủ tịch Ban Chấp hành Trung ương Hội NDVN, dự lễ."
    facts = extractor.extract(text)
    assert [official.agency for official in facts.officials] == ["Ban Chấp hành Trung ương Hội Nông dân Việt Nam"]
