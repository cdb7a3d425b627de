"""What `rules/sources/<name>.yml` says of a source: who publishes, where to begin, how its pages are read.

Every key but `name`, `title`, `publisher` and `start` may be left out: the pages are then read as any page is.
"""

import re
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import BeforeValidator, Field, StringConstraints, field_validator, model_validator

from pipeline.rulebook.source import Strict

Count = Annotated[int, Field(ge=0)]
Host = Annotated[str, StringConstraints(pattern=r"^[a-z0-9.\-:\[\]]+$")]
PAGE = "{page}"  # stands in an address, or in a value of a form, for the number of a list's page


def _address(value: Any) -> Any:  # noqa: ANN401 - whatever YAML holds
    if isinstance(value, str):
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError(f"no http or https address: {value!r}")
    return value


def _pattern(value: Any) -> Any:  # noqa: ANN401 - whatever YAML holds
    if isinstance(value, str):
        try:
            re.compile(value)
        except re.error as error:
            raise ValueError(f"not a pattern: {error}") from error
    return value


def _date_format(value: Any) -> Any:  # noqa: ANN401 - whatever YAML holds
    if isinstance(value, str):
        try:
            printed = datetime(2024, 12, 31, tzinfo=UTC).strftime(value)
            datetime.strptime(printed, value)  # noqa: DTZ007 - only whether it can be read
        except ValueError as error:
            raise ValueError(f"no date format such as %d/%m/%Y: {error}") from error
    return value


Address = Annotated[str, BeforeValidator(_address)]
Pattern = Annotated[str, BeforeValidator(_pattern)]
DateFormat = Annotated[str, BeforeValidator(_date_format)]


class Level(StrEnum):
    """At what level of the state the publisher stands."""

    CENTRAL = "central"
    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"
    PARTY = "party"
    PRESS = "press"
    OTHER = "other"


class Schedule(StrEnum):
    """How often the source is to be crawled."""

    HOURLY = "hourly"
    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"


class Publisher(Strict):
    """Who publishes: the body by its full name, its level, its place where it has one."""

    agency: str
    level: Level
    place: str | None = None


class Selection(Strict):
    """Where in a page something stands: by CSS (parsel's `::text` and `::attr(name)` included) or by XPath.

    Without either it is the whole page, or the whole element that is looked at. Of an element the shown text is taken;
    `pattern` takes its first group, or its whole match, out of that.
    """

    css: str | None = None
    xpath: str | None = None
    pattern: Pattern | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if self.css is not None and self.xpath is not None:
            raise ValueError("css and xpath: one of them, not both")
        _check_css(self.css)
        _check_xpath(self.xpath)
        return self


class FieldPlace(Selection):
    """Where a field stands. An `optional` one may be lacking, and nothing is wrong then."""

    optional: bool = False


class Links(Selection):
    """Which links to follow. The selection gives elements; the address stands in `attribute`, in or below them.

    `pattern` takes the address out of that attribute (an onclick, say), and `address` with `{}` makes it whole again:
    blanks and plus signs are escaped there. `match` and `refuse` are searched for in the absolute address.
    """

    attribute: str = "href"
    address: str | None = None
    match: Pattern | None = None
    refuse: Pattern | None = None

    @field_validator("address")
    @classmethod
    def _has_place(cls, value: str | None) -> str | None:
        if value is not None and value.count("{}") != 1:
            raise ValueError("one {} must stand in it, where what the pattern took goes")
        return value


class Fields(Strict):
    """Where the fields of a document stand. `published` is the day the page came out, `date` that of the document."""

    title: FieldPlace | None = None
    published: FieldPlace | None = None
    date: FieldPlace | None = None
    number: FieldPlace | None = None
    body: FieldPlace | None = None
    type: FieldPlace | None = None
    issuer: FieldPlace | None = None
    signer: FieldPlace | None = None
    effective: FieldPlace | None = None
    subject: FieldPlace | None = None
    status: FieldPlace | None = None

    def given(self) -> dict[str, FieldPlace]:
        """The fields that are described, by name."""
        return {name: value for name in type(self).model_fields if (value := getattr(self, name)) is not None}


class Pages(Strict):
    """How a list goes on: by a link to the next page, or by `{page}` in the address or in the form."""

    next: Links | None = None
    first: Count = 1
    step: Annotated[int, Field(ge=1)] = 1


class Start(Strict):
    """Where a crawl begins, and how documents are found from there.

    A listing or the results of a search: `items` are its rows (without: the page), `fields` what a row says of its
    document, `detail` the links to documents, `attachments` those to files that stand in the row itself. `pages` says
    how it goes on, or `lists` which other lists it names (the issues of a gazette, say): each is read as this one is.
    A feed or sitemap needs nothing more; `detail.match` may choose among its addresses.
    `newest_first` allows the next crawl to stop at the first page that holds nothing new.
    """

    kind: Literal["listing", "feed", "sitemap", "search"]
    url: Address
    items: Selection | None = None
    fields: Fields = Fields()
    detail: Links | None = None
    attachments: Links | None = None
    pages: Pages | None = None
    lists: Links | None = None
    newest_first: bool = False
    method: Literal["get", "post"] = "get"
    form: dict[str, str] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _fits(self) -> Self:
        given = self.model_fields_set
        if self.kind in ("feed", "sitemap"):
            wrong = given & {"items", "fields", "attachments", "pages", "lists", "newest_first"}
            if wrong:
                raise ValueError(f"a {self.kind} has no {', '.join(sorted(wrong))}")
            if self.detail is not None and self.detail.model_fields_set - {"match", "refuse"}:
                raise ValueError(f"of detail, a {self.kind} takes match and refuse only")
        if self.kind != "search" and given & {"method", "form"}:
            raise ValueError("method and form belong to a search")
        if self.kind == "search" and not self.form:
            raise ValueError("a search needs its form: names and values")
        if self.pages is not None and self.lists is not None:
            raise ValueError("pages and lists: one of them, not both")
        counted = PAGE in self.url or any(PAGE in value for value in self.form.values())
        if counted and (self.pages is None or self.pages.next is not None):
            raise ValueError(f"{PAGE} stands for a page's number: pages must say its first, and have no next")
        if self.pages is not None and self.pages.next is None and not counted:
            raise ValueError(f"pages: neither next, nor {PAGE} in the address or the form")
        return self


class Limits(Strict):
    """What a run may take. `delay` is the least number of seconds between two requests to a host.

    `documents` a run, `pages` of one list, `bytes` and `seconds` for one response, `retries` after a failure.
    A document that is there is asked for again, and only for changes, `recheck_days` after it was last seen.
    """

    documents: Annotated[int, Field(ge=1)] = 1000
    pages: Annotated[int, Field(ge=1)] = 100
    bytes: Annotated[int, Field(ge=1)] = 20_000_000
    seconds: Annotated[float, Field(gt=0)] = 60.0
    delay: Annotated[float, Field(ge=0)] = 1.0
    retries: Count = 2
    recheck_days: Annotated[float, Field(ge=0)] = 7.0


class Expectations(Strict):
    """What a healthy run finds: so many documents on the pages of the start, and never this many days without a new one."""

    at_least: Count = 1
    at_most: Count | None = None
    silent_days: Annotated[int, Field(ge=1)] | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.at_most is not None and self.at_most < self.at_least:
            raise ValueError("at_most is less than at_least")
        return self


class SavedPage(Strict):
    """A page that was saved: its file below the folder given, its address, what it is, and which start it belongs to."""

    file: str
    url: Address
    kind: Literal["listing", "feed", "sitemap", "detail"]
    start: Count = 0

    @field_validator("file")
    @classmethod
    def _below(cls, value: str) -> str:
        path = PurePosixPath(value)
        if path.is_absolute() or ".." in path.parts:
            raise ValueError("the file's path must be relative, and stay below the folder")
        return value


class Checked(Strict):
    """When a person last compared the description with the site, and the saved pages that `sources check` reads."""

    day: date
    against: str
    pages: tuple[SavedPage, ...] = ()


class Description(Strict):
    """One source. `name` is the file's name without `.yml`.

    `fields`, `attachments` are for pages of documents. `hosts` are allowed besides those of the start. `charset` is
    what the pages are in, where they say something wrong. `certificates` gives by host the file of the certificate
    that its server forgets to send. `allow_private` names hosts whose addresses may be private or loopback.
    `ignore_parameters` are parameters of addresses that change nothing.
    """

    name: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$")]
    title: str
    publisher: Publisher
    start: Annotated[tuple[Start, ...], Field(min_length=1)]
    fields: Fields = Fields()
    attachments: Links | None = None
    hosts: tuple[Host, ...] = ()
    allow_private: tuple[Host, ...] = ()
    ignore_parameters: tuple[str, ...] = ()
    date_formats: tuple[DateFormat, ...] = ()
    charset: str | None = None
    certificates: dict[Host, str] = Field(default_factory=dict)
    limits: Limits = Limits()
    schedule: Schedule = Schedule.DAILY
    expectations: Expectations = Expectations()
    checked: Checked | None = None

    @field_validator("charset")
    @classmethod
    def _known_charset(cls, value: str | None) -> str | None:
        if value is not None:
            try:
                "".encode(value)
            except LookupError as error:
                raise ValueError(str(error)) from error
        return value

    @model_validator(mode="after")
    def _starts_exist(self) -> Self:
        for page in self.checked.pages if self.checked else ():
            if page.start >= len(self.start):
                raise ValueError(f"checked: {page.file} belongs to start {page.start}, and there are {len(self.start)}")
        return self

    def allowed_hosts(self) -> frozenset[str]:
        """The hosts of the start addresses and those allowed besides."""
        own = (urlsplit(start.url).hostname or "" for start in self.start)
        return frozenset((*own, *self.hosts))


def _check_css(selector: str | None) -> None:
    """Refuse what parsel cannot turn into XPath; looked at only where the crawler's libraries are installed."""
    if selector is None:
        return
    try:
        from cssselect import SelectorError  # noqa: PLC0415 - belongs to the extra `crawl`
        from parsel.csstranslator import HTMLTranslator  # noqa: PLC0415
    except ImportError:
        return
    try:
        HTMLTranslator().css_to_xpath(selector)
    except SelectorError as error:
        raise ValueError(f"not a CSS selector: {error}") from error


def _check_xpath(selector: str | None) -> None:
    if selector is None:
        return
    from lxml import etree  # noqa: PLC0415 - only for descriptions that use it

    try:
        etree.XPath(selector)
    except etree.XPathSyntaxError as error:
        raise ValueError(f"not an XPath: {error}") from error
