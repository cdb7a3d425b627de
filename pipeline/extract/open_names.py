"""Where a name ends that no list holds: "Trung tâm Khuyến công và Tư vấn phát triển công nghiệp | phối hợp ..."."""

from collections.abc import Mapping

import regex

from pipeline.extract.context import Context
from pipeline.extract.place_names import line_end, on_line
from pipeline.rulebook.agencies import Kind

_WORD = regex.compile(r"[\p{L}']+|\d+")
_LONGEST = 22  # syllables
_LONGEST_ACRONYM = 4
_JOINERS = frozenset({"-", ",", "và", "&", "về"})
_NUMBERS = frozenset({"số", "Số"})


def read_open_name(context: Context, first: int, kind: Kind, heads: Mapping[int, object]) -> int | None:
    """The token after the name that begins at `first`, right after the opening words; None where no name stands.

    `heads` are the tokens where other bodies' opening words stand: a name ends before them.
    """
    words = context.tokens.words
    end = min(line_end(context, first), first + _LONGEST) if first < len(words) else first
    if first >= end or not _begins(context, first, end, kind):
        return None
    if kind.exact:
        found = kind.starting.longest(words, first, end)
        after = found[1] if found else first
        continues = (
            after < end and (words[after][0].isupper() or words[after] in ("và", "-")) and _close(context, after)
        )
        return None if after == first or (continues and not _ends_here(context, first, after, end, kind)) else after
    if kind.task or kind.numbered:
        number = first + (words[first] in _NUMBERS)
        if number < end and words[number].isdigit():
            return number + 1  # "Ban Chỉ đạo 389", "Quân khu 5"
    last, piece = first, first
    while last < end:
        following = _step(context, first, last, end, kind, heads)
        if following is None or (words[last][0].islower() and _is_province(context, piece, last)):
            break  # "Trường Đại học Cần Thơ | nghiên cứu"
        piece, last = last, following
    while last > first and (words[last - 1] in _JOINERS or (words[last - 1] == "số" and _is_number(context, last))):
        last -= 1
    if " ".join(words[first:last]).casefold() in kind.generic_names and not _has_place(context, last):
        return None
    if last == first + 1 and not kind.numbered:
        # one syllable is a place ("Hội Hoan") or a short form, unless the list of abbreviations has it
        known = context.rules.agencies.expansions.longest(words, first, last) is not None
        return last if known or words[first].isdigit() or (not kind.levels and not words[first].isupper()) else None
    return last if last > first else None


def _is_province(context: Context, first: int, last: int) -> bool:
    found = context.rules.places.province_names.longest(context.tokens.words, first, last)
    return found is not None and found[1] == last


def _is_verb(context: Context, first: int, last: int, end: int) -> bool:
    """Whether a subject is the verb of what follows: "Trung tâm Khuyến công | hỗ trợ 3 cơ sở".

    It belongs to the name where the name goes on with a subject, a capital or a joiner, or ends.
    """
    words, rules = context.tokens.words, context.rules.agencies.words
    if " ".join(words[first:last]) not in rules.verbs or words[first - 1] in ("và", "&", ",", "-") or last >= end:
        return False
    if words[last].isdigit():
        return True
    continues = words[last][0].isupper() or not words[last].isalpha() or words[last] == "và"
    return not (continues or rules.subjects.longest(words, last, end) or rules.stops.longest(words, last, end))


def _has_place(context: Context, at: int) -> bool:
    """Whether a level word or a province stands at a token."""
    words, places = context.tokens.words, context.rules.places
    return (
        at < len(words)
        and on_line(context, at)
        and (
            places.level_words.longest(words, at) is not None
            or (words[at][0].isupper() and places.province_names.longest(words, at) is not None)
        )
    )


def _is_number(context: Context, at: int) -> bool:
    words = context.tokens.words
    return at < len(words) and (words[at].isdigit() or words[at] == ":")


def _begins(context: Context, first: int, end: int, kind: Kind) -> bool:
    words = context.tokens.words
    word = words[first]
    if kind.starting_words and kind.starting.longest(words, first, end) is None:
        return False
    if (
        word in kind.stops
        or (len(word) > 1 and word.isupper() and word.lower() in kind.stops)
        or not _WORD.fullmatch(word)
        or not _close(context, first)
    ):
        return False
    if kind.numbered:
        return word.isdigit() or word in _NUMBERS
    if word.isdigit():
        return kind.long
    if word[0].islower() and not (kind.loose or any(start.split()[0] == word for start in kind.starting_words)):
        return False
    subject = context.rules.agencies.words.subjects.longest(words, first, end) is not None
    return subject or not _ends_here(context, first, first, end, kind)


def _step(context: Context, first: int, at: int, end: int, kind: Kind, heads: Mapping[int, object]) -> int | None:
    """The token after the piece of name at `at`; None where the name ends before it."""
    words = context.tokens.words
    word = words[at]
    if at > first and not _close(context, at):
        return None
    if word in ("-", "&", ","):
        return _join(context, first, at, end, kind, heads)
    if not _WORD.fullmatch(word):
        return None
    if at > first and (at in heads or (kind.proper and word[0].islower())):
        return None
    if subject := context.rules.agencies.words.subjects.longest(words, at, end):
        return None if at > first and _is_verb(context, at, subject[1], end) else subject[1]
    if at > first and _ends_here(context, first, at, end, kind):
        return None
    if word in ("và", "VÀ"):
        return _join(context, first, at, end, kind, heads)
    if word[0].isupper() and (province := context.rules.places.province_names.longest(words, at, end)):
        return province[1]
    if word.isdigit():
        return at + 1 if kind.long or kind.numbered or words[at - 1] in _NUMBERS else None
    return at + 1


def _join(context: Context, first: int, at: int, end: int, kind: Kind, heads: Mapping[int, object]) -> int | None:
    """The token after a joiner that goes on with the name."""
    words, rules = context.tokens.words, context.rules.agencies.words
    after = at + 1
    if at == first or after >= end or after in heads or not _WORD.fullmatch(words[after]):
        return None
    subject = rules.subjects.longest(words, after, end) is not None
    if not subject and (_ends_here(context, first, after, end, kind) or words[after].isdigit()):
        return None
    if words[at] == "-":
        return after if words[after][0].isupper() or subject or _glued(context, at) else None
    if words[at] == ",":
        # "Viện Chiến lược, Chính sách tài nguyên và môi trường": a comma inside a name has its "và" behind it
        if words[at - 1].lower() == "phòng" and words[after].lower() == "chống":
            return after
        return (
            after
            if (kind.long and subject) or _comma_inside(context, after, end, heads, subject or kind.long)
            else None
        )
    return after if words[after][0].isupper() or subject or (kind.long and "," in words[first:at]) else None


def _comma_inside(context: Context, after: int, end: int, heads: Mapping[int, object], subject: bool) -> bool:
    words = context.tokens.words
    if not (words[after][0].isupper() or subject):
        return False
    for at in range(after, min(end, after + 7)):
        if words[at] in ("và", "&"):
            following = at + 1
            return (
                following < end
                and following not in heads
                and (
                    (
                        words[following][0].isupper()
                        and context.rules.agencies.words.ends.longest(words, following, end) is None
                    )
                    or context.rules.agencies.words.subjects.longest(words, following, end) is not None
                    or (
                        words[after][0].islower()
                        and not context.rules.agencies.words.stops.longest(words, following, end)
                    )
                )
            )
        if at in heads or not _WORD.fullmatch(words[at]) or context.rules.agencies.words.stops.longest(words, at, end):
            return False
    return False


def _ends_here(context: Context, first: int, at: int, end: int, kind: Kind) -> bool:
    """Whether something else begins at a token: a verb, a title, a person, a place, a level word."""
    rules, words = context.rules, context.tokens.words
    word = words[at]
    if rules.places.level_words.longest(words, at, end) and word not in ("xã", "Xã"):
        return True
    if word.lower() == "xã" and words[at - 1].lower() != "hợp" and not _is_next(words, at, end, "hội", "Hội", "HỘI"):
        return at > first
    if (
        word.lower() == "khu"
        and _is_next(words, at, end, "vực", "VỰC")
        and not _is_next(words, at + 1, end, "miền", "phía")
    ):
        return True  # "khu vực VI", "khu vực nơi đóng trụ sở"
    if word[0].islower():
        return rules.agencies.words.stops.longest(words, at, end) is not None
    if kind.place != "own" and rules.places.province_names.longest(words, at, end) and not kind.persons:
        return True
    if word.isupper() and len(word) > 1 and rules.agencies.words.stops.longest(words, at, end) and at > first:
        return rules.agencies.expansions.longest(words, at, end) is None
    if rules.agencies.words.ends.longest(words, at, end) and _same_case(rules, words, at, end):
        return at > first
    return at > first and not kind.persons and kind.place != "own" and _is_person(context, at, end)


def _same_case(rules: object, words: list[str], at: int, end: int) -> bool:
    return not words[at].isupper() or words[at] in ("KCN", "HTX", "TM", "KT", "TL", "VT", "ĐT") or len(words[at]) > 1


def _is_next(words: list[str], at: int, end: int, *wanted: str) -> bool:
    return at + 1 < end and words[at + 1] in wanted


def _is_person(context: Context, at: int, end: int) -> bool:
    """A surname and one to three more syllables, all with a capital."""
    words = context.tokens.words
    if words[at] not in context.rules.agencies.words.surnames or at + 1 >= end or words[at].isupper():
        return False
    return words[at + 1][0].isupper() and (
        at + 2 >= end or words[at + 2][0].isupper() or not words[at + 2][0].isalpha()
    )


def _close(context: Context, at: int) -> bool:
    """Whether a token stands right after the one before, with at most blanks between."""
    return "\n" not in context.text[context.tokens.ends[at - 1] : context.tokens.starts[at]]


def _glued(context: Context, at: int) -> bool:
    tokens = context.tokens
    return (
        tokens.starts[at] == tokens.ends[at - 1] and at + 1 < len(tokens) and tokens.starts[at + 1] == tokens.ends[at]
    )


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
