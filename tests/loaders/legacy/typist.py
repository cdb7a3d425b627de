"""Types Vietnamese as offices did before Unicode: text to bytes in TCVN3, VNI, VISCII or VPS."""

import csv
import unicodedata
from functools import cache

from pipeline.rulebook.location import default_directory

_ONE_SPELLING = str.maketrans("Ðð", "Đđ")
_PLAIN_SIGNS = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "..."})


@cache
def codes(encoding: str) -> dict[str, bytes]:
    """The bytes of each letter; the capitals that TCVN3 lacks are its small letters, as its fonts show them."""
    path = default_directory() / "legacy" / "letters.csv"
    with path.open(encoding="utf-8") as file:
        found = {row["letter"]: bytes.fromhex(row[encoding]) for row in csv.DictReader(file) if row[encoding]}
    return {**{letter.upper(): found[letter] for letter in found}, **found}


def typable(text: str, encoding: str) -> str:
    """The text in NFC, with plain signs where the encoding has no room for typographic ones."""
    plain = text.translate(_PLAIN_SIGNS) if encoding in ("viscii", "vps") else text
    return unicodedata.normalize("NFC", plain.translate(_ONE_SPELLING))


def type_out(text: str, encoding: str) -> bytes:
    """The bytes of a text; UnicodeEncodeError where a character cannot be typed in the encoding."""
    others = "ascii" if encoding in ("viscii", "vps") else "cp1252"
    letters = codes(encoding)
    return b"".join(letters.get(letter) or letter.encode(others) for letter in typable(text, encoding))


def as_read(data: bytes) -> str:
    """How such bytes look to who takes them for Windows-1252."""
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in data)
