"""DOC: a file that LibreOffice made (tests/loaders/office/make.py says how), and what a damaged one says."""

import shutil

import pytest

from pipeline.loaders import LoadError, load, load_bytes
from pipeline.loaders.office.doc_file import open_doc
from pipeline.loaders.office.doc_sprms import Code, read_sprms
from tests.conftest import ROOT
from tests.loaders.legacy.sentences import VIETNAMESE
from tests.loaders.legacy.typist import type_out
from tests.loaders.office.make import appendix_xlsx, converted, docx, p, plan_docx, r
from tests.loaders.office.test_docx import PLAN

DECISION = ROOT / "corpora" / "decision-soc-trang-nuoc-sach-2012.doc"
NEEDS_OFFICE = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="no LibreOffice (Debian: libreoffice-writer-nogui)"
)
TEXT = """\
UBND TỈNH SÓC TRĂNG
Số: 318/QĐ-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Sóc Trăng, ngày 26 tháng 4 năm 2012

QUYẾT ĐỊNH
Về việc hỗ trợ lắp đặt đồng hồ nước cho hộ nghèo năm 2012
CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH SÓC TRĂNG
Xét đề nghị của Giám đốc Sở Xây dựng tại Tờ trình số 41/TTr-SXD ngày 17/4/2012,
QUYẾT ĐỊNH:
Điều 1. Hỗ trợ lắp đặt đồng hồ nước theo bảng sau:

STT | Địa bàn | Số hộ | Thời gian
1 | Huyện Kế Sách | 640 | Quý II
2 | Thị xã Vĩnh Châu | 815 | Quý III

Điều 2. Phấn đấu đến cuối năm 2012 có 90% hộ nghèo được dùng nước sạch.
Điều 3. Sở Xây dựng và Ủy ban nhân dân huyện Kế Sách chịu trách nhiệm thi hành Quyết định này./.

Nơi nhận:
- Như Điều 3;
- Lưu: VT.
CHỦ TỊCH
(Đã ký)
Thạch Hữu Khiêm"""


def test_a_decision():
    document = load(DECISION)
    assert (document.format, document.text) == ("doc", TEXT)
    assert [place.column_head for place in document.places[-4:]] == ["STT", "Địa bàn", "Số hộ", "Thời gian"]


@NEEDS_OFFICE
def test_a_plan_as_libreoffice_writes_it():
    """Automatic numbers, a footnote, hidden and deleted words, once more in the other format."""
    assert load_bytes(converted(plan_docx(), "docx", "doc")).text == PLAN


@NEEDS_OFFICE
def test_a_letter_of_tcvn3_that_was_saved_as_a_hyphen():
    typed = [type_out(sentence, "tcvn3").decode("latin-1") for sentence in VIETNAMESE]
    body = "".join(p(more=r(line, '<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>')) for line in typed)
    document = load_bytes(converted(docx(body), "docx", "doc"))
    assert document.text.lower() == "\n".join(VIETNAMESE).lower()


@NEEDS_OFFICE
def test_sheets_as_libreoffice_writes_them():
    document = load_bytes(converted(appendix_xlsx(), "xlsx", "xls"))
    assert document.format == "xls"
    assert document.text == load_bytes(appendix_xlsx()).text


@pytest.mark.parametrize("size", range(600, 16_000, 700))
def test_a_file_that_is_cut_off_gives_all_of_its_text_or_none(size):
    try:
        text = load_bytes(DECISION.read_bytes()[:size]).text
    except LoadError as error:
        code = error.code
    else:
        code = "whole" if text == TEXT else text
    assert code in ("damaged", "empty", "whole")


def test_a_locked_file():
    word = bytearray(0x400)
    word[:4] = b"\xec\xa5\xc1\x00"
    word[0x0B] = 0x01
    with pytest.raises(LoadError) as caught:
        open_doc({"WordDocument": bytes(word)})
    assert caught.value.code == "encrypted"


def test_eight_bit_text_of_word_6():
    """The head of a file of Word 6 by hand: its text stands in one stretch of bytes, as typed in a legacy font."""
    words = "Bé Tµi chÝnh\r".encode("latin-1")
    word = bytearray(0x300)
    word[:4] = b"\xdc\xa5\x65\x00"
    word[0x18:0x20] = (0x300).to_bytes(4, "little") + (0x300 + len(words)).to_bytes(4, "little")
    word[0x34:0x38] = len(words).to_bytes(4, "little")
    doc = open_doc({"WordDocument": bytes(word) + words})
    assert (doc.is_97, [doc.text(piece) for piece in doc.pieces]) == (False, ["Bé Tµi chÝnh\r"])


def test_sprms_that_are_cut_off_say_what_is_whole():
    data = b"\x4f\x4a\x07\x00" + b"\x3c\x08\x01" + b"\x08\xd6\x05"
    assert list(read_sprms(data, is_97=True)) == [(Code.FONT, b"\x07\x00"), (Code.HIDDEN, b"\x01")]
    assert list(read_sprms(b"\x5d\x07\x00\x5c\x01", is_97=False)) == [(Code.FONT, b"\x07\x00"), (Code.HIDDEN, b"\x01")]
