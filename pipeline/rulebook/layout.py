"""The rules of layout."""

from dataclasses import dataclass

from pipeline.rulebook.source import RuleSource


@dataclass(frozen=True)
class LayoutRules:
    """What the layout extractor knows."""


def load(source: RuleSource) -> LayoutRules | None:
    """Read the rule files of layout; None where mistakes were noted."""
    return LayoutRules()
