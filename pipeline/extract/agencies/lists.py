"""Rows of bodies under one head: "các Sở: Công Thương, Tài chính", "UBND các huyện: A, B và C"."""

from pipeline.extract.agencies.names import Name, NameReader
from pipeline.extract.agencies.tails import Tail
from pipeline.extract.places.names import capital_run, line_end, on_line, read_place
from pipeline.rulebook.agencies import Kind
from pipeline.rulebook.gazetteer import Phrase
from pipeline.rulebook.levels import Rank
from pipeline.rulebook.places import Level, Unit

_OPENERS = frozenset({":", "("})


def unfold(reader: NameReader, first: int) -> list[Name]:
    """The bodies that the heads at a token name: the one read there and its further items, or a list's items."""
    name = reader.read_at(first)
    if name:
        return [name, *_more_like(reader, name, name.kind)] if name.kind else [name]
    for phrase in reader.heads[first]:
        kind: Kind | None = phrase.payload.kind
        if kind is None:
            continue
        if kind.names == "listed" and (items := _fields(reader, phrase, kind)):
            return items
        if kind.proper and reader.is_plural(first) and (items := _proper_names(reader, phrase, kind)):
            return items
        if (
            kind.names == "none"
            and kind.levels
            and not reader.is_plural(first)
            and (items := _places(reader, phrase, kind))
        ):
            return items
    return []


def _more_like(reader: NameReader, name: Name, kind: Kind) -> list[Name]:
    """The further bodies of a row whose first has a name of its own."""
    if name.parent:
        own = name.first < name.parent.first and reader.tokens.words[name.parent.first - 1] == ":"
        return _more_parents(reader, name, kind) if own and kind.parent == "space" else []
    if kind.names == "listed":
        return _more_fields(reader, name, kind)
    if kind.names == "none" and name.tail and name.tail.unit and not name.tail.bare:
        return _more_places(reader, name, name.tail.unit)
    return []


def _more_parents(reader: NameReader, name: Name, kind: Kind) -> list[Name]:
    """Further bodies whose unit is meant: "TTr: Tỉnh ủy, HĐND tỉnh"."""
    words = reader.tokens.words
    items: list[Name] = []
    at = name.last
    while at + 1 < len(words) and words[at] in reader.rules.words.commas and (parent := reader.read_at(at + 1)):
        if kind.of and parent.head not in kind.of:
            break
        items.append(name._replace(first=at + 1, last=parent.last, parent=parent))
        at = parent.last
    return items


def _more_places(reader: NameReader, name: Name, first: Unit) -> list[Name]:
    """Further places of the same rank: "UBND huyện A, huyện B", or, up to a last "và", by known names alone."""
    words, lists = reader.tokens.words, reader.rules.words
    items: list[Name] = []
    bare: list[Name] = []  # which count where a conjunction ends their row
    at = name.last
    while at + 1 < len(words) and words[at] in lists.commas and at + 1 not in reader.heads:
        level = reader.context.rules.places.level_words.longest(words, at + 1)
        found = read_place(reader.context, level[1], level[0]) if level and on_line(reader.context, at + 1) else None
        if found is None:
            found = _known_place(reader, at + 1, first)
            if found is None:
                break
            bare.append(name._replace(first=at + 1, last=found[1], tail=Tail(found[1], unit=found[0])))
            if words[at] in lists.conjunctions:
                return items + bare
        elif found[0].rank == first.rank:
            items.append(name._replace(first=at + 1, last=found[1], tail=Tail(found[1], unit=found[0])))
        else:
            break
        at = found[1]
    return items


def _known_place(reader: NameReader, first: int, like: Unit) -> tuple[Unit, int] | None:
    """The one listed place of another's rank whose name stands at a token, no longer name going on behind it."""
    context, words, places = reader.context, reader.tokens.words, reader.context.rules.places
    if not words[first][0].isupper() or not on_line(context, first):
        return None
    units: tuple[Unit, ...]
    if like.rank is Rank.PROVINCE:
        province = places.province_names.longest(words, first)
        if province is None or province[0] in places.words.never_bare:
            return None
        units, last = (places.province(province[0], context.anchor),), province[1]
    else:
        named = places.names_of_rank(like.rank, context.anchor).longest(words, first)
        if named is None:
            return None
        units, last = named
        units = tuple(unit for unit in units if unit.province == context.home.province_name) or units
    goes_on = last < len(words) and (words[last][0].isupper() or words[last] == "-") and on_line(context, last)
    return (units[0], last) if len(units) == 1 and not goes_on else None


def _fields(reader: NameReader, phrase: Phrase, kind: Kind) -> list[Name]:
    """The items after "các sở", "các sở, ban, ngành:", "các bộ (...)"; of a list also after one head, "Sở: X, Y"."""
    words = reader.tokens.words
    at = phrase.last
    plural = reader.is_plural(phrase.first)
    if not plural and words[at : at + 1] != [":"]:
        return []
    while at < len(words) and on_line(reader.context, at) and (found := reader.rules.words.fillers.longest(words, at)):
        at = found[1]
    if at < len(words) and words[at] in _OPENERS:
        at += 1
    elif at > phrase.last:
        return []
    if at >= len(words) or not words[at][0].isupper():
        return []
    found_field = reader.rules.listed(kind).longest(words, at)
    if found_field is None:
        return []
    item = Name(at, found_field[1], f"{kind.name} {found_field[0]}", kind.id, f"agency.{kind.id}", kind)
    items = [item, *_more_fields(reader, item, kind)]
    return _share_tail(reader, items, kind) if plural or len(items) > 1 else []


def _proper_names(reader: NameReader, phrase: Phrase, kind: Kind) -> list[Name]:
    """The items after "các Đồn Biên phòng": two proper names or more, each of two syllables or more."""
    context, words, lists = reader.context, reader.tokens.words, reader.rules.words
    items: list[Name] = []
    at = phrase.last
    while at < len(words) and words[at][0].isupper() and on_line(context, at) and at not in reader.heads:
        last = capital_run(context, at, line_end(context, at))
        if last == at + 1 or lists.ends.longest(words, at, last):
            break
        own = f"{kind.name} {reader.written(at, last)}"
        first = at if items else phrase.first
        items.append(Name(first, last, own, kind.id, f"agency.{kind.id}", kind))
        if last >= len(words) or words[last] not in lists.commas:
            break
        at = last + 1
    return items if len(items) > 1 else []


def _more_fields(reader: NameReader, name: Name, kind: Kind) -> list[Name]:
    """Further fields after a first: "Sở Công Thương, Tài chính và Nội vụ"."""
    words = reader.tokens.words
    items: list[Name] = []
    at = name.last
    while at + 1 < len(words) and words[at] in reader.rules.words.commas and on_line(reader.context, at + 1):
        first = at + 1
        if words[at] == "," and words[first] in reader.rules.words.conjunctions and first + 1 < len(words):
            first += 1
        found = reader.rules.listed(kind).longest(words, first)
        if found is None or not words[first][0].isupper() or reader.read_at(first) is not None:
            break
        if words[first].isupper() != words[first - 1].isupper() and len(words[first]) > 6:
            break
        items.append(Name(first, found[1], f"{kind.name} {found[0]}", kind.id, f"agency.{kind.id}", kind))
        at = found[1]
    return _share_tail(reader, items, kind, name.tail)


def _share_tail(reader: NameReader, items: list[Name], kind: Kind, given: Tail | None = None) -> list[Name]:
    """The items with the place that stands after the last of them, or that the first has."""
    if not items:
        return items
    tail = reader.read_tail(items[-1].last, kind) if kind.levels else None
    if tail and (tail.plural or (not tail.unit and not tail.level)):
        tail = None
    if tail:
        return [*(item._replace(tail=tail) for item in items[:-1]), items[-1]._replace(tail=tail, last=tail.last)]
    return [item._replace(tail=given) for item in items]


def _places(reader: NameReader, phrase: Phrase, kind: Kind) -> list[Name]:
    """The items after "UBND các huyện": places, each with its own level word or the list's."""
    words = reader.tokens.words
    at = phrase.last
    many = words[at].lower() if at < len(words) else reader.rules.words.grade
    if many not in reader.rules.words.plurals or many == reader.rules.words.grade:
        return []
    at += 1
    level: Level | None = None
    while read := reader.context.rules.places.level_words.longest(words, at):
        level = read[0]
        at = read[1]
        if at < len(words) and words[at] in reader.rules.words.chaining:
            following = reader.context.rules.places.level_words.longest(words, at + 1)
            if following is None:
                break
            at += 1
    if level is None or at >= len(words):
        return []
    if words[at] in _OPENERS:
        at += 1
    items: list[Name] = []
    while at < len(words) and on_line(reader.context, at):
        first = at
        if read := reader.context.rules.places.level_words.longest(words, at):
            level, at = read
        found = read_place(reader.context, at, level)
        if found is None:
            break
        unit, last = found
        items.append(Name(first, last, kind.name, kind.id, f"agency.{kind.id}", kind, tail=Tail(last, unit=unit)))
        at = last
        if at + 1 >= len(words) or words[at] not in reader.rules.words.commas:
            break
        at += 1
        if words[at] in reader.rules.words.conjunctions:
            at += 1
        # "Công an các quận A, B và các huyện C, D"
        if words[at].lower() == many and reader.context.rules.places.level_words.longest(words, at + 1):
            at += 1
    return items
