"""One source's crawl: from the pages of the start to documents, and from documents to what is attached to them."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from scrapy import FormRequest, Request, Spider
from scrapy.exceptions import CloseSpider
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from pipeline.loaders import LoadError
from pipeline.model import Problem
from pipeline.sources.addresses import plain, same_key
from pipeline.sources.archive import Archive, Capture, Role
from pipeline.sources.archive.records import BodyError
from pipeline.sources.catalogue import Source
from pipeline.sources.crawling.failures import explained
from pipeline.sources.crawling.keeping import CAPTURE, is_challenge
from pipeline.sources.crawling.result import CrawlResult
from pipeline.sources.crawling.tally import Tally
from pipeline.sources.description import PAGE, Start
from pipeline.sources.feeds import FeedError
from pipeline.sources.page import Page
from pipeline.sources.reading import Item, idle_parameters, read_detail, read_listing

_DEEPEST = 2  # an attachment of an attachment is followed, and nothing behind it


class PortalSpider(Spider):
    """Follows a description. What it finds out goes into `result`; what it fetches is kept by KeepingMiddleware."""

    name = "portal"
    handle_httpstatus_list = [304]  # noqa: RUF012 - as Scrapy wants it

    def __init__(self, source: Source, archive: Archive, result: CrawlResult) -> None:
        super().__init__(source.name)
        self.source = source
        self.archive = archive
        self.result = result
        self.crawl_number, self._goes_on = archive.begin_crawl(source.name)
        self.tally = Tally()
        self._idle = idle_parameters(source.description)
        self._asked: set[str] = set()
        self._not_due: set[str] = set()
        self._listed: set[str] = set()
        self._stopping: str | None = None
        self._may_stop_early = archive.ended_well(source.name)

    async def start(self) -> AsyncIterator[Any]:
        for number, start in enumerate(self.source.description.start):
            page = start.pages.first if start.pages else 1
            yield self._list_request(number, start.url, page, 1)

    def closed(self, reason: str) -> None:
        self.result.counts.update({"known": len(self._not_due)} if self._not_due else {})

    def stop_for(self, reason: str) -> None:
        """End the crawl early; what was fetched is kept."""
        if self._stopping is None:
            self._stopping = reason
            self.result.reasons.append(reason)
            self.tally.limited = True
            self.crawler.engine.close_spider(self, "limit")

    def read_list(self, response: Response, number: int, page: int, count: int) -> Iterator[Request]:
        """Every document that a page of a list, a feed or a sitemap names, and the next page."""
        start = self.source.description.start[number]
        found = self._page(response)
        if found is None:
            return
        self._look_for_guard(response)
        try:
            listing = read_listing(found, self.source, start)
        except (FeedError, LoadError) as error:
            self._start_failed(response.url, str(error))
            return
        self.tally.lists += 1
        new = {item.url for item in listing.items if self._is_new(item)}
        if not listing.items and not listing.further and count == 1:
            self.tally.empty_lists.append(response.url)
        unseen = 0
        for item in listing.items:
            if item.url in new:
                unseen += self._knows(item.url) is None
            if item.url in new or item.day:  # another list may know that it has changed
                yield from self._ask_item(item)
        if start.newest_first and self._may_stop_early and not unseen:
            self.tally.early = True
            return
        if start.kind == "sitemap" or start.lists is not None:
            for url in listing.further:
                yield self._list_request(number, url, 1, 1)
        elif new or not listing.items:
            yield from self._next_pages(start, number, listing.further, page, count, bool(new))

    def _next_pages(
        self, start: Start, number: int, further: tuple[str, ...], page: int, count: int, any_new: bool
    ) -> Iterator[Request]:
        counted = start.pages is not None and start.pages.next is None and any_new
        if not further and not counted:
            return
        if count >= self.source.description.limits.pages:
            self._limit(f"more than {count} pages of {start.url}")
        elif counted and start.pages is not None:
            yield self._list_request(number, start.url, page + start.pages.step, count + 1)
        else:
            yield self._list_request(number, further[0], page, count + 1)

    def read_document(
        self, response: Response, role: Role, via: str | None, before: Capture | None, depth: int
    ) -> Iterator[Request]:
        """Count a document, and ask for what is attached to it."""
        found = self._page(response)
        capture: Capture | None = response.request.meta.get(CAPTURE) if response.request else None
        if found is None or capture is None:
            return
        self._look_for_guard(response)
        if before is None:
            self.result.counts["new"] += 1
        else:
            self.result.counts["same" if capture.digest == before.digest else "changed"] += 1
        yield from self._follow(found, depth, fresh=True)

    def _follow(self, page: Page, depth: int, *, fresh: bool) -> Iterator[Request]:
        try:
            detail = read_detail(page, self.source)
        except LoadError as error:
            self.result.problems.append(Problem(error.code, str(error), page.url))
            return
        if page.is_html and depth == 0:
            self.tally.count_fields(page.url, detail.missing, fresh=fresh)
        if depth < _DEEPEST:
            for link in detail.attachments:
                yield from self._ask(link.url, Role.ATTACHMENT, page.url, {"words": link.text}, depth + 1)

    def _is_new(self, item: Item) -> bool:
        """Whether no list of this crawl has named the document yet; then it has now."""
        key = same_key(item.url)
        if key in self._listed:
            return False
        self._listed.add(key)
        self.result.seen += 1
        return True

    def _ask_item(self, item: Item) -> Iterator[Request]:
        listed = {name: [value.printed, value.kept] for name, value in item.values.items()}
        yield from self._ask(item.url, Role.DOCUMENT, None, {"listed": listed}, 0, item.day)
        for link in item.attachments:
            yield from self._ask(link.url, Role.ATTACHMENT, item.url, {"words": link.text, "listed": listed}, 1)

    def _ask(
        self, url: str, role: Role, via: str | None, context: dict[str, Any], depth: int, day: str | None = None
    ) -> Iterator[Request]:
        """Ask for a document, unless it was asked for or need not be: then for what is attached to it."""
        url = plain(url, self._idle)
        key = same_key(url)
        if key in self._asked or self._stopping:
            return
        before = self._knows(url)
        if before is not None and not self._is_due(before, day):
            if key not in self._not_due:
                self._not_due.add(key)
                if (page := self._kept_page(before)) is not None:
                    yield from self._follow(page, depth, fresh=False)
            return
        if self.tally.asked >= self.source.description.limits.documents:
            self._limit(f"more than {self.tally.asked} documents")
            return
        self._asked.add(key)
        self._not_due.discard(key)
        self.tally.asked += 1
        yield Request(
            url,
            callback=self.read_document,
            errback=self.failed,
            headers=_conditions(before),
            cb_kwargs={"role": role, "via": via, "before": before, "depth": depth},
            meta={"vanthu": {"role": role, "asked": key, "via": via, "context": context}},
        )

    def _list_request(self, number: int, url: str, page: int, count: int) -> Request:
        start = self.source.description.start[number]
        url = url.replace(PAGE, str(page))
        asked = {"role": Role.LISTING, "asked": same_key(url), "context": {"start": number}}
        more: dict[str, Any] = {
            "callback": self.read_list,
            "errback": self.failed_list,
            "cb_kwargs": {"number": number, "page": page, "count": count},
            "meta": {"vanthu": asked},
        }
        if start.kind == "search" and url.partition("?")[0] == start.url.partition("?")[0]:
            form = {name: value.replace(PAGE, str(page)) for name, value in start.form.items()}
            if start.method == "post":
                asked["form"] = "#" + "&".join(f"{name}={value}" for name, value in form.items())
            request: Request = FormRequest(url, method=start.method.upper(), formdata=form, **more)
            return request
        before = self.archive.latest(self.source.name, same_key(url))
        return Request(url, headers=_conditions(before), **more)

    def _page(self, response: Response) -> Page | None:
        """What a response shows: of one that has not changed, what the archive has."""
        if response.status != 304:
            kind = (response.headers.get(b"Content-Type") or b"").decode("latin-1")
            return Page(response.url, response.body, kind)
        capture: Capture | None = response.request.meta.get(CAPTURE) if response.request else None
        return None if capture is None else self._kept_page(capture)

    def _kept_page(self, capture: Capture) -> Page | None:
        try:
            body = self.archive.body(capture, self.source.description.limits.bytes)
        except BodyError as error:
            self.result.problems.append(Problem("archive", str(error), capture.url))
            return None
        return Page(capture.url, body, capture.mime)

    def _knows(self, url: str) -> Capture | None:
        return self.archive.latest(self.source.name, same_key(url))

    def _is_due(self, before: Capture, day: str | None) -> bool:
        """Whether a document that is there must be asked for again; what a killed crawl fetched must not."""
        if self._goes_on and before.crawl == self.crawl_number:
            return False
        if day is not None and day > before.fetched[:10]:
            return True
        fetched = datetime.fromisoformat(before.fetched)
        return datetime.now(UTC) - fetched >= timedelta(days=self.source.description.limits.recheck_days)

    def _look_for_guard(self, response: Response) -> None:
        capture: Capture | None = response.request.meta.get(CAPTURE) if response.request else None
        if capture is not None and capture.role is Role.REFUSAL:
            self.tally.blocked = True
            self.result.reasons.append(f"a guard's page stands before {response.url}")
            raise CloseSpider("blocked")

    def failed(self, failure: Failure) -> None:
        """A document that could not be had."""
        request: Request = failure.request  # type: ignore[attr-defined]
        problem = explained(failure.value, request.url)
        (self.result.notes if problem.code == "robots" else self.result.problems).append(problem)
        self._guarded(failure)

    def failed_list(self, failure: Failure) -> None:
        """A page of the start that could not be had."""
        request: Request = failure.request  # type: ignore[attr-defined]
        self._start_failed(request.url, explained(failure.value, request.url).message)
        self._guarded(failure)

    def _guarded(self, failure: Failure) -> None:
        if isinstance(failure.value, HttpError):
            self._look_for_guard_of(failure.value.response)

    def _look_for_guard_of(self, response: Response) -> None:
        if is_challenge(response):
            self.tally.blocked = True
            self.stop_for(f"a guard's page stands before {response.url}")

    def _start_failed(self, url: str, message: str) -> None:
        self.tally.failed_lists += 1
        self.result.problems.append(Problem("start", message, url))

    def _limit(self, what: str) -> None:
        if not self.tally.limited:
            self.tally.limited = True
            self.result.reasons.append(f"a limit of the description ended it: {what}")


def _conditions(before: Capture | None) -> dict[str, str]:
    """Headers that ask only for what has changed since."""
    if before is None:
        return {}
    asked = {"If-None-Match": before.etag, "If-Modified-Since": before.last_modified}
    return {name: value for name, value in asked.items() if value}
