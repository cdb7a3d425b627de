"""Posts whose body other words tell: those of the party, of steering committees, of bodies with one head."""

import pytest

from pipeline import Extractor

PAGE = "https://hanam.gov.vn/tin/1"


def posts(extractor: Extractor, text: str, url: str | None = PAGE) -> dict[str, list[tuple[str, str]]]:
    """The posts of each person as pairs of title and body."""
    found = extractor.extract(text, published="2023-05-10", url=url).officials
    return {o.name: list(zip(o.title.split("; "), (o.agency or "").split("; "), strict=True)) for o in found}


@pytest.mark.parametrize("written", ["Ban cán sự đảng", "Ban Cán sự Đảng", "Ban cán sự"])
def test_a_delegation_is_that_in_the_persons_own_body(extractor: Extractor, written: str) -> None:
    text = f"Bà Lò Thị Sen, Ủy viên Trung ương Đảng, Bí thư {written}, Chủ tịch UBND tỉnh Lào Cai, chủ trì."
    assert posts(extractor, text)["Lò Thị Sen"] == [
        ("Ủy viên", "Ban Chấp hành Trung ương Đảng"),
        ("Bí thư", "Ban cán sự đảng Ủy ban nhân dân tỉnh Lào Cai"),
        ("Chủ tịch", "Ủy ban nhân dân tỉnh Lào Cai"),
    ]


def test_a_member_of_a_delegation(extractor: Extractor) -> None:
    text = "Ông Lò Văn Pâng, ủy viên Ban cán sự đảng, Thứ trưởng Bộ Y tế, dự."
    assert posts(extractor, text)["Lò Văn Pâng"] == [("Ủy viên", "Ban cán sự đảng Bộ Y tế"), ("Thứ trưởng", "Bộ Y tế")]


def test_a_bare_board_is_that_of_the_place(extractor: Extractor) -> None:
    text = "Ông Lò Văn Pâng (Ủy viên Ban Thường vụ, Phó Chủ tịch UBND TP Hải Phòng) dự."
    assert posts(extractor, text)["Lò Văn Pâng"][0] == ("Ủy viên", "Ban Thường vụ Thành ủy Hải Phòng")


def test_a_board_of_a_bare_committee_is_that_of_the_office(extractor: Extractor) -> None:
    text = "Ông Lò Văn Pâng, Ủy viên Ban Thường vụ Đảng ủy, Phó Giám đốc Sở Y tế, dự."
    assert posts(extractor, text)["Lò Văn Pâng"][0] == ("Ủy viên", "Ban Thường vụ Đảng ủy Sở Y tế tỉnh Hà Nam")


def test_a_member_of_the_provinces_committee_is_of_the_province_of_the_other_post(extractor: Extractor) -> None:
    text = "Tỉnh ủy Hà Nam họp. Cùng dự có bà Lò Thị Sen, Tỉnh ủy viên, Phó Chủ tịch UBND tỉnh Sơn La."
    assert posts(extractor, text)["Lò Thị Sen"][0] == ("Tỉnh ủy viên", "Tỉnh ủy Sơn La")


def test_a_committee_goes_with_the_province_that_its_sentence_is_on(extractor: Extractor) -> None:
    text = (
        "Tỉnh ủy Lâm Đồng và tỉnh An Giang báo cáo.\n"
        "Sai phạm của lãnh đạo tại An Giang: Lò Văn Pâng, Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh."
    )
    assert posts(extractor, text, None)["Lò Văn Pâng"] == [
        ("Phó Bí thư", "Tỉnh ủy An Giang"),
        ("Chủ tịch", "Ủy ban nhân dân tỉnh An Giang"),
    ]


def test_a_party_organisation_of_offices_is_no_company(extractor: Extractor) -> None:
    text = "Ông Lò Văn Pâng, Ủy viên Ban Chấp hành Đảng bộ Khối Cơ quan và Doanh nghiệp tỉnh, Giám đốc Sở Y tế, dự."
    assert posts(extractor, text)["Lò Văn Pâng"] == [
        ("Ủy viên", "Ban Chấp hành Đảng bộ Khối Cơ quan và Doanh nghiệp tỉnh Hà Nam"),
        ("Giám đốc", "Sở Y tế tỉnh Hà Nam"),
    ]


def test_a_council_before_its_heads_name(extractor: Extractor) -> None:
    found = posts(extractor, "Dự có Chủ tịch HĐND Lò Văn Pâng. Phó Chủ tịch HĐND Hưng Yên nghỉ.")
    assert found == {"Lò Văn Pâng": [("Chủ tịch", "Hội đồng nhân dân tỉnh Hà Nam")]}


def test_a_body_acted_for_is_not_the_one_the_post_is_in(extractor: Extractor) -> None:
    text = (
        "Lễ do Tòa án nhân dân tỉnh Hà Nam tổ chức. Thay mặt Tòa án nhân dân tối cao, đại biểu trao quyết định "
        "bổ nhiệm Phó Chánh án cho ông Lò Văn Pâng."
    )
    assert posts(extractor, text) == {"Lò Văn Pâng": [("Phó Chánh án", "Tòa án nhân dân tỉnh Hà Nam")]}


def test_an_unlisted_body_is_spelt_as_its_class(extractor: Extractor) -> None:
    found = posts(extractor, "Ông Lò Văn Pâng - Trưởng ban chỉ đạo Tây Nguyên, phát biểu.")
    assert found["Lò Văn Pâng"] == [("Trưởng ban", "Ban Chỉ đạo Tây Nguyên")]


def test_a_post_given_in_the_next_sentence(extractor: Extractor) -> None:
    text = (
        "Ông Lò Văn Pâng, Bí thư Trung ương Đảng, thôi tham gia Quân ủy Trung ương. Đồng thời được điều động, "
        "bổ nhiệm giữ chức Trưởng Ban Tuyên giáo và Dân vận Trung ương."
    )
    assert posts(extractor, text)["Lò Văn Pâng"][-1] == ("Trưởng ban", "Ban Tuyên giáo và Dân vận Trung ương")
    other = "Ông Lò Văn Pâng, Bí thư Trung ương Đảng, dự. Bà Sen nói. Đồng thời được bổ nhiệm làm Bộ trưởng Bộ Y tế."
    assert posts(extractor, other)["Lò Văn Pâng"] == [("Bí thư", "Ban Chấp hành Trung ương Đảng")]


def test_a_body_that_has_one_head(extractor: Extractor) -> None:
    text = "Tổng cục Chính trị có Chủ nhiệm là Thượng tướng Lò Văn Pâng."
    assert posts(extractor, text) == {"Lò Văn Pâng": [("Chủ nhiệm", "Tổng cục Chính trị")]}


def test_a_team_is_part_of_the_office_behind_it(extractor: Extractor) -> None:
    text = "Ông Lò Văn Pâng, Đội trưởng Đội Trinh sát, Phòng An ninh xã hội, Công an tỉnh Lào Cai, dự."
    body = "Đội Trinh sát, Phòng An ninh xã hội, Công an tỉnh Lào Cai"
    assert extractor.extract(text, url=PAGE).officials[0].agency == body


def test_religious_bodies_have_no_officials(extractor: Extractor) -> None:
    assert posts(extractor, "Tiếp đoàn có ông Lò Văn Pâng - trưởng Ban hành giáo.") == {}


def test_a_verb_ends_the_name_of_an_academy(extractor: Extractor) -> None:
    text = "Bổ nhiệm Trung tướng Lò Văn Pâng, Chính ủy Học viện Chính trị giữ chức Tư lệnh quân khu 7."
    assert posts(extractor, text)["Lò Văn Pâng"] == [("Chính ủy", "Học viện Chính trị"), ("Tư lệnh", "Quân khu 7")]


@pytest.mark.parametrize(
    "words",
    [
        "Trưởng Ban Chỉ đạo là ông Lò Văn Pâng, Giám đốc Sở Y tế.",
        "Trưởng ban chỉ đạo: Lò Văn Pâng, Giám đốc Sở Y tế.",
    ],
)
def test_a_bare_steering_committee_is_the_one_set_up(extractor: Extractor, words: str) -> None:
    text = f"UBND tỉnh Hà Nam lập Ban Chỉ đạo phòng, chống dịch tỉnh Hà Nam. {words}"
    assert posts(extractor, text)["Lò Văn Pâng"] == [
        ("Trưởng ban", "Ban Chỉ đạo Phòng, chống dịch tỉnh Hà Nam"),
        ("Giám đốc", "Sở Y tế tỉnh Hà Nam"),
    ]


def test_a_hosts_committee_is_that_of_the_place_visited(extractor: Extractor) -> None:
    text = (
        "Đoàn công tác Tỉnh ủy Thái Nguyên do bà Lò Thị Sen, Bí thư Tỉnh ủy làm trưởng đoàn đến tỉnh Sơn La. "
        "Ông Lò Văn Pâng, Bí thư Tỉnh ủy cùng lãnh đạo tỉnh Sơn La tiếp đoàn."
    )
    found = posts(extractor, text, None)
    assert found["Lò Thị Sen"] == [("Bí thư", "Tỉnh ủy Thái Nguyên")]
    assert found["Lò Văn Pâng"] == [("Bí thư", "Tỉnh ủy Sơn La")]
