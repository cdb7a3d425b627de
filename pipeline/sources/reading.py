"""What a description makes of a page, without network: the documents a list names, the fields of a document's page."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import TYPE_CHECKING

from pipeline.model import Link
from pipeline.sources.addresses import absolute, is_allowed, plain, same_key
from pipeline.sources.catalogue import Source
from pipeline.sources.description import Description, Links, Start
from pipeline.sources.feeds import Entry, read_feed, read_sitemap, wanted
from pipeline.sources.page import Page
from pipeline.sources.portals import load_portal_rules
from pipeline.sources.selecting import Value, Values, all_links, read_fields, read_links, read_markup, select

if TYPE_CHECKING:
    from parsel import Selector

_REL_NEXT = Links(xpath="//a[@rel='next'] | //link[@rel='next']")


@dataclass(frozen=True, slots=True)
class Item:
    """A document that a list names: its address, what the list says of it, files that stand beside it in the list.

    `day` is the day on which a feed or sitemap says it was written or changed.
    """

    url: str
    values: Values = field(default_factory=dict)
    attachments: tuple[Link, ...] = ()
    day: str | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list, feed or sitemap names: documents, and further lists of its kind (a next page, sitemaps)."""

    items: tuple[Item, ...]
    further: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Detail:
    """What the page of a document says. `missing` are the described fields that it lacks; `body` is markup."""

    values: Values
    body: str | None = None
    attachments: tuple[Link, ...] = ()
    missing: tuple[str, ...] = ()


def read_listing(page: Page, source: Source, start: Start) -> Listing:
    """The documents that a page of a start names. FeedError for a feed or sitemap that is none."""
    site = _site_of(source.name)
    if site is not None and hasattr(site, "read_listing"):
        listing: Listing = site.read_listing(page, source, start)
        return listing
    if start.kind == "feed":
        return _of_entries(read_feed(page.body, page.url, source.description.date_formats), source, start)
    if start.kind == "sitemap":
        return _of_entries(read_sitemap(page.body, page.url, source.description.date_formats), source, start)
    root, description = page.selector(source.description.charset), source.description
    base = _base_of(root, page.url)
    rows = select(root, start.items) if start.items is not None else [root]
    named = (_items_of(row, base, page.url, start, description) for row in rows)
    items: dict[str, Item] = {}
    for item in (item for found in named for item in found):
        items.setdefault(same_key(item.url), item)
    further = _further(root, base, start, description)
    return Listing(tuple(items.values()), tuple(url for url in further if same_key(url) != same_key(page.url)))


def read_detail(page: Page, source: Source) -> Detail:
    """The fields and attachments of a document's page; of what is no page, nothing."""
    if not page.is_html:
        return Detail({})
    site = _site_of(source.name)
    if site is not None and hasattr(site, "read_detail"):
        detail: Detail = site.read_detail(page, source)
        return detail
    description = source.description
    root = page.selector(description.charset)
    base = _base_of(root, page.url)
    values = read_fields(root, description.fields, description.date_formats)
    body = read_markup(root, description.fields.body) if description.fields.body else None
    found = values.keys() | ({"body"} if body is not None else set())
    missing = [name for name, field in description.fields.given().items() if name not in found and not field.optional]
    links = read_links(root, description.attachments, base) if description.attachments else _files(root, base)
    attachments = tuple(_followed(links, page.url, description))
    return Detail(values, body, attachments, tuple(missing))


def _items_of(row: "Selector", base: str, own: str, start: Start, description: Description) -> Iterator[Item]:
    """The documents of one row of a list, or of a whole page without rows.

    A row that leads to files only is a document each. Without a description, a link is taken for a document's when it
    stands on an allowed host and its words are as long as a title.
    """
    values = read_fields(row, start.fields, description.date_formats)
    beside = read_links(row, start.attachments, base) if start.attachments else iter(())
    attachments = tuple(_followed(beside, own, description))
    if start.detail is not None:
        details = list(_followed(read_links(row, start.detail, base), own, description))
    elif attachments:
        details = []
    else:
        details = [link for link in _followed(all_links(row, base), own, description) if _is_titled(link)]
    for link in details:
        title = {"title": Value(link.text, link.text)} if link.text else {}
        yield Item(link.url, {**title, **values}, attachments)
    if not details:
        yield from (Item(link.url, values) for link in attachments)


def _is_titled(link: Link) -> bool:
    rules = load_portal_rules()
    return len(link.text) >= rules.least_title or bool(rules.attachment.search(link.url))


def _files(root: "Selector", base: str) -> Iterator[Link]:
    """The links to files, where no description says which."""
    rules = load_portal_rules()
    return (link for link in all_links(root, base) if rules.attachment.search(link.url))


def _followed(links: Iterator[Link], own: str, description: Description) -> Iterator[Link]:
    """Links on allowed hosts, without idle parameters, not the page itself, each once."""
    hosts, idle = description.allowed_hosts(), idle_parameters(description)
    seen = {same_key(plain(own, idle))}
    for link in links:
        url = plain(link.url, idle)
        if is_allowed(url, hosts) and (key := same_key(url)) not in seen:
            seen.add(key)
            yield Link(url, link.text)


def idle_parameters(description: Description) -> frozenset[str]:
    """The parameters of addresses that change nothing, anywhere or at this source."""
    return load_portal_rules().idle_parameters | frozenset(description.ignore_parameters)


def _further(root: "Selector", base: str, start: Start, description: Description) -> list[str]:
    """The addresses of the lists that a page names, or that of the next page where it gives one."""
    hosts = description.allowed_hosts()
    if start.lists is not None:
        return [link.url for link in read_links(root, start.lists, base) if is_allowed(link.url, hosts)]
    if start.pages is not None:
        links = list(read_links(root, start.pages.next, base)) if start.pages.next else []
    elif start.items is None and start.detail is None:
        labels = load_portal_rules().next_labels
        links = list(read_links(root, _REL_NEXT, base)) or [
            link for link in all_links(root, base) if link.text.strip(" .…").lower() in labels
        ]
    else:
        links = []
    return [link.url for link in links if is_allowed(link.url, hosts)][:1]


def _of_entries(entries: Iterator[Entry], source: Source, start: Start) -> Listing:
    items: dict[str, Item] = {}
    further: list[str] = []
    hosts, idle = source.description.allowed_hosts(), idle_parameters(source.description)
    for entry in wanted(entries, start.detail):
        if not is_allowed(entry.url, hosts):
            continue
        if entry.is_sitemap:
            further.append(entry.url)
            continue
        values: dict[str, Value] = {}
        if entry.title:
            values["title"] = Value(entry.title, entry.title)
        if entry.printed and start.kind == "feed":
            values["published"] = Value(entry.printed, entry.day)
        url = plain(entry.url, idle)
        items.setdefault(same_key(url), Item(url, values, day=entry.day))
    return Listing(tuple(items.values()), tuple(further))


def _base_of(root: "Selector", url: str) -> str:
    given = root.xpath("//base/@href").get()
    return (absolute(url, given) if given else None) or url


def _site_of(name: str) -> ModuleType | None:
    """The module for what YAML cannot say of a source, where there is one."""
    module = f"pipeline.sources.sites.{name.replace('-', '_')}"
    return import_module(module) if find_spec(module) else None


def merged(listed: Mapping[str, Value], own: Mapping[str, Value]) -> dict[str, Value]:
    """What a list and the document's own page say of it: the page wins, where what it says can be read."""
    return {**listed, **{name: value for name, value in own.items() if value.kept is not None or name not in listed}}
