"""The fact store: one SQLite file with documents, their versions, the facts read from them, and search over both."""

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
