"""What was typed in an old encoding comes back as it was meant, from a line on."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.loaders.legacy import convert_text
from pipeline.loaders.legacy.charsets import load_legacy_rules
from pipeline.model import Stated
from tests.loaders.legacy.sentences import VIETNAMESE
from tests.loaders.legacy.typist import as_read, codes, typable, type_out

ENCODINGS = ["tcvn3", "vni", "viscii", "vps"]
PRINTED = {"tcvn3": "TCVN3", "vni": "VNI", "viscii": "VISCII", "vps": "VPS"}


@st.composite
def stretches(draw, least):
    """Words of our sentences one after another, at least `least` characters."""
    words = " ".join(draw(st.permutations(VIETNAMESE))).split()
    first = draw(st.integers(0, len(words) - 80))
    last = first + 1
    while len(" ".join(words[first:last])) < least:
        last += 1
    return " ".join(words[first:last])


def converted(text, encoding):
    return convert_text(as_read(type_out(text, encoding)))


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("sentence", VIETNAMESE)
def test_a_sentence(sentence, encoding):
    text, stated = converted(sentence, encoding)
    assert text.lower() == typable(sentence, encoding).lower()
    assert [(entry.field, entry.value) for entry in stated] == [("encoding", PRINTED[encoding])]


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(data=st.data())
def test_a_line_of_sixty_characters(encoding, data):
    words = data.draw(stretches(60))
    text, _ = converted(words, encoding)
    assert text.lower() == typable(words, encoding).lower()


@pytest.mark.parametrize("encoding", ["vni", "viscii", "vps"])
@given(data=st.data())
def test_capitals_have_codes_of_their_own(encoding, data):
    words = data.draw(stretches(60).map(str.upper))
    assert converted(words, encoding)[0] == typable(words, encoding)


@pytest.mark.parametrize(
    "line",
    [
        "KHÔNG AI BÁO CÁO KỊP THỜI. BÀ CON GÓP SỎI, CÁT VÀ NGÀY CÔNG;",
        "CHO CÁN BỘ NGHỈ HƯU. BÀ CON GÓP SỎI, CÁT VÀ NGÀY CÔNG; THỢ Ở",
    ],
)
def test_a_line_with_two_words_that_prove_its_encoding(line):
    assert converted(line, "viscii")[0] == line


@given(words=stretches(60).map(str.upper))
def test_capitals_of_tcvn3_are_told_by_their_company(words):
    text, _ = converted(words, "tcvn3")
    assert text.lower() == typable(words, "tcvn3").lower()
    assert sum(letter.isupper() for letter in text) >= 0.97 * sum(map(str.isalpha, words))


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_letter(encoding):
    charset = load_legacy_rules().charsets[encoding]
    for letter in codes(encoding):
        read = charset.decode(as_read(type_out(letter, encoding)))
        assert read == letter or (encoding == "tcvn3" and read == letter.lower())


def test_what_was_converted_is_said():
    _, stated = converted(f"{VIETNAMESE[0]}", "vni")
    words = sum(not word.isascii() for word in unicodedata.normalize("NFC", VIETNAMESE[0]).split())
    assert stated == (Stated("encoding", "VNI", f"converted: {words} words"),)
