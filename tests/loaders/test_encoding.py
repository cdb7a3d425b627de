"""Bytes come out right whatever they are declared to be."""

import unicodedata

import pytest

from pipeline.loaders import LoadError, load_bytes
from pipeline.loaders.encoding import declared_encoding, decode

TEXT = "Ủy ban nhân dân tỉnh Bắc Kạn ban hành kế hoạch trồng 300 ha chè của các hợp tác xã."
TONES = "\u0300\u0301\u0303\u0309\u0323"


def windows_1258(text: str) -> bytes:
    """As Windows wrote Vietnamese: a base letter with its quality, then its tone."""
    out = bytearray()
    for letter in unicodedata.normalize("NFC", text):
        marks = unicodedata.normalize("NFD", letter)
        tone = "".join(mark for mark in marks if mark in TONES)
        base = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in TONES))
        out += (base + tone).encode("cp1258")
    return bytes(out)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("declared", [None, "cp1258", "iso8859-1", "utf-16", "cp1252"])
def test_unicode_wins_over_its_declaration(encoding, declared):
    assert decode(TEXT.encode(encoding), declared).text == TEXT


@pytest.mark.parametrize("declared", [None, "cp1258", "iso8859-1", "utf-8", "utf-16"])
def test_windows_1258_keeps_its_combining_marks(declared):
    decoded = decode(windows_1258(TEXT), declared)
    assert decoded.encoding == "cp1258"
    assert decoded.text != TEXT
    assert unicodedata.normalize("NFC", decoded.text) == TEXT
    assert (decoded.doubt is None) == (declared == "cp1258")


def test_big_endian_marks():
    assert decode(b"\xfe\xff" + TEXT.encode("utf-16-be")).text == TEXT
    assert decode(b"\x00\x00\xfe\xff" + TEXT.encode("utf-32-be")).text == TEXT


def test_a_letter_cut_in_two_does_not_change_the_encoding():
    decoded = decode((TEXT * 3).encode()[:-1] + "ạ".encode()[:2])
    assert decoded.encoding == "utf-8"
    assert decoded.text.startswith(TEXT)
    assert decoded.doubt is not None


def test_a_guess_is_a_problem_of_the_document():
    document = load_bytes(windows_1258(TEXT))
    assert [problem.code for problem in document.problems] == ["encoding"]


@pytest.mark.parametrize(
    "page",
    [
        '<html><head><meta http-equiv="Content-Type" content="text/html; charset={}"></head><p>' + TEXT + "</p></html>",
        '<?xml version="1.0" encoding="{}"?><!DOCTYPE html><html><body><p>' + TEXT + "</p></body></html>",
    ],
)
@pytest.mark.parametrize("declared", ["windows-1258", "iso-8859-1", "utf-16", "utf-8", "x-unknown"])
def test_pages_with_wrong_declarations(page, declared):
    assert load_bytes(page.format(declared).encode()).text == TEXT
    legacy = load_bytes(windows_1258(page.format(declared))).text
    assert unicodedata.normalize("NFC", legacy) == TEXT


def test_a_page_in_utf_16():
    for encoding in ("utf-16", "utf-16-le", "utf-16-be"):
        document = load_bytes(f"<html><meta charset=utf-8><body><p>{TEXT}</p></body></html>".encode(encoding))
        assert (document.format, document.text) == ("html", TEXT)


def test_declared_encoding():
    assert declared_encoding(b'<meta charset="windows-1258">') == "cp1258"
    assert declared_encoding(b"<meta charset=nonsense><meta charset=UTF-8>") == "utf-8"
    assert declared_encoding(b"<p>no word of it") is None


@pytest.mark.parametrize("data", [b"\0" * 64, bytes(range(256)) * 8, b"\x7fELF\x02\x01\x01" + b"\0" * 40])
def test_binary_data(data):
    with pytest.raises(LoadError) as caught:
        load_bytes(data)
    assert caught.value.code in ("binary", "unsupported-format")


def test_a_stray_nul_is_replaced():
    assert load_bytes("Số:\0 12/KH-UBND của huyện".encode()).text == "Số:\ufffd 12/KH-UBND của huyện"


def test_undecodable():
    with pytest.raises(LoadError) as caught:
        decode(b"K\xe9 ho\x81")
    assert caught.value.code == "undecodable"


def test_windows_quotes_among_utf_8_are_quotes():
    decoded = decode(
        "Hội nghị triển khai ".encode() + b"\x93" + "Kế hoạch".encode() + b"\x94 \x96 " + (TEXT * 9).encode()
    )
    assert decoded.text == f"Hội nghị triển khai “Kế hoạch” – {TEXT * 9}"
    assert decoded.doubt is not None
