"""Excerpts: their offsets are those of the stored text, whatever its characters."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.store.folding import fold, fold_name, fold_words, has_words
from pipeline.store.passages import Passages
from pipeline.store.query import Query

ALPHABET = "aeố đĐÐkoạ.\n\u0301\u0309\u200b\xa0,;2\u0323Àếh"


@given(text=st.text(alphabet=ALPHABET, min_size=1, max_size=200), data=st.data())
def test_an_excerpt_holds_its_quote(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    excerpt = Passages(text).excerpt(start, end)
    assert excerpt.text == text[excerpt.start : excerpt.end]
    for first, last in excerpt.marks:
        assert excerpt.start <= first < last <= excerpt.end


@given(text=st.text(alphabet=ALPHABET, max_size=200), words=st.text(alphabet=ALPHABET, min_size=1, max_size=8))
def test_the_best_excerpt_marks_what_was_asked(text, words):
    query = Query.parse(words)
    excerpt = Passages(text).best(query)
    if excerpt is None:
        return
    assert excerpt.text == text[excerpt.start : excerpt.end]
    assert excerpt.marks
    folded = {fold_name(word) for term in query.terms for word in term.words}
    for start, end in excerpt.marks:
        assert any(word in fold_name(text[start:end]) for word in folded)


@given(text=st.text(max_size=100))
def test_folding_keeps_every_characters_place(text):
    assert len(fold(text)) == len(text)
    assert fold_words(fold_words(text)) == fold_words(text)


def test_folding():
    assert fold("Ủy ban nhân dân tỉnh Đồng Tháp") == "uy ban nhan dan tinh dong thap"
    assert fold_words("ke\u0301\u0323") == "ke"
    assert fold_name("  Sở\tCông\xa0Thương ") == "so cong thuong"


def test_names_are_compared_from_the_start_of_a_word():
    assert has_words("Ủy ban nhân dân tỉnh An Giang", "an gi")
    assert not has_words("xã Tân Giang", "an giang")
    assert not has_words(None, "an giang")
    assert not has_words("An Giang", "")


def test_the_stretch_with_most_of_the_words_is_shown():
    text = "Kế hoạch năm nay.\n" + "Trời nắng.\n" * 60 + "Kế hoạch sản xuất sạch hơn của tỉnh.\n"
    excerpt = Passages(text).best(Query.parse("kế hoạch sạch hơn"))
    assert excerpt is not None
    assert excerpt.marked() == "«Kế» «hoạch» sản xuất «sạch» «hơn» của tỉnh."


def test_the_marks_that_were_typed_are_shown_where_the_text_has_them():
    text = "Cái bàn ở đó.\n" + "Trời nắng.\n" * 60 + "Bạn đến chơi.\n"
    excerpt = Passages(text).best(Query.parse("bạn"))
    assert excerpt is not None
    assert excerpt.marked() == "«Bạn» đến chơi."
