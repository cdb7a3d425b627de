"""Slips of recognition are mended in closed vocabularies, and nowhere else."""

import pytest

from pipeline.loaders.ocr.mending import mend
from pipeline.loaders.printed.words import Word, line_of


def mended(text: str, confidence: int = 90) -> tuple[str, list[str]]:
    """A line after mending, and the doubts of its words."""
    words = [Word(word, 40 * i, 0, 40 * i + 30, 12, i, confidence) for i, word in enumerate(text.split())]
    line = line_of(words)
    mend([line])
    return line.text, [word.doubt for word in line.words if word.doubt]


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("QUYÉT ĐỊNH", "QUYẾT ĐỊNH"),
        ("Hội đông nhân dân tỉnh", "Hội đồng nhân dân tỉnh"),
        ("trình Uy ban nhân dân huyện", "trình Ủy ban nhân dân huyện"),
        ("THỦ TUỚNG CHÍNH PHỦ", "THỦ TƯỚNG CHÍNH PHỦ"),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHIA VIỆT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("ngày 05 tháng O1 năm 2010,", "ngày 05 tháng 01 năm 2010,"),
        ("ngày l5 tháng 1! năm 2O10", "ngày 15 tháng 11 năm 2010"),
        ("số 12/QĐÐ-UBND ngày", "số 12/QĐ-UBND ngày"),
        ("Số: 88⁄KH-UBND", "Số: 88/KH-UBND"),
    ],
)
def test_slips_in_closed_vocabularies(read, meant):
    text, doubts = mended(read)
    assert text == meant
    slips = [word for word, right in zip(read.split(), meant.split(), strict=True) if word != right]
    assert doubts == [f"mended; it was read as {word!r}" for word in slips]


@pytest.mark.parametrize(
    "text",
    [
        "Kế hoạch phát triển công nghiệp đến năm 2030",
        "Uỷ ban nhân dân, Ủy ban nhân dân và hoà bình",  # where the tone stands is no slip
        "sửa đôi, bỗ sung một sô điêu",  # free text
        "quyết đinh đóng cọc",  # both words are words
        "ngày mai, tháng trước, năm Ất Tỵ",
        "tháng O2O năm",
        "ông Ðặng Văn Mẫu",
        "Báo cáo của bảo cáo",
    ],
)
def test_all_else_stays_as_it_was_read(text):
    assert mended(text) == (text, [])


def test_an_earlier_doubt_is_kept():
    line = line_of([Word("12/QĐÐ-UBND", 0, 0, 30, 12, 0, 90, "it was first read as 'l2'")])
    mend([line])
    assert (line.text, line.words[0].doubt) == ("12/QĐ-UBND", "it was first read as 'l2'")


def test_short_phrases_are_mended_where_the_reading_was_weak():
    assert mended("theo quyết đinh này", confidence=40)[0] == "theo quyết định này"
    assert mended("theo quyêt định này", confidence=95)[0] == "theo quyết định này"  # "quyêt" is no syllable
