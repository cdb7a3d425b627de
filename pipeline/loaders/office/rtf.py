"""RTF files as pieces: one pass over groups, control words and bytes, each run with its font."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from pipeline.loaders.legacy import OPTIONAL_HYPHEN
from pipeline.loaders.legacy.charsets import load_legacy_rules
from pipeline.loaders.loader import LoadError
from pipeline.loaders.office.rtf_flow import Flow, Row
from pipeline.loaders.office.rtf_fonts import RtfFont, codec_of_charset, codec_of_page, decode_bytes, decode_letters
from pipeline.loaders.office.symbols import is_symbol_font, symbol
from pipeline.loaders.pieces import Piece, Run

_TOKEN = re.compile(
    r"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})?[ ]?|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z])"
    r"|(?P<group>[{}])|[\r\n]+|(?P<text>[^\\{}\r\n]+)|\\",
    re.DOTALL,
)
_DEEPEST = 2_000  # groups in groups; Word writes a few dozen
_TEXT, _SKIPPED, _FONTS = "text", "skipped", "fonts"
_AS_TEXT = {
    "tab": "\t", "line": "\n", "lbr": "\n", "page": "\n", "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘",
    "rquote": "’", "ldblquote": "“", "rdblquote": "”", "emspace": " ", "enspace": " ", "qmspace": " ",
}  # fmt: skip
_SIGNS = {"~": "\xa0", "_": "-", "-": OPTIONAL_HYPHEN, "{": "{", "}": "}", "\\": "\\"}
# fmt: off
_NOT_TEXT = frozenset({
    "colortbl", "stylesheet", "listtable", "listoverridetable", "revtbl", "rsidtbl", "filetbl", "generator", "pict",
    "object", "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf", "annotation",
    "atnid", "atnauthor", "fldinst", "shprslt", "nonshppict", "nonesttables", "xe", "tc", "rxe", "txe", "ftnsep",
    "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn", "bkmkstart", "bkmkend", "themedata", "datastore",
    "latentstyles", "colorschememapping", "pnseclvl", "author", "operator", "company", "doccomm", "keywords",
    "category", "manager", "comment", "hlinkbase", "template", "printim", "buptim", "sp",
})
# fmt: on
_STARRED_TEXT = frozenset(("shpinst", "shptxt", "nesttableprops"))  # to be read, though a reader may skip them
_PROPERTIES = {"title": "title", "subject": "subject", "creatim": "created", "revtim": "modified"}
_DAY_PARTS = ("yr", "mo", "dy")


@dataclass(slots=True)
class _State:
    """What a group may change, and gives back at its end."""

    target: str = _TEXT
    font: int = -1
    hidden: bool = False
    stand_ins: int = 1  # characters behind each \u, for readers that know no Unicode
    depth: int = 0

    @property
    def is_shown(self) -> bool:
        return self.target == _TEXT and not self.hidden


class RtfReader:
    """Reads one file. Then `properties` holds what it says of itself, and `is_whole` whether it is not cut off."""

    def __init__(self, data: bytes) -> None:
        self.source = data.decode("latin-1")
        self.properties: dict[str, str] = {}
        self.is_whole = False
        self.fonts: dict[int, RtfFont] = {}
        self.usual_font = 0
        self.codec = "cp1252"
        self.state = _State()
        self.stack: list[_State] = []
        self.pieces: list[Piece] = []
        self.notes: list[list[Piece]] = []
        self.flows = [Flow(self.pieces)]
        self.row = Row()
        self.bytes = bytearray()
        self.to_skip = 0
        self.starred = False

    def read(self) -> list[Piece]:
        """The pieces of the file, footnotes at the end; LoadError damaged where groups nest beyond measure."""
        at = 0
        while token := _TOKEN.match(self.source, at):
            at = token.end()
            if text := token["text"]:
                self.add_bytes(text)
            elif code := token["hex"]:
                self.add_bytes(chr(int(code, 16)))
            elif word := token["word"]:
                number = int(token["number"]) if token["number"] else None
                at += max(0, number or 0) if word == "bin" else 0
                self.follow(word, number)
            elif group := token["group"]:
                self.open() if group == "{" else self.close()
            elif sign := token["sign"]:
                self.follow_sign(sign)
        while self.flows:
            self.flush()
            self.flows.pop().end()
        for number, note in enumerate(self.notes, start=1):
            first, *others = note or [()]
            self.pieces.extend(((Run(f"[{number}] "), *first) if isinstance(first, tuple) else first, *others))
        return self.pieces

    @property
    def font(self) -> RtfFont:
        return self.fonts.get(self.usual_font if self.state.font < 0 else self.state.font, RtfFont())

    @property
    def depth(self) -> int:
        return self.state.depth

    def open(self) -> None:
        if len(self.stack) >= _DEEPEST:
            raise LoadError("damaged", f"an RTF file with more than {_DEEPEST:,} groups in each other")
        self.flush()
        self.stack.append(replace(self.state))
        self.starred = False

    def close(self) -> None:
        self.flush()
        if len(self.flows) > 1 and self.flows[-1].group == len(self.stack):
            self.flows.pop().end()
        if self.stack:
            self.state = self.stack.pop()
            self.is_whole = not self.stack

    def add_bytes(self, text: str) -> None:
        """Bytes of the document, given as characters of the same numbers."""
        skipped = min(self.to_skip, len(text))
        self.to_skip -= skipped
        if self.state.target != _SKIPPED:
            self.bytes += text[skipped:].encode("latin-1")

    def add(self, text: str) -> None:
        """Text that the file names."""
        self.flush()
        if self.state.is_shown:
            self.flows[-1].runs.append(Run(text, self.font.name))
        elif self.state.target in _PROPERTIES:
            name = _PROPERTIES[self.state.target]
            self.properties[name] = self.properties.get(name, "") + text

    def flush(self) -> None:
        """Decode the bytes that have come, in the encoding of their font."""
        self.to_skip = 0
        if not self.bytes:
            return
        data, font = bytes(self.bytes), self.font
        self.bytes.clear()
        if self.state.target == _FONTS:
            name = decode_bytes(data, self.codec).split(";")[0].strip()
            if font.name is None and name:
                self.fonts[self.state.font] = replace(font, name=name)
        elif is_symbol_font(font.name):
            self.add("".join(symbol(byte, font.name) for byte in data))
        else:
            decoder = decode_letters if load_legacy_rules().charset(font.name) else decode_bytes
            self.add(decoder(data, font.codec or self.codec))

    def follow_sign(self, sign: str) -> None:
        if sign == "*":
            self.starred = True
        elif sign in "\r\n":
            self.follow("par", None)
        elif sign in _SIGNS:
            self.add(_SIGNS[sign])

    def follow(self, word: str, number: int | None) -> None:
        """Do what a control word says; those that are not known say nothing."""
        self.flush()
        starred, self.starred = self.starred, False
        if self.state.target == _SKIPPED:
            return
        if action := _ACTIONS.get(word):
            action(self, 1 if number is None else number)
        elif word in _AS_TEXT:
            self.add(_AS_TEXT[word])
        elif word in _PROPERTIES:
            self.state.target = word
        elif word in _DAY_PARTS and self.state.target in _PROPERTIES:
            self.add(f"-{number}" if word != "yr" else str(number))
        elif word in _NOT_TEXT or (starred and word not in _STARRED_TEXT):
            self.state.target = _SKIPPED

    def follow_unicode(self, number: int) -> None:
        code = number % 0x10000
        is_symbol = 0xF000 <= code <= 0xF0FF
        self.add(symbol(code, self.font.name) if is_symbol else chr(code))
        self.to_skip = self.state.stand_ins

    def define_font(self, charset_codec: str | None) -> None:
        if self.state.target == _FONTS and charset_codec:
            self.fonts[self.state.font] = replace(self.font, codec=charset_codec)

    def use_font(self, number: int) -> None:
        self.state.font = number
        if self.state.target == _FONTS:
            self.fonts.setdefault(number, RtfFont())

    def begin_flow(self, sink: list[Piece]) -> None:
        self.flows.append(Flow(sink, len(self.stack)))
        self.state.depth = 0

    def begin_note(self, _: int) -> None:
        self.notes.append([])
        self.add(f"[{len(self.notes)}]")
        self.begin_flow(self.notes[-1])

    def make_plain(self, _: int) -> None:
        self.state.font, self.state.hidden = -1, False


def _set(name: str) -> Callable[[RtfReader, int], None]:
    return lambda reader, number: setattr(reader.state, name, number)


_ACTIONS: dict[str, Callable[[RtfReader, int], None]] = {
    "ansicpg": lambda reader, number: setattr(reader, "codec", codec_of_page(number) or reader.codec),
    "mac": lambda reader, _: setattr(reader, "codec", "mac_roman"),
    "pc": lambda reader, _: setattr(reader, "codec", "cp437"),
    "deff": lambda reader, number: setattr(reader, "usual_font", number),
    "fonttbl": lambda reader, _: setattr(reader.state, "target", _FONTS),
    "fcharset": lambda reader, number: reader.define_font(codec_of_charset(number)),
    "cpg": lambda reader, number: reader.define_font(codec_of_page(number)),
    "f": RtfReader.use_font,
    "u": RtfReader.follow_unicode,
    "uc": _set("stand_ins"),
    "plain": RtfReader.make_plain,
    "v": lambda reader, number: setattr(reader.state, "hidden", bool(number)),
    "deleted": lambda reader, number: setattr(reader.state, "hidden", bool(number)),
    "pard": lambda reader, _: setattr(reader.state, "depth", 0),
    "intbl": lambda reader, _: setattr(reader.state, "depth", max(1, reader.depth)),
    "itap": _set("depth"),
    "par": lambda reader, _: reader.flows[-1].end_paragraph(reader.depth),
    "sect": lambda reader, _: reader.flows[-1].end_paragraph(reader.depth),
    "cell": lambda reader, _: reader.flows[-1].end_cell(1),
    "nestcell": lambda reader, _: reader.flows[-1].end_cell(max(2, reader.depth)),
    "row": lambda reader, _: reader.flows[-1].end_row(1, reader.row),
    "nestrow": lambda reader, _: reader.flows[-1].end_row(max(2, reader.depth), reader.row),
    "trowd": lambda reader, _: setattr(reader, "row", Row()),
    "trleft": lambda reader, number: setattr(reader.row, "start", number),
    "trhdr": lambda reader, _: setattr(reader.row, "is_head", True),
    "clvmrg": lambda reader, _: setattr(reader.row, "covers_next", True),
    "clmrg": lambda reader, _: setattr(reader.row, "covers_next", True),
    "cellx": lambda reader, number: reader.row.add(number),
    "footnote": RtfReader.begin_note,
    "shptxt": lambda reader, _: reader.begin_flow(reader.flows[-1].boxes),
}
