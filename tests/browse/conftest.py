"""A site over a store of a plan, a piece of news and a document that means harm."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("datasette", reason="the extra `serve` is not installed")

from httpx import Response

from pipeline.browse.guard import LOOPBACK
from pipeline.browse.site import Site, open_site
from tests.store.samples import NEWS, PLAN, article, plan, store_with

HOSTILE = (
    "KẾ HOẠCH <script>document.title = 'harm'</script> <img src=x onerror=\"document.title = 'harm'\">\n"
    "\"><svg onload=alert(1)> ' OR 1=1; DROP TABLE documents; -- {{ 7 * 7 }} </mark></div>\n"
)
Get = Callable[..., Response]


@pytest.fixture
def db(tmp_path: Path) -> Path:
    path = tmp_path / "facts.db"
    bad = plan(PLAN + HOSTILE, "https://tin.example/xau.html", title='<script>document.title="harm"</script>')
    store_with(
        path,
        plan(title="Kế hoạch sản xuất sạch hơn"),
        article(NEWS, "https://tin.example/lua.html", title="Gặt lúa"),
        bad,
        article(NEWS + HOSTILE, "javascript:alert(1)", url="javascript:alert(1)", title="Liên kết"),
    ).close()
    return path


@pytest.fixture
def site(db: Path) -> Site:
    return open_site(db, LOOPBACK)


@pytest.fixture
def get(site: Site) -> Get:
    """Ask the site; nothing goes over a network."""

    def ask(path: str, method: str = "GET", **options: object) -> Response:
        return asyncio.run(site.client.request(method, path, **options))

    return ask
