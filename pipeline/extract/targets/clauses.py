"""A sentence with several figures cut into one clause for each."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

import regex

from pipeline.extract.context import Context
from pipeline.extract.targets.clause_parts import Clause
from pipeline.extract.targets.deadlines import Deadlines
from pipeline.extract.targets.goal_states import Passage
from pipeline.extract.targets.quantities import Quantity

_EDGES = " \n,;(."
_COMMA = regex.compile(r"[,(](?!\d)")
_STOP = regex.compile(r";|[.…](?=\s+(?:[-+*•]\s+)?\p{Lu})")
_BREAKS = regex.compile(r"[,;]")
_SHARED = frozenset({">=", "<="})
_BASELINE_REACH = 120  # characters before a figure in which a comparison with it begins
_SIZE_REACH = 60  # characters before a figure in which the word for a size stands
_FRESH = 3  # words of a statement that says by itself what is measured
_VERB_ALONE = 2  # words of a verb whose object belongs to the next clause
_LONG = 60  # characters before a sentence's first figure from which on a fresh start is looked for


def cut_clauses(context: Context, deadlines: Deadlines, passage: Passage, figures: Sequence[Quantity]) -> list[Clause]:
    """A clause for each figure of a passage but those that only say more of what another one counts."""
    kept: list[tuple[Quantity, int]] = []
    sizes = [quantity for quantity in figures if _is_size(context, passage, quantity)]
    for quantity in figures:
        if kept and _is_gain(context, kept[-1][0], quantity):
            sizes.append(quantity)
        if quantity in sizes:
            continue
        if not kept:
            kept.append((quantity, _fresh_start(context, passage.start, quantity)))
            continue
        start = _cut(context, deadlines, kept[-1][0].end, quantity)
        if start is None:
            # "có doanh thu đạt 20 triệu USD": says which things the figure before counts
            context.lose(quantity.start, quantity.end, quantity.rule, "part of what another figure counts")
            continue
        kept.append((quantity, start))
    again = [_says_again(context.text, quantity) for quantity, _ in kept]
    clauses = []
    for place, (quantity, start) in enumerate(kept):
        further = (kept[other][1] for other in range(place + 1, len(kept)) if not again[other])
        following = quantity.end if again[place] else next(further, passage.end)
        if _in_brackets(context.text, passage.start, start):
            closing = context.text.find(")", quantity.end, following)
            following = closing if closing >= 0 else following
        end = _trimmed(context, start, _before_sizes(context.text, quantity, following, sizes))
        cues = [cue for cue in passage.cues if start <= cue.start < following]
        clauses.append(Clause(quantity, start, end, cues, deadlines.within(start, max(end, quantity.end))))
    return clauses


def drop_norms(context: Context, passage: Passage, quantities: Sequence[Quantity]) -> list[Quantity]:
    """The figures that are no share or sum that is given ("hỗ trợ 50% kinh phí")."""
    kept = []
    for quantity, following in zip_longest(quantities, quantities[1:]):
        if _is_given(context, passage, quantity):
            context.lose(quantity.start, quantity.end, quantity.rule, "a share or sum that is given")
        elif _is_baseline(context, passage, quantity):
            context.lose(quantity.start, quantity.end, quantity.rule, "what the goal is measured against")
        elif following and _names_next(context, passage, quantity, following):
            context.lose(quantity.start, quantity.end, quantity.rule, "part of what the next figure measures")
        else:
            kept.append(quantity)
    return kept


def share_bounds(context: Context, quantities: Sequence[Quantity]) -> list[Quantity]:
    """The figures, each with the bound that it shares with the one before ("ít nhất 25% hộ nghèo và 15% hộ cận nghèo")."""
    shared: list[Quantity] = []
    joint = context.rules.targets.indicators.joint
    for quantity in quantities:
        before = shared[-1] if shared else None
        if before and before.comparator in _SHARED and before.kind == quantity.kind and quantity.comparator == "=":
            between = context.text[before.end : quantity.start].rstrip()
            joints = list(joint.finditer(between))
            bare = bool(joints) and joints[-1].end() == len(between) and not _COMMA.search(between)
            if bare and before.start < before.number and not before.upwards:
                quantity = replace(quantity, comparator=before.comparator)  # noqa: PLW2901 - the figure as it is bound
        shared.append(quantity)
    return shared


def _says_again(text: str, quantity: Quantity) -> bool:
    """Whether a figure alone in brackets says the one before in another unit ("20% diện tích (3.000 ha)")."""
    return text[: quantity.start].endswith("(") and text.startswith(")", quantity.end)


def _is_given(context: Context, passage: Passage, quantity: Quantity) -> bool:
    guard, text = context.rules.targets.guard, context.text
    if guard("cue.holding").match(text, quantity.number, passage.end):
        return True
    if not guard("cue.given-of").match(text, quantity.number, passage.end):
        return False
    before = text[max(passage.start, quantity.number - _SIZE_REACH) : quantity.number]
    return guard("cue.given").search(before) is not None


def _is_baseline(context: Context, passage: Passage, quantity: Quantity) -> bool:
    """Whether a figure is what others are compared with ("cao hơn so với mức Trung ương giao là 3%")."""
    start = max(passage.start, quantity.start - _BASELINE_REACH)
    before = context.text[start : quantity.start]
    guard, bracket = context.rules.targets.guard, before.rfind("(")
    open_bracket = bracket >= 0 and ")" not in before[bracket:]
    aside = open_bracket and guard("cue.aside").match(context.text, start + bracket) is not None
    return aside or guard("cue.compared-with").search(before) is not None


def _names_next(context: Context, passage: Passage, quantity: Quantity, following: Quantity) -> bool:
    """Whether a figure belongs to what the next one measures ("tỷ lệ hộ có thu nhập trên 100 triệu đồng đạt 20%")."""
    text, rules = context.text, context.rules.targets.indicators
    between = text[quantity.end : following.start]
    lead = text[max(passage.start, quantity.start - _BASELINE_REACH) : quantity.start]
    lead = _BREAKS.split(lead)[-1].casefold()
    if quantity.kind == following.kind == "percent" and rules.change_end.fullmatch(between.strip()):
        return len(rules.share.findall(lead)) > 1  # "tỷ lệ mù chữ ở nơi có tỷ lệ hộ nghèo trên 25% giảm từ 4% trở lên"
    if len(between) > _SIZE_REACH or _BREAKS.search(between) or not rules.level_end.search(between):
        return False
    if following.kind == "percent":
        return quantity.kind != "percent" and rules.share.search(lead) is not None
    noun = following.noun.casefold()
    counted = bool(noun) and any(f"{word} {noun} " in lead for word in rules.count_words)
    return counted and noun != quantity.noun.casefold()


def _is_gain(context: Context, before: Quantity, quantity: Quantity) -> bool:
    """Whether a figure only says how far a share lies from the one before ("đạt 78%, tăng 6% so với năm 2025")."""
    steps, rules = context.rules.targets.steps, context.rules.targets.indicators
    between = context.text[before.end : quantity.start]
    change = rules.change_end.search(between)
    if change is None or before.kind != "percent" or ";" in between or _STOP.search(between):
        return False
    lead = between[: change.start()].rstrip()
    stepped = quantity.noun in steps and not lead.strip(" ,(")
    compared = quantity.kind == "percent" and rules.against.match(context.text, quantity.end) is not None
    if not stepped and not (compared and lead.endswith((",", "("))):
        return False
    context.lose(quantity.start, quantity.end, quantity.rule, "the gain over what was before")
    return True


def _is_size(context: Context, passage: Passage, quantity: Quantity) -> bool:
    """Whether a figure says how large a thing is ("mặt đường rộng 3,5 m")."""
    before = context.text[max(passage.start, quantity.start - _SIZE_REACH) : quantity.start]
    attribute = context.rules.targets.guard("cue.attribute").search(before)
    if attribute is None or (attribute["extent"] and quantity.kind != "measure"):
        return False
    context.lose(quantity.start, quantity.end, quantity.rule, "the size of a thing")
    return True


def _before_sizes(text: str, quantity: Quantity, end: int, sizes: Sequence[Quantity]) -> int:
    """The clause's end without the part that gives a size ("…, với giá trị mỗi hợp đồng từ 1 tỷ đồng")."""
    for size in sizes:
        comma = text.rfind(",", quantity.end, size.start)
        if quantity.end <= size.start < end and comma >= 0:
            return comma
    return end


def _cut(context: Context, deadlines: Deadlines, start: int, quantity: Quantity) -> int | None:
    """Where between the end of a figure and the next one that one's clause begins; None where it has none of its own."""
    text, end = context.text, quantity.start
    stops = [mark.end() for mark in _STOP.finditer(text, start, end + 1) if not _in_brackets(text, start, mark.start())]
    if stops:
        fresh = _fresh_start(context, stops[-1], quantity)
        return stops[-1] if deadlines.within(stops[-1], fresh) else fresh
    rules = context.rules.targets.indicators
    lead = text[start:end].rstrip()
    verb = rules.level_end.search(lead) or rules.light_end.search(lead)
    lead = lead[: verb.start()].rstrip() if verb else lead
    adjoining = rules.joint_end.search(lead)
    if adjoining and not (adjoining.group().startswith(":") and _COMMA.search(lead)):  # ", giá trị dịch vụ: 20 tỷ đồng"
        return start + adjoining.end()
    if purpose := next(rules.purpose_start.finditer(text, start, end), None):
        return purpose.start()
    if further := next(rules.companion.finditer(text, start, end), None):
        return further.start()
    commas = [mark.end() for mark in _COMMA.finditer(text, start, end) if _outside(text, mark.end(), end)]
    joints = [mark.end() for mark in rules.joint.finditer(text, start, end) if _outside(text, mark.end(), end)]
    if (
        joints
        and not commas
        and rules.joint_only.fullmatch(text, start, joints[0])
        and rules.level_end.search(text, start, end)
    ):
        return joints[0]  # "trồng trọt chiếm 60% và chăn nuôi chiếm 40%"
    separators = sorted(commas + joints)
    for separator in reversed(separators):
        if rules.starter.match(text[separator:end]):
            return _before_frame(text, deadlines, separators, separator)
    if commas:
        # "A 18%, B, C và D 29%": nothing but the figure stands before the first comma
        bare = not text[start : commas[0] - 1].strip() and not rules.compares.match(text, commas[0])
        return _before_frame(text, deadlines, separators, commas[0] if bare else commas[-1])
    dates = deadlines.within(start, end)
    return dates[-1].start if dates else None


def _before_frame(text: str, deadlines: Deadlines, separators: Sequence[int], chosen: int) -> int:
    """The separator before the date that frames a clause ("A 6% và đến năm 2030, B 5%"); the chosen one without such."""
    before = max((place for place in separators if place < chosen), default=None)
    if before is None:
        return chosen
    dates = deadlines.within(before, chosen)
    framed = (
        len(dates) == 1 and not text[before : dates[0].start].strip() and not text[dates[0].end : chosen].strip(" ,")
    )
    return before if framed else chosen


def _fresh_start(context: Context, start: int, quantity: Quantity) -> int:
    """Where the clause of a figure, the first of its part of a sentence, begins behind other things said before it."""
    text, end = context.text, quantity.start
    stops = [mark.end() for mark in _STOP.finditer(text, start, end) if not _in_brackets(text, start, mark.start())]
    start = stops[-1] if stops else start
    if end - start <= _LONG:
        return start
    rules = context.rules.targets.indicators
    if rules.turn_end.search(text, start, end):
        return start
    for comma in reversed([mark.end() for mark in _COMMA.finditer(text, start, end)]):
        piece = text[comma:end]
        if rules.inset.match(piece) and rules.composition.match(text[start:comma].rpartition(":")[2].lstrip()):
            continue  # "cơ cấu kinh tế chuyển dịch đúng hướng, trong đó dịch vụ 45%"
        if (
            quantity.kind == "percent"
            and not rules.level_end.search(piece)
            and rules.changed.search(text, start, comma)
        ):
            continue  # "giảm số vụ tai nạn, số người chết 5%"
        if len(piece.split()) >= _FRESH and rules.starter.match(piece) and _outside(text, comma, end):
            return comma
    return start


def _outside(text: str, place: int, end: int) -> bool:
    """Whether no bracket that is open at a place closes before an end."""
    return text.count(")", place, end) <= text.count("(", place, end)


def _in_brackets(text: str, start: int, place: int) -> bool:
    """Whether a bracket opened since `start` is still open at a place."""
    return text.count("(", start, place) > text.count(")", start, place)


def _trimmed(context: Context, start: int, end: int) -> int:
    """The end of a clause without what follows its statement or only joins the next clause."""
    text, rules = context.text, context.rules.targets.indicators
    stop = _STOP.search(text, start, end)
    while stop and _in_brackets(text, start, stop.start()):
        stop = _STOP.search(text, stop.end(), end)
    words = text[start : stop.start() if stop else end].rstrip(_EDGES)
    while joint := rules.joint_end.search(words):
        words = words[: joint.start()].rstrip(_EDGES)
    head, comma, rest = words.rpartition(",")
    if comma and len(rest.split()) <= _VERB_ALONE and rules.starter.match(rest) and not rest.strip()[:1].isdigit():
        words = head.rstrip(_EDGES)  # "7 xã đạt chuẩn, duy trì [và nâng cao …]"
    if words.count(")") > words.count("("):
        words = words.rstrip(" )")
    return start + len(words)
