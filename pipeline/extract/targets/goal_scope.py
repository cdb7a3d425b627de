"""Which figures are goals: those under "Mục tiêu", behind "phấn đấu", demanded, or set for a time still to come."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import regex

from pipeline.extract.context import Context, Sentence
from pipeline.extract.layout import Role
from pipeline.extract.targets.deadlines import Deadlines
from pipeline.extract.targets.goal_demands import DEMANDING, Demands
from pipeline.extract.targets.goal_sections import GoalSections, Section
from pipeline.extract.targets.goal_states import OPENING, GoalStates, Passage, State
from pipeline.extract.targets.quantities import Quantity
from pipeline.rulebook.gazetteer import Phrase

_GAP = 3  # characters before a sentence's first word
_AHEAD = 6  # characters before the time that a sentence begins with ("Cũng đến năm 2030, …")
_UNSPOKEN = "no goal is spoken of"
_DIGIT = regex.compile(r"\d")
_SILENT = frozenset(
    {Role.MOTTO, Role.ISSUER, Role.NUMBER, Role.PLACE_DATE, Role.TYPE, Role.SUBJECT, Role.BASIS, Role.CAPTION}
    | {Role.BYLINE, Role.RUNNING_HEAD, Role.SIGNATURE, Role.RECIPIENTS, Role.FURNITURE}
)
_TOLD = frozenset({"perfect", "result", "against", "forecast", "compared", "budget"})


@dataclass
class GoalScope:
    """The passages of a document in which figures may be goals."""

    context: Context
    deadlines: Deadlines

    @cached_property
    def _sections(self) -> GoalSections:
        return GoalSections(self.context, self.deadlines)

    @cached_property
    def _states(self) -> GoalStates:
        return GoalStates(self.context, self.deadlines, self._sections)

    @cached_property
    def _demands(self) -> Demands:
        return Demands(self.context, self.deadlines, self._sections, self._states)

    def section_of(self, block: int) -> Section | None:
        """The kind of section that a block stands in."""
        return self._sections.sections[block]

    def announcer_of(self, block: int) -> int | None:
        """The paragraph that announces the items a block stands among, without heading them."""
        return self._sections.announcers[block]

    def cues_of(self, sentence: Sentence) -> list[Phrase]:
        """The cues of a sentence."""
        return self._sections.by_sentence.get(sentence.start, [])

    def passages(self) -> Iterator[Passage]:
        """The sentences with a digit and a reason to look for goals, in order."""
        if self._hopeless():
            return
        text, context = self.context.text, self.context
        silent = {index for index, role in enumerate(context.layout.roles) if role in _SILENT}
        before: Sentence | None = None
        opened: State | None = None
        for sentence in context.sentences:
            cues = self._sections.by_sentence.get(sentence.start, [])
            carried = self._carried(before, sentence, cues, opened) if before else None
            kinds = {cue.payload for cue in cues}
            before, opened = sentence, self._opens(sentence, cues) or carried
            if sentence.block in silent or not _DIGIT.search(text, sentence.start, sentence.end):
                continue
            state = self._inherited(sentence, kinds, carried)
            if state is None:
                continue
            start = max(sentence.start, context.blocks[sentence.block].body)
            counted = state is not State.NONE or kinds & OPENING or "assign" in kinds or self._demands.alone
            tasks = self.section_of(sentence.block) is Section.TASKS
            if (_DIGIT if counted or tasks else context.rules.targets.share).search(text, start, sentence.end):
                yield Passage(start, sentence.end, sentence.block, state, tuple(cues))

    def _adopts_plan(self, sentence: Sentence) -> bool:
        """Whether a sentence tells that a plan for a time to come was adopted ("thông qua Nghị quyết về kế hoạch …")."""
        adopted = self.context.rules.targets.guard("cue.plan-adopted")
        found = adopted.search(self.context.text, sentence.start, sentence.end)
        return found is not None and any(
            self.context.anchor is None or time.value.latest >= self.context.anchor
            for time in self.deadlines.within(found.end(), sentence.end)
        )

    def _hopeless(self) -> bool:
        """Whether no word of the document can make a figure a goal."""
        cues = self._sections.cues
        if self.normative:
            return all(cue.payload != "striving" for cue in cues)
        return not cues and not self._demands.alone

    def _inherited(self, sentence: Sentence, kinds: set[str], carried: State | None) -> State | None:
        """The state in which a sentence begins; None where nothing can open it."""
        section = self._sections.sections[sentence.block]
        if self.normative:
            return State.NONE if "striving" in kinds else None
        if section is Section.GOALS:
            return State.SECTION
        if carried:
            return carried
        if kinds & OPENING or kinds & DEMANDING or section is Section.TASKS or self._demands.alone:
            return State.NONE
        if self._states.times_to_come(sentence.start, sentence.end) or self.deadlines.of_row(sentence.block):
            return State.NONE
        return None

    @cached_property
    def normative(self) -> bool:
        """Whether the document makes law: its figures are norms, whatever is said of aims."""
        layout, rules = self.context.layout, self.context.rules.targets
        own = layout.own_type
        if layout.subject is not None and rules.regulation.match(self.context.text, *layout.subject):
            return True
        if layout.form == "official" and rules.guard("cue.law-scope").search(self.context.text):
            return True
        if own is not None:
            return rules.norm.match(self.context.text, *own) is not None
        return any(number.role == "self" and rules.norm.match(number.type or "") for number in self.context.numbers)

    def judge(self, passage: Passage, quantities: list[Quantity]) -> list[Quantity]:
        """The figures of a passage that are goals; the others are noted with the reason."""
        goals: list[Quantity] = []
        before: Quantity | None = None
        reasons = [self._objection(passage, quantity) for quantity in quantities]
        for place in range(len(quantities) - 2, -1, -1):
            # "ít nhất 30% A; 50% B và 100% C … vào năm 2030": what makes the last a goal makes the others one
            unspoken = reasons[place] == _UNSPOKEN and reasons[place + 1] is None
            if unspoken and self._lists(quantities[place], quantities[place + 1]):
                reasons[place] = None
        for quantity, reason in zip(quantities, reasons, strict=True):
            listed = reason == _UNSPOKEN and before is not None and before in goals and self._lists(before, quantity)
            if listed or reason is None:
                goals.append(quantity)
            else:
                self.context.lose(quantity.start, quantity.end, quantity.rule, reason)
            before = quantity
        return goals

    def _objection(self, passage: Passage, quantity: Quantity) -> str | None:
        """Why a figure is no goal; None where it is one."""
        state = self._states.at(passage, quantity)
        if quantity.kind == "money" and self._spending(passage, quantity):
            return "money to be spent"
        if state is State.CLOSED:
            return "told as done or expected"
        if state is State.HORIZON and self._estimated(quantity):
            return "told as done or expected"
        if state is State.HORIZON and self._compared(passage, quantity):
            return "compared with what was before"
        if state is State.NONE and not self._demands.ask(passage, quantity):
            return _UNSPOKEN
        if state is State.HORIZON and quantity.rule == "target.noun":
            return "an unknown unit without a goal word"
        return None

    def _lists(self, before: Quantity, quantity: Quantity) -> bool:
        """Whether two figures stand in one list of such figures ("100% A, 90% B")."""
        between = self.context.text[before.end : quantity.start]
        rules = self.context.rules.targets.indicators
        joint = rules.joint_end.search(between)
        if joint is None or before.kind != quantity.kind:
            return False
        return ";" not in between or rules.predicate.search(between) is None

    def _spending(self, passage: Passage, quantity: Quantity) -> bool:
        """Whether a word of spending stands before a figure in its part of the sentence."""
        start = self.context.text.rfind(";", passage.start, quantity.start)
        return any(cue.payload == "budget" for cue in passage.cues if start < cue.start < quantity.start)

    def _estimated(self, quantity: Quantity) -> bool:
        """Whether what binds a figure says that it is estimated ("ước có 12 xã")."""
        estimated = self.context.rules.targets.guard("cue.estimated")
        return estimated.match(self.context.text, quantity.start, quantity.number) is not None

    def _compared(self, passage: Passage, quantity: Quantity) -> bool:
        """Whether the figure's clause goes on with "so với cùng kỳ" or "kế hoạch năm", undated with "đạt mục tiêu"."""
        stop = self._states.part_end(passage, quantity)
        if self.context.anchor is None:
            behind = self.context.text[quantity.end : stop]
            if self.context.rules.targets.guard("cue.plan-met").match(behind):
                return True
        return any(cue.payload == "compared" for cue in passage.cues if quantity.end <= cue.start < stop)

    def _opens(self, sentence: Sentence, cues: list[Phrase]) -> State | None:
        """The state that a sentence opens for those that go on with it; None where it opens none."""
        if not cues:
            return None
        if self._states.opens(cues):
            strives = any(cue.payload == "striving" for cue in cues)
            return State.SAID if strives or not self._states.tells_of_past(sentence) else None
        goes_on = _goes_on(sentence, cues) and len(cues) > 1
        first, start = (cues[1], cues[0].end) if goes_on else (cues[0], sentence.start)
        according = self.context.rules.targets.guard("cue.according").match(self.context.text, start)
        start = according.end() if according else start
        ahead = first.payload == "horizon" and first.start - start <= _AHEAD
        return State.HORIZON if ahead and self._sections.is_to_come(first, sentence.end) else None

    def _tells(self, sentence: Sentence, cues: list[Phrase], *, apart: int) -> bool:
        """Whether a sentence tells of what is done: in the paragraph of the goals, before its first figure."""
        if apart:
            return any(cue.payload in _TOLD for cue in cues)
        figure = _DIGIT.search(self.context.text, sentence.start, sentence.end)
        stop = figure.start() if figure else sentence.end
        return any(cue.payload in _TOLD for cue in cues if cue.start < stop)

    def _carried(self, before: Sentence, sentence: Sentence, cues: list[Phrase], opened: State | None) -> State | None:
        """The state that a sentence goes on with from the one before it, where that one `opened` goals or a plan."""
        apart = sentence.block - before.block
        if apart <= 1 and _goes_on(sentence, cues):
            return opened or (State.HORIZON if self._adopts_plan(before) else None)
        if not opened or apart > 1 or self._tells(sentence, cues, apart=apart):
            return None
        text, rules = self.context.text, self.context.rules.targets
        besides = rules.guard("cue.besides").match(text, sentence.start)
        words = text[besides.end() if besides else sentence.start : sentence.end]
        measured = rules.indicators.level.match(words) is not None
        if apart:
            if text.endswith(";", 0, before.end):
                return opened
            # news go through the topics of a plan in paragraphs
            topic = measured or rules.guard("cue.topic").match(words) or self._opens(sentence, cues)
            topic = topic if self.context.layout.form == "press" else None
            return State.HORIZON if topic and not self._states.tells_of_past(sentence) else None
        begun = rules.guard("cue.figure-first").match(words) or rules.indicators.starter.match(words)
        if begun or rules.guard("cue.topic").match(words):
            return opened
        return opened if self._states.times_to_come(sentence.start, sentence.end) else None


def _goes_on(sentence: Sentence, cues: list[Phrase]) -> bool:
    """Whether the first word of a sentence says that it goes on with what the one before told ("Trong đó, …")."""
    return bool(cues) and cues[0].payload == "carry" and cues[0].start - sentence.start <= _GAP
