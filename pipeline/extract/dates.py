"""The dates of a document."""

from pipeline.extract.context import Context
from pipeline.extract.readings import DateReading
from pipeline.model import Date


def read_dates(context: Context) -> list[DateReading]:
    """The dates mentioned, in the order of the text."""
    return []


def dates_facts(context: Context) -> tuple[Date, ...]:
    """One fact for each distinct entry of the readings."""
    return ()
