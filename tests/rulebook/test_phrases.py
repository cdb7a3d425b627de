"""Patterns of phrase lists find the longest phrase, forwards and backwards, whatever the case and the blanks."""

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from pipeline.rulebook.phrases import any_of, whole

PHRASES = ("xã", "xã hội", "lệnh", "sắc lệnh", "sở", "sở công thương", "m²")


@pytest.mark.parametrize(
    ("text", "found"), [("xã hội", "xã hội"), ("Xã  hộc", "Xã"), ("SỞ CÔNG\nTHƯƠNG X", "SỞ CÔNG\nTHƯƠNG")]
)
def test_the_longest_phrase_from_the_left(text: str, found: str) -> None:
    match = regex.match(any_of(PHRASES), text)
    assert match
    assert match.group() == found


def test_the_longest_phrase_from_the_right() -> None:
    pattern = regex.compile(rf"(?r)\b(?:{any_of(PHRASES, backwards=True)})\ ")
    assert pattern.search("theo Sắc lệnh số 5").group() == "Sắc lệnh "


def test_whole_words_only() -> None:
    assert regex.findall(whole(PHRASES), "xãy ra ở xã, 5 m² và sởn") == ["xã", "m²"]


def test_an_empty_list_matches_nothing() -> None:
    assert regex.search(any_of(()), "xã") is None


@given(
    st.lists(st.text("abô .+|", min_size=1, max_size=5).filter(str.strip), min_size=1), st.text("abô .+|", max_size=12)
)
def test_it_finds_what_alternatives_side_by_side_find(phrases: list[str], text: str) -> None:
    plain = sorted({" ".join(phrase.split()) for phrase in phrases}, key=len, reverse=True)
    side_by_side = "|".join(r"\s+".join(map(regex.escape, phrase.split())) for phrase in plain)
    expected = {m.start() for m in regex.finditer(side_by_side, text, overlapped=True)}
    assert {m.start() for m in regex.finditer(any_of(phrases), text, overlapped=True)} == expected
