"""Who holds which words, and what is left unread."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline import Extractor
from pipeline.extract.preference import Held, held_before
from pipeline.model import Document, Kind

STRETCHES = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9)).map(lambda pair: (pair[0], sum(pair))))


@given(STRETCHES, st.integers(0, 60), st.integers(1, 9))
def test_held_words_are_found_wherever_they_overlap(stretches: list[tuple[int, int]], start: int, length: int) -> None:
    end = start + length
    assert Held(stretches).any_in(start, end) == any(first < end and start < last for first, last in stretches)


def test_numbers_come_before_dates_and_dates_before_targets(extractor: Extractor) -> None:
    text = "Quyết định số 12/2024/QĐ-UBND ngày 5/3/2024 giao 30 ha"
    context = extractor.open(Document(text, address="text:"))
    year, day, area = text.index("2024/"), text.index("5/3"), text.index("30 ha")
    assert held_before(context, Kind.DATE).any_in(year, year + 4)
    assert not held_before(context, Kind.DATE).any_in(day, day + 3)
    assert held_before(context, Kind.TARGET).any_in(day, day + 3)
    assert not held_before(context, Kind.TARGET).any_in(area, area + 2)
    assert not held_before(context, Kind.PLAN_NUMBER).any_in(0, len(text))


def test_what_no_rule_took_is_listed_once(extractor: Extractor) -> None:
    text = "theo bản số 61/2020 và số 61/2020, phiếu 7/abC-Xy, họp 24/7, tỷ lệ 12/15, QCVN 40:2011/BTNMT"
    unread = extractor.extract(text).unread
    assert unread.get("plan_numbers") == ("61/2020",)


def test_impossible_days_are_listed(extractor: Extractor) -> None:
    unread = extractor.extract("Điện thoại 0292.3820674, đoạn 1.2.2020.5").unread
    assert not unread
