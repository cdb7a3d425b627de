"""The posts of the state, the party and the mass organisations: a closed list and the words that vary it."""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import regex

from pipeline.rulebook.gazetteer import Entry
from pipeline.rulebook.source import RuleSource, Strict

Sector = Literal["public", "sole", "open", "staff", "role", "event", "group"]
LABEL = "official.title"
_TITLES = "officials/titles.csv"
_MODIFIERS = "officials/modifiers.csv"


class Title(Strict):
    """A post. `forms` are its spellings, separated by "|" (the title itself where none are given).

    `agency` is the one body that has this post; `organ` what it heads inside the body that follows ("Văn phòng" of a
    Chánh Văn phòng); `body` the kinds of body, separated by "|", that a bare title inherits.
    `sector`: public posts count by themselves; a sole one is held beside no post named after it; open ones exist in
    companies too and need a public body; staff needs a body beside it; a role (member of a committee) counts beside
    another post or with its body named; an event's role only in one of the bodies of `body`; a group is several people
    ("Ban Giám đốc"), and holds the words of a title that is none.
    """

    title: str
    forms: str | None = None
    agency: str | None = None
    organ: str | None = None
    body: str | None = None
    sector: Sector

    @property
    def spellings(self) -> list[str]:
        return (self.forms or self.title).split("|")


class Modifier(Strict):
    """A word before or after a title: kept with it, dropped, or a sign that the post is history."""

    written: str
    title: str | None = None
    place: Literal["before", "after"]
    use: Literal["keep", "drop", "refuse"]


@dataclass(frozen=True, slots=True)
class TitleForm:
    """One spelling of a title. An abbreviation must be written in capitals."""

    written: str
    title: Title

    @property
    def is_abbreviation(self) -> bool:
        return self.written.isupper()


@dataclass(frozen=True)
class TitleRules:
    """The list of posts and how they are varied."""

    titles: tuple[Title, ...]
    modifiers: tuple[Modifier, ...]

    def phrases(self) -> list[Entry]:
        """Every spelling, for the gazetteer."""
        return [Entry(form, LABEL, TitleForm(form, title)) for title in self.titles for form in title.spellings]

    @cached_property
    def before(self) -> "regex.Pattern[str]":
        """Modifiers that end where a title begins; matches backwards from there."""
        return regex.compile(rf"(?<![\p{{L}}.])(?:(?:{self._any('before')})\ *(?<!\p{{L}}))+", regex.I | regex.REVERSE)

    @cached_property
    def after(self) -> "regex.Pattern[str]":
        """A modifier right after a title."""
        return regex.compile(rf"\ +(?P<modifier>{self._any('after')})(?!\p{{L}})", regex.I)

    @cached_property
    def by_word(self) -> dict[str, Modifier]:
        return {row.written.lower(): row for row in self.modifiers if row.place == "before"}

    @cached_property
    def one_before(self) -> "regex.Pattern[str]":
        """One modifier of a run of them."""
        return regex.compile(self._any("before"), regex.I)

    @cached_property
    def by_word_after(self) -> dict[str, Modifier]:
        return {row.written.lower(): row for row in self.modifiers if row.place == "after"}

    def _any(self, place: str) -> str:
        words = sorted((row.written for row in self.modifiers if row.place == place), key=len, reverse=True)
        return "|".join(regex.escape(word, special_only=True) for word in words)


def load(source: RuleSource) -> TitleRules:
    """Read the lists of titles and modifiers."""
    titles = source.csv(_TITLES, Title)
    modifiers = source.csv(_MODIFIERS, Modifier)
    spelled: dict[str, int] = {}
    for line, title in titles:
        for form in title.spellings:
            if not form.strip() or form != form.strip():
                source.mistake(_TITLES, line, f"{title.title!r}: an empty spelling or one with outer blanks")
            if form in spelled:
                source.mistake(_TITLES, line, f"the spelling {form!r} stands on line {spelled[form]} too")
            spelled[form] = line
    for line, modifier in modifiers:
        if modifier.use == "keep" and modifier.title is None:
            source.mistake(_MODIFIERS, line, f"{modifier.written!r} is kept: its title is missing")
    return TitleRules(tuple(row for _, row in titles), tuple(row for _, row in modifiers))
