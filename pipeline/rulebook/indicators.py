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
    light_verbs: Words
    lead_words: Words
    subjects: Words
    bodies: Words
    change_verbs: Words
    activities: Words
    after_level: Words
    tails: Words
    starters: Words
    joints: Words
    predicates: Words
    passives: Words
    shields: Words
    again: Words
    further: Words
    measures: Words
    growths: Words
    compositions: Words
    divisions: Words
    division_words: Words
    in_turn: Words
    insets: Words
    respects: Words
    bare_measures: Words
    rearings: Words
    parts: Words
    time_words: Words
    manners: Words
    rules_named: str
    occasions: str
    aims: str
    purposes: str
    places: str


@dataclass(frozen=True)
class IndicatorRules:
    """Patterns made of the lists.

    Those named `…_end` match at the end of a stretch, `lead` to `starter` at its beginning, `subject` and `division`
    the whole of it.
    """

    level_end: "regex.Pattern[str]"
    light_end: "regex.Pattern[str]"
    change_end: "regex.Pattern[str]"
    activity_end: "regex.Pattern[str]"
    time_end: "regex.Pattern[str]"
    joint_end: "regex.Pattern[str]"
    division_any: "regex.Pattern[str]"
    lead: "regex.Pattern[str]"
    part: "regex.Pattern[str]"
    after_level: "regex.Pattern[str]"
    measure: "regex.Pattern[str]"
    measure_begun: "regex.Pattern[str]"
    growth: "regex.Pattern[str]"
    level: "regex.Pattern[str]"
    composition: "regex.Pattern[str]"
    turn_end: "regex.Pattern[str]"
    again: "regex.Pattern[str]"
    copula: "regex.Pattern[str]"
    further: "regex.Pattern[str]"
    companion: "regex.Pattern[str]"
    named_respect: "regex.Pattern[str]"
    rearing: "regex.Pattern[str]"
    bare: "regex.Pattern[str]"
    respect: "regex.Pattern[str]"
    inset: "regex.Pattern[str]"
    inset_any: "regex.Pattern[str]"
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
    purpose_start: "regex.Pattern[str]"
    purpose: "regex.Pattern[str]"
    place: "regex.Pattern[str]"


def compile_indicators(file: IndicatorsFile) -> IndicatorRules:
    """The lists as patterns."""
    reached = rf"(?i:đạt|thực\s+hiện)\s+(?={whole(file.measures)})"
    division = rf"(?:{whole(file.division_words)}\s+)*{whole(file.divisions)}"
    return IndicatorRules(
        level_end=regex.compile(
            rf"(?<!(?:trở|công(?=\s+bằng)|(?<!(?:nghìn|ngàn|triệu|tỷ|tỉ)\s)đồng)\s){whole(file.level_verbs)}\s*\Z"
        ),
        light_end=regex.compile(rf"{whole(file.light_verbs)}\s*\Z"),
        change_end=regex.compile(rf"{whole(file.change_verbs)}\s*\Z"),
        activity_end=regex.compile(rf"{whole(file.activities)}\s*\Z"),
        time_end=regex.compile(rf"(?<!(?:hằng|hàng|mỗi)\s)(?:{whole(file.time_words)}\s+)+\Z"),
        joint_end=regex.compile(rf"(?:[,;(:]|{whole(file.joints)})\s*\Z"),
        division_any=regex.compile(rf"(?<=\s){division}"),
        lead=regex.compile(rf"\A(?:[\s,;:.\-+]*(?:{reached}|{whole(file.lead_words)}(?=[\s,:;]|\Z)))+"),
        part=regex.compile(rf"\A{whole(file.parts)}"),
        after_level=regex.compile(rf"\A[\s,]*{whole(file.after_level)}"),
        measure=regex.compile(rf"\A{whole(file.measures)}"),
        measure_begun=regex.compile(rf"(?=\p{{Lu}}\p{{Ll}})(?<=[\p{{L}}\d):.]\s+){whole(file.measures)}"),
        growth=regex.compile(rf"\A{whole(file.growths)}"),
        level=regex.compile(rf"\A(?:{whole((*file.change_verbs, 'đưa'))}\s+)?{whole(file.measures)}"),
        composition=regex.compile(rf"\A{whole(file.compositions)}"),
        turn_end=regex.compile(rf"{whole(file.in_turn)}(?:\s+{whole(file.level_verbs)})*\s*\Z"),
        again=regex.compile(rf"\A(?:{whole(file.change_verbs)}\s+)?{whole(file.again)}\Z"),
        copula=regex.compile(
            rf"\A[^;:\d]{{0,90}}?(?<!\p{{L}})(?:là|gồm|như)\s+(?=(?:{whole(file.change_verbs)}\s+)?{whole(file.measures)})"
        ),
        further=regex.compile(rf",\s*{whole(file.further)}"),
        companion=regex.compile(rf"(?<!\p{{L}})với\s+(?={whole(file.measures)})"),
        named_respect=regex.compile(r"(?:\A|[:,;])\s*[Vv]ề\s+[^:,;]*\Z"),
        rearing=regex.compile(rf"\A(?:{whole(file.bare_measures)}\s+)(?:{whole(file.rearings)}\s+)*"),
        bare=regex.compile(rf"\A{whole(file.bare_measures)}\Z"),
        respect=regex.compile(rf"\A{whole(file.respects)}"),
        inset=regex.compile(rf"\s*{whole(file.insets)}"),
        inset_any=regex.compile(whole(file.insets)),
        starter=regex.compile(rf"\A\s*{whole((*file.measures, *file.starters))}"),
        division=regex.compile(rf"\A{division}\Z"),
        body=regex.compile(rf"\A{whole(file.bodies)}"),
        subject=regex.compile(rf"\A{whole(file.subjects)}\Z"),
        tail=regex.compile(rf"(?<!(?:không|chưa)\s){whole(file.tails)}"),
        joint=regex.compile(whole(file.joints)),
        predicate=regex.compile(rf"{whole(file.shields)}(*SKIP)(*FAIL)|{whole(file.predicates)}"),
        passive=regex.compile(whole(file.passives)),
        manner=regex.compile(whole(file.manners)),
        purpose_start=regex.compile(rf"(?<!\p{{L}})(?i:để|nhằm)\s+(?={whole((*file.change_verbs, 'đưa', 'đạt'))})"),
        purpose=regex.compile(rf"\A{file.purposes}", regex.VERBOSE),
        rule_named=regex.compile(rf"\s+{file.rules_named}(?=\s+{whole(file.passives)})"),
        occasion=regex.compile(rf"\A{file.occasions}(?={whole(file.subjects)})"),
        actor=regex.compile(rf"{whole(file.subjects)}(?:\s+{whole(file.light_verbs)})*"),
        aim=regex.compile(rf"\A{file.aims}", regex.VERBOSE),
        place=regex.compile(rf"(?<!\p{{L}}){file.places}(?!\p{{L}})", regex.VERBOSE),
    )
