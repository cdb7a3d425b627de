"""The rules of web pages (rules/pages.yml): marks of furniture and of main text, date labels, site names."""

import re
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Literal

from pipeline.rulebook.alternatives import Alternatives, compile_alternatives, read_rules
from pipeline.rulebook.source import RulebookError, Strict

_FILE = "pages.yml"
AttributeField = Literal[
    "number", "type", "issuer", "signer", "date", "effective", "published", "title", "subject", "status", "other"
]


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
    source, file, lines = read_rules(_FILE, PagesFile, directory)
    compiled = partial(re.compile, flags=re.IGNORECASE)
    patterns = {
        name: compile_alternatives(source, _FILE, lines.of((name,)), name, getattr(file, name), compiled, frame)
        for name, frame in _FRAMES.items()
    }
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
