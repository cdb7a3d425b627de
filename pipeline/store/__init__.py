"""The fact store: one SQLite file with documents, their versions, the facts read from them, and search over both."""

from pipeline.store.cards import DocumentCard
from pipeline.store.errors import StoreError
from pipeline.store.facets import Facets
from pipeline.store.filters import FactFilters, Filters
from pipeline.store.hits import DocumentHit, FactHit
from pipeline.store.passages import Excerpt
from pipeline.store.reading import StoredDocument, StoredFact
from pipeline.store.store import Store
from pipeline.store.summary import Summary
from pipeline.store.writer import Outcome

__all__ = [
    "DocumentCard",
    "DocumentHit",
    "Excerpt",
    "Facets",
    "FactFilters",
    "FactHit",
    "Filters",
    "Outcome",
    "Store",
    "StoreError",
    "StoredDocument",
    "StoredFact",
    "Summary",
]
