"""The words around the names of bodies: what ends a name, what makes a head a group."""

from dataclasses import dataclass
from functools import cached_property

from pipeline.rulebook.lexicon import Lexicon
from pipeline.rulebook.source import RuleSource, Strict


class NameWordsFile(Strict):
    """rules/agencies/names.yml; lists of phrases in one text are parted by bars."""

    plurals: tuple[str, ...]
    everywhere: tuple[str, ...]
    fillers: tuple[str, ...]
    bare: dict[str, str]
    wholes: dict[str, tuple[str, ...]]
    committees: tuple[str, ...]
    nationwide: tuple[str, ...]
    foreign: tuple[str, ...]
    abroad: tuple[str, ...]
    compounds: frozenset[str]
    not_after: tuple[str, ...]
    stops: str
    verbs: tuple[str, ...]
    ends: str
    subjects: str


@dataclass(frozen=True)
class NameWords:
    """The word lists, ready for lookup at a token."""

    file: NameWordsFile

    @cached_property
    def plurals(self) -> frozenset[str]:
        return frozenset(self.file.plurals)

    @cached_property
    def fillers(self) -> Lexicon[bool]:
        return Lexicon((word, True) for word in (*self.file.fillers, ",", "và"))

    @property
    def bare(self) -> dict[str, str]:
        """Class words that alone stand for a body -> its class."""
        return self.file.bare

    @property
    def wholes(self) -> dict[str, tuple[str, ...]]:
        """Classes of units -> the classes of the bodies they can be part of."""
        return self.file.wholes

    @property
    def nationwide(self) -> tuple[str, ...]:
        return self.file.nationwide

    @property
    def compounds(self) -> frozenset[str]:
        """Words that make one word with a small head behind them."""
        return self.file.compounds

    @cached_property
    def committees(self) -> Lexicon[bool]:
        return Lexicon((word, True) for word in self.file.committees)

    @cached_property
    def foreign(self) -> Lexicon[bool]:
        return Lexicon((word, True) for word in self.file.foreign)

    @cached_property
    def abroad(self) -> Lexicon[bool]:
        """Provinces of other countries."""
        return Lexicon((word, True) for word in self.file.abroad)

    @cached_property
    def stops(self) -> Lexicon[bool]:
        """Phrases of small letters that end an open name."""
        return _phrases(self.file.stops)

    @cached_property
    def ends(self) -> Lexicon[bool]:
        """Phrases with a capital that end an open name."""
        return _phrases(self.file.ends)

    @cached_property
    def subjects(self) -> Lexicon[bool]:
        """Phrases of small letters that go on with a name after "và" or a comma."""
        return _phrases(self.file.subjects)

    @cached_property
    def verbs(self) -> frozenset[str]:
        """Subjects that are also verbs."""
        return frozenset(self.file.verbs)

    @cached_property
    def everywhere(self) -> Lexicon[bool]:
        """What after a plural word means places everywhere ("các địa phương")."""
        return Lexicon((word, True) for word in self.file.everywhere)

    @cached_property
    def not_after(self) -> frozenset[str]:
        return frozenset(self.file.not_after)


def _phrases(text: str) -> Lexicon[bool]:
    return Lexicon((phrase.strip(), True) for phrase in text.split("|"))


def load(source: RuleSource) -> NameWords | None:
    """Read rules/agencies/names.yml; None where mistakes were noted."""
    read = source.yaml("agencies/names.yml", NameWordsFile)
    return NameWords(read[0]) if read else None
