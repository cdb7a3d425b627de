"""Which deadline binds a goal: its clause's own, the sentence's, its list's or table row's, the plan's."""

from dataclasses import dataclass

from pipeline.extract.clause_parts import EDGES, Clause
from pipeline.extract.context import Context
from pipeline.extract.deadlines import Deadline, Deadlines
from pipeline.extract.goal_states import Passage


@dataclass
class GoalDeadlines:
    """The deadlines of goals, asked for in the order of the text: a goal without one may take that of the goal before."""

    context: Context
    deadlines: Deadlines
    _block: int = -1
    _latest: Deadline | None = None  # what bound the goals before in `_block`

    def of(self, passage: Passage, clause: Clause) -> Deadline | None:
        """The deadline of the goal that a clause states."""
        spoken = self._spoken(passage, clause)
        yearly = self._yearly(clause)
        if spoken is not None:
            if not yearly:
                self._block, self._latest = passage.block, spoken
            return spoken
        if self._latest is not None and self._block == passage.block and not yearly:
            return self._latest
        by = self.deadlines.of_row(passage.block) or self.deadlines.of_heads(passage.block) or self.deadlines.of_plan
        if by is None and self._block == passage.block - 1 and not yearly:
            by = self._latest
        by = by or self._attributed(passage, clause)
        if by is None and self.context.layout.form != "official":
            by = self.deadlines.of_reported_plan(passage.start)
        return by

    def _spoken(self, passage: Passage, clause: Clause) -> Deadline | None:
        """The time that the figure's own sentence names: in its clause, before it for all, or at the end for all."""
        quantity = clause.quantity
        own = [date for date in clause.dates if not quantity.start <= date.start < quantity.end and not date.weak]
        if own:
            before = [date for date in own if date.start < quantity.start]
            return before[-1] if before else own[0]
        yearly = self._yearly(clause)
        earlier = self.deadlines.within(passage.start, clause.start)
        earlier = [date for date in earlier if not date.weak and (date.value.end is not None or not yearly)]
        if earlier:
            return earlier[-1]
        later = self.deadlines.within(clause.end, passage.end)
        if later and not self.context.text[later[-1].end : passage.end].strip(EDGES):
            return later[-1]
        return None

    def _attributed(self, passage: Passage, clause: Clause) -> Deadline | None:
        """The last time before the figure that only says of when a thing is ("các nhiệm vụ của năm 2026")."""
        return next(reversed(self.deadlines.within(passage.start, clause.quantity.start)), None)

    def _yearly(self, clause: Clause) -> bool:
        """Whether a goal is one of every year ("mỗi năm trồng 500 ha")."""
        return self.context.rules.targets.guard("cue.yearly").search(self.context.text, clause.start, clause.end) is not None
