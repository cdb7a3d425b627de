"""Floors rise and never fall, and say on which gold they stand."""

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.evaluate import Floors, FloorsError, Measured

NOW = Measured("corpora", "ab" * 32, 27, {"dates.f1": 0.98765, "dates.whole": 0.9})


def test_what_was_measured_is_recorded_and_read_back(tmp_path: Path) -> None:
    path = tmp_path / "floors.toml"
    rates = Measured("citations-sample", "cd" * 32, 400, {"number": 1.0})
    Floors.load(path).raised(NOW).raised(rates).save(path)
    floors = Floors.load(path)
    assert floors.by_name["corpora"] == replace(NOW, figures={"dates.f1": 0.9876, "dates.whole": 0.9})
    assert floors.by_name["citations-sample"] == rates
    assert floors.shortfalls(NOW) == []


def test_a_lower_score_lowers_nothing_and_is_named() -> None:
    floors = Floors({}).raised(NOW)
    worse = replace(NOW, figures={"dates.f1": 0.9, "dates.whole": 0.95})
    after = floors.raised(worse)
    assert after.by_name["corpora"].figures == {"dates.f1": 0.9876, "dates.whole": 0.95}
    (shortfall,) = after.shortfalls(worse)
    assert "dates.f1 is 0.9000, below its floor 0.9876" in shortfall


@pytest.mark.parametrize("change", [{"sha256": "ef" * 32}, {"documents": 28}])
def test_another_gold_is_named(change: dict) -> None:
    floors = Floors({}).raised(NOW)
    (shortfall,) = floors.shortfalls(replace(NOW, **change))
    assert "the gold is not the one" in shortfall
    assert floors.raised(replace(NOW, **change)).shortfalls(replace(NOW, **change)) == []


def test_what_has_no_floor_or_was_not_measured_is_named() -> None:
    assert "no floors are recorded" in Floors({}).shortfalls(NOW)[0]
    (shortfall,) = Floors({}).raised(NOW).shortfalls(replace(NOW, figures={"dates.f1": 1.0}))
    assert "dates.whole has a floor and was not measured" in shortfall


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[corpora", "floors.toml: Expected"),
        ("corpora = 1", "no table"),
        ("[corpora]\nsha256 = 'x'", r"\[corpora\] needs sha256"),
        ("[corpora]\nsha256 = 'x'\ndocuments = 1\ndates.f1 = 98.7", "dates.f1 is no figure"),
        ("[corpora]\nsha256 = 'x'\ndocuments = 1\ndates.f1 = true", "dates.f1 is no figure"),
    ],
)
def test_a_file_of_another_shape_is_refused(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "floors.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(FloorsError, match=words):
        Floors.load(path)
