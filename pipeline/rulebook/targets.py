"""The rules of targets: which figures are goals, the forms they take, their units and the words around them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated, Literal, get_args

import regex
from pydantic import Field

from pipeline.rulebook.gazetteer import Entry
from pipeline.rulebook.patterns import CompiledRule, PatternRule, compile_rules
from pipeline.rulebook.source import Lines, RuleSource, Strict

UNITS_FILE, CUES_FILE = "targets/units.csv", "targets/cues.yml"
QUANTITIES_FILE, INDICATORS_FILE, TABLES_FILE = "targets/quantities.yml", "targets/indicators.yml", "targets/tables.yml"
CUE_LABEL, SECTION_LABEL = "target.cue", "target.section"

UnitKind = Literal["percent", "money", "measure", "time", "age", "rank", "point", "times", "count", "none"]
CueClass = Literal["goal", "horizon", "carry", "demand", "result", "forecast", "compared", "budget", "section", "neutral"]
Comparator = Literal[">=", ">", "<=", "<", "~"]
Words = Annotated[list[str], Field(min_length=1)]


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
    promises: Words
    comparators: Comparators


class QuantitiesFile(Strict):
    macros: dict[str, str]
    forms: Annotated[list[PatternRule], Field(min_length=1)]
    cues: Annotated[list[PatternRule], Field(min_length=1)]


class IndicatorsFile(Strict):
    level_verbs: Words
    light_verbs: Words
    lead_words: Words
    change_verbs: Words
    after_level: Words
    tails: Words
    starters: Words
    predicates: Words
    time_words: Words
    places: str


class TablesFile(Strict):
    """Words in the heads of a table's columns."""

    indicator: Words
    unit: Words
    goal: Words
    other: Words
    table: PatternRule


@dataclass(frozen=True)
class IndicatorRules:
    """Patterns made of the word lists of indicators.yml; each matches whole words."""

    level_end: "regex.Pattern[str]"  # level verbs at the end of a stretch
    light_end: "regex.Pattern[str]"
    lead: "regex.Pattern[str]"  # lead words at its beginning
    change_end: "regex.Pattern[str]"
    after_level: "regex.Pattern[str]"
    tail: "regex.Pattern[str]"
    starter: "regex.Pattern[str]"
    predicate: "regex.Pattern[str]"
    time_end: "regex.Pattern[str]"
    place: "regex.Pattern[str]"


@dataclass(frozen=True)
class TableRules:
    """What the head of a column says of its cells."""

    indicator: "regex.Pattern[str]"
    unit: "regex.Pattern[str]"
    goal: "regex.Pattern[str]"
    other: "regex.Pattern[str]"
    cell: CompiledRule


@dataclass(frozen=True)
class TargetsRules:
    """What the targets extractor knows. `forms` claim the words of a sentence in their order."""

    units: dict[str, UnitKind]
    comparators: dict[str, Comparator]
    cues: dict[CueClass, tuple[str, ...]]
    promise: "regex.Pattern[str]"
    forms: tuple[CompiledRule, ...]
    guards: tuple[CompiledRule, ...]
    indicators: IndicatorRules
    tables: TableRules

    def phrases(self) -> Iterator[Entry]:
        """The cues, for the common phrase matcher; the payload is the class of the cue."""
        for name, words in self.cues.items():
            for word in words:
                yield Entry(word, SECTION_LABEL if name == "section" else CUE_LABEL, name)

    def guard(self, rule_id: str) -> "regex.Pattern[str]":
        """The pattern of a guard by its id; KeyError where the rules have none."""
        for rule in self.guards:
            if rule.id == rule_id:
                return rule.regex
        raise KeyError(rule_id)


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
    forms = compile_rules(source, QUANTITIES_FILE, quantities[1], "forms", quantities[0].forms, macros)
    guards = compile_rules(source, QUANTITIES_FILE, quantities[1], "cues", quantities[0].cues, macros)
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
        promise=regex.compile(_whole(cues[0].promises)),
        forms=tuple(forms),
        guards=tuple(guards),
        indicators=_indicator_rules(indicators[0]),
        tables=_table_rules(tables[0], cell),
    )


def alternatives(phrases: Iterable[str]) -> str:
    """A pattern for any of the phrases, the longest first; very short ones must be written just so."""
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    written = [regex.escape(phrase, literal_spaces=False) for phrase in ordered]
    return "|".join(
        word if len(phrase) <= 3 and not phrase.islower() else f"(?i:{word})"
        for phrase, word in zip(ordered, written, strict=True)
    )


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
        shield = rf"(?!(?:{alternatives(longer)})(?![\p{{L}}\p{{N}}]))" if longer else ""
        macros[kind] = rf"{shield}(?:{alternatives(own)})(?![\p{{L}}\p{{N}}])" if own else r"(?!)"
    return macros


def _comparator_macros(comparators: Comparators) -> dict[str, str]:
    def any_of(side: dict[Comparator, list[str]]) -> str:
        return alternatives(phrase for phrases in side.values() for phrase in phrases)

    return {
        "before": rf"(?<!\p{{L}})(?:{any_of(comparators.before)})(?!\p{{L}})",
        "after": rf"(?:{any_of(comparators.after)})(?!\p{{L}})",
        "sign": any_of(comparators.sign),
    }


def _check_cues(source: RuleSource, file: CuesFile, lines: Lines) -> None:
    """A phrase can be of one class only, beside being a section's head."""
    seen: dict[str, str] = {}
    for name, words in file.cues.items():
        if name == "section":
            continue
        for index, word in enumerate(words):
            if word.casefold() in seen:
                source.mistake(CUES_FILE, lines.of(("cues", name, index)), f"{word!r} is already of {seen[word]!r}")
            seen.setdefault(word.casefold(), name)


def _compile_cell(source: RuleSource, file: TablesFile, lines: Lines, macros: dict[str, str]) -> CompiledRule | None:
    compiled = compile_rules(source, TABLES_FILE, lines, "table", [file.table], macros)
    return compiled[0] if compiled else None


def _whole(words: list[str]) -> str:
    return rf"(?<!\p{{L}})(?i:{'|'.join(map(_escaped, sorted(words, key=len, reverse=True)))})(?!\p{{L}})"


def _escaped(phrase: str) -> str:
    return regex.escape(phrase, literal_spaces=False)


def _indicator_rules(file: IndicatorsFile) -> IndicatorRules:
    return IndicatorRules(
        level_end=regex.compile(rf"{_whole(file.level_verbs)}\s*\Z"),
        light_end=regex.compile(rf"{_whole(file.light_verbs)}\s*\Z"),
        lead=regex.compile(rf"\A(?:[\s,;:.\-+]*{_whole(file.lead_words)}(?=[\s,:;]|\Z))+"),
        change_end=regex.compile(rf"{_whole(file.change_verbs)}\s*\Z"),
        after_level=regex.compile(rf"\A[\s,]*{_whole(file.after_level)}"),
        tail=regex.compile(_whole(file.tails)),
        starter=regex.compile(rf"\A\s*{_whole(file.starters)}"),
        predicate=regex.compile(_whole(file.predicates)),
        time_end=regex.compile(rf"(?:{_whole(file.time_words)}\s+)+\Z"),
        place=regex.compile(rf"(?<!\p{{L}}){file.places}(?!\p{{L}})", regex.VERBOSE),
    )


def _table_rules(file: TablesFile, cell: CompiledRule) -> TableRules:
    return TableRules(
        indicator=regex.compile(_whole(file.indicator)),
        unit=regex.compile(_whole(file.unit)),
        goal=regex.compile(_whole(file.goal)),
        other=regex.compile(_whole(file.other)),
        cell=cell,
    )
