"""The rules of officials: names, titles, the words around them, and the forms in which they stand together."""

from dataclasses import dataclass
from functools import cached_property
from typing import Annotated

import regex
from pydantic import Field

from pipeline.rulebook import names, titles
from pipeline.rulebook.cues import Cues, load_cues
from pipeline.rulebook.gazetteer import Entry
from pipeline.rulebook.names import NameRules
from pipeline.rulebook.patterns import CompiledRule, PatternRule, compile_rules, expand
from pipeline.rulebook.source import RuleSource, Strict
from pipeline.rulebook.titles import TitleRules

RANK_LABEL = "official.rank"
_FORMS = "officials/forms.yml"
_WORDS = "officials/words.yml"
_TIES = frozenset({"title-name", "title-colon", "title-is", "title-aside", "title-for", "name-title", "name-holds"})
_PATTERNS = ("taken", "resumed", "given", "appointer", "appoints", "bystander", "more", "others", "next", "term")
_CUES = (
    *("link", "part-of", "whole", "owner", "class", "clause", "plural", "has", "concerning", "and"),
    *("member", "bare-committee", "committee", "of-a-place", "of-the-party"),
)
_BACKWARDS = frozenset({"given", "appointer", "bystander"})  # of what stands before a post
WordList = Annotated[list[str], Field(min_length=1)]


class Words(Strict):
    """Closed lists of words that stand beside names and titles (rules/officials/words.yml says what each is for)."""

    not_public: WordList
    foreign: WordList
    company_fields: WordList
    event_bodies: WordList
    not_headed: WordList
    compounds: dict[str, WordList]
    bare_bodies: WordList
    councils: WordList
    also_called: dict[str, str]
    public_kinds: WordList
    units: WordList
    unit_parents: WordList
    named_after: WordList
    remembered: WordList
    not_names: WordList
    secretary: str
    member: str
    boards: WordList
    party_bodies: WordList
    delegations: dict[str, str]
    of_any_body: WordList
    inside_names: WordList
    of: WordList
    committee: str
    class_endings: WordList
    middle_names: WordList

    def is_partys(self, word: str) -> bool:
        """Whether a class word means a body of the party: "Đảng ủy", "Ban cán sự đảng"."""
        return word.lower() in self.party_bodies or word.lower() in self.delegations


class Forms(Strict):
    """How posts and names stand together: patterns of the words between them."""

    macros: dict[str, str]
    ties: list[PatternRule]
    taken: str
    resumed: str
    given: str
    appointer: str
    appoints: str
    bystander: str
    more: str
    others: str
    next: str
    term: str
    signature: PatternRule


@dataclass(frozen=True)
class OfficialsRules:
    """What the officials extractor knows. `ties` are by the last part of their ids."""

    names: NameRules
    titles: TitleRules
    words: Words
    cues: Cues
    rules: tuple[CompiledRule, ...]
    taken: "regex.Pattern[str]"
    resumed: "regex.Pattern[str]"
    given: "regex.Pattern[str]"
    appointer: "regex.Pattern[str]"
    appoints: "regex.Pattern[str]"
    bystander: "regex.Pattern[str]"
    more: "regex.Pattern[str]"
    others: "regex.Pattern[str]"
    next: "regex.Pattern[str]"
    term: "regex.Pattern[str]"

    def phrases(self) -> list[Entry]:
        """Titles and ranks, for the gazetteer."""
        return [*self.titles.phrases(), *(Entry(rank, RANK_LABEL, rank) for rank in sorted(self.names.ranks))]

    @cached_property
    def ties(self) -> dict[str, CompiledRule]:
        return {rule.id.removeprefix("official."): rule for rule in self.rules}

    @cached_property
    def not_public(self) -> "regex.Pattern[str]":
        """Whose post it is, when it is no public one."""
        return regex.compile(
            rf"(?<!\p{{L}})(?:(?i:{_any(self.words.not_public)})|{_any(self.words.foreign)})(?!\p{{L}})"
        )

    @cached_property
    def company_field(self) -> "regex.Pattern[str]":
        """After an open title: what somebody directs in a company."""
        return regex.compile(rf"(?<!\p{{L}})(?:{_any(self.words.company_fields)})(?!\p{{L}})", regex.I)

    @cached_property
    def bare_body(self) -> "regex.Pattern[str]":
        """After a title: a body by its class alone, as group "word"."""
        words = _any([*self.words.bare_bodies, *self.words.also_called])
        return regex.compile(
            rf"(?i:\ +(?:(?:{_any(self.words.of)})\ +)?(?P<word>{words}))"
            rf"(?!\p{{L}}|\ +\p{{Lu}}|\ +(?:{_any(self.words.class_endings)})\b)"
        )

    @cached_property
    def council(self) -> "regex.Pattern[str]":
        """After a title: a council or committee of the people by its class alone, as group "word"."""
        return regex.compile(rf"\ +(?P<word>{_any(self.words.councils)})(?!\p{{L}})")

    @cached_property
    def event_body(self) -> "regex.Pattern[str]":
        """A body of the day: no further name follows it, but that of the event."""
        committee = regex.escape(self.words.committee)
        return regex.compile(rf"(?i:{_any(self.words.event_bodies)})(?!\p{{L}}|\ +-|\ +\p{{Ll}}+\ +{committee}\b)")

    @cached_property
    def public_kind(self) -> "regex.Pattern[str]":
        """The kind of a body that is public whatever its name."""
        return regex.compile(rf"(?i:{_any(self.words.public_kinds)})(?!\p{{L}})")

    @cached_property
    def unit_kind(self) -> "regex.Pattern[str]":
        """The kind of a body that is named with its parent."""
        return regex.compile(rf"(?i:{_any(self.words.units)})(?!\p{{L}})")

    @cached_property
    def opens_body(self) -> frozenset[str]:
        """First words of bodies, in lower case."""
        return frozenset(word.split()[0].lower() for word in self.words.bare_bodies)

    @cached_property
    def named_after(self) -> "regex.Pattern[str]":
        """Before a name: what is named so; matches backwards from the name."""
        return regex.compile(rf"(?<!\p{{L}})(?:{_any(self.words.named_after)})\ *", regex.I | regex.REVERSE)

    @cached_property
    def remembered(self) -> frozenset[str]:
        return frozenset(name.lower() for name in self.words.remembered)

    @cached_property
    def not_names(self) -> frozenset[str]:
        return frozenset(name.lower() for name in self.words.not_names)


def load(source: RuleSource) -> OfficialsRules | None:
    """Read the rule files of officials; None where mistakes were noted."""
    known_names, known_titles = names.load(source), titles.load(source)
    words, forms = source.yaml(_WORDS, Words), source.yaml(_FORMS, Forms)
    cues = load_cues(source, "officials/cues.yml", "cue.official-", _CUES)
    if words is None or forms is None or cues is None:
        return None
    found, lines = forms
    macros = {**found.macros, "honored": known_names.honored}
    rules = compile_rules(source, _FORMS, lines, "ties", found.ties, macros)
    missing = _TIES - {rule.id.removeprefix("official.") for rule in rules}
    for name in sorted(missing):
        source.mistake(_FORMS, lines.of(("ties",)), f"the tie official.{name} is missing")
    source.claim_id(found.signature.id, _FORMS, lines.of(("signature", "id")))
    rules.append(CompiledRule(found.signature, found.signature.pattern, _FORMS, lines.of(("signature", "id"))))
    compiled: dict[str, regex.Pattern[str]] = {}
    for key in _PATTERNS:
        flags = regex.VERBOSE | regex.I | (regex.REVERSE if key in _BACKWARDS else 0)
        try:
            compiled[key] = regex.compile(expand(getattr(found, key), macros), flags)
        except (KeyError, regex.error) as error:
            source.mistake(_FORMS, lines.of((key,)), f"{key}: not a pattern: {error}")
    if missing or len(compiled) < len(_PATTERNS):
        return None
    return OfficialsRules(known_names, known_titles, words[0], cues, tuple(rules), **compiled)


def _any(words: list[str]) -> str:
    """Any of the words, the longest first; a blank is any run of blanks."""
    longest_first = sorted(set(words), key=len, reverse=True)
    return "|".join(
        r"\ +".join(regex.escape(part, special_only=True) for part in word.split()) for word in longest_first
    )
