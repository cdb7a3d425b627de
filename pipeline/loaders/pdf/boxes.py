"""Where on a page of a PDF a quote stands, for whoever wants to see it there."""

import re
from itertools import pairwise, takewhile

from pipeline.loaders.pdf.frame import Box
from pipeline.loaders.pdf.layer import read_layer
from pipeline.loaders.pdf.opening import open_pdf
from pipeline.loaders.printed.words import Word, find_lines


def find_boxes(data: bytes, page: int, quote: str, before: str = "") -> list[Box]:
    """The boxes of a quote's lines on a page (from 1), each as left, top, right, bottom in points from the page's upper
    left corner; none where the page does not hold it. Blanks and the breaks of lines do not count. A quote that runs
    over the edge of the page is found by its part on this page, of half its length at least. Of several that say the same
    the one is found that stands behind `before`, or behind most of its end.
    """
    with open_pdf(data) as document:
        if not 1 <= page <= len(document):
            return []
        pdf_page = document[page - 1]
        try:
            words = read_layer(pdf_page, as_shown=True).words
        finally:
            pdf_page.close()
    wanted, context = (_without_blanks(part) for part in (quote, before))
    for order in (words, [word for line in find_lines(words) for word in line.words]):
        if found := _find(order, wanted, context):
            return [_around(line) for line in _by_lines(found)]
    return []


def _without_blanks(text: str) -> str:
    return "".join(text.replace("|", " ").split())


def _find(words: list[Word], wanted: str, before: str) -> list[Word]:
    """The words that a quote without blanks covers, in the order given."""
    held = "".join(word.text for word in words)
    least = max(len(wanted) // 2, 1)
    starts = [match.start() for match in re.finditer(re.escape(wanted), held)]
    if starts:
        start = max(starts, key=lambda at: _shared(held[max(0, at - len(before)) : at], before))
        end = start + len(wanted)
    else:
        start, end = _at_edge(held, wanted, least)
    covered, offset = [], 0
    for word in words:
        if offset < end and start < offset + len(word.text):
            covered.append(word)
        offset += len(word.text)
    return covered


def _shared(held: str, before: str) -> int:
    """With how many letters both end."""
    pairs = zip(reversed(held), reversed(before), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _at_edge(held: str, wanted: str, least: int) -> tuple[int, int]:
    """The part of a quote with which a page ends or begins."""
    for size in range(len(wanted) - 1, least - 1, -1):
        if held.endswith(wanted[:size]):
            return len(held) - size, len(held)
        if held.startswith(wanted[-size:]):
            return 0, size
    return 0, 0


def _by_lines(words: list[Word]) -> list[list[Word]]:
    lines = [[words[0]]]
    for before, word in pairwise(words):
        if word.left < before.left or word.top >= before.bottom:
            lines.append([])
        lines[-1].append(word)
    return lines


def _around(words: list[Word]) -> Box:
    return (
        min(word.left for word in words),
        min(word.top for word in words),
        max(word.right for word in words),
        max(word.bottom for word in words),
    )
