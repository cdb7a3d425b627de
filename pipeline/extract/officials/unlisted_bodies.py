"""Bodies of public kinds that the lists of agencies do not hold, as a post names them.

A post says where the name of its body begins ("Trưởng phòng Hạ tầng thuộc Sở"); its end is where a clause, a verb or a
person's name begins. The words are kept as written: that such a body exists is read off the post alone.
"""

from bisect import bisect_left, bisect_right

import regex

from pipeline.extract.agencies.read import resolve_bare
from pipeline.extract.context import Context
from pipeline.extract.officials.person_names import find_names
from pipeline.extract.officials.place_posts import place_meant
from pipeline.rulebook.levels import ANY_LEVEL

_LAST_WORDS = regex.compile(rf"(?r)(?<!\p{{L}})(?P<level>{ANY_LEVEL}|\p{{Ll}}+)")
UNLISTED = "a body that no list holds"
_WORDS = 14  # no name of a body is longer


def unlisted_body(context: Context, start: int, limit: int) -> tuple[str, int] | None:
    """The name of the body whose kind stands at `start`, and where its words end; None for no public kind."""
    text, rules = context.text, context.rules.officials
    kind = rules.public_kind.match(text, start, limit)
    if kind is None:
        return None
    clause = rules.cues["clause"].search(text, kind.end(), limit)
    end = _end(context, kind.end(), clause.start() if clause else limit)
    name = text[start:end].rstrip()
    end = start + len(name)
    if end <= kind.end() + 1:
        return None
    name = _spelt(context, name)
    if place := _place_at_end(context, start, end):
        level, full = place
        return f"{name.removesuffix(level)}{full}", end
    parent = rules.cues["class"].match(text, end, limit)
    body = resolve_bare(context, parent.group("word"), parent.start("word")) if parent else None
    if parent and body:
        return f"{name}, {body.name}" if rules.unit_kind.match(name) else name, parent.end()
    own = name.rsplit(" ", 1)[-1]
    if own in context.rules.agencies.words.societies and (association := resolve_bare(context, own, start)):
        return f"{name}, {association.name}", end
    full_name = _with_parent(context, start, end, name)
    if full_name == name and rules.unit_kind.match(name):
        return _with_whole(context, start, end, name)
    return full_name, end


def _spelt(context: Context, name: str) -> str:
    """The name with its class word as the lists of agencies spell it ("ban chỉ đạo": "Ban Chỉ đạo")."""
    name = name[:1].upper() + name[1:]
    kinds = (kind.name for kind in context.rules.agencies.kinds)
    opening = max(
        (kind for kind in kinds if f"{name} ".casefold().startswith(f"{kind} ".casefold())), key=len, default=""
    )
    return opening + name[len(opening) :]


def _place_at_end(context: Context, start: int, end: int) -> tuple[str, str] | None:
    """The level word that a name ends in, and the place it means ("Hội Khuyến học huyện")."""
    last = _LAST_WORDS.match(context.text, start, end)
    if last is None or last["level"] not in context.rules.places.levels:
        return None
    place = place_meant(context, last["level"], last.start())
    return (last["level"], place) if place else None


def _with_whole(context: Context, start: int, end: int, name: str) -> tuple[str, int]:
    """A unit's name with the body it is part of: the one named right after it, or last before it in its paragraph."""
    link = context.rules.officials.cues["whole"].match(context.text, end)
    readings = context.agencies
    after = bisect_left(readings, link.end(), key=lambda reading: reading.start) if link else len(readings)
    heads, rules = context.rules.officials.words.unit_parents, context.rules.agencies
    parents = [head for head in heads if not name.startswith(f"{rules.name_of(head)} ")]  # no phòng is part of another
    if link and after < len(readings) and readings[after].start == link.end() and readings[after].head in parents:
        return f"{name}, {readings[after].name}", readings[after].end
    block = context.blocks[context.block_at(start)]
    for reading in reversed(readings[: bisect_right(readings, start, key=lambda reading: reading.start)]):
        if reading.start < block.start:
            break
        if reading.head in parents:
            return f"{name}, {reading.name}", end
    return name, end


def _end(context: Context, start: int, clause_end: int) -> int:
    """Where a name of a body ends: before a person's name, or else before a word that no such name holds."""
    rules = context.rules.officials
    person = next((n for n in find_names(context.text, start, clause_end, rules) if n.start > start + 1), None)
    if person and not person.honored and len(context.text[start : person.start].split()) <= _WORDS:
        return person.start
    return _before_stop(context, start, person.start if person else clause_end)


def _with_parent(context: Context, start: int, end: int, name: str) -> str:
    """The name with the listed body inside it in full ("Ban Dân vận Huyện ủy" with its huyện)."""
    first = bisect_left(context.agencies, start + 1, key=lambda reading: reading.start)
    for reading in context.agencies[first : first + 3]:
        if reading.start < end <= reading.end:
            own = name[: reading.start - start].rstrip()
            comma = "," if context.rules.officials.unit_kind.match(own) else ""
            return f"{own}{comma} {reading.name}"
    return name


def _before_stop(context: Context, start: int, end: int) -> int:
    """Where the first word stands that no name of a body holds: a verb, a link, an opening of something else."""
    tokens, words = context.tokens, context.rules.agencies.words
    inside_names = context.rules.officials.words.inside_names
    index = tokens.at(start)
    last = min(tokens.at(end), index + _WORDS)
    while index < last and tokens.starts[index] < end:
        word = tokens.words[index]
        lexicon = words.ends if word[:1].isupper() else words.stops
        inside = word in inside_names or " ".join(tokens.words[index : index + 3]) in inside_names
        if not inside and lexicon.longest(tokens.words, index):
            break
        index += 1
    return min(tokens.ends[index - 1], end)
