"""Strings that look like numbers or dates and that no rule took: the list to mend rules by."""

from collections.abc import Mapping

from pipeline.extract.context import Context


def unread_strings(context: Context) -> Mapping[str, tuple[str, ...]]:
    """By kind ("plan_numbers", "dates"), the strings left over, each once, in the order of the text."""
    return {}
