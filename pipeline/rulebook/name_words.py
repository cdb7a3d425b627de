"""The words inside and around the names of bodies: what joins a name, what ends it, what makes a head a group."""

from functools import cached_property
from typing import Annotated

from pydantic import PlainValidator

from pipeline.rulebook.lexicon import Lexicon
from pipeline.rulebook.source import RuleSource, Strict

FILE = "agencies/names.yml"


def _lexicon(value: object) -> Lexicon[bool]:
    """A list of phrases, or a long one as a text in which bars part them, for lookups at a token."""
    phrases = value.split("|") if isinstance(value, str) else value
    if not isinstance(phrases, list) or not all(isinstance(phrase, str) for phrase in phrases):
        raise ValueError("neither a list of phrases nor a text of phrases parted by bars")
    return Lexicon((phrase.strip(), True) for phrase in phrases)


Phrases = Annotated[Lexicon[bool], PlainValidator(_lexicon)]


class NameWords(Strict):
    """rules/agencies/names.yml, where each list is explained. Phrases ignore case; words count as they are written."""

    conjunctions: tuple[str, ...]
    alternatives: frozenset[str]
    about: str
    of: frozenset[str]
    directly_under: str
    numbering: frozenset[str]
    grade: str
    many: str
    country: str
    whole_country: frozenset[str]
    indefinite: frozenset[str]
    region: Phrases
    region_parts: frozenset[str]
    branch: str
    societies: frozenset[str]
    chiefs: frozenset[str]
    deputies: frozenset[str]
    motto: str
    written_out: dict[str, str]
    plurals: frozenset[str]
    everywhere: Phrases
    fillers: Phrases
    bare: dict[str, str]
    wholes: dict[str, tuple[str, ...]]
    committees: Phrases
    nationwide: tuple[str, ...]
    foreign: Phrases
    abroad: Phrases
    compounds: frozenset[str]
    not_after: frozenset[str]
    stops: Phrases
    verbs: frozenset[str]
    ends: Phrases
    subjects: Phrases

    @property
    def conjunction(self) -> str:
        """The one that names have when they are written out."""
        return self.conjunctions[0]

    @cached_property
    def commas(self) -> frozenset[str]:
        """What parts the bodies of a row."""
        return frozenset({",", ";", *self.conjunctions})

    @cached_property
    def joiners(self) -> frozenset[str]:
        """What parts the words of one name."""
        return frozenset({",", "-", *self.conjunctions})

    @cached_property
    def chaining(self) -> frozenset[str]:
        """What stands between the bodies of a chain that share their place."""
        return self.joiners | {"/"}

    @cached_property
    def parting(self) -> frozenset[str]:
        """What stands between a unit and the body it is part of."""
        return self.of | {",", "-", "("}

    @cached_property
    def country_words(self) -> list[str]:
        return self.country.split()

    @cached_property
    def motto_words(self) -> list[str]:
        return self.motto.split()

    @cached_property
    def directly_under_words(self) -> list[str]:
        return self.directly_under.split()

    @cached_property
    def branches(self) -> Lexicon[bool]:
        return Lexicon([(self.branch, True)])

    @cached_property
    def in_full(self) -> dict[str, str]:
        """Class words in small letters -> the words they are short for."""
        return {word.casefold(): name for word, name in self.written_out.items()}


def load(source: RuleSource) -> NameWords | None:
    """Read rules/agencies/names.yml; None where mistakes were noted."""
    read = source.yaml(FILE, NameWords)
    return read[0] if read else None
