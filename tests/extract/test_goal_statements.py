"""Goals as plans and news state them: shared bounds, parts of a whole, adopted plans; and what only looks like a goal."""

import pytest

from pipeline import Extractor
from tests.extract.test_targets import Stated, stated

STATEMENTS: list[tuple[str, list[Stated]]] = [
    # what a body asks for, or does, to reach a share
    (
        (
            "Ngày 5/3/2025, UBND tỉnh Hà Giang yêu cầu các huyện đẩy mạnh các giải pháp để giảm 2% tổng số hộ nghèo "
            "và 3% số hộ cận nghèo. Hội nghị họp tại tỉnh. Các huyện cùng dự."
        ),
        [("=", 2, "%", None, "giảm tổng số hộ nghèo"), ("=", 3, "%", None, "giảm số hộ cận nghèo")],
    ),
    (
        (
            "Ngày 5/3/2025, UBND tỉnh Hà Giang mở chương trình nhằm giảm tỷ lệ hộ nghèo xuống dưới 3%. "
            "Hội nghị họp tại tỉnh. Các huyện cùng dự."
        ),
        [("<", 3, "%", None, "giảm tỷ lệ hộ nghèo")],
    ),
    # the same of no public body, or told as done
    ("Lò gốm thay bếp mới nhằm giảm 20% lượng than. Thợ rất vui. Trời đẹp.", []),
    (
        (
            "Ngày 5/3/2025, Sở Công Thương tỉnh Hà Giang đã mở nhiều lớp nhằm giảm 20% lượng than. Hội nghị họp tại tỉnh. "
            "Các huyện cùng dự."
        ),
        [],
    ),
    # the goals go on in the sentences behind, also where one compares, leads with a time or tells of a measure's kind
    (
        (
            "Theo đó, đến năm 2030, 70% lò gốm có kho. 40% lò giấy có kho. Cũng đến năm 2030, 100% chợ được lợp mái. "
            "Bên cạnh đó, 60% chợ có kho; tỷ lệ cháy được ghi nhận dưới 7%. "
            "Tổng thu tăng bình quân 15% so với kế hoạch. Đẩy mạnh phong trào thi đua trong các chi hội và các làng nghề, thu nhập bình quân đạt 40 triệu đồng."
        ),
        [
            ("=", 70, "%", "2030", "lò gốm có kho"),
            ("=", 40, "%", "2030", "lò giấy có kho"),
            ("=", 100, "%", "2030", "chợ được lợp mái"),
            ("=", 60, "%", "2030", "chợ có kho"),
            ("<", 7, "%", "2030", "tỷ lệ cháy được ghi nhận"),
            ("=", 15, "%", "2030", "Tổng thu tăng"),
            ("=", 40, "triệu đồng", "2030", "thu nhập bình quân"),
        ],
    ),
    # items of one level, marked differently, under each other
    (
        "2- Các chỉ tiêu chủ yếu (giai đoạn 2026-2030)\n* Về kinh tế\n(1) Trồng rừng mới: 30 ha/năm.\n(2) Đàn trâu: 500 con.\n3- Nhiệm vụ\n- Mở 5 lớp.",
        [("=", 30, "ha/năm", "2026/2030", "Trồng rừng mới"), ("=", 500, "con", "2026/2030", "Đàn trâu")],
    ),
    (
        "* Chỉ tiêu xã hội năm 2027:\n- Tỷ lệ hộ nghèo: 4%\n- Số xã được công nhận tối thiểu là: 7 xã",
        [("=", 4, "%", "2027", "Tỷ lệ hộ nghèo"), (">=", 7, "xã", "2027", "Số xã được công nhận")],
    ),
    # a page whose title only names the goals that it lists
    (
        "Các chỉ tiêu chủ yếu đến năm 2030\n\nVề kinh tế: Thu nhập bình quân: 90 triệu đồng. Tỷ lệ hộ có xe đạt từ 60 đến 62%.",
        [("=", 90, "triệu đồng", "2030", "Thu nhập bình quân"), ("range..62", 60, "%", "2030", "Tỷ lệ hộ có xe")],
    ),
    # further sentences that begin with what is to be done
    (
        (
            "Phấn đấu năm 2026 mỗi chi hội kết nạp 3 hội viên. Vận động ủng hộ quỹ đạt 100% chỉ tiêu; giúp đỡ 1 hộ nghèo. "
            "Bên cạnh đó, hoàn thành xây dựng 5 nhà kho."
        ),
        [
            ("=", 3, "hội viên", "2026", "mỗi chi hội kết nạp hội viên"),
            ("=", 100, "%", "2026", "Vận động ủng hộ quỹ"),
            ("=", 1, "hộ nghèo", "2026", "giúp đỡ hộ nghèo"),
            ("=", 5, "nhà kho", "2026", "hoàn thành xây dựng nhà kho"),
        ],
    ),
    # rates of money without "đồng", shares with a division sign, so many of many
    (
        "Mục tiêu năm 2026: giá trị sản xuất đạt 120 triệu/ha/năm; đường bộ đảm nhận 86÷90% lượng khách; 1.200/2.500 hợp tác xã khá.",
        [
            ("=", 120, "triệu/ha/năm", "2026", "giá trị sản xuất"),
            ("range..90", 86, "%", "2026", "đường bộ lượng khách"),
            ("=", 1200, "hợp tác xã", "2026", "hợp tác xã khá"),
        ],
    ),
    # numbered items under a bullet
    (
        "* Các chỉ tiêu chủ yếu đến năm 2025:\n(1). Thu ngân sách tăng 3%/năm.\n(2). Bê tông hóa 8 đường hẻm.",
        [("=", 3, "%/năm", "2025", "Thu ngân sách tăng"), ("=", 8, "đường", "2025", "Bê tông hóa đường hẻm")],
    ),
    # a list under a line that only names goals; a poverty line's period is no deadline
    (
        (
            "Các chỉ tiêu chủ yếu (nhiệm kỳ 2025-2030)\n- Về kinh tế:\n(1) Thu nhập bình quân đầu người: 65 triệu đồng/năm.\n"
            "(2) Tỷ lệ hộ nghèo (theo chuẩn nghèo đa chiều giai đoạn 2021 - 2025): 2%.\n- Về văn hóa:\n"
            "(3) Số trường học đạt chuẩn: 04 trường."
        ),
        [
            ("=", 65, "triệu đồng/năm", "2025/2030", "Thu nhập bình quân đầu người"),
            ("=", 2, "%", "2025/2030", "Tỷ lệ hộ nghèo"),
            ("=", 4, "trường", "2025/2030", "Số trường học đạt chuẩn"),
        ],
    ),
    # a bound before the first of two figures binds both
    (
        "Phấn đấu năm 2026 giải quyết việc làm cho ít nhất 25% hộ nghèo và 15% hộ cận nghèo.",
        [
            (">=", 25, "%", "2026", "giải quyết việc làm cho hộ nghèo"),
            (">=", 15, "%", "2026", "giải quyết việc làm cho hộ cận nghèo"),
        ],
    ),
    # a figure in brackets says the same in another unit
    (
        "Mục tiêu đến năm 2027: 20% diện tích chè (310 ha) được cấp mã số vùng trồng.",
        [
            ("=", 20, "%", "2027", "diện tích chè được cấp mã số vùng trồng"),
            ("=", 310, "ha", "2027", "diện tích chè được cấp mã số vùng trồng"),
        ],
    ),
    # kinds counted together are one unit, and do what the next figure's do
    (
        "Phấn đấu đến năm 2027 có 4 huyện, thị xã, thành phố và 90 xã, phường, thị trấn hoàn thành tiêu chí số hóa.",
        [
            ("=", 4, "huyện, thị xã, thành phố", "2027", "huyện, thị xã, thành phố hoàn thành tiêu chí số hóa"),
            ("=", 90, "xã, phường, thị trấn", "2027", "xã, phường, thị trấn hoàn thành tiêu chí số hóa"),
        ],
    ),
    # the statement goes on behind what its noun is for
    (
        "Phấn đấu năm 2027, 80% hệ thống báo cáo phục vụ điều hành được kết nối; 20% hoạt động kiểm tra được số hóa.",
        [
            ("=", 80, "%", "2027", "hệ thống báo cáo phục vụ điều hành được kết nối"),
            ("=", 20, "%", "2027", "hoạt động kiểm tra được số hóa"),
        ],
    ),
    # words that hold a verb and are none
    (
        "Phấn đấu đến năm 2030, 100% sản phẩm xuất khẩu và 50% hàng tiêu dùng được ghi nhãn môi trường.",
        [
            ("=", 100, "%", "2030", "sản phẩm xuất khẩu được ghi nhãn môi trường"),
            ("=", 50, "%", "2030", "hàng tiêu dùng được ghi nhãn môi trường"),
        ],
    ),
    (
        "Phấn đấu năm 2025 đào tạo nghề cho 600 lao động, giảm tỷ lệ hộ nghèo xuống còn 5%.",
        [("=", 600, "lao động", "2025", "đào tạo nghề cho lao động"), ("=", 5, "%", "2025", "giảm tỷ lệ hộ nghèo")],
    ),
    # measured against the plan, and still to be reached
    (
        "Huyện thống nhất năm 2026 phấn đấu thu ngân sách tăng 5% so với kế hoạch, thu hút 12 dự án.",
        [("=", 5, "%", "2026", "thu ngân sách tăng"), ("=", 12, "dự án", "2026", "thu hút dự án")],
    ),
    # a time before a colon is set for all that follows, in the next sentence too; its parts are parts of the whole
    (
        (
            "Các chỉ tiêu chủ yếu năm 2024 là: tổng giá trị sản xuất đạt 8.900 tỷ đồng. Trong đó, ngành nông nghiệp là"
            " 3.600 tỷ đồng, tăng 8,5% so với năm 2023; ngành công nghiệp 3.700 tỷ đồng."
        ),
        [
            ("=", 8900, "tỷ đồng", "2024", "tổng giá trị sản xuất"),
            ("=", 3600, "tỷ đồng", "2024", "tổng giá trị sản xuất ngành nông nghiệp"),
            ("=", 8.5, "%", "2024", "tổng giá trị sản xuất ngành nông nghiệp tăng"),
            ("=", 3700, "tỷ đồng", "2024", "tổng giá trị sản xuất ngành công nghiệp"),
        ],
    ),
    (
        "Năm 2025, nhiều địa phương đặt mục tiêu tăng trưởng GRDP từ 10% trở lên. Cụ thể: Bắc Ninh: 12%; Hà Nam: 10,5%.",
        [
            (">=", 10, "%", "2025", "tăng trưởng GRDP"),
            ("=", 12, "%", "2025", "tăng trưởng GRDP Bắc Ninh"),
            ("=", 10.5, "%", "2025", "tăng trưởng GRDP Hà Nam"),
        ],
    ),
    # another school, another time: what differs takes the place of what was said
    (
        (
            "Mục tiêu năm 2026: tỷ lệ đi học đúng độ tuổi cấp tiểu học đạt 99%, cấp trung học cơ sở đạt 97%; tỷ lệ chuyển cấp"
            " từ tiểu học lên trung học cơ sở đạt 98%, từ trung học cơ sở lên trung học phổ thông đạt 90%."
        ),
        [
            ("=", 99, "%", "2026", "tỷ lệ đi học đúng độ tuổi cấp tiểu học"),
            ("=", 97, "%", "2026", "tỷ lệ đi học đúng độ tuổi cấp trung học cơ sở"),
            ("=", 98, "%", "2026", "tỷ lệ chuyển cấp từ tiểu học lên trung học cơ sở"),
            ("=", 90, "%", "2026", "tỷ lệ chuyển cấp từ trung học cơ sở lên trung học phổ thông"),
        ],
    ),
    # a level without a unit, and a place that says itself what it is
    (
        "Phấn đấu năm 2030 số sinh viên trên một vạn dân đạt ít nhất là 260; nằm trong 4 quốc gia có giáo dục tốt nhất.",
        [
            (">=", 260, None, "2030", "số sinh viên trên một vạn dân"),
            ("<=", 4, "quốc gia", "2030", "quốc gia có giáo dục tốt nhất"),
        ],
    ),
    # news go through the topics of a plan in paragraphs
    (
        (
            "Mục tiêu đến năm 2030, tỷ lệ trường mầm non tư thục đạt 30%.\n\nĐối với tiểu học, duy trì kết quả phổ cập; 75%"
            " các xã đạt chuẩn.\n\nTỷ lệ học sinh bỏ học còn 0,1%."
        ),
        [
            ("=", 30, "%", "2030", "tỷ lệ trường mầm non tư thục"),
            ("=", 75, "%", "2030", "các xã đạt chuẩn"),
            ("=", 0.1, "%", "2030", "Tỷ lệ học sinh bỏ học"),
        ],
    ),
    # each thing counted is measured by itself, and done as the first is
    (
        "Năm 2026 phấn đấu thành lập mới 60 tổ hợp tác và 40 HTX, trong đó có 30 HTX nông nghiệp.",
        [
            ("=", 60, "tổ hợp tác", "2026", "thành lập mới tổ hợp tác"),
            ("=", 40, "HTX", "2026", "thành lập mới HTX"),
            ("=", 30, "HTX", "2026", "thành lập mới HTX nông nghiệp"),
        ],
    ),
    # a list gives the parts of what its head measures
    (
        "Mục tiêu năm 2026:\n- Tổng diện tích gieo trồng 772 ha, trong đó:\n+ Lúa 507 ha\n+ Ngô: 265 ha",
        [
            ("=", 772, "ha", "2026", "Tổng diện tích gieo trồng"),
            ("=", 507, "ha", "2026", "Tổng diện tích gieo trồng Lúa"),
            ("=", 265, "ha", "2026", "Tổng diện tích gieo trồng Ngô"),
        ],
    ),
    # what is so elsewhere is told aside
    (
        "Mục tiêu năm 2026 diện tích nhà ở bình quân toàn tỉnh đạt 29 m2 sàn/người (cả nước dự kiến đạt 28 m2 sàn/người).",
        [("=", 29, "m2 sàn/người", "2026", "diện tích nhà ở bình quân toàn tỉnh")],
    ),
    # the figures of a plan that was adopted
    (
        (
            "Ngày 10/12/2025, HĐND tỉnh thông qua Nghị quyết về kế hoạch phát triển năm 2026. Trong đó, tốc độ tăng trưởng"
            " 9,5%, thu ngân sách 12.000 tỷ đồng."
        ),
        [("=", 9.5, "%", "2026", "tốc độ tăng trưởng"), ("=", 12000, "tỷ đồng", "2026", "thu ngân sách")],
    ),
    (
        "Tỷ lệ năng lượng tái tạo trong tổng cung dự kiến đạt 15-20% vào năm 2030.",
        [("range..20", 15, "%", "2030", "Tỷ lệ năng lượng tái tạo trong tổng cung")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), STATEMENTS, ids=[text[:50] for text, _ in STATEMENTS])
def test_stated_goals(extractor: Extractor, text: str, expected: list[Stated]) -> None:
    assert stated(extractor, text, "2022-03-01") == expected


NO_GOALS = [
    # goals told as reached, with all that follows
    (
        "Năm 2021, các chỉ tiêu kinh tế - xã hội của huyện đều đạt, vượt kế hoạch. Tốc độ tăng trưởng đạt 11%. Thu ngân sách"
        " 90 tỷ đồng."
    ),
    "Nhiều chỉ tiêu đạt cao như tỷ lệ xã đạt chuẩn nông thôn mới 83,2%/50% tổng số xã.",
    "Mục tiêu đề ra đến năm 2025 cơ bản hoàn thành: tỷ lệ hộ nghèo còn 2%, thu nhập đạt 65 triệu đồng.",
    "Các chỉ tiêu chủ yếu năm 2025 ước thực hiện như sau: doanh thu 15 tỷ đồng; thu nhập 50 triệu đồng.",
    "Ước đến cuối năm 2025, tỷ lệ hộ nghèo còn 2,5%.",
    "Đến năm 2025, huyện ước có 12 xã đạt chuẩn nông thôn mới.",
    "Với sự nỗ lực phấn đấu, tỉnh hoàn thành 100% chỉ tiêu được giao.",
    # what carries goals, and what is done for them
    "Đại hội đề ra phương hướng với 5 nhiệm vụ trọng tâm và 3 khâu đột phá, phấn đấu đạt 6 chương trình trọng điểm.",
    "Để đạt mục tiêu này, tỉnh đã mở 12 lớp tập huấn.",
    # a year, the number of a row, and how pure a thing is
    "Mục tiêu: hoàn thành quy hoạch sử dụng đất đến 2030 huyện Tân Sơn.",
    "Mục tiêu: sản xuất tinh dầu hàm lượng ≥ 99%.",
    "Năm qua, ngành vẫn hoàn thành và hoàn thành vượt mức một số chỉ tiêu. Sản lượng chè đạt 90 tấn, tăng 4%.",
    "Tỷ lệ tăng trưởng 8%.\nNhiệm kỳ 2025-2030, xã phấn đấu đạt chuẩn trước năm 2028.",
    'Phấn đấu mỗi gia đình đạt tiêu chí "5 không, 3 sạch".',
    "Mục tiêu: cơ cấu kinh tế (gốm - giấy - gỗ) năm 2026 là: 40% - 35% - 25%.",
]


@pytest.mark.parametrize("text", NO_GOALS, ids=[text[:50] for text in NO_GOALS])
def test_no_goals(extractor: Extractor, text: str) -> None:
    assert stated(extractor, text, "2022-03-01") == []


MET = [
    "Kết quả, đến năm 2025 có 90% hộ dùng nước sạch, hoàn thành mục tiêu nghị quyết.",
    "Đến hết năm 2025, toàn huyện hoàn thành trồng 300 ha rừng, đạt 102% kế hoạch.",
]


@pytest.mark.parametrize("text", MET)
def test_without_a_date_what_meets_a_plan_is_told_as_done(extractor: Extractor, text: str) -> None:
    assert stated(extractor, text) == []
    assert stated(extractor, text.rpartition(",")[0] + ".") != []
    assert stated(extractor, text, "2022-03-01") != []


DECISION = """\
BỘ Y TẾ
Số: 14/QĐ-BYT
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hà Nội, ngày 2 tháng 1 năm 2023

QUYẾT ĐỊNH
{subject}

Điều 1. {first}
Mục tiêu đến năm 2025: kiểm tra tối thiểu 15% hồ sơ của mỗi đơn vị.
"""


def test_what_makes_law_states_no_goals(extractor: Extractor) -> None:
    plan = DECISION.format(subject="Phê duyệt Kế hoạch kiểm tra hồ sơ", first="Phê duyệt kế hoạch.")
    assert len(stated(extractor, plan)) == 1
    rules = DECISION.format(subject="Ban hành Quy chế kiểm tra hồ sơ", first="Ban hành quy chế.")
    assert stated(extractor, rules) == []
    scope = DECISION.format(subject="Về kiểm tra hồ sơ", first="Phạm vi điều chỉnh")
    assert stated(extractor, scope) == []
