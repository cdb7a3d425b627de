"""The commands that question a store and look after it."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.cli.options import KINDS, UsageError, add_db, add_rules, command

if TYPE_CHECKING:
    from pipeline.terminal.search import Question

EXPORTS = ("csv", "jsonl", "parquet", "ftm", "datapackage", "webannotation")
LEVELS = ("central", "province", "district", "commune")


def add_archive(commands: Any) -> None:  # noqa: ANN401 - argparse hides the type
    """Add them to the command line."""
    search = command(commands, "search", _search, 'find documents and facts: vanthu search "san xuat sach hon"')
    _add_question(search, words="*")
    search.add_argument("--limit", type=int, default=10, metavar="N", help="at most so many (default 10)")
    search.add_argument("--offset", type=int, default=0, metavar="N", help="leave out the first N, for paging")
    search.add_argument("--page", type=int, metavar="N", help="the Nth page of --limit hits, from 1")
    search.add_argument("--facets", action="store_true", help="count all that is found by type, place, year and so on")
    search.add_argument("--json", action="store_true", help="print JSON")
    add_db(search)

    show = command(commands, "show", _show, "a document or a fact of the store, with all that proves it")
    show.add_argument("id", metavar="ID", help="a document's or fact's id, or as much of its beginning as is clear")
    show.add_argument("--json", action="store_true", help="print JSON")
    add_db(show)

    explain = command(
        commands, "explain", _explain, "why a fact was read so: the rule, the words, the readings that lost"
    )
    explain.add_argument("id", metavar="FACT", help="a fact's id")
    add_db(explain)
    add_rules(explain)

    export = command(commands, "export", _export, "write all facts as files that other tools read, with a README")
    export.add_argument("format", choices=EXPORTS, help="ftm is FollowTheMoney; parquet needs vanthu[export]")
    export.add_argument("--out", type=Path, metavar="DIR", help="the folder (default: export-FORMAT beside the store)")
    export.add_argument("--bom", action="store_true", help="begin CSV files with a byte-order mark, as Excel likes it")
    add_db(export)

    check = command(commands, "check", _check, "whether a store is sound: file, keys, quotes, search index")
    add_db(check)

    diff = command(commands, "diff", _diff, "what other rules or texts did to the facts: gained, lost, changed")
    diff.add_argument(
        "stores",
        nargs="*",
        type=Path,
        metavar="STORE",
        help="two stores to compare; without, the last run that changed",
    )
    diff.add_argument("--run", type=int, metavar="N", help="the changes of this run")
    diff.add_argument("--limit", type=int, default=40, metavar="N", help="list at most so many (default 40)")
    diff.add_argument("--json", action="store_true", help="print all as JSON")
    add_db(diff)

    _add_watch(commands)


def _add_watch(commands: Any) -> None:  # noqa: ANN401 - as above
    watch = command(commands, "watch", None, "saved searches that tell what is new since last time")
    verbs = watch.add_subparsers(dest="verb", metavar="VERB", required=True)
    add = command(verbs, "add", _watch_add, "save a search; what answers it already is not new")
    add.add_argument("name", metavar="NAME", help="what to call it")
    _add_question(add, words="*")
    add_db(add)
    run = command(verbs, "run", _watch_run, "what is new to all of them, or to those named")
    run.add_argument("names", nargs="*", metavar="NAME", help="a saved search")
    run.add_argument(
        "--format", choices=("text", "json", "atom"), default="text", help="atom: a feed of the last 100 answers"
    )
    add_db(run)
    listing = command(verbs, "list", _watch_list, "the saved searches")
    listing.add_argument("--json", action="store_true", help="print JSON")
    add_db(listing)
    remove = command(verbs, "remove", _watch_remove, "forget a saved search")
    remove.add_argument("name", metavar="NAME", help="a saved search")
    add_db(remove)


def _add_question(parser: argparse.ArgumentParser, *, words: str) -> None:
    """What can be asked of a store."""
    parser.add_argument(
        "words", nargs=words, metavar="WORDS", help='with or without marks; "..." for a phrase, * ends a prefix'
    )
    parser.add_argument("--kind", choices=KINDS, help="facts of this kind instead of documents")
    parser.add_argument("--type", metavar="DOCUMENT_TYPE", help='such as "Kế hoạch"')
    parser.add_argument("--agency", help="only documents of, or naming, this body")
    parser.add_argument("--place", help="only documents of this place")
    parser.add_argument("--level", choices=LEVELS, help="only documents of a body of this rank")
    parser.add_argument("--from", dest="since", metavar="DATE", help="published in or after this year, month or day")
    parser.add_argument("--to", dest="until", metavar="DATE", help="published in or before this year, month or day")
    parser.add_argument("--unit", help="only targets in this unit, such as %%")
    parser.add_argument("--min", dest="least", type=float, metavar="NUMBER", help="only targets of so much or more")
    parser.add_argument("--max", dest="most", type=float, metavar="NUMBER", help="only targets of so much or less")
    parser.add_argument(
        "--due", metavar="DATE", help="only targets due, and dates that fall, in this time: 2025, 2025-06, 2024/2026"
    )


def _question(given: argparse.Namespace) -> "Question":
    """What is asked, checked."""
    from pipeline.model import Kind
    from pipeline.store import FactFilters, Filters
    from pipeline.terminal.search import Question

    filters = Filters(given.type, given.agency, given.place, given.since, given.until, given.level)
    facts = FactFilters(given.unit, given.least, given.most, given.due)
    question = Question(" ".join(given.words).strip(), Kind[given.kind.upper()] if given.kind else None, filters, facts)
    if not question.words and filters == Filters() and facts == FactFilters() and question.kind is None:
        raise UsageError("nothing is asked: give words, a --kind or a filter")
    return question


def _search(given: argparse.Namespace) -> int:
    from pipeline.terminal.search import print_search

    if given.limit < 0 or given.offset < 0:
        raise UsageError("--limit and --offset must not be negative")
    if given.page is not None:
        if given.page < 1 or given.offset:
            raise UsageError("--page counts from 1 and goes without --offset")
        given.offset = (given.page - 1) * given.limit
    try:
        return print_search(
            given.db,
            _question(given),
            limit=given.limit,
            offset=given.offset,
            with_facets=given.facets,
            as_json=given.json,
        )
    except ValueError as error:
        raise UsageError(str(error)) from error


def _show(given: argparse.Namespace) -> int:
    from pipeline.terminal.show import print_entry

    return print_entry(given.db, given.id, as_json=given.json)


def _watch_add(given: argparse.Namespace) -> int:
    from pipeline.store import Wanted
    from pipeline.terminal.watch import print_added

    question = _question(given)
    try:
        return print_added(
            given.db, given.name, Wanted(question.words, question.kind, question.filters, question.facts)
        )
    except ValueError as error:
        raise UsageError(str(error)) from error


def _watch_run(given: argparse.Namespace) -> int:
    from pipeline.terminal.watch import print_news

    return print_news(given.db, given.names, given.format)


def _watch_list(given: argparse.Namespace) -> int:
    from pipeline.terminal.watch import print_watches

    return print_watches(given.db, as_json=given.json)


def _watch_remove(given: argparse.Namespace) -> int:
    from pipeline.terminal.watch import print_removed

    return print_removed(given.db, given.name)


def _check(given: argparse.Namespace) -> int:
    from pipeline.terminal.check import print_check

    return print_check(given.db)


def _diff(given: argparse.Namespace) -> int:
    from pipeline.terminal.diff import print_run_diff, print_store_diff

    if given.limit < 0:
        raise UsageError("--limit must not be negative")
    if not given.stores:
        return print_run_diff(given.db, given.run, limit=given.limit, as_json=given.json)
    if len(given.stores) != 2 or given.run is not None:
        raise UsageError("name two stores to compare, or none for the changes of a run")
    return print_store_diff(*given.stores, limit=given.limit, as_json=given.json)


def _export(given: argparse.Namespace) -> int:
    from pipeline.terminal.export import print_export

    if given.bom and given.format != "csv":
        raise UsageError("--bom is for csv")
    folder = given.out or given.db.with_name(f"export-{given.format}")
    return print_export(given.db, given.format, folder, bom=given.bom)


def _explain(given: argparse.Namespace) -> int:
    from pipeline.extract import Extractor
    from pipeline.terminal.explain import print_explanation

    return print_explanation(given.db, given.id, Extractor(given.rules))
