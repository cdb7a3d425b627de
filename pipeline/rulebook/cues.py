"""Cues: patterns that only mark places in a text, looked up by name."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import regex

from pipeline.rulebook.patterns import CompiledRule, PatternRule, compile_rules
from pipeline.rulebook.source import RuleSource, Strict


class CuesFile(Strict):
    """A file of cues."""

    cues: list[PatternRule]


@dataclass(frozen=True)
class Cues:
    """The cues of one file, by the name after their prefix ("cue.agency-")."""

    rules: tuple[CompiledRule, ...]
    prefix: str

    def __getitem__(self, name: str) -> "regex.Pattern[str]":
        return self._by_name[name]

    @cached_property
    def _by_name(self) -> dict[str, "regex.Pattern[str]"]:
        return {rule.id.removeprefix(self.prefix): rule.regex for rule in self.rules}


def load_cues(source: RuleSource, file: str, prefix: str, needed: Iterable[str]) -> Cues | None:
    """Read a file of cues, all of whose names in `needed` must be there; None where mistakes were noted."""
    read = source.yaml(file, CuesFile)
    if read is None:
        return None
    model, lines = read
    cues = Cues(tuple(compile_rules(source, file, lines, "cues", model.cues, {})), prefix)
    found = {rule.id for rule in cues.rules}
    missing = [name for name in needed if prefix + name not in found]
    for name in missing:
        source.mistake(file, 1, f"the cue {prefix}{name} is missing")
    return None if missing else cues
