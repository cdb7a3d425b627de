"""The officials of a document."""

from pipeline.extract.context import Context
from pipeline.extract.readings import OfficialReading
from pipeline.model import Official


def read_officials(context: Context) -> list[OfficialReading]:
    """The officials mentioned, in the order of the text."""
    return []


def officials_facts(context: Context) -> tuple[Official, ...]:
    """One fact for each distinct entry of the readings."""
    return ()
