"""`vanthu explain`: which rule read a fact, in which words, and which other readings lost there."""

from pathlib import Path

from pipeline.extract import Extractor
from pipeline.extract.context import Context
from pipeline.model import Document
from pipeline.rulebook.patterns import CompiledRule
from pipeline.store import Store, StoredFact


def print_explanation(db: Path, fact_id: str, extractor: Extractor) -> int:
    """Read the fact's document once more, watching, and say what happened at its words."""
    with Store.open(db, readonly=True) as store:
        fact = store.fact(fact_id)
        stored = store.document(fact.document.id)
    if stored.rules != extractor.rules.version:
        print(f"note: the fact was read by rules {stored.rules}; these are {extractor.rules.version}")
    card = stored.card
    context = extractor.open(
        Document(
            stored.text, card.address, url=card.url, title=card.title, published=card.published, format=stored.format
        ),
        tracing=True,
    )
    extractor.facts(context)
    print("\n".join([*_reading(fact, extractor), *_losses(fact, context)]))
    return 0


def _reading(fact: StoredFact, extractor: Extractor) -> list[str]:
    lines = [f"{fact.kind.singular} {fact.id}: {fact.value}", f"  rule {fact.rule}"]
    rule = next((rule for rule in extractor.rules.patterns() if rule.id == fact.rule), None)
    lines += _rule_lines(rule, extractor) if rule else ["    made from the lists in rules/, not by a pattern"]
    if fact.doubt:
        lines.append(f"  doubt: {fact.doubt}")
    lines.append("  words:")
    lines += [
        f"    {mention.part} {mention.start}-{mention.end}: “{mention.excerpt.marked()}”" for mention in fact.mentions
    ]
    return lines


def _rule_lines(rule: CompiledRule, extractor: Extractor) -> list[str]:
    lines = [f"    {extractor.rules.directory.name}/{rule.file}:{rule.line}"]
    if rule.rule.note:
        lines.append(f"    {rule.rule.note}")
    lines.append(f"    such as: {rule.rule.examples[0].text}")
    return lines


def _losses(fact: StoredFact, context: Context) -> list[str]:
    """The readings that touched the fact's words and were not kept."""
    lines = []
    for loss in context.losses:
        start, end = context.normal.source_span(loss.start, loss.end)
        if any(start < mention.end and mention.start < end for mention in fact.mentions):
            lines.append(f"    {loss.rule} “{' '.join(context.text[loss.start : loss.end].split())}”: {loss.reason}")
    return ["  readings that lost:", *dict.fromkeys(lines)] if lines else ["  no other reading stood here"]
