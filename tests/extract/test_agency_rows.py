"""Rows of bodies, units and the bodies they are part of, short forms, and names that break off."""

import pytest

from pipeline import Extractor
from pipeline.extract.context import Context
from pipeline.model import Document

BAC_LIEU = "https://baclieu.gov.vn/tin/1.html"


def names(extractor: Extractor, text: str, url: str | None = BAC_LIEU, published: str = "2023-05-10") -> set[str]:
    return {fact.name for fact in extractor.extract(text, published=published, url=url).agencies}


def counted(extractor: Extractor, text: str) -> dict[str, bool]:
    context: Context = extractor.open(Document(text, address=BAC_LIEU, url=BAC_LIEU, published="2023-05-10"))
    return {reading.name: reading.counts for reading in context.agencies}


ROWS = [
    (
        "- TTr: Tỉnh ủy, HĐND tỉnh;",
        {"Thường trực Tỉnh ủy Bạc Liêu", "Thường trực Hội đồng nhân dân tỉnh Bạc Liêu"},
    ),
    (
        "- Văn phòng: Tỉnh ủy, HĐND tỉnh;",
        {"Văn phòng Tỉnh ủy Bạc Liêu", "Văn phòng Hội đồng nhân dân tỉnh Bạc Liêu"},
    ),
    (
        "Ban Tuyên giáo, Ban Dân vận Huyện ủy Hồng Dân cùng dự.",
        {"Ban Tuyên giáo Huyện ủy Hồng Dân", "Ban Dân vận Huyện ủy Hồng Dân"},
    ),
    (
        "UBND huyện Hồng Dân, huyện Phước Long báo cáo.",
        {"Ủy ban nhân dân huyện Hồng Dân", "Ủy ban nhân dân huyện Phước Long"},
    ),
    (
        "Hội Nông dân và Hội Phụ nữ huyện Hồng Dân ra quân.",
        {"Hội Nông dân huyện Hồng Dân", "Hội Phụ nữ huyện Hồng Dân"},
    ),
    (
        "Ban Chấp hành Đảng bộ huyện Hồng Dân ra mắt. Hội nghị đã bầu Ban Thường vụ gồm 11 ủy viên.",
        {"Ban Chấp hành Đảng bộ huyện Hồng Dân", "Ban Thường vụ Huyện ủy Hồng Dân"},
    ),
    (
        "Giao Sở: Nội vụ, Tài chính và Y tế thi hành.",
        {"Sở Nội vụ tỉnh Bạc Liêu", "Sở Tài chính tỉnh Bạc Liêu", "Sở Y tế tỉnh Bạc Liêu"},
    ),
    ("Họp với Sở: Nội vụ chủ trì.", set()),
    (
        "UBND huyện Hồng Dân, Phước Long và Vĩnh Lợi báo cáo.",
        {"Ủy ban nhân dân huyện Hồng Dân", "Ủy ban nhân dân huyện Phước Long", "Ủy ban nhân dân huyện Vĩnh Lợi"},
    ),
    (
        "HĐND tỉnh Bạc Liêu và Cà Mau họp.",
        {"Hội đồng nhân dân tỉnh Bạc Liêu", "Hội đồng nhân dân tỉnh Cà Mau"},
    ),
    ("UBND tỉnh Bạc Liêu, Hà Nội, ngày 3/4.", {"Ủy ban nhân dân tỉnh Bạc Liêu"}),
    ("UBND tỉnh Bạc Liêu và Cà Mau Xanh ký kết.", {"Ủy ban nhân dân tỉnh Bạc Liêu"}),
    (
        "Phòng 9 - VKSND tỉnh Bạc Liêu kiểm sát.",
        {"Phòng 9, Viện kiểm sát nhân dân tỉnh Bạc Liêu"},
    ),
    ("Họp tại Phòng 9, tầng 2, Sở Y tế.", {"Sở Y tế tỉnh Bạc Liêu"}),
    (
        "Các Đồn Biên phòng Vĩnh Châu, Gành Hào và Nhà Mát tuần tra.",
        {"Đồn Biên phòng Vĩnh Châu", "Đồn Biên phòng Gành Hào", "Đồn Biên phòng Nhà Mát"},
    ),
    ("Các Đồn Biên phòng Vĩnh Châu, Đại úy Lê Văn Ba.", set()),
    ("Hội đồng Dân tộc và các Ủy ban của Quốc hội;", {"Hội đồng Dân tộc"}),
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_the_bodies_of_a_row(extractor: Extractor, text: str, expected: set[str]) -> None:
    assert names(extractor, text) == expected


def test_a_unit_of_the_ministry_in_its_own_list(extractor: Extractor) -> None:
    text = "BỘ Y TẾ\n\nSố: 7/QĐ-BYT\n\nQUYẾT ĐỊNH\n\nGiao Vụ Pháp chế; Văn phòng; Cục Phòng bệnh thi hành."
    assert "Văn phòng Bộ Y tế" in names(extractor, text, url=None)


SHORT_FORMS = [
    ("Bộ Chỉ huy quân sự (CHQS) tỉnh Hậu Giang", "Bộ Chỉ huy quân sự tỉnh Hậu Giang"),
    ("Ban Quản lý dự án (QLDA) đường Hồ Chí Minh", "Ban Quản lý dự án đường Hồ Chí Minh"),
    ("Trường ĐH Cần Thơ và Sở Y tế tỉnh Hậu Giang", "Trường Đại học Cần Thơ"),
    ("Cục KSTTHC trả lời.", "Cục Kiểm soát thủ tục hành chính"),
    ("Hội LHTN Việt Nam tỉnh", "Hội Liên hiệp Thanh niên Việt Nam tỉnh Bạc Liêu"),
    ("Phân hiệu Trường Đại học Nha Trang tại Cà Mau", "Phân hiệu Trường Đại học Nha Trang tại Cà Mau"),
    ("đoàn ĐBQH tỉnh khảo sát.", "Đoàn đại biểu Quốc hội tỉnh Bạc Liêu"),
    ("Trưởng ban Dân vận Tỉnh ủy phát biểu.", "Ban Dân vận Tỉnh ủy Bạc Liêu"),
    ("Ủy viên Thường vụ Tỉnh ủy", "Ban Thường vụ Tỉnh ủy Bạc Liêu"),
    ("Phó Cục trưởng Cục YTDP- Bộ Y tế dự.", "Cục Y tế dự phòng"),
    ("Chi cục CNTY tỉnh báo cáo.", "Chi cục Chăn nuôi và Thú y tỉnh Bạc Liêu"),
    ("CDC Hậu Giang lấy mẫu.", "Trung tâm Kiểm soát bệnh tật tỉnh Hậu Giang"),
    ("Chỉ thị của Viện kiểm sát nhân dân (VKSND) tối cao", "Viện kiểm sát nhân dân tối cao"),
    ("VKS quân sự Trung ương kháng nghị.", "Viện kiểm sát quân sự Trung ương"),
    ("TT UBMTTQVN phường Láng Tròn góp ý.", "Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam phường Láng Tròn"),
    ("HĐND lâm thời phường Láng Tròn họp.", "Hội đồng nhân dân phường Láng Tròn"),
    ("Ban Bí thư Trung ương Đoàn phát động.", "Ban Bí thư Trung ương Đoàn Thanh niên Cộng sản Hồ Chí Minh"),
]


@pytest.mark.parametrize(("text", "expected"), SHORT_FORMS)
def test_short_forms_are_written_out(extractor: Extractor, text: str, expected: str) -> None:
    assert expected.casefold() in {name.casefold() for name in names(extractor, text)}


HIGH_COURT = "Viện kiểm sát nhân dân cấp cao tại Hà Nội"

NAMES = [
    ("Lữ đoàn Công binh 25 và Quân khu IX diễn tập.", {"Lữ đoàn Công binh 25", "Quân khu IX"}),
    ("Tòa án quân sự khu vực 3 xét xử.", {"Tòa án quân sự khu vực 3"}),
    ("Học viện Chính trị khu vực IV bế giảng.", {"Học viện Chính trị khu vực IV"}),
    ("Bộ Tư lệnh Quân khu 9 khen thưởng.", {"Bộ Tư lệnh Quân khu 9"}),
    ("Ban Chỉ đạo phòng, chống dịch COVID-19 tỉnh họp.", {"Ban Chỉ đạo Phòng, chống dịch COVID-19 tỉnh Bạc Liêu"}),
    ("Ban Chỉ đạo chuyển đổi số cấp tỉnh họp.", {"Ban Chỉ đạo Chuyển đổi số tỉnh Bạc Liêu"}),
    (
        "Ban Chỉ đạo Trung ương về tổng kết Nghị quyết số 6-NQ/TW ra văn bản.",
        {"Ban Chỉ đạo Trung ương về tổng kết Nghị quyết số 6-NQ/TW"},
    ),
    (
        "Hiệp hội các trường đại học, cao đẳng Việt Nam kiến nghị.",
        {"Hiệp hội các trường đại học, cao đẳng Việt Nam"},
    ),
    ("Vụ Giáo dục Đại học hướng dẫn.", {"Vụ Giáo dục Đại học"}),
    ("Ủy ban Tài chính, Ngân sách thẩm tra.", {"Ủy ban Tài chính, Ngân sách"}),
    ("UBND phường Lê Hồng Phong tiếp dân.", {"Ủy ban nhân dân phường Lê Hồng Phong"}),
    ("Trường Dự bị Đại học Dân tộc Sầm Sơn khai giảng.", {"Trường Dự bị Đại học Dân tộc Sầm Sơn"}),
    ("Trung tâm Kiểm soát bệnh tật, Bảo vệ thực vật cùng dự.", {"Trung tâm Kiểm soát bệnh tật tỉnh Bạc Liêu"}),
    ("Trung tâm Phòng, chống HIV/AIDS tỉnh Hậu Giang", {"Trung tâm Phòng, chống HIV/AIDS tỉnh Hậu Giang"}),
    (
        "Ban Chỉ đạo Ứng phó với biến đổi khí hậu tỉnh họp.",
        {"Ban Chỉ đạo Ứng phó với biến đổi khí hậu tỉnh Bạc Liêu"},
    ),
    ("Ban Chỉ đạo trực tuyến chủ trì.", set()),
    ("Đại học Công nghệ thông tin tuyển sinh.", {"Đại học Công nghệ thông tin"}),
    ("VKSND cấp cao 1 và VKSND cấp cao tại Hà Nội.", {"Viện kiểm sát nhân dân cấp cao 1", HIGH_COURT}),
    ("TAND khu vực 9 - TP.HCM xét xử.", {"Tòa án nhân dân khu vực 9 - Thành phố Hồ Chí Minh"}),
    ("TAND khu vực 3 – Lạng Sơn xét xử.", {"Tòa án nhân dân khu vực 3 - Lạng Sơn"}),
    ("19 TAND Khu vực TP.HCM hoạt động.", set()),
    ("Quận ủy quận 1 và Quận ủy Hồng Bàng dự.", {"Quận ủy quận 1", "Quận ủy Hồng Bàng"}),
    (
        "Đoàn Chủ tịch Ủy ban Trung ương Hội LHTN Việt Nam ra nghị quyết.",
        {"Đoàn Chủ tịch Ủy ban Trung ương Hội Liên hiệp Thanh niên Việt Nam"},
    ),
    ("Các cấp bộ Hội LHTN Việt Nam thi đua.", {"Hội Liên hiệp Thanh niên Việt Nam"}),
    ("Ban Chấp hành Trung ương Hội đã họp.", set()),
    (
        "Trung tâm Khoa học lâm nghiệp vùng Bắc Trung Bộ đã cấp cây giống.",
        {"Trung tâm Khoa học lâm nghiệp vùng Bắc Trung Bộ"},
    ),
    (
        "Liên hiệp các Hội Văn học nghệ thuật Việt Nam và Hội Luật gia tỉnh.",
        {"Liên hiệp các Hội Văn học nghệ thuật Việt Nam", "Hội Luật gia tỉnh Bạc Liêu"},
    ),
    ("Nhà hát Cải lương tỉnh Hậu Giang biểu diễn.", {"Nhà hát Cải lương tỉnh Hậu Giang"}),
    ("Ủy ban Kiểm tra (UBKT) Trung ương kết luận.", {"Ủy ban Kiểm tra Trung ương"}),
    (
        "Đài TT-TH huyện Hồng Dân, Trạm Khuyến nông huyện Hồng Dân",
        {"Đài Truyền thanh - Truyền hình huyện Hồng Dân", "Trạm Khuyến nông huyện Hồng Dân"},
    ),
    ("Chánh Văn phòng Lê Văn Ba phát biểu.", set()),
    ("Bộ Chỉ huy quân sự tỉnh Savannakhet (Lào) đón đoàn.", set()),
    ("Văn bản gửi UBND tỉnh các tỉnh, thành phố ven biển.", set()),
]


@pytest.mark.parametrize(("text", "expected"), NAMES)
def test_names_end_where_they_should(extractor: Extractor, text: str, expected: set[str]) -> None:
    assert names(extractor, text) == expected


def test_a_name_that_breaks_off_is_left_out(extractor: Extractor) -> None:
    assert names(extractor, "Tăng năng lực cho Cục An toàn bức\n[...]\nĐiều 2. Chính phủ giao.") == {"Chính phủ"}


def test_a_name_in_a_narrow_column_is_read(extractor: Extractor) -> None:
    assert names(extractor, "sản: Bộ Nông nghiệp và Môi\ntrường chủ trì.", published="2025-08-01") == {
        "Bộ Nông nghiệp và Môi trường"
    }


def test_a_heading_takes_its_capitals_from_the_text(extractor: Extractor) -> None:
    text = "TRƯỜNG ĐẠI HỌC Y CẦN THƠ\n\nTrường Đại học Y Cần Thơ tuyển sinh."
    assert names(extractor, text) == {"Trường Đại học Y Cần Thơ"}
    assert names(extractor, "TRƯỜNG ĐẠI HỌC CẦN THƠ") == {"Trường Đại học Cần Thơ"}


@pytest.mark.parametrize(
    "text",
    [
        "- Cục Kiểm tra VB QPPL - Bộ Tư pháp;",
        "Cục Kiểm tra VB QPPL, Bộ Tư pháp có ý kiến.",
        "Cục Kiểm tra VB QPPL (Bộ Tư pháp) có ý kiến.",
        "Cục Kiểm tra VB QPPL Bộ Tư pháp có ý kiến.",
    ],
)
def test_the_whole_behind_a_unit_is_not_counted(extractor: Extractor, text: str) -> None:
    assert counted(extractor, text) == {"Cục Kiểm tra văn bản quy phạm pháp luật": True, "Bộ Tư pháp": False}


def test_a_ministry_in_a_row_is_counted(extractor: Extractor) -> None:
    assert counted(extractor, "Sở Y tế, Cục Phòng bệnh, Bộ Tư pháp và Bộ Y tế dự.")["Bộ Tư pháp"]


def test_a_head_of_government_among_guests_is_a_title(extractor: Extractor) -> None:
    assert not counted(extractor, "Dự lễ có Thủ tướng Trần Văn Bình; các đại biểu.")["Thủ tướng Chính phủ"]
    assert not counted(extractor, "Có đồng chí Trần Văn Bình, Thủ tướng Chính phủ.")["Thủ tướng Chính phủ"]
    assert counted(extractor, "Thủ tướng Trần Văn Bình yêu cầu các địa phương vào cuộc.")["Thủ tướng Chính phủ"]


def test_a_district_is_known_by_its_party_committee(extractor: Extractor) -> None:
    text = "Bí thư Huyện ủy Hồng Dân dự họp. UBND huyện báo cáo."
    assert names(extractor, text) == {"Huyện ủy Hồng Dân", "Ủy ban nhân dân huyện Hồng Dân"}


def test_a_commune_is_known_by_its_host(extractor: Extractor) -> None:
    found = names(extractor, "Đảng ủy và HĐND xã họp.", "https://hungan.tuyenquang.gov.vn/tin/1", "2025-09-01")
    assert found == {"Đảng ủy xã Hùng An", "Hội đồng nhân dân xã Hùng An"}


def test_a_province_is_guessed_from_the_name_of_the_page(extractor: Extractor) -> None:
    url = "https://baochung.vn/tien-giang-khai-truong-cho-123.html"
    (fact,) = extractor.extract("LĐLĐ tỉnh tặng quà.", published="2022-09-30", url=url).agencies
    assert fact.name == "Liên đoàn Lao động tỉnh Tiền Giang"
    assert fact.doubt


def test_the_stamp_of_a_digital_signature_counts(extractor: Extractor) -> None:
    text = "Người ký: CỔNG THÔNG TIN ĐIỆN TỬ CHÍNH PHỦ\nCơ quan: VĂN PHÒNG CHÍNH PHỦ\nThời gian ký: 03.04.2024"
    assert names(extractor, text) == {"Văn phòng Chính phủ"}


NO_BODY = [
    "Vụ việc đang được điều tra, vụ án đã khởi tố.",
    "NGHĨA VỤ CỦA CÁ NHÂN",
    "Tổng cục có trách nhiệm đôn đốc.",
    "Đại hội phụ nữ các cấp; đại hội Phụ nữ xã.",
    "Nhà ở trung tâm Long Xuyên tăng giá.",
    "Quyết định số 25/QĐ-TU",
    "Kiện toàn Ban Chỉ huy quân sự các cơ quan.",
]


@pytest.mark.parametrize("text", NO_BODY)
def test_what_only_looks_like_a_body(extractor: Extractor, text: str) -> None:
    assert names(extractor, text) == set()


def test_a_heading_does_not_run_into_the_issuer_below(extractor: Extractor) -> None:
    text = "QUYẾT ĐỊNH\nVỀ QUY HOẠCH CHỢ TRÊN ĐỊA BÀN TỈNH\nỦY BAN NHÂN DÂN TỈNH HẬU GIANG\nCăn cứ Luật Quy hoạch;"
    assert names(extractor, text, url=None) == {"Ủy ban nhân dân tỉnh Hậu Giang"}


HEAD = "ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\nSố: 45/KH-UBND | {}, ngày 5 tháng 3 năm 2021 |\n"


@pytest.mark.parametrize(
    ("signed", "expected"),
    [("Trà Vinh", {"Ủy ban nhân dân tỉnh Trà Vinh"}), ("Cầu Kè", set())],
)
def test_an_issuer_without_place_is_of_the_province_that_dates_it(
    extractor: Extractor, signed: str, expected: set[str]
) -> None:
    text = HEAD.format(signed) + "KẾ HOẠCH\nTrồng cây\nCăn cứ tình hình thực tế, các đơn vị thực hiện như sau:\n"
    assert names(extractor, text, url=None) == expected


def test_a_row_goes_on_with_places_of_another_level(extractor: Extractor) -> None:
    text = "Công an các quận Hồng Bàng, Lê Chân và các huyện Vĩnh Bảo, Cát Hải ra quân."
    assert names(extractor, text, "https://haiphong.gov.vn/1") == {
        "Công an quận Hồng Bàng",
        "Công an quận Lê Chân",
        "Công an huyện Vĩnh Bảo",
        "Công an huyện Cát Hải",
    }


def test_police_behind_the_word_for_officers(extractor: Extractor) -> None:
    found = names(extractor, "Phòng Tổ chức cán bộ Công an tỉnh Gia Lai họp. Cán bộ Công an tỉnh Sơn La dự.")
    assert found == {"Phòng Tổ chức cán bộ, Công an tỉnh Gia Lai", "Công an tỉnh Sơn La"}
    assert names(extractor, "Theo bộ Công an tỉnh Gia Lai cần làm rõ.") == {"Bộ Công an"}


def test_a_heading_broken_within_a_subject(extractor: Extractor) -> None:
    text = "QUYẾT ĐỊNH\nVề việc kiện toàn BAN CHỈ ĐẠO CÔNG TÁC DÂN SỐ - KẾ\nHOẠCH HÓA GIA ĐÌNH TỈNH HÀ NAM"
    assert names(extractor, text) == {"Ban Chỉ đạo Công tác dân số - kế hoạch hóa gia đình tỉnh Hà Nam"}


def test_a_general_department_in_short(extractor: Extractor) -> None:
    assert names(extractor, "Nơi nhận:\n- T.Cục DS-KHHGĐ;") == {"Tổng cục Dân số - Kế hoạch hóa gia đình"}


def test_the_province_bears_the_level_that_a_text_of_no_known_day_gives_it(extractor: Extractor) -> None:
    found = extractor.extract("UBND Đồng Nai họp. Người dân tỉnh Đồng Nai vui mừng. HĐND tỉnh họp.").agencies
    assert {fact.name for fact in found} == {
        "Ủy ban nhân dân tỉnh Đồng Nai",
        "Hội đồng nhân dân tỉnh Đồng Nai",
    }


def test_a_province_written_out_in_the_sentence_is_no_guess(extractor: Extractor) -> None:
    text = "UBND tỉnh Bình Định giao Sở Nội vụ tỉnh. Bắc Kạn, Lào Cai và Sơn La cũng làm. Sở Y tế tỉnh họp."
    doubts = {fact.name: fact.doubt for fact in extractor.extract(text).agencies}
    assert doubts["Sở Nội vụ tỉnh Bình Định"] is None
    assert any(doubt for name, doubt in doubts.items() if name.startswith("Sở Y tế"))


def test_a_deputy_of_the_front_is_none_of_its_standing_board(extractor: Extractor) -> None:
    found = names(extractor, "Ông Lò Văn Pâng, Phó Chủ tịch Thường trực Ủy ban MTTQ tỉnh, dự.")
    assert found == {"Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Bạc Liêu"}
    assert names(extractor, "Thường trực Ủy ban MTTQ tỉnh họp.") == {
        "Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Bạc Liêu"
    }


def test_a_commune_named_elsewhere_stands_without_its_level(extractor: Extractor) -> None:
    text = "Thường trực Đảng ủy Xuân Hưng họp. Người dân xã Xuân Hưng vui mừng."
    assert names(extractor, text) == {"Thường trực Đảng ủy xã Xuân Hưng"}


def test_a_short_form_in_a_heading_is_written_out(extractor: Extractor) -> None:
    text = "TRƯỜNG THCS XUÂN LƯƠNG\n\nTỜ TRÌNH\n\nVậy trường THCS Xuân Lương kính trình UBND xã Xuân Lương xem xét."
    assert names(extractor, text) == {"Trường Trung học cơ sở Xuân Lương", "Ủy ban nhân dân xã Xuân Lương"}


def test_a_newspaper_that_is_cited_tells_the_province_with_a_doubt(extractor: Extractor) -> None:
    (fact,) = extractor.extract("Sáng nay, UBND tỉnh họp.\nNguồn: baoquangnam.vn").agencies
    assert fact.name == "Ủy ban nhân dân tỉnh Quảng Nam"
    assert fact.doubt
