"""Names of persons: runs of capitalised syllables that a family name, an honorific or a post opens."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import regex

from pipeline.rulebook.names import NameRules
from pipeline.rulebook.officials import OfficialsRules

_SYLLABLE = r"(?:[HKYR]'\ ?\p{L}\p{Ll}*|\p{Lu}\p{Ll}*(?:['-]\p{L}\p{Ll}+)*)(?![\p{L}\p{N}])"
_CAPITALS = r"(?:[HKYR]'\ ?\p{Lu}+|\p{Lu}+(?:['-]\p{Lu}+)*)(?![\p{L}\p{N}])"
_RUN = regex.compile(
    rf"(?<![\p{{L}}\p{{N}}])(?:{_SYLLABLE}(?:\ {{1,2}}{_SYLLABLE})++"
    rf"|{_CAPITALS}(?:\ {{1,2}}{_CAPITALS})++|[HK]'\p{{L}}++)"
)
_ONE = regex.compile(rf"{_SYLLABLE}|{_CAPITALS}")
_PART = regex.compile(r"\p{L}+")
_PREFIXES = frozenset({"h'", "k'"})
_PREFIXED = regex.compile(r"[HKYR]'|Y\b|A\b")
_LIST = regex.compile(r"[;:]\s*(?:-\ ?|\+\ ?)?\Z")
_LONGEST = 5  # syllables; names of some peoples run to six
_LONGEST_IN_CAPITALS = 4  # outside signatures: behind a name in a heading its verb stands in capitals too
_REACH = 48  # how far back an honorific may begin


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A name at [start, end), as it is written out; `honored` when an honorific stands before it.

    `sure` False: only its place in a list speaks for it, so that it counts with a post right behind it.
    """

    start: int
    end: int
    name: str
    honored: bool
    sure: bool = True


def likely_places(text: str, rules: OfficialsRules) -> Iterator[int]:
    """Where runs of capitals stand that may hold a name: a cheap first look at a whole text."""
    known = rules.names.known
    for run in _RUN.finditer(text):
        words = run.group().lower().split()
        if len(words) != 2 or any(word in known or len(word) == 1 for word in words):
            yield run.start()


def find_names(
    text: str, start: int, end: int, rules: OfficialsRules, *, after_post: bool = False
) -> Iterator[NameSpan]:
    """The names in text[start:end], in order. `after_post`: a post ends at `start`, so that a name may follow bare."""
    for run in _RUN.finditer(text, start, end):
        tight = after_post and not text[start : run.start()].strip()
        yield from _names_of_run(text, run, rules, floor=start, tight=tight)


def whole_name(text: str, start: int, end: int, rules: OfficialsRules) -> NameSpan | None:
    """The name that text[start:end] is, honorifics and ranks before it aside; None where it is something else."""
    lead = rules.names.any_honorific.match(text, start, end)
    first = lead.end() if lead else start
    run = _RUN.fullmatch(text, first, end)
    if run is None:
        return None
    found = next(_names_of_run(text, run, rules, floor=start, tight=True, remembered=True), None)
    return found if found and (found.start, found.end) == (first, end) else None


def name_as_written_out(name: str) -> str:
    """A name in capitals with its syllables recased, blanks single.

    >>> name_as_written_out("NGUYỄN  VĂN H'LOAN")
    "Nguyễn Văn H'Loan"
    """
    return " ".join(_recased(part) if len(part) > 1 and part.isupper() else part for part in name.split())


def _recased(syllable: str) -> str:
    return _PART.sub(lambda part: part.group().capitalize(), syllable)


def _names_of_run(
    text: str, run: "regex.Match[str]", rules: OfficialsRules, *, floor: int, tight: bool, remembered: bool = False
) -> Iterator[NameSpan]:
    """The names of one run of capitalised syllables; mostly one or none."""
    names = rules.names
    parts = [(m.start(), m.end(), m.group().lower()) for m in _ONE.finditer(text, run.start(), run.end())]
    in_capitals = text[run.start() : run.end()].isupper()
    if in_capitals and len(parts) > (_LONGEST if remembered else _LONGEST_IN_CAPITALS):
        return  # a heading
    honored = bool(names.before_name.match(text, max(floor, run.start() - _REACH), run.start()))
    first = 0
    if not honored and parts[0][2] in names.forms_of_address:
        honored, first = True, 1
    sure = True
    while first < len(parts):
        begin = _first_syllable(parts, first, rules, honored=honored, tight=tight, in_capitals=in_capitals)
        if (
            begin is None
            and first == 0
            and not in_capitals
            and _LIST.search(text, max(0, run.start() - 4), run.start())
        ):
            begin, sure = 0, False
        if begin is None:
            return
        stop = _last_syllable(parts, begin, names)
        span = NameSpan(parts[begin][0], parts[stop - 1][1], "", honored, sure)
        if _is_person(text, span, parts[begin:stop], rules, floor, remembered=remembered):
            yield replace(span, name=name_as_written_out(text[span.start : span.end]))
        first, honored, tight, sure = stop, False, False, True


def _first_syllable(
    parts: list[tuple[int, int, str]],
    first: int,
    rules: OfficialsRules,
    *,
    honored: bool,
    tight: bool,
    in_capitals: bool,
) -> int | None:
    """Where a name begins among the syllables from `first` on; None where none does."""
    names = rules.names
    opening = parts[first][2]
    if honored or (tight and not in_capitals and (opening in names.known or len(opening) == 1)):
        return first
    for index in range(first, len(parts)):
        word = parts[index][2]
        if (word in names.strong and index + 1 < len(parts)) or word[:2] in _PREFIXES:
            return index
        if word not in rules.opens_body and len(parts) - index >= 3 and parts[index + 1][2] in rules.words.middle_names:
            return index
    if tight and len(parts) - first >= 3 and not in_capitals and opening not in rules.opens_body:
        return first
    return None


def _has_prefix(words: list[str]) -> bool:
    return any(word[:2] in _PREFIXES for word in words)


def _last_syllable(parts: list[tuple[int, int, str]], begin: int, names: NameRules) -> int:
    """One past the last syllable: a run too long for one name ends where the next family name begins."""
    if len(parts) - begin <= _LONGEST:
        return len(parts)
    for index in range(begin + 2, len(parts) - 1):
        if parts[index][2] in names.strong:
            return index
    return len(parts) if len(parts) - begin <= _LONGEST + 1 else begin + 1


def _stands_for_anyone(words: list[str], rules: OfficialsRules) -> bool:
    """Whether a letter stands for the given name: "Nguyễn Văn A" of an example, "Trần Q." of a suspect.

    Vowels are given names of some peoples.
    """
    return words[-1] not in rules.names.syllables or (len(words) > 2 and words[-2] in rules.words.middle_names)


def _is_person(
    text: str,
    span: NameSpan,
    parts: list[tuple[int, int, str]],
    rules: OfficialsRules,
    floor: int,
    *,
    remembered: bool,
) -> bool:
    """Whether the syllables are a living person's: no place, street, school or foreigner."""
    words = [part[2] for part in parts]
    if len(words) < 2 and words[0][:2] not in _PREFIXES:
        return False
    if len(words[-1]) == 1 and _stands_for_anyone(words, rules):
        return False
    opening = " ".join(words[:2])
    if not span.honored and opening in rules.not_names and (len(words) == 2 or words[0] not in rules.names.strong):
        return False
    if not remembered and " ".join(words) in rules.remembered:
        return False
    if rules.named_after.match(text, max(floor, span.start - _REACH), span.start):
        return False
    if _PREFIXED.match(text, span.start) or words[0] in rules.names.minority or _has_prefix(words):
        return True
    spelled = sum(all(part in rules.names.syllables for part in word.split("-")) for word in words)
    known = words[0] in rules.names.strong or words[1] in rules.words.middle_names
    return spelled == len(words) or (known and spelled >= len(words) - 1)
