"""The rules of targets: which figures are goals, the forms they take, their units and the words around them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated, Literal, get_args

import regex
from pydantic import Field

from pipeline.rulebook.gazetteer import Entry
from pipeline.rulebook.indicators import IndicatorRules, IndicatorsFile, Words, compile_indicators
from pipeline.rulebook.patterns import CompiledRule, PatternRule, compile_rules
from pipeline.rulebook.phrases import any_of, whole
from pipeline.rulebook.source import Lines, RuleSource, Strict

UNITS_FILE, CUES_FILE = "targets/units.csv", "targets/cues.yml"
QUANTITIES_FILE, INDICATORS_FILE, TABLES_FILE = "targets/quantities.yml", "targets/indicators.yml", "targets/tables.yml"
CUE_LABEL, SECTION_LABEL = "target.cue", "target.section"

UnitKind = Literal["percent", "money", "measure", "time", "age", "rank", "point", "times", "count", "none"]
CueClass = Literal[
    "goal",
    "striving",
    "horizon",
    "carry",
    "demand",
    "duty",
    "purpose",
    "assign",
    "perfect",
    "result",
    "against",
    "forecast",
    "compared",
    "budget",
    "tasks",
    "section",
    "neutral",
]
_HEADS: tuple[CueClass, ...] = ("tasks", "section")
Comparator = Literal[">=", ">", "<=", "<", "~"]


class Unit(Strict):
    """A word or phrase that names what a figure counts; kind "none": no unit, whatever stands before it."""

    unit: str
    kind: UnitKind


class Comparators(Strict):
    before: dict[Comparator, Words]
    after: dict[Comparator, Words]
    sign: dict[Comparator, Words]


class CuesFile(Strict):
    cues: dict[CueClass, Words]
    plans: Words
    terms: Words
    norms: Words
    regulations: Words
    regulation_leads: Words
    promises: Words
    steps: Words
    comparators: Comparators


class FormRule(PatternRule):
    """The form of a figure; quantities.yml says what the fields are for."""

    needs: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()
    bounds: tuple[Comparator, ...] = ()
    anywhere: bool = False
    place: str = ""


class QuantitiesFile(Strict):
    macros: dict[str, str]
    forms: Annotated[list[FormRule], Field(min_length=1)]
    cues: Annotated[list[PatternRule], Field(min_length=1)]
    times: Annotated[list[PatternRule], Field(min_length=1)]


class TablesFile(Strict):
    """Words in the heads of a table's columns."""

    indicator: Words
    unit: Words
    number: Words
    year: Words
    goal: Words
    other: Words
    table: PatternRule


@dataclass(frozen=True)
class TableRules:
    """What the head of a column says of its cells; `number` has the heads of columns that only number the rows."""

    indicator: "regex.Pattern[str]"
    unit: "regex.Pattern[str]"
    unit_behind: "regex.Pattern[str]"
    number: frozenset[str]
    years: "regex.Pattern[str]"
    year_label: "regex.Pattern[str]"
    goal: "regex.Pattern[str]"
    other: "regex.Pattern[str]"
    cell: CompiledRule


@dataclass(frozen=True)
class Form:
    """A form of figures; tried only where one of `needs` stands, if any are given.

    Its pattern begins at a number, unless it is `anywhere`. It counts only where `behind` matches the end of what
    stands before, or where it is bound by one of `bounds`, if either is given. `place`: its figures are places among
    so many, counted in this where they name nothing else.
    """

    rule: CompiledRule
    needs: tuple[str, ...]
    behind: "regex.Pattern[str] | None"
    bounds: tuple[Comparator, ...]
    anywhere: bool
    place: str


@dataclass(frozen=True)
class TargetsRules:
    """What the targets extractor knows. `forms` claim the words of a sentence in their order.

    `units` and `comparators` are by their words. `norm` matches types of documents that make law, `regulation` where what a
    decision is about begins so that it makes law too, `plan` what has a
    period, `term` the label of a time, `promise` the verbs that turn a time to come into a goal, `scale` the "triệu"
    before a unit, `share` a percentage, `steps` the units in which two shares are compared, `perfect` the beginning of
    words for what is done.
    """

    units: dict[str, UnitKind]
    comparators: dict[str, Comparator]
    cues: dict[CueClass, tuple[str, ...]]
    scale: "regex.Pattern[str]"
    share: "regex.Pattern[str]"
    plan: "regex.Pattern[str]"
    term: "regex.Pattern[str]"
    norm: "regex.Pattern[str]"
    regulation: "regex.Pattern[str]"
    promise: "regex.Pattern[str]"
    perfect: "regex.Pattern[str]"
    steps: frozenset[str]
    forms: tuple[Form, ...]
    guards: dict[str, "regex.Pattern[str]"]
    indicators: IndicatorRules
    tables: TableRules

    def phrases(self) -> Iterator[Entry]:
        """The cues, for the common phrase matcher; the payload is the class of the cue."""
        for name, words in self.cues.items():
            for word in words:
                yield Entry(word, SECTION_LABEL if name in _HEADS else CUE_LABEL, name)

    def guard(self, rule_id: str) -> "regex.Pattern[str]":
        """The pattern of a guard by its id; KeyError where the rules have none."""
        return self.guards[rule_id]


def load(source: RuleSource) -> TargetsRules | None:
    """Read the rule files of targets; None where mistakes were noted."""
    units = {row.unit: row.kind for _, row in source.csv(UNITS_FILE, Unit)}
    cues = source.yaml(CUES_FILE, CuesFile)
    quantities = source.yaml(QUANTITIES_FILE, QuantitiesFile)
    indicators = source.yaml(INDICATORS_FILE, IndicatorsFile)
    tables = source.yaml(TABLES_FILE, TablesFile)
    if not (units and cues and quantities and indicators and tables):
        return None
    comparators = cues[0].comparators
    macros = quantities[0].macros | _unit_macros(units) | _comparator_macros(comparators)
    file, lines = quantities
    forms = compile_rules(source, QUANTITIES_FILE, lines, "forms", list(file.forms), macros)
    guards = compile_rules(source, QUANTITIES_FILE, lines, "cues", file.cues, macros)
    guards += compile_rules(source, QUANTITIES_FILE, lines, "times", file.times, macros)
    given = {form.id: form for form in file.forms}
    cell = _compile_cell(source, *tables, macros)
    _check_cues(source, *cues)
    if cell is None:
        return None
    by_phrase = {
        phrase: symbol
        for side in (comparators.before, comparators.after, comparators.sign)
        for symbol, phrases in side.items()
        for phrase in phrases
    }
    return TargetsRules(
        units={unit.casefold(): kind for unit, kind in units.items()},
        comparators=by_phrase,
        cues={name: tuple(words) for name, words in cues[0].cues.items()},
        plan=regex.compile(whole(cues[0].plans)),
        term=regex.compile(whole(cues[0].terms)),
        norm=regex.compile(whole(cues[0].norms)),
        regulation=regex.compile(rf"\s*(?:{whole(cues[0].regulation_leads)}\s+)*{whole(cues[0].regulations)}"),
        promise=regex.compile(whole(cues[0].promises)),
        share=regex.compile(rf"\d\s?{macros['percent']}"),
        perfect=regex.compile(whole(cues[0].cues.get("perfect", ()))),
        scale=regex.compile(rf"(?i:{file.macros['scale']})(?=\p{{L}})", regex.VERBOSE),
        steps=frozenset(cues[0].steps),
        forms=tuple(_form(rule, given[rule.id]) for rule in forms),
        guards={rule.id: rule.regex for rule in guards},
        indicators=compile_indicators(indicators[0]),
        tables=_table_rules(tables[0], cell),
    )


def _form(rule: CompiledRule, given: FormRule) -> Form:
    behind = regex.compile(rf"{whole(given.behind)}\s*\Z") if given.behind else None
    return Form(rule, given.needs, behind, given.bounds, given.anywhere, given.place)


def _written(phrases: Iterable[str]) -> str:
    """A pattern for any of the phrases, the longest first; very short ones must be written just so."""
    given = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    exact = [phrase for phrase in given if len(phrase) <= 3 and not phrase.islower()]
    return "|".join((any_of(phrase for phrase in given if phrase not in exact), *map(regex.escape, exact)))


def _unit_macros(units: dict[str, UnitKind]) -> dict[str, str]:
    """One macro a kind of unit. No unit matches where a longer phrase of another kind begins."""
    macros = {}
    for kind in get_args(UnitKind):
        own = [unit for unit, other in units.items() if other == kind]
        longer = [
            other
            for other, other_kind in units.items()
            if other_kind != kind and any(other.startswith(f"{unit} ") for unit in own)
        ]
        shield = rf"(?!(?:{_written(longer)})(?![\p{{L}}\p{{N}}]))" if longer else ""
        macros[kind] = rf"{shield}(?:{_written(own)})(?![\p{{L}}\p{{N}}])" if own else r"(?!)"
    return macros


def _comparator_macros(comparators: Comparators) -> dict[str, str]:
    def one_of(side: dict[Comparator, list[str]]) -> str:
        return _written(phrase for phrases in side.values() for phrase in phrases)

    return {
        "before": rf"(?<!\p{{L}})(?:{one_of(comparators.before)})(?!\p{{L}})",
        "after": rf"(?:{one_of(comparators.after)})(?!\p{{L}})",
        "sign": one_of(comparators.sign),
    }


def _check_cues(source: RuleSource, file: CuesFile, lines: Lines) -> None:
    """A phrase can be of one class only, beside being a section's head."""
    seen: dict[str, str] = {}
    for name, words in file.cues.items():
        if name in _HEADS:
            continue
        for index, word in enumerate(words):
            if word.casefold() in seen:
                source.mistake(CUES_FILE, lines.of(("cues", name, index)), f"{word!r} is already of {seen[word]!r}")
            seen.setdefault(word.casefold(), name)


def _compile_cell(source: RuleSource, file: TablesFile, lines: Lines, macros: dict[str, str]) -> CompiledRule | None:
    compiled = compile_rules(source, TABLES_FILE, lines, "table", [file.table], macros)
    return compiled[0] if compiled else None


def _table_rules(file: TablesFile, cell: CompiledRule) -> TableRules:
    year = rf"(?:{whole(file.year)}\s+)?(?P<first>20\d\d)"
    return TableRules(
        indicator=regex.compile(whole(file.indicator)),
        unit=regex.compile(whole(file.unit)),
        unit_behind=regex.compile(rf"\s*\((?:{whole(file.unit)}\s*:\s*)?(?P<unit>[^()\d]{{1,30}})\)\s*\Z"),
        number=frozenset(word.casefold() for word in file.number),
        years=regex.compile(rf"{year}(?:\s?-\s?(?P<last>20\d\d))?"),
        year_label=regex.compile(rf"{year}\s*:\s*"),
        goal=regex.compile(whole(file.goal)),
        other=regex.compile(whole(file.other)),
        cell=cell,
    )
