"""The rules of web pages (rules/pages.yml): marks of furniture and of main text, date labels, site names."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from pipeline.rulebook.location import default_directory
from pipeline.rulebook.source import RulebookError, RuleSource, Strict

_FILE = "pages.yml"
AttributeField = Literal[
    "number", "type", "issuer", "signer", "date", "effective", "published", "title", "subject", "status", "other"
]


class Alternatives(Strict):
    """Patterns of which one must match, with the proof that they do."""

    any: Annotated[list[str], Field(min_length=1)]
    examples: Annotated[list[str], Field(min_length=1)]
    rejects: Annotated[list[str], Field(min_length=1)]


class DateLabels(Strict):
    """Labels of a visible date line: of the publication, of the last change."""

    published: list[str]
    updated: list[str]


class Attributes(Strict):
    """The vocabulary of tables that state what a document is: labels by field, values that say nothing, statuses."""

    labels: dict[AttributeField, list[str]]
    blanks: list[str]
    statuses: list[str]


class PagesFile(Strict):
    """The whole of rules/pages.yml."""

    furniture_marks: Alternatives
    article_marks: Alternatives
    official_cues: Alternatives
    related_heads: Alternatives
    furniture_lines: Alternatives
    closing_lines: Alternatives
    kept_lines: Alternatives
    published_metadata: list[str]
    template_metadata: list[str]
    date_labels: DateLabels
    site_names: Alternatives
    frequent_words: list[str]
    attributes: Attributes
    attachment_addresses: Alternatives


@dataclass(frozen=True)
class PageRules:
    """The rules ready to run: each pattern is to be searched for; those for whole lines are anchored."""

    furniture_marks: re.Pattern[str]
    article_marks: re.Pattern[str]
    official_cues: re.Pattern[str]
    related_heads: re.Pattern[str]
    furniture_lines: re.Pattern[str]
    closing_lines: re.Pattern[str]
    kept_lines: re.Pattern[str]
    site_names: re.Pattern[str]
    published_metadata: tuple[str, ...]
    template_metadata: tuple[str, ...]
    date_labels: tuple[tuple[str, ...], tuple[str, ...]]
    frequent_words: frozenset[str]
    attachment_addresses: re.Pattern[str]
    attribute_labels: dict[str, AttributeField]
    attribute_blanks: frozenset[str]
    statuses: frozenset[str]


_FRAMES = {
    "furniture_marks": r"\b(?:{})\b",
    "article_marks": r"\b(?:{})\b",
    "official_cues": "{}",
    "related_heads": r"^\W*(?:{})\W*$",
    "furniture_lines": r"^\W*(?:{})\W*$",
    "closing_lines": "{}",
    "kept_lines": "{}",
    "site_names": "{}",
    "attachment_addresses": "{}",
}


@lru_cache(maxsize=2)
def load_page_rules(directory: Path | None = None) -> PageRules:
    """The rules of a folder (default: those that came with vanthu); RulebookError lists every mistake."""
    source = RuleSource(directory or default_directory())
    read = source.yaml(_FILE, PagesFile)
    if read is None:
        raise RulebookError(source.mistakes)
    file, lines = read
    patterns = {}
    for name, frame in _FRAMES.items():
        alternatives: Alternatives = getattr(file, name)
        line = lines.of((name,))
        try:
            pattern = re.compile(frame.format("|".join(f"(?:{part})" for part in alternatives.any)), re.IGNORECASE)
        except re.error as error:
            source.mistake(_FILE, line, f"{name}: not a pattern: {error}")
            continue
        patterns[name] = pattern
        for example in alternatives.examples:
            if not pattern.search(example):
                source.mistake(_FILE, line, f"{name}: does not match its example {example!r}")
        for reject in alternatives.rejects:
            if pattern.search(reject):
                source.mistake(_FILE, line, f"{name}: matches {reject!r}, which it must leave")
    if source.mistakes:
        raise RulebookError(source.mistakes)
    return PageRules(
        **patterns,
        published_metadata=tuple(file.published_metadata),
        template_metadata=tuple(file.template_metadata),
        date_labels=(tuple(file.date_labels.published), tuple(file.date_labels.updated)),
        frequent_words=frozenset(file.frequent_words),
        attribute_labels={label: field for field, labels in file.attributes.labels.items() for label in labels},
        attribute_blanks=frozenset(file.attributes.blanks),
        statuses=frozenset(file.attributes.statuses),
    )
