"""How long a server asks to be left alone."""

import time
from email.utils import formatdate

import pytest

pytest.importorskip("scrapy", reason="the extra `crawl` is not installed")

from pipeline.sources.crawling.throttle import _seconds


@pytest.mark.parametrize(("header", "seconds"), [("30", 30.0), (" 5 ", 5.0), ("soon", 0.0), ("-1", 0.0), ("", 0.0)])
def test_a_wait_in_seconds(header: str, seconds: float) -> None:
    assert _seconds(header) == seconds


def test_a_wait_until_a_time() -> None:
    assert 3_000 < _seconds(formatdate(time.time() + 3_600, usegmt=True)) <= 3_600
    assert _seconds(formatdate(time.time() - 3_600, usegmt=True)) < 0
