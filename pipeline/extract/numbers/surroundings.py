"""What stands near a document number: the dates, bodies and numbers by place, and what follows what."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from pipeline.extract.context import Context
from pipeline.extract.readings import AgencyReading, DateReading, NumberReading

_GAP = 60  # characters between a number and its date or issuer
_DAY_WORD = 5  # characters of the word before a day, which its date may begin with or leave out
_BESIDE = 24  # characters between "của" and a body, for its head's title ("của Bộ trưởng Bộ X")


class Surroundings:
    """The dates, agencies and numbers of a document by place. All offsets are of the normal text."""

    def __init__(self, context: Context) -> None:
        self._text, self._rules = context.text, context.rules.numbers
        self._dates = sorted(context.dates, key=lambda reading: reading.start)
        self._agencies = sorted(context.agencies, key=lambda reading: (reading.start, -reading.end))
        self._numbers = sorted(context.numbers, key=lambda reading: reading.start)
        self._date_starts = [reading.start for reading in self._dates]
        self._agency_starts = [reading.start for reading in self._agencies]
        self._number_starts = [reading.start for reading in self._numbers]

    def dates(self, start: int, end: int) -> Sequence[DateReading]:
        return self._dates[bisect_left(self._date_starts, start) : bisect_left(self._date_starts, end)]

    def agencies(self, start: int, end: int) -> Sequence[AgencyReading]:
        return self._agencies[bisect_left(self._agency_starts, start) : bisect_left(self._agency_starts, end)]

    def numbers(self, start: int, end: int) -> Sequence[NumberReading]:
        return self._numbers[bisect_left(self._number_starts, start) : bisect_left(self._number_starts, end)]

    def date_after(self, start: int) -> DateReading | None:
        """The date right behind an offset (", ban hành ngày 5/3/2021")."""
        gap = self._rules.cue("date").match(self._text, start, min(len(self._text), start + _GAP))
        if gap is None:
            return None
        return next(iter(self.dates(start, gap.end() + _DAY_WORD + 1)), None)

    def bodies_after(self, start: int) -> list[AgencyReading]:
        """The bodies that "của" right behind an offset leads to ("của Bộ Y tế và Bộ Tài chính"), as they are listed."""
        of = self._rules.cue("of").match(self._text, start, min(len(self._text), start + _GAP))
        if of is None:
            return []
        for agency in self.agencies(of.end(), of.end() + _BESIDE):
            if not any(mark in self._text[of.end() : agency.start] for mark in ",;.\n"):
                return [agency, *self._listed_after(agency)]
        return []

    def _listed_after(self, agency: AgencyReading) -> Iterator[AgencyReading]:
        while joint := self._rules.cue("and").match(self._text, agency.end, min(len(self._text), agency.end + _GAP)):
            following = self.agencies(joint.end(), joint.end() + 1)
            if not following:
                return
            agency = following[0]
            yield agency
