"""Our scores are those of the annotators' own script."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline import Extractor
from pipeline.evaluate import evaluate
from pipeline.evaluate.scoring import Score, fold, syllable_overlap
from pipeline.model import Kind
from pipeline.terminal.evaluate import score_dict


def score(gold: dict, found: dict, text: str | None = None) -> Score:
    result = Score()
    result.add("x", gold, found, text)
    return result


def flat(scores: dict, prefix: str = "") -> dict[str, float]:
    """The figures of nested scores by their path."""
    figures = {}
    for name, value in scores.items():
        figures |= flat(value, f"{prefix}{name}.") if isinstance(value, dict) else {prefix + name: value}
    return figures


def test_fold_meets_spellings() -> None:
    assert fold("  Uỷ ban  nhân dân – Hoà Bình. ") == fold("ỦY BAN NHÂN DÂN-HÒA BÌNH")
    assert fold("“Ðề án”, 06") == "đề án 06"


def test_overlap_is_dice_of_syllables() -> None:
    assert syllable_overlap("tỷ lệ hộ nghèo", "hộ nghèo") == pytest.approx(4 / 6)
    assert syllable_overlap("", "hộ") == 0


@pytest.mark.parametrize(
    ("kind", "gold", "found", "hit", "whole"),
    [
        (Kind.DATE, {"value": "2019-08-11?"}, {"value": "2019-08-11"}, 1, 1),
        (Kind.DATE, {"value": "2019-08"}, {"value": "2019-08-01"}, 0, 0),
        (Kind.PLAN_NUMBER, {"number": "1/KH-SCT", "date": None}, {"number": "1/kh-sct", "date": "2019"}, 1, 0),
        (
            Kind.PLAN_NUMBER,
            {"number": "1/TT-BTC", "issuer": "Bộ trưởng Bộ Tài chính"},
            {"number": "1/TT-BTC", "issuer": "Bộ Tài chính"},
            1,
            1,
        ),
        (
            Kind.OFFICIAL,
            {"name": "Lò Thị Ánh", "title": "Bí thư; Chủ tịch", "agency": "X"},
            {"name": "Lò Thị Ánh", "title": "Chủ tịch; Bí thư", "agency": "X"},
            1,
            1,
        ),
        (
            Kind.TARGET,
            {"value": 8, "value_max": None, "unit": "%", "indicator": "hộ nghèo giảm", "text": "x", "by": "2025"},
            {"value": "8.0", "unit": "%/năm", "indicator": "hộ nghèo giảm nhanh", "by": None},
            1,
            0,
        ),
    ],
)
def test_what_counts_as_the_same_fact(kind: Kind, gold: dict, found: dict, hit: int, whole: int) -> None:
    counts = score({kind.value: [gold]}, {kind.value: [found]}).kinds[kind]
    assert (counts.hit, counts.whole) == (hit, whole)


def test_a_quote_that_is_not_in_the_text_is_wrong() -> None:
    gold = {"dates": [{"value": "2019", "text": "năm 2019"}]}
    assert (
        score(gold, {"dates": [{"value": "2019", "text": "năm  2019"}]}, "Năm ấy, năm\n2019").kinds[Kind.DATE].hit == 1
    )
    assert (
        score(gold, {"dates": [{"value": "2019", "text": "năm 2020"}]}, "Năm ấy, năm\n2019").kinds[Kind.DATE].hit == 0
    )


def test_agrees_with_the_annotators_script(shared: Path, extractor: Extractor, tmp_path: Path) -> None:
    gold = shared / "gold" / "dev"
    for path in sorted(gold.glob("*.txt")):
        meta = path.with_name(f"{path.stem}.meta.json")
        known = json.loads(meta.read_text("utf-8")) if meta.exists() else {}
        facts = extractor.extract(path.read_text("utf-8"), published=known.get("published"), url=known.get("url"))
        (tmp_path / f"{path.stem}.json").write_text(json.dumps(facts.to_dict(path.stem), ensure_ascii=False), "utf-8")
    script = [sys.executable, str(shared / "gold" / "score.py"), str(gold), str(tmp_path), "--json"]
    theirs = json.loads(subprocess.run(script, check=True, capture_output=True, text=True).stdout)
    ours = score_dict(evaluate(gold, extractor)[0])
    assert flat(ours) == pytest.approx(flat(theirs))
