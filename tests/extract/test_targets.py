"""What is a goal and what is none, and the fields of a goal."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import Extractor
from pipeline.model import Target

Stated = tuple[str, float, str | None, str | None, str]


def stated(extractor: Extractor, text: str, published: str | None = None) -> list[Stated]:
    """(comparator with its bounds, value, unit, by, indicator) of each target of a text."""
    return [shown(target) for target in extractor.extract(text, published=published).targets]


def shown(target: Target) -> Stated:
    bounds = f"..{target.value_max:g}" if target.value_max is not None else ""
    return (
        target.comparator + bounds,
        target.value,
        target.unit,
        str(target.by) if target.by else None,
        target.indicator,
    )


SENTENCES = [
    # a share of those who do something, and a level that something reaches
    (
        "Phấn đấu đến năm 2025, 85% hộ chăn nuôi có hầm biogas.",
        [("=", 85, "%", "2025", "hộ chăn nuôi có hầm biogas")],
    ),
    (
        "Mục tiêu: tỷ lệ hộ nghèo của huyện còn dưới 2,5% vào năm 2025.",
        [("<", 2.5, "%", "2025", "tỷ lệ hộ nghèo của huyện")],
    ),
    (
        "Thu ngân sách phấn đấu đạt khoảng 12,3 nghìn tỷ đồng năm 2024.",
        [("~", 12.3, "nghìn tỷ đồng", "2024", "Thu ngân sách")],
    ),
    (
        "Chỉ tiêu đến năm 2025: thu nhập bình quân đầu người: 60 triệu đồng/năm.",
        [("=", 60, "triệu đồng/năm", "2025", "thu nhập bình quân đầu người")],
    ),
    # the verb of change stays
    (
        "Phấn đấu đến năm 2030 tiết kiệm 8-13% mức tiêu thụ nguyên liệu.",
        [("range..13", 8, "%", "2030", "tiết kiệm mức tiêu thụ nguyên liệu")],
    ),
    (
        "Giai đoạn 2021-2025, phấn đấu mức tiêu hao năng lượng giảm từ 5 đến 7% so với năm 2020.",
        [("range..7", 5, "%", "2021/2025", "mức tiêu hao năng lượng giảm")],
    ),
    # baselines are no goals
    (
        "Phấn đấu đến năm 2025 nâng tỷ lệ lao động qua đào tạo từ 60% lên 70%.",
        [("=", 70, "%", "2025", "nâng tỷ lệ lao động qua đào tạo")],
    ),
    (
        "Phấn đấu đến năm 2030 giảm tỷ lệ thất thoát nước từ 18% năm 2023 xuống còn 12%.",
        [("=", 12, "%", "2030", "giảm tỷ lệ thất thoát nước")],
    ),
    # several figures share subject, verb or deadline
    (
        "Phấn đấu GRDP bình quân đầu người đến năm 2025 đạt 4.200 USD, đến năm 2030 đạt 7.000 USD.",
        [
            ("=", 4200, "USD", "2025", "GRDP bình quân đầu người"),
            ("=", 7000, "USD", "2030", "GRDP bình quân đầu người"),
        ],
    ),
    (
        "Mục tiêu: ít nhất 30% cơ sở nhỏ; 50% hợp tác xã và 100% khu công nghiệp lập báo cáo phát thải đến năm 2030.",
        [
            (">=", 30, "%", "2030", "cơ sở nhỏ lập báo cáo phát thải"),
            ("=", 50, "%", "2030", "hợp tác xã lập báo cáo phát thải"),
            ("=", 100, "%", "2030", "khu công nghiệp lập báo cáo phát thải"),
        ],
    ),
    (
        "Phấn đấu trong năm 2026 cắt giảm 50% thời gian xử lý, 30% chi phí tuân thủ.",
        [("=", 50, "%", "2026", "cắt giảm thời gian xử lý"), ("=", 30, "%", "2026", "cắt giảm chi phí tuân thủ")],
    ),
    (
        "Phấn đấu năm 2026 đào tạo nghề cho 500 lao động, trong đó 70% có việc làm.",
        [("=", 500, "lao động", "2026", "đào tạo nghề cho lao động"), ("=", 70, "%", "2026", "lao động có việc làm")],
    ),
    (
        "Phấn đấu năm 2026 thu gom 95% rác thải đô thị; tỷ lệ cấp nước sạch đạt 96%, ở nông thôn đạt 80%.",
        [
            ("=", 95, "%", "2026", "thu gom rác thải đô thị"),
            ("=", 96, "%", "2026", "tỷ lệ cấp nước sạch"),
            ("=", 80, "%", "2026", "tỷ lệ cấp nước sạch ở nông thôn"),
        ],
    ),
    # thresholds and sizes inside what is counted
    (
        "Phấn đấu đến năm 2030 có 60 doanh nghiệp có doanh thu xuất khẩu đạt 20 triệu USD/năm.",
        [("=", 60, "doanh nghiệp", "2030", "doanh nghiệp có doanh thu xuất khẩu đạt 20 triệu USD/năm")],
    ),
    (
        "Phấn đấu đến năm 2025, 100% đường thôn được bê tông hóa, mặt đường rộng từ 3 m trở lên.",
        [("=", 100, "%", "2025", "đường thôn được bê tông hóa")],
    ),
    (
        "Phấn đấu năm 2024 trên 50% công dân trên 14 tuổi kích hoạt tài khoản định danh.",
        [(">", 50, "%", "2024", "công dân trên 14 tuổi kích hoạt tài khoản định danh")],
    ),
    # comparators
    (
        "Phấn đấu năm 2026 tốc độ tăng trưởng đạt từ 10% trở lên.",
        [(">=", 10, "%", "2026", "tốc độ tăng trưởng")],
    ),
    ("Phấn đấu năm 2023 không quá 3% hồ sơ trễ hạn.", [("<=", 3, "%", "2023", "hồ sơ trễ hạn")]),
    ("Phấn đấu năm 2026 hòa giải thành ≥ 85% vụ việc.", [(">=", 85, "%", "2026", "hòa giải thành vụ việc")]),
    ("Phấn đấu năm 2026 tối thiểu giảm 7% số giấy phép.", [(">=", 7, "%", "2026", "giảm số giấy phép")]),
    (
        "Phấn đấu năm 2026 có 70% hộ trồng chè trở lên làm theo VietGAP.",
        [(">=", 70, "%", "2026", "hộ trồng chè làm theo VietGAP")],
    ),
    # kinds of figures
    (
        "Phấn đấu đến năm 2030 chi cho khoa học đạt 1,5% GDP.",
        [("=", 1.5, "% GDP", "2030", "chi cho khoa học")],
    ),
    (
        "Phấn đấu đến năm 2030 giảm tỷ lệ tử vong xuống còn 18/100.000 trẻ và 12/100.000 trẻ vào năm 2035.",
        [
            ("=", 18, "/100.000 trẻ", "2030", "giảm tỷ lệ tử vong"),
            ("=", 12, "/100.000 trẻ", "2035", "giảm tỷ lệ tử vong"),
        ],
    ),
    (
        "Phấn đấu năm 2026 giá trị trên 1 ha chè đạt 180 triệu đồng.",
        [("=", 180, "triệu đồng", "2026", "giá trị trên 1 ha chè")],
    ),
    (
        "Phấn đấu năm 2026 tỷ lệ giải ngân đạt 96%, tăng 4 điểm phần trăm so với năm 2025.",
        [("=", 96, "%", "2026", "tỷ lệ giải ngân")],
    ),
    (
        "Phấn đấu đến năm 2025 thu nhập của người dân tăng gấp 1,8 lần so với năm 2020.",
        [("=", 1.8, "lần", "2025", "thu nhập của người dân")],
    ),
    (
        "Phấn đấu đến năm 2030, chỉ số đổi mới sáng tạo thuộc nhóm 30 địa phương dẫn đầu.",
        [("<=", 30, "địa phương", "2030", "chỉ số đổi mới sáng tạo")],
    ),
    (
        "Phấn đấu hết năm 2025 có 15/20 xã đạt chuẩn nông thôn mới.",
        [("=", 15, "xã", "2025", "xã đạt chuẩn nông thôn mới")],
    ),
    ("Phấn đấu quý III/2024 xây dựng 01 mô hình điểm.", [("=", 1, "mô hình điểm", "2024-35", "xây dựng mô hình điểm")]),
    (
        "Phấn đấu đến năm 2030 đón 4,5 triệu lượt khách.",
        [("=", 4.5, "triệu lượt khách", "2030", "đón lượt khách")],
    ),
    # said without "phấn đấu"
    (
        "Đến năm 2030, huyện duy trì hoạt động của 7 trường nội trú.",
        [("=", 7, "trường", "2030", "huyện duy trì hoạt động trường nội trú")],
    ),
    (
        "Chủ tịch UBND huyện yêu cầu 100% trạm y tế trực đủ ca.",
        [("=", 100, "%", None, "trạm y tế trực đủ ca")],
    ),
    (
        "Năm 2022 toàn tỉnh đã đạt 95% kế hoạch; năm 2023 phấn đấu đạt 100%.",
        [("=", 100, "%", "2023", "kế hoạch")],
    ),
    (
        "Tỷ lệ che phủ rừng năm 2022 là 42%, phấn đấu năm 2025 đạt 44%.",
        [("=", 44, "%", "2025", "Tỷ lệ che phủ rừng")],
    ),
    (
        "Tỉnh đặt mục tiêu năm 2026 giảm tiêu hao điện, cụ thể: Đối với dệt may: tối thiểu 4%; đối với xi măng: 6%.",
        [
            (">=", 4, "%", "2026", "giảm tiêu hao điện Đối với dệt may"),
            ("=", 6, "%", "2026", "giảm tiêu hao điện đối với xi măng"),
        ],
    ),
    # goals that were set, not reached
    (
        "Hội nghị đã đề ra các chỉ tiêu năm 2026, trong đó 88% gia đình đạt chuẩn văn hóa.",
        [("=", 88, "%", "2026", "gia đình đạt chuẩn văn hóa")],
    ),
    # work given to someone
    (
        "Giao Sở Nông nghiệp và Môi trường trồng mới 250 ha rừng phòng hộ trong năm 2026.",
        [("=", 250, "ha", "2026", "trồng mới rừng phòng hộ")],
    ),
    # sentences that go on with the goals of the one before
    (
        "Huyện phấn đấu năm 2026 có 5 xã đạt chuẩn. Tỷ lệ hộ nghèo còn 2%. 90% rác thải được thu gom.",
        [
            ("=", 5, "xã", "2026", "xã đạt chuẩn"),
            ("=", 2, "%", "2026", "Tỷ lệ hộ nghèo"),
            ("=", 90, "%", "2026", "rác thải được thu gom"),
        ],
    ),
    (
        "Tỉnh vừa ban hành kế hoạch chuyển đổi số năm 2023.\n\nTheo đó, phấn đấu 80% hồ sơ được nộp trực tuyến.",
        [("=", 80, "%", "2023", "hồ sơ được nộp trực tuyến")],
    ),
]

NONE = [
    # a time that may be over, and what was done by it
    "Đến hết năm 2026 trại đã cung ứng 35% lượng thịt, tăng 10% so năm 2023; tỷ lệ bò lai đạt 55%.",
    "Năm 2022, toàn tỉnh đã đạt 95% kế hoạch trồng rừng.",
    "Tính đến tháng 9/2016, Trung tâm hỗ trợ được 11 cơ sở, bằng 36,7% kế hoạch.",
    "Kinh phí thực hiện dự kiến 500 triệu đồng từ ngân sách tỉnh.",
    "Hội nghị có trên 120 đại biểu tham dự.",
    "Khảo sát 350 hộ cho thấy 62% hộ dùng nước giếng.",
    "Năm 2023, huyện đạt và vượt 18/20 chỉ tiêu. Theo đó, thu ngân sách đạt 91 tỷ đồng, bằng 120% kế hoạch.",
    "Có 14/17 nhóm chỉ tiêu đạt kế hoạch, trồng rừng vượt 5,4% kế hoạch; thu ngân sách vượt 18% kế hoạch giao.",
    "Đơn vị giao quân đạt 100% chỉ tiêu, trong đó sức khỏe loại 1 đạt 74%; trình độ đại học đạt 34%.",
    "Thu hút doanh nghiệp 100% vốn nước ngoài vào khu công nghiệp là mục tiêu của tỉnh.",
    "Huyện đã hoàn thành 16 trong số 20 chỉ tiêu của nhiệm kỳ, thu ngân sách đạt 91 tỷ đồng. Tăng trưởng đạt 6%.",
    "Theo dự báo, đến năm 2030 lượng tro xỉ là 422 triệu tấn.",
    "Nhà máy chỉ tiêu thụ được hơn 30% lượng rơm.",
    "Hỗ trợ 50% kinh phí mua máy cho cơ sở.",
    "Phấn đấu thực hiện tốt Đề án 06 và dịch vụ công mức độ 4.",
    "Phấn đấu khởi công tuyến đường có tổng mức đầu tư 142 tỷ đồng trong năm 2026.",
    "Trong giờ cao điểm, 25 chỉ tiêu được theo dõi hằng ngày.",
]


@pytest.mark.parametrize(("text", "wanted"), SENTENCES, ids=[text[:50] for text, _ in SENTENCES])
def test_reads_a_goal(extractor: Extractor, text: str, wanted: list[Stated]) -> None:
    assert stated(extractor, text) == wanted


def test_a_time_still_to_come_makes_a_goal(extractor: Extractor) -> None:
    text = "Nâng tỷ lệ hồ sơ trực tuyến lên 70% vào năm 2025."
    assert stated(extractor, text, published="2023-05-01") == [("=", 70, "%", "2025", "Nâng tỷ lệ hồ sơ trực tuyến")]
    assert stated(extractor, text, published="2027-05-01") == []


ALONE = [
    ("Tỷ lệ hộ cận nghèo còn dưới 2,5% vào cuối năm 2025.", [("<", 2.5, "%", "2025", "Tỷ lệ hộ cận nghèo")]),
    ("Không quá 4% đơn thư quá hạn trong năm 2023.", [("<=", 4, "%", "2023", "đơn thư quá hạn")]),
    ("Tiết kiệm 3 - 4% lượng nước tưới mỗi vụ.", [("range..4", 3, "%", None, "Tiết kiệm lượng nước tưới mỗi vụ")]),
    (
        "Ít nhất 20% hộ; 60% hợp tác xã và 90% trang trại ghi nhật ký sản xuất đến năm 2030.",
        [
            (">=", 20, "%", "2030", "hộ ghi nhật ký sản xuất"),
            ("=", 60, "%", "2030", "hợp tác xã ghi nhật ký sản xuất"),
            ("=", 90, "%", "2030", "trang trại ghi nhật ký sản xuất"),
        ],
    ),
    ("Lớp học có trên 30 học viên.", []),
    ("Thời hạn trả lời không quá 15 ngày.", []),
]


@pytest.mark.parametrize(("text", "wanted"), ALONE, ids=[text[:50] for text, _ in ALONE])
def test_a_sentence_with_no_document_around_it(extractor: Extractor, text: str, wanted: list[Stated]) -> None:
    assert stated(extractor, text) == wanted


@pytest.mark.parametrize("text", NONE, ids=[text[:50] for text in NONE])
def test_leaves_what_is_no_goal(extractor: Extractor, text: str) -> None:
    assert stated(extractor, text, published="2024-05-01") == []


PLAN = """\
ỦY BAN NHÂN DÂN
TỈNH YÊN BÁI
-------

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 88/KH-UBND

Yên Bái, ngày 15 tháng 3 năm 2022

KẾ HOẠCH
PHÁT TRIỂN VÙNG QUẾ HỮU CƠ TỈNH YÊN BÁI GIAI ĐOẠN 2022 - 2025

I. KẾT QUẢ

1. Toàn tỉnh trồng 81.000 ha quế, 45% diện tích có chứng nhận.

II. MỤC TIÊU

1. Đến năm 2023

- Trồng mới 1.200 ha quế;

- 30 tổ hợp tác được cấp mã số vùng trồng.

2. Các chỉ tiêu khác

- 100% xã vùng quế có vườn ươm;

- Tối thiểu 60% diện tích được chứng nhận hữu cơ trước ngày 30/6/2025.

III. NHIỆM VỤ

1. Mở 5 lớp tập huấn; mỗi lớp không quá 30 người.

2. Kiểm tra vườn ươm ít nhất 02 lần mỗi vụ.

IV. KINH PHÍ

Tổng kinh phí 12 tỷ đồng, trong đó ngân sách tỉnh 40%.
"""


def test_sections_open_and_close_goals(extractor: Extractor) -> None:
    found = {(value, unit): by for _, value, unit, by, _ in stated(extractor, PLAN)}
    assert found == {
        (1200, "ha"): "2023",
        (30, "tổ hợp tác"): "2023",
        (100, "%"): "2022/2025",
        (60, "%"): "2025-06-30",
        (2, "lần"): "2022/2025",
    }


def test_a_deadline_elsewhere_is_evidence(extractor: Extractor) -> None:
    facts = extractor.extract(PLAN)
    planted = next(target for target in facts.targets if target.value == 1200)
    assert planted.text == "Trồng mới 1.200 ha quế"
    assert [span.quote for span in planted.mentions if span.part == "by"] == ["Đến năm 2023"]


def test_a_goal_told_twice_is_one_fact(extractor: Extractor) -> None:
    text = (
        "Huyện phấn đấu năm 2024 có 12 sản phẩm OCOP\n\n"
        "Phát biểu tại hội nghị, lãnh đạo huyện cho biết phấn đấu năm 2024 có 12 sản phẩm OCOP đạt từ 3 sao."
    )
    (target,) = extractor.extract(text).targets
    assert len([span for span in target.mentions if span.part == "fact"]) == 2
    assert target.indicator == "sản phẩm OCOP đạt từ 3 sao"


def test_a_telling_may_say_more_of_the_thing_counted(extractor: Extractor) -> None:
    text = (
        "Huyện phấn đấu năm 2027 có 14 sản phẩm OCOP đạt 4 sao\n\n"
        "Theo kế hoạch, huyện phấn đấu năm 2027 có 14 sản phẩm đạt 4 sao; 14 hộ đạt 4 sao."
    )
    assert sorted(target.unit or "" for target in extractor.extract(text).targets) == ["hộ", "sản phẩm OCOP"]


def test_goals_that_differ_in_a_word_stay_apart(extractor: Extractor) -> None:
    text = (
        "Mục tiêu đến năm 2026:\n"
        "- 40% cán bộ làm đối ngoại thường xuyên được bồi dưỡng;\n"
        "- 40% cán bộ làm đối ngoại không thường xuyên được bồi dưỡng."
    )
    assert len(extractor.extract(text).targets) == 2


def test_laws_set_norms_and_no_goals(extractor: Extractor) -> None:
    law = (
        "CHÍNH PHỦ\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nSố: 15/2024/NĐ-CP\n\n"
        "Hà Nội, ngày 02 tháng 01 năm 2024\n\nNGHỊ ĐỊNH\nQuy định về quỹ hợp tác xã\n\n"
        "Điều 1. Mục tiêu hoạt động\n\nQuỹ phải bảo đảm ít nhất 30% vốn điều lệ dùng cho vay."
    )
    assert extractor.extract(law).targets == ()


def test_reasons_are_kept_for_explain(extractor: Extractor) -> None:
    from pipeline.extract.targets.read import read_targets
    from pipeline.model import Document

    text = "Phấn đấu khởi công cầu có tổng mức đầu tư 142 tỷ đồng."
    context = extractor.open(Document(text, address="text:"), tracing=True)
    assert read_targets(context) == []
    assert [loss.reason for loss in context.losses if loss.rule == "target.amount"] == ["money to be spent"]


def test_decomposed_letters_quote_the_source(extractor: Extractor) -> None:
    text = unicodedata.normalize("NFD", "Phấn đấu đến năm 2025, có 40 hợp tác xã dùng phân hữu cơ.")
    (target,) = extractor.extract(text).targets
    assert (target.value, target.unit) == (40, "hợp tác xã")
    assert target.text in text


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="Phấn đấu đến năm 2025 1.200 % ,;|()-\n đạt ha từ trở lên gấp lần nhóm/", max_size=120))
def test_no_text_breaks_the_reader(extractor: Extractor, text: str) -> None:
    for target in extractor.extract("Mục tiêu đến năm 2030: " + text).targets:
        assert target.indicator
        assert target.value_max is None or target.value_max > target.value
