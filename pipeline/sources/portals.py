"""The rules all portals share (rules/portals.yml): next pages, attachments, challenge pages."""

import re
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Annotated

from pydantic import Field

from pipeline.rulebook.alternatives import Alternatives, compile_alternatives, read_rules
from pipeline.rulebook.source import RulebookError, Strict

_FILE = "portals.yml"
_LOOKED_AT = 50_000  # characters of a page in which a challenge shows itself


class PortalsFile(Strict):
    """The whole of rules/portals.yml."""

    next_labels: list[str]
    attachment_suffixes: Annotated[list[str], Field(min_length=1)]
    idle_parameters: list[str]
    least_title: int
    refused_types: list[str]
    challenge_marks: Alternatives


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
    source, file, lines = read_rules(_FILE, PortalsFile, directory)
    challenge = compile_alternatives(
        source,
        _FILE,
        lines.of(("challenge_marks",)),
        "challenge_marks",
        file.challenge_marks,
        partial(re.compile, flags=re.IGNORECASE),
    )
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
