"""Where a document speaks of goals: sections under "Mục tiêu", sentences with "phấn đấu", times still to come."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

import regex

from pipeline.extract.context import Context
from pipeline.extract.deadlines import Deadlines
from pipeline.extract.layout import Role
from pipeline.extract.quantities import Quantity
from pipeline.rulebook.gazetteer import Phrase
from pipeline.rulebook.targets import CUE_LABEL, SECTION_LABEL
from pipeline.text.blocks import Block

_HEADLINE = 160  # a longer block is a statement, not a heading
_EARLY = 45  # where in a heading its first cue must begin
_DEMAND_REACH = 24  # characters between a demand and its figure
_PROMISE_REACH = 30  # characters between a time to come and its verb
_BREAK = regex.compile(r"[;,]")
_SILENT = frozenset(
    {Role.MOTTO, Role.ISSUER, Role.NUMBER, Role.PLACE_DATE, Role.TYPE, Role.SUBJECT, Role.BASIS, Role.CAPTION}
    | {Role.BYLINE, Role.RUNNING_HEAD, Role.SIGNATURE, Role.RECIPIENTS, Role.FURNITURE}
)
_AT_LEAST = frozenset({">=", ">"})


class Section(StrEnum):
    """What a section's heading makes of its figures."""

    GOALS = "goals"
    OTHER = "other"


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
    _open: bool = field(default=False, init=False)

    @cached_property
    def cues(self) -> list[Phrase]:
        """The cues in order, without those that a longer phrase covers."""
        return _uncovered(self.context.phrases(CUE_LABEL))

    @cached_property
    def _cue_starts(self) -> list[int]:
        return [cue.start for cue in self.cues]

    @cached_property
    def _section_heads(self) -> dict[int, Phrase]:
        """The first phrase of each block that heads a section of other things."""
        heads: dict[int, Phrase] = {}
        for phrase in self.context.phrases(SECTION_LABEL):
            heads.setdefault(self.context.block_at(phrase.start), phrase)
        return heads

    def cues_within(self, start: int, end: int) -> list[Phrase]:
        return self.cues[bisect_left(self._cue_starts, start) : bisect_left(self._cue_starts, end)]

    @cached_property
    def sections(self) -> list[Section | None]:
        """For each block the kind of section it stands in, its own heading's for a heading."""
        context = self.context
        found: list[Section | None] = []
        loose: Section | None = None  # set by the last heading without a number
        for index, block in enumerate(context.blocks):
            own = self._heading(index, block)
            inherited = loose if block.parent is None else found[block.parent]
            if own is None and block.level is None and not self._continues_list(index):
                inherited = loose
            found.append(own or inherited)
            if own is not None and block.level is None and not context.text.endswith(":", 0, block.end):
                loose = own
        return found

    def passages(self) -> Iterator[Passage]:
        """The sentences with a digit and a reason to look for goals, in order."""
        if not self.cues:
            return
        text, layout = self.context.text, self.context.layout
        block_before, open_before = -1, False
        for sentence in self.context.sentences:
            cues = tuple(self.cues_within(sentence.start, sentence.end))
            section = self.sections[sentence.block]
            carried = open_before and sentence.block == block_before and self._carries(sentence.start, cues)
            opened = any(cue.payload == "goal" for cue in cues)
            block_before, open_before = sentence.block, opened or carried
            if layout.roles[sentence.block] in _SILENT:
                continue
            if section is Section.GOALS:
                state = State.SECTION
            elif carried:
                state = State.SAID
            elif opened or any(cue.payload in ("horizon", "demand") for cue in cues) or section is Section.OTHER:
                state = State.NONE
            else:
                continue
            start = max(sentence.start, self.context.blocks[sentence.block].body)
            if _has_digit(text, start, sentence.end):
                yield Passage(start, sentence.end, sentence.block, state, cues)

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
        elif state is State.NONE and not (demanded and quantity.kind == "percent"):
            section = self.sections[passage.block]
            at_least = quantity.comparator in _AT_LEAST and quantity.start != quantity.number and section is Section.OTHER
            if not (at_least and quantity.kind == "percent"):
                reason = "no goal is spoken of"
        elif quantity.kind is None and quantity.rule == "target.noun" and state is State.HORIZON:
            reason = "an unknown unit without a goal word"
        if reason:
            self.context.lose(quantity.start, quantity.end, quantity.rule, reason)
        return reason is None

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
                case "goal":
                    base = state = State.SECTION if base is State.SECTION else State.SAID
                case "horizon" if base is not State.CLOSED and self._to_come(cue, passage.end):
                    base = State.HORIZON if base is State.NONE else base
                    state = base
                case "demand":
                    demanded = quantity.start - cue.end <= _DEMAND_REACH and not _has_digit(text, cue.end, quantity.start)
                case "result":
                    state = State.CLOSED
                case "forecast" if state is not State.SECTION:
                    base = state = State.CLOSED
                case "budget":
                    spending = True
        if state is State.NONE and self._promised(passage, quantity):
            state = State.HORIZON
        return state, demanded, spending

    def _to_come(self, cue: Phrase, end: int) -> bool:
        """Whether the time named at a cue is not over by the reference date."""
        named = self.deadlines.within(max(cue.start - 1, 0), min(cue.end + 24, end))
        anchor = self.context.anchor
        return bool(named) and (anchor is None or named[0].value.latest >= anchor)

    def _promised(self, passage: Passage, quantity: Quantity) -> bool:
        """Whether a time wholly to come and a verb of reaching ("trong quý III năm 2026, hoàn thành cắt giảm") stand before."""
        anchor, promise = self.context.anchor, self.context.rules.targets.promise
        return anchor is not None and any(
            time.value.earliest > anchor and promise.search(self.context.text, time.end, min(time.end + _PROMISE_REACH, quantity.start))
            for time in self.deadlines.within(passage.start, quantity.start)
            if not time.value.is_day
        )

    def _compared(self, passage: Passage, quantity: Quantity) -> bool:
        """Whether the figure's clause goes on with "so với cùng kỳ" or "kế hoạch năm"."""
        stop = self.context.text.find(";", quantity.end, passage.end)
        stop = passage.end if stop < 0 else stop
        return any(cue.payload == "compared" for cue in passage.cues if quantity.end <= cue.start < stop)

    def _carries(self, start: int, cues: tuple[Phrase, ...]) -> bool:
        return bool(cues) and cues[0].payload == "carry" and cues[0].start - start <= 2

    def _heading(self, index: int, block: Block) -> Section | None:
        """What a block's heading makes of its section; None where it is no heading or says nothing of it."""
        cues = self.cues_within(block.body, min(block.end, block.body + _HEADLINE))
        cues = [cue for cue in cues if cue.payload in ("goal", "result", "horizon")]
        if head := self._section_heads.get(index):
            cues = sorted([head, *cues], key=lambda cue: (cue.start, cue.payload == "section"))
        if not cues or cues[0].start - block.body > _EARLY or not self._is_heading(index, block):
            return None
        if cues[0].payload == "section" or any(cue.payload == "result" for cue in cues):
            return Section.OTHER
        if cues[0].payload == "horizon":
            return Section.GOALS if self._to_come(cues[0], block.end) and block.parent is None else None
        return Section.GOALS

    def _is_heading(self, index: int, block: Block) -> bool:
        text, blocks = self.context.text, self.context.blocks
        if text.endswith(":", block.start, block.end):
            return True
        if block.end - block.body > _HEADLINE:
            return False
        if block.level is None:
            return text[block.start : block.end].isupper() or self.context.layout.roles[index] is Role.HEADING
        heads = index + 1 < len(blocks) and blocks[index + 1].parent == index
        return heads and not text.endswith((".", ";", ","), block.start, block.end)

    def _continues_list(self, index: int) -> bool:
        """Whether a plain paragraph belongs to the head above it: under a heading, or going on with an open list."""
        blocks, text = self.context.blocks, self.context.text
        parent = blocks[index].parent
        if parent is None:
            return False
        head, before = blocks[parent], blocks[index - 1]
        if head.level is not None and head.marker not in ("-", "+", "•", "*", "·"):
            return True
        return parent == index - 1 or text.endswith((";", ":", ","), before.start, before.end)


def _uncovered(phrases: list[Phrase]) -> list[Phrase]:
    """Of phrases in order, the longest first at one place, those that begin behind the one kept before."""
    kept: list[Phrase] = []
    for phrase in phrases:
        if not kept or phrase.start >= kept[-1].end:
            kept.append(phrase)
    return kept


def _has_digit(text: str, start: int, end: int) -> bool:
    return _DIGIT.search(text, start, end) is not None


_DIGIT = regex.compile(r"\d")
