"""Do the rules do what their examples say? Each pattern is tried on its examples and rejects.

A rule that makes facts must make, from each example, a fact that carries its id and the example's value, and none from
its rejects. A rule that only marks places (ids that begin with "cue." or "layout.") must match its examples and none of
its rejects.
"""

from collections.abc import Iterator
from typing import Any

from pipeline.extract.extractor import Extractor
from pipeline.model import Fact, Kind, fact_dict
from pipeline.rulebook import Mistake
from pipeline.rulebook.patterns import CompiledRule, Example
from pipeline.text.normal import NormalText

_MARKS_ONLY = ("cue.", "layout.")
_MAIN_FIELD = {
    Kind.DATE: "value",
    Kind.PLAN_NUMBER: "number",
    Kind.OFFICIAL: "name",
    Kind.AGENCY: "name",
    Kind.TARGET: "value",
}


def check_examples(extractor: Extractor, rules: list[CompiledRule] | None = None) -> Iterator[Mistake]:
    """Every example that is not read as it says and every reject that is; all rules of the extractor by default."""
    for rule in extractor.rules.patterns() if rules is None else rules:
        for message in _marks(rule) if rule.id.startswith(_MARKS_ONLY) else _makes(extractor, rule):
            yield Mistake(f"{extractor.rules.directory.name}/{rule.file}", rule.line, f"{rule.id}: {message}")


def _marks(rule: CompiledRule) -> Iterator[str]:
    for example in rule.rule.examples:
        if not rule.regex.search(NormalText(example.text).text):
            yield f"does not match its example {example.text!r}"
    for text in rule.rule.rejects:
        if match := rule.regex.search(NormalText(text).text):
            yield f"matches {match.group()!r} in what it should reject: {text!r}"


def _makes(extractor: Extractor, rule: CompiledRule) -> Iterator[str]:
    for example in rule.rule.examples:
        facts = list(extractor.extract(example.text, published=example.published))
        mine = [fact for fact in facts if fact.rule == rule.id]
        if not any(_agrees(fact, example) for fact in mine):
            others = [f"{fact.rule}: {_shown(fact)}" for fact in mine or facts]
            yield f"reads {others or 'nothing'} instead of {example.value!r} in its example {example.text!r}"
    for text in rule.rule.rejects:
        for fact in extractor.extract(text):
            if fact.rule == rule.id:
                yield f"reads {_shown(fact)} in what it should reject: {text!r}"


def _agrees(fact: Fact, example: Example) -> bool:
    entry = fact_dict(fact)
    wanted: dict[str, Any] = (
        example.value if isinstance(example.value, dict) else {_MAIN_FIELD[fact.kind]: example.value}
    )
    return all(str(entry.get(name)) == str(value) for name, value in wanted.items())


def _shown(fact: Fact) -> str:
    entry = fact_dict(fact)
    return str({name: value for name, value in entry.items() if name not in ("mentions", "rule", "text") and value})
