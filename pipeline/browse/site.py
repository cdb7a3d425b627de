"""The site as a whole: Datasette with our metadata, pages and guard."""

from pathlib import Path
from typing import Any

import yaml
from datasette.plugins import pm

from pipeline.browse import plugin
from pipeline.browse.archive import Archive
from pipeline.browse.database import StoreDatabase
from pipeline.browse.guard import App, Guard, content_policy
from pipeline.store import Store

NAME = "archive"  # of the store in addresses, whatever its file is called
_HERE = Path(__file__).parent
_SETTINGS = {
    "allow_download": False,  # a file that is being written to is not whole
    "default_page_size": 50,
    "default_facet_size": 10,
    "sql_time_limit_ms": 5000,
    "facet_time_limit_ms": 1000,
    "suggest_facets": False,
    "truncate_cells_html": 400,
    "default_cache_ttl": 0,  # a run may change what a page shows at any time
}
_INLINE = ("_close_open_menus.html", "_codemirror_foot.html")  # Datasette's templates that hold scripts


class Site(Archive):
    """Datasette over one store. `hosts` are the names it answers to, None for any."""

    def __init__(self, db: Path, hosts: frozenset[str] | None) -> None:
        if not pm.has_plugin(plugin.NAME):
            pm.register(plugin, plugin.NAME)
        # else each address that is not there takes half a second, and prints what stands in memory
        pm.get_plugin("datasette.handle_exception").rich = None
        self.hosts = hosts
        super().__init__(
            db,
            metadata=_metadata(),
            settings=_SETTINGS,
            template_dir=str(_HERE / "templates"),
            static_mounts=[("vanthu", str(_HERE / "static"))],
        )
        self.add_database(StoreDatabase(self, db), name=NAME)
        self.remove_database("_memory")

    def app(self) -> App:
        """The ASGI application."""
        env = self.jinja_env
        sources = [env.loader.get_source(env, name)[0] for name in _INLINE]
        allow_facet = "<script>DATASETTE_ALLOW_FACET = true;</script>"  # as table.html has it
        return Guard(super().app(), content_policy([*sources, allow_facet]), self.hosts)


def open_site(db: Path, hosts: frozenset[str] | None) -> Site:
    """A site over a store; StoreError where there is none that this program can read."""
    with Store.open(db, create=False, readonly=True):
        return Site(db, hosts)


def _metadata() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((_HERE / "metadata.yml").read_text("utf-8"))
    return read
