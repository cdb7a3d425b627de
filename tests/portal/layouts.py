"""Five ways in which portals show the same things. A layout turns a path into a response, or None where nothing stands."""

import gzip
import json
import unicodedata
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from email.utils import format_datetime
from html import escape
from urllib.parse import parse_qs, urlsplit

from tests.portal.contents import File, Item, news, plans

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_MENU = (
    "<div id='menu'><a href='/'>Trang chủ</a> <a href='/gioi-thieu'>Giới thiệu</a> <a href='/lien-he'>Liên hệ</a></div>"
)


@dataclass(frozen=True)
class Answer:
    """A response: its body, its type, and whether it is sent with an ETag, a Last-Modified or neither."""

    body: bytes
    kind: str = "text/html; charset=utf-8"
    validator: str = "etag"
    changed: datetime = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass
class Layout:
    """The documents of one layout by key, newest first. `moved` shows the pages in another dress."""

    items: list[Item]
    moved: bool = False
    base: str = ""
    changes: dict[int, datetime] = field(default_factory=dict)

    def change(self, key: int) -> None:
        """Publish a new text of a document."""
        self.items = [item.changed() if item.key == key else item for item in self.items]
        self.changes[key] = datetime(2026, 11, 1, tzinfo=UTC)

    def item(self, key: str) -> Item | None:
        return next((item for item in self.items if str(item.key) == key), None)

    def answer(self, path: str, form: dict[str, list[str]]) -> Answer | None:
        raise NotImplementedError

    def when(self, item: Item) -> datetime:
        return self.changes.get(item.key, datetime.combine(item.published, time(8, 30), UTC))


def _docx(file: File, item: Item, layout: Layout, validator: str = "etag") -> Answer:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    return Answer(file.data, kind, validator, layout.when(item))


def _paragraphs(item: Item) -> str:
    return "\n".join(f"<p>{escape(line)}</p>" for line in item.paragraphs)


class Table(Layout):
    """Plans in a table, its pages counted in the address; classes on everything; ETags."""

    size = 20

    def answer(self, path: str, form: dict[str, list[str]]) -> Answer | None:
        parts = urlsplit(path)
        match parts.path.strip("/").split("/"):
            case ["bang", "ke-hoach"]:
                return self._list(int(parse_qs(parts.query).get("cur", ["1"])[0]))
            case ["bang", "ke-hoach", "view", key] if item := self.item(key):
                return self._page(item)
            case ["bang", "tep", key, _] if item := self.item(key):
                return _docx(item.files[0], item, self)
        return None

    def _list(self, page: int) -> Answer:
        shown = self.items[(page - 1) * self.size : page * self.size]
        rows = "".join(
            f"<tr><td>{item.number}</td><td>{item.published:%d/%m/%Y}</td><td><a class='tieu-de'"
            f" href='/bang/ke-hoach/view/{item.key}?utm_source=ds'>{escape(item.title)}</a></td></tr>"
            for item in shown
        )
        table = "bang-moi" if self.moved else "danh-sach"
        return Answer(
            f"<html><head><title>Kế hoạch</title></head><body>{_MENU}<table class='{table}'><thead><tr><th>Số</th>"
            f"<th>Ngày</th><th>Trích yếu</th></tr></thead><tbody>{rows}</tbody></table></body></html>".encode()
        )

    def _page(self, item: Item) -> Answer:
        title, body = ("tieu-de", "noi-dung") if not self.moved else ("tt-2", "nd-2")
        files = "".join(f"<li><a href='/bang/tep/{item.key}/{file.name}'>{file.name}</a></li>" for file in item.files)
        return Answer(
            f"<html><head><title>{escape(item.title)} - Cổng thử nghiệm</title></head><body>{_MENU}"
            f"<h1 class='{title}'>{escape(item.title)}</h1><p class='ngay-dang'>Đăng ngày {item.published:%d/%m/%Y}</p>"
            f"<div class='{body}'>{_paragraphs(item)}</div><ul class='dinh-kem'>{files}</ul></body></html>".encode()
        )


class Blog(Layout):
    """News with a link to the next page; in windows-1258, which the pages deny; Last-Modified."""

    size = 15

    def answer(self, path: str, form: dict[str, list[str]]) -> Answer | None:
        parts = urlsplit(path)
        match parts.path.strip("/").split("/"):
            case ["tin", "default.aspx"]:
                return self._list(int(parse_qs(parts.query).get("p", ["1"])[0]))
            case ["tin", "bai", name] if item := self.item(name.removesuffix(".aspx")):
                return self._page(item)
            case ["tin", "tai-ve", name] if item := self.item(name.partition("-")[0]):
                return _docx(item.files[0], item, self, "modified")
        return None

    def _list(self, page: int) -> Answer:
        shown = self.items[(page - 1) * self.size : page * self.size]
        posts = "".join(
            f"<div class='bai'><h3><a href='bai/{item.key}.aspx'>{escape(item.title)}</a></h3>"
            f"<i>{item.published:%d-%m-%Y}</i></div>"
            for item in shown
        )
        more = f"<a class='sau' href='?p={page + 1}'>Trang sau</a>" if page * self.size < len(self.items) else ""
        return _denied(f"<html><head><title>Tin tức</title></head><body>{_MENU}{posts}{more}</body></html>")

    def _page(self, item: Item) -> Answer:
        files = "".join(
            f"<p><a href='/tin/tai-ve/{item.key}-{file.name}'>Tải văn bản kèm theo</a></p>" for file in item.files
        )
        return _denied(
            f"<html><head><title>{escape(item.title)}</title></head><body>{_MENU}<div class='chi-tiet'>"
            f"<h2>{escape(item.title)}</h2><span class='luc'>{item.published:%d-%m-%Y} 08:30</span>"
            f"<div class='than-bai'>{_paragraphs(item)}</div>{files}</div></body></html>",
            self.when(item),
        )


def _denied(markup: str, changed: datetime = datetime(2026, 1, 1, tzinfo=UTC)) -> Answer:
    said = markup.replace("<head>", "<head><meta charset='utf-8'>")
    return Answer(vietnamese_1258(said), "text/html", "modified", changed)


def vietnamese_1258(text: str) -> bytes:
    """Windows' Vietnamese code page: letters with their shapes, tones behind them."""
    letters = []
    for letter in unicodedata.normalize("NFC", text):
        split = unicodedata.normalize("NFD", letter)
        tones = "".join(mark for mark in split if mark in _TONES)
        letters.append(unicodedata.normalize("NFC", "".join(mark for mark in split if mark not in _TONES)) + tones)
    return "".join(letters).encode("cp1258", "replace")


class Gazette(Layout):
    """Plans in tables within tables, without a class anywhere; addresses of 32 digits; no validators."""

    size = 30

    def answer(self, path: str, form: dict[str, list[str]]) -> Answer | None:
        parts = urlsplit(path)
        match parts.path.strip("/").split("/"):
            case ["congbao.nsf", "ds"] if parts.query.startswith("OpenView&Start="):
                return self._list(int(parts.query.removeprefix("OpenView&Start=")))
            case ["congbao.nsf", "0", code] if item := self.item(str(int(code, 16))):
                return self._page(item)
            case ["congbao.nsf", "0", code, "$FILE", _] if item := self.item(str(int(code, 16))):
                return _docx(item.files[0], item, self, "none")
        return None

    def _list(self, first: int) -> Answer:
        shown = self.items[first - 1 : first - 1 + self.size]
        rows = "".join(
            f"<tr valign=top><td><font size=2>{item.number}</font></td><td><font size=2>{item.published:%d.%m.%Y}</font></td>"
            f"<td><a href=\"javascript:mo('{item.key:032X}')\"><font size=2>{escape(item.title)}</font></a></td></tr>"
            for item in shown
        )
        return Answer(
            f"<HTML><BODY><TABLE><TR><TD>{_MENU}</TD><TD><TABLE border=1>{rows}</TABLE></TD></TR></TABLE></BODY></HTML>".encode(),
            validator="none",
        )

    def _page(self, item: Item) -> Answer:
        code = f"{item.key:032X}"
        return Answer(
            f"<HTML><BODY><TABLE><TR><TD>Số/ký hiệu:</TD><TD>{item.number}</TD></TR><TR><TD>Ngày ban hành:</TD>"
            f"<TD>{item.published:%d.%m.%Y}</TD></TR><TR><TD>Trích yếu:</TD><TD>{escape(item.title)}</TD></TR></TABLE>"
            f"<BR>{_paragraphs(item)}<BR><A HREF='/congbao.nsf/0/{code}/$FILE/{item.files[0].name}'>Tệp gốc</A>"
            "</BODY></HTML>".encode(),
            validator="none",
        )


class Press(Layout):
    """News of a paper: a feed with dates in the order of the United States, a sitemap index, a sitemap in gzip."""

    def answer(self, path: str, form: dict[str, list[str]]) -> Answer | None:
        match urlsplit(path).path.strip("/").split("/"):
            case ["bao", "tin-moi.rss"]:
                return self._feed(self.items[:20])
            case ["bao", "sitemap.xml"]:
                return self._index()
            case ["bao", "sitemap-1.xml"]:
                text = "\ufeff".encode().decode("latin-1") + self._sitemap(self.items[: len(self.items) // 2])
                return Answer(text.encode(), "text/xml", "none")
            case ["bao", "sitemap-2.xml.gz"]:
                body = gzip.compress(self._sitemap(self.items[len(self.items) // 2 :]).encode(), mtime=0)
                return Answer(body, "application/gzip", "none")
            case ["bao", name] if item := self.item(name.removesuffix(".html").rpartition("-")[2]):
                return self._page(item)
            case ["bao", "tep", name] if item := self.item(name.partition("-")[0]):
                return _docx(item.files[0], item, self, "none")
        return None

    def _feed(self, items: list[Item]) -> Answer:
        entries = "".join(
            f"<item><title><![CDATA[{item.title}]]></title><link>{self._url(item)}</link>"
            f"<pubDate>{item.published.month}/{item.published.day}/{item.published.year} 6:44:00 PM</pubDate></item>"
            for item in items
        )
        head = '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Báo thử nghiệm</title>'
        return Answer(f"{head}{entries}</channel></rss>".encode(), "application/rss+xml", "none")

    def _index(self) -> Answer:
        names = ("sitemap-1.xml", "sitemap-2.xml.gz")
        inside = "".join(f"<sitemap><loc>{self.base}/bao/{name}</loc></sitemap>" for name in names)
        text = f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{inside}</sitemapindex>'
        return Answer(text.encode(), "text/xml", "none")

    def _sitemap(self, items: list[Item]) -> str:
        inside = "".join(
            f"<url><loc>{self._url(item)}</loc><lastmod>{self.when(item):%Y-%m-%dT%H:%M:%S+07:00}</lastmod></url>"
            for item in items
        )
        return f'<?xml version="1.0" encoding="utf-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{inside}</urlset>'

    def _url(self, item: Item) -> str:
        return f"{self.base}/bao/trien-khai-ke-hoach-{item.key}.html"

    def _page(self, item: Item) -> Answer:
        said = json.dumps({"@type": "NewsArticle", "datePublished": f"{item.published.isoformat()}T18:44:00+07:00"})
        files = "".join(f"<a href='/bao/tep/{item.key}-{file.name}'>{file.name}</a>" for file in item.files)
        return Answer(
            f"<!doctype html><html><head><title>{escape(item.title)} | Báo thử nghiệm</title>"
            f"<meta property='og:title' content='{escape(item.title, quote=True)}'>"
            f"<script type='application/ld+json'>{said}</script></head><body>{_MENU}<main><article>"
            f"<h1>{escape(item.title)}</h1>{_paragraphs(item)}{files}</article></main>"
            "<script id='__NEXT_DATA__' type='application/json'>{}</script></body></html>".encode(),
            validator="none",
        )


class Library(Layout):
    """Plans behind a search form that is posted; links live in scripts. docs/sources.md describes it."""

    size = 8

    def answer(self, path: str, form: dict[str, list[str]]) -> Answer | None:
        match urlsplit(path).path.strip("/").split("/"):
            case ["thu-vien", "tim"] if form.get("loai") == ["ke-hoach"]:
                return self._list(int(form.get("trang", ["0"])[0]))
            case ["thu-vien", "van-ban"] if item := self.item(urlsplit(path).query.removeprefix("id=")):
                return self._page(item)
            case ["thu-vien", "tep", key] if item := self.item(key):
                return _docx(item.files[0], item, self)
        return None

    def _list(self, page: int) -> Answer:
        shown = self.items[page * self.size : (page + 1) * self.size]
        rows = "".join(
            f'<li onclick="xem({item.key})"><b>{escape(item.title)}</b> <em>Số {item.number}, ban hành'
            f" {item.published.day}/{item.published.month}/{item.published.year}</em></li>"
            for item in shown
        )
        return Answer(f"<html><body>{_MENU}<ol id='ket-qua'>{rows}</ol></body></html>".encode())

    def _page(self, item: Item) -> Answer:
        return Answer(
            f"<html><body>{_MENU}<section id='vb'><h4>{escape(item.title)}</h4>{_paragraphs(item)}"
            f"<button data-tep='/thu-vien/tep/{item.key}'>Tải về</button></section></body></html>".encode()
        )


def layouts() -> dict[str, Layout]:
    """A fresh portal: four layouts with three hundred documents, and a fifth with twenty."""
    return {
        "bang": Table(plans(0, 70)),
        "tin": Blog(news(1000, 90)),
        "congbao.nsf": Gazette(plans(2000, 60)),
        "bao": Press(news(3000, 80)),
        "thu-vien": Library(plans(4000, 20)),
    }


def http_date(when: datetime) -> str:
    return format_datetime(when, usegmt=True)
