"""The fonts of RTF files, and the encodings of the bytes that are set in them."""

import codecs
from dataclasses import dataclass

_CODECS = {  # by the charset of a font
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "cp936", 136: "cp950", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
    254: "cp437", 255: "cp850",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class RtfFont:
    """A font's name, and the encoding of text set in it where the file says so."""

    name: str | None = None
    codec: str | None = None


def codec_of_charset(number: int) -> str | None:
    """The encoding of a font's charset; None for those that settle none."""
    return _CODECS.get(number)


def codec_of_page(number: int) -> str | None:
    """The encoding of a code page; None for those that Python does not know."""
    try:
        return codecs.lookup("utf-8" if number == 65001 else f"cp{number}").name
    except LookupError:
        return None


def decode_bytes(data: bytes, codec: str) -> str:
    """The text of bytes; those that an encoding leaves out are characters of the same number, as in 8-bit fonts."""
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return "".join(_decoded(data[i : i + 1], codec) for i in range(len(data)))


def decode_letters(data: bytes, codec: str) -> str:
    """The text of bytes in a font of an old encoding, whose charset may be any: letters of other alphabets are none of it.

    Windows-1258 is believed, for Vietnamese in Unicode is saved so too.

    >>> decode_letters(bytes([0xE9, 0xB9]), "cp1251")
    'é¹'
    """
    if codec in ("cp1252", "cp1258"):
        return decode_bytes(data, codec)
    return "".join(_western(data[i : i + 1], codec) for i in range(len(data)))


def _western(byte: bytes, codec: str) -> str:
    said = _decoded(byte, codec)
    return said if said.encode("cp1252", "ignore") else _decoded(byte, "cp1252")


def _decoded(byte: bytes, codec: str) -> str:
    try:
        return byte.decode(codec)
    except UnicodeDecodeError:
        return byte.decode("latin-1")
