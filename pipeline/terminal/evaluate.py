"""`vanthu evaluate`: the scores as a table or JSON, and the misses."""

import json
import sys
from pathlib import Path

from pipeline.evaluate import Score, evaluate
from pipeline.extract import Extractor
from pipeline.model import Kind


def print_evaluation(gold: Path, extractor: Extractor, misses: str | None, *, as_json: bool) -> int:
    """Score a folder; 1 where a document could not be read, 2 where there is nothing to score."""
    score, problems = evaluate(gold, extractor)
    for problem in problems:
        print(f"{problem.where}: {problem.message}", file=sys.stderr)
    if not score.documents:
        print(f"nothing to score: no gold .json in {gold}", file=sys.stderr)
        return 2
    if as_json:
        print(json.dumps(score_dict(score), ensure_ascii=False, indent=1))
    else:
        _print_misses(score, misses)
        _print_table(score)
    return 1 if problems else 0


def score_dict(score: Score) -> dict[str, object]:
    """The scores in JSON's terms."""
    result: dict[str, object] = {"documents": score.documents}
    for kind, counts in score.kinds.items():
        result[kind.value] = {
            "precision": counts.precision,
            "recall": counts.recall,
            "f1": counts.f1,
            "whole_f1": counts.whole_f1,
            "gold": counts.gold,
            "found": counts.found,
            "fields": {name: hit / of for name, (hit, of) in counts.fields.items() if of},
        }
    return {**result, "mean_f1": score.mean_f1, "mean_whole_f1": score.mean_whole_f1}


def _print_misses(score: Score, kind: str | None) -> None:
    for miss in score.misses:
        if kind in ("all", miss.kind.value, miss.kind.singular):
            shown = miss.detail or json.dumps(
                {k: v for k, v in miss.entry.items() if k not in ("mentions", "rule")}, ensure_ascii=False
            )
            words = str(miss.entry.get("text") or miss.entry.get("name"))[:80] if miss.detail else ""
            print(f"{miss.document}  {miss.what:7} {miss.kind.singular}: {shown[:240]} {words}".rstrip())


def _print_table(score: Score) -> None:
    print(f"{score.documents} documents")
    print(f"{'kind':13}{'gold':>6}{'found':>7}{'prec':>7}{'recall':>8}{'F1':>7}{'whole':>7}  fields")
    for kind in Kind:
        counts = score.kinds[kind]
        fields = "  ".join(f"{name} {hit / of:.2f}" for name, (hit, of) in counts.fields.items() if of)
        print(
            f"{kind.value:13}{counts.gold:6}{counts.found:7}{counts.precision:7.3f}{counts.recall:8.3f}"
            f"{counts.f1:7.3f}{counts.whole_f1:7.3f}  {fields}"
        )
    print(f"{'mean':13}{'':28}{score.mean_f1:7.3f}{score.mean_whole_f1:7.3f}")
