"""The words by which an indicator is cut from its clause, as patterns."""

from dataclasses import dataclass
from typing import Annotated

import regex
from pydantic import Field

from pipeline.rulebook.phrases import whole
from pipeline.rulebook.source import Strict

Words = Annotated[list[str], Field(min_length=1)]


class IndicatorsFile(Strict):
    """The word lists of targets/indicators.yml; the file says what each is for."""

    level_verbs: Words
    level_shields: Words
    light_verbs: Words
    lead_words: Words
    lead_verbs: Words
    copulas: Words
    subjects: Words
    bodies: Words
    change_verbs: Words
    setting_verbs: Words
    keeping_verbs: Words
    light_shields: Words
    has_verbs: Words
    activities: Words
    after_level: Words
    tails: Words
    negations: Words
    starters: Words
    joints: Words
    predicates: Words
    passives: Words
    shields: Words
    again: Words
    further: Words
    measures: Words
    growths: Words
    shares: Words
    count_words: Words
    no_measures: Words
    relations: Words
    sectors: Words
    sector_measures: Words
    compositions: Words
    divisions: Words
    division_words: Words
    in_turn: Words
    insets: Words
    respects: Words
    respect_word: str
    comparisons: Words
    against: Words
    companions: Words
    bare_measures: Words
    herds: Words
    rearings: Words
    parts: Words
    time_words: Words
    every: Words
    list_words: Words
    manners: Words
    aim_verbs: Words
    aim_ends: Words
    future_words: Words
    purpose_words: Words
    purpose_verbs: Words
    occasions: Words
    rules_named: str
    places: str


@dataclass(frozen=True)
class IndicatorRules:
    """Patterns made of the lists.

    Those named `…_end` match at the end of a stretch, `lead` to `starter` at its beginning, `subject` and `division`
    the whole of it. `count_words` and `respect_word` are the words themselves.
    """

    level_end: "regex.Pattern[str]"
    light_end: "regex.Pattern[str]"
    has_end: "regex.Pattern[str]"
    change_end: "regex.Pattern[str]"
    activity_end: "regex.Pattern[str]"
    time_end: "regex.Pattern[str]"
    joint_end: "regex.Pattern[str]"
    joint_only: "regex.Pattern[str]"
    division_any: "regex.Pattern[str]"
    lead: "regex.Pattern[str]"
    part: "regex.Pattern[str]"
    after_level: "regex.Pattern[str]"
    measure: "regex.Pattern[str]"
    measure_begun: "regex.Pattern[str]"
    growth: "regex.Pattern[str]"
    changed: "regex.Pattern[str]"
    share: "regex.Pattern[str]"
    measurable: "regex.Pattern[str]"
    relation: "regex.Pattern[str]"
    names: "regex.Pattern[str]"
    bearer: "regex.Pattern[str]"
    sector: "regex.Pattern[str]"
    sector_behind: "regex.Pattern[str]"
    sector_measure: "regex.Pattern[str]"
    level: "regex.Pattern[str]"
    composition: "regex.Pattern[str]"
    turn_end: "regex.Pattern[str]"
    again: "regex.Pattern[str]"
    copula: "regex.Pattern[str]"
    copula_end: "regex.Pattern[str]"
    copula_to_measure: "regex.Pattern[str]"
    further: "regex.Pattern[str]"
    companion: "regex.Pattern[str]"
    named_respect: "regex.Pattern[str]"
    herd: "regex.Pattern[str]"
    rearing: "regex.Pattern[str]"
    bare: "regex.Pattern[str]"
    respect: "regex.Pattern[str]"
    inset: "regex.Pattern[str]"
    inset_any: "regex.Pattern[str]"
    inset_behind: "regex.Pattern[str]"
    compares: "regex.Pattern[str]"
    against: "regex.Pattern[str]"
    lists: "regex.Pattern[str]"
    list_opens: "regex.Pattern[str]"
    starter: "regex.Pattern[str]"
    subject: "regex.Pattern[str]"
    body: "regex.Pattern[str]"
    division: "regex.Pattern[str]"
    tail: "regex.Pattern[str]"
    joint: "regex.Pattern[str]"
    predicate: "regex.Pattern[str]"
    passive: "regex.Pattern[str]"
    manner: "regex.Pattern[str]"
    rule_named: "regex.Pattern[str]"
    occasion: "regex.Pattern[str]"
    actor: "regex.Pattern[str]"
    aim: "regex.Pattern[str]"
    doer: "regex.Pattern[str]"
    aim_end: "regex.Pattern[str]"
    purpose_start: "regex.Pattern[str]"
    purpose: "regex.Pattern[str]"
    place: "regex.Pattern[str]"
    count_words: tuple[str, ...]
    respect_word: str


def compile_indicators(file: IndicatorsFile) -> IndicatorRules:
    """The lists as patterns."""
    measure, change, copula = whole(file.measures), whole(file.change_verbs), whole(file.copulas)
    reached = rf"{whole(file.lead_verbs)}\s+(?={measure})"
    purpose = rf"{whole(file.purpose_words)}\s+(?={whole((*file.change_verbs, *file.purpose_verbs))})"
    bringing = whole((*file.change_verbs, *file.setting_verbs, *file.keeping_verbs))
    names = rf"\p{{Lu}}[\p{{L}}.]*(?:[ ,-]+(?:{whole(file.joints)}\s)?\p{{Lu}}[\p{{L}}.]*)*"
    division = rf"(?:{whole(file.division_words)}\s+)*{whole(file.divisions)}"
    lists = rf"\s+{whole(file.list_words)}[^:\d]{{0,12}}:"
    return IndicatorRules(
        level_end=regex.compile(
            rf"{whole((*file.level_shields, *file.light_shields))}(*SKIP)(*FAIL)|{whole(file.level_verbs)}\s*\Z"
        ),
        light_end=regex.compile(
            rf"{whole(file.light_shields)}(*SKIP)(*FAIL)|(?:{whole(file.light_verbs)}|(?<=\S\s){whole(file.keeping_verbs)})\s*\Z"
        ),
        has_end=regex.compile(rf"{whole(file.has_verbs)}\s*\Z"),
        change_end=regex.compile(rf"{change}\s*\Z"),
        activity_end=regex.compile(rf"{whole(file.activities)}\s*\Z"),
        time_end=regex.compile(rf"(?<!{whole(file.every)}\s)(?:{whole(file.time_words)}\s+)+\Z"),
        joint_end=regex.compile(rf"(?:[,;(:]|{whole(file.joints)})\s*\Z"),
        joint_only=regex.compile(rf"\s*{whole(file.joints)}\s*"),
        division_any=regex.compile(rf"(?<=\s){division}"),
        lead=regex.compile(rf"\A(?:[\s,;:.\-+]*(?:{reached}|{whole(file.lead_words)}(?=[\s,:;]|\Z)))+"),
        part=regex.compile(rf"\A{whole(file.parts)}"),
        after_level=regex.compile(rf"\A[\s,]*{whole(file.after_level)}"),
        measure=regex.compile(rf"\A{measure}"),
        measure_begun=regex.compile(rf"(?=\p{{Lu}}\p{{Ll}})(?<=[\p{{L}}\d):.]\s+){measure}"),
        growth=regex.compile(rf"\A{whole(file.growths)}"),
        level=regex.compile(rf"\A(?:{bringing}\s+)?{measure}"),
        changed=regex.compile(rf"{change}\s+{measure}"),
        share=regex.compile(whole(file.shares)),
        measurable=regex.compile(rf"(?!{whole(file.no_measures)})(?<!\p{{L}})\p{{L}}{{2}}"),
        relation=regex.compile(rf"\s{whole(file.relations)}\s"),
        names=regex.compile(names),
        bearer=regex.compile(rf"\A(?:{whole(file.subjects)}\s)?(?=.*\p{{Ll}}){names}\Z"),
        sector=regex.compile(rf"\A{whole(file.sectors)}\s"),
        sector_behind=regex.compile(rf"\s{whole(file.sectors)}\s.+"),
        sector_measure=regex.compile(rf"\A{whole(file.sector_measures)}\Z"),
        composition=regex.compile(rf"\A{whole(file.compositions)}"),
        turn_end=regex.compile(rf"{whole(file.in_turn)}(?:\s+{whole(file.level_verbs)})*\s*\Z"),
        again=regex.compile(rf"\A(?:{change}\s+)?{whole(file.again)}\Z"),
        copula=regex.compile(rf"\A[^,;:\d]{{0,60}}?{copula}\s+(?=\p{{L}})"),
        copula_end=regex.compile(rf"{copula}\s*\Z"),
        copula_to_measure=regex.compile(rf"\A[^;:\d]{{0,90}}?{copula}\s+(?=(?:{change}\s+)?{measure})"),
        further=regex.compile(rf",\s*{whole(file.further)}"),
        companion=regex.compile(rf"{whole(file.companions)}\s+(?={measure})"),
        named_respect=regex.compile(rf"(?:\A|[:,;])\s*{whole([file.respect_word])}\s+[^:,;]*\Z"),
        herd=regex.compile(rf"\A{whole(file.herds)}\s+"),
        rearing=regex.compile(rf"\A(?:{whole(file.bare_measures)}\s+)(?:{whole(file.rearings)}\s+)*"),
        bare=regex.compile(rf"\A{whole(file.bare_measures)}\Z"),
        respect=regex.compile(rf"\A{whole(file.respects)}"),
        inset=regex.compile(rf"\s*{whole(file.insets)}"),
        inset_any=regex.compile(whole(file.insets)),
        inset_behind=regex.compile(rf",\s{whole(file.insets)}\s"),
        compares=regex.compile(rf"\s*{whole((*file.comparisons, *file.against))}"),
        against=regex.compile(rf"\s+{whole(file.against)}"),
        lists=regex.compile(lists),
        list_opens=regex.compile(rf"\)?(?:{lists}|\s?:(?!\s*(?:\p{{Ll}}+\s+){{0,2}}\d))"),
        starter=regex.compile(rf"\A\s*{whole((*file.measures, *file.starters))}"),
        division=regex.compile(rf"\A{division}\Z"),
        body=regex.compile(rf"\A{whole(file.bodies)}"),
        subject=regex.compile(rf"\A{whole(file.subjects)}\Z"),
        tail=regex.compile(rf"(?<!{whole(file.negations)}\s){whole(file.tails)}"),
        joint=regex.compile(whole(file.joints)),
        predicate=regex.compile(rf"{whole(file.shields)}(*SKIP)(*FAIL)|{whole(file.predicates)}"),
        passive=regex.compile(whole(file.passives)),
        manner=regex.compile(whole(file.manners)),
        purpose_start=regex.compile(purpose),
        purpose=regex.compile(rf"\A[^;:]{{12,}}{purpose}"),
        rule_named=regex.compile(rf"\s+{file.rules_named}(?=\s+{whole(file.passives)})"),
        occasion=regex.compile(rf"\A[\s:,]*{whole(file.occasions)}\s+[^,;:]{{3,90}},\s+(?={whole(file.subjects)})"),
        actor=regex.compile(rf"{whole(file.subjects)}(?:\s+{whole(file.light_verbs)})*"),
        doer=regex.compile(
            rf"\A[\s:,]*(?:{whole(file.bodies)}\s)?(?=\S*\p{{Ll}}){names}\s+{whole(file.future_words)}\s+"
            rf"(?!{whole((*file.level_verbs, *file.change_verbs))})(?=\p{{L}})"
        ),
        aim=regex.compile(rf"\A[^,;:\d]{{0,80}}?{whole(file.aim_verbs)}[^,;:\d]{{0,16}}?\s+{copula}\s+(?=\p{{L}})"),
        aim_end=regex.compile(rf"{whole(file.aim_ends)}\s*\Z"),
        place=regex.compile(rf"(?<!\p{{L}}){file.places}(?!\p{{L}})", regex.VERBOSE),
        count_words=tuple(file.count_words),
        respect_word=file.respect_word,
    )
