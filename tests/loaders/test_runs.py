"""Paragraphs and tables of runs become stored text with places."""

from pipeline.loaders.pieces import Cell, Run, Table
from pipeline.loaders.runs import assemble
from pipeline.model import Stated


def paragraph(*texts: str):
    return tuple(Run(text) for text in texts)


def cell(*texts: str, span: int = 1) -> Cell:
    return Cell(tuple(paragraph(text) for text in texts), span)


GOALS = Table(
    (
        (cell("TT"), cell("Chỉ tiêu"), cell("Đơn vị"), cell("Năm 2025", span=2)),
        (cell(), cell(), cell(), cell("Kế hoạch"), cell("Ước")),
        (cell("1"), cell("Trồng rừng", "mới"), cell("ha"), cell("120"), cell("118")),
    ),
    heads=2,
)


def placed(found):
    return {found.text[place.start : place.end]: place for place in found.places}


def test_paragraphs_are_lines_and_empty_ones_one_gap():
    found = assemble([paragraph(" "), paragraph("Điều 1", ". Giao"), (), paragraph(""), paragraph("Điều 2.\nSở")])
    assert found.text == "Điều 1. Giao\n\nĐiều 2.\nSở"
    assert found.places == ()


def test_a_row_is_a_line_and_a_cell_has_its_place():
    found = assemble([paragraph("Chỉ tiêu chủ yếu:"), GOALS, paragraph("Hết")])
    assert found.text == (
        "Chỉ tiêu chủ yếu:\n\nTT | Chỉ tiêu | Đơn vị | Năm 2025 |\n |  |  | Kế hoạch | Ước\n"
        "1 | Trồng rừng mới | ha | 120 | 118\n\nHết"
    )
    place = placed(found)["118"]
    assert (place.element, place.row_head, place.column_head) == (
        "table 1, row 3, column 5",
        "Trồng rừng mới",
        "Năm 2025 / Ước",
    )
    assert placed(found)["Trồng rừng mới"].row_head is None
    assert placed(found)["TT"].column_head is None
    assert [place.start for place in found.places] == sorted(place.start for place in found.places)


def test_a_table_that_places_an_official_head_comes_cell_after_cell():
    head = Table(((cell("UBND TỈNH X", "Số: 12/KH-UBND"), cell("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")),))
    found = assemble([head])
    assert found.text == "UBND TỈNH X\nSố: 12/KH-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert found.places == ()


def test_old_encodings_are_converted_over_all_runs():
    head = (Run("Bé C«ng nghiÖp", ".VnTimeH"), Run(" ban hµnh quyÕt ®"), Run("Þnh nµy"))
    found = assemble([head, GOALS])
    assert found.text.startswith("BỘ CÔNG NGHIỆP ban hành quyết định này\n\nTT | Chỉ tiêu")
    assert found.stated == (Stated("encoding", "TCVN3", "converted: 7 words"),)


def test_text_is_made_storable():
    assert assemble([paragraph("a\0b\ud800\r\nc")]).text == "a\ufffdb\ufffd\nc"


def test_a_head_in_rows_is_read_column_by_column():
    head = Table(
        (
            (cell("UBND TỈNH X"), cell("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")),
            (cell("SỞ CÔNG THƯƠNG"), cell("Độc lập - Tự do - Hạnh phúc")),
            (cell("Số: 12/KH-SCT"), cell("X, ngày 3 tháng 2 năm 2025")),
        )
    )
    lines = assemble([head]).text.split("\n")
    assert lines[:3] == ["UBND TỈNH X", "SỞ CÔNG THƯƠNG", "Số: 12/KH-SCT"]


def test_a_single_row_of_short_cells_is_data():
    assert (
        assemble([Table(((cell("5"), cell("Cầu Đá"), cell("12 tỷ đồng")),), heads=0)]).text == "5 | Cầu Đá | 12 tỷ đồng"
    )


def test_a_table_of_data_inside_one_that_places_keeps_its_rows():
    outer = Table(((cell("Bên cạnh"), Cell((paragraph("Trước"), GOALS, paragraph("Sau")))),))
    lines = assemble([outer]).text.split("\n")
    assert lines[:3] == ["Bên cạnh", "Trước", ""]
    assert lines[-3:] == ["1 | Trồng rừng mới | ha | 120 | 118", "", "Sau"]
