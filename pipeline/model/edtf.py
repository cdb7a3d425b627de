"""EDTF (ISO 8601-2) values of the precision the documents have: day, month, quarter, year, decade, century, interval.

A value keeps the precision of the words ("tháng 11/2024" is 2024-11); `earliest` and `latest` give the days it spans,
for comparing and filtering. A trailing "?" marks a value read through a slip of the pen.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

_SINGLE = re.compile(
    r"(?:(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?|(?P<decade>\d{3})X|(?P<century>\d\d)XX)\Z"
)
_FIRST_QUARTER = 33  # ISO 8601-2 codes quarters 1 to 4 of a year as "months" 33 to 36


@dataclass(frozen=True, slots=True)
class Edtf:
    """One calendar value; `str()` gives the EDTF text. Raises ValueError for what is no date."""

    start: str
    end: str | None = None
    uncertain: bool = False

    def __post_init__(self) -> None:
        first = _days(self.start)
        if self.end is not None and _days(self.end)[1] < first[0]:
            raise ValueError(f"an interval that ends before it begins: {self}")

    def __str__(self) -> str:
        return self.start + (f"/{self.end}" if self.end else "") + ("?" if self.uncertain else "")

    @property
    def earliest(self) -> date:
        """The first day the value can mean."""
        return _days(self.start)[0]

    @property
    def latest(self) -> date:
        """The last day the value can mean."""
        return _days(self.end or self.start)[1]

    @property
    def is_day(self) -> bool:
        return self.end is None and len(self.start) == len("2019-08-08")

    @classmethod
    def parse(cls, text: str) -> "Edtf":
        """Read EDTF text as this class writes it; ValueError says what is wrong."""
        uncertain = text.endswith("?")
        start, _, end = text.removesuffix("?").partition("/")
        return cls(start, end or None, uncertain)

    @classmethod
    def day(cls, year: int, month: int, day: int, *, uncertain: bool = False) -> "Edtf":
        return cls(f"{year:04}-{month:02}-{day:02}", uncertain=uncertain)

    @classmethod
    def month(cls, year: int, month: int, *, uncertain: bool = False) -> "Edtf":
        return cls(f"{year:04}-{month:02}", uncertain=uncertain)

    @classmethod
    def quarter(cls, year: int, quarter: int) -> "Edtf":
        return cls(f"{year:04}-{_FIRST_QUARTER - 1 + quarter}")

    @classmethod
    def year(cls, year: int, *, uncertain: bool = False) -> "Edtf":
        return cls(f"{year:04}", uncertain=uncertain)

    def until(self, other: "Edtf") -> "Edtf":
        """The interval from this value to another."""
        return Edtf(self.start, other.end or other.start, self.uncertain or other.uncertain)


def _days(single: str) -> tuple[date, date]:
    """First and last day of an EDTF value that is no interval."""
    match = _SINGLE.match(single)
    if match is None:
        raise ValueError(f"not an EDTF date: {single!r}")
    if match["century"]:
        first = int(match["century"]) * 100
        return date(max(first, 1), 1, 1), date(first + 99, 12, 31)
    if match["decade"]:
        first = int(match["decade"]) * 10
        return date(max(first, 1), 1, 1), date(first + 9, 12, 31)
    year, month = int(match["year"]), int(match["month"] or 0)
    if not match["month"]:
        return date(year, 1, 1), date(year, 12, 31)
    if _FIRST_QUARTER <= month < _FIRST_QUARTER + 4:
        last = 3 * (month - _FIRST_QUARTER + 1)
        return date(year, last - 2, 1), date(year, last, monthrange(year, last)[1])
    if match["day"]:
        day = date(year, month, int(match["day"]))
        return day, day
    if not 1 <= month <= 12:
        raise ValueError(f"not a month, quarter or day: {single!r}")
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])
