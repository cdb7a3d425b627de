"""Tables of goals, as rows of cells and as a cell a line."""

from pipeline import Extractor

ROWS = """\
II. CHỈ TIÊU

STT | Chỉ tiêu | Đơn vị tính | Thực hiện 2021 | 2022 | 2023 | Ghi chú
1 | Số xã đạt chuẩn nông thôn mới | xã | 44 | 47 | 51 | lũy kế
2 | Tỷ lệ hộ dùng nước sạch | % | 58,3 | 61 | ≥ 64,5 |
3 | Thu nhập bình quân đầu người | triệu đồng | 46,2 | - | 50 - 52 |
"""


def cells(extractor: Extractor, text: str) -> set[tuple[str, str, float, float | None, str | None, str]]:
    return {
        (fact.indicator, fact.comparator, fact.value, fact.value_max, fact.unit, str(fact.by))
        for fact in extractor.extract(text).targets
    }


def test_each_cell_of_a_goal_column_is_a_target(extractor: Extractor) -> None:
    assert cells(extractor, ROWS) == {
        ("Số xã đạt chuẩn nông thôn mới", "=", 47, None, "xã", "2022"),
        ("Số xã đạt chuẩn nông thôn mới", "=", 51, None, "xã", "2023"),
        ("Tỷ lệ hộ dùng nước sạch", "=", 61, None, "%", "2022"),
        ("Tỷ lệ hộ dùng nước sạch", ">=", 64.5, None, "%", "2023"),
        ("Thu nhập bình quân đầu người", "range", 50, 52, "triệu đồng", "2023"),
    }


def test_a_table_with_a_cell_a_line(extractor: Extractor) -> None:
    text = (
        "2. Chỉ tiêu\n\nTT\nChỉ tiêu\nĐVT\nNăm 2019\nNăm 2020\n"
        "1\nTỷ lệ trạm y tế có bác sĩ\n%\n92\n100\n"
        "2\nSố trạm y tế kiểu mẫu\ntrạm\n12\n30\nIII. KINH PHÍ"
    )
    assert cells(extractor, text) == {
        ("Tỷ lệ trạm y tế có bác sĩ", "=", 92, None, "%", "2019"),
        ("Tỷ lệ trạm y tế có bác sĩ", "=", 100, None, "%", "2020"),
        ("Số trạm y tế kiểu mẫu", "=", 12, None, "trạm", "2019"),
        ("Số trạm y tế kiểu mẫu", "=", 30, None, "trạm", "2020"),
    }


def test_the_cell_and_the_head_are_evidence(extractor: Extractor) -> None:
    target = next(fact for fact in extractor.extract(ROWS).targets if fact.value == 51)
    parts = {span.part: span.quote for span in target.mentions}
    assert parts["value"] == "51"
    assert parts["by"] == "2023"


def test_tables_of_results_are_left(extractor: Extractor) -> None:
    assert cells(extractor, ROWS.replace("II. CHỈ TIÊU", "I. KẾT QUẢ THỰC HIỆN")) == set()
    assert cells(extractor, ROWS.replace("| 2022 | 2023 |", "| Ước 2022 | Ước 2023 |")) == set()


def test_a_row_with_its_own_years(extractor: Extractor) -> None:
    assert cells(extractor, "Chỉ tiêu: Tỷ lệ nước thải được xử lý | % | 2024: 62,5 | 2025: ≥ 66") == {
        ("Tỷ lệ nước thải được xử lý", "=", 62.5, None, "%", "2024"),
        ("Tỷ lệ nước thải được xử lý", ">=", 66, None, "%", "2025"),
    }


LAND = """\
QUY HOẠCH SỬ DỤNG ĐẤT
I. CHỈ TIÊU SỬ DỤNG ĐẤT

STT | Chỉ tiêu | Hiện trạng năm 2021 | Quy hoạch đến năm 2030 | Tăng, giảm
Diện tích (ha) | Cơ cấu (%) | Diện tích (ha) | Cơ cấu (%) | Diện tích (ha)
(1) | (2) | (3) | (4) | (5) | (6) | (7)
1 | Đất trồng chè | 1.204,5 | 12,4 | 1.310 | 13,5 | 105,5
| Trong đó: Đất chè đặc sản | 310 | 3,2 | 420,25 | 4,3 | 110,25
"""


def test_parts_under_a_head_belong_to_its_time(extractor: Extractor) -> None:
    assert cells(extractor, LAND) == {
        ("Diện tích đất trồng chè", "=", 1310, None, "ha", "2030"),
        ("Cơ cấu đất trồng chè", "=", 13.5, None, "%", "2030"),
        ("Diện tích đất chè đặc sản", "=", 420.25, None, "ha", "2030"),
        ("Cơ cấu đất chè đặc sản", "=", 4.3, None, "%", "2030"),
    }


def test_blank_cells_keep_parts_under_their_head(extractor: Extractor) -> None:
    aligned = LAND.replace("năm 2021 |", "năm 2021 | |").replace("năm 2030 |", "năm 2030 | |")
    aligned = aligned.replace("\nDiện tích (ha) | Cơ cấu", "\n| | Diện tích (ha) | Cơ cấu")
    assert cells(extractor, aligned) == cells(extractor, LAND)


def test_parts_that_fit_no_head_give_nothing(extractor: Extractor) -> None:
    assert cells(extractor, LAND.replace("\nDiện tích (ha) |", "\nSố thửa | Diện tích (ha) |")) == set()


NARROW = """\
Phụ lục
CÁC CHỈ TIÊU CHỦ YẾU

TT
CHỈ TIÊU
MỤC TIÊU
2026 - 2030
CƠ QUAN
THEO DÕI

I
VỀ KINH TẾ
1
Tốc độ tăng giá trị sản xuất
bình quân/năm (%)
Phấn đấu ≥
9,5
Sở Tài chính
2
Thu nhập bình quân đầu người
đến năm 2030 (USD)
7.200
1. Sở Tài chính đầu mối
2. Các địa phương

Trong đó: khu vực nông thôn
5.400
Các địa phương
3
Năng lực cạnh tranh thuộc nhóm
15 địa phương
dẫn đầu
Sở Tài chính
II
VỀ XÃ HỘI
4
Giảm tỷ lệ hộ nghèo (%)
1 - 1,5
Sở Nông nghiệp và Môi trường
"""


def test_a_table_whose_cells_are_broken_into_lines(extractor: Extractor) -> None:
    assert cells(extractor, NARROW) == {
        ("Tốc độ tăng giá trị sản xuất bình quân/năm", ">=", 9.5, None, "%", "2026/2030"),
        ("Thu nhập bình quân đầu người", "=", 7200, None, "USD", "2030"),
        ("Thu nhập bình quân đầu người khu vực nông thôn", "=", 5400, None, "USD", "2026/2030"),
        ("Năng lực cạnh tranh", "<=", 15, None, "địa phương", "2026/2030"),
        ("Giảm tỷ lệ hộ nghèo", "range", 1, 1.5, "%", "2026/2030"),
    }


def test_a_narrow_table_of_tasks_is_none_of_goals(extractor: Extractor) -> None:
    assert cells(extractor, NARROW.replace("CHỈ TIÊU\nMỤC TIÊU", "CÔNG VIỆC\nTHỜI GIAN")) == set()
