"""Figures that are goals without a goal word: shares demanded, work assigned, tasks of a plan, a sentence by itself."""

from dataclasses import dataclass
from functools import cached_property

import regex

from pipeline.extract.context import Context
from pipeline.extract.targets.deadlines import Deadlines
from pipeline.extract.targets.goal_sections import GoalSections, Section
from pipeline.extract.targets.goal_states import GoalStates, Passage
from pipeline.extract.targets.quantities import Quantity

_DEMAND_REACH = 24  # characters between a demand and its figure
_OWED = 80  # characters between a figure and the "phải" of what it counts
_VERB = 40  # characters of a verb of change at most
_ASSIGNED_REACH = 120  # characters between "giao Sở …" and the figure of what is to be done
_PURPOSE_REACH = 60  # characters between "nhằm giảm" and its figure
_GAP = 3  # characters between a deadline and what it binds
_ALONE = 2  # sentences of a text that is no document
_DIGIT = regex.compile(r"\d")
_ASKED = frozenset({"demand", "duty", "assign"})
DEMANDING = _ASKED | {"purpose"}
_TOLD = frozenset({"perfect", "result", "against", "forecast", "compared", "budget"})
_SIZES = frozenset({"money", "measure", "time"})  # among tasks these are prices, sizes and durations
_ASKING = frozenset({"news", "plan", "dispatch", "programme", "report"})  # elsewhere such figures are norms


@dataclass
class Demands:
    """What is asked for in the sentences of a document that speak of no goal."""

    context: Context
    deadlines: Deadlines
    sections: GoalSections
    states: GoalStates

    def ask(self, passage: Passage, quantity: Quantity) -> bool:
        """Whether a figure is asked for though no goal is spoken of."""
        if self._alone(passage, quantity) or self._assigned(passage, quantity):
            return True
        section = self.sections.sections[passage.block]
        task = section is Section.TASKS or self.deadlines.of_row(passage.block) is not None
        at_least = quantity.comparator == ">=" and quantity.start != quantity.number and section is not Section.OTHER
        if quantity.kind != "percent":
            return self._asking and at_least and task and quantity.kind not in _SIZES
        if (
            self._purposed(passage, quantity)
            or self._demanded(passage, quantity)
            or (self._asking and self._owed(passage, quantity))
        ):
            return True
        if self._asking and task and not any(cue.payload in _TOLD for cue in passage.cues):
            return True
        if not at_least:
            return False
        before = self.context.text[passage.start : quantity.start]
        asked = self._asking and any(cue.payload in _ASKED for cue in passage.cues if cue.start < quantity.start)
        return asked or self.context.rules.targets.indicators.change_end.search(before) is not None

    @cached_property
    def _asking(self) -> bool:
        """Whether the document is of a kind that asks for things, or carries out a plan."""
        layout = self.context.layout
        if layout.kind in _ASKING:
            return True
        plan = self.context.rules.targets.plan
        return layout.subject is not None and plan.search(self.context.text, *layout.subject) is not None

    @cached_property
    def alone(self) -> bool:
        """Whether the text is no document but a sentence or two."""
        return len(self.context.sentences) <= _ALONE and self.context.layout.form != "official"

    def _alone(self, passage: Passage, quantity: Quantity) -> bool:
        """Whether a sentence with no document around it sets a figure: by a bound, a time, or a verb of change."""
        if not self.alone or quantity.kind in ("money", "time") or any(cue.payload in _TOLD for cue in passage.cues):
            return False
        rules = self.context.rules.targets
        lead = self.context.text[passage.start : min(quantity.start, passage.start + _VERB)]
        changed = quantity.start - passage.start <= _VERB and rules.indicators.change_end.fullmatch(lead)
        if quantity.comparator in (">=", "<=") or changed:
            return True
        if any(time.value.end is not None for time in self.deadlines.within(passage.start, passage.end)):
            return True
        limit = rules.guard("cue.limit")
        return any(
            limit.search(self.deadlines.lead(time)) or limit.search(self.context.text[quantity.end : time.start])
            for time in self.deadlines.within(quantity.end, passage.end)
        )

    def _assigned(self, passage: Passage, quantity: Quantity) -> bool:
        """Whether the work counted is given to someone ("giao Sở Công Thương hỗ trợ 12 cơ sở")."""
        if quantity.kind in ("money", "time", None):
            return False
        before = [cue for cue in passage.cues if cue.start < quantity.start]
        if not before or before[-1].payload != "assign" or quantity.start - before[-1].end > _ASSIGNED_REACH:
            return False
        words = self.context.text[before[-1].end : quantity.start]
        rules = self.context.rules.targets.indicators
        return rules.activity_end.search(words) is not None or rules.change_end.search(words) is not None

    def _purposed(self, passage: Passage, quantity: Quantity) -> bool:
        """Whether a body acts, or asks others to, for the sake of a share ("nhằm giảm tỷ lệ hộ nghèo xuống dưới 3%")."""
        before = [cue for cue in passage.cues if cue.start < quantity.start]
        if not before or before[-1].payload != "purpose" or quantity.start - before[-1].end > _PURPOSE_REACH:
            return False
        if not self._asking or any(cue.payload in _TOLD for cue in passage.cues):
            return False
        asked = any(cue.payload in _ASKED for cue in before)
        return asked or any(passage.start <= agency.start < before[-1].start for agency in self.context.agencies)

    def _demanded(self, passage: Passage, quantity: Quantity) -> bool:
        """Whether the last cue before a figure demands it ("yêu cầu 100% cơ sở …")."""
        before = [cue for cue in passage.cues if cue.start < quantity.start]
        if not before or before[-1].payload not in _ASKED:
            return False
        allowed = before[-1].payload == "demand" or self._asking
        return allowed and self._reaches(before[-1].end, quantity.start)

    def _reaches(self, start: int, end: int) -> bool:
        """Whether a demand's figure follows at once, or with only its deadline between."""
        times = self.deadlines.within(start, end)
        if times and end - times[-1].end <= _GAP:
            end = times[0].start
        return end - start <= _DEMAND_REACH and _DIGIT.search(self.context.text, start, end) is None

    def _owed(self, passage: Passage, quantity: Quantity) -> bool:
        """Whether the figure's clause goes on with "phải": "100% tàu cá phải vào bờ"."""
        stop = min(self.states.part_end(passage, quantity), quantity.end + _OWED)
        return any(cue.payload == "duty" for cue in passage.cues if quantity.end <= cue.start < stop)
