"""Bytes to text, whatever the bytes are declared to be."""

import codecs
import re
import unicodedata
from dataclasses import dataclass

from pipeline.loaders.legacy import is_legacy
from pipeline.loaders.loader import LoadError
from pipeline.loaders.page_rules import load_page_rules
from pipeline.text.stored import stored_text

_BOMS = (  # UTF-32 before UTF-16: its mark begins with the other's
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = bytes(byte for byte in range(32) if byte not in b"\t\n\v\f\r\x1b") + b"\x7f"
_DECLARED = re.compile(rb"""(?:charset|encoding)\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z0-9][\w.:-]{1,30})""", re.IGNORECASE)
_SINGLE_BYTE = ("cp1258", "cp1252")  # what is left of Vietnamese text that is not Unicode
_TO_1252 = {byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0xA0)}
_WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u0323][^\W\d_]*)*")
_TAG = re.compile(rb"<[^<>]{1,2000}>")
_REFERENCE = re.compile(rb"&#?[A-Za-z0-9]{1,10};")
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
_SAMPLE = 65_536


@dataclass(frozen=True, slots=True)
class Decoded:
    """Stored text, the encoding it came in, and what is doubtful about the reading, in words, or None."""

    text: str
    encoding: str
    doubt: str | None = None


def declared_encoding(head: bytes) -> str | None:
    """The encoding that a page's or an XML file's first bytes declare, as Python calls it, or None."""
    for match in _DECLARED.finditer(head):
        try:
            return codecs.lookup(match[1].decode("ascii")).name
        except LookupError:
            continue
    return None


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The text of `data`: by its byte order mark, as UTF-8, as declared, or as what reads as Vietnamese.

    A declaration is believed only where the bytes are not valid UTF-8 and what it gives reads as Vietnamese.
    LoadError: binary or undecodable.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _checked(*_mend(data[len(mark) :], encoding))
    if (wide := _wide_encoding(data)) is not None:
        return _checked(*_mend(data, wide))
    if _is_binary(len(data) - len(data.translate(None, _CONTROLS)), len(data)) and not _holds_legacy(data):
        raise LoadError("binary", "not text: too many of its bytes are control characters")
    try:
        return Decoded(stored_text(data.decode("utf-8")), "utf-8")
    except UnicodeDecodeError as error:
        damage = error
    mended, encoding, doubt = _mend(data, "utf-8")
    if mended.count("\ufffd") * 20 < _multibyte(mended):
        return Decoded(stored_text(_untwined(data) or mended), encoding, doubt)
    return _guess(data, declared, damage)


def _mend(data: bytes, encoding: str) -> tuple[str, str, str | None]:
    """Decode, with U+FFFD for what is damaged."""
    try:
        return data.decode(encoding), encoding, None
    except UnicodeDecodeError as error:
        doubt = f"damaged {encoding}: {error.reason} at byte {error.start}"
        return data.decode(encoding, "replace"), encoding, doubt


def _untwined(data: bytes) -> str | None:
    """UTF-8 among which Windows quotes and dashes were pasted byte by byte; None where that is not its damage."""
    from bs4.dammit import UnicodeDammit  # noqa: PLC0415 - slow to import, and only damaged text needs it

    try:
        return UnicodeDammit.detwingle(data).decode("utf-8")
    except UnicodeDecodeError:
        return None


def _checked(text: str, encoding: str, doubt: str | None) -> Decoded:
    controls = sum(text.count(chr(byte)) for byte in _CONTROLS)
    if _is_binary(controls, len(text)) or text.count("\ufffd") * 10 > len(text):
        raise LoadError("binary", f"not text, though it begins like {encoding}")
    return Decoded(stored_text(text), encoding, doubt)


def _is_binary(controls: int, total: int) -> bool:
    """Whether there are more control characters than a text has by mishap: one, or one in fifty."""
    return controls > max(1, total // 50)


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a mark: NUL is every second byte of the ASCII characters, and never on the other side."""
    sample = data[: _SAMPLE & ~1]
    if b"\0" not in sample or len(sample) < 4:
        return None
    even, odd, half = sample[0::2].count(0), sample[1::2].count(0), len(sample) // 2
    if odd > half * 0.3 and even * 50 <= half:
        return "utf-16-le"
    if even > half * 0.3 and odd * 50 <= half:
        return "utf-16-be"
    return None


def _multibyte(text: str) -> int:
    """How many characters of a text are neither ASCII nor replacements."""
    return len(text) - len(text.encode("ascii", "ignore")) - text.count("\ufffd")


def _guess(data: bytes, declared: str | None, damage: UnicodeDecodeError) -> Decoded:
    """The single-byte encoding in which most words are Vietnamese; else what charset-normalizer finds likely.

    Text in an encoding from before Unicode comes byte by byte, as Windows-1252 shows it, to be converted.
    """
    if _holds_legacy(data):
        return Decoded(stored_text(_byte_by_byte(data)), "cp1252")
    candidates = dict.fromkeys(name for name in (declared, *_SINGLE_BYTE) if name in _SINGLE_BYTE)
    sample = _sample(data)
    readings = {name: _frequent_words(sample.decode(name, "ignore")) for name in candidates}
    best = max(readings, key=lambda name: readings[name])
    if readings[best]:
        text, encoding, doubt = _mend(data, best)
        if declared != best:
            doubt = f"read as {best}, which nothing declares"
        return Decoded(stored_text(text), encoding, doubt)
    from charset_normalizer import from_bytes  # noqa: PLC0415 - rarely needed

    plausible = ["cp1258", "cp1252", "latin_1", "utf_16_le", "utf_16_be"]
    found = from_bytes(sample, cp_isolation=plausible, language_threshold=0.0).best()
    if found is not None:
        text, encoding, _ = _mend(data, found.encoding)
        return _checked(text, encoding, f"read as {encoding}, which is a guess")
    raise LoadError("undecodable", f"in no known encoding: not UTF-8 ({damage.reason} at byte {damage.start})")


def _holds_legacy(data: bytes) -> bool:
    """Whether the text, be it a page's, is in an encoding from before Unicode; some of them use control characters."""
    if b"\0" in data:
        return False
    return is_legacy(_byte_by_byte(_REFERENCE.sub(b" ", _TAG.sub(b"\n", _sample(data)))))


def _sample(data: bytes) -> bytes:
    """What is looked at of data: from the line or element on that has the first byte beyond ASCII, for what stands
    before it, a style sheet say, may be long."""
    first = _BEYOND_ASCII.search(data)
    end = first.start() if first else 0
    start = max(data.rfind(b"\n", 0, end), data.rfind(b">", 0, end)) + 1
    return data[start : start + _SAMPLE]


def _byte_by_byte(data: bytes) -> str:
    """Windows-1252, with Latin-1's control characters for the bytes it has nothing for."""
    return data.decode("latin-1").translate(_TO_1252)


def _frequent_words(text: str) -> int:
    """How many frequent Vietnamese words with marks a reading has: they tell encodings apart, plain ones do not."""
    known = {word for word in load_page_rules().frequent_words if not word.isascii()}
    words = (unicodedata.normalize("NFC", word.lower()) for word in _WORD.findall(text))
    return sum(word in known for word in words)
