"""Rule files that stand by themselves: read at once or refused, their patterns proved by examples and rejects."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, TypeVar

import regex
from pydantic import Field

from pipeline.rulebook.location import default_directory
from pipeline.rulebook.source import Lines, RulebookError, RuleSource, Strict

FileModel = TypeVar("FileModel", bound=Strict)
Pattern = TypeVar("Pattern", "re.Pattern[str]", "regex.Pattern[str]")


class Alternatives(Strict):
    """Patterns of which one must match, with the proof that they do."""

    any: Annotated[list[str], Field(min_length=1)]
    examples: Annotated[list[str], Field(min_length=1)]
    rejects: Annotated[list[str], Field(min_length=1)]


def read_rules(file: str, model: type[FileModel], directory: Path | None) -> tuple[RuleSource, FileModel, Lines]:
    """A file of a folder of rules (default: those that came with vanthu); RulebookError lists every mistake."""
    source = RuleSource(directory or default_directory())
    read = source.yaml(file, model)
    if read is None:
        raise RulebookError(source.mistakes)
    return (source, *read)


def compile_alternatives(
    source: RuleSource,
    file: str,
    line: int,
    name: str,
    alternatives: Alternatives,
    compiled: Callable[[str], Pattern],
    frame: str = "{}",
    *,
    at_start: bool = False,
) -> Pattern:
    """The alternatives as one pattern in a frame; what is no pattern, or not proved, is noted as a mistake.

    `at_start`: it is proved, as it is used, by matching at the beginning.
    """
    try:
        pattern = compiled(frame.format("|".join(f"(?:{part})" for part in alternatives.any)))
    except (re.error, regex.error) as error:
        source.mistake(file, line, f"{name}: not a pattern: {error}")
        return compiled("(?!)")
    found = pattern.match if at_start else pattern.search
    for example in alternatives.examples:
        if not found(example):
            source.mistake(file, line, f"{name}: does not match its example {example!r}")
    for reject in alternatives.rejects:
        if found(reject):
            source.mistake(file, line, f"{name}: matches {reject!r}, which it must leave")
    return pattern
