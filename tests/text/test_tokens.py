"""Tokens and words keep their offsets."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.normal import NormalText
from pipeline.text.tokens import Tokens
from pipeline.text.words import word_spans

ANY = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("ạếđ \n\t.'"))


@given(ANY)
def test_tokens_are_the_text_without_its_blanks(text: str) -> None:
    text = NormalText(text).text
    tokens = Tokens(text)
    assert all(text[s:e] == w for s, e, w in zip(tokens.starts, tokens.ends, tokens.words, strict=True))
    assert "".join(tokens.words) == "".join(text.split())


def test_a_name_with_an_apostrophe_is_one_token() -> None:
    assert Tokens("ngày 8/8, H'Yim Niê").words == ["ngày", "8", "/", "8", ",", "H'Yim", "Niê"]


def test_words_join_the_syllables_of_a_word() -> None:
    text = "mở 02 lớp tập huấn"
    assert [text[start:end] for start, end in word_spans(text, 3, len(text))][-1] == "tập huấn"


@given(st.text(st.sampled_from("tập huấn giường bệnh Đà Nẵng 12 %.,-\n/&")))
def test_words_stay_aligned(text: str) -> None:
    normal = NormalText(text).text
    spans = word_spans(normal, 0, len(normal))
    assert "".join("".join(normal[start:end] for start, end in spans).split()) == "".join(normal.split())
