"""The rules of printed pages (rules/print.yml): running heads, page numbers, starts of paragraphs."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import regex

from pipeline.rulebook.alternatives import Alternatives, compile_alternatives, read_rules
from pipeline.rulebook.source import RulebookError, Strict

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
    source, file, lines = read_rules(_FILE, PrintFile, directory)
    patterns = {
        name: compile_alternatives(
            source, _FILE, lines.of((name,)), name, getattr(file, name), regex.compile, frame, at_start=True
        )
        for name, frame in _FRAMES.items()
    }
    if source.mistakes:
        raise RulebookError(source.mistakes)
    return PrintRules(**patterns)
