"""How markup becomes lines: blocks, inline tags, lists, tables, and pages made to break a reader."""

import pytest

from pipeline.loaders import LoadError, load_bytes
from tests.timing import grows_in_proportion


def text_of(body: str) -> str:
    return load_bytes(f"<html><body>{body}</body></html>".encode()).text


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>Kế ho<b>ạch</b> s<span>ố</span> 5</p>", "Kế hoạch số 5"),
        ("<p>Một<br>hai</p><p>ba</p>", "Một\nhai\n\nba"),
        ("Một<br><br>hai<br/>ba", "Một\n\nhai\nba"),
        ("<div>Một</div><div>hai</div>", "Một\nhai"),
        ("<p>a \n\t b&nbsp; c&#160;d</p>", "a b c d"),
        ("<p>m<sup>2</sup> &lt; 5 &amp; R&amp;D</p>", "m2 < 5 & R&D"),
        ("<pre>dòng 1\n  dòng 2\n\ndòng 3</pre>", "dòng 1\ndòng 2\n\ndòng 3"),
        ("<p>thấy<span style='display: none'>ẩn</span><script>x</script><!-- ghi chú --></p>", "thấy"),
        ("<h2>Mục I</h2><p>Một<p>hai", "Mục I\n\nMột\n\nhai"),
    ],
)
def test_lines(body, text):
    assert text_of(body) == text


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<ul><li>một</li><li><p>hai</p></li></ul>", "- một\n\n- hai"),
        ("<ol><li>một<li>hai</ol>", "1. một\n2. hai"),
        ("<ol start=4><li>một</li></ol>", "4. một"),
        ("<ul><li>a) một</li><li>+ hai</li><li>1.2. ba</li></ul>", "a) một\n+ hai\n1.2. ba"),
        ("<ul style='list-style:none'><li>một</li></ul>", "một"),
        ("<ol><li>một<ul><li>con</li></ul></li><li>hai</li></ol>", "1. một\n\n- con\n\n2. hai"),
    ],
)
def test_lists(body, text):
    assert text_of(body) == text


DATA = (
    "<table><tr><th>Huyện</th><th>Chỉ tiêu</th></tr>"
    "<tr><td>Ea Kar</td><td>40%</td></tr><tr><td>Lắk</td><td>35%</td></tr></table>"
)
HEAD = (
    "<table><tr><td>UBND TỈNH X<br>----</td>"
    "<td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc</td></tr>"
    "<tr><td>Số: 5/KH-UBND</td><td>X, ngày 1 tháng 2 năm 2020</td></tr></table>"
)
HEAD_LINES = (
    "UBND TỈNH X\n----\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    "Số: 5/KH-UBND\nX, ngày 1 tháng 2 năm 2020"
)
ROWS = "Huyện | Chỉ tiêu\nEa Kar | 40%\nLắk | 35%"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (DATA, ROWS),
        (
            f"<table><tr><td>Cột trái</td><td><p>Bài chính</p>{DATA}</td></tr></table>",
            f"Cột trái\n\nBài chính\n\n{ROWS}",
        ),
        ("<table><tr><td>A</td></tr><tr><td>B</td></tr></table>", "A\nB"),
        (f"<table><caption>Bảng 1</caption>{DATA[7:]}", f"Bảng 1\n\n{ROWS}"),
        (HEAD, HEAD_LINES),
        (f"{HEAD}<p>KẾ HOẠCH</p>", f"{HEAD_LINES}\n\nKẾ HOẠCH"),
    ],
)
def test_tables(body, text):
    assert text_of(body) == text


ARTICLE = "<p>Huyện đặt mục tiêu năm 2021 có thêm 3 xã đạt chuẩn nông thôn mới, nâng tổng số lên 11 xã.</p>" * 4


@pytest.mark.parametrize(
    "head", ["Các tin đã đưa", "Tin liên quan", "Bài viết khác:", "TIN CÙNG CHUYÊN MỤC", "Xem thêm"]
)
def test_lists_of_other_pages_go(head):
    links = "<p><a href=1>Khai giảng năm học mới ở huyện vùng cao</a> (05/09/2020)</p>"
    assert "Khai giảng" not in text_of(f"<div>{ARTICLE}<b>{head}</b>{links}</div>")


def test_links_inside_sentences_stay():
    body = ARTICLE + "<p>Căn cứ <a href=1>Quyết định số 7/QĐ-UBND</a> ngày 4/1/2021 và các văn bản liên quan khác.</p>"
    assert text_of(body).endswith("Căn cứ Quyết định số 7/QĐ-UBND ngày 4/1/2021 và các văn bản liên quan khác.")


def test_furniture_that_holds_the_text_is_none():
    assert text_of(f"<div class='sidebar menu'>{ARTICLE}</div>").count("11 xã") == 4


def test_a_page_of_links_is_not_empty():
    assert "Văn bản" in text_of("<ul>" + "<li><a href=1>Văn bản mới</a></li>" * 9 + "</ul>")


@pytest.mark.parametrize(
    ("body", "most"),
    [
        (lambda count: "<div>" * count + "Kế hoạch" + "</div>" * count, 50_000),
        (lambda count: "<div class='menu'>Kế hoạch " * count, 20_000),
        (lambda count: "<table><tr><td>Kế hoạch " * count, 5_000),
        (lambda count: "<ul><li>Kế hoạch " * count, 10_000),
        (lambda count: "<p>" + "<span>Kế hoạch " * count, 20_000),
        (lambda count: "<p>" + "Kế hoạch " * count, 500_000),
        (lambda count: "Kế hoạch <a href='" + "x" * count, 2_000_000),
    ],
    ids=["divs", "marked divs", "tables", "lists", "spans", "one line", "open attribute"],
)
def test_hostile_pages(body, most):
    def read(count):
        assert "Kế hoạch" in text_of(body(count))

    assert grows_in_proportion(read, most)


@pytest.mark.parametrize(
    "opened",
    [
        "<html xmlns:o='urn:o' xmlns:w='urn:w'><body><div w:st='on' class='bai'>",
        "<o:p title='a'>",
        "<o:tạm>",
        "<td\\bin9><le:>",
        "<p 'q @nhan='1' {x}='2' =''>",
        "<p title='&#1;\x02'>\x0b&#xFFFE;",
        "<!-- ghi chú --><?xml:namespace prefix = o ?>",
    ],
    ids=["namespaces", "elements of Word", "names beyond ASCII", "names of no tree", "attributes", "signs", "comments"],
)
def test_deep_pages_are_read_whatever_they_call_things(opened):
    body = (
        "<div>" * 5_000
        + f"{opened}<p>Kế hoạch <o:p>năm</o:p> <st1:metricconverter w:st='on'>2021</st1:metricconverter>"
    )
    assert text_of(body) == "Kế hoạch năm 2021"


def test_deep_pages_keep_what_a_tree_can_hold():
    body = f"<div xmlns:o='urn:o' style='display:none'>Nháp</div>{'<div>' * 5_000}<o:p><ul><li>một<li>hai</ul>"
    assert text_of(body) == "- một\n- hai"


def test_a_huge_line_of_plain_text():
    def read(length):
        assert load_bytes(("kế hoạch " * (length // 11)).encode()[:length] + b"\n").format == "txt"

    assert grows_in_proportion(read, 19_000_000)


@pytest.mark.parametrize(
    ("body", "refusal"),
    [
        ("<p>Kế hoạch" * 600_001, "600,005 tags, more than the 600,000"),
        ("<div>" * 200_000 + "Kế hoạch", "200,004 tags, one inside the other, more than"),
        ("<p " + " ".join(f"thuoc-tinh-{i}=1" for i in range(9_000)) + ">Kế hoạch", "9,000 attributes of one element"),
    ],
    ids=["tags", "depth", "attributes"],
)
def test_pages_without_end_are_refused(body, refusal):
    with pytest.raises(LoadError, match=refusal) as refused:
        text_of(body)
    assert refused.value.code == "too-large"


def test_entities_are_not_expanded_without_end():
    bomb = "".join(f"<!ENTITY a{i + 1} '{f'&a{i};' * 50}'>" for i in range(8))
    page = f"<!DOCTYPE html [<!ENTITY a0 'x'>{bomb}]><html><body><p>Kế hoạch</p><p>&a8;</p></body></html>"
    assert len(load_bytes(page.encode(), name="page.html").text) < 10_000


def test_a_page_of_text_alone_loses_none_of_it():
    rows = "".join(
        f"<tr><td>Xã thứ {row}</td><td>trồng thêm {row} ha rừng phòng hộ ven biển</td></tr>" for row in range(2, 40)
    )
    text = text_of(f"<p>Kế hoạch trồng rừng năm 2027</p><table>{rows}</table><p>Tài liệu lưu hành nội bộ</p>")
    assert text.startswith("Kế hoạch trồng rừng năm 2027\n")
    assert text.endswith("\nTài liệu lưu hành nội bộ")
