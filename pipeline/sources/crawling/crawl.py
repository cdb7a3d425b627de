"""Crawling sources: one process, one request at a time to a host, one archive."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from scrapy import signals
from scrapy.crawler import CrawlerProcess
from scrapy.exceptions import StopDownload
from scrapy.http import Request, Response
from scrapy.settings import Settings
from twisted.python.failure import Failure

from pipeline.model import Problem
from pipeline.sources.archive import Archive
from pipeline.sources.archive.archive import DEFAULT_BUDGET
from pipeline.sources.catalogue import Source
from pipeline.sources.crawling.certificates import CERTIFICATES
from pipeline.sources.crawling.guard import ALLOWED_HOSTS, PRIVATE_HOSTS
from pipeline.sources.crawling.result import CrawlResult, Ending
from pipeline.sources.crawling.spider import PortalSpider
from pipeline.sources.portals import load_portal_rules

_HERE = __package__
_LOG = "crawl.log"
_INTERRUPTED = "shutdown"

# What Scrapy does besides, and this crawler does not want; each costs time at the start, and some open doors.
_UNUSED_MIDDLEWARES = (
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware",  # CautiousRobots is one
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware",  # the guard does more
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware",
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware",
    "scrapy.downloadermiddlewares.cookies.CookiesMiddleware",  # may fetch a list of domains by itself
    "scrapy.downloadermiddlewares.httpproxy.HttpProxyMiddleware",  # names would be looked up where no guard sees it
    "scrapy.downloadermiddlewares.httpcache.HttpCacheMiddleware",
)
_UNUSED_EXTENSIONS = (
    "scrapy.extensions.throttle.AutoThrottle",  # PoliteThrottle is one
    "scrapy.extensions.telnet.TelnetConsole",
    "scrapy.extensions.remote_control.RemoteControl",
    "scrapy.extensions.feedexport.FeedExporter",
    "scrapy.extensions.memdebug.MemoryDebugger",
    "scrapy.extensions.spiderstate.SpiderState",
)

OnResponse = Callable[[str, str, int], None]


def crawl(
    sources: Sequence[Source],
    folder: Path,
    contact: str,
    *,
    budget: int = DEFAULT_BUDGET,
    on_response: OnResponse = lambda source, url, status: None,
) -> list[CrawlResult]:
    """Crawl each source into the archive at `folder`; what came of each, in their order.

    `contact` is how a portal's keepers reach who crawls: an address of mail, or a page. Sources that share a host take
    turns. Can be called once in a process: the reactor of Twisted cannot start again. KeyboardInterrupt on Ctrl-C,
    when what was fetched is kept. ArchiveError where the archive cannot be used.
    """
    with Archive.open(folder, writing=True, budget=budget) as archive:
        process = CrawlerProcess(_settings_of_all(sources, folder))
        results = [CrawlResult(source.name, source.description.title) for source in sources]
        for turn in _turns(list(zip(sources, results, strict=True))):
            _Turn(process, archive, contact, on_response, turn).go_on()
        process.start()
    if any(result.ending is Ending.STOPPED for result in results):
        raise KeyboardInterrupt
    return results


def _turns(work: list[tuple[Source, CrawlResult]]) -> list[list[tuple[Source, CrawlResult]]]:
    """The sources in groups that share no host: a group's are crawled one after the other."""
    groups: list[tuple[set[str], list[tuple[Source, CrawlResult]]]] = []
    for source, result in work:
        hosts, members = set(source.description.allowed_hosts()), [(source, result)]
        apart = []
        for other_hosts, others in groups:
            if other_hosts & hosts:
                hosts |= other_hosts
                members = others + members
            else:
                apart.append((other_hosts, others))
        groups = [*apart, (hosts, members)]
    return [members for _, members in groups]


class _Turn:
    """Crawls the sources of one group, one after the other."""

    def __init__(
        self,
        process: CrawlerProcess,
        archive: Archive,
        contact: str,
        on_response: OnResponse,
        work: list[tuple[Source, CrawlResult]],
    ) -> None:
        self._process = process
        self._archive = archive
        self._contact = contact
        self._on_response = on_response
        self._work = work

    def go_on(self, _: object = None) -> None:
        """Begin the next crawl, when the last has ended."""
        if not self._work:
            return
        source, result = self._work.pop(0)
        spider_class = type("PortalSpider", (PortalSpider,), {"custom_settings": _settings(source, self._contact)})
        crawler = self._process.create_crawler(spider_class)
        began = time.monotonic()

        def closed(spider: PortalSpider, reason: str) -> None:
            result.seconds = time.monotonic() - began
            interrupted = reason == _INTERRUPTED
            if interrupted:
                self._work.clear()
            newest = self._archive.first_seen(source.name)
            spider.tally.conclude(result, source.description, newest, interrupted=interrupted)
            if not interrupted:
                self._archive.end_crawl(spider.crawl_number, result.ending.value)

        def received(response: Response, request: Request, spider: PortalSpider) -> None:
            result.requests += 1
            result.bytes += len(response.body)
            self._on_response(source.name, request.url, response.status)

        def headers_received(headers: Any, body_length: int, request: Request, spider: PortalSpider) -> None:  # noqa: ANN401
            kind = (headers.get(b"Content-Type") or b"").decode("latin-1")
            if "vanthu" in request.meta and load_portal_rules().is_refused(kind):
                raise StopDownload(fail=True)

        def fault(failure: Failure, response: Response, spider: PortalSpider) -> None:
            message = f"a fault of vanthu itself, please report it: {failure.value!r}"
            result.problems.append(Problem("internal-error", message, response.url))

        crawler.signals.connect(closed, signals.spider_closed, weak=False)
        crawler.signals.connect(fault, signals.spider_error, weak=False)
        crawler.signals.connect(received, signals.response_downloaded, weak=False)
        crawler.signals.connect(headers_received, signals.headers_received, weak=False)
        crawling = self._process.crawl(crawler, source=source, archive=self._archive, result=result)
        crawling.addErrback(lambda failure: result.reasons.append(f"the crawl broke down: {failure.value!r}"))
        crawling.addCallback(self.go_on)


def _settings_of_all(sources: Sequence[Source], folder: Path) -> Settings:
    """What belongs to the process: the log, the reactor, the resolver with the hosts that may be private."""
    private = sorted({host for source in sources for host in source.description.allow_private})
    return Settings(
        {
            PRIVATE_HOSTS: private,
            "TWISTED_DNS_RESOLVER": f"{_HERE}.guard.GuardedResolver",
            "LOG_FILE": str(folder / _LOG),
            "LOG_FILE_APPEND": False,
            "LOG_LEVEL": "INFO",
        }
    )


def _settings(source: Source, contact: str) -> dict[str, Any]:
    from pipeline import __version__  # noqa: PLC0415 - the package's own name, which must not load at import

    described = source.description
    limits = described.limits
    certificates = {host: str(source.certificate(host)) for host in described.certificates}
    settings: dict[str, Any] = {
        ALLOWED_HOSTS: sorted(described.allowed_hosts()),
        PRIVATE_HOSTS: sorted(described.allow_private),
        CERTIFICATES: certificates,
        "USER_AGENT": f"vanthu/{__version__} (+{contact})",
        "ROBOTSTXT_OBEY": True,
        "ROBOTSTXT_USER_AGENT": "vanthu",
        "DEFAULT_REQUEST_HEADERS": {
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "Accept-Language": "vi,en;q=0.5",
            "Accept-Encoding": "gzip, deflate",  # what every reader of the archive can undo
        },
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "DOWNLOAD_DELAY": limits.delay,
        "DOWNLOAD_DELAY_JITTER": 0,
        "DOWNLOAD_TIMEOUT": limits.seconds,
        "DOWNLOAD_MAXSIZE": limits.bytes,
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "RETRY_TIMES": limits.retries,
        "REDIRECT_MAX_TIMES": 8,
        "AUTOTHROTTLE_ENABLED": True,
        "AUTOTHROTTLE_START_DELAY": limits.delay,
        "DOWNLOADER_MIDDLEWARES": {
            **dict.fromkeys(_UNUSED_MIDDLEWARES),
            f"{_HERE}.guard.GuardMiddleware": 50,
            f"{_HERE}.robots.CautiousRobots": 100,
            f"{_HERE}.keeping.KeepingMiddleware": 950,
        },
        "EXTENSIONS": {
            **dict.fromkeys(_UNUSED_EXTENSIONS),
            f"{_HERE}.throttle.PoliteThrottle": 0,
        },
    }
    if certificates:
        settings["DOWNLOAD_HANDLERS"] = {"https": f"{_HERE}.certificates.MendingHandler"}
    return settings
