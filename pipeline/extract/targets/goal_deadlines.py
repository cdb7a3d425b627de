"""Which deadline binds a goal: its clause's own, the sentence's, its list's or table row's, the plan's."""

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from pipeline.extract.context import Context
from pipeline.extract.targets.clause_parts import EDGES, Clause, cleaned
from pipeline.extract.targets.deadlines import Deadline, Deadlines
from pipeline.extract.targets.goal_scope import GoalScope
from pipeline.extract.targets.goal_states import OPENING, Passage
from pipeline.extract.targets.quantities import Quantity
from pipeline.text.markers import ITEM_MARKER

_DIGIT = regex.compile(r"\d")
_FIGURE = regex.compile(r"(?<![\p{L}\d/.,-])\d{1,3}(?:[.,]\d+)*(?:\s?-\s?\d+(?:[.,]\d+)*)?(?:\s?%|\s+\p{Ll})")
_MARKER = regex.compile(rf"\s*(?:{ITEM_MARKER})\s+(?=\p{{Lu}})")
_LIST = 8  # blocks of an open list between two goals
_SHORT = 4  # words before ", " and a time that only say whose goals follow
_NAMED = 24  # characters between a goal word and the time of its goals
_MARKS = ";:"  # behind these another statement begins


@dataclass
class GoalDeadlines:
    """The deadlines of goals, asked for in the order of the text: a goal may take the time of the goals before."""

    context: Context
    deadlines: Deadlines
    scope: GoalScope
    _block: int = -1
    _frame: Deadline | None = None  # the time set for all the goals that follow in `_block`
    _before: Deadline | None = None  # the time set for the goals of the block before
    _passing: Deadline | None = None  # the last time that another goal of `_block` had for itself

    def of(self, passage: Passage, clause: Clause) -> Deadline | None:
        """The deadline of the goal that a clause states."""
        if passage.block != self._block:
            frame = self._frame if self._frame and not self._is_of_measure(self._frame) else None
            self._before = (frame or self._before) if self._goes_on(passage.block) else None
            self._block, self._frame, self._passing = passage.block, None, None
        yearly = self.context.rules.targets.guard("cue.yearly").search(self.context.text, clause.start, clause.end)
        spoken = self._spoken(passage, clause, yearly=yearly is not None)
        if spoken is not None or yearly:
            return spoken or self._set_above(passage) or self._reported(passage)
        passing = self._passing if self._passing and self._passing.start >= passage.start else None
        named = self._frame or self._set_above(passage) or passing or self._before
        if named is None:
            named = self._frame = self._led(passage)
        return (
            named
            or self._reported(passage)
            or self._passing
            or self._attributed(passage, clause)
            or (self.deadlines.of_all if self.context.layout.form != "official" else None)
        )

    def _goes_on(self, block: int) -> bool:
        """Whether a block follows the last one with goals, or stands in the same open list."""
        text, blocks = self.context.text, self.context.blocks
        between = range(self._block, block)
        return block == self._block + 1 or (
            0 <= self._block < block <= self._block + _LIST
            and all(text.endswith(";", 0, blocks[i].end) for i in between)
        )

    def _spoken(self, passage: Passage, clause: Clause, *, yearly: bool) -> Deadline | None:
        """The time that the figure's own sentence names: in its clause, before it for all, or at the end for all.

        What is done every year is bound by a period only.
        """
        quantity = clause.quantity
        earlier = [date for date in self.deadlines.within(passage.start, clause.start) if not date.weak]
        frames = [date for date in earlier if self._frames(passage, date)]
        own = [date for date in clause.dates if not date.weak and self._binds(quantity, date)]
        if own:
            before = [date for date in own if date.start < quantity.start]
            named = self._set_behind(quantity, own, before) or (before[-1] if before else own[0])
            if self._frames(passage, named) and not self._is_of_one(passage, named):
                self._frame = named
            else:
                self._frame = frames[-1] if frames else self._frame
                self._passing = self._passing if named.outlook else named
            return named
        if earlier and self.context.text[: clause.start].endswith("("):
            return earlier[-1]
        if frames:
            self._frame = self._frame if self._is_of_one(passage, frames[-1]) else frames[-1]
            return None if yearly and frames[-1].value.end is None else frames[-1]
        inset = self.context.rules.targets.indicators.inset_any
        if earlier and not yearly and inset.search(self.context.text, earlier[-1].end, quantity.start):
            return earlier[-1]  # "năm 2030 đạt 50%, trong đó: A 30%; B 20%"
        later = self.deadlines.within(clause.end, passage.end)
        if later and not self.context.text[later[-1].end : passage.end].strip(EDGES):
            return later[-1]
        stated = [date for date in earlier if not self._is_of_no_figure(passage, date)]
        aims = [date for date in stated if not date.outlook] or stated
        self._passing = aims[-1] if aims else self._passing
        return None

    def _set_behind(self, quantity: Quantity, own: Sequence[Deadline], before: Sequence[Deadline]) -> Deadline | None:
        """The time behind a figure by which it is to be reached ("kế hoạch 2021 - 2030 … đạt 80% vào năm 2025").

        It stands right behind the figure, or the times before it are only those of a plan.
        """
        text, rules = self.context.text, self.context.rules.targets
        for date in own:
            between = text[quantity.end : date.start]
            near = date.start > quantity.end and (
                (before and all(one.outlook or one.value.end is not None for one in before))
                or not between.strip()
                or rules.indicators.time_end.fullmatch(between.lstrip())
            )
            if near and rules.guard("cue.set-time").search(self.deadlines.lead(date)):
                return date
        return None

    def _binds(self, quantity: Quantity, date: Deadline) -> bool:
        """Whether a time in a figure's clause is the figure's, not that of a statement joined on behind it."""
        if date.start < quantity.end:
            return date.start < quantity.start
        between = self.context.text[quantity.end : date.start]
        rules = self.context.rules.targets.indicators
        return not any(rules.passive.match(between, joint.end() + 1) for joint in rules.joint.finditer(between))

    def _frames(self, passage: Passage, date: Deadline) -> bool:
        """Whether a time is set for what follows too: a period, or one before all that its part says is measured."""
        text, rules = self.context.text, self.context.rules.targets.indicators
        stop = text.find(";", date.end, passage.end)
        named = any(cue.payload == "goal" and 0 <= date.start - cue.end <= len(" ") for cue in passage.cues)
        if not named and stop >= 0 and _DIGIT.search(text, date.end, stop) is None:
            return False  # of a part that states no goal
        if date.value.end is not None or rules.list_opens.match(text, date.end, passage.end):
            return True
        start = self._part_start(passage.start, date)
        if date.outlook and _FIGURE.search(text, start, date.start):
            return False  # "đến năm 2030 đạt 50%, định hướng đến năm 2045 đạt 70%"
        cues = (cue for cue in passage.cues if cue.payload in OPENING and start <= cue.start < date.start)
        start = max([start, *(cue.end for cue in cues)])
        if start >= date.start:
            return True
        words = text[start : date.start]
        time = rules.time_end.search(words)
        before = words[: time.start()] if time else words
        lead = cleaned(rules, before)
        if not lead or rules.subject.fullmatch(lead):
            return True
        if before.rstrip().endswith(","):
            return not date.outlook
        set_off = text[date.end : passage.end].lstrip().startswith(",")
        return set_off and len(lead.split()) <= _SHORT and rules.measure.match(lead) is None

    def _is_of_one(self, passage: Passage, date: Deadline) -> bool:
        """Whether a period stands behind the figure or measure of a goal of its sentence ("3 kho giai đoạn 2021 - 2025")."""
        if date.value.end is None:
            return False
        return _FIGURE.search(self.context.text, passage.start, date.start) is not None or self._is_of_measure(date)

    def _is_of_measure(self, date: Deadline) -> bool:
        """Whether the part of a sentence that a time stands in says what is measured before it ("thu nhập năm 2030")."""
        text = self.context.text
        start = self._part_start(self.context.sentence_at(date.start).start, date)
        marker = _MARKER.match(text, start)
        named = text[marker.end() if marker else start : date.start].lstrip()
        return self.context.rules.targets.indicators.level.match(named) is not None

    def _is_of_no_figure(self, passage: Passage, date: Deadline) -> bool:
        """Whether a time closes a part of its sentence that states no goal ("…; đạt chuẩn vào năm 2026; …")."""
        text = self.context.text
        stated = _FIGURE.search(text, self._part_start(passage.start, date), date.start)
        return stated is None and text.startswith(";", date.end, passage.end)

    def _part_start(self, start: int, date: Deadline) -> int:
        """Where the part of a sentence begins that a time stands in, from a start on."""
        return max(start, *(self.context.text.rfind(mark, start, date.start) + 1 for mark in _MARKS))

    def _set_above(self, passage: Passage) -> Deadline | None:
        """The time in the goal's table row, its list's head or the document's title."""
        deadlines, block = self.deadlines, passage.block
        announcer = self.scope.announcer_of(block)
        announced = deadlines.of_block(announcer) if announcer is not None else None
        return deadlines.of_row(block) or deadlines.of_heads(block) or announced or deadlines.of_plan

    def _led(self, passage: Passage) -> Deadline | None:
        """The time with which a sentence before in the same block begins ("Năm 2024, huyện đề ra 15 chỉ tiêu. …")."""
        context, rules = self.context, self.context.rules.targets.indicators
        for date in reversed(self.deadlines.within(context.blocks[passage.block].start, passage.start)):
            words = context.text[context.sentence_at(date.start).start : date.start]
            if not words.strip() or rules.time_end.fullmatch(words) or self._names_goals(date):
                return date
        return None

    def _names_goals(self, date: Deadline) -> bool:
        """Whether a goal word stands right before a time ("mục tiêu tổng quát của năm 2027")."""
        sentence = self.context.sentence_at(date.start)
        cues = self.scope.cues_of(sentence)
        return any(cue.payload == "goal" and 0 <= date.start - cue.end <= _NAMED for cue in cues)

    def _attributed(self, passage: Passage, clause: Clause) -> Deadline | None:
        """The last time before the figure that only says of when a thing is ("các nhiệm vụ của năm 2026")."""
        return next(reversed(self.deadlines.within(passage.start, clause.quantity.start)), None)

    def _reported(self, passage: Passage) -> Deadline | None:
        """The period of the plan that a report of it names."""
        return self.deadlines.of_reported_plan(passage.start) if self.context.layout.form != "official" else None
