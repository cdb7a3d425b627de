"""What the words before a figure make of it: a goal spoken of, a time still to come, or a thing told as done."""

from dataclasses import dataclass
from enum import StrEnum

from pipeline.extract.context import Context, Sentence
from pipeline.extract.targets.deadlines import Deadlines
from pipeline.extract.targets.goal_sections import GoalSections
from pipeline.extract.targets.quantities import Quantity
from pipeline.rulebook.gazetteer import Phrase

_PERFECT_REACH = 20  # characters between "đã" and the figure that it tells
_PROMISE_REACH = 30  # characters between a time to come and its verb
_GAP = 3  # characters between a mark and the word behind it
_REACHED_REACH = 48  # characters before a goal word in which its goals are said to be reached
_TOLD_REACH = 120  # characters behind a goal word in which the same may be said
OPENING = frozenset({"goal", "striving", "horizon"})


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
class GoalStates:
    """The states of figures by the cues and times of their sentences."""

    context: Context
    deadlines: Deadlines
    sections: GoalSections

    def at(self, passage: Passage, quantity: Quantity) -> State:
        """The state at a figure, read from the passage's beginning."""
        state = self._walked(passage, quantity)
        promised = state is State.NONE and (self._promised(passage, quantity) or self._set_for(passage, quantity))
        return State.HORIZON if promised else state

    def opens(self, cues: list[Phrase]) -> bool:
        """Whether the cues of a sentence open goals: it strives for them, or names them before it tells of anything."""
        told = next((cue.start for cue in cues if cue.payload in ("result", "against")), None)
        return any(
            cue.payload == "striving"
            or (cue.payload == "goal" and (told is None or cue.start < told) and not self._reached(cue))
            for cue in cues
        )

    def _walked(self, passage: Passage, quantity: Quantity) -> State:
        text, lists = self.context.text, self.context.rules.targets.indicators.lists
        base = state = passage.state  # base: what a new part of the sentence starts from
        place = passage.start
        told = ""  # the class of the cue that closed
        for cue in passage.cues:
            if cue.start >= quantity.start:
                break
            state = _after_breaks(text, place, cue.start, state, base)
            place = cue.end
            match cue.payload:
                case "goal" if state is State.CLOSED and told == "result" and not begins_anew(text, cue.start):
                    pass  # "đến nay, các chỉ tiêu …" tells of goals that were reached
                case "goal" if state not in _OPEN and self._reached(cue):
                    base = state = State.CLOSED
                    told = "reached"
                case "goal" | "striving":
                    base = state = State.SECTION if base is State.SECTION else State.SAID
                case "horizon" if base is not State.CLOSED and self.sections.is_to_come(cue, passage.end):
                    base = State.HORIZON if base is State.NONE else base
                    state = base
                case "perfect" if state in _OPEN and quantity.start - cue.end > _PERFECT_REACH:
                    pass  # "100% xã đã có điện được phủ sóng": only says which ones
                case "result" if state in _OPEN and self._only_says_which(cue, quantity):
                    pass
                case "against" if state in _OPEN:
                    pass  # "phấn đấu tăng 0,5% so với kế hoạch"
                case "perfect" | "result" | "against":
                    listed = cue.payload == "result" and lists.match(text, cue.end, quantity.start)
                    # as in "đến hết năm 2026 đã cấp 35%; …", "các chỉ tiêu ước thực hiện như sau: …; …"
                    base = State.CLOSED if base is State.HORIZON or listed else base
                    state, told = State.CLOSED, cue.payload
                case "forecast" if state not in _OPEN:
                    base = state = State.CLOSED
        return _after_breaks(text, place, quantity.start, state, base)

    def _reached(self, cue: Phrase) -> bool:
        """Whether the goals that a word names are said to be reached ("hoàn thành 16/20 chỉ tiêu")."""
        text, guard = self.context.text, self.context.rules.targets.guard
        before = text[max(0, cue.start - _REACHED_REACH) : cue.start]
        behind = text[cue.end : cue.end + _TOLD_REACH]
        return guard("cue.reached").search(before) is not None or guard("cue.reached-all").match(behind) is not None

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
        """Whether the figure's part of the sentence ends in a time still to come ("… vào năm 2030")."""
        stop = self.part_end(passage, quantity)
        cues = [cue for cue in passage.cues if quantity.end <= cue.start < stop]
        limits = [cue.start for cue in cues if cue.payload == "horizon" and self.sections.is_to_come(cue, stop)]
        if quantity.kind in ("percent", "measure"):
            limits += self.times_to_come(quantity.end, stop)
        return any(
            not begins_anew(self.context.text, limit)
            and all(cue.payload in OPENING for cue in cues if cue.start < limit)
            for limit in limits
        )

    def times_to_come(self, start: int, end: int) -> list[int]:
        """Where in a stretch the times begin that are known to be wholly to come, days left out."""
        anchor = self.context.anchor
        times = self.deadlines.within(start, end) if anchor is not None else ()
        return [time.start for time in times if anchor and time.value.earliest > anchor and not time.value.is_day]

    def _only_says_which(self, cue: Phrase, quantity: Quantity) -> bool:
        """Whether what is told as done only says of what a goal is ("ở các xã đã đạt chuẩn, nâng lên 12 tiêu chí")."""
        told = self.context.rules.targets.perfect.match(self.context.text, cue.start, cue.end)
        return told is not None and quantity.start - cue.end > _PERFECT_REACH

    def tells_of_past(self, sentence: Sentence) -> bool:
        """Whether a sentence names a time that is over."""
        anchor = self.context.anchor
        times = self.deadlines.within(sentence.start, sentence.end)
        return anchor is not None and any(time.value.latest < anchor for time in times)

    def part_end(self, passage: Passage, quantity: Quantity) -> int:
        """Where the figure's part of the sentence ends: at a semicolon or with the passage."""
        stop = self.context.text.find(";", quantity.end, passage.end)
        return passage.end if stop < 0 else stop


def begins_anew(text: str, start: int) -> bool:
    """Whether a word stands at the beginning of a part of its sentence."""
    return text[max(0, start - _GAP) : start].rstrip().endswith((",", ";", ":"))


def _after_breaks(text: str, start: int, end: int, state: State, base: State) -> State:
    """The state behind a stretch: a semicolon, under a heading of goals a comma too, goes back to the base."""
    breaks = ";," if base is State.SECTION else ";"
    return base if any(text.find(mark, start, end) >= 0 for mark in breaks) else state
