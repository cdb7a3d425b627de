"""Characters of symbol fonts, which stand at code points of their own, as Unicode; fonts of old encodings may be such."""

from pipeline.loaders.legacy.charsets import load_legacy_rules

_FIRST = "\uf000"

_SYMBOL = {  # the Symbol font's encoding, where it differs from ASCII and a text may need it
    0x61: "α", 0x62: "β", 0x64: "δ", 0x65: "ε", 0x67: "γ", 0x6C: "λ", 0x6D: "μ", 0x70: "π", 0x71: "θ", 0x72: "ρ",
    0x73: "σ", 0x77: "ω", 0x44: "Δ", 0x53: "Σ", 0x57: "Ω", 0xA3: "≤", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAE: "→",
    0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈",
    0xBC: "…", 0xD7: "·", 0xDE: "⇒", 0xE5: "∑",
}  # fmt: skip
_WINGDINGS = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "□", 0x75: "◆", 0x76: "❖", 0x77: "◆", 0x9F: "•", 0xA7: "▪", 0xA8: "□",
    0xD8: "➢", 0xE0: "→", 0xE8: "→", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip


def symbol(code: int, font: str | None) -> str:
    """The character of a symbol font's code (0x20 to 0xFF, or the same from U+F000 on); "" where it is but a picture.

    In a font of an old encoding it is what its byte looks like.

    >>> symbol(0xF0B3, "Symbol"), symbol(0xFC, "Wingdings"), symbol(0xE000, "Wingdings")
    ('≥', '✓', '')
    """
    if not (0x20 <= code <= 0xFF or 0xF020 <= code <= 0xF0FF):
        return ""
    code &= 0xFF
    if font is not None and font.lower().startswith("symbol"):
        return _SYMBOL.get(code, chr(code) if code < 0x7F else "")
    if load_legacy_rules().charset(font) is not None:
        return chr(code)
    return _WINGDINGS.get(code, "")


def shown_text(text: str, font: str | None) -> str:
    """Text as its font shows it, where Word kept it at code points from U+F000 on.

    >>> shown_text("\uf0b7 \uf0b3 5", "Symbol"), shown_text("C\uf0e9ng", ".VnTime"), shown_text("5", "Symbol")
    ('• ≥ 5', 'Céng', '5')
    """
    if max(text, default="") < _FIRST:
        return text
    if not is_symbol_font(font) and load_legacy_rules().charset(font) is None:
        return text
    return "".join(symbol(ord(char), font) if char >= _FIRST else char for char in text)


def is_symbol_font(font: str | None) -> bool:
    """Whether a font shows symbols in place of letters."""
    return font is not None and font.lower().startswith(("symbol", "wingdings", "webdings"))
