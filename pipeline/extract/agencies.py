"""The agencies of a document."""

from pipeline.extract.context import Context
from pipeline.extract.readings import AgencyReading
from pipeline.model import Agency


def read_agencies(context: Context) -> list[AgencyReading]:
    """The agencies mentioned, in the order of the text."""
    return []


def agencies_facts(context: Context) -> tuple[Agency, ...]:
    """One fact for each distinct entry of the readings."""
    return ()
