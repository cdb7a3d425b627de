"""The day a page was published: from its metadata, its visible date line, its url."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from pipeline.loaders.days import VIETNAM, as_day, read_day
from pipeline.loaders.main_text import MainText
from pipeline.loaders.page_head import PageHead
from pipeline.loaders.page_lines import Page
from pipeline.loaders.page_rules import PageRules

_AFTER_TITLE, _BEFORE_TITLE = 12, 4
_MAX_DATE_LINE = 120
_TIME = r"(?:lúc\s+)?\d{1,2}\s?(?:[:h]|giờ)\s?\d{0,2}(?::\d\d)?(?:\s?(?:phút|[ap]m|sa|ch))?"
_DAY = r"(?:ngày\s+)?(?:\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}|\d{4}-\d\d-\d\d)"
_LONG_DAY = r"(?:ngày\s+)?\d{1,2}\s+tháng\s+\d{1,2}\s*,?\s+(?:năm\s+)?\d{4}"
_WEEKDAY = r"(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|chủ\s+nhật|t[2-7]|cn)"
_GLUE = r"[\s,|:;–-]{0,5}"
_BARE = re.compile(
    rf"[\W_]{{0,9}}(?:(?:{_TIME}{_GLUE})?(?:{_WEEKDAY}{_GLUE})?(?:{_TIME}{_GLUE})?{_DAY}|{_WEEKDAY}{_GLUE}(?:{_TIME}{_GLUE})?{_LONG_DAY})"
    rf"(?:{_GLUE}{_TIME})?(?:\s{{0,3}}\(?gmt\s?\+?\d*\)?)?(?:$|\W{{0,3}}$|\s*[|–•-].{{0,60}}$|\s{{0,3}}\(.{{0,40}}$)",
    re.IGNORECASE,
)
_ARCHIVE = re.compile(r"\Ahttps?://web\.archive\.org/web/(\d{4})(\d\d)(\d\d)\d{0,6}[a-z_]{0,4}/")
_URL_DAY = re.compile(
    r"(?<!\d)(?:(?P<y>(?:19|20)\d\d)(?P<s>[/_-])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})"
    r"|(?P<y8>(?:19|20)\d\d)(?P<m8>\d\d)(?P<d8>\d\d)(?:\d{4}|\d{6})?)(?!\d)"
)


@dataclass(frozen=True, slots=True)
class Fetch:
    """Where a page was got, and on which ISO day, as far as that is known."""

    url: str | None = None
    day: str | None = None

    @property
    def latest(self) -> str:
        """The last day on which the page can have been published: the archive's, where its url is one of it, or today."""
        archived = _ARCHIVE.match(self.url or "")
        snapshot = as_day(*map(int, archived.groups())) if archived else None
        return min(filter(None, (datetime.now(VIETNAM).date().isoformat(), snapshot, self.day)))


def find_published(
    page: Page, head: PageHead, main: MainText, fetch: Fetch, rules: PageRules
) -> tuple[tuple[str, str], ...]:
    """(ISO day, what says so) of each witness, best first; none of a day after the page was fetched."""
    latest = fetch.latest
    days = ((read_day(text), source) for source, text in _witnesses(page, head, main, rules))
    found = [(day, source) for day, source in days if day is not None]
    found += filter(None, [_url_day(_ARCHIVE.sub("", fetch.url or ""))])
    return tuple(dict.fromkeys((day, source) for day, source in found if day <= latest))


def _witnesses(page: Page, head: PageHead, main: MainText, rules: PageRules) -> Iterator[tuple[str, str]]:
    """(source, date string), best first."""
    metadata = head.metadata
    yield from ((f"meta {name}", metadata[name]) for name in rules.published_metadata if name in metadata)
    yield from (("json-ld datePublished", when) for when in head.json_dates)
    top = main.first if main.title_line is None else main.title_line
    near = [(when, sure) for line, when, sure in head.times if top - _BEFORE_TITLE <= line <= main.last]
    yield from (("datePublished", when) for when, sure in near if sure)
    yield from (("time", when) for when, sure in near[:1] if not sure)
    yield from _date_lines(page, top, main.last, rules)
    yield from ((f"meta {name}", metadata[name]) for name in rules.template_metadata if name in metadata)


def _date_lines(page: Page, top: int, last: int, rules: PageRules) -> Iterator[tuple[str, str]]:
    """The date lines about the title, then one at the foot of the text that has a label."""
    after = range(top, min(len(page.lines), top + _AFTER_TITLE))
    about = [page.lines[i].text for i in (*after, *range(top - 1, max(-1, top - 1 - _BEFORE_TITLE), -1))]
    foot = [line.text for line in page.lines[max(top, last - 3) : last]]
    published, updated = (_labelled(labels) for labels in rules.date_labels)
    for pattern, lines in ((published, about), (_BARE, about), (published, foot), (updated, [*about, *foot])):
        for text in lines:
            if len(text) <= _MAX_DATE_LINE and (found := pattern.match(text)):
                yield "date line", found[0]


@lru_cache(maxsize=4)
def _labelled(labels: tuple[str, ...]) -> re.Pattern[str]:
    """A line with one of the labels before its date, whatever comes after it."""
    names = "|".join(re.escape(label).replace(r"\ ", r"\s+") for label in sorted(labels, key=len, reverse=True))
    day = rf"(?:{_WEEKDAY}{_GLUE})?(?:{_TIME}{_GLUE})?(?:{_DAY}|{_LONG_DAY})"
    return re.compile(rf"(?:.{{0,60}}\W)?(?:{names}){_GLUE}{day}", re.IGNORECASE)


def _url_day(url: str) -> tuple[str, str] | None:
    for found in _URL_DAY.finditer(url.partition("?")[0]):
        parts = (found["y"], found["m"], found["d"]) if found["y"] else (found["y8"], found["m8"], found["d8"])
        if day := as_day(*map(int, parts)):
            return day, "url"
    return None
