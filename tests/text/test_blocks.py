"""Blocks, their outline, and the joining of wrapped lines."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.blocks import find_blocks, join_wraps

WRAPPED = """KẾ HOẠCH
Phát triển nghề dệt thổ cẩm trên địa bàn huyện
Căn cứ Quyết định số 12/QĐ-UBND ngày 03 tháng 4 năm 2019 của Ủy ban nhân dân tỉnh về
việc ban hành chương trình bảo tồn nghề truyền thống của đồng bào các dân tộc thiểu số
giai đoạn 2019 - 2023;
Xét đề nghị của Phòng Kinh tế và Hạ tầng huyện tại tờ trình gửi kèm hồ sơ và dự toán chi
tiết của từng hạng mục công việc,
I. MỤC TIÊU
- Đến hết năm 2023 có ít nhất ba làng nghề được công nhận, mỗi làng có một tổ hợp tác dệt
gồm những nghệ nhân và thợ trẻ cùng làm.
- Mở hai lớp truyền nghề mỗi năm.
"""


def test_wrapped_lines_join_without_moving_anything() -> None:
    joined = join_wraps(WRAPPED)
    assert len(joined) == len(WRAPPED)
    assert "năm 2019 của Ủy ban nhân dân tỉnh về việc ban hành" in joined
    assert "\nI. MỤC TIÊU\n" in joined
    assert "\n- Mở hai lớp" in joined
    assert "KẾ HOẠCH\n" in joined


def test_a_paragraph_broken_after_its_first_words_is_joined_and_a_heading_in_capitals_is_not() -> None:
    text = WRAPPED + (
        "1. Mục\ntiêu chung của các làng\nSau khi nghe ý kiến của các\nnghệ nhân về những việc đã làm được và những việc chưa làm được trong năm\n"
        "2018.\nVỀ VIỆC GIỮ GÌN NGHỀ DỆT THỔ CẨM CỦA ĐỒNG BÀO CÁC DÂN TỘC THIỂU SỐ Ở HUYỆN\nThực hiện chủ trương của tỉnh về giữ nghề\n"
    )
    joined = join_wraps(text)
    assert "1. Mục tiêu chung của các làng\n" in joined
    assert "trong năm 2018.\n" in joined
    assert "Ở HUYỆN\nThực hiện" in joined


def test_text_with_one_paragraph_a_line_stays() -> None:
    text = "Đoạn thứ nhất khá dài, kể về một buổi lễ trao giấy khen ở xã vùng cao.\nđoạn hai.\n" * 5
    assert join_wraps(text) == text


def test_in_a_few_lines_small_letters_go_on_with_a_long_line_that_is_not_finished() -> None:
    text = "Năm 2026, xã đặt mục tiêu tăng thu nhập của người dân\ntừ 9% trở lên.\nđơn vị: ha\nVề việc\nbảo vệ rừng\n"
    assert join_wraps(text) == text.replace("dân\ntừ", "dân từ")
    listed = "Thành phần gồm đại diện của các cơ quan và địa phương sau\na) lãnh đạo xã\nb) lãnh đạo thôn\n"
    assert join_wraps(listed) == listed


def test_outline() -> None:
    text = "I. MỤC TIÊU\n1. Mục tiêu chung\nLời dẫn\n2. Mục tiêu cụ thể\n- Một\n+ Hai\n- Ba\nII. NHIỆM VỤ\n- Bốn"
    blocks = find_blocks(text)
    assert [block.marker for block in blocks] == ["I.", "1.", None, "2.", "-", "+", "-", "II.", "-"]
    assert [block.parent for block in blocks] == [None, 0, 1, 0, 3, 4, 3, None, 7]


def test_items_of_one_level_marked_otherwise_stand_under_a_heading() -> None:
    parents = [block.parent for block in find_blocks("* Lúa\n- Vụ xuân 20 ha\n– Vụ mùa 30 ha\n* Ngô\n- Vụ đông 5 ha")]
    assert parents == [None, 0, 0, None, 3]
    parents = [block.parent for block in find_blocks("2- Chỉ tiêu năm 2026\n(1) Lúa\n(2) Ngô\n3- Nhiệm vụ\n(1) Cấy")]
    assert parents == [None, 0, 0, None, 3]
    # a finished statement heads nothing, and numbers that go on begin no list of their own
    assert [block.parent for block in find_blocks("* Trồng lúa;\n- Trồng ngô")] == [None, None]
    assert [block.parent for block in find_blocks("1. Lúa\n2) Ngô")] == [None, None]


def test_a_paragraph_with_a_colon_heads_the_list_below() -> None:
    blocks = find_blocks("Tham dự có:\n- Bà Lê Thị Na\n- Ông Vi Văn Lả\nKết thúc buổi lễ:\n- Trao quà")
    assert [block.parent for block in blocks] == [None, 0, 0, None, 3]


def test_numbers_and_dates_are_no_markers() -> None:
    assert [block.marker for block in find_blocks("12.500 hộ nghèo\n2.5 triệu\n8/8 là ngày hội\n-5 độ C")] == [None] * 4


@given(st.text(st.sampled_from("ab Đ\n-+1.):IVĐiều•|")))
def test_blocks_cover_all_words_in_order(text: str) -> None:
    blocks = find_blocks(text)
    assert all(one.end <= two.start for one, two in pairwise(blocks))
    covered = "".join(text[block.start : block.end] for block in blocks)
    assert "".join(covered.split()) == "".join(text.split())
    assert all(block.parent is None or block.parent < index for index, block in enumerate(blocks))
