"""The command `vanthu correct` and its verbs."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.cli.options import KINDS, UsageError, add_db, command

if TYPE_CHECKING:
    from pipeline.terminal.correct import Desk


def add_correct(commands: Any) -> None:  # noqa: ANN401 - argparse hides the type
    """Add it to the command line."""
    correct = command(commands, "correct", None, "put right what was read wrongly; every run then heeds it")
    verbs = correct.add_subparsers(dest="verb", metavar="VERB", required=True)

    reject = _verb(verbs, "reject", _reject, "a fact that is none")
    reject.add_argument("fact", metavar="FACT", help="the fact's id, or its beginning")

    change = _verb(verbs, "change", _change, "a fact of which a field is wrong")
    change.add_argument("fact", metavar="FACT", help="the fact's id, or its beginning")
    _add_set(change)

    add = _verb(verbs, "add", _add, "a fact that was not read, by pointing at its words")
    add.add_argument("document", metavar="DOCUMENT", help="the document's id or address")
    add.add_argument("--kind", choices=KINDS, required=True, help="of which kind it is")
    add.add_argument("--quote", required=True, metavar="WORDS", help="the words that say it, exactly as they stand")
    add.add_argument("--at", type=int, metavar="OFFSET", help="which of several places, by where it begins")
    _add_set(add)

    take_down = _verb(verbs, "take-down", _take_down, "a document that must not be in the store")
    take_down.add_argument("document", metavar="DOCUMENT", help="the document's id or address")

    undo = _verb(verbs, "undo", _undo, "take a correction back", signed=False)
    undo.add_argument("id", metavar="ID", help="the correction's id, or its beginning")

    _verb(verbs, "replay", _replay, "apply the file as it now is, after it was edited", signed=False)

    listing = _verb(verbs, "list", _list, "the corrections and what became of them", signed=False)
    listing.add_argument("--review", action="store_true", help="only those that a person must look at")
    listing.add_argument("--json", action="store_true", help="print JSON")


def _verb(verbs: Any, name: str, act: Any, text: str, *, signed: bool = True) -> argparse.ArgumentParser:  # noqa: ANN401
    parser = command(verbs, name, act, text)
    if signed:
        parser.add_argument("--why", required=True, help="the reason, for those who read it later")
        parser.add_argument("--who", metavar="NAME", help="who corrects (default: the user's name)")
    add_db(parser)
    parser.add_argument(
        "--file", type=Path, metavar="CSV", help="the file of corrections (default: corrections.csv beside the store)"
    )
    return parser


def _add_set(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--set", action="append", required=True, metavar="FIELD=VALUE", help="a field as it should be; may come again"
    )


def _desk(given: argparse.Namespace) -> "Desk":
    from pipeline.batch.run import CORRECTIONS
    from pipeline.terminal.correct import Desk

    if getattr(given, "why", None) == "":
        raise UsageError("--why must say why: who reads it later has nothing else")
    file = given.file or given.db.with_name(CORRECTIONS)
    return Desk(given.db, file, getattr(given, "who", None), getattr(given, "why", None))


def _fields(given: argparse.Namespace) -> dict[str, str]:
    fields = {}
    for pair in given.set:
        name, equals, value = pair.partition("=")
        if not equals:
            raise UsageError(f"--set takes FIELD=VALUE, not {pair!r}")
        fields[name.strip()] = value.strip()
    return fields


def _reject(given: argparse.Namespace) -> int:
    from pipeline.terminal.correct import reject

    return reject(_desk(given), given.fact)


def _change(given: argparse.Namespace) -> int:
    from pipeline.terminal.correct import change

    try:
        return change(_desk(given), given.fact, _fields(given))
    except ValueError as error:
        raise UsageError(str(error)) from error


def _add(given: argparse.Namespace) -> int:
    from pipeline.model import Kind
    from pipeline.terminal.correct import add

    try:
        return add(_desk(given), given.document, Kind[given.kind.upper()], given.quote, given.at, _fields(given))
    except ValueError as error:
        raise UsageError(str(error)) from error


def _take_down(given: argparse.Namespace) -> int:
    from pipeline.terminal.correct import take_down

    return take_down(_desk(given), given.document)


def _undo(given: argparse.Namespace) -> int:
    from pipeline.terminal.correct import undo

    return undo(_desk(given), given.id)


def _replay(given: argparse.Namespace) -> int:
    from pipeline.terminal.correct import replay

    return replay(_desk(given))


def _list(given: argparse.Namespace) -> int:
    from pipeline.terminal.correct import print_corrections

    return print_corrections(given.db, review=given.review, as_json=given.json)
