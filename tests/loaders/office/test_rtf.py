"""RTF: groups, bytes in the encodings of fonts, Unicode, tables, notes; and files that are damaged."""

import pytest

from pipeline.loaders import LoadError, load_bytes
from pipeline.loaders.office.rtf import RtfReader
from pipeline.loaders.pieces import Run
from tests.loaders.office.make import decision_rtf, rtf


def text_of(body: str) -> str:
    return load_bytes(rtf(body)).text


def test_a_decision():
    document = load_bytes(decision_rtf(), name="quyet-dinh.doc")
    assert document.format == "rtf"
    assert document.text == (
        "QUYẾT ĐỊNH\nSố: 15/QĐ-UB\n1.\tGiao Sở Y tế thực hiện[1].\n\nTT | Nội dung | Kinh phí\n1 | Tập huấn | 20 triệu\n"
        "2 | In sách | 5 triệu\n\nNơi nhận:\n- Như trên.\n[1] Từ quý II."
    )
    assert [(s.field, s.value) for s in document.stated] == [("title", "Quyết định"), ("published", "2003-05-07")]


def test_an_optional_hyphen_is_a_letter_where_it_makes_a_syllable_of_tcvn3():
    sentence = "".join(rf"\'{ord(c):02x}" if c > "~" else c for c in "Së N«ng nghiÖp ®Ò nghÞ cÊp ")
    typed = rf"{{\f1 {sentence}n\-\'edc, \-u ti\'aan. \-b) \-C\'ac \- giao th\-}}\f0  n\-c gi\-a\par"
    assert text_of(typed) == "Sở Nông nghiệp đề nghị cấp nước, ưu tiên. b) Cơ  giao thư nc gia"


@pytest.mark.parametrize("charset", [2, 162, 204, 238])
def test_a_font_of_tcvn3_may_claim_any_charset(charset):
    typed = "".join(rf"\'{ord(c):02x}" if c > "~" else c for c in "Së N«ng nghiÖp xö lý «m mÝa cò, thñy lîi 4¹®")
    fonts = rf"{{\fonttbl{{\f0\fcharset{charset} .VnTime;}}}}"
    text = load_bytes(rf"{{\rtf1\ansi\deff0{fonts}\f0 {typed}\par}}".encode()).text
    assert text == "Sở Nông nghiệp xử lý ôm mía cũ, thủy lợi 4ạđ"


def test_letters_of_an_old_font_that_passes_for_one_of_symbols():
    pieces = RtfReader(rtf(r"{\f1 B\u-3863?}{\f0\u-3917?}\par")).read()
    assert pieces == [(Run("Bé", ".VnTime"), Run("", "Times New Roman"))]


def test_runs_keep_their_font():
    pieces = RtfReader(rtf(r"{\f1 B\'e9 Y t\'d5}\f0  b\'e9\par")).read()
    assert pieces == [(Run("Bé Y tÕ", ".VnTime"), Run(" bé", "Times New Roman"))]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"{\f2 \'b3} 5", "≥ 5"),
        (r"\u273?\u-10179?\u-8704?", "đ\U0001f600"),
        (r"\uc2\u273\'d0\'b4 x", "đ x"),
        (r"a\~b\_c\{d\}\\ \endash\ldblquote", "a\xa0b-c{d}\\ –“"),
        (r"{\field{\*\fldinst PAGE}{\fldrslt 7}} trang", "7 trang"),
        (r"x{\pict\bin4 }}}}y}z", "xz"),
        (r"x{\*\unknown y}z{\object w}{\deleted v}", "xz"),
        (r"{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt Khung\par}}{\shprslt Khung\par}}Trang\par", "Trang\nKhung"),
    ],
)
def test_words_of_control(body, text):
    assert text_of(body) == text


def test_tables_in_tables_and_merged_cells():
    inner = r"\itap2 a\nestcell b\nestcell c\nestcell{\*\nesttableprops\trowd\cellx100\cellx400\cellx800\nestrow}"
    outer = r"\trowd\cellx4000\cellx8000 \pard\intbl Trái\par " + inner + r"\pard\intbl\cell Phải\cell\row\pard Hết"
    assert text_of(outer) == "Trái\n\na | b | c\n\nPhải\n\nHết"
    heads = r"\trowd\cellx1000\cellx5000 \intbl Mục\cell Năm\cell\row\trowd\clvmrg\cellx1000\cellx3000\cellx5000 "
    rows = (
        heads
        + r"\intbl\cell 2024\cell 2025\cell\row\trowd\cellx1000\cellx3000\cellx5000 \intbl Lúa\cell 5\cell 7\cell\row"
    )
    assert text_of(rows) == "Mục | Năm |\n | 2024 | 2025\nLúa | 5 | 7"


def test_a_file_that_is_cut_off_gives_its_text_and_says_so():
    document = load_bytes(decision_rtf()[:-40])
    assert document.text.startswith("QUYẾT ĐỊNH")
    assert [problem.code for problem in document.problems] == ["damaged"]


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"{\\rtf1}", "empty"), (b"{\\rtf1{\\pict 00", "damaged"), (b"{\\rtf1" + b"{" * 3_000 + b"x", "damaged")],
)
def test_refused(data, code):
    with pytest.raises(LoadError) as caught:
        load_bytes(data)
    assert caught.value.code == code


def test_a_flood_of_open_groups_ends_soon():
    with pytest.raises(LoadError):
        load_bytes(b"{\\rtf1" + b"{" * 5_000_000)
