"""Figures as Vietnam writes them."""

import pytest

from pipeline import Extractor
from pipeline.extract.preference import held_before
from pipeline.extract.targets.quantities import find_quantities, parse_number
from pipeline.model import Document, Kind


@pytest.mark.parametrize(
    ("written", "value"),
    [("1.500", 1500), ("8,5", 8.5), ("3.5", 3.5), ("01", 1), ("1.234.567", 1234567), ("40.500,25", 40500.25)],
)
def test_numbers(written: str, value: float) -> None:
    assert parse_number(written) == value


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("đạt 8,0 - 8,5%/năm", [("range", 8, 8.5, "%/năm")]),
        ("từ 40 đến 50 hợp tác xã", [("range", 40, 50, "hợp tác xã")]),
        ("30% - 40% cán bộ", [("range", 30, 40, "%")]),
        ("đạt tối thiểu 55 tỷ USD/năm", [(">=", 55, None, "tỷ USD/năm")]),
        ("có 20ha rau và 3 km kênh", [("=", 20, None, "ha"), ("=", 3, None, "km")]),
        ("trên 8 triệu lượt khách", [(">", 8, None, "triệu lượt khách")]),
        ("thu 1.500 tỷ đồng", [("=", 1500, None, "tỷ đồng")]),
        ("tỷ lệ 30/100.000 dân", [("=", 30, None, "/100.000 dân")]),
        ("có 1,200 hộ thoát nghèo", [("=", 1200, None, "hộ")]),
        ("trồng 2.500 bụi tre", [("=", 2500, None, "bụi")]),
        ("phủ sóng 5G ở Quốc lộ 1, theo TCVN 10380", []),
        ("triển khai Đề án 06, mức độ 4, thứ 3 hằng tuần", []),
        ("trong vòng 3 năm, sau 5 ngày làm việc", []),
        ("tăng trưởng hai con số, 4 tại chỗ, 2 con số", []),
    ],
)
def test_figures_with_units(
    extractor: Extractor, text: str, wanted: list[tuple[str, float, float | None, str]]
) -> None:
    context = extractor.open(Document(text, address="text:"))
    found = find_quantities(context, 0, len(context.text), held_before(context, Kind.TARGET))
    assert [(one.comparator, one.value, one.value_max, one.unit) for one in found] == wanted


def test_a_doubtful_comma_is_told(extractor: Extractor) -> None:
    (target,) = extractor.extract("Phấn đấu năm 2025 có 1,200 hộ thoát nghèo.").targets
    assert target.value == 1200
    assert target.doubt == "comma read as a separator of thousands"
