"""The rules all portals share (rules/portals.yml): next pages, attachments, challenge pages."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from pipeline.rulebook.location import default_directory
from pipeline.rulebook.source import RulebookError, RuleSource, Strict

_FILE = "portals.yml"
_LOOKED_AT = 50_000  # characters of a page in which a challenge shows itself


class Marks(Strict):
    """Patterns of which one must be found, with the proof that they do."""

    any: Annotated[list[str], Field(min_length=1)]
    examples: Annotated[list[str], Field(min_length=1)]
    rejects: Annotated[list[str], Field(min_length=1)]


class PortalsFile(Strict):
    """The whole of rules/portals.yml."""

    next_labels: list[str]
    attachment_suffixes: Annotated[list[str], Field(min_length=1)]
    idle_parameters: list[str]
    least_title: int
    refused_types: list[str]
    challenge_marks: Marks


@dataclass(frozen=True, slots=True)
class PortalRules:
    """The rules ready to use; `attachment` is searched for in an address's path and query."""

    next_labels: frozenset[str]
    attachment: re.Pattern[str]
    idle_parameters: frozenset[str]
    least_title: int
    refused_types: tuple[str, ...]
    challenge: re.Pattern[str]

    def is_challenge(self, text: str) -> bool:
        """Whether a page is a guard's, not the portal's."""
        return self.challenge.search(text[:_LOOKED_AT]) is not None

    def is_refused(self, content_type: str) -> bool:
        """Whether content of this type (as a header gives it) cannot be a document."""
        kind = content_type.split(";", maxsplit=1)[0].strip().lower()
        return kind in self.refused_types or kind.split("/")[0] in self.refused_types


@lru_cache(maxsize=2)
def load_portal_rules(directory: Path | None = None) -> PortalRules:
    """The rules of a folder (default: those that came with vanthu); RulebookError lists every mistake."""
    source = RuleSource(directory or default_directory())
    read = source.yaml(_FILE, PortalsFile)
    if read is None:
        raise RulebookError(source.mistakes)
    file, lines = read
    marks, line = file.challenge_marks, lines.of(("challenge_marks",))
    try:
        challenge = re.compile("|".join(f"(?:{part})" for part in marks.any), re.IGNORECASE)
    except re.error as error:
        source.mistake(_FILE, line, f"challenge_marks: not a pattern: {error}")
        raise RulebookError(source.mistakes) from error
    for example in marks.examples:
        if not challenge.search(example):
            source.mistake(_FILE, line, f"challenge_marks: does not match its example {example!r}")
    for reject in marks.rejects:
        if challenge.search(reject):
            source.mistake(_FILE, line, f"challenge_marks: matches {reject!r}, which it must leave")
    if source.mistakes:
        raise RulebookError(source.mistakes)
    suffixes = "|".join(map(re.escape, file.attachment_suffixes))
    return PortalRules(
        frozenset(file.next_labels),
        re.compile(rf"\.(?:{suffixes})(?=$|[/?#&;])", re.IGNORECASE),
        frozenset(name.lower() for name in file.idle_parameters),
        file.least_title,
        tuple(file.refused_types),
        challenge,
    )
