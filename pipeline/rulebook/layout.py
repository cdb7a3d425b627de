"""The rules of layout: the lines that documents and pages are made of."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated

import regex
from pydantic import Field

from pipeline.rulebook.numbers import TYPES_FILE, DocumentType
from pipeline.rulebook.patterns import CompiledRule, PatternRule, compile_rules
from pipeline.rulebook.phrases import any_of
from pipeline.rulebook.source import RuleSource, Strict

FILE = "layout.yml"
HEADER = (
    *("motto", "own-number", "place-date", "subject-mark", "body-begins", "body-head", "head-of-body", "subordinate"),
    *("ad-hoc", "subject-lead", "number-lead", "number-word", "goes-on"),
    *("type-line", "attached", "consolidation", "adopted", "continued", "programme"),
)
SIGNATURE = ("on-behalf", "post-column", "post", "attestation", "signed", "signer", "recipients", "recipient")
PRESS = ("place-line", "titled", "attributes", "furniture-rest", "dateline", "byline", "caption")
LINES = ("separator", "running-head", "stamp", "furniture", "appendix", "basis")  # the first that fits names the line


class LayoutFile(Strict):
    macros: dict[str, str]
    patterns: Annotated[list[PatternRule], Field(min_length=1)]


@dataclass(frozen=True)
class LayoutRules:
    """What the layout extractor knows: a pattern for each part of the form, by the name after "layout."."""

    patterns: tuple[CompiledRule, ...]

    def __getitem__(self, name: str) -> "regex.Pattern[str]":
        return self._by_name[name]

    def line_kind(self, words: str) -> str | None:
        """The first of the patterns of lines that a line matches, by name ("separator", "running-head", ...)."""
        match = self._lines.match(words)
        return match.lastgroup.replace("_", "-") if match and match.lastgroup else None

    @cached_property
    def _lines(self) -> "regex.Pattern[str]":
        """All patterns of lines in one: most lines match none, and one look tells."""
        parts = (f"(?P<{name.replace('-', '_')}>{self[name].pattern})" for name in LINES)
        return regex.compile("|".join(parts), regex.VERBOSE)

    @cached_property
    def _by_name(self) -> dict[str, "regex.Pattern[str]"]:
        return {rule.id.removeprefix("layout."): rule.regex for rule in self.patterns}


def load(source: RuleSource) -> LayoutRules | None:
    """Read the rule files of layout; None where mistakes were noted."""
    read = source.yaml(FILE, LayoutFile)
    types = [row for _, row in RuleSource(source.directory).csv(TYPES_FILE, DocumentType)]
    if read is None:
        return None
    file, lines = read
    macros = {
        **file.macros,
        "doc_type": any_of(row.name for row in types),
        "type_line": _spaced(row.name for row in types if row.type is None and (row.code or row.kind != "dispatch")),
    }
    rules = LayoutRules(tuple(compile_rules(source, FILE, lines, "patterns", file.patterns, macros)))
    found = {rule.id.removeprefix("layout.") for rule in rules.patterns}
    for name in (*HEADER, *SIGNATURE, *PRESS, *LINES):
        if name not in found:
            source.mistake(FILE, 1, f"the pattern layout.{name} is missing")
    return rules


def _spaced(names: Iterable[str]) -> str:
    """A pattern for any of the names in capitals, with or without blanks between the letters."""
    words = sorted({name.upper() for name in names}, key=lambda name: (-len(name), name))
    return "|".join(r"\s+".join(r"\ ?".join(word) for word in name.split()) for name in words)
