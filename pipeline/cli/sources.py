"""The commands that crawl portals and look after their descriptions."""

import argparse
import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.cli.options import UsageError, add_db, add_rules, command

if TYPE_CHECKING:
    from pipeline.sources.catalogue import Source
    from pipeline.sources.crawling.result import CrawlResult
    from pipeline.sources.documents import Archived


CRAWLING = ("scrapy", "parsel", "w3lib", "warcio", "feedparser", "cssselect")  # libraries of the extra `crawl`


def add_crawling(parser: argparse.ArgumentParser) -> None:
    """What a crawl needs to be told."""
    _add_archive(parser)
    _add_contact(parser)
    parser.add_argument(
        "--budget", type=float, default=50.0, metavar="GB", help="the most the archive may take (default 50)"
    )


def _add_archive(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--archive", type=Path, metavar="DIR", help="where what is fetched is kept (default: archive/ beside the store)"
    )


def _add_contact(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--contact", metavar="WHO", help="a mail address or page for a portal's keepers (default: $VANTHU_CONTACT)"
    )


def add_sources(commands: Any) -> None:  # noqa: ANN401 - argparse hides the type
    """Add them to the command line."""
    sources = command(commands, "sources", None, "list or check the descriptions of portals")
    verbs = sources.add_subparsers(dest="verb", metavar="VERB", required=True)
    listing = verbs.add_parser("list", help="every source: name, schedule, level, title, when it was checked")
    listing.set_defaults(act=_sources_list)
    add_rules(listing)
    check = verbs.add_parser(
        "check", help="try a description, field by field, on saved pages or on those it brought into the archive"
    )
    check.add_argument("source", metavar="SOURCE", help="a source's name, or the file that describes it")
    check.add_argument("--saved", type=Path, metavar="DIR", help="the folder with the saved pages")
    check.add_argument("--json", action="store_true", help="print JSON (of saved pages)")
    check.set_defaults(act=_sources_check)
    _add_archive(check)
    add_db(check)
    add_rules(check)
    new = verbs.add_parser("new", help="draft a description from one look at a page, a feed or a sitemap")
    new.add_argument("url", metavar="URL", help="where the list of documents stands")
    new.add_argument("--allow-private", metavar="HOST", help="a host that may have a private address")
    new.set_defaults(act=_sources_new)
    _add_contact(new)
    doctor = verbs.add_parser("doctor", help="which sources are blocked, changed, silent or overdue")
    doctor.add_argument("sources", nargs="*", metavar="SOURCE", help="names or files (default: all)")
    doctor.set_defaults(act=_sources_doctor)
    _add_archive(doctor)
    add_db(doctor)
    add_rules(doctor)


def sources_among(given: argparse.Namespace) -> "tuple[list[Source], list[Path]]":
    """The sources among the paths (descriptions, and names that are no files here), and the other paths."""
    if all(Path(name).exists() and not name.endswith((".yml", ".yaml")) for name in given.paths):
        return [], [Path(name) for name in given.paths]  # a run over files need not load what describes sources
    from pipeline.sources.catalogue import SUFFIX, find_source, known_names

    known = known_names(given.rules)
    names = [name for name in given.paths if name.endswith(SUFFIX) or (name in known and not Path(name).exists())]
    return [find_source(name, given.rules) for name in names], [Path(name) for name in given.paths if name not in names]


def crawl_sources(given: argparse.Namespace, sources: "list[Source]") -> "tuple[list[CrawlResult], Iterable[Archived]]":
    """Crawl sources into the archive: what came of each, the documents that are there now."""
    contact = _contact_of(given)
    from pipeline.sources.crawling.crawl import crawl
    from pipeline.sources.documents import archived_documents
    from pipeline.terminal.crawl_report import CrawlView

    folder = archive_of(given)
    view = CrawlView()
    try:
        results = crawl(sources, folder, contact, budget=int(given.budget * 1e9), on_response=view.advance)
    finally:
        view.close()
    return results, archived_documents(folder, sources)


def archive_of(given: argparse.Namespace) -> Path:
    """The archive's folder: as given, else beside the store."""
    folder: Path = given.archive or given.db.parent / "archive"
    return folder


def _sources_list(given: argparse.Namespace) -> int:
    from pipeline.sources.catalogue import load_sources
    from pipeline.terminal.sources import print_sources

    return print_sources(load_sources(given.rules))


def _sources_check(given: argparse.Namespace) -> int:
    from pipeline.sources.catalogue import find_source
    from pipeline.terminal.sources import print_archived_check, print_saved_check

    source = find_source(given.source, given.rules)
    if given.saved is None:
        return print_archived_check(source, archive_of(given))
    return print_saved_check(source, given.saved, as_json=given.json)


def _sources_new(given: argparse.Namespace) -> int:
    contact = _contact_of(given)
    from pipeline.sources.drafting import draft

    print(draft(given.url, contact, given.allow_private), end="")
    return 0


def _sources_doctor(given: argparse.Namespace) -> int:
    from pipeline.sources.catalogue import find_source, load_sources
    from pipeline.terminal.sources import print_health

    named = [find_source(name, given.rules) for name in given.sources]
    return print_health(named or load_sources(given.rules), archive_of(given))


def _contact_of(given: argparse.Namespace) -> str:
    contact: str | None = given.contact or os.environ.get("VANTHU_CONTACT")
    if not contact:
        raise UsageError(
            "a portal's keepers must be able to reach who crawls: --contact you@example.org, or VANTHU_CONTACT"
        )
    return contact
