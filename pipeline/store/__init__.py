"""The fact store: one SQLite file with documents, their versions, the facts read from them, and search over both.

Its names load on first use: a search needs few of them, and is over before all would be there.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.store.cards import DocumentCard
    from pipeline.store.changes import Change
    from pipeline.store.checking import Fault
    from pipeline.store.citations import SCHEME, Citation, Cited
    from pipeline.store.corrections import Action, Correction, CorrectionsError, read_corrections, write_corrections
    from pipeline.store.errors import StoreError
    from pipeline.store.facets import Facets
    from pipeline.store.filters import FactFilters, Filters
    from pipeline.store.hits import DocumentHit, FactHit
    from pipeline.store.news import News
    from pipeline.store.passages import Excerpt
    from pipeline.store.reading import StoredCorrection, StoredDocument, StoredFact
    from pipeline.store.search import Wanted
    from pipeline.store.store import Store, compare_stores
    from pipeline.store.summary import Summary
    from pipeline.store.watches import Answer, Watch
    from pipeline.store.writer import Outcome

__all__ = [
    "SCHEME",
    "Action",
    "Answer",
    "Change",
    "Citation",
    "Cited",
    "Correction",
    "CorrectionsError",
    "DocumentCard",
    "DocumentHit",
    "Excerpt",
    "Facets",
    "FactFilters",
    "FactHit",
    "Fault",
    "Filters",
    "News",
    "Outcome",
    "Store",
    "StoreError",
    "StoredCorrection",
    "StoredDocument",
    "StoredFact",
    "Summary",
    "Wanted",
    "Watch",
    "compare_stores",
    "read_corrections",
    "write_corrections",
]

_HOMES = {
    "cards": ("DocumentCard",),
    "changes": ("Change",),
    "checking": ("Fault",),
    "citations": (
        "SCHEME",
        "Citation",
        "Cited",
    ),
    "corrections": (
        "Action",
        "Correction",
        "CorrectionsError",
        "read_corrections",
        "write_corrections",
    ),
    "errors": ("StoreError",),
    "facets": ("Facets",),
    "filters": (
        "FactFilters",
        "Filters",
    ),
    "hits": (
        "DocumentHit",
        "FactHit",
    ),
    "news": ("News",),
    "passages": ("Excerpt",),
    "reading": (
        "StoredCorrection",
        "StoredDocument",
        "StoredFact",
    ),
    "search": ("Wanted",),
    "store": (
        "Store",
        "compare_stores",
    ),
    "summary": ("Summary",),
    "watches": (
        "Answer",
        "Watch",
    ),
    "writer": ("Outcome",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
