"""Figures with their units in a stretch of text: "ít nhất 30%", "từ 40 đến 50 hợp tác xã", "gấp 2 lần"."""

from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from pipeline.extract.context import Context
from pipeline.extract.preference import Held
from pipeline.rulebook.patterns import CompiledRule
from pipeline.rulebook.targets import Form, UnitKind

Stretch = tuple[int, int]
_GROUPED = regex.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_ENGLISH_GROUPS = regex.compile(r"\d{1,3},\d{3}")
_COUNTED = regex.compile(r"\d\s\p{L}[\p{L} ]{0,20}\Z")
_YEAR = regex.compile(r"(?:19|20)\d\d")
_RATE = regex.compile(r"\s?/")
_NUMBER = regex.compile(r"(?<![\p{L}\p{N}])\d")
_PLACES = frozenset({"target.rank", "target.leading"})  # a place among so many is that or better
_BOUND_REACH = 40  # characters before a number in which what binds it begins
_UPWARDS_REACH = 64  # characters after a figure in which "trở lên" ends
_ONE = frozenset({"1", "01"})
_MANY = frozenset({100, 1000, 10_000, 100_000})
_RATE_REACH = 80  # characters before the number of people that a rate is of in which the rate is named
_NAME_REACH = 24  # characters before a number that can make it part of a name
_WORD_REACH = 40  # characters after a number in which its unit's first word ends


@dataclass(frozen=True, slots=True)
class Bound:
    """Where the words that bind a number begin, and how they bind it."""

    start: int
    comparator: str | None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure at `start`..`end` with its comparator and unit; `number_end` is where the unit begins.

    `kind` is None for a unit that no list has. `noun` is the unit without scale and rate, the thing counted.
    `upwards` are the words that bind the figure from behind what it counts ("80% cơ sở trở lên").
    """

    start: int
    number: int
    number_end: int
    end: int
    value: float
    value_max: float | None
    comparator: str
    unit: str | None
    kind: UnitKind | None
    noun: str
    rule: str
    doubt: str | None = None
    upwards: str = ""


def find_quantities(context: Context, start: int, end: int, held: Held) -> list[Quantity]:
    """The figures of `text[start:end]` in order; what `held` has is another reading's, and names are left out."""
    text = context.text
    places = [number.start() for number in _NUMBER.finditer(text, start, end)]
    numbers = [place for place in places if not held.any_in(place, place + 1)]
    if not numbers:
        return []
    words = text[start:end]
    found: list[Quantity] = []
    taken: list[Stretch] = []
    for form in context.rules.targets.forms:
        if form.needs and not any(need in words for need in form.needs):
            continue
        for match in _matches(form, text, numbers, start, end):
            if _overlaps(taken, match.start(), match.end()) or held.any_in(match.start("low"), match.end()):
                continue
            bound = None if form.anywhere else _bound(context, start, match.start())
            if not _fits(form, text, start, match.start(), bound):
                continue
            quantity = read_quantity(context, form.rule, match, bound, place=form.place)
            if quantity is None:
                continue
            insort(taken, (quantity.start, quantity.end))
            if not _is_name(context, quantity, start):
                found.append(quantity)
    return sorted(found, key=lambda quantity: quantity.start)


def _matches(form: Form, text: str, numbers: Sequence[int], start: int, end: int) -> "Iterator[regex.Match[str]]":
    if form.anywhere:
        yield from form.rule.regex.finditer(text, start, end)
        return
    for number in numbers:
        if match := form.rule.regex.match(text, number, end):
            yield match


def _overlaps(spans: Sequence[Stretch], start: int, end: int) -> bool:
    """Whether [start, end) shares words with one of the spans, which are sorted and share none with each other."""
    at = bisect_left(spans, (end, 0))
    return at > 0 and spans[at - 1][1] > start


def _bound(context: Context, floor: int, number: int) -> Bound:
    """What binds a number from before; `floor` is where its sentence begins."""
    first = max(floor, number - _BOUND_REACH)
    words = context.rules.targets.guard("cue.bound").search(context.text[first:number])
    if words is None:
        return Bound(number, None)
    written = words["comparator"] or words["sign"]
    return Bound(first + words.start(), _symbol(context, written) if written else None)


def _fits(form: Form, text: str, floor: int, number: int, bound: Bound | None) -> bool:
    """Whether a form that asks for words or bounds before its number has them."""
    if bound is None or not (form.behind or form.bounds) or bound.comparator in form.bounds:
        return True
    before = text[max(floor, bound.start - _NAME_REACH) : bound.start]
    return form.behind is not None and form.behind.search(before) is not None


def read_quantity(
    context: Context, rule: CompiledRule, match: "regex.Match[str]", bound: Bound | None = None, *, place: str = ""
) -> Quantity | None:
    """What a form's match says, bound by the words before it; None where its words are no figure after all.

    `place` is the unit of a form of places that names none.
    """
    rules = context.rules.targets
    groups = match.groupdict()
    low, high = parse_number(groups["low"]), parse_number(groups["high"]) if groups.get("high") else None
    if high is not None and high <= low:
        return None
    start, number_end = bound.start if bound else match.start(), match.end("high" if high is not None else "low")
    comparator = _comparator(context, rule, groups) or (bound.comparator if bound else None)
    unit, end = " ".join((groups.get("unit") or "").split()) or None, match.end()
    if "noun" in groups:
        if not groups["scale"] and comparator is None and not _made(context, start):
            return None
        word = _unit_word(context, match.start("noun"))
        if word is None:
            return None
        unit, end = " ".join((groups["scale"] + word).split()), match.start("noun") + len(word)
        if rules.units.get(unit.casefold()) == "none":
            return None
    comparator = comparator or _changed(context, start)
    behind = rules.guard("cue.upwards").search("" if comparator else context.text[end : end + _UPWARDS_REACH])
    if high is not None:
        comparator = "range"
    elif behind:
        comparator = _symbol(context, behind["after"])
    noun = _bare(context, unit) if unit else ""
    kind = rules.units.get(noun.casefold()) if noun else None
    doubt = None
    if kind == "count" and _ENGLISH_GROUPS.fullmatch(groups["low"]):
        low, doubt = float(groups["low"].replace(",", "")), "comma read as a separator of thousands"
    if place:
        unit, kind = unit or place, "rank"
    return Quantity(
        start=start,
        number=match.start("low"),
        number_end=number_end,
        end=end,
        value=low,
        value_max=high,
        comparator=comparator or "=",
        unit=unit,
        kind=kind,
        noun=noun,
        rule=rule.id,
        doubt=doubt,
        upwards=behind["after"] if behind else "",
    )


def parse_number(written: str) -> float:
    """A number as Vietnam writes it: 1.500 is fifteen hundred, 8,5 eight and a half; 3.5 is a slip for 3,5."""
    if _GROUPED.fullmatch(written):
        return float(written.replace(".", "").replace(",", "."))
    return float(written.replace(",", "."))


def _made(context: Context, start: int) -> bool:
    """Whether a verb of making or doing stands before a figure, or the figure of another thing made, or nothing."""
    before = context.text[max(0, start - _NAME_REACH) : start]
    if before.rstrip(" ").endswith((";", ":")):
        return True
    rules = context.rules.targets.indicators
    joint = rules.joint_end.search(before)
    if joint and _COUNTED.search(before[: joint.start()].rstrip()):
        return True
    return rules.activity_end.search(before) is not None


def _comparator(context: Context, rule: CompiledRule, groups: dict[str, str | None]) -> str | None:
    """How a form and its own words bind its figure; None where they say nothing."""
    written = groups.get("after") or groups.get("comparator") or groups.get("sign")
    if written:
        return _symbol(context, written)
    return "<=" if rule.id in _PLACES else None


def _changed(context: Context, start: int) -> str | None:
    """The bound before the verb of change that a figure stands behind ("tối thiểu giảm 7%")."""
    bound = context.rules.targets.guard("cue.bound-change").search(context.text[max(0, start - _NAME_REACH) : start])
    return _symbol(context, bound["comparator"]) if bound else None


def _symbol(context: Context, written: str) -> str:
    return context.rules.targets.comparators.get(" ".join(written.split()).casefold(), "=")


def _bare(context: Context, unit: str) -> str:
    """A unit without its scale and rate: "triệu lượt khách/năm" -> "lượt khách"."""
    return " ".join(context.rules.targets.scale.sub("", _RATE.split(unit)[0]).split())


def _unit_word(context: Context, start: int) -> str | None:
    """The first Vietnamese word at a place, as segmented; None where it can be no unit."""
    units = context.rules.targets.units
    text = context.text
    end = min(start + _WORD_REACH, len(text))
    plain = regex.match(r"[\p{L} ]+", text[start:end])
    if plain is None:
        return None
    first = plain.group().split()[0]
    if units.get(first.casefold()) == "none":
        return None
    words = context.words(start, start + len(plain.group().rstrip()))
    word = text[words[0][0] : words[0][1]] if words else first
    return None if units.get(word.casefold()) in ("none", "time", "age") else word


def _is_quoted(before: str) -> bool:
    """Whether a quotation begun in the words before is still open (the name of a movement: "5 không, 3 sạch")."""
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _numbers_row(text: str, quantity: Quantity) -> bool:
    """Whether a number only numbers the line that it begins ("131 Đề án …")."""
    if quantity.number > 0 and text[quantity.number - 1] != "\n":
        return False
    return text[quantity.number_end : quantity.number_end + 2].strip()[:1].isupper()


def _counts_many(context: Context, quantity: Quantity, start: int) -> bool:
    """Whether a power of ten says of how many people a rate is ("tỷ suất tử vong trẻ em trên 1.000 trẻ")."""
    if quantity.value not in _MANY or quantity.kind not in ("count", None) or quantity.comparator not in ("=", ">"):
        return False
    before = context.text[max(start, quantity.start - _RATE_REACH) : quantity.start]
    return context.rules.targets.guard("cue.per-many").search(before) is not None


def _is_name(context: Context, quantity: Quantity, start: int) -> bool:
    """Whether the number belongs to the words before it ("Đề án 06", "giá trị trên 1 ha"), or to a date or list."""
    guard = context.rules.targets.guard
    before = context.text[max(start, quantity.start - _NAME_REACH) : quantity.start]
    one = context.text[quantity.number : quantity.number_end] in _ONE and quantity.kind not in ("percent", "money")
    if one and guard("cue.per-one").search(before):
        return True
    if _counts_many(context, quantity, start):
        return True
    if quantity.kind not in ("count", None) or quantity.number != quantity.start:
        return False
    if _YEAR.fullmatch(context.text, quantity.number, quantity.number_end):
        before_year = context.rules.targets.indicators.time_end.search(before)
        if before_year is not None:
            return True
    if _numbers_row(context.text, quantity) or (
        quantity.kind is None and _is_quoted(context.text[start : quantity.start])
    ):
        return True
    return guard("cue.name").search(before) is not None
