"""How well the rules read: against annotated documents, and against real texts at scale that need no annotation."""

from pipeline.evaluate.floors import Floors, FloorsError, Measured
from pipeline.evaluate.gold import Third, evaluate, gold_files, gold_hash, measured_gold
from pipeline.evaluate.records import CorpusError
from pipeline.evaluate.scale import Corpus, Rates, Verdict, measured_rates, recognise, verdicts
from pipeline.evaluate.scoring import Score

__all__ = [
    "Corpus",
    "CorpusError",
    "Floors",
    "FloorsError",
    "Measured",
    "Rates",
    "Score",
    "Third",
    "Verdict",
    "evaluate",
    "gold_files",
    "gold_hash",
    "measured_gold",
    "measured_rates",
    "recognise",
    "verdicts",
]
