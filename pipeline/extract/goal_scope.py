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
_GAP = 3  # characters between a deadline and the figure it is for
_PROMISE_REACH = 30  # characters between a time to come and its verb
_DIGIT = regex.compile(r"\d")
_NUMBERED = regex.compile(r"\d{1,2}[.)]\s")
_SHARE = regex.compile(r"\d\s?(?:%|phần trăm)")
_BREAK = regex.compile(r"[;,]")
_SILENT = frozenset(
    {Role.MOTTO, Role.ISSUER, Role.NUMBER, Role.PLACE_DATE, Role.TYPE, Role.SUBJECT, Role.BASIS, Role.CAPTION}
    | {Role.BYLINE, Role.RUNNING_HEAD, Role.SIGNATURE, Role.RECIPIENTS, Role.FURNITURE}
)
_OPENING = frozenset({"goal", "striving", "horizon"})
_DEMANDING = frozenset({"demand", "duty"})
_ASKING = frozenset({"news", "plan", "dispatch", "programme", "report"})  # elsewhere such figures are norms


class State(StrEnum):
    """What the words before a figure make of it."""

    SECTION = "section"  # under a heading of goals
    SAID = "said"  # "phấn đấu", "mục tiêu" in the sentence, or in the one that it goes on
    HORIZON = "horizon"  # only a time still to come
    CLOSED = "closed"  # told as done, or expected
    NONE = "none"


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
            carried = open_before and sentence.block == block_before and self._carries(sentence, cues)
            kinds = {cue.payload for cue in cues}
            block_before, open_before = sentence.block, carried or "goal" in kinds or "striving" in kinds
            state = self._inherited(sentence.block, kinds, carried=carried)
            if state is None or sentence.block in silent:
                continue
            start = max(sentence.start, context.blocks[sentence.block].body)
            figures = _DIGIT if state is not State.NONE or kinds & _OPENING else _SHARE
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
        return [quantity for quantity in quantities if self._is_goal(passage, quantity)]

    def _is_goal(self, passage: Passage, quantity: Quantity) -> bool:
        state, demanded, spending = self._state_at(passage, quantity)
        reason = None
        if quantity.kind == "money" and spending:
            reason = "money to be spent"
        elif state is State.CLOSED:
            reason = "told as done or expected"
        elif state is State.HORIZON and self._compared(passage, quantity):
            reason = "compared with what was before"
        elif state is State.NONE and not (demanded or self._required(passage, quantity)):
            reason = "no goal is spoken of"
        elif state is State.NONE and quantity.kind != "percent":
            reason = "a demand without a share"
        elif quantity.kind is None and quantity.rule == "target.noun" and state is State.HORIZON:
            reason = "an unknown unit without a goal word"
        if reason:
            self.context.lose(quantity.start, quantity.end, quantity.rule, reason)
        return reason is None

    def _required(self, passage: Passage, quantity: Quantity) -> bool:
        """Whether "ít nhất N %" is asked for: among tasks, behind a verb of change, or by someone's demand."""
        asking = self.context.layout.kind in _ASKING
        if asking and self._owed(passage, quantity):
            return True
        if quantity.comparator != ">=" or quantity.start == quantity.number:
            return False
        section = self._sections.sections[passage.block]
        if section is Section.OTHER:
            return False
        before = self.context.text[passage.start : quantity.start]
        asked = asking and any(cue.payload in _DEMANDING for cue in passage.cues if cue.start < quantity.start)
        return asked or self.context.rules.targets.indicators.change_end.search(before) is not None

    def _owed(self, passage: Passage, quantity: Quantity) -> bool:
        """Whether the figure's clause goes on with "phải": "100% tàu cá phải vào bờ"."""
        stop = self.context.text.find(";", quantity.end, passage.end)
        stop = passage.end if stop < 0 else stop
        stop = min(stop, quantity.end + _OWED)
        return any(cue.payload == "duty" for cue in passage.cues if quantity.end <= cue.start < stop)

    def _state_at(self, passage: Passage, quantity: Quantity) -> tuple[State, bool, bool]:
        """The state at a figure; whether a demand stands right before it; whether spending is spoken of."""
        text = self.context.text
        base = state = passage.state
        demanded = spending = False
        place = passage.start
        for cue in (*passage.cues, None):
            stop = min(cue.start if cue else quantity.start, quantity.start)
            for mark in _BREAK.finditer(text, place, stop):
                if mark.group() == ";" or base is State.SECTION:
                    state = base
                spending = spending and mark.group() != ";"
            if cue is None or cue.start >= quantity.start:
                break
            place = cue.end
            demanded = False
            match cue.payload:
                case "goal" | "striving":
                    base = state = State.SECTION if base is State.SECTION else State.SAID
                case "horizon" if base is not State.CLOSED and self._sections.is_to_come(cue, passage.end):
                    base = State.HORIZON if base is State.NONE else base
                    state = base
                case "demand":
                    demanded = self._reaches(cue.end, quantity.start)
                case "duty":
                    demanded = self.context.layout.kind in _ASKING and self._reaches(cue.end, quantity.start)
                case "result":
                    state = State.CLOSED
                case "forecast" if state is not State.SECTION:
                    base = state = State.CLOSED
                case "budget":
                    spending = True
        if state is State.NONE and self._promised(passage, quantity):
            state = State.HORIZON
        return state, demanded, spending

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

    def _compared(self, passage: Passage, quantity: Quantity) -> bool:
        """Whether the figure's clause goes on with "so với cùng kỳ" or "kế hoạch năm"."""
        stop = self.context.text.find(";", quantity.end, passage.end)
        stop = passage.end if stop < 0 else stop
        return any(cue.payload == "compared" for cue in passage.cues if quantity.end <= cue.start < stop)

    def _carries(self, sentence: Sentence, cues: list[Phrase]) -> bool:
        """Whether a sentence goes on with the goals of the one before: by its first word, number, or time to come."""
        if cues and cues[0].payload == "carry" and cues[0].start - sentence.start <= 2:
            return True
        if _NUMBERED.match(self.context.text, sentence.start, sentence.end):
            return True
        anchor = self.context.anchor
        if anchor is None or any(cue.payload in ("result", "forecast") for cue in cues):
            return False
        times = self.deadlines.within(sentence.start, sentence.end)
        return any(time.value.earliest > anchor and not time.value.is_day for time in times)


def _has_digit(text: str, start: int, end: int) -> bool:
    return _DIGIT.search(text, start, end) is not None
