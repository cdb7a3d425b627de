"""The rules of printed pages (rules/print.yml): running heads, page numbers, starts of paragraphs."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import regex

from pipeline.loaders.page_rules import Alternatives
from pipeline.rulebook.location import default_directory
from pipeline.rulebook.source import RulebookError, RuleSource, Strict

_FILE = "print.yml"
_FRAMES = {"gazette_head": r"\s*(?:{})\s*\Z", "page_number": r"(?:{})\Z", "paragraph_start": "(?:{})"}


class PrintFile(Strict):
    """The whole of rules/print.yml."""

    gazette_head: Alternatives
    page_number: Alternatives
    paragraph_start: Alternatives


@dataclass(frozen=True)
class PrintRules:
    """The rules ready to run, each to be matched at a line's start."""

    gazette_head: regex.Pattern[str]
    page_number: regex.Pattern[str]
    paragraph_start: regex.Pattern[str]


@lru_cache(maxsize=2)
def load_print_rules(directory: Path | None = None) -> PrintRules:
    """The rules of a folder (default: those that came with vanthu); RulebookError lists every mistake."""
    source = RuleSource(directory or default_directory())
    read = source.yaml(_FILE, PrintFile)
    if read is None:
        raise RulebookError(source.mistakes)
    file, lines = read
    patterns = {}
    for name, frame in _FRAMES.items():
        alternatives: Alternatives = getattr(file, name)
        line = lines.of((name,))
        try:
            pattern = regex.compile(frame.format("|".join(f"(?:{part})" for part in alternatives.any)))
        except regex.error as error:
            source.mistake(_FILE, line, f"{name}: not a pattern: {error}")
            continue
        patterns[name] = pattern
        for example in alternatives.examples:
            if not pattern.match(example):
                source.mistake(_FILE, line, f"{name}: does not match its example {example!r}")
        for reject in alternatives.rejects:
            if pattern.match(reject):
                source.mistake(_FILE, line, f"{name}: matches {reject!r}, which it must leave")
    if source.mistakes:
        raise RulebookError(source.mistakes)
    return PrintRules(**patterns)
