"""Rules that are regular expressions, each with the examples it must read and the look-alikes it must leave.

Patterns run on normal text (pipeline.text.normal): NFC, one blank, one dash, hòa not hoà. `<<name>>` in a pattern
stands for the macro of that name in the same file.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any

import regex
from pydantic import Field

from pipeline.rulebook.source import Lines, RuleSource, Strict

_MACRO = regex.compile(r"<<(\w+)>>")


class Example(Strict):
    """A sentence and what the rule reads in it: the fact's value, or some of its fields.

    `published` is the reference date the reading may rest on (ISO day).
    """

    text: str
    value: str | dict[str, Any] | None = None
    published: str | None = None


class PatternRule(Strict):
    """One pattern. `id` stands on every fact it makes; `note` is for the people who mend it."""

    id: Annotated[str, Field(pattern=r"^[a-z]+(?:[.-][a-z0-9]+)+$")]
    pattern: str
    examples: Annotated[list[Example], Field(min_length=1)]
    rejects: Annotated[list[str], Field(min_length=1)]
    note: str | None = None


@dataclass(frozen=True)
class CompiledRule:
    """A pattern ready to run, with where it came from."""

    rule: PatternRule
    expanded: str
    file: str
    line: int

    @property
    def id(self) -> str:
        return self.rule.id

    @cached_property
    def regex(self) -> "regex.Pattern[str]":
        return regex.compile(self.expanded, regex.VERBOSE)


def expand(pattern: str, macros: dict[str, str]) -> str:
    """The pattern with its macros put in (macros may use macros); KeyError for an unknown one."""
    for _ in range(8):
        if not _MACRO.search(pattern):
            return pattern
        pattern = _MACRO.sub(lambda match: f"(?:{macros[match[1]]})", pattern)
    raise KeyError("macros that name each other in a ring")


def compile_rules(
    source: RuleSource, file: str, lines: Lines, key: str, rules: list[PatternRule], macros: dict[str, str]
) -> list[CompiledRule]:
    """The rules under `key` of a file, compiled in verbose mode; what does not compile is noted as a mistake."""
    compiled = []
    for index, rule in enumerate(rules):
        line = lines.of((key, index, "id"))
        source.claim_id(rule.id, file, line)
        try:
            ready = CompiledRule(rule, expand(rule.pattern, macros), file, line)
            if ready.regex.fullmatch("") is not None:
                source.mistake(
                    file, lines.of((key, index, "pattern")), f"{rule.id}: the pattern matches no text at all"
                )
        except KeyError as error:
            source.mistake(file, lines.of((key, index, "pattern")), f"{rule.id}: no macro {error}")
        except regex.error as error:
            source.mistake(file, lines.of((key, index, "pattern")), f"{rule.id}: not a pattern: {error}")
        else:
            compiled.append(ready)
    source.compiled += compiled
    return compiled


def compiled_rules(source: RuleSource) -> list[CompiledRule]:
    """All that `compile_rules` made from a source, also where a section keeps only a pattern joined from several."""
    return [rule for rule in source.compiled if isinstance(rule, CompiledRule)]
