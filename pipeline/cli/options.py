"""What the commands share: exit statuses, the store and the rules they work on."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

OK, FAILED, WRONG_USE, LOCKED = 0, 1, 2, 5
INTERRUPTED = 130
DEFAULT_DB = Path("output/facts.db")
KINDS = ("date", "plan_number", "official", "agency", "target")
MEASURES = ("number", "type", "issuer")  # of corpora; their "date" is named as the kind is

Act = Callable[[argparse.Namespace], int]


class UsageError(Exception):
    """A command that cannot be carried out as it was given; the message says what to change."""


def command(commands: Any, name: str, act: Act | None, text: str) -> argparse.ArgumentParser:  # noqa: ANN401 - argparse hides the type
    """A command, or a verb of one, with its help; `act` carries it out and returns the exit status."""
    parser: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text)
    parser.set_defaults(act=act)
    return parser


def add_db(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--db", type=Path, default=DEFAULT_DB, metavar="FILE", help=f"the store (default {DEFAULT_DB})")


def add_rules(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rules", type=Path, metavar="DIR", help="other rules than those that came with vanthu")
