"""The command `vanthu`: parses the command line and calls the part that does the work.

Exit status: 0 all well; 1 some documents failed (listed, the rest done); 2 wrong use; 3 a source's expectation was
missed; 4 a source blocked us; 5 another run holds the lock.
What a command needs is imported when it runs, so that `vanthu --help` is instant.
"""

import argparse
import os
import signal
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from pipeline.cli.archive import add_archive
from pipeline.cli.browse import add_serve
from pipeline.cli.correct import add_correct
from pipeline.cli.nightly import add_nightly
from pipeline.cli.options import FAILED, INTERRUPTED, KINDS, LOCKED, MEASURES, OK, WRONG_USE, UsageError
from pipeline.cli.options import add_db as _add_db
from pipeline.cli.options import add_rules as _add_rules
from pipeline.cli.options import command as _command
from pipeline.cli.sources import CRAWLING, add_crawling, add_sources, crawl_sources, sources_among

if TYPE_CHECKING:
    from pipeline.extract import Extractor
    from pipeline.model import Problem
    from pipeline.sources.documents import Archived


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    parser = build_parser()
    given = parser.parse_args(arguments)
    if given.command is None:
        parser.print_help()
        return OK
    is_process = arguments is None
    try:
        status: int = given.act(given)
        sys.stdout.flush()
        if is_process:
            _end_uninterrupted()
    except KeyboardInterrupt:
        if is_process:
            _end_uninterrupted()
        print("\nStopped. Everything that was finished is kept; run the command again to go on.", file=sys.stderr)
        return _end_now(INTERRUPTED) if is_process else INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has gone; nobody is left to tell
        return OK
    except Exception as error:
        message = _explained(error)
        if message is None:
            raise
        print(f"vanthu {given.command}: {message}", file=sys.stderr)
        return LOCKED if type(error).__name__ in ("LockHeldError", "ArchiveLockedError") else WRONG_USE
    return status


def _end_uninterrupted() -> None:
    """The work is done and its status known: a Ctrl-C while Python itself ends must not put another in its place."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _end_now(status: int) -> NoReturn:
    """End with this status and no other.

    Python's own ending waits for what the workers are reading; and of a Ctrl-C that came while Python ran source text
    (as each dataclass does when its module is loaded), it remembers that nobody handled it, and ends by the signal.
    """
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):  # the reader of our output has gone
            stream.flush()
    os._exit(status)


def _explained(error: Exception) -> str | None:
    """The message of an error that is the user's to mend; None for a fault of ours."""
    mendable = (
        "UsageError",
        "StoreError",
        "RulebookError",
        "LoadError",
        "LockHeldError",
        "CorpusError",
        "CorrectionsError",
        "ExportError",
        "FloorsError",
        "ReportError",
        "SourceError",
        "ArchiveError",
        "ArchiveLockedError",
    )
    if type(error).__name__ in mendable:
        return str(error)
    if isinstance(error, ModuleNotFoundError) and error.name in CRAWLING:
        return f"this needs more libraries ({error.name}): pip install 'vanthu[crawl]'"
    return f"{error.strerror}: {error.filename}" if isinstance(error, OSError) and error.filename else None


def build_parser() -> argparse.ArgumentParser:
    """The command line as a whole."""
    parser = argparse.ArgumentParser(
        prog="vanthu",
        description="Reads Vietnamese government news and plans and writes down what they say: dates, officials, "
        "agencies, targets and plan numbers, each with the words that prove it.",
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {_version()}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")

    run = _command(commands, "run", _run, "load, extract and store documents (without PATH: those in corpora/)")
    run.add_argument(
        "paths",
        nargs="*",
        metavar="PATH|SOURCE",
        help="a file, a folder with all below it, a web archive (WARC, WACZ); or a source to crawl: its name, or the .yml"
        " that describes it",
    )
    add_crawling(run)
    run.add_argument("--jobs", type=int, metavar="N", help="worker processes (default: one a processor)")
    run.add_argument(
        "--corrections",
        type=Path,
        metavar="CSV",
        help="corrections to heed (default: corrections.csv beside the store)",
    )
    _add_db(run)
    _add_rules(run)

    extract = _command(commands, "extract", _extract, "print a document's facts as JSON, without a store")
    extract.add_argument("path", metavar="PATH", help="a file, a folder (with --out or jsonl), or - for standard input")
    extract.add_argument("--published", metavar="DAY", help="the date to read it against, YYYY-MM-DD")
    extract.add_argument("--url", help="where the document came from")
    extract.add_argument("--out", type=Path, metavar="DIR", help="write one <stem>.json a document into this folder")
    extract.add_argument("--format", choices=("json", "jsonl", "html"), default="json", help="html: highlighted")
    _add_rules(extract)

    add_archive(commands)
    add_correct(commands)
    add_serve(commands)
    _add_evaluate(commands)

    rules = _command(commands, "rules", None, "check or list the rules")
    verbs = rules.add_subparsers(dest="verb", metavar="VERB", required=True)
    check = verbs.add_parser("check", help="try every rule on its examples and rejects")
    check.set_defaults(act=_rules_check)
    _add_rules(check)
    listing = verbs.add_parser("list", help="every pattern rule: id, where it stands, an example")
    listing.set_defaults(act=_rules_list)
    _add_rules(listing)

    add_sources(commands)
    add_nightly(commands)
    return parser


def _add_evaluate(commands) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    evaluate = _command(commands, "evaluate", _evaluate, "score the rules on annotated documents and known corpora")
    evaluate.add_argument(
        "paths",
        nargs="+",
        type=Path,
        metavar="PATH",
        help="a folder of gold .json files with their documents, or a corpus file, told by its columns",
    )
    evaluate.add_argument(
        "--third", choices=("all", "held", "rest"), default="all", help="of a folder: the third held back, or the rest"
    )
    wrong = ("all", *KINDS, *MEASURES)
    evaluate.add_argument("--misses", choices=wrong, metavar="WHAT", help="list what is wrong: " + ", ".join(wrong))
    evaluate.add_argument("--sample", action="store_true", help="of a corpus, only the sample that the tests read")
    floors = evaluate.add_mutually_exclusive_group()
    floors.add_argument("--floors", type=Path, metavar="FILE", help="fail where a score is below its floor in FILE")
    floors.add_argument("--write-floors", type=Path, metavar="FILE", help="raise the floors in FILE, and lower none")
    evaluate.add_argument("--json", action="store_true", help="print JSON, one line a PATH")
    _add_rules(evaluate)


def _version() -> str:
    from pipeline import __version__

    return __version__


def _extractor(given: argparse.Namespace) -> "Extractor":
    from pipeline.extract import Extractor

    return Extractor(given.rules)


def _run(given: argparse.Namespace) -> int:
    from pipeline.batch.run import run
    from pipeline.terminal.run_report import print_report
    from pipeline.terminal.run_view import RunView

    if given.jobs is not None and given.jobs < 1:
        raise UsageError("--jobs must be 1 or more")
    sources, paths = sources_among(given)
    if not given.paths:
        paths = [_corpora()]
    archived: Iterable[Archived] = ()
    status = OK
    problems: list[Problem] = []
    if sources:
        from pipeline.terminal.crawl_report import print_crawls

        results, archived = crawl_sources(given, sources)
        status = print_crawls(results)
        problems = [problem for result in results for problem in result.problems]
    with RunView(paths) as view:
        report = run(
            paths,
            given.db,
            given.rules,
            archived=archived,
            refused=problems,
            corrections=given.corrections,
            jobs=given.jobs,
            on_outcome=view.advance,
        )
    print_report(report, given.db)
    return max(status, FAILED if report.failed else OK)


def _corpora() -> Path:
    """The corpus of the folder one stands in, else that of the checkout vanthu runs from."""
    for place in (Path("corpora"), Path(__file__).resolve().parents[2] / "corpora"):
        if place.is_dir():
            return place
    raise UsageError("there is no corpora/ here; name the files or folders to read: vanthu run PATH ...")


def _extract(given: argparse.Namespace) -> int:
    from datetime import date

    from pipeline.batch.extraction import Output, extract_document, extract_folder, json_render
    from pipeline.terminal.highlight import highlighted

    if given.published is not None:
        try:
            date.fromisoformat(given.published)
        except ValueError:
            raise UsageError(f"--published takes a day such as 2024-03-18, not {given.published!r}") from None
    is_folder = given.path != "-" and Path(given.path).is_dir()
    if is_folder and (given.published or given.url):
        raise UsageError("--published and --url belong to one document; give a folder's in <stem>.meta.json files")
    if is_folder and given.out is None and given.format != "jsonl":
        raise UsageError("a folder needs --out DIR, or --format jsonl to print a line a document")
    extractor = _extractor(given)
    if given.format == "html":
        output = Output(lambda facts, _: highlighted(facts), "html", given.out)
    else:
        output = Output(json_render(extractor, 1 if given.format == "json" else None), "json", given.out)
    if is_folder:
        failed = extract_folder(Path(given.path), extractor, output)
    else:
        failed = extract_document(given.path, extractor, output, published=given.published, url=given.url)
    return FAILED if failed else OK


def _evaluate(given: argparse.Namespace) -> int:
    from pipeline.evaluate import Third
    from pipeline.terminal.evaluate import Options, print_evaluation

    for path in given.paths:
        if not path.exists():
            raise UsageError(f"no folder or file at {path}")
    third = Third(given.third)
    if third is Third.HELD and given.misses:
        raise UsageError("the misses of the held-back third stay unseen; its total is what it is for")
    options = Options(third, given.misses, given.json, given.sample, given.floors, given.write_floors)
    return print_evaluation(given.paths, _extractor(given), options)


def _rules_check(given: argparse.Namespace) -> int:
    from pipeline.terminal.rules import print_check

    return print_check(_extractor(given))


def _rules_list(given: argparse.Namespace) -> int:
    from pipeline.terminal.rules import print_list

    return print_list(_extractor(given))
