"""Folders of gold: the third held back, and the hash that says what a score was measured on."""

import json
from pathlib import Path

import pytest

from pipeline import Extractor
from pipeline.evaluate import Third, evaluate, gold_files, gold_hash, measured_gold

STEMS = ("plan-1", "plan-2", "plan-3", "plan-4", "plan-5", "plan-6", "plan-7", "plan-8")


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    for stem in STEMS:
        (tmp_path / f"{stem}.txt").write_text("Ngày 3/5/2021, UBND tỉnh ban hành Kế hoạch số 12/KH-UBND.", "utf-8")
        (tmp_path / f"{stem}.json").write_text(json.dumps({"dates": [{"value": "2021-05-03"}]}), "utf-8")
        (tmp_path / f"{stem}.meta.json").write_text("{}", "utf-8")
    return tmp_path


def test_the_thirds_part_the_folder(gold: Path) -> None:
    held, rest = ({path.stem for path, _ in gold_files(gold, third)} for third in (Third.HELD, Third.REST))
    assert held | rest == {path.stem for path, _ in gold_files(gold)} == set(STEMS)
    assert not held & rest
    assert held


def test_the_hash_of_a_name_decides() -> None:
    # sha256("plan-24") leaves no remainder by three, sha256("plan-25") does
    assert Third.HELD.holds("plan-24")
    assert not Third.HELD.holds("plan-25")
    assert Third.REST.holds("plan-25")
    assert all(Third.ALL.holds(stem) for stem in STEMS)


@pytest.mark.parametrize("name", ["plan-1.json", "plan-1.txt", "plan-1.meta.json"])
def test_the_hash_sees_every_file_a_score_rests_on(gold: Path, name: str) -> None:
    before = gold_hash(gold)
    assert gold_hash(gold) == before
    (gold / name).write_text((gold / name).read_text("utf-8") + " ", "utf-8")
    assert gold_hash(gold) != before


def test_the_hash_of_a_third_sees_only_its_own(gold: Path) -> None:
    stem = next(path.stem for path, _ in gold_files(gold, Third.REST))
    before = {third: gold_hash(gold, third) for third in Third}
    (gold / f"{stem}.txt").write_text("khác", "utf-8")
    assert {third for third in Third if gold_hash(gold, third) != before[third]} == {Third.ALL, Third.REST}


def test_a_third_is_scored_under_its_own_name(gold: Path, extractor: Extractor) -> None:
    score, problems = evaluate(gold, extractor, Third.HELD)
    measured = measured_gold(gold, score, Third.HELD)
    assert not problems
    assert measured.name == f"{gold.name}-held"
    assert measured.documents == len(list(gold_files(gold, Third.HELD)))
    assert measured.figures["dates.f1"] == 1


def test_gold_that_cannot_be_read_is_a_problem(gold: Path, extractor: Extractor) -> None:
    (gold / "plan-1.json").write_text("{", "utf-8")
    (gold / "plan-2.txt").unlink()
    score, problems = evaluate(gold, extractor)
    assert [problem.code for problem in problems] == ["bad-gold", "no-document"]
    assert score.documents == len(STEMS) - 1
