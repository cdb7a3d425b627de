"""Every rule does what its examples say, and none can be made to hang."""

import time

import pytest

from pipeline import Extractor
from pipeline.extract.examples import check_examples
from pipeline.rulebook import Rulebook
from pipeline.rulebook.patterns import CompiledRule
from pipeline.text.normal import NormalText

RULES = list(Rulebook.load().patterns())
BY_ID = {rule.id: rule for rule in RULES}


@pytest.mark.parametrize("rule_id", sorted(BY_ID))
def test_examples_and_rejects(extractor: Extractor, rule_id: str) -> None:
    assert [str(mistake) for mistake in check_examples(extractor, [BY_ID[rule_id]])] == []


def adversaries(rule: CompiledRule) -> list[str]:
    """What brings patterns to their knees: near-misses of their own examples, over and over, and long plain runs."""
    texts = [NormalText(text).text for text in [*(e.text for e in rule.rule.examples[:3]), *rule.rule.rejects[:1]]]
    pieces = [text[:-1] for text in texts] + [text[: len(text) // 2] for text in texts]
    return [piece for piece in pieces if piece] + [
        "1",
        " ",
        "a",
        "A ",
        "1/",
        "1.",
        "số 1, ",
        "Ủy ban ",
        "đ-",
        "((",
        "ngày ",
    ]


@pytest.mark.parametrize("rule_id", sorted(BY_ID))
def test_takes_linear_time(rule_id: str) -> None:
    rule = BY_ID[rule_id]

    def seconds(text: str) -> float:
        began = time.process_time()
        for _ in rule.regex.finditer(text, timeout=20):
            pass
        return time.process_time() - began

    for piece in adversaries(rule):
        short, long = (piece * (size // len(piece)) for size in (3_000, 24_000))
        # eight times the text: 64 times the time is quadratic; the constant keeps a busy machine out of the verdict
        assert seconds(long) < 24 * seconds(short) + 0.15, piece[:60]
