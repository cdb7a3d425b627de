"""Every response goes to the archive as it came over the wire, before anything else looks at it."""

import zlib
from typing import TYPE_CHECKING, Any, Self

from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from twisted.web.http import RESPONSES

from pipeline.sources.addresses import same_key
from pipeline.sources.archive import Role
from pipeline.sources.archive.archive import ArchiveError, moment
from pipeline.sources.archive.records import Exchange
from pipeline.sources.portals import load_portal_rules

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

CAPTURE = "vanthu_capture"  # request.meta: what the response was kept as
_LOOKED_AT = 60_000


class KeepingMiddleware:
    """Stands next to the downloader: bodies are still compressed, redirects and errors are still responses."""

    def __init__(self, crawler: "Crawler") -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response:
        spider: Any = self._crawler.spider
        asked = request.meta.get("vanthu", {"role": Role.ROBOTS, "asked": same_key(request.url), "context": {}})
        exchange = Exchange(
            request.url,
            request.method,
            [(name.decode("latin-1"), value.decode("latin-1")) for name, value in _pairs(request)],
            request.body,
            response.status,
            RESPONSES.get(response.status, b"").decode(),
            [(name.decode("latin-1"), value.decode("latin-1")) for name, value in _pairs(response)],
            response.body,
            moment(),
        )
        capture = {
            "role": _role(asked["role"], response),
            "asked": asked["asked"],
            "key": same_key(request.url) + asked.get("form", ""),
            "via": asked.get("via"),
            "crawl": spider.crawl_number,
        }
        try:
            request.meta[CAPTURE] = spider.archive.put(spider.source, exchange, capture, asked["context"])
        except ArchiveError as error:
            spider.stop_for(str(error))
            raise IgnoreRequest(str(error)) from error
        return response


def _pairs(message: Request | Response) -> list[tuple[bytes, bytes]]:
    return [(name, value) for name, values in message.headers.items() for value in values]


def _role(role: Role, response: Response) -> Role:
    if 300 <= response.status < 400 and response.status != 304:
        return Role.REDIRECT
    if role is not Role.ROBOTS and (response.status >= 400 or is_challenge(response)):
        return Role.REFUSAL
    return role


def is_challenge(response: Response) -> bool:
    """Whether a response is the page of a guard that lets only browsers through."""
    if response.status == 304 or b"html" not in (response.headers.get(b"Content-Type") or b"html"):
        return False
    head = response.body[:_LOOKED_AT]
    if response.headers.get(b"Content-Encoding"):
        try:
            head = zlib.decompressobj(47).decompress(response.body, _LOOKED_AT)
        except zlib.error:
            return False
    return load_portal_rules().is_challenge(head.decode("utf-8", "replace"))
