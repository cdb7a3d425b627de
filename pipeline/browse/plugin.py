"""Our part of Datasette: the pages of its own that the site has, and links from tables to them.

Datasette registers a plugin once for all its instances; every hook leaves other instances than ours as they are.
"""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from datasette import hookimpl
from markupsafe import Markup

from pipeline.browse import pages
from pipeline.browse.archive import Archive

if TYPE_CHECKING:
    from datasette.app import Datasette

NAME = "vanthu"
_FACT_TABLES = ("dates", "plan_numbers", "officials", "agencies", "targets", "facts")


@hookimpl
def register_routes(datasette: "Datasette") -> list[tuple[str, Callable[..., Awaitable[Any]]]]:
    if not isinstance(datasette, Archive):
        return []
    return [
        (r"^/-/search$", pages.search_page),
        (r"^/-/document/(?P<name>[^/]+)$", pages.document_page),
        (r"^/-/fact/(?P<name>[0-9a-f]+)$", pages.fact_page),
    ]


@hookimpl
def extra_template_vars(
    datasette: "Datasette", view_name: str
) -> dict[str, Any] | Callable[[], Awaitable[dict[str, Any]]]:
    if not isinstance(datasette, Archive):
        return {}
    if view_name != "index":
        return {}

    async def overview() -> dict[str, Any]:
        return await pages.overview(datasette)

    return overview


@hookimpl
def extra_css_urls(datasette: "Datasette") -> list[str]:
    return ["/vanthu/vanthu.css"] if isinstance(datasette, Archive) else []


@hookimpl
def render_cell(row: Any, value: object, column: str, table: str | None, datasette: "Datasette") -> Markup | None:  # noqa: ANN401 - Datasette has no types
    """Ids of documents and facts, and the quotes of facts, link to where the words are marked."""
    if not isinstance(datasette, Archive):
        return None
    if isinstance(value, dict):  # a row of another table, as Datasette shows it
        value = value["value"]
    if not isinstance(value, str) or not value:
        return None
    if column == "document" or (column == "id" and table == "documents"):
        return _link("document", value)
    if column == "fact" or (column == "id" and table in _FACT_TABLES):
        return _link("fact", value)
    if column == "quote" and table in _FACT_TABLES:
        return _link("fact", row["id"], value)
    return None


def _link(page: str, key: str, words: str | None = None) -> Markup:
    return Markup('<a href="/-/{}/{}">{}</a>').format(page, quote(key, safe=""), words or key)
