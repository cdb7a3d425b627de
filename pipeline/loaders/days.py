"""Reading a day from one date string of known kind: metadata, sidecars, a page's date line. Not for running text."""

import re
from datetime import date, datetime, timedelta, timezone

VIETNAM = timezone(timedelta(hours=7))  # fixed: the zone has had no other offset since 1975
_YEARS = range(1945, 2101)
_ISO = re.compile(
    r"(?<!\d)(?P<day>\d{4}-\d\d?-\d\d?)(?!\d)"
    r"(?:[T ](?P<time>\d\d:\d\d(?::\d\d)?)(?:[.,]\d{1,9})?\s?(?P<zone>Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?"
)
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})\s?([/.-])\s?(\d{1,2})\s?\2\s?(\d{4})(?!\d)")
_WORDS = re.compile(r"(?<!\d)(\d{1,2})\s+tháng\s+(\d{1,2})\s*,?\s+(?:năm\s+)?(\d{4})(?!\d)", re.IGNORECASE)
_MAX_LENGTH = 80


def read_day(text: str) -> str | None:
    """The ISO day a date string names, in Vietnam's time, or None: no day, no full date, or outside 1945-2100.

    Day before month, as Vietnam writes; a month that cannot be one makes it month first.
    """
    text = text.strip()[:_MAX_LENGTH]
    if iso := _ISO.search(text):
        return _iso_day(iso)
    if (found := _NUMERIC.search(text)) is not None:
        day, month, year = int(found[1]), int(found[3]), int(found[4])
        return as_day(year, month, day) or as_day(year, day, month)
    if found := _WORDS.search(text):
        return as_day(int(found[3]), int(found[2]), int(found[1]))
    # relative strings ("2 giờ trước") would be read against the clock: a full year must be there
    return _parsed_day(text) if re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", text) else None


def as_day(year: int, month: int, day: int) -> str | None:
    """The ISO day, or None where there is no such day or its year is out of range."""
    try:
        return date(year, month, day).isoformat() if year in _YEARS else None
    except ValueError:
        return None


def _iso_day(found: re.Match[str]) -> str | None:
    day = as_day(*(int(part) for part in found["day"].split("-")))
    if day is None or not found["zone"]:
        return day
    zone = "+00:00" if found["zone"] in ("Z", "UTC", "GMT") else found["zone"]
    try:
        moment = datetime.fromisoformat(f"{day}T{found['time']}{zone}").astimezone(VIETNAM)
    except (ValueError, OverflowError):  # an impossible hour or offset leaves the day as printed
        return day
    return as_day(moment.year, moment.month, moment.day)


def _parsed_day(text: str) -> str | None:
    import dateparser  # noqa: PLC0415 - slow to import, and most dates are plain

    settings = {
        "DATE_ORDER": "DMY",
        "TIMEZONE": "Asia/Ho_Chi_Minh",
        "REQUIRE_PARTS": ["day", "month", "year"],
    }
    try:
        moment = dateparser.parse(text, languages=["vi", "en"], settings={**settings, "STRICT_PARSING": True})
    except (ValueError, OverflowError):
        return None
    if moment is None:
        return None
    if moment.tzinfo is not None:
        moment = moment.astimezone(VIETNAM)
    return as_day(moment.year, moment.month, moment.day)
