"""The numbers of a document: found by their form, typed by the word before them or by their code."""

from collections import defaultdict
from collections.abc import Iterator, Set
from dataclasses import dataclass, replace

import regex

from pipeline.extract.context import Context
from pipeline.extract.numbers.citations import complete_numbers
from pipeline.extract.readings import NumberReading
from pipeline.model import PlanNumber
from pipeline.rulebook.numbers import ASSEMBLY, PLAIN, DocumentType, NumbersRules
from pipeline.rulebook.patterns import CompiledRule

__all__ = ["complete_numbers", "numbers_facts", "read_numbers"]

_CAPITALS = 2  # a code has that many capitals or more; "12/A" is a house
_FORM_DIGITS = 2  # forms and tables are numbered 01 to 99 ("01/CTKT-TSMH"), dispatches mostly higher
_FOOTNOTE_DIGITS = 2
_BESIDE = 9  # characters between the words for a number and it, the longest of them included
_LOOK_BACK = 120  # characters before a number in which its type may stand
GLUED = "the stroke between the codes is missing"
CYRILLIC = "Cyrillic letters read as the Latin ones they look like"
_CYRILLIC = regex.compile(r"\p{Cyrillic}")
_BREAKS = regex.compile(r"[\s]+")
_CODE_JOINT = regex.compile(r"[/\-._]")
_DIGIT = regex.compile(r"\d")
_SHORT = regex.compile(r"(?P<no>[\d.]*\d[a-z]?)(?:/\d{4})?")


@dataclass(frozen=True, slots=True)
class _Lead:
    """The words before a number: where they begin, the type they name, and whether "số" is among them."""

    start: int
    type: DocumentType | None
    so: bool


def read_numbers(context: Context) -> list[NumberReading]:
    """The numbers mentioned, in the order of the text, with type; issuer and date come with `complete_numbers`."""
    found: dict[int, NumberReading] = {}
    for reading in _found(context):
        found[reading.start] = reading  # the first of a list was read as a plain number before the list's end was seen
    readings: list[NumberReading] = []
    for _, reading in sorted(found.items()):
        before = readings[-1] if readings else None
        readings.append(_share_type(context.rules.numbers, context.text, before, reading) if before else reading)
    return _join_short_names(_without_footnotes(readings))


def _found(context: Context) -> Iterator[NumberReading]:
    rules, text = context.rules.numbers, context.text
    starts = [(match.start(), rules.coded_forms) for match in rules.start.finditer(text)]
    starts += [(match.end(), rules.plain_forms) for match in rules.plain_start.finditer(text)]
    starts.sort(key=lambda start: start[0])
    done = 0
    for start, forms in starts:
        if start < done:
            continue
        for form in forms:
            match = form.regex.match(text, start)
            if match and (readings := _readings(context, form, match)):
                done = match.end()
                yield from readings
                break


def _readings(context: Context, form: CompiledRule, match: "regex.Match[str]") -> list[NumberReading]:
    """The numbers of one match: several where a list shares its codes, none where it is no document's number."""
    rules, text = context.rules.numbers, context.text
    start, end = match.span()
    if form.id != ASSEMBLY and rules.cue("not").search(text, max(0, start - _LOOK_BACK), start):
        context.lose(start, end, form.id, "a standard, an address or the like")
        return []
    listed = rules.cue("list").search(text, max(0, start - _LOOK_BACK), start)
    lead = _lead(rules, text, listed.start("list") if listed else start)
    if form.id == ASSEMBLY or (form.id == PLAIN and "/" in match.group()):
        lead = _law(rules, text, start, lead)
    printed = tuple(code for code in _CODE_JOINT.split(_squeeze(match["codes"])) if code)
    codes = _unglued(rules, printed, lead)
    if not _is_number(rules, form.id, match, codes, lead):
        context.lose(start, end, form.id, "no known code and no word for a document before it")
        return []
    kind = lead.type or _type_of(rules, form.id, codes)
    if kind is None and (wider := _lead_in_clause(rules, form.id, text, start)):
        kind = wider.type
        if form.id == ASSEMBLY and not listed and not _DIGIT.search(text, wider.start, start):
            lead = wider
    reading = NumberReading(
        start=start,
        end=end,
        quote_start=start if listed else lead.start,
        number=_squeeze(match.group()),
        type=kind.name if kind else None,
        rule=form.id,
        codes=codes,
        doubt=_doubt(context, start, end, glued=codes != printed),
    )
    return [*_listed(text, reading, match, listed, lead.start), reading] if listed else [reading]


def _doubt(context: Context, start: int, end: int, *, glued: bool) -> str | None:
    """What was repaired to read a number."""
    if glued:
        return GLUED
    mixed = _CYRILLIC.search(context.normal.source, *context.normal.source_span(start, end))
    return CYRILLIC if mixed else None


def _listed(
    text: str, last: NumberReading, match: "regex.Match[str]", listed: "regex.Match[str]", quote_start: int
) -> Iterator[NumberReading]:
    """The numbers before the last of a list, each with the codes of the last."""
    tail = _squeeze(text[match.end("no") : match.end()])
    tail_without_year = _squeeze(text[match.start("codes") : match.end()])
    for item in regex.finditer(r"\d{1,5}[a-z]?(/\d{4})?", listed["list"]):
        start = listed.start("list") + item.start()
        number = item.group() + (f"/{tail_without_year}" if item[1] else tail)
        yield replace(
            last,
            start=start,
            end=start + len(item.group()),
            quote_start=quote_start if item.start() == 0 else start,
            number=number,
            evidence=((match.start(), match.end(), "number"),),
        )


def _squeeze(text: str) -> str:
    return _BREAKS.sub("", text)


def _lead(rules: NumbersRules, text: str, start: int) -> _Lead:
    low = max(0, start - _LOOK_BACK)
    if found := rules.cue("type").search(text, low, start):
        return _Lead(found.start(), rules.type_named(found["type"]), so=True)
    if found := rules.cue("so").search(text, low, start):
        return _Lead(found.start(), None, so=True)
    return _Lead(start, None, so=False)


def _law(rules: NumbersRules, text: str, start: int, lead: _Lead) -> _Lead:
    """The lead with the law's name that stands before "số": a name can end in a type's word ("Luật Quy hoạch số")."""
    if lead.type is not None and lead.type.name in rules.assembly_types and not text[lead.start].islower():
        return lead
    found = rules.cue("law").search(text, max(0, start - _LOOK_BACK), start)
    return _Lead(found.start(), rules.type_named(found["type"]), so=True) if found else lead


def _unglued(rules: NumbersRules, codes: tuple[str, ...], lead: _Lead) -> tuple[str, ...]:
    """The codes, with those parted that a slip put together: after "Thông tư số", "TTBYT" is TT and BYT."""
    for code in (lead.type.code or "").split("|") if lead.type and len(codes) == 1 else ():
        if code and codes[0].startswith(code) and rules.is_issuer(codes[0].removeprefix(code)):
            return code, codes[0].removeprefix(code)
    return codes


def _is_number(rules: NumbersRules, form: str, match: "regex.Match[str]", codes: tuple[str, ...], lead: _Lead) -> bool:
    """Whether codes and lead make it a document's number: the more of one, the less of the other it needs."""
    known = any(rules.is_issuer(code) for code in codes[:2])
    match form:
        case "number.assembly":
            return True
        case "number.plain":
            return bool(lead.type and (lead.type.bare or "/" in match.group()))
        case "number.lower":
            return lead.so
        case "number.party":
            return bool(rules.type_of_code(codes[0], party=True) or lead.type)
        case "number.glued":
            return lead.so or (known and rules.type_of_code(codes[0]) is not None)
        case "number.short":
            cut_off = match.string[match.end() : match.end() + 2].strip()[:1] in ("-", "/")
            if cut_off or sum(letter.isupper() for letter in codes[0]) < _CAPITALS:
                return False
            return bool(lead.type) or (lead.so and (known or len(codes[0]) > _CAPITALS))
        case _:
            plausible = len(match["no"]) > _FORM_DIGITS and all(len(code) > 1 and code.isupper() for code in codes)
            return bool(lead.so or known or rules.type_of_code(codes[0]) or plausible)


def _type_of(rules: NumbersRules, form: str, codes: tuple[str, ...]) -> DocumentType | None:
    """The type a number's own codes give; dispatches carry the sender's code in its place."""
    if form in (ASSEMBLY, PLAIN):
        return None
    kind = rules.type_of_code(codes[0], party=form == "number.party")
    dispatch = rules.type_named(rules.dispatch)
    if form == "number.short":
        return kind
    if kind and kind.sender and len(codes) > 1 and not rules.is_issuer(codes[1]):
        return dispatch
    return kind or dispatch


def _lead_in_clause(rules: NumbersRules, form: str, text: str, start: int) -> _Lead | None:
    """The nearest word for a document in the clause before a number whose codes are silent ("Luật Lưu trữ số ...")."""
    names = rules.assembly_types if form == ASSEMBLY else rules.clause_types
    low = max(0, start - _LOOK_BACK)
    clause = regex.split(r"[;.]", text[low:start])[-1].casefold()
    found = max(names, key=lambda name: (_end_in(clause, name.casefold()), len(name)))
    place = clause.rfind(found.casefold())
    return _Lead(start - len(clause) + place, rules.type_named(found), so=True) if place >= 0 else None


def _end_in(clause: str, name: str) -> int:
    place = clause.rfind(name)
    return place + len(name) if place >= 0 else -1


def _share_type(rules: NumbersRules, text: str, before: NumberReading, reading: NumberReading) -> NumberReading:
    """In "các Tờ trình số A, số B" the second number is of the first one's type."""
    alike = before.codes[:1] == reading.codes[:1] and reading.start - reading.quote_start < _BESIDE
    shared = alike and before.type and rules.cue("shared").fullmatch(text, before.end, reading.start)
    return replace(reading, type=before.type) if shared else reading


def _without_footnotes(readings: list[NumberReading]) -> list[NumberReading]:
    """ "57-NQ/TW1" is 57-NQ/TW with a footnote's digit, where the document has it without one too."""
    printed = {reading.number for reading in readings}
    return [_without_footnote(reading, printed) for reading in readings]


def _without_footnote(reading: NumberReading, printed: Set[str]) -> NumberReading:
    bare = reading.number.rstrip("0123456789")
    digits = len(reading.number) - len(bare)
    if not 0 < digits <= _FOOTNOTE_DIGITS or bare not in printed:
        return reading
    codes = (*reading.codes[:-1], reading.codes[-1][:-digits])
    return replace(reading, end=reading.end - digits, number=bare, codes=codes)


def _join_short_names(readings: list[NumberReading]) -> list[NumberReading]:
    """ "Nghị quyết số 57" is the number 57-NQ/TW where the text has that in full."""
    full: dict[tuple[str, str | None], NumberReading] = {}
    for reading in readings:
        if reading.codes and (short := _SHORT.match(reading.number)):
            full.setdefault((short["no"], reading.type), reading)
            full.setdefault((short.group(), reading.type), reading)
    joined = []
    for reading in readings:
        whole = None if reading.codes else full.get((reading.number, reading.type))
        if whole:
            evidence = ((whole.start, whole.end, "number"),)
            joined.append(replace(reading, number=whole.number, codes=whole.codes, evidence=evidence))
        else:
            joined.append(reading)
    return joined


def numbers_facts(context: Context) -> tuple[PlanNumber, ...]:
    """One fact for each distinct number, with all its mentions and the best of their fields."""
    groups: dict[str, list[NumberReading]] = defaultdict(list)
    for reading in context.numbers:
        if not context.layout.in_furniture(reading.start):
            groups[reading.number.upper()].append(reading)
    return tuple(_fact(context, group) for group in groups.values())


def _fact(context: Context, group: list[NumberReading]) -> PlanNumber:
    group = sorted(group, key=lambda reading: not reading.codes or bool(reading.evidence))
    own = next((reading for reading in group if reading.role == "self"), None)
    first = own or group[0]
    ordered = [first, *(reading for reading in group if reading is not first)]
    spans = [context.span(reading.quote_start, reading.end) for reading in ordered]
    parts = {part: context.span(start, end, part) for r in reversed(group) for start, end, part in r.evidence}
    return PlanNumber(
        mentions=(*spans, *parts.values()),
        rule=first.rule,
        number=first.number,
        type=_best(group, first, "type"),
        issuer=_best(group, first, "issuer"),
        date=next((reading.date for reading in ordered if reading.date), None),
        title=_best(group, first, "title"),
        role="self" if own else "cited",
        doubt=first.doubt,
    )


def _best(group: list[NumberReading], first: NumberReading, name: str) -> str | None:
    for reading in (first, *group):
        value: str | None = getattr(reading, name)
        if value:
            return value
    return None
