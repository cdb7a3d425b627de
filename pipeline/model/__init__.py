"""Documents, spans, the five facts and EDTF values: frozen data that every other part speaks in."""

from pipeline.model.document import Document, Facts, Level, Problem, document_id, fact_dict
from pipeline.model.edtf import Edtf
from pipeline.model.facts import Agency, Date, Fact, Kind, Official, PlanNumber, Target, fold_key, number_key
from pipeline.model.provenance import Doubt, Link, Place, Quality, Stated
from pipeline.model.span import EvidenceError, Span

__all__ = [
    "Agency",
    "Date",
    "Document",
    "Doubt",
    "Edtf",
    "EvidenceError",
    "Fact",
    "Facts",
    "Kind",
    "Level",
    "Link",
    "Official",
    "Place",
    "PlanNumber",
    "Problem",
    "Quality",
    "Span",
    "Stated",
    "Target",
    "document_id",
    "fact_dict",
    "fold_key",
    "number_key",
]
