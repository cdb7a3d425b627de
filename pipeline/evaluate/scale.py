"""Checks at scale: which corpus a file is, and the verdict on each of its cases."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from pipeline.evaluate import citations, gazette, register
from pipeline.evaluate.corpus import Corpus, Rates, Verdict
from pipeline.evaluate.floors import Measured
from pipeline.evaluate.records import CorpusError, records
from pipeline.extract import Extractor

__all__ = ["CORPORA", "Corpus", "Rates", "Verdict", "measured_rates", "recognise", "verdicts"]

CORPORA = (gazette.CORPUS, citations.CORPUS, register.CORPUS)


def recognise(path: Path) -> Corpus:
    """The corpus a file is, by the columns or keys of its first record; CorpusError where it is none."""
    first = next(records(path), None)
    if first is None:
        raise CorpusError(f"{path}: there is nothing in it")
    for corpus in CORPORA:
        if corpus.columns <= first[1].keys():
            return corpus
    known = "; ".join(f"{corpus.name}: {', '.join(sorted(corpus.columns))}" for corpus in CORPORA)
    given = ", ".join(map(repr, list(first[1])[:8]))
    raise CorpusError(f"{path}: not a corpus that can be scored. Its columns are {given}; known are {known}")


def verdicts(corpus: Corpus, path: Path, extractor: Extractor, *, sample: bool = False) -> Iterator[Verdict]:
    """Each case read and judged, one at a time; with `sample`, those of the sample only."""
    for line, record in records(path):
        if lacking := corpus.columns - record.keys():
            raise CorpusError(f"{path}:{line}: lacks {', '.join(sorted(lacking))}")
        case = corpus.case(record, f"{path.name}:{line}")
        sampled = corpus.samples(case)
        if sampled or not sample:
            answers = {} if case.excluded else corpus.answers(case, extractor.extract(case.text))
            asked = {measure: answer for measure, answer in answers.items() if measure not in case.unasked}
            yield Verdict(case, asked, sampled)


def measured_rates(corpus: Corpus, path: Path, rates: Rates, *, sampled: bool = False) -> Measured:
    """Rates as floors know them; those of the sample under a name of their own."""
    figures = {measure: rates.of(measure) for measure in corpus.measures}
    return Measured(corpus.name + ("-sample" if sampled else ""), _file_hash(path), rates.cases, figures)


def _file_hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
