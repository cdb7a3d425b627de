"""Which figures are goals: those under "Mục tiêu", behind "phấn đấu", demanded, or set for a time still to come."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import regex

from pipeline.extract.context import Context, Sentence
from pipeline.extract.deadlines import Deadlines
from pipeline.extract.goal_sections import GoalSections, Section
from pipeline.extract.layout import Role
from pipeline.extract.quantities import Quantity
from pipeline.rulebook.gazetteer import Phrase

_DEMAND_REACH = 24  # characters between a demand and its figure
_OWED = 80  # characters between a figure and the "phải" of what it counts
_GAP = 3  # characters between a word or deadline and what it binds
_UNSPOKEN = "no goal is spoken of"
_PERFECT_REACH = 20  # characters between "đã" and the figure that it tells
_PROMISE_REACH = 30  # characters between a time to come and its verb
_DIGIT = regex.compile(r"\d")
_NUMBERED = regex.compile(r"\d")
_SHARE = regex.compile(r"\d\s?(?:%|phần trăm)")
_BREAK = regex.compile(r"[;,]")
_SILENT = frozenset(
    {Role.MOTTO, Role.ISSUER, Role.NUMBER, Role.PLACE_DATE, Role.TYPE, Role.SUBJECT, Role.BASIS, Role.CAPTION}
    | {Role.BYLINE, Role.RUNNING_HEAD, Role.SIGNATURE, Role.RECIPIENTS, Role.FURNITURE}
)
_OPENING = frozenset({"goal", "striving", "horizon"})
_DEMANDING = frozenset({"demand", "duty"})
_SIZES = frozenset({"money", "measure", "time"})  # among tasks these are prices, sizes and durations
_TOLD = frozenset({"perfect", "result", "forecast", "compared", "budget"})
_ASKING = frozenset({"news", "plan", "dispatch", "programme", "report"})  # elsewhere such figures are norms


class State(StrEnum):
    """What the words before a figure make of it."""

    SECTION = "section"  # under a heading of goals
    SAID = "said"  # "phấn đấu", "mục tiêu" in the sentence, or in the one that it goes on
    HORIZON = "horizon"  # only a time still to come
    CLOSED = "closed"  # told as done, or expected
    NONE = "none"


_OPEN = frozenset({State.SAID, State.SECTION})


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence that may state goals; `state` is what it inherits, `cues` the words that change it."""

    start: int
    end: int
    block: int
    state: State
    cues: tuple[Phrase, ...]


@dataclass
class GoalScope:
    """The passages of a document in which figures may be goals."""

    context: Context
    deadlines: Deadlines

    @cached_property
    def _sections(self) -> GoalSections:
        return GoalSections(self.context, self.deadlines)

    def section_of(self, block: int) -> Section | None:
        """The kind of section that a block stands in."""
        return self._sections.sections[block]

    def passages(self) -> Iterator[Passage]:
        """The sentences with a digit and a reason to look for goals, in order."""
        if not self._sections.cues or (
            self._normative and all(cue.payload != "striving" for cue in self._sections.cues)
        ):
            return
        text, context = self.context.text, self.context
        silent = {index for index, role in enumerate(context.layout.roles) if role in _SILENT}
        block_before, open_before = -1, False
        for sentence in context.sentences:
            cues = self._sections.by_sentence.get(sentence.start, [])
            carried = open_before and self._carries(sentence, cues, apart=sentence.block - block_before)
            kinds = {cue.payload for cue in cues}
            block_before, open_before = sentence.block, carried or _opens(cues)
            state = self._inherited(sentence.block, kinds, carried=carried)
            if state is None or sentence.block in silent:
                continue
            start = max(sentence.start, context.blocks[sentence.block].body)
            tasks = self.section_of(sentence.block) is Section.TASKS
            figures = _DIGIT if state is not State.NONE or kinds & _OPENING or tasks else _SHARE
            if figures.search(text, start, sentence.end):
                yield Passage(start, sentence.end, sentence.block, state, tuple(cues))

    def _inherited(self, block: int, kinds: set[str], *, carried: bool) -> State | None:
        """The state in which a sentence begins; None where nothing can open it."""
        section = self._sections.sections[block]
        if self._normative:
            return State.NONE if "striving" in kinds else None
        if section is Section.GOALS:
            return State.SECTION
        if carried:
            return State.SAID
        return State.NONE if kinds & _OPENING or kinds & _DEMANDING or section is Section.TASKS else None

    @cached_property
    def _normative(self) -> bool:
        """Whether the document makes law: its figures are norms, whatever is said of aims."""
        layout, rules = self.context.layout, self.context.rules.targets
        own = layout.own_type
        if own is not None:
            return rules.norm.match(self.context.text, *own) is not None
        return any(number.role == "self" and rules.norm.match(number.type or "") for number in self.context.numbers)

    def judge(self, passage: Passage, quantities: list[Quantity]) -> list[Quantity]:
        """The figures of a passage that are goals; the others are noted with the reason."""
        goals: list[Quantity] = []
        before: Quantity | None = None
        for quantity in quantities:
            reason = self._objection(passage, quantity)
            if reason == _UNSPOKEN and before is not None and before in goals and self._lists(before, quantity):
                reason = None
            if reason is None:
                goals.append(quantity)
            else:
                self.context.lose(quantity.start, quantity.end, quantity.rule, reason)
            before = quantity
        return goals

    def _objection(self, passage: Passage, quantity: Quantity) -> str | None:
        """Why a figure is no goal; None where it is one."""
        state = self._state_at(passage, quantity)
        if quantity.kind == "money" and self._spending(passage, quantity):
            return "money to be spent"
        if state is State.CLOSED:
            return "told as done or expected"
        if state is State.HORIZON and self._compared(passage, quantity):
            return "compared with what was before"
        if state is State.NONE and not self._required(passage, quantity):
            return _UNSPOKEN
        if state is State.HORIZON and quantity.rule == "target.noun":
            return "an unknown unit without a goal word"
        return None

    def _lists(self, before: Quantity, quantity: Quantity) -> bool:
        """Whether a figure only goes on with a list of such figures ("yêu cầu 100% A, 90% B")."""
        between = self.context.text[before.end : quantity.start]
        joint = self.context.rules.targets.indicators.joint_end.search(between)
        return joint is not None and before.kind == quantity.kind and ";" not in between

    def _required(self, passage: Passage, quantity: Quantity) -> bool:
        """Whether a figure is asked for without a goal word: a share someone must reach, or among tasks "ít nhất N"."""
        section = self.section_of(passage.block)
        asking = self.context.layout.kind in _ASKING
        at_least = quantity.comparator == ">=" and quantity.start != quantity.number and section is not Section.OTHER
        if quantity.kind != "percent":
            return asking and at_least and section is Section.TASKS and quantity.kind not in _SIZES
        if self._demanded(passage, quantity) or (asking and self._owed(passage, quantity)):
            return True
        if not at_least:
            return False
        before = self.context.text[passage.start : quantity.start]
        asked = asking and any(cue.payload in _DEMANDING for cue in passage.cues if cue.start < quantity.start)
        return asked or self.context.rules.targets.indicators.change_end.search(before) is not None

    def _owed(self, passage: Passage, quantity: Quantity) -> bool:
        """Whether the figure's clause goes on with "phải": "100% tàu cá phải vào bờ"."""
        stop = min(self._part_end(passage, quantity), quantity.end + _OWED)
        return any(cue.payload == "duty" for cue in passage.cues if quantity.end <= cue.start < stop)

    def _state_at(self, passage: Passage, quantity: Quantity) -> State:
        """What the words before a figure make of it, read from the passage's beginning."""
        text = self.context.text
        base = state = passage.state  # base: what a new part of the sentence starts from
        place = passage.start
        for cue in passage.cues:
            if cue.start >= quantity.start:
                break
            state = _after_breaks(text, place, cue.start, state, base)
            place = cue.end
            match cue.payload:
                case "goal" if state is State.CLOSED and not _begins_anew(text, cue.start):
                    pass  # "đã hoàn thành 16/20 chỉ tiêu" tells of goals that were reached
                case "goal" | "striving":
                    base = state = State.SECTION if base is State.SECTION else State.SAID
                case "horizon" if base is not State.CLOSED and self._sections.is_to_come(cue, passage.end):
                    base = State.HORIZON if base is State.NONE else base
                    state = base
                case "perfect" if state in _OPEN and quantity.start - cue.end > _PERFECT_REACH:
                    pass  # "100% xã đã có điện được phủ sóng": only says which ones
                case "perfect" | "result":
                    state = State.CLOSED
                case "forecast" if state not in _OPEN:
                    base = state = State.CLOSED
        state = _after_breaks(text, place, quantity.start, state, base)
        promised = state is State.NONE and (self._promised(passage, quantity) or self._set_for(passage, quantity))
        return State.HORIZON if promised else state

    def _demanded(self, passage: Passage, quantity: Quantity) -> bool:
        """Whether the last cue before a figure demands it ("yêu cầu 100% cơ sở …")."""
        before = [cue for cue in passage.cues if cue.start < quantity.start]
        if not before or before[-1].payload not in _DEMANDING:
            return False
        allowed = before[-1].payload == "demand" or self.context.layout.kind in _ASKING
        return allowed and self._reaches(before[-1].end, quantity.start)

    def _spending(self, passage: Passage, quantity: Quantity) -> bool:
        """Whether a word of spending stands before a figure in its part of the sentence."""
        start = self.context.text.rfind(";", passage.start, quantity.start)
        return any(cue.payload == "budget" for cue in passage.cues if start < cue.start < quantity.start)

    def _reaches(self, start: int, end: int) -> bool:
        """Whether a demand's figure follows at once, or with only its deadline between."""
        times = self.deadlines.within(start, end)
        if times and end - times[-1].end <= _GAP:
            end = times[0].start
        return end - start <= _DEMAND_REACH and not _has_digit(self.context.text, start, end)

    def _promised(self, passage: Passage, quantity: Quantity) -> bool:
        """Whether a time wholly to come and a verb of reaching stand before ("trong quý III, hoàn thành cắt giảm")."""
        anchor, promise = self.context.anchor, self.context.rules.targets.promise
        times = [time for time in self.deadlines.within(passage.start, quantity.start) if not time.value.is_day]
        return anchor is not None and any(
            promise.search(self.context.text, time.end, min(time.end + _PROMISE_REACH, quantity.start))
            for time in times
            if time.value.earliest > anchor
        )

    def _set_for(self, passage: Passage, quantity: Quantity) -> bool:
        """Whether the figure's part of the sentence ends in a time known to be still to come ("… vào năm 2030")."""
        stop, anchor = self._part_end(passage, quantity), self.context.anchor
        if anchor is None:
            return False
        cues = [cue for cue in passage.cues if quantity.end <= cue.start < stop]
        limits = [cue.start for cue in cues if cue.payload == "horizon" and self._sections.is_to_come(cue, stop)]
        if quantity.kind in ("percent", "measure"):
            times = self.deadlines.within(quantity.end, stop)
            limits += [time.start for time in times if time.value.earliest > anchor and not time.value.is_day]
        return any(
            not _begins_anew(self.context.text, limit)
            and all(cue.payload in _OPENING for cue in cues if cue.start < limit)
            for limit in limits
        )

    def _part_end(self, passage: Passage, quantity: Quantity) -> int:
        """Where the figure's part of the sentence ends: at a semicolon or with the passage."""
        stop = self.context.text.find(";", quantity.end, passage.end)
        return passage.end if stop < 0 else stop

    def _compared(self, passage: Passage, quantity: Quantity) -> bool:
        """Whether the figure's clause goes on with "so với cùng kỳ" or "kế hoạch năm"."""
        stop = self._part_end(passage, quantity)
        return any(cue.payload == "compared" for cue in passage.cues if quantity.end <= cue.start < stop)

    def _carries(self, sentence: Sentence, cues: list[Phrase], *, apart: int) -> bool:
        """Whether a sentence goes on with the goals of the one before it, `apart` blocks above.

        Its first word says so, or it begins with a number or what is commonly measured, or it names a time to come.
        """
        if apart <= 1 and cues and cues[0].payload == "carry" and cues[0].start - sentence.start <= _GAP:
            return True
        if apart or any(cue.payload in _TOLD for cue in cues):
            return False
        text, starter = self.context.text, self.context.rules.targets.indicators.starter
        if _NUMBERED.match(text, sentence.start, sentence.end) or starter.match(text[sentence.start : sentence.end]):
            return True
        anchor = self.context.anchor
        times = self.deadlines.within(sentence.start, sentence.end)
        return anchor is not None and any(time.value.earliest > anchor and not time.value.is_day for time in times)


def _opens(cues: list[Phrase]) -> bool:
    """Whether the cues of a sentence open goals: it strives for them, or names them before it tells of anything."""
    told = next((cue.start for cue in cues if cue.payload in ("perfect", "result")), None)
    return any(
        cue.payload == "striving" or (cue.payload == "goal" and (told is None or cue.start < told)) for cue in cues
    )


def _after_breaks(text: str, start: int, end: int, state: State, base: State) -> State:
    """The state behind a stretch: a semicolon, under a heading of goals a comma too, goes back to the base."""
    breaks = ";," if base is State.SECTION else ";"
    return base if any(mark in breaks for mark in _BREAK.findall(text, start, end)) else state


def _begins_anew(text: str, start: int) -> bool:
    """Whether a word stands at the beginning of a part of its sentence."""
    return text[max(0, start - _GAP) : start].rstrip().endswith((",", ";", ":"))


def _has_digit(text: str, start: int, end: int) -> bool:
    return _DIGIT.search(text, start, end) is not None
