"""Why an address could not be had, in words for a person."""

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    StopDownload,
)
from scrapy.spidermiddlewares.httperror import HttpError

from pipeline.model import Problem
from pipeline.sources.addresses import host_of
from pipeline.sources.crawling.guard import GuardedResolver, RefusedError


def explained(error: BaseException | None, url: str) -> Problem:
    """The problem of an address; the code is robots, guard, http-404 and the like, or what the connection did."""
    refused = GuardedResolver.refused.get(host_of(url))
    if isinstance(error, HttpError):
        return Problem(f"http-{error.response.status}", f"the server answered {error.response.status}", url)
    if isinstance(error, RefusedError):
        return Problem("guard", str(error), url)
    if refused is not None:
        return Problem("guard", f"{host_of(url)} stands for {refused}, which is no public address", url)
    if isinstance(error, StopDownload):
        kind = (error.response.headers.get(b"Content-Type") or b"").decode("latin-1") if error.response else ""
        return Problem("content-type", f"no document: its type is {kind}", url)
    if isinstance(error, DownloadCancelledError):
        return Problem("too-large", "larger than the description allows", url)
    if isinstance(error, IgnoreRequest):
        if "robots.txt" in str(error):
            return Problem("robots", "robots.txt forbids it", url)
        return Problem("refused", str(error) or "it was refused", url)
    if isinstance(error, DownloadTimeoutError):
        return Problem("timeout", "the server took longer than the description allows", url)
    if isinstance(error, ResponseDataLossError):
        return Problem("broken-off", "the answer broke off before its end, each time it was asked for", url)
    if isinstance(error, DownloadConnectionRefusedError):
        return Problem("refused-connection", "the server takes no connection", url)
    if isinstance(error, CannotResolveHostError):
        return Problem("no-host", f"no name server knows {host_of(url)}", url)
    return Problem("connection", f"the connection failed: {_first_line(error)}", url)


def _first_line(error: BaseException | None) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
