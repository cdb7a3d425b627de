"""Addresses: made absolute, without what changes nothing, and compared."""

import re
from collections.abc import Iterable
from urllib.parse import unquote, urljoin, urlsplit, urlunsplit

_SESSION = re.compile(r";jsessionid=[^/?#;]*", re.IGNORECASE)
_MAX_LENGTH = 2000


def absolute(base: str, address: str) -> str | None:
    """A link's http(s) address without its fragment, or None for what cannot be fetched (mailto:, javascript:)."""
    try:
        url = urljoin(base, address.strip())
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname or len(url) > _MAX_LENGTH:
            return None
        _ = parts.port  # a port that is no number raises here, not in the downloader
    except ValueError:
        return None
    return urlunsplit(parts._replace(fragment=""))


def plain(url: str, idle: Iterable[str]) -> str:
    """The address without session marks and without the `idle` parameters, in the order that remains."""
    parts = urlsplit(url)
    dropped = frozenset(name.lower() for name in idle)
    kept = [pair for pair in parts.query.split("&") if unquote(pair.partition("=")[0]).lower() not in dropped]
    return urlunsplit(parts._replace(path=_SESSION.sub("", parts.path) or "/", query="&".join(kept), fragment=""))


def same_key(url: str) -> str:
    """What two addresses of one page share: order of parameters, escapes and letters of the host do not count."""
    from w3lib.url import canonicalize_url  # noqa: PLC0415 - comes with the extra `crawl`

    canonical: str = canonicalize_url(url)
    return canonical


def host_of(url: str) -> str:
    """The host in small letters, without port; empty where there is none."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""


def is_allowed(url: str, hosts: Iterable[str]) -> bool:
    """Whether an address is on one of the hosts, on one below them, or on one without its "www."."""
    host = host_of(url)
    return any(allowed in (host, f"www.{host}") or host.endswith(f".{allowed}") for allowed in hosts)
