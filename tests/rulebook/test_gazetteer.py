"""Phrases of lists are found whole, whatever their case, with exact offsets."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.rulebook.gazetteer import Entry, Gazetteer
from pipeline.text.tokens import Tokens

PHRASES = ["Sở Y tế", "Sở", "sở y", "KH&CN", "H'Yim", "Bà Rịa - Vũng Tàu"]
GAZETTEER = Gazetteer(
    Entry(phrase, "list" if phrase != "Sở" else "other", number) for number, phrase in enumerate(PHRASES)
)


def test_matches_overlap_and_come_longest_first() -> None:
    text = "Hôm qua SỞ Y  TẾ họp"
    found = GAZETTEER.scan(Tokens(text))
    assert [(text[p.start : p.end], p.payload) for p in found["list"]] == [("SỞ Y  TẾ", 0), ("SỞ Y", 2)]
    assert [(p.first, p.last, p.payload) for p in found["other"]] == [(2, 3, 1)]


def test_part_of_a_word_is_no_match() -> None:
    assert not GAZETTEER.scan(Tokens("Sởi, KH & CNN, Vũng Tàu"))


@given(st.lists(st.sampled_from(["sở", "Sở", "Y", "tế", "KH", "&", "CN", "Bà", "Rịa", "-", "Vũng", "Tàu", "họp", ","])))
def test_finds_what_plain_search_finds(words: list[str]) -> None:
    text = " ".join(words)
    found = {(p.start, p.end, p.payload) for phrases in GAZETTEER.scan(Tokens(text)).values() for p in phrases}
    tokens = [word.lower() for word in Tokens(text).words]
    expected = set()
    for number, phrase in enumerate(PHRASES):
        parts = [word.lower() for word in Tokens(phrase).words]
        for first in range(len(tokens) - len(parts) + 1):
            if tokens[first : first + len(parts)] == parts:
                expected.add((Tokens(text).starts[first], Tokens(text).ends[first + len(parts) - 1], number))
    assert found == expected
