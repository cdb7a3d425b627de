"""Rows of bodies under one head: "các Sở: Công Thương, Tài chính", "UBND các huyện: A, B và C"."""

from dataclasses import replace

from pipeline.extract.agency_names import Name, NameReader
from pipeline.extract.agency_tails import Tail
from pipeline.extract.place_names import on_line, read_place
from pipeline.rulebook.agencies import Kind
from pipeline.rulebook.gazetteer import Phrase
from pipeline.rulebook.places import Level

_COMMAS = frozenset({",", ";", "và", "&", "VÀ"})
_OPENERS = frozenset({":", "("})


def unfold(reader: NameReader, first: int) -> list[Name]:
    """The bodies that the heads at a token name: the one read there and its further items, or a list's items."""
    name = reader.read_at(first)
    if name:
        listed = name.kind is not None and name.kind.names == "listed" and name.parent is None
        return [name, *_more_fields(reader, name, name.kind)] if listed and name.kind else [name]
    for phrase in reader.heads[first]:
        kind: Kind | None = phrase.payload.kind
        if kind is None:
            continue
        if kind.names == "listed" and reader.is_plural(first) and (items := _fields(reader, phrase, kind)):
            return items
        if (
            kind.names == "none"
            and kind.levels
            and not reader.is_plural(first)
            and (items := _places(reader, phrase, kind))
        ):
            return items
    return []


def _fields(reader: NameReader, phrase: Phrase, kind: Kind) -> list[Name]:
    """The items after "các sở", "các sở, ban, ngành:", "các bộ (...)"."""
    words = reader.tokens.words
    at = phrase.last
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
    return _share_tail(reader, [item, *_more_fields(reader, item, kind)], kind)


def _more_fields(reader: NameReader, name: Name, kind: Kind) -> list[Name]:
    """Further fields after a first: "Sở Công Thương, Tài chính và Nội vụ"."""
    words = reader.tokens.words
    items: list[Name] = []
    at = name.last
    while at + 1 < len(words) and words[at] in _COMMAS and on_line(reader.context, at + 1):
        first = at + 1
        if words[at] == "," and words[first] in ("và", "&") and first + 1 < len(words):
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
        return [*(replace(item, tail=tail) for item in items[:-1]), replace(items[-1], tail=tail, last=tail.last)]
    return [replace(item, tail=given) for item in items]


def _places(reader: NameReader, phrase: Phrase, kind: Kind) -> list[Name]:
    """The items after "UBND các huyện": places, each with its own level word or the list's."""
    words = reader.tokens.words
    at = phrase.last
    if at >= len(words) or words[at].lower() not in reader.rules.words.plurals or words[at].lower() == "cấp":
        return []
    at += 1
    level: Level | None = None
    while read := reader.context.rules.places.level_words.longest(words, at):
        level = read[0]
        at = read[1]
        if at < len(words) and words[at] in (",", "và", "-", "/"):
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
        if at + 1 >= len(words) or words[at] not in _COMMAS:
            break
        at += 1
        if words[at] in ("và", "&"):
            at += 1
    return items
