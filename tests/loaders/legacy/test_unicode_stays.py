"""What is Unicode stays as it is, character for character."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.loaders import LoadError, load
from pipeline.loaders.legacy import convert_text
from tests.loaders.legacy.sentences import FOREIGN, VIETNAMESE
from tests.loaders.legacy.typist import as_read, type_out

SHARED = Path(__file__).parents[3].parent / "shared"
UNICODE = (*VIETNAMESE, *FOREIGN)


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC"])
@pytest.mark.parametrize("sentence", UNICODE)
def test_a_sentence(sentence, form):
    text = unicodedata.normalize(form, sentence)
    assert convert_text(text) == (text, ())


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("sentence", UNICODE)
def test_a_sentence_in_capitals(sentence, form):
    text = unicodedata.normalize(form, sentence.upper())
    assert convert_text(text) == (text, ())


@pytest.mark.parametrize(
    "text",
    [
        "SKJEMA FOR SØKNAD:\nKUNNE IKKE ÅPNE FILEN PÅ MÅNEN; SLÅ PÅ LÅSEN OG STRØMMEN ETTER LÅNET",
        "HƯỚNG DẪN: KHÔNG AI BÁO CÁO S™I, H¿U, CÁT, BÀ",
        "KHÔNG AI BÁO CÁO S™I, H¿U, CÁT, BÀ THEO FORMULAR",
        "BÁO CÁO S™I, H¿U, CÁT",
        "S™I, H¿U",
    ],
    ids=["Norwegian", "a word of Unicode", "a foreign word", "too few words", "two words"],
)
def test_words_that_might_prove_an_old_encoding(text):
    assert convert_text(text) == (text, ())


@given(
    st.lists(st.sampled_from([word for sentence in UNICODE for word in sentence.split()]), max_size=60).map(" ".join),
    st.sampled_from(["NFC", "NFD"]),
)
def test_words_in_any_order(text, form):
    text = unicodedata.normalize(form, text)
    assert convert_text(text) == (text, ())


@given(st.text() | st.text(st.characters(min_codepoint=0x20, max_codepoint=0x17F), max_size=300))
def test_any_text(text):
    assert convert_text(text) == (text, ())


@given(st.text(st.sampled_from("aeiouynhtcmđáàêôươ \n½®µ¸«»§©ñøïöû"), max_size=60), st.sampled_from(VIETNAMESE))
def test_words_with_letters_beyond_8_bits_are_never_touched(noise, sentence):
    text = f"{noise}\n{sentence}\n{noise}"
    assert sentence in convert_text(text)[0]


@given(st.permutations(VIETNAMESE), st.sampled_from(["tcvn3", "vni", "viscii", "vps"]))
def test_unicode_amid_old_encodings(sentences, encoding):
    before, kept, after = "\n".join(sentences[:3]), sentences[3], "\n".join(sentences[4:6])
    lines = convert_text(f"{as_read(type_out(before, encoding))}\n{kept}\n{as_read(type_out(after, encoding))}")[0]
    assert lines.split("\n")[3] == kept


def sample_files():
    return sorted([*SHARED.glob("samples/pages/**/*.html"), *SHARED.glob("gold/**/*.txt")])


@pytest.mark.skipif(not SHARED.is_dir(), reason=f"no samples at {SHARED}")
def test_no_sample_in_unicode_is_converted():
    converted = []
    for path in sample_files():
        try:
            document = load(path)
        except LoadError:
            continue
        if any(entry.field == "encoding" for entry in document.stated):
            converted.append(path.stem)
    assert converted == []


@pytest.mark.parametrize("noise", ["µ" * 200_000, "µ ¸ " * 50_000, "aù" * 100_000, "\xa0A" * 100_000, "«a\n" * 70_000])
def test_noise_takes_no_longer_than_its_length(noise):
    """Words without an end, and a great many of them; a quadratic reader would not come back."""
    assert convert_text(noise) == (noise, ())
