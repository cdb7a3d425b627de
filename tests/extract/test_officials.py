"""Who holds which post: names, titles and bodies in the forms that news, lists and signatures have."""

import pytest

from pipeline import Extractor
from pipeline.extract.examples import check_examples
from pipeline.extract.officials.person_names import find_names, name_as_written_out

HA_NAM = "https://hanam.gov.vn/tin"


def people(extractor: Extractor, text: str, url: str = HA_NAM) -> dict[str, tuple[str | None, str | None]]:
    """name -> (title, agency) of each official of a text."""
    return {official.name: (official.title, official.agency) for official in extractor.extract(text, url=url).officials}


def test_rules_do_what_their_examples_say(extractor):
    assert list(check_examples(extractor, list(extractor.rules.officials.rules))) == []


@pytest.mark.parametrize(
    ("text", "name", "title", "agency"),
    [
        # title, body, name
        (
            "Phó Chủ tịch UBND tỉnh Lò Văn Mừng chủ trì.",
            "Lò Văn Mừng",
            "Phó Chủ tịch",
            "Ủy ban nhân dân tỉnh Hà Nam",
        ),
        ("Thủ tướng Chính phủ Trần Đại Lộc kết luận.", "Trần Đại Lộc", "Thủ tướng", "Chính phủ"),
        ("Bộ trưởng Y tế Đào Thị Hạnh trả lời.", "Đào Thị Hạnh", "Bộ trưởng", "Bộ Y tế"),
        ("Giám đốc Sở Y tế, ông Vũ Đức Tân, cho biết.", "Vũ Đức Tân", "Giám đốc", "Sở Y tế tỉnh Hà Nam"),
        ("Giám đốc Công an tỉnh Thiếu tướng Bùi Quang Thạch dự.", "Bùi Quang Thạch", "Giám đốc", "Công an tỉnh Hà Nam"),
        (
            "Chánh Văn phòng UBND tỉnh: Bà Phan Thị Sen",
            "Phan Thị Sen",
            "Chánh Văn phòng",
            "Văn phòng Ủy ban nhân dân tỉnh Hà Nam",
        ),
        # name, title, body
        (
            "Đồng chí Trần Đình Lực- Phó giám đốc Sở Y tế chủ trì.",
            "Trần Đình Lực",
            "Phó Giám đốc",
            "Sở Y tế tỉnh Hà Nam",
        ),
        (
            "PGS.TS. Đỗ Hữu Phước (Phó Giám đốc Sở Y tế) phát biểu.",
            "Đỗ Hữu Phước",
            "Phó Giám đốc",
            "Sở Y tế tỉnh Hà Nam",
        ),
        ("Bà Lê Thị Mười, PCT UBND tỉnh, kiểm tra.", "Lê Thị Mười", "Phó Chủ tịch", "Ủy ban nhân dân tỉnh Hà Nam"),
        ("Ông Mai Văn Thụ là Giám đốc Sở Nội vụ.", "Mai Văn Thụ", "Giám đốc", "Sở Nội vụ tỉnh Hà Nam"),
        ("Ông Vương Trí (sinh năm 1976), Giám đốc Sở Nội vụ.", "Vương Trí", "Giám đốc", "Sở Nội vụ tỉnh Hà Nam"),
        ("Đại tá Lò Văn Sáu, Phó Giám đốc Công an tỉnh dự.", "Lò Văn Sáu", "Phó Giám đốc", "Công an tỉnh Hà Nam"),
        # modifiers stay
        ("Ông Ngô Bá Lâm, nguyên Bí thư Tỉnh ủy, đến dự.", "Ngô Bá Lâm", "Nguyên Bí thư", "Tỉnh ủy Hà Nam"),
        ("Ông Ngô Bá Lâm, Q. Giám đốc Sở Y tế, đến dự.", "Ngô Bá Lâm", "Q. Giám đốc", "Sở Y tế tỉnh Hà Nam"),
        (
            "Ông Ngô Bá Lâm - Phó Chủ tịch Thường trực HĐND tỉnh.",
            "Ngô Bá Lâm",
            "Phó Chủ tịch Thường trực",
            "Hội đồng nhân dân tỉnh Hà Nam",
        ),
        # memberships
        (
            "Bà Tạ Thị Yên, Ủy viên Trung ương Đảng, dự.",
            "Tạ Thị Yên",
            "Ủy viên",
            "Ban Chấp hành Trung ương Đảng",
        ),
        ("Bà Tạ Thị Yên, Ủy viên Bộ Chính trị, dự.", "Tạ Thị Yên", "Ủy viên", "Bộ Chính trị"),
        ("Bà Tạ Thị Yên, Ủy viên Ban Thường vụ Tỉnh ủy, dự.", "Tạ Thị Yên", "Ủy viên", "Ban Thường vụ Tỉnh ủy Hà Nam"),
        (
            "Ông Ngô Bá Lâm, Ủy viên Thường vụ, Trưởng ban Dân vận Tỉnh ủy, dự.",
            "Ngô Bá Lâm",
            "Ủy viên; Trưởng ban",
            "Ban Thường vụ Tỉnh ủy Hà Nam; Ban Dân vận Tỉnh ủy Hà Nam",
        ),
        # bodies of a place
        ("Ông Ngô Bá Lâm, Trưởng đoàn ĐBQH tỉnh.", "Ngô Bá Lâm", "Trưởng đoàn", "Đoàn đại biểu Quốc hội tỉnh Hà Nam"),
        ("Ông Ngô Bá Lâm, Bí thư huyện Lý Nhân, dự.", "Ngô Bá Lâm", "Bí thư", "Huyện ủy Lý Nhân"),
        ("Ông Ngô Bá Lâm, Chủ tịch huyện Lý Nhân, dự.", "Ngô Bá Lâm", "Chủ tịch", "Ủy ban nhân dân huyện Lý Nhân"),
        (
            "Ông Ngô Bá Lâm, HUV, Phó Chủ tịch UBND huyện Lý Nhân, dự.",
            "Ngô Bá Lâm",
            "Huyện ủy viên; Phó Chủ tịch",
            "Huyện ủy Lý Nhân; Ủy ban nhân dân huyện Lý Nhân",
        ),
        # a body that two titles share
        (
            "Đại tá Ngô Bá Lâm, Phó Tư lệnh, Tham mưu trưởng Quân khu 3.",
            "Ngô Bá Lâm",
            "Phó Tư lệnh; Tham mưu trưởng",
            "Quân khu 3",
        ),
        (
            "Thứ trưởng, Phó Chủ nhiệm Ủy ban Dân tộc Ngô Thị Lụa dự; Bộ Y tế báo cáo.",
            "Ngô Thị Lụa",
            "Thứ trưởng; Phó Chủ nhiệm",
            "Ủy ban Dân tộc",
        ),
        ("Ông Ngô Bá Lâm được Bộ Y tế bổ nhiệm làm Vụ trưởng Vụ Pháp chế.", "Ngô Bá Lâm", "Vụ trưởng", "Vụ Pháp chế"),
        (
            "Trao chức vụ Trưởng ban Dân vận Tỉnh ủy cho bà Lò Thị Sen.",
            "Lò Thị Sen",
            "Trưởng ban",
            "Ban Dân vận Tỉnh ủy Hà Nam",
        ),
        # names of the peoples of Vietnam
        ("Bà Rơ Chăm H'Lan-Giám đốc Sở Y tế, dự.", "Rơ Chăm H'Lan", "Giám đốc", "Sở Y tế tỉnh Hà Nam"),
        ("Bà H'Yim Kđoh, Phó Giám đốc Sở Y tế, dự.", "H'Yim Kđoh", "Phó Giám đốc", "Sở Y tế tỉnh Hà Nam"),
        ("Ông K'Brếp, Giám đốc Sở Y tế, dự.", "K'Brếp", "Giám đốc", "Sở Y tế tỉnh Hà Nam"),
        ("Đồng chí Y Thoan Byă - Giám đốc Sở Y tế dự.", "Y Thoan Byă", "Giám đốc", "Sở Y tế tỉnh Hà Nam"),
        ("Đồng chí Ha-Ra Thị Ngân - Giám đốc Sở Y tế dự.", "Ha-Ra Thị Ngân", "Giám đốc", "Sở Y tế tỉnh Hà Nam"),
        ("Đồng chí GIÀNG A PÁO - Giám đốc Sở Y tế dự.", "Giàng A Páo", "Giám đốc", "Sở Y tế tỉnh Hà Nam"),
        # a rank, where there is no other post
        ("Thiếu tá Cầm Thị Hoa, Công an tỉnh Sơn La, hướng dẫn.", "Cầm Thị Hoa", "Thiếu tá", "Công an tỉnh Sơn La"),
    ],
)
def test_one_person(extractor, text, name, title, agency):
    assert people(extractor, text) == {name: (title, agency)}


def test_list_with_semicolons(extractor):
    text = (
        "Tham dự có các đồng chí: Vi Văn Bảy - Tỉnh ủy viên, Phó Chủ tịch UBND tỉnh; Lỗ Thị Mười, Giám đốc Sở Y tế;"
        " lãnh đạo các sở, ngành."
    )
    assert people(extractor, text) == {
        "Vi Văn Bảy": ("Tỉnh ủy viên; Phó Chủ tịch", "Tỉnh ủy Hà Nam; Ủy ban nhân dân tỉnh Hà Nam"),
        "Lỗ Thị Mười": ("Giám đốc", "Sở Y tế tỉnh Hà Nam"),
    }


def test_list_with_commas_alone(extractor):
    text = "Cùng dự có các đồng chí Lê Văn Ba, Phó Chủ tịch UBND tỉnh, Trần Thị Tư, Giám đốc Sở Y tế, và đại biểu."
    assert people(extractor, text) == {
        "Lê Văn Ba": ("Phó Chủ tịch", "Ủy ban nhân dân tỉnh Hà Nam"),
        "Trần Thị Tư": ("Giám đốc", "Sở Y tế tỉnh Hà Nam"),
    }


def test_posts_before_their_names_in_a_row(extractor):
    text = "Đi cùng có Bí thư Tỉnh ủy Lê Văn Ba, Phó Chủ tịch UBND tỉnh Trần Thị Tư, Giám đốc Sở Y tế Phan Ngũ."
    assert people(extractor, text) == {
        "Lê Văn Ba": ("Bí thư", "Tỉnh ủy Hà Nam"),
        "Trần Thị Tư": ("Phó Chủ tịch", "Ủy ban nhân dân tỉnh Hà Nam"),
        "Phan Ngũ": ("Giám đốc", "Sở Y tế tỉnh Hà Nam"),
    }


def test_post_shared_by_several_people_ends_with_its_list(extractor):
    text = "Dự có các Phó Chủ tịch UBND tỉnh: Lê Văn Ba, Trần Thị Tư; Phan Ngũ, Giám đốc Sở Y tế."
    assert people(extractor, text) == {
        "Lê Văn Ba": ("Phó Chủ tịch", "Ủy ban nhân dân tỉnh Hà Nam"),
        "Trần Thị Tư": ("Phó Chủ tịch", "Ủy ban nhân dân tỉnh Hà Nam"),
        "Phan Ngũ": ("Giám đốc", "Sở Y tế tỉnh Hà Nam"),
    }


def test_last_of_a_list_with_a_post_of_his_own_has_no_other(extractor):
    text = "Dự có các Phó Chủ tịch UBND tỉnh: Lê Văn Ba; Trần Thị Tư và Phan Ngũ - Giám đốc Sở Y tế."
    assert people(extractor, text) == {
        "Lê Văn Ba": ("Phó Chủ tịch", "Ủy ban nhân dân tỉnh Hà Nam"),
        "Trần Thị Tư": ("Phó Chủ tịch", "Ủy ban nhân dân tỉnh Hà Nam"),
        "Phan Ngũ": ("Giám đốc", "Sở Y tế tỉnh Hà Nam"),
    }


def test_body_that_has_several_of_a_post(extractor):
    text = "Công an tỉnh Hà Nam hiện có 8 phó giám đốc: Lê Văn Ba, Phan Ngũ."
    assert people(extractor, text) == {
        "Lê Văn Ba": ("Phó Giám đốc", "Công an tỉnh Hà Nam"),
        "Phan Ngũ": ("Phó Giám đốc", "Công an tỉnh Hà Nam"),
    }


def test_another_country_is_none_in_the_name_of_a_place(extractor):
    text = "Tại Sở Y tế tỉnh Lào Cai, Giám đốc Lê Văn Ba phát biểu."
    assert people(extractor, text)["Lê Văn Ba"] == ("Giám đốc", "Sở Y tế tỉnh Lào Cai")
    assert people(extractor, "Tại Sở Y tế tỉnh Lào Cai, đoàn của Lào và Giám đốc Lê Văn Ba phát biểu.") == {}


def test_appointment_gives_both_posts(extractor):
    text = "Bổ nhiệm ông Lê Văn Ba, Phó Giám đốc Sở Y tế, giữ chức Giám đốc Sở Nội vụ thay ông Phan Ngũ nghỉ hưu."
    assert people(extractor, text) == {
        "Lê Văn Ba": ("Phó Giám đốc; Giám đốc", "Sở Y tế tỉnh Hà Nam; Sở Nội vụ tỉnh Hà Nam")
    }


def test_sentence_comes_back_to_its_person(extractor):
    text = (
        "Điều động bà Lê Thị Tư, Phó Giám đốc Sở Y tế, đến nhận công tác tại huyện Lý Nhân, chỉ định tham gia"
        " Ban Chấp hành và giữ chức Phó Bí thư Huyện ủy Lý Nhân."
    )
    assert people(extractor, text) == {
        "Lê Thị Tư": ("Phó Giám đốc; Phó Bí thư", "Sở Y tế tỉnh Hà Nam; Huyện ủy Lý Nhân")
    }


def test_post_given_to_two_people(extractor):
    text = "Miễn nhiệm chức vụ Phó Chủ tịch UBND tỉnh, nhiệm kỳ 2016-2021, đối với ông Lê Văn Ba và bà Trần Thị Tư."
    assert people(extractor, text) == {
        "Lê Văn Ba": ("Phó Chủ tịch", "Ủy ban nhân dân tỉnh Hà Nam"),
        "Trần Thị Tư": ("Phó Chủ tịch", "Ủy ban nhân dân tỉnh Hà Nam"),
    }


def test_list_of_those_elected(extractor):
    text = "Ba Phó Bí thư Tỉnh đoàn gồm: anh Lê Văn Ba, anh Phan Ngũ và chị Trần Thị Tư."
    assert set(people(extractor, text).values()) == {("Phó Bí thư", "Tỉnh đoàn Hà Nam")}


def test_who_gives_a_post_does_not_hold_it(extractor):
    text = "Bà Lê Thị Tư vừa được Chủ tịch UBND tỉnh bổ nhiệm giữ chức Giám đốc Sở Y tế."
    assert people(extractor, text) == {"Lê Thị Tư": ("Giám đốc", "Sở Y tế tỉnh Hà Nam")}


def test_who_is_stood_in_for_is_not_the_one_named(extractor):
    text = "Thừa ủy quyền của Chủ tịch nước, ông Lê Văn Ba, Chủ tịch UBND tỉnh, trao huân chương."
    assert people(extractor, text) == {"Lê Văn Ba": ("Chủ tịch", "Ủy ban nhân dân tỉnh Hà Nam")}


def test_leaders_together_are_no_post(extractor):
    text = "Thay mặt Ban Giám đốc Sở Y tế, ông Lê Văn Ba, Phó Giám đốc Sở, dự cùng các đồng chí Giám đốc sở."
    assert people(extractor, text) == {"Lê Văn Ba": ("Phó Giám đốc", "Sở Y tế tỉnh Hà Nam")}


def test_post_of_the_day_beside_another(extractor):
    text = "Bà Lê Thị Tư, Giám đốc Sở Y tế, Trưởng Ban Tổ chức hội thi, khai mạc."
    assert people(extractor, text) == {"Lê Thị Tư": ("Giám đốc", "Sở Y tế tỉnh Hà Nam")}


def test_unit_takes_the_body_it_is_part_of(extractor):
    text = "Thượng tá Lê Văn Ba, Phó trưởng Phòng PX99, Công an tỉnh Hà Nam, và thiếu tá Phan Ngũ, Đội trưởng."
    assert people(extractor, text)["Lê Văn Ba"] == ("Phó Trưởng phòng", "Phòng PX99, Công an tỉnh Hà Nam")


def test_committee_is_in_the_place_that_the_next_post_names(extractor):
    text = (
        "Bí thư Thành ủy Đà Nẵng Lê Văn Ba tiếp ông Phan Ngũ, Phó Bí thư Thành ủy, Chủ tịch HĐND thành phố Hải Phòng."
    )
    assert people(extractor, text)["Phan Ngũ"] == (
        "Phó Bí thư; Chủ tịch",
        "Thành ủy Hải Phòng; Hội đồng nhân dân thành phố Hải Phòng",
    )


def test_two_posts_before_a_name(extractor):
    assert people(extractor, "Phó Thủ tướng, Bộ trưởng Bộ Ngoại giao Trần Minh Chín tiếp đoàn.") == {
        "Trần Minh Chín": ("Phó Thủ tướng; Bộ trưởng", "Chính phủ; Bộ Ngoại giao")
    }


def test_bystander_before_a_post_is_not_its_holder(extractor):
    assert people(extractor, "Trình Thủ tướng, Bộ trưởng Y tế Đào Thị Hạnh cho biết như vậy.") == {
        "Đào Thị Hạnh": ("Bộ trưởng", "Bộ Y tế")
    }


def test_bare_body_is_the_one_in_question(extractor):
    text = "Đoàn của Sở Công Thương do bà Lê Thị Sương, Phó Giám đốc Sở làm Trưởng đoàn đến thăm."
    assert people(extractor, text) == {"Lê Thị Sương": ("Phó Giám đốc", "Sở Công Thương tỉnh Hà Nam")}


def test_party_post_without_body_is_of_the_place_of_the_other_post(extractor):
    text = "Đồng chí Giàng A Páo - Phó Bí thư, Chủ tịch UBND huyện Mường La dự."
    url = "https://sonla.gov.vn/tin"
    assert people(extractor, text, url) == {
        "Giàng A Páo": ("Phó Bí thư; Chủ tịch", "Huyện ủy Mường La; Ủy ban nhân dân huyện Mường La")
    }


def test_role_counts_beside_a_post_only(extractor):
    text = "1. Ông Lê Văn Ba, Giám đốc Sở Y tế - Trưởng ban;\n2. Ông Phan Ngũ - Thành viên."
    assert people(extractor, text) == {"Lê Văn Ba": ("Giám đốc; Trưởng ban", "Sở Y tế tỉnh Hà Nam")}


def test_table_of_people(extractor):
    text = "STT | Họ và tên | Chức vụ\n1 | Lê Văn Ba | Giám đốc Sở Y tế\n2 | Phan Ngũ | Giám đốc Sở Nội vụ"
    assert people(extractor, text) == {
        "Lê Văn Ba": ("Giám đốc", "Sở Y tế tỉnh Hà Nam"),
        "Phan Ngũ": ("Giám đốc", "Sở Nội vụ tỉnh Hà Nam"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "Ông Lê Văn Ba, Tổng Giám đốc Công ty cổ phần Sao Biển, cam kết.",
        "Bà Lê Thị Tư, Giám đốc kinh doanh, cho biết.",
        "Công ty Sao Biển do bà Lê Thị Tư làm Giám đốc, họp với Sở Y tế.",
        "Bà Lê Thị Tư, Trưởng phòng Nhân sự Công ty Sao Biển, cho biết.",
        "Chủ tịch Hồ Chí Minh đã dạy. Đường Nguyễn Huệ gần trụ sở của Chủ tịch UBND tỉnh.",
        "Thủ tướng Nhật Bản Kishida Fumio thăm Việt Nam.",
        "Tưởng nhớ cố Bộ trưởng Lê Văn Ba.",
        "Tin, ảnh: Nguyễn Văn Hùng",
        "Phóng viên Lê Văn Ba, Tổng Biên tập: Trần Thị Tư.",
        "Ông Lê Văn Ba, Trưởng thôn 3, hiến đất làm đường.",
        "Các Giám đốc sở, Chủ tịch UBND huyện chịu trách nhiệm thi hành.",
        "PHÓ CHỦ TỊCH UBND TỈNH LÊ VĂN BA LÀM VIỆC VỚI SỞ CÔNG THƯƠNG",
    ],
)
def test_nobody_of_office(extractor, text):
    assert people(extractor, text) == {}


DECISION = """ỦY BAN NHÂN DÂN
TỈNH HÀ NAM
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 12/QĐ-UBND
Hà Nam, ngày 05 tháng 3 năm 2021
QUYẾT ĐỊNH
Về việc giao chỉ tiêu năm 2021
Điều 1. Giao chỉ tiêu như phụ lục.
Nơi nhận:
- Như trên;
- Lưu: VT.
"""


@pytest.mark.parametrize(
    ("block", "name", "title", "agency"),
    [
        ("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n(Đã ký)\nLê Văn Ba", "Lê Văn Ba", "Chủ tịch", "Ủy ban nhân dân tỉnh Hà Nam"),
        ("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nLÊ VĂN BA", "Lê Văn Ba", "Phó Chủ tịch", "Ủy ban nhân dân tỉnh Hà Nam"),
        ("Q. CHỦ TỊCH\n\nLê Văn Ba", "Lê Văn Ba", "Q. Chủ tịch", "Ủy ban nhân dân tỉnh Hà Nam"),
        ("CHỦ TỊCH     Lê Văn Ba", "Lê Văn Ba", "Chủ tịch", "Ủy ban nhân dân tỉnh Hà Nam"),
        (
            "TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG\n\nMang Thị Lài",
            "Mang Thị Lài",
            "Chánh Văn phòng",
            "Văn phòng Ủy ban nhân dân tỉnh Hà Nam",
        ),
        (
            "TL. BỘ TRƯỞNG BỘ Y TẾ\nKT. CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG\n\nTS. Lê Văn Ba",
            "Lê Văn Ba",
            "Phó Chánh Văn phòng",
            "Văn phòng Bộ Y tế",
        ),
    ],
)
def test_signatory(extractor, block, name, title, agency):
    assert people(extractor, DECISION + "\n" + block + "\n") == {name: (title, agency)}


def test_mentions_of_one_person_are_one_fact(extractor):
    text = (
        "Ông Lê Văn Trứ, Phó Giám đốc Sở Y tế, dự. Ông Trứ yêu cầu báo cáo.\n"
        "Đồng chí Lê Văn Trứ - Phó Giám đốc Thường trực Sở Y tế phát biểu."
    )
    (official,) = extractor.extract(text, url=HA_NAM).officials
    assert official.title == "Phó Giám đốc Thường trực"
    assert [span.quote for span in official.mentions if span.part == "fact"] == ["Lê Văn Trứ", "Lê Văn Trứ", "Trứ"]
    assert [span.quote for span in official.mentions if span.part == "title"] == ["Phó Giám đốc Thường trực"]
    assert [span.quote for span in official.mentions if span.part == "agency"] == ["Sở Y tế"]


def test_inherited_body_is_marked_as_a_doubt(extractor):
    (official,) = extractor.extract("Sở Y tế họp.\nGiám đốc Lê Văn Ba kết luận.", url=HA_NAM).officials
    assert (official.agency, official.doubt) == ("Sở Y tế tỉnh Hà Nam", "the body is the one named before")


def test_names_need_a_family_name_or_a_neighbour(extractor):
    rules = extractor.rules.officials
    text = "Hội nghị tại Đồng Hới có Lê Văn Ba, Trường THPT Lê Quý Đôn và ông Xa Na Vông."
    assert [name.name for name in find_names(text, 0, len(text), rules)] == ["Lê Văn Ba", "Xa Na Vông"]


def test_capitals_are_written_out():
    assert name_as_written_out("NGUYỄN THỊ  H'LOAN") == "Nguyễn Thị H'Loan"
    assert name_as_written_out("Vàng A Sinh") == "Vàng A Sinh"


ABBREVIATED = [
    (
        "Đ/c Lê Văn Ba-Bí thư Đảng ủy, CT.HĐND phường Châu Sơn phát biểu.",
        ("Bí thư; Chủ tịch", "Đảng ủy phường Châu Sơn; Hội đồng nhân dân phường Châu Sơn"),
    ),
    ("Đoàn của Sở Y tế do Phó Chánh Thanh tra Lê Văn Ba dẫn đầu.", ("Phó Chánh Thanh tra", None)),
    ("Chánh Văn phòng Lê Văn Ba phát biểu.", ("Chánh Văn phòng", None)),
    (
        "Ông Lê Văn Ba, Thanh tra viên cao cấp, Phó Giám đốc Sở Y tế làm trưởng đoàn.",
        ("Phó Giám đốc", "Sở Y tế tỉnh Hà Nam"),
    ),
    ("Đ/c Lê Văn Ba - PBT Đảng ủy phường Châu Sơn dự.", ("Phó Bí thư", "Đảng ủy phường Châu Sơn")),
    ("Quyền Bộ trưởng Y tế (BYT) Lê Văn Ba vừa ký.", ("Quyền Bộ trưởng", "Bộ Y tế")),
    (
        "Ông Lê Văn Ba, Thẩm phán trung cấp, Chánh án TAND tỉnh, chủ tọa.",
        ("Thẩm phán trung cấp; Chánh án", "Tòa án nhân dân tỉnh Hà Nam"),
    ),
    (
        "Điều động ông Lê Văn Ba thôi giữ chức Phó Bí thư Tỉnh ủy để trở lại giữ chức vụ Thứ trưởng Bộ Tư pháp.",
        ("Phó Bí thư; Thứ trưởng", "Tỉnh ủy Hà Nam; Bộ Tư pháp"),
    ),
    (
        "Cho thôi nhiệm vụ đại biểu HĐND tỉnh khóa VI nhiệm kỳ 2021-2026 đối với đồng chí Lê Văn Ba.",
        ("Đại biểu", "Hội đồng nhân dân tỉnh Hà Nam"),
    ),
    (
        "Bí thư Đảng ủy, Chủ tịch HĐND lâm thời phường Châu Sơn Lê Văn Ba khai mạc.",
        ("Bí thư; Chủ tịch", "Đảng ủy phường Châu Sơn; Hội đồng nhân dân phường Châu Sơn"),
    ),
]


@pytest.mark.parametrize(("text", "post"), ABBREVIATED)
def test_short_and_long_ways_of_saying_posts(extractor, text, post):
    assert people(extractor, text) == {"Lê Văn Ba": post}
