"""What names of persons are made of: family names, and the honorifics, degrees and ranks that stand before a name."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

import regex

from pipeline.rulebook.source import RuleSource, Strict
from pipeline.rulebook.syllables import Syllables, load_syllables

HonorificKind = Literal["person", "plural", "degree", "religious", "rank"]
_FAMILIES = "officials/family_names.csv"
_HONORIFICS = "officials/honorifics.csv"


class FamilyName(Strict):
    """A family name. A weak one is also a common word: it opens a name only after an honorific or a post."""

    name: str
    group: Literal["general", "compound", "minority"]
    weight: Literal["strong", "weak"]


class Honorific(Strict):
    """A word before a name that is no part of it."""

    written: str
    kind: HonorificKind


@dataclass(frozen=True)
class NameRules:
    """The closed lists that names are read by."""

    families: tuple[FamilyName, ...]
    honorifics: tuple[Honorific, ...]
    directory: Path

    @cached_property
    def syllables(self) -> Syllables:
        """What names of the Kinh are spelled with."""
        return load_syllables(self.directory)

    @cached_property
    def strong(self) -> frozenset[str]:
        """First syllables that open a name wherever they stand, in lower case."""
        return frozenset(
            row.name.split()[0].lower() for row in self.families if row.weight == "strong" and row.group != "compound"
        )

    @cached_property
    def strong_written(self) -> frozenset[str]:
        """The same as names have them, with a capital."""
        return frozenset(syllable.capitalize() for syllable in self.strong)

    @cached_property
    def known(self) -> frozenset[str]:
        """First syllables of all family names, in lower case."""
        return frozenset(row.name.split()[0].lower() for row in self.families)

    @cached_property
    def minority(self) -> frozenset[str]:
        """First syllables of names that are not spelled as Vietnamese syllables are, in lower case."""
        return frozenset(row.name.split()[0].lower() for row in self.families if row.group == "minority")

    @cached_property
    def ranks(self) -> frozenset[str]:
        """Military and police ranks in lower case."""
        return frozenset(row.written for row in self.honorifics if row.kind == "rank")

    @cached_property
    def forms_of_address(self) -> frozenset[str]:
        """Honorifics of one syllable, in lower case: with a capital they can be taken for a name's first."""
        return frozenset(row.written for row in self.honorifics if row.kind == "person" and row.written.isalpha())

    @cached_property
    def honored(self) -> str:
        """A pattern for a run of honorifics, degrees and ranks, blanks after it included."""
        return rf"(?:(?:{self._any('person', 'plural', 'degree', 'religious', 'rank')})(?!\p{{L}})(?:\.?[,:]?\ *))+"

    @cached_property
    def rank_run(self) -> "regex.Pattern[str]":
        """A rank as group "rank" in a run of honorifics."""
        return regex.compile(rf"(?<!\p{{L}})(?P<rank>{self._any('rank')})(?!\p{{L}})")

    @cached_property
    def before_name(self) -> "regex.Pattern[str]":
        """Honorifics that end where a name begins; matches backwards from there."""
        return regex.compile(rf"(?<![\p{{L}}])(?:{self.honored})", regex.VERBOSE | regex.REVERSE)

    @cached_property
    def any_honorific(self) -> "regex.Pattern[str]":
        """A run of honorifics anywhere."""
        return regex.compile(rf"(?<![\p{{L}}])(?:{self.honored})", regex.VERBOSE)

    def _any(self, *kinds: HonorificKind) -> str:
        words = sorted((row.written for row in self.honorifics if row.kind in kinds), key=len, reverse=True)
        return "|".join(_spelled(word) for word in words)


def load(source: RuleSource) -> NameRules:
    """Read the lists of family names and honorifics."""
    families = source.csv(_FAMILIES, FamilyName)
    honorifics = source.csv(_HONORIFICS, Honorific)
    for file, names in (
        (_FAMILIES, [(line, row.name) for line, row in families]),
        (_HONORIFICS, [(line, row.written) for line, row in honorifics]),
    ):
        seen: set[str] = set()
        for line, name in names:
            if name in seen:
                source.mistake(file, line, f"{name!r} stands twice")
            seen.add(name)
    return NameRules(tuple(row for _, row in families), tuple(row for _, row in honorifics), source.directory)


def _spelled(word: str) -> str:
    """Abbreviations with their first capital, words in any case; a blank is any run of blanks."""
    pattern = regex.escape(word, special_only=True).replace(r"\ ", " ").replace(" ", r"\ +")
    return f"{pattern[0]}(?i:{pattern[1:]})" if word[0].isupper() else f"(?i:{pattern})"
