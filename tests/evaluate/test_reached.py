"""What was reached stays reached: each score on the gold its floor was measured on (docs/evaluation.md)."""

from pathlib import Path

import pytest

from pipeline import Extractor
from pipeline.evaluate import Floors, Rates, Third, evaluate, measured_gold, measured_rates, recognise, verdicts
from tests.conftest import ROOT

FLOORS = ROOT / "tests" / "floors.toml"
CORPORA = ("congbao_chinhphu_415.jsonl.gz", "phapdien_citations.jsonl.gz", "binhduong_vanban_4127.csv")


def test_on_our_own_corpus(extractor: Extractor) -> None:
    score, problems = evaluate(ROOT / "corpora", extractor)
    assert not problems
    assert Floors.load(FLOORS).shortfalls(measured_gold(ROOT / "corpora", score)) == []


@pytest.mark.parametrize("third", list(Third))
def test_on_annotated_real_documents(shared: Path, extractor: Extractor, third: Third) -> None:
    folder = shared / "gold" / "dev"
    score, problems = evaluate(folder, extractor, third)
    assert not problems
    assert Floors.load(FLOORS).shortfalls(measured_gold(folder, score, third)) == []


@pytest.mark.parametrize("name", CORPORA)
def test_on_a_sample_of_real_texts(shared: Path, extractor: Extractor, name: str) -> None:
    path = shared / "samples" / "corpora" / name
    corpus, rates = recognise(path), Rates()
    for verdict in verdicts(corpus, path, extractor, sample=True):
        rates.add(verdict)
    assert Floors.load(FLOORS).shortfalls(measured_rates(corpus, path, rates, sampled=True)) == []
