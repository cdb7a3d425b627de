"""Documents, spans, the five facts and EDTF values: frozen data that every other part speaks in."""

from pipeline.model.document import Document, Facts, Problem, document_id, fact_dict
from pipeline.model.edtf import Edtf
from pipeline.model.facts import Agency, Date, Fact, Kind, Official, PlanNumber, Target, fold_key
from pipeline.model.span import EvidenceError, Span

__all__ = [
    "Agency",
    "Date",
    "Document",
    "Edtf",
    "EvidenceError",
    "Fact",
    "Facts",
    "Kind",
    "Official",
    "PlanNumber",
    "Problem",
    "Span",
    "Target",
    "document_id",
    "fact_dict",
    "fold_key",
]
