"""ODT and ODS: lists, spans, notes, covered cells, repeated cells."""

import pytest

from pipeline.loaders import LoadError, load_bytes
from tests.loaders.office.make import dispatch_odt, odt, op, otable, zipped


def test_a_dispatch():
    document = load_bytes(dispatch_odt())
    assert document.format == "odt"
    assert document.text.endswith(
        "yêu cầu:\n1. Sở Nông nghiệp và Phát triển nông thôn hướng dẫn che chắn chuồng trại:\n"
        "a) hoàn thành trước ngày 20/01/2022;\nb) tối thiểu 95% hộ chăn nuôi có đủ thức ăn thô xanh dự trữ.\n"
        "2. Sở Tài chính cân đối kinh phí, gửi UBND tỉnh.\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nNông Văn Trí Dũng"
    )
    assert [(s.field, s.value) for s in document.stated] == [("published", "2022-01-09")]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (op("a<text:s text:c='3'/>b<text:tab/>c<text:line-break/>d \n  e"), "a   b\tc\nd e"),
        (
            op(
                "a<text:note><text:note-citation>1</text:note-citation><text:note-body>"
                + op("chú")
                + "</text:note-body></text:note>b"
            ),
            "a[1]b\n[1] chú",
        ),
        (op("a<draw:frame><draw:text-box>" + op("khung") + "</draw:text-box></draw:frame>") + op("b"), "a\nkhung\nb"),
        (
            "<text:tracked-changes>"
            + op("xóa")
            + "</text:tracked-changes><text:section>"
            + op("a")
            + "</text:section>",
            "a",
        ),
        (otable(("TT", "Tên", "Số"), ("1", "Lúa", "5"), ("2", "Ngô", "7")), "TT | Tên | Số\n1 | Lúa | 5\n2 | Ngô | 7"),
    ],
)
def test_markup(body, text):
    assert load_bytes(odt(body)).text == text


def test_covered_cells_are_empty():
    def c(text, more=""):
        return f"<table:table-cell {more}>{op(text)}</table:table-cell>"

    covered = "<table:covered-table-cell/>"
    tall, wide = c("TT", "table:number-rows-spanned='2'"), c("Năm", "table:number-columns-spanned='2'")
    head = f"<table:table-row>{tall}{wide}{covered}</table:table-row>"
    second = f"<table:table-row>{covered}{c('2024')}{c('2025')}</table:table-row>"
    rows = f"<table:table-header-rows>{head}{second}</table:table-header-rows>"
    document = load_bytes(
        odt(f"<table:table>{rows}<table:table-row>{c('Lúa')}{c('5')}{c('7')}</table:table-row></table:table>")
    )
    assert document.text == "TT | Năm |\n | 2024 | 2025\nLúa | 5 | 7"
    assert document.places[-1].column_head == "Năm / 2025"


def test_a_spreadsheet_filled_to_its_edge():
    blank = "<table:table-cell table:number-columns-repeated='16000'/>"
    rows = "".join(
        f"<table:table-row><table:table-cell>{op(a)}</table:table-cell>{blank}</table:table-row>" for a in "ab"
    )
    sheet = f"<table:table table:name='Tờ 1'>{rows}<table:table-row table:number-rows-repeated='1000000'>{blank}</table:table-row></table:table>"
    assert load_bytes(odt(sheet, kind="spreadsheet")).text == "a\nb"


@pytest.mark.parametrize(
    ("entries", "code"),
    [
        ({"content.xml": "<x/>"}, "damaged"),
        ({"content.xml": "no xml"}, "damaged"),
        ({"META-INF/manifest.xml": "<manifest:encryption-data/>", "content.xml": "\1\2"}, "encrypted"),
    ],
)
def test_refused(entries, code):
    with pytest.raises(LoadError) as caught:
        load_bytes(zipped({"mimetype": "application/vnd.oasis.opendocument.text", **entries}))
    assert caught.value.code == code
