"""By when goals are to be reached."""

import pytest

from pipeline import Extractor


def deadlines(extractor: Extractor, text: str, published: str | None = None) -> dict[float, str]:
    """The deadline of each goal by its value."""
    return {fact.value: str(fact.by) for fact in extractor.extract(text, published=published).targets}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # a time at the beginning binds all that follows, one inside a statement only that
        ("Đến năm 2026, phấn đấu tỷ lệ hộ nghèo còn 2%; 95% dân số có bảo hiểm y tế.", {2: "2026", 95: "2026"}),
        (
            "Kế hoạch giai đoạn 2021-2025: phấn đấu sản xuất tăng 9%/năm; thu nhập năm 2025 là 60 triệu đồng; nợ còn 45%.",
            {9: "2021/2025", 60: "2025", 45: "2021/2025"},
        ),
        # the time of a part that states no figure, an outlook behind a figure, and the time of a label bind nothing else
        (
            "Mục tiêu đến năm 2027 thu nhập đạt 62 triệu đồng; đạt chuẩn bản kiểu mẫu vào cuối năm 2026; tỷ lệ hộ có ti vi đạt 97%.",
            {62: "2027", 97: "2027"},
        ),
        (
            "Phấn đấu sản lượng cá đến năm 2027 đạt 140 - 150 tấn, định hướng đến năm 2032 đạt 210 tấn; diện tích ao đạt 35 ha.",
            {140: "2027", 210: "2032", 35: "2027"},
        ),
        (
            "Các chỉ tiêu chủ yếu nhiệm kỳ 2025-2030\n(1) Cơ cấu kinh tế đến năm 2028: dịch vụ: 41%; nông nghiệp: 26%.\n(2) Tỷ lệ tăng thu: 11%.",
            {41: "2028", 26: "2028", 11: "2025/2030"},
        ),
        # the time of a set of criteria is part of its name
        (
            "Năm 2027, huyện phấn đấu xây dựng 6 bản đạt chuẩn theo Bộ tiêu chí giai đoạn 2022-2025; thu phí 51 tỷ đồng.",
            {6: "2027", 51: "2027"},
        ),
        # the time of goals named in one paragraph holds for the next; an assembly's term is none
        (
            (
                "Đề án nêu mục tiêu đến năm 2030 của từng cấp học. Ở mầm non, tỷ lệ trẻ biết bơi đạt 37%.\n\n"
                "Phấn đấu tỷ lệ phòng học có quạt đạt 96%.\n\nNgày 5/5/2026, tại hội nghị ở xã Mẫu."
            ),
            {37: "2030", 96: "2030"},
        ),
        (
            "Kỳ họp thứ 9, HĐND huyện khóa XII (nhiệm kỳ 2021 - 2026) khai mạc.\n\nHuyện phấn đấu sản lượng mật ong đạt 31 tấn.",
            {31: "None"},
        ),
        # in brackets the time of what they belong to
        (
            "Phấn đấu tỷ lệ lao động qua đào tạo năm 2026 đạt 70% (trong đó có chứng chỉ đạt 30%).",
            {70: "2026", 30: "2026"},
        ),
        # what is done every year is not bound by another goal's year
        (
            "Chương trình giai đoạn 2022-2026 của Hội. Phấn đấu đến năm 2024 có 80% chi hội; mỗi năm kết nạp 50 hội viên.",
            {80: "2024", 50: "2022/2026"},
        ),
        # a date that frames the second of two statements belongs to it
        (
            "Mục tiêu: đến năm 2025, giảm tỷ lệ thất thoát nước xuống dưới 15% và đến năm 2030, giảm tỷ lệ này xuống dưới 9%.",
            {15: "2025", 9: "2030"},
        ),
        # parts take the time of their whole; a colon before a figure opens no list
        (
            (
                "Chỉ tiêu nhiệm kỳ 2025-2030: Sản lượng chè năm 2028: 90 tấn. Tỷ lệ bản có điện năm 2029 đạt 80%, trong đó: "
                "bản vùng cao 65%; bản vùng thấp 95%. Tốc độ tăng thu hằng năm: 7%."
            ),
            {90: "2028", 80: "2029", 65: "2029", 95: "2029", 7: "2025/2030"},
        ),
        # the time right behind a figure, not the plan's before it
        (
            "Kế hoạch giai đoạn 2021-2030 đặt mục tiêu mức hài lòng của người dân đạt 85% vào năm 2027.",
            {85: "2027"},
        ),
        # the time of another statement, or of what was before, is not the figure's
        (
            (
                "Nhiệm kỳ 2025-2030, phấn đấu tỷ lệ bỏ học dưới 2% và đạt chuẩn phổ cập vào năm 2026; thu ngân sách tăng 9% so với "
                "ước thực hiện năm 2024; đàn bò 4 nghìn con (6 tháng đầu năm đạt 70%)."
            ),
            {2: "2025/2030", 9: "2025/2030", 4: "2025/2030"},
        ),
        # where only a plan's times stand before, the time at the end of the goal
        (
            "Trong chiến lược giai đoạn 2021-2030, tầm nhìn đến năm 2050, tỉnh phấn đấu trồng 340 ha rừng đước vào năm 2028.",
            {340: "2028"},
        ),
        # a period of one goal is not that of the next line or item
        (
            "II. CHỈ TIÊU\n- Xây dựng 3 xã đạt chuẩn về y tế giai đoạn 2021 - 2027.\n- Tỷ lệ hộ nghèo giảm 4%.",
            {3: "2021/2027", 4: "None"},
        ),
        (
            (
                "Chỉ tiêu nhiệm kỳ 2025-2030: 1. Tổng vốn huy động thời kỳ 2026-2028: 50 tỷ đồng. "
                "2. Tỷ lệ tăng thu ngân sách: 12%."
            ),
            {50: "2026/2028", 12: "2025/2030"},
        ),
        # what a figure is compared with, without "với"
        (
            "Chỉ tiêu năm 2028: Kim ngạch xuất khẩu 90 triệu USD, tăng 3% so ước thực hiện năm 2027.",
            {90: "2028", 3: "2028"},
        ),
        # a time of the same sentence, not that of the paragraph before
        (
            (
                "Đến năm 2026, có 85% trẻ được học bơi.\nVề giáo viên mầm non đến năm 2028 có 60% giáo viên trên chuẩn, "
                "70% giáo viên đạt loại khá."
            ),
            {85: "2026", 60: "2028", 70: "2028"},
        ),
        # the one time by which all is to be reached
        (
            "Mục tiêu đặt ra đến năm 2030 là bản nào cũng có chợ.\nHuyện cũng đặt mục tiêu 75% chợ có mái che.",
            {75: "2030"},
        ),
        # the year that the goal word of the sentence before names
        (
            "Mục tiêu chung của năm 2027 là giữ rừng và phát triển nghề dệt. Trong đó về chỉ tiêu, tỷ lệ hộ có khung cửi đạt 60%.",
            {60: "2027"},
        ),
        # baselines bind nothing
        ("Phấn đấu năm 2026 kim ngạch xuất khẩu gấp 2 lần năm 2020.", {2: "2026"}),
        # the time in the next cell of a task's row
        ("Phấn đấu cắt giảm 40% chi phí tuân thủ so với năm 2024\nQuý III/2026", {40: "2026-35"}),
        ("Phấn đấu số hóa 60% sổ hộ tịch\nThời hạn hoàn thành: tháng 6/2026", {60: "2026-06"}),
    ],
)
def test_when(extractor: Extractor, text: str, wanted: dict[float, str]) -> None:
    assert deadlines(extractor, text) == wanted


def test_a_paragraph_announces_a_numbered_list(extractor: Extractor) -> None:
    text = (
        "Hội Cựu chiến binh triển khai công tác\n\nBan Chấp hành đề ra các chỉ tiêu năm 2026\n\n"
        "1. Kết nạp 120 hội viên;\n\n2. 90% chi hội có quỹ."
    )
    assert deadlines(extractor, text) == {120: "2026", 90: "2026"}


def test_the_period_of_the_plan_reported_on(extractor: Extractor) -> None:
    text = (
        "Đại hội Đảng bộ huyện nhiệm kỳ 2020-2025\n\nBáo cáo nhiệm kỳ 2015-2020 được trình bày. "
        "Nghị quyết nhiệm kỳ 2020-2025 được thông qua với các chỉ tiêu: tăng trưởng đạt 9%; thu ngân sách tăng 12%."
    )
    assert deadlines(extractor, text, published="2020-07-01") == {9: "2020/2025", 12: "2020/2025"}


def test_the_plan_reported_on_not_those_it_carries_out(extractor: Extractor) -> None:
    text = (
        "Nghị quyết về kế hoạch năm 2025\n\nKỳ họp từ ngày 10 - 12/12/2024 ban hành nghị quyết về kế hoạch năm 2025 của huyện, góp "
        "phần thực hiện kế hoạch 5 năm 2021-2025 và kế hoạch 10 năm 2021-2030.\nCác chỉ tiêu: thu ngân sách tăng 8%."
    )
    assert deadlines(extractor, text, published="2024-12-14") == {8: "2025"}
