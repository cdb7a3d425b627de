"""The numbers of a document."""

from pipeline.extract.context import Context
from pipeline.extract.readings import NumberReading
from pipeline.model import PlanNumber


def read_numbers(context: Context) -> list[NumberReading]:
    """The numbers mentioned, in the order of the text."""
    return []


def numbers_facts(context: Context) -> tuple[PlanNumber, ...]:
    """One fact for each distinct entry of the readings."""
    return ()


def complete_numbers(context: Context) -> list[NumberReading]:
    """The numbers with issuer, date and role, from the words around them and from what else was read."""
    return context.numbers
