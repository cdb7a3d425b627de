"""The rulebook: all linguistic knowledge, read from rules/, checked and compiled."""

from pipeline.rulebook.book import Rulebook
from pipeline.rulebook.source import Mistake, RulebookError

__all__ = ["Mistake", "Rulebook", "RulebookError"]
