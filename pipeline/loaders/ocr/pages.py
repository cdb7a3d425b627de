"""Several pages recognised at once, each from the cache where it was recognised before."""

import os
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from hashlib import sha256
from types import TracebackType

from pipeline.loaders.loader import LoadError
from pipeline.loaders.ocr.cache import RecognisedPage, find_page, keep_page
from pipeline.loaders.ocr.digits import digit_model, load_model
from pipeline.loaders.ocr.handwriting import read_handwriting
from pipeline.loaders.ocr.picture import PreparedPage
from pipeline.loaders.ocr.tesseract import PACKAGES, in_order, recognise, tesseract
from pipeline.loaders.ocr.turning import recognise_upright

AT_ONCE = max(1, min(os.cpu_count() or 1, 4))  # pages, of some 150 MB each
_FORM = "5"  # of preparing and keeping a page: pages kept in another form are read anew
HOW_TO_INSTALL = f"scans are read where Tesseract is installed (Debian: apt-get install {PACKAGES})"


def is_available() -> bool:
    """Whether pictures can be read on this machine."""
    return tesseract() is not None


class Recogniser:
    """Recognises pages in the background; to be used as a context, which ends what still runs."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(AT_ONCE)

    def __enter__(self) -> "Recogniser":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)

    def start(self, source: bytes, picture: Callable[[], PreparedPage]) -> Future[RecognisedPage | LoadError]:
        """Begin to recognise a page; `source` tells its content from all others, `picture` makes it, here and now,
        where it is not in the cache. The result is an error where Tesseract fails on the page.
        """
        key = sha256("\0".join((_FORM, tesseract() or "", digit_model() or "")).encode() + b"\0" + source).hexdigest()
        done: Future[RecognisedPage | LoadError] = Future()
        if (kept := find_page(key)) is not None:
            done.set_result(kept)
            return done
        return self._pool.submit(_recognise, picture(), key)


def read_page(page: PreparedPage) -> RecognisedPage:
    """The words and rules of a page; LoadError where Tesseract fails on it."""
    with ThreadPoolExecutor(1) as beside:  # while Tesseract, another process, reads
        beside.submit(load_model)
        page, lines = recognise_upright(page, recognise)
    lines, unread = read_handwriting(lines, page)
    return RecognisedPage(*page.size, tuple(in_order(lines)), page.across, page.down, page.ink, unread)


def _recognise(page: PreparedPage, key: str) -> RecognisedPage | LoadError:
    try:
        found = read_page(page)
    except LoadError as error:
        return error
    keep_page(key, found)
    return found
