"""A first description of a portal, drafted from what one look at it shows."""

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import yaml

from pipeline.loaders import LoadError
from pipeline.sources.archive import Archive, Role
from pipeline.sources.archive.captures import Capture
from pipeline.sources.archive.records import BodyError
from pipeline.sources.catalogue import SourceError, load_source
from pipeline.sources.documents import archived_documents
from pipeline.sources.feeds import FeedError, read_feed, read_sitemap
from pipeline.sources.page import Page

_LOOKS = 3  # documents that are fetched to see what they show
_MAX_BYTES = 20_000_000


def draft(url: str, contact: str, private: str | None = None) -> str:
    """A description as YAML, with comments on what was seen. SourceError where nothing can be read at the address.

    Fetches the page, robots.txt and a few documents, politely. May be called once in a process (see crawl). `private`
    is a host that may have a private address.
    """
    from pipeline.sources.crawling.crawl import crawl  # noqa: PLC0415 - Scrapy, only for who crawls

    with tempfile.TemporaryDirectory(prefix="vanthu-") as made:
        folder = Path(made)
        name = _name_of(url)
        file = folder / f"{name}.yml"
        file.write_text(_yaml(name, url, "listing", private) + f"limits: {{documents: {_LOOKS}, pages: 1}}\n", "utf-8")
        source = load_source(file)
        (result,) = crawl([source], folder / "archive", contact)
        with Archive.open(folder / "archive") as archive:
            listed = next(archive.of_role(name, Role.LISTING), None)
            if listed is None:
                why = "; ".join(problem.message for problem in result.problems) or "nothing came back"
                raise SourceError(f"{url}: {why}")
            page = _page(archive, listed)
            robots = next(archive.of_role(name, Role.ROBOTS), None)
            sitemaps = _sitemaps(_page(archive, robots)) if robots is not None else []
        kind, remarks = _kind_of(page)
        remarks += [f"robots.txt names a sitemap: {address}" for address in sitemaps]
        if kind == "listing":
            remarks += [f"the page names a feed: {address}" for address in _feeds(page)]
            remarks.append(f"{result.seen} links look like documents; of {_LOOKS} that were fetched:")
            remarks += _seen(folder / "archive", name, source.file)
        text = _yaml(name, url, kind, private)
    return "".join(f"# {remark}\n" for remark in remarks) + text


def _yaml(name: str, url: str, kind: str, private: str | None) -> str:
    host = urlsplit(url).hostname or name
    lines = [
        f"name: {name}", f"title: {host}", "publisher: {agency: TÊN CƠ QUAN, level: other}", "",
        "start:", f"  - {{kind: {kind}, url: {yaml.safe_dump(url, width=10_000).strip().splitlines()[0]}}}", "",
    ]  # fmt: skip
    return "\n".join(lines) + (f"allow_private: [{private}]\n" if private else "")


def _name_of(url: str) -> str:
    host = re.sub(r"^www\.", "", urlsplit(url).hostname or "")
    return re.sub(r"[^a-z0-9]+", "-", host.lower()).strip("-") or "source"


def _kind_of(page: Page) -> tuple[str, list[str]]:
    try:
        entries = list(read_sitemap(page.body, page.url))
        what = "sitemaps" if any(entry.is_sitemap for entry in entries) else "addresses"
        return "sitemap", [f"a sitemap of {len(entries)} {what}"]
    except FeedError:
        pass
    try:
        found = list(read_feed(page.body, page.url))
        undated = sum(entry.day is None for entry in found)
        dated = f", {undated} with dates that need a format (date_formats)" if undated else ""
        return "feed", [f"a feed of {len(found)} entries{dated}"]
    except FeedError:
        return "listing", []


def _seen(archive: Path, name: str, file: Path) -> Iterator[str]:
    for entry in archived_documents(archive, [load_source(file)]):
        for member in entry.members():
            try:
                document = member.load()
            except LoadError as error:
                yield f"  {entry.name}: {error.message}"
                continue
            yield f"  {entry.name}"
            yield f"    title: {document.title}; published: {document.published}; {len(document.text):,} characters"
            yield f"    {len(document.links)} files attached"


def _page(archive: Archive, capture: Capture) -> Page:
    try:
        return Page(capture.url, archive.body(capture, _MAX_BYTES), capture.mime)
    except BodyError as error:
        raise SourceError(str(error)) from error


def _feeds(page: Page) -> list[str]:
    kinds = "@type='application/rss+xml' or @type='application/atom+xml'"
    return [str(address) for address in page.selector().xpath(f"//link[{kinds}]/@href").getall()]


def _sitemaps(robots: Page) -> list[str]:
    lines = robots.body.decode("utf-8", "replace").splitlines()
    return [line.partition(":")[2].strip() for line in lines if line.lower().startswith("sitemap:")]
