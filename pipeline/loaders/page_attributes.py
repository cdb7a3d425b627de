"""What a page states of its document beside the text: tables and lines of labels and values."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.loaders.days import read_day
from pipeline.loaders.main_region import LABEL
from pipeline.loaders.page_lines import Line
from pipeline.loaders.page_rules import AttributeField, PageRules
from pipeline.model import Stated
from pipeline.text.normal import NormalText

_MAX_LABEL = 40
_MAX_VALUE = 600  # the longest title
_DAYS = ("date", "effective", "published")
_ENOUGH = 2  # labels, and values that say something, that make a table of attributes
_IDENTITY: frozenset[AttributeField] = frozenset({"number", "type", "issuer"})
_CELLS = re.compile(r"\s*\|\s*")
_LETTER = re.compile(r"[^\W_]")

Pair = tuple[AttributeField, str]


@dataclass(frozen=True, slots=True)
class Attributes:
    """What is stated, and the lines (indices of the page's) that say so and are no part of its text."""

    stated: tuple[Stated, ...] = ()
    lines: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines, one after another, that hold nothing but labels and values; the pairs that say something."""

    first: int
    last: int
    pairs: tuple[Pair, ...]

    @property
    def fields(self) -> frozenset[AttributeField]:
        """What it has values for."""
        return frozenset(name for name, _ in self.pairs) - {"other"}

    def values(self, field: AttributeField) -> set[str]:
        return {value for name, value in self.pairs if name == field}


def find_attributes(lines: Sequence[Line], rules: PageRules) -> Attributes:
    """The table of attributes of the one document a page shows; nothing where it lists several.

    An official document's own words are never taken for attributes, whatever tables it holds.
    """
    document = _official_lines(lines, rules)
    blocks = [block for block in _blocks(lines, rules) if block.last <= document.start or block.first >= document.stop]
    main = max(blocks, key=lambda block: len(block.fields), default=None)
    if main is None or len(main.fields) < _ENOUGH:
        return Attributes()
    if len(set[str]().union(*(block.values("number") for block in blocks if block.fields == main.fields))) > 1:
        return Attributes()
    # beside the table of its own, what a page says of others in such lines is a list of related documents
    own = blocks if main.fields & _IDENTITY else [main]
    stated = (Stated(field, value, "attribute table") for field, value in main.pairs if field != "other")
    return Attributes(
        tuple(dict.fromkeys(stated)), frozenset(i for block in own for i in range(block.first, block.last))
    )


def _official_lines(lines: Sequence[Line], rules: PageRules) -> range:
    """From the first to the last line that only an official document has."""
    cues = [
        index for index, line in enumerate(lines) if len(line.text) <= LABEL and rules.official_cues.search(line.text)
    ]
    return range(cues[0], cues[-1] + 1) if cues else range(len(lines), len(lines))


def _blocks(lines: Sequence[Line], rules: PageRules) -> Iterator[_Block]:
    index = 0
    while index < len(lines):
        first, pairs, last = index, [], index
        while (read := _read(lines, index, rules)) is not None:
            pairs += read[0]
            index = last = index + read[1]
        if len(pairs) >= _ENOUGH:
            kept = ((field, _kept(field, value, rules)) for field, value in pairs)
            yield _Block(first, last, tuple((field, value) for field, value in kept if value is not None))
        index = max(index, first + 1)


def _read(lines: Sequence[Line], index: int, rules: PageRules) -> tuple[list[Pair], int] | None:
    """The labels and values of a line, and of the next where that holds the value; how many lines they take."""
    if index >= len(lines) or len(lines[index].text) > _MAX_VALUE:
        return None
    line = lines[index]
    if line.row:
        pairs = _of_row(_CELLS.split(line.text), rules)
        return (pairs, 1) if pairs else None
    label, colon, value = line.text.partition(":")
    if len(label) > _MAX_LABEL:
        return None
    if not colon:
        return ([("status", label)], 1) if _folded(label) in rules.statuses else None
    field = rules.attribute_labels.get(_folded(label))
    if field is None:
        return None
    if value.strip():
        return [(field, value.strip())], 1
    following = lines[index + 1] if index + 1 < len(lines) else None
    if following is None or following.row or len(following.text) > _MAX_VALUE or _is_label(following.text, rules):
        return [(field, "")], 1
    return [(field, following.text)], 2


def _of_row(cells: Sequence[str], rules: PageRules) -> list[Pair]:
    """The pairs of a row, where all that it holds are labels known and the values after them."""
    pairs: list[Pair] = []
    for cell, value in pairwise([*filter(None, cells), ""]):
        label, colon, inside = cell.partition(":")
        field = rules.attribute_labels.get(_folded(label))
        if field is not None:
            pairs.append((field, inside.strip() or ("" if _is_label(value, rules) else value)))
        elif not pairs or (pairs[-1][1] != cell and not colon):
            return []
    return pairs


def _is_label(text: str, rules: PageRules) -> bool:
    return _folded(text.partition(":")[0]) in rules.attribute_labels


def _folded(text: str) -> str:
    return " ".join(NormalText(text[:LABEL]).text.casefold().strip(" :.*-–\u00a0").split())


def _kept(field: AttributeField, value: str, rules: PageRules) -> str | None:
    """A value as it is kept: days as ISO days, nothing where it says nothing."""
    value = value.strip(" ;")
    if not _LETTER.search(value) or _folded(value) in rules.attribute_blanks:
        return None
    return read_day(value) if field in _DAYS else value
