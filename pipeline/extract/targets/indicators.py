"""What a figure measures, cut from the clause around it: "N % X làm V" -> "X làm V", "X đạt N" -> "X"."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.extract.context import Context
from pipeline.extract.targets.clause_parts import EDGES, Clause, Parts, parts_of
from pipeline.extract.targets.turns import complete, tell_turns, with_division
from pipeline.rulebook.indicators import IndicatorRules

_SHORT_POST = 8  # words of "đạt 25% GRDP của tỉnh" that still say what is measured
_VERBS_ONLY = 5  # words of a shared verb ("cắt giảm", "giải quyết việc làm cho") that the next figure takes over
_BARE_PART = 3  # the same where a figure stands for a thing alone
_LONG_PART = 14  # the same where their first word stands in the measure too
_TOLD_PLACE = 6  # words that say by themselves what a place among so many is ("quốc gia có … tốt nhất")
_DASHES = frozenset("-–")
_SHORT_WHOLE = 60  # words of a measure to which "(trong đó X đạt N)" adds the part
_SHORT_PART = 6  # words that may name only a part ("dịch vụ", "cấp huyện") of what the figure before measures


def find_indicators(context: Context, clauses: Sequence[Clause], above: str, *, listed: bool = False) -> list[str]:
    """The indicator of each clause of a sentence, "" where nothing says what is measured.

    `above` is what the head of their list says is measured; `listed`: they are parts of it.
    """
    rules = context.rules.targets.indicators
    parts = _share_predicates(rules, [parts_of(context, clause) for clause in clauses])
    found: list[str] = []
    subject, whole = above, ""  # what was measured before, for "…, đến năm 2030 đạt N"; what such figures are parts of
    named = ""  # the part of the subject that was named last ("trong đó, nông nghiệp 30 tỷ đồng; dịch vụ 20 tỷ đồng")
    previous: Parts | None = None
    turns = tell_turns(rules, parts)
    for place, part in enumerate(parts):
        if place in turns:
            found.append(turns[place])
            previous, subject, whole, named = part, turns[place], "", ""
            continue
        whole = part.whole or whole
        if place and _closes(context.text, clauses[place - 1], clauses[place]):
            named, listed = "", False
        if named and not (part.after or part.noun) and rules.change_end.fullmatch(part.before):
            found.append(f"{named} {part.before}")
            continue
        unit = previous.unit if previous else ""
        named = _other_kind(rules, part, whole, subject) if part.unit == unit and not listed else ""
        named = named or _named_part(rules, part, whole or subject, unit, listed=listed)
        listed = bool(named) and (listed or part.inset or rules.names.fullmatch(part.before) is not None)
        again = subject if rules.again.match(part.before) else ""
        found.append(again or named or _compose(rules, part, previous, part.whole or subject))
        if part.whole or named:
            subject = part.whole or subject
        elif (part.before or part.after) and not rules.part.match(part.before):
            own = part.before and part.level and not rules.bare.match(part.before)
            subject = part.before if own else found[-1]
            whole = ""
        goes_on = (
            part.joined and part.noun and not (part.before or part.has) and previous is not None and not previous.level
        )
        if goes_on and previous is not None and _is_verb(rules, previous.before):
            previous = replace(part, before=previous.before)  # "trồng 5 hàng tre, 10 hàng dừa, 2 hàng cau"
        else:
            previous = part if part.before or part.after else previous
    return found


def _closes(text: str, before: Clause, clause: Clause) -> bool:
    """Whether a bracket closes between the figures of two clauses."""
    between = text[before.quantity.end : clause.quantity.start]
    return between.count(")") > between.count("(")


def without_change(rules: IndicatorRules, indicator: str) -> str:
    """An indicator without the verb behind it that says how its figure changed ("diện tích gieo trồng tăng")."""
    change = rules.change_end.search(indicator)
    return indicator[: change.start()].rstrip() or indicator if change else indicator


def _named_part(rules: IndicatorRules, part: Parts, subject: str, unit: str, *, listed: bool) -> str:
    """The indicator where the words before a figure only name a part of the subject; "" where they say it all.

    "tỷ lệ hồ sơ tại cấp tỉnh đạt 100%, cấp huyện 90%", "tỷ trọng nông nghiệp 20%; dịch vụ 45%",
    "tỷ lệ lao động qua đào tạo 60% (trong đó đào tạo nghề 40%)", "tốc độ tăng trưởng: Bắc Ninh 10%; Hà Nam 9%".
    """
    words = part.before.split()
    if part.respect and part.level and words and rules.growth.match(part.whole or subject):
        return f"{part.whole or subject} {rules.respect_word} {part.before}"  # "tốc độ tăng trưởng: về diện tích 4%, về sản lượng 2%"
    if not subject or part.after or not words or rules.measure.match(part.before):
        return ""
    if part.joined and len(words) <= (_LONG_PART if part.level else _BARE_PART) and rules.measure.match(subject):
        said = subject.split()
        alike = [place for place in range(1, len(said)) if said[place] == words[0]]
        if alike:  # "tỷ lệ chuyển cấp từ tiểu học lên …, từ trung học cơ sở lên …"
            return " ".join((*said[: alike[-1]], *words))
    if sum(word not in _DASHES for word in words) > _SHORT_PART:
        return ""
    if part.whole:
        return f"{part.whole} {part.before}"
    if rules.division.fullmatch(part.before):
        return with_division(rules, subject, part.before)
    if head := rules.composition.match(subject):
        return f"{head.group()} {part.before}" if part.share else ""
    reaches = part.level or (part.unit == unit and not part.noun and not listed)  # "diện tích ngô 40 ha, lạc 30 ha"
    if part.joined and reaches and not part.inset and len(words) <= _BARE_PART and rules.measure.match(subject):
        lead, *of = rules.relation.split(subject)  # "giá trị sản phẩm trên 1 ha lúa đạt …, cá đạt …"
        return f"{lead} {part.before}" if of else complete(rules, lead.partition(",")[0], part.before)
    if part.share and rules.measure.match(subject) and rules.names.fullmatch(part.before):
        return f"{subject} {part.before}"
    if part.inset or listed:
        changed = rules.change_end.search(part.before)
        said = (without_change(rules, subject) if changed else subject).split()
        grows = rules.growth.match(subject) is not None
        if changed and grows:  # "tốc độ tăng giá trị sản xuất 8%, trong đó: thủy sản tăng 6%"
            words = words[: len(part.before[: changed.start()].split())]
        likewise = grows or len(said) < len(subject.split())
        shared = next((n for n in range(min(len(said), len(words)), 0, -1) if said[-n:] == words[:n]), 0)
        fits = (shared and not (part.share and rules.measure.match(subject) is None)) or (
            (part.level or listed or part.bracketed or (changed and likewise))
            and rules.measure.match(subject)
            and len(said) <= _SHORT_WHOLE
        )
        return " ".join((*said, *words[shared:])) if fits else ""
    return ""


def _other_kind(rules: IndicatorRules, part: Parts, whole: str, subject: str) -> str:
    """The indicator where the words before a figure only name another kind of what was measured; "" where they do not.

    "doanh thu: lữ hành 5 tỷ đồng; lưu trú 3 tỷ đồng", "tỷ lệ hộ nghèo còn 2%; hộ cận nghèo 3%", "đàn trâu 2.000 con; bò
    3.000 con", "diện tích lúa đạt 500 ha; ngô 200 ha".
    """
    alone = 0 < len(part.before.split()) <= _SHORT_PART and not (part.after or part.inset or part.whole)
    if not alone or (part.joined and not part.noun) or rules.measure.match(part.before):
        return ""
    if rules.change_end.fullmatch(part.before):
        return ""
    few = len(part.before.split()) <= _BARE_PART
    stated = part.noun or part.respect or (part.level and part.share)  # such a share makes a statement of its own
    if whole and few and not (stated or rules.predicate.search(part.before)):
        return f"{whole} {part.before}"
    if rules.share.match(subject):
        lead, again, _ = subject.rpartition(f" {part.before.split()[0]} ")
        return f"{lead} {part.before}" if again and part.share else ""
    herd = rules.herd.match(subject)
    measured = herd or (rules.rearing.match(subject) if not (part.share or part.noun) else None)
    done = rules.activity_end.search(part.before) or rules.predicate.match(part.before)
    return f"{measured.group()}{part.before}" if measured and few and not done else ""


def _compose(rules: IndicatorRules, part: Parts, previous: Parts | None, subject: str) -> str:
    before, after = _part_of_whole(rules, part.before), part.after
    counts_same = not part.noun or f" {part.noun} ".casefold() in f" {subject} ".casefold()
    if not after and counts_same and rules.change_end.fullmatch(before):
        return _changed(rules, before, _counted(rules, part, subject))
    if not before and not after:
        return _of_figure_alone(rules, part, previous, subject)
    if part.inset and previous is not None and part.noun == previous.noun != "" and rules.after_level.match(after):
        return " ".join(filter(None, (previous.noun, previous.after, after)))
    if not before and previous is not None:
        if part.joined and previous.level and previous.share == part.share and rules.respect.match(after):
            return f"{previous.before} {after}"  # "tỷ lệ giải quyết đạt 80% về việc, 60% về tiền"
        if rules.predicate.match(after) and not part.noun:
            before = subject if previous.level else " ".join(filter(None, (previous.noun, previous.after))) or subject
            before = _subject_of(rules, before)
        elif part.joined and previous.level and previous.after and previous.share == part.share:
            # as in "mạng 5G phủ đạt 75% hộ gia đình, 100% cơ quan"
            before = previous.before if not rules.predicate.search(after) else ""
        elif part.joined and not part.has and not previous.level and _is_verb(rules, previous.before):
            before = "" if _states_more(rules, previous.before, after) else previous.before
    if subject and rules.bare.match(before) and (rearing := rules.rearing.match(subject)):
        return f"{before} {subject[rearing.end() :]}"
    before = _of_sector(rules, part, before, subject)
    if part.level and before:
        if subject and rules.part.match(before):
            before = f"{subject} {before}"
        keep = bool(after) and not rules.after_level.match(after) and len(after.split()) <= _SHORT_POST
        return f"{before} {after}" if keep else before
    named = not after and part.noun and f" {part.noun} ".casefold() in f" {before} ".casefold()
    return " ".join(filter(None, (before, "" if named else part.noun, after)))


def _states_more(rules: IndicatorRules, change: str, after: str) -> bool:
    """Whether a figure behind a change states something else ("giảm 9% khí thải, 100% cơ sở đạt quy chuẩn")."""
    if rules.change_end.fullmatch(change) is None or rules.measure.match(after):
        return False
    return rules.predicate.search(after) is not None


def _changed(rules: IndicatorRules, change: str, subject: str) -> str:
    """What a figure behind nothing but a verb of change measures: the change of the subject."""
    if not subject:
        return change if rules.growth.fullmatch(change) else ""
    said, verb = subject.casefold(), change.casefold()
    return subject if said.startswith(verb) or said.endswith(verb) else f"{subject} {change}"


def _of_sector(rules: IndicatorRules, part: Parts, measure: str, subject: str) -> str:
    """A measure that names no sector with that of the one before ("doanh thu ngành dịch vụ 30 tỷ, tăng trưởng 9%")."""
    sector = rules.sector_behind.search(subject) if part.joined and rules.sector_measure.match(measure) else None
    return f"{measure}{sector.group()}" if sector else measure


def _part_of_whole(rules: IndicatorRules, words: str) -> str:
    """A part with the composition that it belongs to ("cơ cấu kinh tế chuyển dịch đúng hướng, trong đó dịch vụ")."""
    inset = rules.inset_behind.search(words)
    whole = rules.composition.match(words, 0, inset.start()) if inset else None
    return f"{whole.group()} {words[inset.end() :]}" if inset and whole else words


def _of_figure_alone(rules: IndicatorRules, part: Parts, previous: Parts | None, subject: str) -> str:
    """The indicator of a figure with nothing but its unit: what was measured before, unless another thing is counted."""
    if part.rate:
        return part.rate
    if part.level and len(part.noun.split()) >= _TOLD_PLACE:
        return part.noun
    if part.noun and previous is not None:
        another = previous.noun != "" and part.noun.casefold() != previous.noun.casefold()
        if another and not part.inset:  # "thành lập mới 60 tổ hợp tác và 40 hợp tác xã"
            shared = part.joined and not part.has and _is_verb(rules, previous.before)
            return f"{previous.before} {part.noun}" if shared else part.noun
        if not part.joined:
            return part.noun
    said = without_change(rules, subject) if part.reached else subject  # "doanh số tăng 25%/năm, đạt 35 tỷ đồng"
    return " ".join(filter(None, (_counted(rules, part, said), part.noun if not subject else "")))


def _counted(rules: IndicatorRules, part: Parts, subject: str) -> str:
    """What a share is of, where the figure counts it ("tỷ lệ xã đạt chuẩn 50% (8 xã)"); else the subject itself."""
    return " ".join(rules.share.sub(" ", subject, count=1).split()) if part.noun and not part.share else subject


def _is_verb(rules: IndicatorRules, words: str) -> bool:
    """Whether words are only what is done ("cắt giảm", "hoàn thành việc cắt giảm")."""
    return 0 < len(words.split()) <= _VERBS_ONLY or rules.change_end.search(words) is not None


def _subject_of(rules: IndicatorRules, phrase: str) -> str:
    """A statement's noun: what stands before its verb."""
    verb = rules.predicate.search(phrase)
    return phrase[: verb.start()].strip(EDGES) if verb and verb.start() else phrase


def _share_predicates(rules: IndicatorRules, parts: list[Parts]) -> list[Parts]:
    """ "30% A; 50% B và 100% C làm V": A and B do V too; "50% và, đến năm 2025, 80% C": both count C."""
    shared, verb = list(parts), ""
    for index in range(len(parts) - 1, -1, -1):
        part = parts[index]
        if part.before or part.level:
            verb = ""
            continue
        statement = " ".join(filter(None, (part.noun, part.after)))
        own = rules.predicate.search(statement)
        following = shared[index + 1] if index + 1 < len(parts) else None
        if own:
            verb = statement[own.start() :]
        elif following and part.share == following.share:
            if verb and (part.after or part.noun):
                shared[index] = replace(part, after=f"{part.after} {verb}".strip())
            elif index == 0 and not statement and following.joined and not following.before:
                shared[index] = replace(part, after=following.after)
        if not part.joined:
            # a semicolon joins only bare nouns to what follows
            verb = verb if not own or index == len(parts) - 1 else ""
    return shared
