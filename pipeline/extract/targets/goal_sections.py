"""The sections of a document by what their headings make of figures: goals, tasks, or things told and spent."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from pipeline.extract.context import Context
from pipeline.extract.layout import Role
from pipeline.extract.targets.deadlines import Deadlines
from pipeline.rulebook.gazetteer import Phrase
from pipeline.rulebook.targets import CUE_LABEL, SECTION_LABEL
from pipeline.text.blocks import Block

_HEADLINE = 160  # a longer block is a statement, not a heading
_EARLY = 45  # where in a heading its first cue must begin
_NAMED = 4  # characters before the goal word of a paragraph that names only goals ("Các chỉ tiêu chủ yếu")
_CLOSING = 60  # characters before a colon in which a demand announces what follows
_TIME_REACH = 24  # characters after a cue in which its time stands
_HEADING_CUES = frozenset({"goal", "striving", "result", "against", "horizon", "tasks", "section"})
_FIRST = frozenset({"1.", "1)", "1-", "(1)", "a)"})
_BULLETS = frozenset("-+•*·")


class Section(StrEnum):
    """What a section's heading makes of its figures."""

    GOALS = "goals"
    TASKS = "tasks"
    OTHER = "other"


@dataclass
class GoalSections:
    """The cues of a document and the sections that its headings make."""

    context: Context
    deadlines: Deadlines

    @cached_property
    def cues(self) -> list[Phrase]:
        """The cues in order, without those that a longer phrase covers."""
        return _uncovered(self.context.phrases(CUE_LABEL))

    @cached_property
    def by_sentence(self) -> dict[int, list[Phrase]]:
        """The cues of each sentence, by where it starts."""
        found: dict[int, list[Phrase]] = {}
        for cue in self.cues:
            found.setdefault(self.context.sentence_at(cue.start).start, []).append(cue)
        return found

    @cached_property
    def sections(self) -> list[Section | None]:
        """For each block the kind of section it stands in, its own heading's for a heading."""
        context = self.context
        found: list[Section | None] = []
        loose: Section | None = None  # set by the last heading without a number
        for index, block in enumerate(context.blocks):
            own = self._heading(index, block)
            announcer = self.announcers[index]
            announced = found[announcer] if announcer is not None else None
            inherited = (announced or loose) if block.parent is None else found[block.parent]
            if block.level is None and not self._continues_list(index):
                inherited = loose
            found.append(own or inherited)
            if own is not None and block.parent is not None and self._completes(index, block.parent):
                found[block.parent] = own
            if own is not None and block.level is None and not context.text.endswith(":", 0, block.end):
                loose = own
        return found

    @cached_property
    def announcers(self) -> list[int | None]:
        """For each block the paragraph that announces the numbered items it stands among, where none is their head."""
        text, blocks = self.context.text, self.context.blocks
        found: list[int | None] = []
        announcer: int | None = None
        for index, block in enumerate(blocks):
            if self._heads_numbers(index):
                announcer = index
                found.append(None)
            elif block.level is None and not self._continues_list(index):
                opens = text.endswith(":", block.start, block.end) or self._introduces(index)
                announcer = index if opens else None
                found.append(None)
            else:
                found.append(announcer if block.parent is None else found[block.parent])
        return found

    def is_to_come(self, cue: Phrase, end: int) -> bool:
        """Whether the time named at a cue is not over by the reference date."""
        named = self.deadlines.within(max(cue.start - 1, 0), min(cue.end + _TIME_REACH, end))
        anchor = self.context.anchor
        return bool(named) and (anchor is None or named[0].value.latest >= anchor)

    @cached_property
    def _first_words(self) -> dict[int, list[Phrase]]:
        """The cues that may make a heading of a block, by the block."""
        context = self.context
        found: dict[int, list[Phrase]] = {}
        for cue in (*context.phrases(SECTION_LABEL), *self.cues):
            if cue.payload in _HEADING_CUES:
                index = context.block_at(cue.start)
                if cue.start - context.blocks[index].body < _HEADLINE:
                    found.setdefault(index, []).append(cue)
        for cues in found.values():
            cues.sort(key=lambda cue: (cue.start, cue.payload in ("tasks", "section")))
        return found

    def _heading(self, index: int, block: Block) -> Section | None:
        """What a block's heading makes of its section; None where it is no heading or says nothing of it."""
        if self._asks(block):
            return Section.TASKS
        cues = self._first_words.get(index)
        if self._introduces(index):
            return Section.GOALS
        if not cues or cues[0].start - block.body > _EARLY or not self._is_heading(index, block):
            return None
        if cues[0].payload == "section" or any(cue.payload in ("result", "against") for cue in cues):
            return Section.OTHER
        if cues[0].payload == "tasks":
            return Section.TASKS
        if cues[0].payload == "horizon":
            return Section.GOALS if self.is_to_come(cues[0], block.end) and block.parent is None else None
        return Section.GOALS

    def _asks(self, block: Block) -> bool:
        """Whether a block ends in a demand and a colon ("Ủy ban nhân dân tỉnh yêu cầu:")."""
        if not self.context.text.endswith(":", block.start, block.end):
            return False
        last = self.by_sentence.get(self.context.sentence_at(block.end - 1).start, ())
        return any(cue.payload == "demand" and block.end - cue.end <= _CLOSING for cue in last)

    def _introduces(self, index: int) -> bool:
        """Whether a short paragraph without a colon names the goals that the items behind it list."""
        text, blocks = self.context.text, self.context.blocks
        block = blocks[index]
        if block.level is not None or block.end - block.body > _HEADLINE or index + 1 >= len(blocks):
            return False
        following = blocks[index + 1].marker
        if text.endswith((".", ";", ","), block.start, block.end):
            return False
        goals = [cue.start for cue in self._first_words.get(index, ()) if cue.payload == "goal"]
        named = bool(goals) and goals[0] - block.body <= _NAMED
        return bool(goals) if following in _FIRST else named and following in _BULLETS

    def _heads_numbers(self, index: int) -> bool:
        """Whether a bullet that ends in a colon heads numbered items, though a number outranks a bullet."""
        blocks = self.context.blocks
        if blocks[index].marker not in _BULLETS or index + 1 >= len(blocks) or blocks[index + 1].marker not in _FIRST:
            return False
        return self.context.text.endswith(":", blocks[index].start, blocks[index].end)

    def _is_heading(self, index: int, block: Block) -> bool:
        text, blocks = self.context.text, self.context.blocks
        if text.endswith(":", block.start, block.end):
            return True
        if block.end - block.body > _HEADLINE:
            return False
        if block.level is None:
            named = text[block.start : block.end]
            return named.isupper() or self.context.layout.roles[index] is Role.HEADING or self._titles_goals(block)
        heads = index + 1 < len(blocks) and blocks[index + 1].parent == index
        return heads and not text.endswith((".", ";", ","), block.start, block.end)

    def _titles_goals(self, block: Block) -> bool:
        """Whether the title of a page only names the goals that it lists ("Các chỉ tiêu chủ yếu đến năm 2030")."""
        title = self.context.layout.title
        if title is None or title[0] != block.start:
            return False
        return self.context.rules.targets.guard("cue.goals-named").fullmatch(self.context.text, *title) is not None

    def _continues_list(self, index: int) -> bool:
        """Whether a plain paragraph belongs to the head above it: under a heading, or going on with an open list."""
        blocks, text = self.context.blocks, self.context.text
        parent = blocks[index].parent
        if parent is None:
            return False
        head, before = blocks[parent], blocks[index - 1]
        if head.level is not None and head.marker not in _BULLETS:
            return True
        return parent == index - 1 or text.endswith((";", ":", ","), before.start, before.end)

    def _completes(self, index: int, parent: int) -> bool:
        """Whether a block without a number is the words of a bare "Phần II" above it."""
        head = self.context.blocks[parent]
        return parent == index - 1 and self.context.blocks[index].level is None and head.body >= head.end


def _uncovered(phrases: list[Phrase]) -> list[Phrase]:
    """Of phrases in order, the longest first at one place, those that begin behind the one kept before."""
    kept: list[Phrase] = []
    for phrase in phrases:
        if not kept or phrase.start >= kept[-1].end:
            kept.append(phrase)
    return kept
