"""Trying a description on saved pages: what it finds in each, and what it misses."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.loaders import LoadError
from pipeline.sources.archive import Archive, Role
from pipeline.sources.catalogue import Source
from pipeline.sources.description import SavedPage
from pipeline.sources.feeds import FeedError
from pipeline.sources.page import Page
from pipeline.sources.reading import Detail, Item, Listing, read_detail, read_listing
from pipeline.sources.selecting import Values


@dataclass(frozen=True, slots=True)
class Checked:
    """What one saved page gave: `listing` or `detail`, and in `problems`, in words, what it should have and lacks."""

    page: SavedPage
    listing: Listing | None = None
    detail: Detail | None = None
    problems: tuple[str, ...] = field(default=())

    def to_dict(self) -> dict[str, Any]:
        """As JSON: `items` and `further` of a list, `fields`, `body` and `attachments` of a document's page."""
        entry: dict[str, Any] = {"file": self.page.file, "url": self.page.url, "kind": self.page.kind}
        if self.listing is not None:
            entry["items"] = [_item(item) for item in self.listing.items]
            entry["further"] = list(self.listing.further)
        if self.detail is not None:
            entry["fields"] = _fields(self.detail.values)
            entry["body"] = self.detail.body
            entry["attachments"] = [{"url": link.url, "text": link.text} for link in self.detail.attachments]
        entry["problems"] = list(self.problems)
        return entry


def check_saved(source: Source, folder: Path) -> Iterator[Checked]:
    """The pages that the description was checked against, read from below `folder`."""
    for page in source.description.checked.pages if source.description.checked else ():
        try:
            yield _check(source, page, (folder / page.file).read_bytes())
        except OSError as error:
            yield Checked(page, problems=(f"the file cannot be read: {error.strerror}",))


@dataclass(frozen=True, slots=True)
class Coverage:
    """In how many of the archive's pages the description finds a field; `lacking` are some that lack it."""

    field: str
    found: int
    pages: int
    lacking: tuple[str, ...]


def check_archived(source: Source, archive: Archive) -> list[Coverage]:
    """What the description finds in the pages that were last fetched: the lists of each start, then each field."""
    pages = [capture for capture in archive.current(source.name) if capture.role is Role.DOCUMENT]
    lacking: dict[str, list[str]] = {name: [] for name in source.description.fields.given()}
    read = 0
    for capture in pages:
        page = Page(capture.url, archive.body(capture, source.description.limits.bytes), capture.mime)
        if page.is_html:
            read += 1
            for name in read_detail(page, source).missing:
                lacking[name].append(capture.url)
    holding: dict[int, bool] = {}
    for capture in archive.of_role(source.name, Role.LISTING):
        number = min(capture.context.get("start", 0), len(source.description.start) - 1)
        page = Page(capture.url, archive.body(capture, source.description.limits.bytes), capture.mime)
        listing = read_listing(page, source, source.description.start[number])
        # the page behind the last one is empty, and right to be
        holding[number] = holding.get(number, False) or bool(listing.items or listing.further)
    empty = [source.description.start[number].url for number, holds in holding.items() if not holds]
    lists = Coverage("lists with documents", len(holding) - len(empty), len(holding), tuple(empty))
    return [lists, *(Coverage(name, read - len(urls), read, tuple(urls[:3])) for name, urls in lacking.items())]


def _check(source: Source, saved: SavedPage, data: bytes) -> Checked:
    page = Page(saved.url, data)
    try:
        if saved.kind == "detail":
            return _checked_detail(saved, read_detail(page, source))
        return _checked_listing(saved, read_listing(page, source, source.description.start[saved.start]), source)
    except (FeedError, LoadError) as error:
        return Checked(saved, problems=(str(error),))


def _checked_detail(saved: SavedPage, detail: Detail) -> Checked:
    problems = [f"nothing stands where {name} should" for name in detail.missing]
    return Checked(saved, detail=detail, problems=(*problems, *_unread(detail.values)))


def _checked_listing(saved: SavedPage, listing: Listing, source: Source) -> Checked:
    problems: list[str] = [] if listing.items or listing.further else ["it names no document"]
    start = source.description.start[saved.start]
    for name, described in start.fields.given().items():
        if described.optional:
            continue
        lacking = sum(name not in item.values for item in listing.items)
        if lacking:
            problems.append(f"{lacking} of {len(listing.items)} documents have no {name}")
    unread = dict.fromkeys(problem for item in listing.items for problem in _unread(item.values))
    return Checked(saved, listing=listing, problems=(*problems, *unread))


def _unread(values: Values) -> Iterator[str]:
    return (f"{name}: {value.printed!r} is no day" for name, value in values.items() if value.kept is None)


def _item(item: Item) -> dict[str, Any]:
    entry: dict[str, Any] = {"url": item.url, **_fields(item.values)}
    if item.day:
        entry["day"] = item.day
    if item.attachments:
        entry["attachments"] = [{"url": link.url, "text": link.text} for link in item.attachments]
    return entry


def _fields(values: Values) -> Mapping[str, str | None]:
    return {name: value.kept for name, value in values.items()}
