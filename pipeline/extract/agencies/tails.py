"""The place that stands after the name of a body: "tỉnh Quảng Nam", "tỉnh" alone, "Quảng Nam" alone, "khu vực VI"."""

from dataclasses import dataclass

import regex

from pipeline.extract.agencies.heads import Heads
from pipeline.extract.context import Context
from pipeline.extract.places.names import capital_run, line_end, on_line, read_place, words_between
from pipeline.rulebook.agencies import Kind
from pipeline.rulebook.levels import LevelWord, Rank
from pipeline.rulebook.places import Level, Unit

_ROMAN = regex.compile(r"[IVX]+")


@dataclass(frozen=True, slots=True)
class Tail:
    """The place after a name: a `unit`, a bare `level` word, or a `region` as written; `last` is the token after it.

    `plural` where the words mean many places ("các huyện"); `bare` where the unit stands without its level word.
    """

    last: int
    region: str | None = None
    unit: Unit | None = None
    level: Level | None = None
    bare: bool = False
    plural: bool = False

    def fits(self, kind: Kind) -> bool:
        """Whether a body of this kind can belong to such a place."""
        if self.region:
            return kind.place != "plain"
        ranks = (self.unit.rank,) if self.unit else self.level.ranks if self.level else ()
        return not kind.levels or any(rank in kind.levels for rank in ranks)


def read_tail(context: Context, first: int, kind: Kind | None, heads: Heads) -> Tail | None:
    """The place that stands at a token, right after a name; None where none does."""
    words = context.tokens.words
    if first >= len(words) or not words[first][0].isalpha() or not on_line(context, first):
        return None
    levels = context.rules.places.level_words
    name_words = context.rules.agencies.words
    motto = name_words.motto_words
    if words[first] == motto[0] and words[first : first + len(motto)] == motto:
        first += len(motto)  # the header's two columns run together
        if first >= len(words):
            return None
    if words[first].lower() == name_words.grade and kind and kind.task and (own := levels.longest(words, first + 1)):
        return _levelled(context, own[0], own[1], heads)  # "Ban Chỉ đạo ... cấp tỉnh" is the province's one
    if words[first].lower() in name_words.plurals and any(
        groups.longest(words, first + 1) for groups in (levels, name_words.everywhere, name_words.fillers)
    ):
        return Tail(first + 1, plural=True)
    if any(phrase.payload.kind for phrase in heads.get(first, ())):
        return None  # "Tỉnh ủy", "Thành đoàn"
    if region := read_region(context, first):
        return region
    if read := levels.longest(words, first):
        return _levelled(context, read[0], read[1], heads)
    return _bare_unit(context, first, kind) if words[first][0].isupper() else None


def _levelled(context: Context, level: Level, after: int, heads: Heads) -> Tail | None:
    words, name_words = context.tokens.words, context.rules.agencies.words
    if found := read_place(context, after, level):
        return Tail(found[1], unit=found[0])
    if name_words.abroad.longest(words, after):
        return Tail(after, level=level, plural=True)  # no place of ours
    if words[after - 1] == ".":
        if words[after - 2].upper() != "TP":
            return None  # "P." and "Q." alone are other words
        after -= 1  # the full stop of the sentence: "HĐND TP. Ông ..."
    # "thành phố trực thuộc Trung ương": any of them
    of_the_centre = words[after : after + 2] == name_words.directly_under_words
    # "UBND tỉnh các tỉnh ven biển"
    of_many = words[after : after + 1] == [name_words.many] and (
        context.rules.places.level_words.longest(words, after + 1) is not None
    )
    return Tail(after, level=level, plural=of_the_centre or of_many or _enumerates(context, after, heads))


def _enumerates(context: Context, after: int, heads: Heads) -> bool:
    """Whether bare levels stand in a row: "UBND huyện, thị xã, thành phố"."""
    words, name_words = context.tokens.words, context.rules.agencies.words
    if after + 1 >= len(words) or after + 1 in heads:
        return False
    if words[after] not in name_words.chaining and words[after] not in name_words.alternatives:
        return False
    read = context.rules.places.level_words.longest(words, after + 1)
    return read is not None and read_place(context, read[1], read[0]) is None


def _bare_unit(context: Context, first: int, kind: Kind | None) -> Tail | None:
    """A province, or a district that the name settles here, without its level word."""
    words, places = context.tokens.words, context.rules.places
    end = line_end(context, first)
    if found := places.province_names.longest(words, first, end):
        return Tail(found[1], unit=places.province(found[0], context.anchor), bare=True)
    if kind is None:
        return None
    if kind.base and (commune := _commune_named(context, first, end)):
        return commune
    if Rank.DISTRICT not in kind.levels:
        return None
    named = places.district_names.longest(words, first, end)
    if named is None:
        return None
    units = [unit for unit in named[0] if unit.province == context.home.province_name] or named[0]
    if kind.place != "plain" and len({unit.full for unit in units}) > 1:
        return None
    return Tail(named[1], unit=units[0], bare=True)


def _commune_named(context: Context, first: int, end: int) -> Tail | None:
    """A commune without its level word, with which the text names it elsewhere ("Đảng ủy Hưng An")."""
    last = capital_run(context, first, end)
    name = words_between(context, first, last)
    communes = (place.unit for place in context.home.named.all if place.unit.rank == Rank.COMMUNE)
    unit = next((unit for unit in communes if unit.name == name), None)
    return Tail(last, unit=unit, bare=True) if unit else None


def read_region(context: Context, first: int) -> Tail | None:
    """A region by number or name ("khu vực VI", "Khu vực 3 - Lạng Sơn"); plural where it has neither."""
    words = context.tokens.words
    opening = context.rules.agencies.words.region.longest(words, first)
    if opening is None or opening[1] >= len(words):
        return None
    at = opening[1]
    named = words[at].isdigit() or (words[at][0].isupper() and not context.rules.places.level_words.longest(words, at))
    if not named or not on_line(context, at):
        return Tail(at, plural=True)  # "Chi cục Thuế khu vực nơi đóng trụ sở"
    end = line_end(context, at)
    last = at + 1 if words[at].isdigit() or _ROMAN.fullmatch(words[at]) else capital_run(context, at, end)
    region = f"{words_between(context, first, at).lower()} {words_between(context, at, last)}"
    if last + 1 < end and words[last] == "-" and (place := _province_of_region(context, last + 1, end)):
        return Tail(place[1], region=f"{region} - {place[0]}")
    return Tail(last, region=region)


def _province_of_region(context: Context, first: int, end: int) -> tuple[str, int] | None:
    """The province that tells regions of one number apart, as their names have it, and the token after it."""
    words, places = context.tokens.words, context.rules.places
    level = places.level_words.longest(words, first, end)
    names = (places.province_names.longest(words, at, end) for at in (first, level[1] if level else first))
    found = next(filter(None, names), None)
    if found is None:
        return None
    name, last = found
    return (f"{LevelWord.CITY.capitalize()} {name}" if name in context.rules.places.words.never_bare else name), last
