"""By when a goal is to be reached: the date in its clause, its list's head, or the plan's own period."""

from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cached_property

from pipeline.extract.context import Context
from pipeline.extract.readings import DateReading
from pipeline.model import Edtf

_NOT_DEADLINES = frozenset({"issued", "effective", "published", "baseline", "as-of", "event"})
_REACH = 60  # characters before a date that say what it is
_WEEK = 7  # days that a meeting may last
_PLAN_REACH = 160  # characters between a plan's name and its period


@dataclass(frozen=True, slots=True)
class Deadline:
    """A date that can bind a goal.

    `outlook`: the second of "đến năm 2030, tầm nhìn đến năm 2045"; `weak`: only says of what time a thing is ("nhiệm vụ
    của năm 2026").
    """

    start: int
    end: int
    value: Edtf
    outlook: bool
    weak: bool


@dataclass
class Deadlines:
    """The dates of a document by which goals can be bound."""

    context: Context
    _heads: dict[int, Deadline | None] = field(default_factory=dict)

    @cached_property
    def _all(self) -> list[Deadline]:
        found = (self._deadline(reading) for reading in self.context.dates)
        return sorted((one for one in found if one), key=lambda one: one.start)

    @cached_property
    def _starts(self) -> list[int]:
        return [one.start for one in self._all]

    def within(self, start: int, end: int) -> list[Deadline]:
        """The deadlines in a stretch, in order."""
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end)
        return self._all[first:last]

    def of_heads(self, block: int) -> Deadline | None:
        """The deadline of the nearest head that names one."""
        parent = self.context.blocks[block].parent
        if parent is None:
            return None
        if parent not in self._heads:
            head = self.context.blocks[parent]
            last = self.context.sentence_at(head.end - 1)  # what announces the list stands last
            named = self.within(last.start, head.end) or self.within(head.start, head.end)
            self._heads[parent] = _chosen(named) or self.of_heads(parent)
        return self._heads[parent]

    def of_block(self, block: int) -> Deadline | None:
        """The deadline that a block names for others."""
        stretch = self.context.blocks[block]
        return _chosen(self.within(stretch.start, stretch.end))

    @cached_property
    def of_plan(self) -> Deadline | None:
        """The period or year in the document's own title, where it is a document with a header."""
        layout = self.context.layout
        if layout.subject is None or layout.form == "press":
            return None
        named = [one for one in self.within(*layout.subject) if _is_period(one.value) or layout.kind == "plan"]
        named = [one for one in named if not one.value.is_day]
        # the plan's own time stands last; documents it carries out are named before
        aims = [one for one in named if not one.outlook] or named
        return aims[-1] if aims else None

    @cached_property
    def of_all(self) -> Deadline | None:
        """The one time by which all is to be reached that the text speaks of ("đến năm 2030"); None where two differ."""
        guard, anchor = self.context.rules.targets.guard("cue.set-time"), self.context.anchor
        named = [one for one in self._all if not one.outlook and guard.search(self.lead(one))]
        named = [one for one in named if anchor is None or one.value.latest >= anchor]
        return named[0] if len({one.value for one in named}) == 1 else None

    def of_row(self, block: int) -> Deadline | None:
        """The time that stands alone, or behind "Thời hạn:", in the block after: the next cell of a table's row."""
        blocks = self.context.blocks
        if block + 1 >= len(blocks):
            return None
        cell = blocks[block + 1]
        named = self.within(cell.start, cell.end)
        if len(named) != 1 or self.context.text[named[-1].end : cell.end].strip(" .;"):
            return None
        label = self.context.text[cell.start : named[0].start].strip(" :-")
        if label:
            return named[-1] if self.context.rules.targets.term.fullmatch(label) else None
        return None if named[-1].value.is_day else named[-1]

    def of_reported_plan(self, offset: int) -> Deadline | None:
        """The time that the text before an offset gives to a plan it reports on ("kế hoạch … năm 2023").

        Of several the first that is not over; the others are what the plan carries out.
        """
        reported = [one for one in self._all[: bisect_left(self._starts, offset)] if self._is_plans(one)]
        anchor = self.context.anchor
        current = (one for one in reported if anchor is None or one.value.latest >= anchor)
        return next(current, reported[-1] if reported else None)

    def _is_plans(self, date: Deadline) -> bool:
        """Whether a plan is named before a period, with no comma between."""
        if not _is_period(date.value):
            return False
        text = self.context.text
        start = max(self.context.sentence_at(date.start).start, date.start - _PLAN_REACH)
        start = max(start, *(text.rfind(mark, start, date.start) for mark in ";:"))
        guard, lead = self.context.rules.targets.guard, self.lead(date)
        if guard("cue.set-time").search(lead) or guard("cue.session").search(lead):
            return False
        return self.context.rules.targets.plan.search(text, start, date.end) is not None

    def lead(self, date: DateReading | Deadline) -> str:
        """The words of its block before a date's first digit, which say what the date is."""
        text = self.context.text
        figure = next((i for i in range(date.start, date.end) if text[i].isdigit()), date.start)
        return text[max(0, date.start - _REACH) : figure].rsplit("\n", 1)[-1]

    def _deadline(self, reading: DateReading) -> Deadline | None:
        if reading.value is None or reading.role in _NOT_DEADLINES:
            return None
        guard, before = self.context.rules.targets.guard, self.lead(reading)
        if guard("cue.baseline").search(before):
            return None
        bracket = self.context.text.rfind("(", reading.start - len("("), reading.start)
        if bracket >= 0 and guard("cue.aside").match(self.context.text, bracket):
            return None
        if (
            (reading.value.latest - reading.value.earliest).days < _WEEK
            and reading.role != "deadline"
            and not guard("cue.limit").search(before)
        ):
            return None
        outlook = guard("cue.outlook").search(before) is not None
        weak = guard("cue.attribute-time").search(before) is not None
        return Deadline(reading.start, reading.end, reading.value, outlook, weak)


def _chosen(named: list[Deadline]) -> Deadline | None:
    """Of several times in a head, the first that is no outlook."""
    return next((one for one in named if not one.outlook and not one.weak), named[0] if named else None)


def _is_period(value: Edtf) -> bool:
    """Whether a value is a year or longer."""
    return value.end is not None or len(value.start) == len("2026")
