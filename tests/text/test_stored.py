"""What the stored text changes, and what it leaves."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.stored import stored_text


def test_newlines_nul_surrogates_and_mark():
    assert stored_text("\ufeffa\r\nb\rc\0\ud83d") == "a\nb\nc\ufffd\ufffd"


def test_everything_else_stays():
    text = unicodedata.normalize("NFD", "Kế hoạch") + "\u00a0\u2028\u2029\u200b\x85\tx\ufeff"
    assert stored_text(text) == text


def test_nothing_to_do_costs_no_copy():
    text = "Kế hoạch số 5/KH-UBND"
    assert stored_text(text) is text


@given(st.text(st.characters(codec=None)))
def test_idempotent_and_storable(text):
    stored = stored_text(text)
    assert stored_text(stored) == stored
    stored.encode("utf-8")
    assert not {"\r", "\0"} & set(stored)
