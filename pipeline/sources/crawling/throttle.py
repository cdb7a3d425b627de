"""The pace of a crawl: what the description asks, what robots.txt asks, what the server can bear; the slowest counts."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import TYPE_CHECKING

from scrapy import Request, Spider, signals
from scrapy.extensions.throttle import AutoThrottle
from scrapy.robotstxt import RobotParser

if TYPE_CHECKING:
    from scrapy.core.downloader import Slot
    from scrapy.crawler import Crawler
    from scrapy.http import Response

_LONGEST_WAIT = 120.0  # seconds a "Retry-After" is obeyed for


class PoliteThrottle(AutoThrottle):
    """Scrapy's throttle, with the Crawl-delay of robots.txt as its least delay and Retry-After obeyed."""

    def __init__(self, crawler: "Crawler") -> None:
        super().__init__(crawler)
        crawler.signals.connect(self._robots_parsed, signal=signals.robots_parsed)

    def _robots_parsed(self, robotparser: RobotParser, request: Request) -> None:
        asked = robotparser.crawl_delay(self.crawler.settings["ROBOTSTXT_USER_AGENT"])
        if asked is not None and asked > self.mindelay:
            self.mindelay = asked
            self.maxdelay = max(self.maxdelay, asked)
            self._slow_down(asked)

    def _response_downloaded(self, response: "Response", request: Request, spider: Spider) -> None:
        super()._response_downloaded(response, request, spider)
        asked = response.headers.get(b"Retry-After")
        if response.status in (429, 503) and asked:
            self._slow_down(min(_seconds(asked.decode("latin-1")), _LONGEST_WAIT))
            for slot in self.crawler.engine.downloader.slots.values():
                slot.lastseen = monotonic()  # it is asked for from the answer on, and Scrapy counts from the request

    def _adjust_delay(self, slot: "Slot", latency: float, response: "Response") -> None:
        # "not modified" is no error: the base class never goes faster again after a slow one
        super()._adjust_delay(slot, latency, response.replace(status=200) if response.status == 304 else response)

    def _slow_down(self, delay: float) -> None:
        downloader = self.crawler.engine.downloader
        downloader._delay = max(downloader._delay, self.mindelay)  # of hosts that are met later, as the base class does
        for slot in downloader.slots.values():
            slot.delay = max(slot.delay, delay)


def _seconds(retry_after: str) -> float:
    """Either form of the header, a number of seconds or a time of day (RFC 9110, 10.2.3); 0 for what is neither."""
    if retry_after.strip().isdecimal():
        return float(retry_after)
    try:
        return (parsedate_to_datetime(retry_after) - datetime.now(UTC)).total_seconds()
    except (ValueError, TypeError):
        return 0.0
