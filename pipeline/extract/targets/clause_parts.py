"""What stands before and after a clause's figure once its dates, cues and verbs of reaching are gone."""

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from pipeline.extract.context import Context
from pipeline.extract.targets.deadlines import Deadline, Deadlines
from pipeline.extract.targets.quantities import Quantity
from pipeline.rulebook.gazetteer import Phrase
from pipeline.rulebook.indicators import IndicatorRules
from pipeline.rulebook.targets import CUE_LABEL
from pipeline.text.markers import ITEM_MARKER

EDGES = " \n,;:.…-–+•*/\"“”'()"
_BRACKETED = regex.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_BLANKS = regex.compile(r"\s+")
_MARKER = regex.compile(rf"\A\s*(?:{ITEM_MARKER})\s*")
_OPENERS = frozenset({"goal", "striving", "demand"})
_COUNTED = ("count", "rank", None)
_DIGIT = regex.compile(r"\d")
_LONGEST_HEAD = 200  # characters of a list's head that may say what its items measure
_VERB_REACH = 32  # characters at the end of the words before a figure in which the verb that leads to it stands
_JOINT_REACH = 8  # characters before a clause in which its joint stands
_ENOUGH = 3  # words that must stand before a tail for it to be cut
_CROP = 4  # words of a label that names what is grown
_LONG = 14  # words before a figure of which the last may say how
_STATEMENT = 2  # words after a figure that say by themselves what is measured


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
    """The words around a figure.

    `level`: the figure is what the words before it reach ("X đạt N"). `joined`: the clause follows on a comma or "và".
    `share`: the figure is a percentage. `whole`: of what `before` names a part, where the clause itself says it.
    `inset`: the clause only says more of the one before it ("(trong đó …)"), `bracketed` in brackets. `rate`: the unit where it says the
    measure too ("bác sĩ/vạn dân"). `respect`: what stands before the figure says in what respect ("về diện tích là N").
    `reached`: a verb of reaching stands right before the figure; `has`: one that only says that there is so much.
    """

    before: str
    after: str
    noun: str
    whole: str
    level: bool
    joined: bool
    share: bool
    inset: bool
    bracketed: bool
    rate: str
    unit: str
    respect: bool
    reached: bool
    has: bool


def parts_of(context: Context, clause: Clause) -> Parts:
    """The parts of a clause."""
    rules = context.rules.targets.indicators
    quantity = clause.quantity
    after = _after(context, clause)
    label, before, whole = _before(context, clause, after)
    before, level = strip_verbs(rules, before)
    noun = quantity.noun if quantity.kind in _COUNTED else ""
    if quantity.kind == "rank":
        noun, after = f"{quantity.noun} {after}".strip(), ""
        level = True
        if f" {rules.respect_word} " in noun and rules.bearer.match(before):
            before = ""  # "Việt Nam thuộc nhóm 40 nước dẫn đầu về kinh tế số"
    behind = context.text[quantity.end : clause.end].lstrip()
    apart = not after or behind.startswith(",") or rules.after_level.match(after) is not None
    if before and (label or (apart and rules.level.match(before))):
        level = True
    if level and before:
        cut = behind.startswith(",") or rules.after_level.match(after)
        after = "" if cut else _first_piece(rules, after)
    lead = context.text[max(0, clause.start - _JOINT_REACH) : clause.start]
    joint = rules.joint_end.search(lead)
    rate = quantity.unit if quantity.unit and "/" in quantity.unit and noun and quantity.kind == "count" else ""
    inset = lead.rstrip().endswith("(") or rules.inset.match(context.text, clause.start, quantity.start) is not None
    if rate and not before and behind.startswith(","):
        after = ""
    return Parts(
        before=before,
        after=after,
        noun=noun,
        whole=whole,
        level=level,
        joined=joint is not None and ";" not in joint.group(),
        share=quantity.kind == "percent",
        bracketed=lead.rstrip().endswith("("),
        inset=inset,
        rate=rate,
        unit=quantity.unit or "",
        reached=rules.level_end.search(context.text, clause.start, quantity.start) is not None,
        has=not inset and rules.has_end.search(context.text, clause.start, quantity.start) is not None,
        respect=rules.named_respect.search(context.text[clause.start : quantity.start]) is not None,
    )


def said_above(context: Context, deadlines: Deadlines, block: int) -> str:
    """What the head of a list says is measured, for items that only name a time or a part of it; "" where nothing."""
    parent = context.blocks[block].parent
    if parent is None:
        return ""
    rules, head = context.rules.targets.indicators, context.blocks[parent]
    if head.end - head.body > _LONGEST_HEAD:
        return ""
    cues = [cue for cue in context.phrases(CUE_LABEL) if head.body <= cue.start < head.end]
    start = max((cue.end for cue in cues if cue.payload in _OPENERS), default=head.body)
    pieces, frame = _without_dates(context, deadlines.within(start, head.end), start, head.end)
    words = without_tail(rules, cleaned(rules, pieces)) or without_tail(rules, cleaned(rules, frame))
    core, _ = strip_verbs(rules, words)
    return "" if _DIGIT.search(core) else core


def _before(context: Context, clause: Clause, after: str) -> tuple[bool, str, str]:
    """The words before the figure without marker, cue, frame ("Đến năm 2025, ") and place.

    First comes whether they are a label that the figure stands right behind ("Tỷ lệ che phủ rừng: 42%"), last the
    frame's own subject where the words name only a part of it ("giảm tiêu hao: đối với dệt may: 4%"). A frame, a label,
    and what stands before a cue count only where nothing else says what is measured ("GRDP phấn đấu tăng 9%").
    """
    rules = context.rules.targets.indicators
    start = _behind_assignment(context, clause)
    openers = [cue for cue in clause.cues if cue.payload in _OPENERS and cue.end <= clause.quantity.start]
    openers = [cue for cue in openers if not _ensured(context, rules, start, cue)]
    opened = max(openers, key=lambda cue: cue.end, default=None)
    last = clause.quantity.start
    stretches = [(opened.end, last), (start, last)] if opened else [(start, last)]
    if opened and opened.payload == "goal":
        stretches[1:] = [(start, opened.start)]
        if len(context.text[start : opened.start].split()) > _LONG:
            stretches.pop()  # what stands so far before "mục tiêu" tells of other things
    counted = clause.quantity.kind in _COUNTED and bool(clause.quantity.noun)
    told = len(after.split()) >= _STATEMENT and not rules.after_level.match(after)
    for first, end in stretches:
        pieces, frame = _stretch(context, clause, first, end, opened, told=told)
        labelled = pieces.rstrip().endswith(":")
        pieces, frame = _behind_colon(pieces, frame)
        if not (labelled and told):
            for words in (pieces,) if told else (pieces, frame):
                phrase = _without_manner(rules, cleaned(rules, words))
                core, _ = strip_verbs(rules, phrase)
                if opened and first == start and _says_whose(rules, opened, core, counted=counted):
                    continue
                if core and (after or not rules.change_end.fullmatch(core)):
                    if label := _of_label(rules, core, cleaned(rules, frame)):
                        return True, label, ""
                    if words is frame and (change := rules.change_end.fullmatch(cleaned(rules, pieces))):
                        phrase = f"{phrase} {change.group()}"  # "Đàn trâu: tăng 2%"
                    respect = rules.named_respect.search(words) is not None
                    return labelled, phrase, _whole(rules, phrase, frame, respect=respect)
        empty = first != start and not strip_verbs(rules, cleaned(rules, pieces))[0]
        if after and not (empty and opened and _names_measure(rules, context.text[start : opened.start])):
            return False, "" if labelled else cleaned(rules, pieces), ""
    change = rules.change_end.search(strip_verbs(rules, context.text[clause.start : clause.quantity.start])[0])
    return False, change.group().strip() if change else "", ""


def _stretch(
    context: Context, clause: Clause, start: int, end: int, opened: Phrase | None, *, told: bool
) -> tuple[str, str]:
    """The words of a stretch and its frame, as `_without_dates`, without what only leads to what is measured.

    `opened` is the cue that opens the goal; the stretch begins behind it, or before.
    """
    rules = context.rules.targets.indicators
    pieces, frame = _without_dates(context, clause.dates, start, end)
    if opened and start < opened.end:
        pieces = pieces.replace(context.text[opened.start : opened.end], " ", 1)  # "GRDP phấn đấu tăng 9%"
    elif opened and opened.payload == "goal":
        pieces = _behind_copula(rules, pieces, told=told)
    pieces = _behind_occasion(rules, pieces)
    pieces = rules.doer.sub("", rules.purpose.sub("", rules.aim.sub("", pieces)))
    pieces, frame = _behind_heading(rules, pieces), _behind_heading(rules, frame)
    topic = context.rules.targets.guard("cue.topic").match(pieces.lstrip())
    if topic and rules.measure.match(rest := pieces.lstrip()[topic.end() :].lstrip()):
        pieces = rest
    if told and pieces.rstrip().endswith(",") and _says_other(context, rules, pieces):
        pieces = ""
    return pieces, frame


def _behind_copula(rules: IndicatorRules, pieces: str, *, told: bool) -> str:
    """What a goal word and a copula lead to; nothing where the copula stands at the figure and what follows says all."""
    pieces = rules.copula_to_measure.sub("", pieces)
    return "" if told and rules.copula_end.search(pieces) else rules.copula.sub("", pieces)


def _says_whose(rules: IndicatorRules, opened: Phrase, words: str, *, counted: bool) -> bool:
    """Whether words before a cue only say who has the goal.

    "huyện đã chủ trương phấn đấu đạt 5 sản phẩm", "tỉnh đặt mục tiêu tăng trưởng 8%".
    """
    if counted and rules.body.match(words):
        return True
    return opened.payload == "goal" and rules.aim_end.search(words) is not None


def _of_label(rules: IndicatorRules, measure: str, label: str) -> str:
    """A measure with the crop or sector that a label names, where it says of none itself; "" where it does.

    "Cây lúa: diện tích 300 ha, năng suất 60 tạ/ha", "Ngành dịch vụ: tốc độ tăng trưởng 9%".
    """
    crop = rules.bare.match(measure) and 0 < len(label.split()) <= _CROP and not rules.measure.match(label)
    sector = rules.sector.match(label) and rules.sector_measure.match(measure)
    return f"{measure} {label}" if crop or sector else ""


def _says_other(context: Context, rules: IndicatorRules, pieces: str) -> bool:
    """Whether words are another statement, that has no figure, or name a plan ("theo chỉ tiêu chương trình, 80% …")."""
    plan = context.rules.targets.plan
    return rules.predicate.search(pieces) is not None or plan.match(cleaned(rules, pieces)) is not None


def _ensured(context: Context, rules: IndicatorRules, start: int, cue: Phrase) -> bool:
    """Whether a demand belongs to what is measured ("tỷ lệ rác được xử lý bảo đảm quy chuẩn đạt 90%")."""
    before = context.text[start : cue.start].rpartition(":")[2]
    return cue.payload == "demand" and rules.measure.match(before.lstrip()) is not None


def _names_measure(rules: IndicatorRules, words: str) -> bool:
    """Whether the words before "phấn đấu" say what is measured ("tỷ lệ giải ngân phấn đấu đạt …")."""
    named = cleaned(rules, _behind_colon(words, "")[0])
    return rules.measure.match(named) is not None


def _without_manner(rules: IndicatorRules, phrase: str) -> str:
    """A long phrase without the words at its end that say how the goal is reached ("… thông qua …")."""
    manner = rules.manner.search(phrase) if len(phrase.split()) > _LONG else None
    return (phrase[: manner.start()].strip(EDGES) if manner else "") or phrase


def _behind_heading(rules: IndicatorRules, words: str) -> str:
    """The words from the last measure with a capital on: what stands before it in its line is a heading."""
    begun = list(rules.measure_begun.finditer(words))
    crop = begun and rules.bare.match(words[begun[-1].start() :].rstrip(EDGES))  # "Cây ngô: Diện tích"
    return words[begun[-1].start() :] if begun and not crop else words


def _behind_occasion(rules: IndicatorRules, pieces: str) -> str:
    """The words behind the occasion and who is to act on it ("trong đợt tiêm phòng, toàn huyện sẽ tiêm …")."""
    occasion = rules.occasion.match(pieces)
    if occasion is None or rules.measure.match(pieces[occasion.end() :]):
        return pieces
    actor = rules.actor.match(pieces, occasion.end())
    rest = pieces[actor.end() :] if actor else ""
    return rest if rest.strip(EDGES) else pieces


def _whole(rules: IndicatorRules, words: str, frame: str, *, respect: bool) -> str:
    """What the frame says is measured, where the words name only a part of it, or in what respect ("về sản lượng")."""
    if not frame:
        return ""
    whole = without_tail(rules, cleaned(rules, frame))
    core, _ = strip_verbs(rules, words)
    told = rules.measure.match(whole) or rules.activity_end.fullmatch(whole)  # "Trồng mới: keo 300 ha"
    named = told and not rules.measure.match(core) and not rules.predicate.search(core)
    return whole if rules.part.match(words) or named or (respect and rules.growth.match(whole)) else ""


def _without_dates(context: Context, dates: Sequence[Deadline], start: int, end: int) -> tuple[str, str]:
    """The words without their dates; and those of the frame, set off by a comma or colon, that stood before them."""
    rules = context.rules.targets.indicators
    text = context.text
    pieces, frame, place = "", "", start
    for date in dates:
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
    if colon and rest.strip(EDGES):
        pieces, frame = rest, frame if frame.strip(EDGES) else head
    return pieces, frame


def _after(context: Context, clause: Clause) -> str:
    """The words after the figure, up to what says why or how."""
    rules = context.rules.targets.indicators
    if context.text.startswith("/", clause.quantity.end):
        return ""  # "15% trở lên/tổng số hội viên" says of what the share is
    words, frame = _without_dates(context, clause.dates, clause.quantity.end, clause.end)
    words = frame if frame.strip(EDGES) else words  # behind a time and a comma stands another statement
    said, closed, _ = words.partition("”")
    if closed and "“" not in said:
        words = said  # the quotation ends, and who is quoted follows
    if another := rules.further.search(words):
        words = words[: another.start()]
    if clause.quantity.upwards:
        words = words.replace(clause.quantity.upwards, "", 1)
    return without_tail(rules, cleaned(rules, words, leading=False), whole=True)


def without_tail(rules: IndicatorRules, words: str, *, whole: bool = False) -> str:
    """The words up to the first that says why, how or by which rule; of a `whole` statement its verb is kept."""
    if whole:
        words = rules.rule_named.sub("", words)
    tail = rules.tail.search(words)
    while tail:
        lead = words[: tail.start()].strip()
        stated = not whole or rules.predicate.search(lead) or not rules.passive.search(words, tail.end())
        if not lead or (stated and len(lead.split()) >= _ENOUGH):
            words = words[: tail.start()].strip(EDGES)
            break
        tail = rules.tail.search(words, tail.end())
    while joint := rules.joint_end.search(words, max(0, len(words) - _JOINT_REACH)):
        words = words[: joint.start()].strip(EDGES)
    return words


def cleaned(rules: IndicatorRules, words: str, *, leading: bool = True) -> str:
    """Words without brackets, places and, where they lead, words that say nothing of what is measured."""
    words = _BRACKETED.sub(" ", words)
    words = rules.place.sub(" ", words)
    words = _BLANKS.sub(" ", words).strip(EDGES)
    if leading and (lead := rules.lead.match(words)):
        words = words[lead.end() :].strip(EDGES)
    return words


def strip_verbs(rules: IndicatorRules, words: str) -> tuple[str, bool]:
    """Without the verbs that lead to the figure; whether one of them says that a level is reached."""
    level = False
    while True:
        last = max(0, len(words) - _VERB_REACH)
        if found := rules.level_end.search(words, last):
            level = True
        else:
            found = rules.light_end.search(words, last)
        if not found:
            return ("" if rules.subject.fullmatch(words) else words), level
        words = words[: found.start()].strip(EDGES)


def _first_piece(rules: IndicatorRules, words: str) -> str:
    """Up to the first comma or joint; what follows is another statement."""
    words = words.partition(",")[0]
    joint = rules.joint.search(words)
    return words[: joint.start() if joint else None].strip(EDGES)


def _behind_assignment(context: Context, clause: Clause) -> int:
    """Where the words of a clause begin, behind its marker and the body that it gives work to ("Giao Sở Y tế …")."""
    start = clause.start + len(_leading_marker(context.text, clause))
    given = next((cue for cue in clause.cues if cue.payload == "assign" and cue.end <= clause.quantity.start), None)
    if given is None or not begins_anew(context.text, given.start, start):
        return start
    agency = next((one for one in context.agencies if one.start < given.end <= one.end), None)
    return max(given.end, agency.end if agency else start)


def begins_anew(text: str, place: int, start: int) -> bool:
    """Whether a place is where a stretch, or a part of it behind a comma, begins."""
    before = text[start:place].rstrip()
    return not before or before.endswith((",", ";", ":"))


def _leading_marker(text: str, clause: Clause) -> str:
    marker = _MARKER.match(text[clause.start : clause.quantity.start])
    return marker.group() if marker else ""
