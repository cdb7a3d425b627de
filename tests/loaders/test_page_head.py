"""What a page says of itself: its day, its title, its address."""

import pytest

from pipeline.loaders import Known, load_bytes
from pipeline.loaders.days import read_day

BODY = "<p>Xã Tả Van làm 2 km đường bê tông trong quý III, người dân góp 640 ngày công lao động.</p>" * 2


def load_page(head: str = "", top: str = "", url: str | None = None):
    page = f"<html><head>{head}</head><body><div><h1>Xã Tả Van làm đường bê tông</h1>{top}{BODY}</div></body></html>"
    return load_bytes(page.encode(), known=Known(url=url))


@pytest.mark.parametrize(
    ("head", "source"),
    [
        ('<meta property="article:published_time" content="2023-08-13T23:15:00Z">', "meta article:published_time"),
        ('<meta itemprop="datePublished" content="2023-08-14 08:00">', "meta datepublished"),
        ('<meta name="pubdate" content="14/08/2023">', "meta pubdate"),
        (
            '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2023-08-14"}</script>',
            "json-ld datePublished",
        ),
        ('<meta name="DC.Date" content="2023-08-14T10-15-08">', "meta dc.date"),
        ('<meta name="date" content="Mon, 14 Aug 2023 01:00:00 GMT">', "meta date"),
    ],
)
def test_published_by_metadata(head, source):
    document = load_page(head)
    assert (document.published, document.published_source) == ("2023-08-14", source)


@pytest.mark.parametrize(
    "line",
    [
        "Thứ Hai, 14/08/2023 - 15:11",
        "Thứ hai, ngày 14 tháng 8 năm 2023, 15:11 GMT+7",
        "Cập nhật: 14/8/2023 15:11:02",
        "Ngày đăng 14-08-2023 | Lượt xem: 301",
        "[14/08/2023 08:42]",
        "15:11 14/08/2023",
        "Chủ nhật, 14/08/2023 | 07:15 GMT+7 Cỡ chữ: A- A A+",
        "Đăng bởi Minh Anh, ngày đăng: 14.08.2023",
        "15h30, thứ Hai 14/08/2023",
    ],
)
def test_published_by_a_date_line(line):
    document = load_page(top=f"<div>{line}</div>")
    assert (document.published, document.published_source) == ("2023-08-14", "date line")


@pytest.mark.parametrize(
    "line",
    [
        "Sáng 14/08/2023, xã tổ chức họp dân.",
        "Lào Cai, ngày 14 tháng 8 năm 2023",
        "Từ ngày 14/08/2023 đến ngày 20/08/2023",
        "Ngày 14/08/2023 xã họp dân",
        "Hiệu lực: 14/08/2023",
    ],
)
def test_sentences_are_no_date_lines(line):
    assert load_page(top=f"<div>{line}</div>").published is None


def test_the_url_comes_last():
    url = "https://laocai.example/2023/08/14/lam-duong.html"
    assert load_page(url=url).published_source == "url"
    assert load_page(url="https://x.example/tin-20230814.htm").published == "2023-08-14"
    assert load_page(url="https://x.example/tin-20231499.htm").published is None
    assert load_page(top="<p>Cập nhật: 15/08/2023</p>", url=url).published == "2023-08-15"


def test_days_nobody_publishes_on_are_refused():
    assert load_page('<meta name="pubdate" content="0001-01-01T00:00:00">').published is None
    assert load_page('<meta name="pubdate" content="14/08/2323">', top="<p>15/08/2023</p>").published == "2023-08-15"


def test_a_time_in_another_list_is_not_the_page_s():
    aside = '<ul><li><a href="x">Tin khác</a> <time datetime="2019-01-01">01/01/2019</time></li></ul>'
    page = f"<html><body><div><h1>Tựa đề bài</h1>{BODY}</div>{'<p>.</p>' * 9}{aside}</body></html>"
    assert load_bytes(page.encode()).published is None


@pytest.mark.parametrize(
    "head",
    [
        "<title>Xã Tả Van làm đường bê tông - Cổng thông tin điện tử Lào Cai</title>",
        "<title>Trang chủ | Xã Tả Van làm đường bê tông</title>",
        '<meta property="og:title" content="Xã Tả Van làm đường bê tông"><title>Chi tiết tin</title>',
        "<title>Cổng thông tin điện tử tỉnh Lào Cai</title>",
        "",
    ],
)
def test_title(head):
    document = load_page(head)
    assert document.title == "Xã Tả Van làm đường bê tông"
    assert document.text.count(document.title) == 1


def test_a_title_only_the_head_has():
    page = f"<html><head><title>Làm đường ở Tả Van | Sở Giao thông vận tải</title></head><body>{BODY}</body></html>"
    document = load_bytes(page.encode())
    assert document.title == "Làm đường ở Tả Van"
    assert document.text.startswith("Xã Tả Van")


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ('<link rel="canonical" href="https://x.example/a">', "https://x.example/a"),
        ('<meta property="og:url" content="https://x.example/b">', "https://x.example/b"),
        ('<base href="https://x.example/tin/"><link rel="canonical" href="c">', "https://x.example/tin/c"),
        ('<link rel="canonical" href="https://x.example/">', None),
        ('<link rel="canonical" href="a.html">', None),
        ('<link rel="canonical" href="http://[bad">', None),
    ],
)
def test_url(head, url):
    assert load_page(head).url == url


def test_a_known_url_wins():
    assert (
        load_page('<link rel="canonical" href="https://x.example/a">', url="https://y.example/1").url
        == "https://y.example/1"
    )


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2023-08-14T23:30:00Z", "2023-08-15"),
        ("2023-08-14T23:30:00+0000", "2023-08-15"),
        ("2023-08-15T03:30:00+14:00", "2023-08-14"),
        ("2023-8-4", "2023-08-04"),
        ("14/08/2023 - 15:11", "2023-08-14"),
        ("8/24/2023 3:11:00 PM", "2023-08-24"),
        ("ngày 14 tháng 8 năm 2023", "2023-08-14"),
        ("14 Tháng Tám, 2023", "2023-08-14"),
        ("Aug 14, 2023", "2023-08-14"),
        ("tháng 11/2024", None),
        ("năm 2020", None),
        ("2 giờ trước", None),
        ("31/02/2023", None),
        ("12/12/1944", None),
    ],
)
def test_days(text, day):
    assert read_day(text) == day
