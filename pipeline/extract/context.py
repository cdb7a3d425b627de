"""What the extractors of one document share: the text in its forms, the rules, and what was found before."""

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from pipeline.extract.home import Home
from pipeline.extract.layout import Layout
from pipeline.extract.readings import AgencyReading, DateReading, NumberReading, OfficialReading
from pipeline.model import Document, Span
from pipeline.rulebook import Rulebook
from pipeline.rulebook.gazetteer import Phrase
from pipeline.text.blocks import Block, find_blocks, join_wraps
from pipeline.text.normal import NormalText
from pipeline.text.sentences import sentence_spans
from pipeline.text.tokens import Tokens
from pipeline.text.words import word_spans


class Sentence(NamedTuple):
    """Offsets in the normal text, and the index of the block it stands in."""

    start: int
    end: int
    block: int


@dataclass(frozen=True, slots=True)
class Loss:
    """A reading that was not kept: where, by which rule, and why (for `explain`)."""

    start: int
    end: int
    rule: str
    reason: str


@dataclass
class Context:
    """One document on its way to facts. All offsets are of `text`, the normal copy; `span` turns them into evidence.

    `anchor` is the reference date (None where nothing gives one). `losses` collects what lost, when `tracing`.
    `date_places` are the offsets where a date could begin, read or not.
    The fields from `layout` to `officials` are filled in the order of `Extractor.open`.
    """

    document: Document
    rules: Rulebook
    anchor: date | None = None
    tracing: bool = False
    losses: list[Loss] = field(default_factory=list)
    segmented: int = 0
    layout: Layout = field(init=False)
    home: Home = field(init=False)
    numbers: list[NumberReading] = field(default_factory=list)
    dates: list[DateReading] = field(default_factory=list)
    date_places: list[int] = field(default_factory=list)
    agencies: list[AgencyReading] = field(default_factory=list)
    officials: list[OfficialReading] = field(default_factory=list)

    @cached_property
    def normal(self) -> NormalText:
        return NormalText(self.document.text)

    @cached_property
    def text(self) -> str:
        """The normal text; a newline always ends a block."""
        return join_wraps(self.normal.text)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        return find_blocks(self.text)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        return tuple(
            Sentence(start, end, index)
            for index, block in enumerate(self.blocks)
            for start, end in sentence_spans(self.text, block.start, block.end)
        )

    @cached_property
    def tokens(self) -> Tokens:
        return Tokens(self.text)

    @cached_property
    def _phrases(self) -> dict[str, list[Phrase]]:
        return self.rules.gazetteer.scan(self.tokens)

    def phrases(self, label: str) -> list[Phrase]:
        """The matches of a closed list (see `Gazetteer.scan`)."""
        return self._phrases.get(label, [])

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.start for block in self.blocks]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def block_at(self, offset: int) -> int:
        """The index of the block that an offset stands in (or follows)."""
        return max(bisect_right(self._block_starts, offset) - 1, 0)

    def sentence_at(self, offset: int) -> Sentence:
        """The sentence that an offset stands in (or follows)."""
        return self.sentences[max(bisect_right(self._sentence_starts, offset) - 1, 0)]

    def heads_of(self, block: int) -> list[Block]:
        """The blocks that head a block, from the nearest outwards."""
        heads = []
        parent = self.blocks[block].parent
        while parent is not None:
            heads.append(self.blocks[parent])
            parent = self.blocks[parent].parent
        return heads

    def words(self, start: int, end: int) -> list[tuple[int, int]]:
        """Vietnamese words of a short stretch; dear, so ask only where a rule needs words."""
        self.segmented += end - start
        return word_spans(self.text, start, end)

    def span(self, start: int, end: int, part: str = "fact") -> Span:
        """Normal offsets as evidence in the document's own text."""
        first, last = self.normal.source_span(start, end)
        return Span(self.document.text, first, last, part=part)

    def lose(self, start: int, end: int, rule: str, reason: str) -> None:
        """Note a reading that was not kept and why."""
        if self.tracing:
            self.losses.append(Loss(start, end, rule, reason))
