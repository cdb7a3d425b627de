"""What each figure of a sentence measures: labels, shared verbs, parts of a whole, heads of lists."""

import pytest

from pipeline import Extractor


def measured(extractor: Extractor, text: str) -> list[tuple[str, float]]:
    """(indicator, value) of each goal in the order of the text."""
    facts = sorted(extractor.extract(text).targets, key=lambda fact: fact.mentions[0].start)
    return [(fact.indicator, fact.value) for fact in facts]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # a label is left out where what follows the figure says what is measured, and kept where nothing does
        (
            "Mục tiêu năm 2026:\n- Về thủy lợi: 85% hồ chứa có quy trình vận hành;\n- Độ che phủ rừng: 47%.",
            [("hồ chứa có quy trình vận hành", 85), ("Độ che phủ rừng", 47)],
        ),
        (
            "Mục tiêu năm 2026: Đối với làng nghề: 40% hộ làm gốm và 30% hộ dệt chiếu dùng lò điện.",
            [("hộ làm gốm dùng lò điện", 40), ("hộ dệt chiếu dùng lò điện", 30)],
        ),
        # the head of a list says what its items measure
        (
            "II. MỤC TIÊU\n1. Nâng tỷ lệ đường xã được trải nhựa:\n- Đến năm 2024: 70%;\n- Đến năm 2026: 95%.",
            [("Nâng tỷ lệ đường xã được trải nhựa", 70), ("Nâng tỷ lệ đường xã được trải nhựa", 95)],
        ),
        # parts of a measure that the text does not name stand side by side
        (
            "Phấn đấu đạt các mục tiêu sau:\nĐối với ngành gốm: từ 4 đến 6% tùy từng lò; đối với ngành giấy: tối thiểu 5%.",
            [("Đối với ngành gốm", 4), ("đối với ngành giấy", 5)],
        ),
        # parts of what was named before
        (
            "Phấn đấu năm 2026 tỷ lệ hồ sơ xử lý trên mạng tại cấp tỉnh đạt 100%, cấp huyện đạt 90%.",
            [("tỷ lệ hồ sơ xử lý trên mạng tại cấp tỉnh", 100), ("tỷ lệ hồ sơ xử lý trên mạng tại cấp huyện", 90)],
        ),
        (
            "Phấn đấu năm 2026 tỷ trọng trồng trọt chiếm 40%, chăn nuôi chiếm 45%, dịch vụ là 15%.",
            [("tỷ trọng trồng trọt", 40), ("tỷ trọng chăn nuôi", 45), ("tỷ trọng dịch vụ", 15)],
        ),
        (
            "Phấn đấu năm 2026 tỷ lệ lao động qua đào tạo đạt 60% (trong đó đào tạo nghề đạt 40%).",
            [("tỷ lệ lao động qua đào tạo", 60), ("tỷ lệ lao động qua đào tạo nghề", 40)],
        ),
        (
            "Phấn đấu năm 2026 mạng cáp quang phủ đạt 75% hộ gia đình, 100% trụ sở xã.",
            [("mạng cáp quang phủ hộ gia đình", 75), ("mạng cáp quang phủ trụ sở xã", 100)],
        ),
        (
            "Mục tiêu năm 2026 đón 3 triệu lượt khách, tăng 12% so với năm 2025.",
            [("đón lượt khách", 3), ("đón lượt khách tăng", 12)],
        ),
        # words that say who sets the goals, how, or what for
        ("Nhiệm vụ được huyện đặt ra trong năm 2026 là phấn đấu trồng 300 ha mắc ca.", [("trồng mắc ca", 300)]),
        ("Mục tiêu của Nghị quyết là tỷ lệ hộ nghèo đến năm 2026 còn 2%.", [("tỷ lệ hộ nghèo", 2)]),
        (
            "Huyện yêu cầu các xã tập trung nhiều giải pháp để phấn đấu năm 2026 giảm 2% hộ nghèo và 3% hộ cận nghèo.",
            [("giảm hộ nghèo", 2), ("giảm hộ cận nghèo", 3)],
        ),
        # the unit says it where it is a rate
        (
            "Chỉ tiêu năm 2026: Số giường bệnh: 30 giường; 12 bác sĩ/vạn dân.",
            [("Số giường bệnh", 30), ("bác sĩ/vạn dân", 12)],
        ),
    ],
)
def test_what_is_measured(extractor: Extractor, text: str, wanted: list[tuple[str, float]]) -> None:
    assert measured(extractor, text) == wanted


def test_several_blanks_between_words(extractor: Extractor) -> None:
    text = "Phấn đấu đến năm 2026 có ít  nhất 45  triệu  đồng thu  nhập bình quân so  với năm 2020."
    (target,) = extractor.extract(text).targets
    assert (target.comparator, target.unit, str(target.by)) == (">=", "triệu đồng", "2026")
