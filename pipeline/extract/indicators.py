"""What a figure measures, cut from the clause around it: "N % X làm V" -> "X làm V", "X đạt N" -> "X"."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from pipeline.extract.context import Context
from pipeline.extract.deadlines import Deadline
from pipeline.extract.quantities import Quantity
from pipeline.rulebook.gazetteer import Phrase
from pipeline.rulebook.indicators import IndicatorRules

_BRACKETED = regex.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_EDGES = " \n,;:.-–+•*/\"“”'()"
_BLANKS = regex.compile(r"\s+")
_MARKER = regex.compile(r"\A\s*(?:[-+•*·]|\(?\d{1,2}(?:\.\d{1,2})*[.)]|[a-zđ][.)])\s*")
_OPENERS = frozenset({"goal", "striving", "demand", "duty"})
_COUNTED = ("count", "rank", None)
_JOINT_REACH = 8  # characters before a clause in which its joint stands
_SHORT_POST = 8  # words of "đạt 25% GRDP của tỉnh" that still say what is measured
_ENOUGH = 3  # words that must stand before a tail for it to be cut
_VERBS_ONLY = 4  # words of a shared verb ("cắt giảm", "hỗ trợ") that the next figure takes over


@dataclass(frozen=True, slots=True)
class Clause:
    """A figure's part of its sentence, `start`..`end`, with the cues and dates that stand in it."""

    quantity: Quantity
    start: int
    end: int
    cues: Sequence[Phrase]
    dates: Sequence[Deadline]


@dataclass(frozen=True, slots=True)
class Parts:
    """What stands before and after a figure once dates, cues and verbs of reaching are gone.

    `level`: the figure is what the words before it reach ("X đạt N"). `joined`: the clause follows on a comma or "và".
    `share`: the figure is a percentage. `whole`: of what `before` names a part, where the clause itself says it.
    """

    before: str
    after: str
    noun: str
    whole: str
    level: bool
    joined: bool
    share: bool


def find_indicators(context: Context, clauses: Sequence[Clause]) -> list[str]:
    """The indicator of each clause of a sentence, "" where nothing says what is measured."""
    rules = context.rules.targets.indicators
    parts = [_parts(context, clause) for clause in clauses]
    parts = _share_predicates(rules, parts)
    found: list[str] = []
    subject = ""  # what the figure before measured, for "…, đến năm 2030 đạt N"
    previous: Parts | None = None
    for part in parts:
        indicator = _compose(rules, part, previous, part.whole or subject)
        found.append(indicator)
        if part.whole:
            subject = part.whole
        elif (part.before or part.after) and not (subject and rules.part.match(part.before)):
            subject = part.before if part.level and part.before else indicator
        previous = part if part.before or part.after else previous
    return found


def _compose(rules: IndicatorRules, part: Parts, previous: Parts | None, subject: str) -> str:
    before, after = part.before, part.after
    if not before and not after:
        return " ".join(filter(None, (subject, part.noun if not subject else "")))
    if not before and previous is not None:
        if rules.predicate.match(after) and not part.noun:
            before = subject if previous.level else " ".join(filter(None, (previous.noun, previous.after))) or subject
            before = _subject_of(rules, before)
        elif part.joined and not previous.level and 0 < len(previous.before.split()) <= _VERBS_ONLY:
            before = previous.before
    if part.level and before:
        if subject and rules.part.match(before):
            before = f"{subject} {before}"
        keep = bool(after) and not rules.after_level.match(after) and len(after.split()) <= _SHORT_POST
        return f"{before} {after}" if keep else before
    named = not after and part.noun and f" {part.noun} ".casefold() in f" {before} ".casefold()
    return " ".join(filter(None, (before, "" if named else part.noun, after)))


def _subject_of(rules: IndicatorRules, phrase: str) -> str:
    """A statement's noun: what stands before its verb."""
    verb = rules.predicate.search(phrase)
    return phrase[: verb.start()].strip(_EDGES) if verb and verb.start() else phrase


def _share_predicates(rules: IndicatorRules, parts: list[Parts]) -> list[Parts]:
    """ "30% A; 50% B và 100% C làm V": A and B do V too."""
    shared, verb = list(parts), ""
    for index in range(len(parts) - 1, -1, -1):
        part = parts[index]
        if part.before or part.level:
            verb = ""
            continue
        statement = " ".join(filter(None, (part.noun, part.after)))
        own = rules.predicate.search(statement)
        if own:
            verb = statement[own.start() :]
        elif verb and part.after and part.share == parts[index + 1].share:
            shared[index] = replace(part, after=f"{part.after} {verb}")
        if not part.joined:
            # a semicolon joins only bare nouns to what follows
            verb = verb if not own or index == len(parts) - 1 else ""
    return shared


def _parts(context: Context, clause: Clause) -> Parts:
    rules = context.rules.targets.indicators
    quantity = clause.quantity
    after = _after(context, clause)
    before, whole = _before(context, clause, after)
    before, level = strip_verbs(rules, before)
    if before and context.text[clause.start : quantity.start].rstrip().endswith(":"):
        level = True
    noun = quantity.noun if quantity.kind in _COUNTED else ""
    if quantity.rule == "target.rank":
        noun, after = "", ""
        level = True
    if level and before:
        cut = rules.after_level.match(after)
        after = "" if cut else _first_piece(rules, after)
    joint = rules.joint_end.search(context.text[max(0, clause.start - _JOINT_REACH) : clause.start])
    joined = joint is not None and ";" not in joint.group()
    return Parts(before, after, noun, whole, level, joined, quantity.kind == "percent")


def _before(context: Context, clause: Clause, after: str) -> tuple[str, str]:
    """The words before the figure without marker, cue, frame ("Đến năm 2025, ") and place.

    What stands before a cue or frame counts only where nothing else says what is measured ("GRDP phấn đấu tăng 9%").
    Second comes the frame's own subject where the words name only a part of it ("giảm tiêu hao: đối với dệt may: 4%").
    """
    rules = context.rules.targets.indicators
    text = context.text
    start = clause.start + len(_leading_marker(text, clause))
    openers = [cue for cue in clause.cues if cue.payload in _OPENERS and cue.end <= clause.quantity.start]
    opened = max((cue.end for cue in openers), default=start)
    for first in dict.fromkeys((opened, start)):
        pieces, frame = _behind_colon(*_without_dates(context, clause, first, clause.quantity.start))
        for words in (pieces, frame):
            cleaned = _clean(rules, words)
            core, _ = strip_verbs(rules, cleaned)
            if core and (after or not rules.change_end.fullmatch(core)):
                whole = _without_tail(rules, _clean(rules, frame)) if rules.part.match(cleaned) else ""
                return cleaned, whole
        if after:
            return _clean(rules, pieces), ""
    return "", ""


def _without_dates(context: Context, clause: Clause, start: int, end: int) -> tuple[str, str]:
    """The words without their dates; and those of the frame, set off by a comma or colon, that stood before them."""
    rules = context.rules.targets.indicators
    text = context.text
    pieces, frame, place = "", "", start
    for date in clause.dates:
        if not start <= date.start < date.end <= end:
            continue
        lead = text[place : date.start]
        time = rules.time_end.search(lead)
        pieces += lead[: time.start()] if time else lead
        place = date.end
        follows = text[place:end].lstrip(" )")
        if follows[:1] in (",", ":"):
            frame, pieces = pieces, ""
    pieces += text[place:end]
    return pieces, frame


def _behind_colon(pieces: str, frame: str) -> tuple[str, str]:
    """The words behind a label ("Mục tiêu cụ thể: "), which joins the frame."""
    pieces = pieces.rstrip(" :")
    head, colon, rest = pieces.rpartition(":")
    if colon and rest.strip(_EDGES):
        pieces, frame = rest, frame or head
    return pieces, frame


def _after(context: Context, clause: Clause) -> str:
    """The words after the figure, up to what says why or how."""
    rules = context.rules.targets.indicators
    words, _ = _without_dates(context, clause, clause.quantity.end, clause.end)
    return _without_tail(rules, _clean(rules, words, leading=False))


def _without_tail(rules: IndicatorRules, words: str) -> str:
    """The words up to the first that says why, how or by which rule."""
    tail = rules.tail.search(words)
    while tail:
        if not words[: tail.start()].strip() or len(words[: tail.start()].split()) >= _ENOUGH:
            return words[: tail.start()].strip(_EDGES)
        tail = rules.tail.search(words, tail.end())
    return words


def _clean(rules: IndicatorRules, words: str, *, leading: bool = True) -> str:
    words = _BRACKETED.sub(" ", words)
    words = rules.place.sub(" ", words)
    words = _BLANKS.sub(" ", words).strip(_EDGES)
    if leading and (lead := rules.lead.match(words)):
        rest = words[lead.end() :].strip(_EDGES)
        words = rest
    return words


def strip_verbs(rules: IndicatorRules, words: str) -> tuple[str, bool]:
    """Without the verbs that lead to the figure; whether one of them says that a level is reached."""
    level = False
    while True:
        if found := rules.level_end.search(words):
            level = True
        else:
            found = rules.light_end.search(words)
        if not found:
            return ("" if rules.subject.fullmatch(words) else words), level
        words = words[: found.start()].strip(_EDGES)


def _first_piece(rules: IndicatorRules, words: str) -> str:
    """Up to the first comma or joint; what follows is another statement."""
    words = words.partition(",")[0]
    joint = rules.joint.search(words)
    return words[: joint.start() if joint else None].strip(_EDGES)


def _leading_marker(text: str, clause: Clause) -> str:
    marker = _MARKER.match(text[clause.start : clause.quantity.start])
    return marker.group() if marker else ""
