"""The targets of a document."""

from pipeline.extract.context import Context
from pipeline.model import Target


def targets_facts(context: Context) -> tuple[Target, ...]:
    """One fact for each distinct entry of the readings."""
    return ()
