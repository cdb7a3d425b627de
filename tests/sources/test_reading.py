"""Pages read as described, and without a description."""

import sys
from pathlib import Path

import pytest

from pipeline.sources import sites
from pipeline.sources.addresses import absolute, is_allowed, plain, same_key
from pipeline.sources.catalogue import Source, load_source
from pipeline.sources.page import Page
from pipeline.sources.portals import load_portal_rules
from pipeline.sources.reading import Item, Listing, read_detail, read_listing

HEAD = "title: Cổng xã\npublisher: {agency: Ủy ban nhân dân xã Ea Súp, level: commune}\n"
URL = "https://easup.example/ke-hoach"


def source(tmp_path: Path, more: str) -> Source:
    path = tmp_path / "ea-sup.yml"
    path.write_text(f"name: ea-sup\n{HEAD}{more}", "utf-8")
    return load_source(path)


def page(markup: str) -> Page:
    return Page(URL, f"<html><body>{markup}</body></html>".encode())


def test_a_list_without_a_description(tmp_path: Path) -> None:
    plain_source = source(tmp_path, f"start: [{{kind: listing, url: {URL}}}]\n")
    listing = read_listing(
        page(
            "<a href=/>Trang chủ</a><a href='/kh/1?utm_source=x#top'>Kế hoạch chuyển đổi số xã Ea Súp năm 2026</a>"
            "<a href='/kh/1'>Kế hoạch chuyển đổi số xã Ea Súp năm 2026</a><a href='/tep/2.PDF'>Tải về</a>"
            "<a href='https://khac.example/3'>Kế hoạch chuyển đổi số của một nơi khác hẳn</a>"
            "<a href='javascript:void(0)'>Kế hoạch chuyển đổi số trong một tập lệnh</a><a href='?trang=2'>Trang sau</a>"
        ),
        plain_source,
        plain_source.description.start[0],
    )
    assert [item.url for item in listing.items] == ["https://easup.example/kh/1", "https://easup.example/tep/2.PDF"]
    assert listing.further == (f"{URL}?trang=2",)


def test_a_row_with_nothing_but_files_is_a_document_each(tmp_path: Path) -> None:
    described = source(
        tmp_path,
        f"start:\n  - kind: listing\n    url: {URL}\n    items: {{css: tr}}\n    attachments: {{css: a}}\n"
        "    fields: {number: {css: 'td:first-child'}, date: {css: 'td:nth-child(2)'}}\n",
    )
    row = "<table><tr><td>12/KH-UBND</td><td>3/2/2026</td><td><a href=a.pdf>Tải</a> <a href=b.pdf>Phụ lục</a></td></tr></table>"
    listing = read_listing(page(row), described, described.description.start[0])
    assert [item.url for item in listing.items] == ["https://easup.example/a.pdf", "https://easup.example/b.pdf"]
    assert {name: value.kept for name, value in listing.items[0].values.items()} == {
        "number": "12/KH-UBND", "date": "2026-02-03",
    }  # fmt: skip


def test_what_a_page_lacks_is_told(tmp_path: Path) -> None:
    described = source(
        tmp_path,
        f"start: [{{kind: feed, url: {URL}}}]\nfields:\n  title: {{css: h1}}\n  date: {{css: .ngay}}\n  body: {{css: .bai}}\n",
    )
    detail = read_detail(page("<h1> Kế hoạch <b>số</b> 12 </h1><p class=ngay>hôm qua</p>"), described)
    assert detail.values["title"].kept == "Kế hoạch số 12"
    assert (detail.values["date"].printed, detail.values["date"].kept) == ("hôm qua", None)
    assert detail.missing == ("body",)


def test_what_yaml_cannot_say_is_said_in_python(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "ea_sup.py").write_text(
        "from pipeline.sources.reading import Item, Listing\n"
        "def read_listing(page, source, start):\n"
        "    return Listing((Item(f'{page.url}/1'),))\n"
    )
    monkeypatch.setattr(sites, "__path__", [str(tmp_path)])
    described = source(tmp_path, f"start: [{{kind: feed, url: {URL}}}]\n")
    assert read_listing(page("{}"), described, described.description.start[0]) == Listing((Item(f"{URL}/1"),))
    assert read_detail(page("<h1>a</h1>"), described).values == {}
    del sys.modules["pipeline.sources.sites.ea_sup"]


def test_what_is_no_page_has_no_fields(tmp_path: Path) -> None:
    described = source(tmp_path, f"start: [{{kind: feed, url: {URL}}}]\nfields: {{title: {{css: h1}}}}\n")
    assert read_detail(Page(URL, b"%PDF-1.7 <html>"), described).missing == ()


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("a b.pdf", "https://easup.example/a b.pdf"),
        ("//khac.example/x", "https://khac.example/x"),
        ("#dau", "https://easup.example/ke-hoach"),
        ("mailto:a@b.example", None),
        ("http://[::1", None),
        ("http://a:b/", None),
        ("x" * 3000, None),
    ],
)
def test_addresses_are_made_whole(address: str, expected: str | None) -> None:
    assert absolute(URL, address) == expected


def test_addresses_of_one_page_are_one() -> None:
    idle = load_portal_rules().idle_parameters
    assert plain("https://a.example/x;jsessionid=12AB?b=2&UTM_Source=f&a=1#z", idle) == "https://a.example/x?b=2&a=1"
    assert same_key("https://A.example/x?b=2&a=1") == same_key("https://a.example/x?a=1&b=2#y")
    assert is_allowed("https://www.easup.example./x", ["easup.example"])
    assert is_allowed("https://easup.example/", ["www.easup.example"])
    assert not is_allowed("https://tin.easup.example/", ["www.easup.example"])
    assert not is_allowed("https://noteasup.example/", ["easup.example"])


def test_a_page_of_lists_names_them_all(tmp_path: Path) -> None:
    described = source(
        tmp_path,
        f"start:\n  - kind: listing\n    url: {URL}\n    items: {{css: tr}}\n"
        "    lists: {css: b, attribute: value, address: 'xem?so={}'}\n",
    )
    issues = page("<b value='Số 1 + 2 Ngày 3/2/2026'>Số 1</b><b value='%203'>Số 3</b><b>Số nào</b>")
    listing = read_listing(issues, described, described.description.start[0])
    assert (listing.items, listing.further) == (
        (),
        (
            "https://easup.example/xem?so=S%E1%BB%91%201%20%2B%202%20Ng%C3%A0y%203/2/2026",
            "https://easup.example/xem?so=%203",
        ),
    )


def test_an_optional_field_may_be_lacking(tmp_path: Path) -> None:
    described = source(
        tmp_path,
        f"start: [{{kind: feed, url: {URL}}}]\nfields:\n  number: {{css: .so, optional: true}}\n"
        "  body: {css: .bai, optional: true}\n  title: {css: h1}\n",
    )
    assert read_detail(page("<h1>Kế hoạch</h1>"), described).missing == ()
    assert read_detail(page("<p class=so>1/KH-UBND</p>"), described).missing == ("title",)
