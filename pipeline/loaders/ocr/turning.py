"""Pages that were scanned lying on their side or upside down.

Tesseract reads lines that run down the page, at one go with level ones, but takes those that run up it for lines that
stand on their heads. So its words tell how a page lies: their boxes are higher than wide, or they are weak.
"""

from collections.abc import Callable, Sequence

from pipeline.loaders.ocr.picture import PreparedPage, turn
from pipeline.loaders.printed.words import Word

_LEAST_WORDS = 8  # of three letters and more: fewer tell nothing
_WEAK = 60  # of 100
_MANY_WEAK = 0.5  # of the words: on a page that stands on its head more are

Lines = list[list[Word]]


def recognise_upright(page: PreparedPage, recognise: Callable[[PreparedPage], Lines]) -> tuple[PreparedPage, Lines]:
    """The page and its lines, turned where it lies on its side or stands on its head; once more read only then."""
    lines = recognise(page)
    for quarters in _turns(lines):
        turned = turn(page, quarters)
        found = recognise(turned)
        if not _turns(found):
            return turned, found
    return page, lines


def _turns(lines: Lines) -> Sequence[int]:
    """By how many quarters, clockwise, a page may have to be turned, the most likely first; none where it is upright."""
    words = [word for line in lines for word in line if len(word.text) > 2]
    if len(words) < _LEAST_WORDS:
        return ()
    weak = sum((word.confidence or 0) < _WEAK for word in words) > _MANY_WEAK * len(words)
    if 2 * sum(word.bottom - word.top > word.right - word.left for word in words) > len(words):
        return (1, 3) if weak else (3, 1)
    return (2,) if weak else ()
