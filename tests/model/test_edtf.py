"""EDTF values keep their precision, their order and their text."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import Edtf

years = st.integers(1, 9999)
days = st.dates().map(lambda day: Edtf.day(day.year, day.month, day.day))
months = st.builds(Edtf.month, years, st.integers(1, 12))
quarters = st.builds(Edtf.quarter, years, st.integers(1, 4))
singles = st.one_of(days, months, quarters, st.builds(Edtf.year, years))
open_ended = st.one_of(
    st.integers(1, 999).map(lambda decade: Edtf(f"{decade:03}X")),
    st.integers(1, 99).map(lambda century: Edtf(f"{century:02}XX")),
)
intervals = st.tuples(singles, singles).map(lambda pair: sorted(pair, key=lambda value: value.earliest))
values = st.one_of(singles, open_ended, intervals.map(lambda pair: pair[0].until(pair[1])))


@given(values, st.booleans())
def test_a_value_reads_back_as_it_was_written(value: Edtf, uncertain: bool) -> None:
    value = Edtf(value.start, value.end, uncertain)
    assert Edtf.parse(str(value)) == value


@given(values)
def test_the_first_day_is_never_after_the_last(value: Edtf) -> None:
    assert value.earliest <= value.latest


@given(singles, singles)
def test_an_interval_spans_both_its_ends_or_is_refused(first: Edtf, last: Edtf) -> None:
    if last.latest < first.earliest:
        with pytest.raises(ValueError, match="ends before it begins"):
            first.until(last)
    else:
        interval = first.until(last)
        assert (interval.earliest, interval.latest) == (first.earliest, last.latest)


@given(st.text(max_size=14))
def test_arbitrary_text_is_a_value_or_refused(text: str) -> None:
    try:
        value = Edtf.parse(text)
    except ValueError:
        return
    assert value.earliest <= value.latest


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2019-08-08", date(2019, 8, 8), date(2019, 8, 8)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2021-35", date(2021, 7, 1), date(2021, 9, 30)),
        ("2016/2019", date(2016, 1, 1), date(2019, 12, 31)),
        ("2023-01/2023-07", date(2023, 1, 1), date(2023, 7, 31)),
        ("199X", date(1990, 1, 1), date(1999, 12, 31)),
        ("20XX", date(2000, 1, 1), date(2099, 12, 31)),
        ("2023-08-11?", date(2023, 8, 11), date(2023, 8, 11)),
    ],
)
def test_the_days_a_value_spans(text: str, earliest: date, latest: date) -> None:
    value = Edtf.parse(text)
    assert (value.earliest, value.latest) == (earliest, latest)


NO_VALUES = ["", "2021-13", "2021-02-29", "2021-37", "2020/2016", "20201", "2021-1-5", "19X", "/2020"]


@pytest.mark.parametrize("text", NO_VALUES)
def test_what_the_calendar_does_not_have_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the calendar's own messages differ
        Edtf.parse(text)


def test_only_a_day_is_a_day() -> None:
    assert Edtf.parse("2021-02-28").is_day
    assert not any(Edtf.parse(text).is_day for text in ("2021-02", "2021", "2021-02-01/2021-02-28", "202X"))
