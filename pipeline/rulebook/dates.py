"""The rules of dates: the forms they are written in, what gives them a role, and what gives a document its day."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Literal

import regex
from pydantic import Field

from pipeline.rulebook.patterns import CompiledRule, PatternRule, compile_rules, expand
from pipeline.rulebook.source import RuleSource, Strict

# What the groups of a match make: see pipeline.extract.dates.values for the reading of each shape.
Shape = Literal[
    "point", "interval", "days", "months", "years", "part-of-year", "decade", "century", "relative", "unsettled",
    "nothing",
]  # fmt: skip
Role = Literal["issued", "effective", "event", "deadline", "period", "published", "baseline", "as-of"]
_NAMED_GROUP = regex.compile(r"\(\?P<\w+>")


class FormRule(PatternRule):
    """A form of writing dates; its groups are explained at the head of rules/dates.yml."""

    begins: Annotated[list[str], Field(min_length=1)]
    reads: Shape
    doubt: str | None = None


class RoleRule(PatternRule):
    """Words beside a date that give it a role: `before` patterns end where it begins, `after` ones begin at its end."""

    role: Role
    side: Literal["before", "after"] = "before"


class Gate(Strict):
    """Where a form can begin: digits of a shape, or what must follow a word that begins one."""

    digits: str
    follow: str


class DateForms(Strict):
    """rules/dates.yml. `gate` finds the few places where a form can begin; `forms` stand in order of preference."""

    macros: dict[str, str]
    months: dict[str, Annotated[int, Field(ge=1, le=12)]]
    numbers: dict[str, Annotated[int, Field(ge=1, le=12)]]
    shifts: dict[str, int]
    closing_parts: frozenset[str]
    gate: Gate
    forms: list[FormRule]


class DateContext(Strict):
    """rules/date_context.yml: cues beside dates; what gives a document its day, at its top, its end, in its address."""

    cues: list[PatternRule]
    published: list[PatternRule]
    closing: list[PatternRule]
    addresses: list[PatternRule]
    address_months: list[PatternRule]


class DateRoles(Strict):
    """rules/date_roles.yml, in order of preference."""

    macros: dict[str, str]
    roles: list[RoleRule]


@dataclass(frozen=True)
class Form:
    """A form ready to run; `groups` are the names that its pattern gives to what it reads."""

    id: str
    begins: tuple[str, ...]
    reads: Shape
    doubt: str | None
    pattern: str
    groups: tuple[str, ...]


@dataclass(frozen=True)
class Alternatives:
    """Forms that can begin at the same place, as one pattern, in order of preference.

    The pattern's groups are `names`, which the forms share, then one for each form, empty where that form matched.
    """

    forms: tuple[Form, ...]
    names: tuple[str, ...]
    pattern: "regex.Pattern[str]"

    def read(self, text: str, place: int) -> "tuple[Form, regex.Match[str], dict[str, str | None]] | None":
        """The form that stands at a place, its match, and what its groups hold; those of other forms hold None."""
        match = self.pattern.match(text, place)
        if match is None:
            return None
        groups = match.groups()
        form = self.forms[groups.index("", len(self.names)) - len(self.names)]
        return form, match, dict(zip(self.names, groups, strict=False))


@dataclass(frozen=True)
class RoleCue:
    compiled: CompiledRule
    role: Role
    side: str


@dataclass(frozen=True)
class DatesRules:
    """What the dates extractor knows. `cues` are by id, without their "cue.date." beginning."""

    gate_digits: "regex.Pattern[str]"
    gate_words: "re.Pattern[str]"
    forms: tuple[Form, ...]
    months: dict[str, int]
    numbers: dict[str, int]
    shifts: dict[str, int]
    closing_parts: frozenset[str]
    cue_rules: tuple[CompiledRule, ...]
    published: tuple[CompiledRule, ...]
    closing: tuple[CompiledRule, ...]
    addresses: tuple[CompiledRule, ...]
    address_months: tuple[CompiledRule, ...]
    roles: tuple[RoleCue, ...]

    @cached_property
    def forms_at(self) -> dict[str, Alternatives]:
        """The forms to try, by what stands at a place: "dd", "yyyy", or a word in lower case."""
        made: dict[tuple[Form, ...], Alternatives] = {}
        begins = dict.fromkeys(begin for form in self.forms for begin in form.begins)
        chosen = {begin: tuple(form for form in self.forms if begin in form.begins) for begin in begins}
        return {
            begin: made.get(forms) or made.setdefault(forms, _alternatives(forms)) for begin, forms in chosen.items()
        }

    @cached_property
    def role_before(self) -> "regex.Pattern[str]":
        """The role cues that stand before a date, as one alternation (`r` and the index in `roles`), run backwards."""
        return _alternation("r", [cue.compiled if cue.side == "before" else None for cue in self.roles], regex.REVERSE)

    @cached_property
    def role_after(self) -> "regex.Pattern[str]":
        return _alternation("r", [cue.compiled if cue.side == "after" else None for cue in self.roles])

    @cached_property
    def _cues(self) -> dict[str, "regex.Pattern[str]"]:
        return {rule.id.removeprefix("cue.date."): rule.regex for rule in self.cue_rules}

    def cue(self, name: str) -> "regex.Pattern[str]":
        """The pattern of a cue; KeyError where the rules have none of that name."""
        return self._cues[name]


# The cues the extractor asks for: a rule file without one of them is no rulebook.
CUES = (
    "until", "list", "ahead", "coming", "done", "lead", "era", "norm", "onward", "elsewhere", "planned", "reviewed",
    "early", "up-to", "outlook", "from", "school-year",
)  # fmt: skip


def load(source: RuleSource) -> DatesRules | None:
    """Read the rule files of dates; None where mistakes were noted."""
    before = len(source.mistakes)
    forms_file = source.yaml("dates.yml", DateForms)
    context_file = source.yaml("date_context.yml", DateContext)
    roles_file = source.yaml("date_roles.yml", DateRoles)
    if forms_file is None or context_file is None or roles_file is None:
        return None
    (dates, lines), (context, context_lines), (roles, role_lines) = forms_file, context_file, roles_file
    macros = dates.macros
    forms = compile_rules(source, "dates.yml", lines, "forms", [*dates.forms], macros)
    cues = compile_rules(source, "date_context.yml", context_lines, "cues", context.cues, macros)
    published = compile_rules(source, "date_context.yml", context_lines, "published", context.published, macros)
    closing = compile_rules(source, "date_context.yml", context_lines, "closing", context.closing, macros)
    addresses = compile_rules(source, "date_context.yml", context_lines, "addresses", context.addresses, macros)
    months = compile_rules(source, "date_context.yml", context_lines, "address_months", context.address_months, macros)
    compiled_roles = compile_rules(source, "date_roles.yml", role_lines, "roles", [*roles.roles], roles.macros)
    for name in CUES:
        if f"cue.date.{name}" not in {rule.id for rule in cues}:
            source.mistake("date_context.yml", context_lines.of(("cues",)), f"the cue 'cue.date.{name}' is missing")
    try:
        gate_digits = regex.compile(expand(dates.gate.digits, macros), regex.VERBOSE)
        words = {begin for form in dates.forms for begin in form.begins} - {"dd", "yyyy"}
        gate_words = _any_word(words, dates.gate.follow)
    except (regex.error, re.error, KeyError) as error:
        source.mistake("dates.yml", lines.of(("gate",)), f"not a pattern: {error}")
    if len(source.mistakes) > before:
        return None
    return DatesRules(
        gate_digits=gate_digits,
        gate_words=gate_words,
        forms=tuple(
            Form(
                compiled.id,
                tuple(rule.begins),
                rule.reads,
                rule.doubt,
                compiled.expanded,
                tuple(compiled.regex.groupindex),
            )
            for compiled, rule in zip(forms, dates.forms, strict=True)
        ),
        months=dates.months,
        numbers=dates.numbers,
        shifts=dates.shifts,
        closing_parts=dates.closing_parts,
        cue_rules=tuple(cues),
        published=tuple(published),
        closing=tuple(closing),
        addresses=tuple(addresses),
        address_months=tuple(months),
        roles=tuple(RoleCue(c, rule.role, rule.side) for c, rule in zip(compiled_roles, roles.roles, strict=True)),
    )


def _alternatives(forms: tuple[Form, ...]) -> Alternatives:
    names = tuple(dict.fromkeys(name for form in forms for name in form.groups))
    numbered = "(?!)" + "".join(f"(?P<{name}>)" for name in names)  # never matches: it only numbers the shared groups
    branches = [f"(?:{form.pattern}\n)()" for form in forms]
    return Alternatives(forms, names, regex.compile("|".join([numbered, *branches]), regex.VERBOSE))


def _alternation(letter: str, rules: Sequence[CompiledRule | None], flags: int = 0) -> "regex.Pattern[str]":
    """The rules side by side, each in a group named after its place, their own groups made nameless."""
    branches = [
        f"(?P<{letter}{index}>{_NAMED_GROUP.sub('(?:', rule.expanded)}\n)"
        for index, rule in enumerate(rules)
        if rule is not None
    ]
    return regex.compile("|".join(branches), regex.VERBOSE | flags)


def _any_word(words: set[str], follow: str) -> "re.Pattern[str]":
    """One of the words in lower case, with a capital or in capitals.

    `re` runs this fastest, as an alternation of first letters, each with what can follow it.
    """
    cases = {form for word in words for form in (word, word[0].upper() + word[1:], word.title(), word.upper())}
    by_letter: dict[str, list[str]] = {}
    for form in sorted(cases, key=lambda form: (-len(form), form)):
        by_letter.setdefault(form[0], []).append(re.escape(form[1:]))
    branches = (f"{letter}(?:{'|'.join(rests)})" for letter, rests in by_letter.items())
    return re.compile(f"(?:{'|'.join(branches)})(?={follow})")
