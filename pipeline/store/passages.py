"""The words around a quote: the sentence that proves a fact, the lines that answer a query."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

import regex

from pipeline.store.folding import fold
from pipeline.store.query import Query
from pipeline.text.blocks import join_wraps
from pipeline.text.normal import NormalText
from pipeline.text.sentences import sentence_spans

WIDTH = 320  # characters of an excerpt, which is about four lines of a terminal
MOST_MARKS = 12  # matches weighed together when looking for the best stretch

Offsets = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A piece of a stored text: `text` is its `[start:end]`; `marks`, too, are offsets in the stored text.

    `cut` says whether a sentence was cut at the excerpt's start and at its end.
    """

    text: str
    start: int
    end: int
    marks: tuple[Offsets, ...]
    cut: tuple[bool, bool] = (False, False)

    def marked(self, before: str = "«", after: str = "»") -> str:
        """On one line, with the marked words between two strings, and "…" where a sentence was cut."""
        pieces, done = [], self.start
        for start, end in self.marks:
            pieces += [self._between(done, start), before, self._between(start, end), after]
            done = end
        pieces.append(self._between(done, self.end))
        line = " ".join("".join(pieces).split())
        return ("…" if self.cut[0] else "") + line + ("…" if self.cut[1] else "")

    def _between(self, start: int, end: int) -> str:
        return self.text[start - self.start : end - self.start]


class Passages:
    """The sentences of one stored text, found as they are asked for."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.normal = NormalText(source)
        self._sentences: dict[int, list[Offsets]] = {}

    @cached_property
    def _lines(self) -> str:
        return join_wraps(self.normal.text)

    @cached_property
    def folded(self) -> str:
        """The normal text folded, character for character."""
        return fold(self.normal.text)

    def around(self, start: int, end: int) -> Offsets:
        """The sentences that hold the stored text's [start, end), as offsets of the normal text."""
        first, last = self._normal_offsets(start, end)
        return self._sentence_at(first)[0], self._sentence_at(last - 1)[1]

    def excerpt(self, start: int, end: int) -> Excerpt:
        """The sentence around a quote, with the quote marked; cut to WIDTH where it is longer."""
        return self._cut(self.around(start, end), [self._normal_offsets(start, end)])

    def as_typed(self, query: Query) -> bool:
        """Whether the text has all words of a query with the marks they were typed with."""
        return query.marked and len(query.terms_of(self.matches(query, marked=True))) == len(query.terms)

    def matches(self, query: Query, *, marked: bool) -> list["regex.Match[str]"]:
        """Where a query's words stand in the normal text, with their marks or folded."""
        if marked:
            return list(query.marked_pattern.finditer(self.normal.text))
        return list(query.folded_pattern.finditer(self.folded))

    def best(self, query: Query) -> Excerpt | None:
        """The stretch that holds the most of a query, with its tone marks where it can; None where it holds nothing."""
        found = [match.span() for match in self.matches(query, marked=self.as_typed(query))]
        if not found:
            return None
        chosen, most, first = (0, 1), (0, 0), 0
        for index, (_, end) in enumerate(found):
            while end - found[first][0] > WIDTH and first < index:
                first += 1
            seen = [self.folded[slice(*span)] for span in found[max(first, index - MOST_MARKS) : index + 1]]
            score = (len({word for match in seen for word in match.split()}), max(map(len, seen)))
            if score > most:
                chosen, most = (first, index + 1), score
        spans = found[slice(*chosen)]
        return self._cut((self._sentence_at(spans[0][0])[0], self._sentence_at(spans[-1][1] - 1)[1]), spans)

    def opening(self) -> Excerpt:
        """The text's first words, with nothing marked."""
        return self._cut((0, len(self.normal.text)), [])

    def _cut(self, stretch: Offsets, marks: list[Offsets]) -> Excerpt:
        """An excerpt of the normal text's stretch, about WIDTH wide, that shows the first mark."""
        start, end = stretch
        text = self.normal.text
        if not text:
            return Excerpt("", 0, 0, ())
        first = marks[0] if marks else (start, start)
        if first[0] - start > WIDTH // 2:
            start = text.find(" ", first[0] - WIDTH // 3, first[0]) + 1 or first[0]
        if end - start > WIDTH:
            limit = max(start + WIDTH, first[1])
            end = max(text.rfind(" ", first[1], limit + 1), first[1]) if limit < end else end
        shown = [self.normal.source_span(*mark) for mark in marks if start <= mark[0] and mark[1] <= end]
        from_, to = self.normal.source_span(start, end)
        return Excerpt(self.source[from_:to], from_, to, tuple(shown), (start > stretch[0], end < stretch[1]))

    def _normal_offsets(self, start: int, end: int) -> Offsets:
        """The normal text's letters that hold the stored text's [start, end), a letter begun before it included."""
        first = self.normal.normal_offset(start)
        if first and (first == len(self.normal.text) or self.normal.source_span(first, first + 1)[0] > start):
            first -= 1
        return first, max(self.normal.normal_offset(end), first + 1)

    def _sentence_at(self, offset: int) -> Offsets:
        line = self._lines.rfind("\n", 0, offset) + 1
        if line not in self._sentences:
            end = self._lines.find("\n", offset)
            self._sentences[line] = sentence_spans(self._lines, line, len(self._lines) if end < 0 else end)
        sentences = self._sentences[line]
        at = bisect_right(sentences, (offset, len(self._lines))) - 1
        if at < 0 or offset >= sentences[at][1]:
            return offset, offset + 1  # a blank between two sentences
        return sentences[at]
