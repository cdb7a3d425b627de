"""From the words of a date to its parts: what a match of a form says, before the context fills what it leaves out."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import regex

from pipeline.model import Edtf
from pipeline.rulebook.dates import DatesRules, Form

_LETTERS = str.maketrans("lIoOSB", "110058")
_ROMAN = {"I": 1, "V": 5, "X": 10}
_PIVOT = 35  # two-digit years to this one are of this century


@dataclass(frozen=True, slots=True)
class Point:
    """One calendar point; a part that the words leave out is None. Holds a day, a month, a quarter or a year."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    quarter: int | None = None

    @property
    def grain(self) -> str:
        return "day" if self.day else "month" if self.month else "quarter" if self.quarter else "year"

    @property
    def part(self) -> int:
        """The month that a part of a year begins with; 0 for a day or a year."""
        if self.day:
            return 0
        return self.month or (3 * self.quarter - 2 if self.quarter else 0)

    def on(self, year: int) -> Edtf:
        """The value in a year; ValueError for a day the calendar does not have."""
        return _value(year, self.month, self.day, self.quarter)


@lru_cache(maxsize=4096)  # a document names the same few days again and again
def _value(year: int, month: int | None, day: int | None, quarter: int | None) -> Edtf:
    if day and month:
        return Edtf.day(year, month, day)
    if month:
        return Edtf.month(year, month)
    return Edtf.quarter(year, quarter) if quarter else Edtf.year(year)


@dataclass(frozen=True, slots=True)
class Term:
    """A date expression read from the text alone; `last` makes it an interval.

    `fixed` is a value complete as it stands (decade, century). `settled` is False where no year can be given (lunar,
    recurring). `slip` is a year that cannot be meant, `shift` a year told from the document's own ("năm ngoái" -1).
    """

    start: int
    end: int
    rule: str
    first: Point = Point()
    last: Point | None = None
    fixed: Edtf | None = None
    settled: bool = True
    slip: str | None = None
    shift: int | None = None
    doubt: str | None = None
    stated: bool = True  # False: the year is not in the words
    member: bool = False  # one of a list, and so no end of an interval

    @property
    def has_year(self) -> bool:
        return self.first.year is not None or self.fixed is not None or not self.settled

    @property
    def ends(self) -> Point:
        return self.last or self.first

    def in_year(self, year: int, doubt: str | None = None, *, stated: bool = False) -> "Term":
        """The same with the year filled in, for an interval that of its end."""
        first_year = year
        if self.last and (self.first.month or 0, self.first.day or 0) > (self.last.month or 0, self.last.day or 0):
            first_year = year - 1  # "từ 25/12 đến 5/1/2023"
        return replace(
            self,
            first=replace(self.first, year=first_year),
            last=replace(self.last, year=year) if self.last else None,
            doubt=self.doubt or doubt,
            stated=stated,
        )

    def value(self) -> Edtf | None:
        """The EDTF value; None where none is settled, ValueError for a day or an order that cannot be."""
        if self.fixed or not self.settled:
            return self.fixed
        if self.first.year is None:
            return None
        value = self.first.on(self.first.year)
        if self.last:
            value = value.until(self.last.on(self.last.year or self.first.year))
        repaired = self.slip is not None or (self.doubt is not None and self.stated)
        return replace(value, uncertain=True) if repaired else value


def read_terms(rules: DatesRules, form: Form, match: "regex.Match[str]", groups: dict[str, str | None]) -> list[Term]:
    """What a match of a form says: one term, several for a list, none for a look-alike or nonsense.

    `groups` are the match's own, by their names.
    """
    if form.reads in ("point", "interval"):
        return [_point_or_interval(rules, form, match, groups)]
    whole = Term(match.start(), match.end(), form.id, doubt=form.doubt)
    match form.reads:
        case "unsettled":
            return [replace(whole, settled=False)]
        case "days" | "months" | "years":
            return list(_items(rules, whole, match, form, groups))
        case "decade":
            return [replace(whole, fixed=_decade(groups["y"]))]
        case "century":
            return [replace(whole, fixed=fixed)] if (fixed := _century(groups["c"], groups["c2"])) else []
        case "relative":
            return [replace(whole, shift=_shift(rules, groups) or 0, stated=False)]
        case "part-of-year":
            return [_part_of_year(rules, whole, groups)]
        case _:  # "nothing": a look-alike, which holds its words
            return []


def _point_or_interval(rules: DatesRules, form: Form, match: "regex.Match[str]", groups: dict[str, str | None]) -> Term:
    first, last = _point(rules, groups, ""), None
    if groups.get("d2") or groups.get("m2") or groups.get("q2") or groups.get("y2"):
        last = _point(rules, groups, "2", century=first.year)
        # what one end leaves out, the other end gives: "15-17/8/2022"
        first = replace(first, month=first.month or (last.month if first.day else None))
    term = Term(
        match.start(),
        match.end(),
        form.id,
        first,
        last,
        slip=groups.get("slip"),
        shift=_shift(rules, groups),
        doubt=form.doubt,
        stated=first.year is not None,
    )
    if last and first.year is None and last.year is not None:
        term = term.in_year(last.year, stated=True)
    return _checked(term)


def _point(rules: DatesRules, groups: dict[str, str | None], second: str, century: int | None = None) -> Point:
    def number(name: str) -> int | None:
        digits = groups.get(name + second)
        return int(digits.translate(_LETTERS)) if digits else None

    word = groups.get("w" + second)
    quarter = groups.get("q" + second)
    year = number("y")
    if year is not None and year < 100:
        year += (century // 100 * 100) if century else (2000 if year <= _PIVOT else 1900)
    return Point(
        year=year,
        month=number("m") or (_month_named(rules, word) if word else None),
        day=number("d"),
        quarter=(_roman(quarter) if quarter.isalpha() else int(quarter)) if quarter else None,
    )


def _month_named(rules: DatesRules, word: str) -> int:
    word = word.lower()
    return rules.months.get(word) or rules.months[word[:3]]  # English names by their first letters


def _checked(term: Term) -> Term:
    """The term, unsettled where the calendar has no such day or the interval runs backwards."""
    if term.first.year is None:
        leap = 2000
        try:
            term.first.on(leap)
            term.ends.on(leap)
        except ValueError:
            return replace(term, settled=False, doubt="no such day")
        return term
    try:
        term.value()
    except ValueError:
        return replace(term, settled=False, doubt="no such day")
    return term


def _items(
    rules: DatesRules, whole: Term, match: "regex.Match[str]", form: Form, groups: dict[str, str | None]
) -> Iterator[Term]:
    """The members of a list. The last has what all share, so each member's words run to the list's end."""
    written_year, written_month, word = groups.get("y"), groups.get("m"), groups.get("w")
    year = int(written_year) if written_year else None
    spans = match.spans("item")
    numbers = [int(match.string[start:end]) for start, end in spans]
    if form.reads == "years":
        for index, ((start, end), number) in enumerate(zip(spans, numbers, strict=True)):
            begin = start if index else whole.start
            yield replace(whole, start=begin, end=end, first=Point(year=number), member=True)
        return
    if form.reads == "months" and numbers == list(range(numbers[0], numbers[0] + len(numbers))):
        yield replace(whole, first=Point(year, numbers[0]), last=Point(year, numbers[-1]), stated=year is not None)
        return
    month = int(written_month) if written_month else _month_named(rules, word) if word else None
    for index, ((start, _), number) in enumerate(zip(spans, numbers, strict=True)):
        point = Point(year, number) if form.reads == "months" else Point(year, month, number)
        begin = start if index else whole.start
        yield _checked(replace(whole, start=begin, first=point, stated=year is not None, member=True))


def _part_of_year(rules: DatesRules, whole: Term, groups: dict[str, str | None]) -> Term:
    count = groups.get("n") or "6"
    months = int(count) if count.isdigit() else rules.numbers[count.lower()]
    year = int(groups.get("y") or 0) or None
    closing = (groups.get("part") or "").lower() in rules.closing_parts
    first, last = (13 - months, 12) if closing else (1, months)
    points = Point(year, first), Point(year, last)
    return replace(whole, first=points[0], last=points[1], shift=_shift(rules, groups), stated=year is not None)


def _shift(rules: DatesRules, groups: dict[str, str | None]) -> int | None:
    """How far "năm nay", "năm ngoái" or "năm tới" lies from the document's own year."""
    return rules.shifts.get((groups.get("rel") or "").lower())


def _decade(digits: str | None) -> Edtf:
    year = int(digits or 0)
    return Edtf(f"{(year if year > 99 else 1900 + year) // 10}X")


def _century(number: str | None, last: str | None) -> Edtf | None:
    values = [_roman(n) if n.isalpha() else int(n) for n in (number, last) if n]
    if not all(1 <= value <= 22 for value in values):
        return None
    first, *rest = (Edtf(f"{value - 1:02}XX") for value in values)
    return first.until(rest[0]) if rest and rest[0].latest > first.latest else first


def _roman(numeral: str) -> int:
    values = [_ROMAN[letter] for letter in numeral.upper()]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < after else value for value, after in pairs)


def nearest_to(slip: str, year: int) -> int | None:
    """The year a misprint must mean: one digit struck out or added, within a year of the document's own.

    Five digits that allow none are taken for an earlier year with a footnote's mark behind it.
    """
    if len(slip) == 3:
        candidates = {int(slip[:i] + digit + slip[i:]) for i in range(4) for digit in "0123456789"}
    else:
        candidates = {int(slip[:i] + slip[i + 1 :]) for i in range(len(slip))}
    near = [candidate for candidate in candidates if abs(candidate - year) <= 1]
    if near:
        return min(near, key=lambda candidate: (abs(candidate - year), candidate))
    return int(slip[:4]) if len(slip) > 4 and int(slip[:4]) <= year else None


def is_anniversary(first: Point, last: Point) -> bool:
    """The same day of two years, as in "(31/3/1975 - 31/3/2025)": two days, no interval."""
    return first.day is not None and (first.month, first.day) == (last.month, last.day) and first.year != last.year
