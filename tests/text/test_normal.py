"""The normal copy and its map back."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.normal import NormalText

# letters with marks apart, look-alikes, blanks and zero-width characters, mixed with anything
TROUBLE = st.text(
    st.sampled_from("aăâeêoôơuưyAĐđÐƉ\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b \u00a0\u200b\u00ad\ufeff\n–’q")
    | st.characters(exclude_categories=["Cs"])
)


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("Kế hoạch", "Kế hoạch"),
        (unicodedata.normalize("NFD", "Kế hoạch sản xuất"), "Kế hoạch sản xuất"),
        ("UỶ BAN Uỷ ban hoà bình thuỷ lợi khoẻ", "ỦY BAN Ủy ban hòa bình thủy lợi khỏe"),
        ("quý, quỹ, hoàn, toán, loại, thuyết", "quý, quỹ, hoàn, toán, loại, thuyết"),
        ("ÐỒNG Ɖồng ðồng", "ĐỒNG Đồng đồng"),
        ("số\u00a012\u200b/KH\u00ad-UBND", "số 12/KH-UBND"),
        ("2017 – 2020 — H’Yim", "2017 - 2020 - H'Yim"),
    ],
)
def test_spellings_meet(written: str, normal: str) -> None:
    assert NormalText(written).text == normal


@given(TROUBLE)
def test_every_character_maps_to_source_words(source: str) -> None:
    normal = NormalText(source)
    last = 0
    for offset in range(len(normal.text)):
        start, end = normal.source_span(offset, offset + 1)
        assert 0 <= start < end <= len(source)
        assert start >= last or (start, end) == normal.source_span(offset - 1, offset)
        last = start


@given(TROUBLE)
def test_a_quote_reads_like_its_source(source: str) -> None:
    normal = NormalText(source)
    if normal.text:
        start, end = normal.source_span(0, len(normal.text))
        assert NormalText(source[start:end]).text.strip("\u0300\u0301") in normal.text


@given(st.text(st.sampled_from("aăâđêôơư ạếổ\n.,-123")))
def test_text_that_is_normal_stays(source: str) -> None:
    assert NormalText(source).text == source


@given(TROUBLE)
def test_normal_offset_finds_the_way_in(source: str) -> None:
    normal = NormalText(source)
    for offset in range(len(normal.text)):
        start, _ = normal.source_span(offset, offset + 1)
        assert normal.normal_offset(start) <= offset
