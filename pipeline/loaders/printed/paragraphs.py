"""Paragraphs from lines: a line goes on with the one above where its first word had found no room there."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

import regex

from pipeline.loaders.printed.columns import Region
from pipeline.loaders.printed.rules import PrintRules
from pipeline.loaders.printed.words import Line, Word

_SAME_SIZE = 0.8
_LOOSE = 1.35  # of the usual distance of lines: more parts paragraphs
_INDENT = 0.6  # heights: the least indent of a paragraph's first line
_ASIDE = 0.35  # of the width: what begins further right stands for itself (a signature)
_BLANK = 0.25  # heights: a word space
_SLACK = 0.6  # heights by which a line may stay short of the margin though the next word had found room
_ENDS = regex.compile(r"[.;:!?…/][\"”»)\]]*\Z")
_HYPHENED = regex.compile(r"[\p{L}\p{N}]-\Z")
_LOWER = regex.compile(r"[\p{Ll}\p{N}(,;]")
_CODE = regex.compile(r"[\p{Lu}\p{N}]")


def join(before: str, after: str) -> str:
    """What stands between a line and the next one of its paragraph: nothing inside a code broken at its hyphen."""
    return "" if _HYPHENED.search(before) and _CODE.match(after) else " "


def pitches_of(lines: Sequence[Line]) -> dict[int, float]:
    """The usual distance from line to line, by the height of print in points."""
    steps: dict[int, list[float]] = {}
    for above, below in pairwise(lines):
        if 0.5 * above.height < below.top - above.top < 3 * above.height and abs(above.height - below.height) < 1:
            steps.setdefault(round(above.height), []).append(below.top - above.top)
    return {height: sorted(found)[(len(found) - 1) // 3] for height, found in steps.items()}


def continues(above: Line, below: Line, region: Region, pitches: Mapping[int, float], rules: PrintRules) -> bool:
    """Whether a line goes on with the paragraph of the line above it in its region."""
    if below.top - above.top > _LOOSE * pitches.get(round(above.height), 1.5 * above.height):
        return False
    return runs_on(above, below, region, region, rules)


def runs_on(above: Line, below: Line, region: Region, next_region: Region, rules: PrintRules) -> bool:
    """The same for a line whose next one can stand on the next page; distances from line to line are left alone."""
    sizes = sorted((above.height, below.height))
    if sizes[0] < _SAME_SIZE * sizes[1]:
        return False
    first, last = below.words[0], above.text
    height = above.height
    if _HYPHENED.search(last) and _CODE.match(first.text):
        return True
    aside = region.left + _ASIDE * (region.right - region.left)
    if region.narrow or (above.left > aside and below.left > aside):
        return _LOWER.match(first.text) is not None and not _ENDS.search(last) and _is_full(above, first, region)
    centred = abs(_off_centre(above, region)) < height and abs(_off_centre(below, next_region)) < height
    if below.left > aside and not centred:
        return False
    if rules.paragraph_start.match(below.text) and (_ENDS.search(last) or not first.text[0].islower()):
        return False
    if not _is_full(above, first, region):
        return False
    if above.text.isupper() != below.text.isupper() and (above.text.isupper() or len(below.words) > 2):
        return False
    indent_above, indent = above.left - region.left, below.left - next_region.left
    if indent < _INDENT * height or rules.paragraph_start.match(above.text):
        return True
    if centred:
        return True
    # both indented alike: a whole passage set in, or paragraphs of one full line
    return abs(indent - indent_above) < _INDENT * height and not _ENDS.search(last)


def _is_full(above: Line, first: Word, region: Region) -> bool:
    room = region.right - above.right
    return room < (first.right - first.left) + (_BLANK + _SLACK) * above.height


def _off_centre(line: Line, region: Region) -> float:
    return line.middle - (region.left + region.right) / 2
