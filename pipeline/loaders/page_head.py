"""What a page's head says of it: titles, its own url, metadata."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import etree

from pipeline.loaders.main_text import fold_title, same_title
from pipeline.loaders.page_lines import Page
from pipeline.loaders.page_rules import PageRules

_TITLE_BREAKS = (" | ", " - ", " – ", " — ", " :: ", " » ", " > ", " « ")
_MAX_JSON = 500_000
_MAX_TITLE = 500


@dataclass(frozen=True, slots=True)
class PageHead:
    """`titles`, best first; `metadata` by name in small letters, the first of a name; `times`, (lines before it, when,
    whether it says that it is the publication); `json_dates`, datePublished of JSON-LD articles; `base`, what the page's
    relative addresses are relative to, if it says so."""

    titles: tuple[str, ...]
    url: str | None
    metadata: dict[str, str]
    times: tuple[tuple[int, str, bool], ...]
    json_dates: tuple[str, ...]
    base: str | None = None


def read_head(page: Page, known_url: str | None) -> PageHead:
    """Sort what the walk over a page noted of its head."""
    metadata: dict[str, str] = {}
    titles: list[str] = []
    times: list[tuple[int, str, bool]] = []
    json_dates: list[str] = []
    canonical = ""
    own_base = ""
    for lines_before, element in page.head:
        match element.tag:
            case "meta":
                name = element.get("property") or element.get("name") or element.get("itemprop")
                if name and element.get("content"):
                    metadata.setdefault(name.strip().lower(), element.get("content", "").strip())
            case "title":
                titles.append(_words(element))
            case "link":
                if "canonical" in element.get("rel", "").lower():
                    canonical = canonical or element.get("href") or ""
            case "base":
                own_base = own_base or element.get("href") or ""
            case "script":
                json_dates.extend(_published_in(element))
            case _ if (when := _time_of(element)) is not None:
                times.append((lines_before, *when))
    base = known_url or own_base
    url = _own_url(canonical, base) or _own_url(metadata.get("og:url"), base)
    named = (metadata.get("og:title"), metadata.get("twitter:title"), *titles[:1], metadata.get("dc.title"))
    found = dict.fromkeys(title[:_MAX_TITLE] for title in named if title)
    return PageHead(
        tuple(found), url, metadata, tuple(times), tuple(json_dates), own_base and urljoin(known_url or "", own_base)
    )


def choose_title(head: PageHead, heading: str | None, rules: PageRules) -> str | None:
    """The page's title: the visible heading that the head names too, else the head's without the site's name."""
    if heading and any(same_title(heading, title) for title in head.titles):
        return heading
    site = fold_title(head.metadata.get("og:site_name", ""))
    own = (_without_site(title, site, rules) for title in head.titles)
    return next((title for title in own if title), heading)


def _without_site(title: str, site: str, rules: PageRules) -> str | None:
    """A title without the parts that name the site; None where nothing else is in it."""
    for mark in _TITLE_BREAKS:
        parts = title.split(mark)
        while len(parts) > 1 and _names_site(parts[-1], site, rules):
            parts.pop()
        while len(parts) > 1 and _names_site(parts[0], site, rules):
            parts.pop(0)
        title = mark.join(parts)
    title = title.strip()
    return None if _names_site(title, site, rules) else title or None


def _names_site(part: str, site: str, rules: PageRules) -> bool:
    return fold_title(part) in ("", site) or bool(rules.site_names.search(part.strip()))


def _own_url(address: str | None, base: str | None) -> str | None:
    """An absolute http(s) url of a page; a site's front door is no page's address."""
    if not address:
        return None
    try:
        url = urljoin(base or "", address.strip())
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.netloc or (parts.path in ("", "/") and not parts.query):
        return None
    return url


def _words(element: "etree._Element") -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def _time_of(element: "etree._Element") -> tuple[str, bool] | None:
    """When a <time> or an element with itemprop="datePublished" says, and whether it says what of."""
    published = "datepublished" in element.get("itemprop", "").lower() or element.get("pubdate") is not None
    if element.tag != "time" and not published:
        return None
    when = element.get("datetime") or element.get("content") or _words(element)
    return when, published


def _published_in(script: "etree._Element") -> Iterator[str]:
    """datePublished of all things a JSON-LD script describes; what is not JSON describes nothing."""
    text = script.text or ""
    if "datePublished" not in text or len(text) > _MAX_JSON:
        return
    try:
        pending: list[Any] = [json.loads(text, strict=False)]
    except (ValueError, RecursionError):
        return
    while pending:
        value = pending.pop(0)
        if isinstance(value, list):
            pending.extend(value)
        elif isinstance(value, dict):
            if isinstance(value.get("datePublished"), str):
                yield value["datePublished"]
            pending.extend(value.values())
