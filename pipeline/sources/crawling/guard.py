"""Which addresses a crawl may go to: allowed hosts, and never a private network, whatever a link or a name server says."""

import ipaddress
from collections.abc import Sequence
from typing import TYPE_CHECKING, Self

from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.resolver import CachingThreadedResolver

from pipeline.sources.addresses import host_of, is_allowed

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from twisted.internet.base import ReactorBase
    from twisted.internet.defer import Deferred

PRIVATE_HOSTS = "VANTHU_PRIVATE_HOSTS"  # setting: hosts that may have private addresses
ALLOWED_HOSTS = "VANTHU_ALLOWED_HOSTS"  # setting: hosts of the source


class RefusedError(IgnoreRequest):
    """An address that may not be fetched; the message says why."""


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the open internet: not private, loopback, link-local, multicast or reserved."""
    ip = ipaddress.ip_address(address)
    inner = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    return ip.is_global and not ip.is_multicast and (inner is None or is_public(str(inner)))


class GuardMiddleware:
    """Looks at every request, those of redirects and of robots.txt included, before it is sent."""

    def __init__(self, allowed: frozenset[str], private: frozenset[str]) -> None:
        self._allowed = allowed
        self._private = private

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        return cls(
            frozenset(crawler.settings.getlist(ALLOWED_HOSTS)), frozenset(crawler.settings.getlist(PRIVATE_HOSTS))
        )

    def process_request(self, request: Request) -> None:
        host = host_of(request.url)
        if not is_allowed(request.url, self._allowed):
            raise RefusedError(f"it leads to {host or 'no host'}, which the description does not allow")
        if host in self._private:
            return
        try:
            public = is_public(host)
        except ValueError:  # a name: GuardedResolver looks at what it stands for
            public = host != "localhost" and not host.endswith(".localhost")
        if not public:
            raise RefusedError(f"{host} is no public address, and the description does not allow it by name")


class GuardedResolver(CachingThreadedResolver):
    """Gives names their addresses, and no address that is not public to a name that is not allowed it.

    The address that was looked at is the one that is connected to: a name that changes between two look-ups is
    looked at each time.
    """

    private: frozenset[str] = frozenset()
    refused: dict[str, str]

    def __init__(self, reactor: "ReactorBase", cache_size: int, timeout: float) -> None:
        super().__init__(reactor, cache_size, timeout)
        GuardedResolver.refused = {}

    @classmethod
    def from_crawler(cls, crawler: "Crawler", reactor: "ReactorBase") -> Self:
        cls.private = frozenset(crawler.settings.getlist(PRIVATE_HOSTS))
        return super().from_crawler(crawler, reactor)

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> "Deferred[str]":  # noqa: N802 - Twisted's name
        return super().getHostByName(name, timeout).addCallback(self._looked_at, name)

    def _looked_at(self, address: str, name: str) -> str:
        if not is_public(address) and name not in self.private:
            GuardedResolver.refused[name] = address
            raise RefusedError(f"{name} stands for {address}, which is no public address")
        return address
