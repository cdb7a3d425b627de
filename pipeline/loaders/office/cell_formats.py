"""Numbers and days of spreadsheets as they are shown in Viet Nam: "1.234,5", "12%", "05/03/2024"."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

GENERAL = "General"
BUILT_IN = {
    0: GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?",
    14: "dd/mm/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss",
    22: "dd/mm/yyyy h:mm", 37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 45: "mm:ss", 46: "h:mm:ss",
    47: "mm:ss", 49: "@",
}  # fmt: skip
_TOKENS = re.compile(r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|\[(?P<bracket>[^\]]*)\]|_.|\*.|(?P<other>.)', re.DOTALL)
_NUMBER = re.compile(r"[#0?,]*[0#?](?:\.[#0?]*)?,*|\.[#0?]+")
_DAY_TOKENS = re.compile(r"y+|m+|d+|h+|s+|am/pm|[^ymdhs]", re.IGNORECASE)
_CURRENCY = re.compile(r"\$([^-]*)")
_DAYS = ("Chủ nhật", "Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy")
_FIRST_DAY = {False: datetime(1899, 12, 30), True: datetime(1904, 1, 1)}  # noqa: DTZ001 - a sheet's days have no zone
_LAST_SERIAL = 2_958_465  # 31/12/9999
_LEAP_BUG = 60  # Excel counts 29/2/1900: days before it are one later
_MOST_DIGITS = 10


@dataclass(frozen=True, slots=True)
class _Section:
    """One part of a number format: what stands before and after the number, and how it is written; or a day's form."""

    before: str = ""
    after: str = ""
    digits: str | None = None
    percent: bool = False
    day: str | None = None


def show_number(value: float, number_format: str = GENERAL, *, from_1904: bool = False) -> str:
    """A cell's number as its format shows it; as plain as it can be where the format is not understood.

    >>> show_number(1234.5, "#,##0.00"), show_number(0.125, "0.0%"), show_number(45356, "dd/mm/yyyy"), show_number(0.1)
    ('1.234,50', '12,5%', '05/03/2024', '0,1')
    """
    sections = _sections(number_format)
    section = sections[1 if value < 0 and len(sections) > 1 else 2 if value == 0 and len(sections) > 2 else 0]
    if section.day is not None:
        return _show_day(value, section.day, from_1904) or _plain(value)
    if section.digits is None:
        return section.before if section.before.strip() and len(sections) > 2 else _plain(value)
    if value < 0 and len(sections) > 1:
        value = -value  # the section brings its own sign, or brackets
    return f"{section.before}{_in_digits(value * 100 if section.percent else value, section.digits)}{section.after}".strip()


@lru_cache(maxsize=1_000)
def _sections(number_format: str) -> tuple[_Section, ...]:
    if number_format in (GENERAL, "@", ""):
        return (_Section(),)
    parts: list[list[str]] = [[]]
    literal: list[list[bool]] = [[]]
    for token in _TOKENS.finditer(number_format):
        said = token["quoted"] or token["escaped"] or ""
        is_literal = token["quoted"] is not None or token["escaped"] is not None
        if token["bracket"] is not None:
            currency = _CURRENCY.match(token["bracket"])
            said, is_literal = (currency[1], True) if currency else ("", False)
        elif token["other"] == ";":
            parts.append([])
            literal.append([])
            continue
        elif token["other"] is not None:
            said = token["other"]
        parts[-1].extend(said)
        literal[-1].extend([is_literal] * len(said))
    return tuple(_section("".join(chars), marks) for chars, marks in zip(parts, literal, strict=True))


def _section(text: str, literal: list[bool]) -> _Section:
    """A part of a format; characters marked literal are shown as they are."""
    codes = "".join("\0" if is_literal else char for char, is_literal in zip(text, literal, strict=True))
    if re.search(r"[ymdhs]", codes, re.IGNORECASE) and not re.search(r"[0#?]", codes):
        return _Section(day="".join(_kept(char, is_literal) for char, is_literal in zip(text, literal, strict=True)))
    number = _NUMBER.search(codes)
    if number is None or "E" in codes or "/" in codes[number.start() :]:
        return _Section(before=text.replace("@", "")) if number is None and GENERAL not in text else _Section()
    before, after = text[: number.start()], text[number.end() :]
    return _Section(before, after, number.group(), percent="%" in codes)


def _kept(char: str, is_literal: bool) -> str:
    """Literal letters of a day's form are moved out of the way of its codes."""
    return chr(0xE000 + ord(char)) if is_literal and char.isascii() and char.isalpha() else char


def _in_digits(value: float, digits: str) -> str:
    scaled = Decimal(repr(value)).scaleb(-3 * (len(digits) - len(digits.rstrip(","))))
    whole, _, decimals = digits.rstrip(",").partition(".")
    rounded = scaled.quantize(Decimal(1).scaleb(-min(len(decimals), _MOST_DIGITS)), ROUND_HALF_UP)
    shown = f"{rounded:,f}" if "," in whole else f"{rounded:f}"
    optional = len(decimals) - len(decimals.rstrip("#?"))
    if optional and "." in shown:
        kept = len(shown) - optional
        shown = shown[:kept] + shown[kept:].rstrip("0")
        shown = shown.rstrip(".")
    return _padded(shown.translate(str.maketrans(",.", ".,")), whole.replace(",", ""))


def _padded(shown: str, whole: str) -> str:
    """Leading zeros as far as the format asks for them."""
    wanted = whole.count("0")
    sign, shown = ("-", shown[1:]) if shown.startswith("-") else ("", shown)
    figures = shown.split(",")[0].replace(".", "")
    return sign + "0" * (wanted - len(figures)) + shown


def _plain(value: float) -> str:
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    shown = f"{Decimal(repr(float(f'{value:.{_MOST_DIGITS}g}'))):f}"
    return shown.replace(".", ",")


def _show_day(value: float, form: str, from_1904: bool) -> str | None:
    if not 0 <= value <= _LAST_SERIAL:
        return None
    days = value + (1 if not from_1904 and value < _LEAP_BUG else 0)
    moment = _FIRST_DAY[from_1904] + timedelta(seconds=round(days * 86_400))
    shown: list[str] = []
    after_hours = False
    tokens = [token.group() for token in _DAY_TOKENS.finditer(form)]
    for index, token in enumerate(tokens):
        low = token.lower()
        following = next((t.lower()[0] for t in tokens[index + 1 :] if t[0].lower() in "ymdhs"), "")
        is_minutes = low in ("m", "mm") and (after_hours or following == "s")
        shown.append(_day_part(moment, token, low, is_minutes))
        if low[0] in "ymdhs":
            after_hours = low[0] == "h"
    return "".join(chr(ord(c) - 0xE000) if 0xE000 <= ord(c) < 0xE080 else c for c in "".join(shown)).strip()


def _day_part(moment: datetime, token: str, low: str, is_minutes: bool) -> str:
    number = {"d": moment.day, "h": moment.hour, "s": moment.second, "m": moment.minute if is_minutes else moment.month}
    if low[0] == "y":
        return f"{moment.year:04}" if len(low) > 2 else f"{moment.year % 100:02}"
    if low[0] not in number or low == "am/pm":
        return "" if low == "am/pm" else token
    if low[0] == "d" and len(low) > 2:
        return _DAYS[(moment.weekday() + 1) % 7]
    if low[0] == "m" and len(low) > 2:
        return f"Tháng {moment.month}"
    return f"{number[low[0]]:02}" if len(low) > 1 else str(number[low[0]])
