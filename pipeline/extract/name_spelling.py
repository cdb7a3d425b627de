"""The words of a name as its canonical form has them: abbreviations written out, headings in capitals made small."""

from pipeline.extract.context import Context

_LONGEST_ACRONYM = 4  # letters


def spell(context: Context, first: int, last: int) -> str:
    """The words of an open name with their abbreviations written out, beginning with a capital."""
    tokens, expansions = context.tokens, context.rules.agencies.expansions
    written = context.text[tokens.starts[first] : tokens.ends[last - 1]]
    if written.isupper() and any(len(word) > _LONGEST_ACRONYM for word in tokens.words[first:last]):
        return written.capitalize()  # a heading in capitals does not tell which words have one
    pieces: list[str] = []
    at = first
    while at < last:
        gap = " " if at > first and tokens.starts[at] > tokens.ends[at - 1] else ""
        found = expansions.longest(tokens.words, at, last) if tokens.words[at].isupper() else None
        after = found[1] if found else at + 1
        pieces.append(gap + (found[0] if found else tokens.words[at]))
        at = after
    name = "".join(pieces).replace(" & ", " và ").replace("&", " và ")
    return name[0].upper() + name[1:]
