"""Which reading wins where two want the same words: the one order, which all ask, and the words already held.

Numbers hold their words first: the year in "12/2024/QĐ-UBND" is no date. Dates come next: the day in "ngày 5/3" is no
figure. Figures of targets take what is left. Agencies and officials name bodies and persons, not figures; they share
words with each other (a post holds its body's name) and with the rest, so they are not in the order.
"""

from bisect import bisect_right
from collections.abc import Iterable

from pipeline.extract.context import Context
from pipeline.model import Kind

ORDER = (Kind.PLAN_NUMBER, Kind.DATE, Kind.TARGET)


class Held:
    """Words that readings hold, for asking whether a stretch is still free."""

    __slots__ = ("_ends", "_starts")

    def __init__(self, stretches: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(stretches):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(end, self._ends[-1])
            else:
                self._starts.append(start)
                self._ends.append(end)

    def any_in(self, start: int, end: int) -> bool:
        """Whether a held word stands in [start, end)."""
        index = bisect_right(self._starts, end - 1) - 1
        return index >= 0 and self._ends[index] > start


def held_before(context: Context, kind: Kind) -> Held:
    """The words that readings preferred to a kind hold, of those read so far."""
    preferred = ORDER[: ORDER.index(kind)]
    numbers = ((number.start, number.end) for number in context.numbers if Kind.PLAN_NUMBER in preferred)
    dates = ((date.start, date.end) for date in context.dates if Kind.DATE in preferred)
    return Held((*numbers, *dates))
