"""`vanthu rules check` and `vanthu rules list`."""

from pipeline.extract import Extractor
from pipeline.extract.examples import check_examples


def print_check(extractor: Extractor) -> int:
    """Each example that fails, as file:line; 0 where none does."""
    mistakes = list(check_examples(extractor))
    for mistake in mistakes:
        print(mistake)
    rules = list(extractor.rules.patterns())
    examples = sum(len(rule.rule.examples) for rule in rules)
    rejects = sum(len(rule.rule.rejects) for rule in rules)
    print(
        f"{len(rules)} pattern rules, {examples} examples, {rejects} rejects: "
        + (f"{len(mistakes)} mistakes" if mistakes else "all as they say")
    )
    return 1 if mistakes else 0


def print_list(extractor: Extractor) -> int:
    """One line a pattern rule: id, file and line, its first example; tab-separated."""
    for rule in extractor.rules.patterns():
        example = " ".join(rule.rule.examples[0].text.split())
        print(f"{rule.id}\t{extractor.rules.directory.name}/{rule.file}:{rule.line}\t{example}")
    return 0
