"""The encodings from before Unicode and the fonts that stand for them (rules/legacy/)."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from pipeline.rulebook.location import default_directory
from pipeline.rulebook.source import RulebookError, RuleSource, Strict

_LETTERS, _FONTS, _NAMES = "legacy/letters.csv", "legacy/fonts.csv", "legacy/names.csv"
NAMES = ("tcvn3", "vni", "viscii", "vps")
SYMBOLS = "symbols"
_Codes = Annotated[str, Field(pattern=r"^[0-9A-F]{2}(?: [0-9A-F]{2})?$")]
_SUBSET = re.compile(r"\A[A-Z]{6}\+")
_VARIANT = re.compile(
    r"(?:[-,](?:bold|italic|regular|normal|oblique)+| +(?:tur|ce|cyr|greek|baltic|\(\w+\)))+\Z", re.IGNORECASE
)
_VNI_TONES = {"ø": "\u0300", "ù": "\u0301", "õ": "\u0303", "û": "\u0309", "ï": "\u0323"}


class LetterRow(Strict):
    """A letter and the bytes that stand for it, in hexadecimal; TCVN3 has no toned capitals."""

    letter: Annotated[str, Field(min_length=1, max_length=1)]
    tcvn3: _Codes | None = None
    vni: _Codes
    viscii: _Codes
    vps: _Codes


class FontRow(Strict):
    """Fonts whose whole name the pattern matches, case aside. The first row that matches counts."""

    pattern: str
    encoding: Literal["tcvn3", "vni", "viscii", "vps", "symbols"]
    capitals: Literal["yes"] | None = None


class NameRow(Strict):
    """Words that begin with a letter whose capital TCVN3 lacks: a name wherever it stands, or a given name."""

    words: str
    use: Literal["always", "given"]


@dataclass(frozen=True, slots=True)
class Font:
    """What a font's name promises: its encoding ("symbols": its text is no letters), and that it shows capitals only."""

    encoding: str
    capitals: bool


@dataclass(frozen=True)
class Charset:
    """One encoding. `letters` maps what its bytes look like, read as Windows-1252, to the letters they stand for.

    `composed` are the letters that a tone's byte after another letter may make.
    """

    name: str
    letters: Mapping[str, str]
    composed: frozenset[str] = frozenset()

    def pieces(self, text: str) -> Iterator[tuple[int, str]]:
        """The text letter by letter: how many of its characters each piece took, and what it stands for."""
        at, length = 0, len(text)
        while at < length:
            taken = 2 if at + 1 < length and text[at : at + 2] in self.letters else 1
            letter = self.letters.get(text[at : at + taken], text[at : at + taken])
            while self.composed and at + taken < length and (tone := _VNI_TONES.get(text[at + taken].lower())):
                # a tone typed after a letter that has its own byte, or beside the mark it belongs with (ieâï)
                toned = unicodedata.normalize("NFC", letter + tone)
                if toned not in self.composed:
                    break
                letter, taken = toned, taken + 1
            yield taken, letter
            at += taken

    def strange(self, text: str) -> list[str]:
        """What is neither ASCII nor stands for anything where it stands."""
        found, at = [], 0
        for taken, letter in self.pieces(text):
            if taken == 1 and letter > "~" and text[at] not in self.letters:
                found.append(letter)
            at += taken
        return found

    def decode(self, text: str) -> str:
        return "".join(letter for _, letter in self.pieces(text))


@dataclass(frozen=True)
class LegacyRules:
    """The encodings by name, the fonts, and names that are to begin with a capital: anywhere, or behind two others."""

    charsets: Mapping[str, Charset]
    fonts: tuple[tuple[re.Pattern[str], Font], ...]
    names: frozenset[str]
    given_names: frozenset[str]

    @cached_property
    def without_capitals(self) -> frozenset[str]:
        """The small letters that have a code in TCVN3, and whose capitals have none."""
        letters = set(self.charsets["tcvn3"].letters.values())
        return frozenset(letter for letter in letters if letter.islower() and letter.upper() not in letters)

    def font(self, name: str | None) -> Font | None:
        """What a font's name promises, or None: it promises nothing."""
        if not name:
            return None
        plain = _VARIANT.sub("", _SUBSET.sub("", name.strip()))
        return next((font for pattern, font in self.fonts if pattern.fullmatch(plain)), None)

    def charset(self, font: str | None) -> Charset | None:
        """The encoding that a font's name promises, or None."""
        promised = self.font(font)
        return self.charsets.get(promised.encoding) if promised else None


@lru_cache(maxsize=2)
def load_legacy_rules(directory: Path | None = None) -> LegacyRules:
    """The rules of a folder (default: those that came with vanthu); RulebookError lists every mistake."""
    source = RuleSource(directory or default_directory())
    letters = source.csv(_LETTERS, LetterRow)
    fonts = source.csv(_FONTS, FontRow)
    names = [row for _, row in source.csv(_NAMES, NameRow)]
    charsets = {name: Charset(name, _table(name, letters, source)) for name in NAMES}
    vni = charsets["vni"]
    charsets["vni"] = replace(vni, composed=frozenset(vni.letters.values()))
    patterns = []
    for line, row in fonts:
        try:
            pattern = re.compile(row.pattern, re.IGNORECASE)
        except re.error as error:
            source.mistake(_FONTS, line, f"not a pattern: {error}")
            continue
        patterns.append((pattern, Font(row.encoding, row.capitals is not None)))
    if source.mistakes:
        raise RulebookError(source.mistakes)
    return LegacyRules(
        charsets,
        tuple(patterns),
        frozenset(row.words for row in names if row.use == "always"),
        frozenset(row.words for row in names if row.use == "given"),
    )


def _table(name: str, rows: list[tuple[int, LetterRow]], source: RuleSource) -> dict[str, str]:
    table: dict[str, str] = {}
    for line, row in rows:
        codes: str | None = getattr(row, name)
        if codes is None:
            continue
        for look in _looks(bytes.fromhex(codes)):
            if table.setdefault(look, row.letter) != row.letter:
                source.mistake(_LETTERS, line, f"{name}: {codes} stands for {table[look]!r} already")
    return table | {look: table[code] for look, code in _SUBSTITUTES.get(name, {}).items() if code in table}


# PDF files name the glyphs of TCVN3 fonts as they look; these are the names that give other characters
_SUBSTITUTES = {"tcvn3": {"\u2212": "\xad", "\u2219": "\xb7", "\u03bc": "\xb5"}}


def _looks(codes: bytes) -> Iterator[str]:
    """How bytes show: as Windows-1252 and Latin-1 have them; a mark of VNI may be capital on a small letter."""
    for encoding in ("latin-1", "cp1252"):
        text = codes.decode(encoding, "ignore")
        if len(text) == len(codes):
            yield text
            if len(text) == 2:
                yield text[0] + text[1].swapcase()
