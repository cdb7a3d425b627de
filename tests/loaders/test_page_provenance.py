"""What a page says beside its text: where words stand, attributes, attached files, candidate days."""

from datetime import date, timedelta

import pytest
from lxml import etree

from pipeline.loaders import Known, load_bytes
from pipeline.loaders.page_tree import parse
from pipeline.model import Link, Stated

BODY = (
    "<p>Sở Nông nghiệp tỉnh Gia Lai vừa cấp 12.000 cây giống cho các hộ dân ở ba xã vùng cao.</p>"
    "<p>Mỗi hộ nhận từ 100 đến 300 cây, trồng xong trước mùa mưa và được hướng dẫn cách chăm sóc.</p>"
)
TARGETS = (
    "<table><tr><th rowspan=2>TT</th><th rowspan=2>Chỉ tiêu</th><th colspan=2>Năm 2025</th></tr>"
    "<tr><th>Số hộ</th><th>Tỷ lệ (%)</th></tr>"
    "<tr><td>1</td><td rowspan=2>Hộ dùng nước sạch</td><td>1.200</td><td>95</td></tr>"
    "<tr><td>2</td><td>800</td><td>90</td></tr>"
    "<tr><td>3</td><td>Hộ có hố xí</td><td></td><td>85</td></tr></table>"
)
DOCUMENT = (
    "<table><tr><td>UBND TỈNH GIA LAI</td><td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc</td>"
    "</tr><tr><td>Số: 31/KH-UBND</td><td>Gia Lai, ngày 5 tháng 3 năm 2021</td></tr></table>"
    f"<p>KẾ HOẠCH</p><p>Trồng cây phân tán năm 2021</p>{BODY}<p>TM. ỦY BAN NHÂN DÂN</p><p>KT. CHỦ TỊCH</p><p>Rơ Châm Thử</p>"
)
ATTRIBUTES = (
    "<table><tr><td>Số hiệu:</td><td>31/KH-UBND</td><td></td><td>Loại văn bản:</td><td>Kế hoạch</td></tr>"
    "<tr><td>Nơi ban hành:</td><td>Tỉnh Gia Lai</td><td></td><td>Người ký:</td><td>Rơ Châm Thử</td></tr>"
    "<tr><td>Ngày ban hành:</td><td>05/03/2021</td><td></td><td>Ngày hiệu lực:</td><td>Đã biết</td></tr>"
    "<tr><td></td><td></td><td></td><td>Tình trạng:</td><td>Còn hiệu lực</td></tr></table>"
)


def read(body: str, head: str = "", **known: str):
    return load_bytes(
        f"<html><head>{head}</head><body>{body}</body></html>".encode(), name="page.html", known=Known(**known)
    )


def stated(document, source="attribute table") -> dict[str, str]:
    return {entry.field: entry.value for entry in document.stated if entry.source == source}


def test_every_place_holds_words_of_the_text_and_no_two_meet():
    document = read(f"<div id=bai>{BODY}{TARGETS}</div>")
    assert document.places
    done = 0
    for place in document.places:
        assert done <= place.start < place.end <= len(document.text)
        assert document.text[place.start : place.end].strip() == document.text[place.start : place.end]
        done = place.end


def test_a_cell_says_its_row_and_column_and_their_heads():
    document = read(f"<div>{BODY}{TARGETS}</div>")
    cells = {
        document.text[place.start : place.end]: (place.element, place.row_head, place.column_head)
        for place in document.places
        if (place.element or "").startswith("table")
    }
    assert cells["95"] == ("table 1, row 3, column 4", "Hộ dùng nước sạch", "Năm 2025 / Tỷ lệ (%)")
    assert cells["85"] == ("table 1, row 5, column 4", "Hộ có hố xí", "Năm 2025 / Tỷ lệ (%)")
    assert cells["800"][0] == "table 1, row 4, column 3", "the cell above covers the second column"
    assert cells["Hộ có hố xí"] == ("table 1, row 5, column 2", None, "Chỉ tiêu")
    assert cells["Năm 2025"] == ("table 1, row 1, column 3", None, None)


def test_a_row_keeps_its_columns_where_cells_span():
    lines = read(f"<div>{BODY}{TARGETS}</div>").text.split("\n")
    assert "TT | Chỉ tiêu | Năm 2025" in lines
    assert "| | Số hộ | Tỷ lệ (%)" in lines
    assert "2 | | 800 | 90" in lines
    assert "3 | Hộ có hố xí | | 85" in lines


@pytest.mark.parametrize(
    ("span", "columns"), [("2", 1), ("99999", 59), ("999999999", 0), ("-5", 0), ("nhiều", 0), ("0", 0), ("٣", 0)]
)
def test_a_span_is_a_number_within_reason(span, columns):
    rows = "<tr><td>A</td><td>B</td><td>C</td></tr>" * 4
    text = read(f"<table>{rows}<tr><td colspan='{span}'>Cả hàng</td><td>cuối</td></tr></table>").text
    assert text.split("\n")[-1] == f"Cả hàng |{' |' * columns} cuối"


def test_a_path_finds_its_element_and_that_alone():
    markup = (
        f"<html><body><div id=ngoai><div><p>Một câu đứng trước.</p><div>{BODY}<ul><li>Ý một</li><li>Ý hai</li></ul>"
        "</div></div></div><p id=twice>x</p><p id=twice>y</p></body></html>"
    )
    document = load_bytes(markup.encode(), name="page.html")
    root = parse(markup)
    assert root is not None
    for place in document.places:
        steps = (place.element or "").replace("body", "//body").replace("#ngoai", "//*[@id='ngoai']").split(" > ")
        path = "/".join(step.replace(":nth-of-type(", "[").replace(")", "]") if ":" in step else step for step in steps)
        (found,) = root.xpath(path)
        words = " ".join("".join(found.itertext()).split())
        assert document.text[place.start : place.end].removeprefix("- ") == words


def test_a_table_of_attributes_is_stated_and_no_part_of_the_text():
    document = read(f"<h1>Kế hoạch 31/KH-UBND năm 2021</h1><div>{ATTRIBUTES}</div><div>{DOCUMENT}</div>")
    assert stated(document) == {
        "number": "31/KH-UBND",
        "type": "Kế hoạch",
        "issuer": "Tỉnh Gia Lai",
        "signer": "Rơ Châm Thử",
        "date": "2021-03-05",
        "status": "Còn hiệu lực",
    }
    assert "Người ký" not in document.text
    assert document.text.endswith("Rơ Châm Thử")


@pytest.mark.parametrize(
    "attributes",
    [
        (
            "<table><tr><td>Số ký hiệu</td><td>31/KH-UBND</td></tr><tr><td>Ngày ban hành</td><td>05/03/2021</td></tr>"
            "<tr><td>Cơ quan ban hành</td><td>Tỉnh Gia Lai</td></tr><tr><td>Tệp đính kèm</td><td>31.pdf</td></tr></table>"
        ),
        (
            "<dl><dt>Số ký hiệu:</dt><dd>31/KH-UBND</dd><dt>Ngày ban hành:</dt><dd>05-03-2021</dd>"
            "<dt>Cơ quan ban hành:</dt><dd>Tỉnh Gia Lai</dd></dl>"
        ),
        (
            "<div><p><b>Số, ký hiệu văn bản:</b> 31</p></div><ul><li>Số ký hiệu: 31/KH-UBND</li>"
            "<li>Ngày ban hành: 5/3/2021</li><li>Cơ quan ban hành: Tỉnh Gia Lai</li></ul>"
        ),
    ],
    ids=["table", "definitions", "list"],
)
def test_attributes_in_the_manners_of_several_portals(attributes):
    found = stated(read(f"<div>{attributes}</div><div>{DOCUMENT}</div>"))
    assert found == {"number": "31/KH-UBND", "date": "2021-03-05", "issuer": "Tỉnh Gia Lai"}


@pytest.mark.parametrize(
    "body",
    [
        BODY,
        f"<p>Số hiệu: 5/KH-UBND</p>{BODY}",
        # a list of documents has many numbers, and none is the page's own
        ATTRIBUTES + ATTRIBUTES.replace("31/KH", "32/KH") + BODY,
        # a form asks, it does not state
        f"<p>Số hiệu:</p><p>Ngày ban hành:</p><p>Người ký:</p>{BODY}",
        # a document's own words, between its head and its signatures
        DOCUMENT.replace(BODY, f"{BODY}<p>Số hiệu: 7/QT</p><p>Ngày ban hành: 1/2/2020</p>"),
    ],
    ids=["none", "one label", "list", "form", "inside the document"],
)
def test_what_is_no_statement_of_the_page(body):
    document = read(body)
    assert stated(document) == {}


def test_attached_files_are_links_and_those_of_menus_are_not():
    menu = "<ul class=menu>" + "<li><a href='/huong-dan.pdf'>Hướng dẫn</a></li>" * 5 + "</ul>"
    files = (
        "<p>Tệp đính kèm: <a href='/vb/31-KH.pdf'>31-KH.pdf</a>, <a href='phu%20luc.xlsx?v=2'>Phụ lục</a>"
        "<a href='/Download.ashx?id=9' title='Bản ký số'><img src=x></a> <a href='javascript:in()'>In</a>"
        "<a href='/tin/khac.html'>tin</a><iframe src='/viewer.html?file=/vb/31-ky.pdf'></iframe></p>"
    )
    document = read(f"{menu}<h1>Trồng cây</h1><div>{BODY}</div>{files}", url="https://sonnptnt.example/tin/trong-cay")
    assert document.links == (
        Link("https://sonnptnt.example/vb/31-KH.pdf", "31-KH.pdf"),
        Link("https://sonnptnt.example/tin/phu%20luc.xlsx?v=2", "Phụ lục"),
        Link("https://sonnptnt.example/Download.ashx?id=9", "Bản ký số"),
        Link("https://sonnptnt.example/vb/31-ky.pdf", ""),
    )


def test_links_are_absolute_by_the_pages_base():
    link = "<a href='vb/1.doc'>1</a>"
    assert read(f"<div>{BODY}{link}</div>").links == (Link("vb/1.doc", "1"),)
    based = read(f"<div>{BODY}{link}</div>", head="<base href='https://tin.example/2021/'>")
    assert based.links == (Link("https://tin.example/2021/vb/1.doc", "1"),)


def test_all_days_of_publication_are_candidates_with_their_source():
    head = (
        "<meta property='article:published_time' content='2021-03-08T07:00:00+07:00'>"
        '<script type="application/ld+json">{"datePublished": "2021-03-09"}</script>'
    )
    document = read(f"<h1>Trồng cây</h1><p>Ngày đăng: 10/03/2021</p><div>{BODY}</div>", head=head)
    days = [entry for entry in document.stated if entry.field == "published"]
    assert days[:3] == [
        Stated("published", "2021-03-08", "meta article:published_time"),
        Stated("published", "2021-03-09", "json-ld datePublished"),
        Stated("published", "2021-03-10", "date line"),
    ]
    assert (document.published, document.published_source) == ("2021-03-08", "meta article:published_time")


def test_no_day_after_the_page_was_fetched_is_a_candidate():
    tomorrow = (date.today() + timedelta(days=2)).isoformat()  # noqa: DTZ011 - two days are more than any zone
    head = f"<meta property='article:published_time' content='{tomorrow}'>"
    page = f"<h1>Trồng cây</h1><p>Ngày đăng: 10/03/2021</p><div>{BODY}</div>"
    assert read(page, head=head).published == "2021-03-10"
    archived = "https://web.archive.org/web/20210301000000/https://tin.example/trong-cay"
    assert read(page, url=archived).published is None
    assert read(page, url="https://tin.example/trong-cay", fetched="2021-03-09").published is None
    assert read(page, url="https://tin.example/trong-cay", fetched="2021-03-10").published == "2021-03-10"


def test_a_translation_beside_the_document_is_no_part_of_it():
    english = "<p>The Department has given seedlings to households in three communes of the highlands.</p>" * 3
    document = read(f"<div><div id=vi>{DOCUMENT}</div><div id=en><h2>PLAN</h2>{english}</div></div>")
    assert "seedlings" not in document.text
    assert "Rơ Châm Thử" in document.text


def test_the_tree_is_lxmls():
    assert isinstance(parse("<p>Kế hoạch</p>"), etree._Element)
    assert parse("<!-- -->") is None
