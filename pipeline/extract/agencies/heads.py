"""Where bodies' names open: the phrases of the lists that stand in the text as heads should."""

from collections.abc import Callable
from itertools import islice

from pipeline.extract.context import Context
from pipeline.rulebook.agencies import HEADS, Head
from pipeline.rulebook.gazetteer import Phrase

Heads = dict[int, list[Phrase]]  # by their first token, kinds before bodies


def find_heads(context: Context) -> Heads:
    """The heads at each token; the longest alone ("Hội đồng" is none within "Hội đồng nhân dân")."""
    heads: Heads = {}
    stands = _stands(context)
    text = context.text
    phrases = context.phrases(HEADS)
    for index, phrase in enumerate(phrases):
        # small letters first: most words that look like a head are none ("cơ sở", "cán bộ")
        if (
            (text[phrase.start].isupper() or phrase.payload.lower or _has_capital(text, phrase))
            and stands(phrase)
            and not ("\n" in text[phrase.start : phrase.end] and _runs_into_another(phrases, index))
        ):
            heads.setdefault(phrase.first, []).append(phrase)
    for found in heads.values():
        if len(found) > 1:
            longest = [phrase for phrase in found if phrase.last == found[0].last]  # which come first
            # a kind first: "Cục Thuế tỉnh X" before the Cục Thuế of the centre
            found[:] = sorted(longest, key=lambda phrase: phrase.payload.kind is None)
    return heads


def find_openings(context: Context, heads: Heads) -> Heads:
    """The heads before which the name of another body ends: not words that names have inside ("Phòng, chống")."""
    words = context.tokens.words

    def opens(phrase: Phrase) -> bool:
        head: Head = phrase.payload
        if head.kind is None:
            return True
        following = words[phrase.last] if phrase.last < len(words) else ""
        inside = head.kind.names == "open" and (following in head.kind.stops or following == ",")
        return context.text[phrase.start].isupper() and not inside

    return {first: phrases for first, phrases in heads.items() if any(opens(phrase) for phrase in phrases)}


def _runs_into_another(phrases: list[Phrase], index: int) -> bool:
    """Whether the last words of a phrase open a head of the line below: "... TỈNH / ỦY BAN NHÂN DÂN TỈNH X"."""
    phrase = phrases[index]
    for other in islice(phrases, index + 1, None):
        if other.first >= phrase.last:
            return False
        if other.first > phrase.first and other.last > phrase.last:
            return True
    return False


def _has_capital(text: str, phrase: Phrase) -> bool:
    """Whether only the first letter of a phrase is small: "đoàn ĐBQH", "ban Dân vận"."""
    written = text[phrase.start : phrase.end]
    return not written.islower() and written[1:] == phrase.payload.spelling[1:]


def _stands(context: Context) -> Callable[[Phrase], bool]:
    """Whether a phrase is written as the list has it, in one line, outside codes, after no word that joins it."""
    text, words, ends, anchor = context.text, context.tokens.words, context.tokens.ends, context.anchor
    compounds = context.rules.agencies.words.compounds

    def stands(phrase: Phrase) -> bool:
        head: Head = phrase.payload
        first = phrase.first
        before = words[first - 1] if first else ""
        if before.lower() in head.not_after:
            return False
        written = text[phrase.start : phrase.end]
        if before.lower() in compounds and written[0].islower():
            return False
        if head.acronym and written != head.spelling:
            return False
        if "\n" in written and not written.isupper() and " ".join(written.split()) != head.spelling:
            return False  # a narrow column breaks names too, but then all their capitals are in place
        if before in ("/", "-") and ends[first - 1] == phrase.start:
            # "HĐND-UBND", but "12/KH-UBND" is a code
            return before == "-" and words[first - 2].isupper() and words[first - 3] != "/"
        return head.kind is None or head.kind.valid_on(anchor)

    return stands
