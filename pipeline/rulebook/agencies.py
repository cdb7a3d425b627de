"""The rules of agencies."""

from dataclasses import dataclass

from pipeline.rulebook.source import RuleSource


@dataclass(frozen=True)
class AgenciesRules:
    """What the agencies extractor knows."""


def load(source: RuleSource) -> AgenciesRules | None:
    """Read the rule files of agencies; None where mistakes were noted."""
    return AgenciesRules()
