"""The words of a name as its canonical form has them: abbreviations written out, headings in capitals made small."""

import regex

from pipeline.extract.context import Context
from pipeline.text.letters import bare_letters

_VOWELS = frozenset("aeiouy")
_BRACKET = regex.compile(r"\ *\([^)]*\)")


def spell(context: Context, first: int, last: int, *, heading: bool) -> str:
    """The words of an open name with their abbreviations written out, beginning with a capital.

    `heading`: the words before it are in capitals and no abbreviation, so that its own capitals tell nothing.
    """
    tokens, expansions = context.tokens, context.rules.agencies.expansions
    conjunction = f" {context.rules.agencies.words.conjunction} "
    written = context.text[tokens.starts[first] : tokens.ends[last - 1]]
    if heading and written.isupper():
        return _recase(context, first, last)
    pieces: list[str] = []
    at = first
    while at < last:
        gap = " " if at > first and tokens.starts[at] > tokens.ends[at - 1] else ""
        in_code = at > first and not gap and tokens.words[at - 1] == "/"  # "số 18-NQ/TW"
        found = None if in_code or not tokens.words[at].isupper() else expansions.longest(tokens.words, at, last)
        after = found[1] if found else at + 1
        pieces.append(gap + (found[0] if found else tokens.words[at]))
        at = after
    name = _BRACKET.sub("", "".join(pieces)).replace(" & ", conjunction).replace("&", conjunction)
    return _capitalized(context, name)


def _recase(context: Context, first: int, last: int) -> str:
    """A name in capitals with a capital at its start and in the places it names; short forms are no syllables."""
    words, provinces = context.tokens.words, context.rules.places.province_names
    expansions = context.rules.agencies.expansions
    pieces: list[str] = []
    at = first
    while at < last:
        found = provinces.longest(words, at, last)
        if found is None and _VOWELS.isdisjoint(bare_letters(words[at])):
            found = expansions.longest(words, at, last)
        pieces.append(found[0] if found else words[at].lower())
        at = found[1] if found else at + 1
    name = " ".join(pieces).replace(" ,", ",")
    return _capitalized(context, name)


def _capitalized(context: Context, name: str) -> str:
    """A name with a capital at its start, but for one of several things: "Ban Quản lý các khu công nghiệp"."""
    return name if name.startswith(f"{context.rules.agencies.words.many} ") else name[0].upper() + name[1:]
