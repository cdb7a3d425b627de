"""Printing what documents say: what they hold is shown, never carried out by the terminal."""

import re
from collections.abc import Iterable

BOLD, PLAIN = "\033[1m", "\033[0m"

_COMMANDS = re.compile(r"\x1b(?!\[[01]m)|[\x00-\x08\x0b-\x1a\x1c-\x1f\x7f-\x9f]")


def print_lines(lines: Iterable[str]) -> None:
    """Print lines without the control characters that a terminal obeys, but for BOLD and PLAIN."""
    print(_COMMANDS.sub("\ufffd", "\n".join(lines)))
