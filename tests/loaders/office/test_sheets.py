"""XLSX: what a sheet shows, with the heads of each cell; numbers and days by their formats."""

import pytest

from pipeline.loaders import LoadError, load_bytes
from pipeline.loaders.office import sheets
from pipeline.loaders.office.cell_formats import show_number
from tests.loaders.office.make import appendix_xlsx, xlsx, zipped


def test_an_appendix():
    document = load_bytes(appendix_xlsx())
    assert document.format == "xlsx"
    assert document.text == (
        "PHỤ LỤC I\n(Kèm theo Kế hoạch số 33/KH-UBND ngày 05/02/2021 của UBND tỉnh Hòa Bình)\n\n"
        "TT | Chỉ tiêu | Đơn vị | Năm 2020 | Năm 2021 |\n |  |  |  | Kế hoạch | Ước\n"
        "1 | Rừng trồng mới | ha | 5.640 | 5.500 | 5498,25\n2 | Tỷ lệ che phủ rừng | % | 51,5% | 51,7%\n"
        "3 | Ngày nghiệm thu |  | 30/09/2020 | 30/09/2021\n\nNGƯỜI LẬP BIỂU"
    )
    place = next(place for place in document.places if document.text[place.start : place.end] == "51,7%")
    assert (place.element, place.row_head, place.column_head) == (
        "Biểu 1!E7",
        "Tỷ lệ che phủ rừng",
        "Năm 2021 / Kế hoạch",
    )


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (1234567.5, "#,##0", "1.234.568"),
        (-1234.5, "#,##0.00", "-1.234,50"),
        (-5, "#,##0;(#,##0)", "(5)"),
        (0, '#,##0;-#,##0;"-"', "-"),
        (0.0825, "0.00%", "8,25%"),
        (7, "000", "007"),
        (1500, '#,##0" ha"', "1.500 ha"),
        (2500000, '#,##0.0,,"  triệu"', "2,5  triệu"),
        (12.5, "0.##", "12,5"),
        (12, "0.##", "12"),
        (1234, '_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)', "1.234"),
        (3, "[Red]#,##0 [$đ-42A]", "3 đ"),
        (0.1 + 0.2, "General", "0,3"),
        (1e22, "General", "10000000000000000000000"),
        (2025, "General", "2025"),
        (45356, "dd/mm/yyyy", "05/03/2024"),
        (45356.5, "d/m/yy h:mm", "5/3/24 12:00"),
        (45356, '"Ngày" dd "tháng" mm', "Ngày 05 tháng 03"),
        (59, "dd/mm/yyyy", "28/02/1900"),
        (-3, "dd/mm/yyyy", "-3"),
        (12, "# ?/?", "12"),
    ],
)
def test_numbers_as_they_are_shown(value, form, shown):
    assert show_number(value, form) == shown


def test_a_mac_counts_from_1904():
    assert show_number(0, "dd/mm/yyyy", from_1904=True) == "01/01/1904"


def test_hidden_sheets_are_left_out():
    with pytest.raises(LoadError) as caught:
        load_bytes(xlsx({"~Ẩn": [["x"]]}))
    assert caught.value.code == "empty"


def test_a_head_in_two_blocks_is_read_as_on_a_page():
    rows = [
        ["UBND TỈNH X", None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["Số: 4/BC-UBND", None, "Độc lập - Tự do - Hạnh phúc"],
    ]
    text = load_bytes(xlsx({"a": [*rows, ["TT", "Tên", "Số"], [1, "Lúa", 5]]})).text
    assert text.split("\n")[:2] == ["UBND TỈNH X", "Số: 4/BC-UBND"]
    assert text.endswith("TT | Tên | Số\n1 | Lúa | 5")


def test_a_sheet_too_long_is_cut_and_says_where(monkeypatch):
    monkeypatch.setattr(sheets, "MOST_CELLS", 6)
    monkeypatch.setattr(
        sheets.SheetLimit, "__init__", lambda self: (setattr(self, "left", 6), setattr(self, "problems", []))[0]
    )
    document = load_bytes(xlsx({"Dài": [[n, f"a{n}", n] for n in range(5)]}))
    assert document.text == "0 | a0 | 0\n1 | a1 | 1"
    assert [(p.code, p.where) for p in document.problems] == [("too-large", "Dài")]
    assert "A3" in document.problems[0].message


@pytest.mark.parametrize("content", ["", "<workbook", "no"])
def test_damaged(content):
    with pytest.raises(LoadError) as caught:
        load_bytes(zipped({"xl/workbook.xml": content}))
    assert caught.value.code == "damaged"
