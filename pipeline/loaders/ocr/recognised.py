"""A recognised page as a printed page, and how far it can be trusted."""

import regex

from pipeline.loaders.legibility import judge
from pipeline.loaders.ocr.cache import RecognisedPage
from pipeline.loaders.ocr.mending import mend
from pipeline.loaders.printed.furniture import Page
from pipeline.loaders.printed.tables import take_tables
from pipeline.loaders.printed.words import Word, find_lines
from pipeline.model import Quality

_SPECK = regex.compile(r"[^\p{L}\p{N}]{1,2}|\p{L}")
_DOT = regex.compile(r"[.,'‘’`]")  # by itself: what ends a word is read as part of it
_EDGE = regex.compile(r"[|¦_—]+")  # rules of a table, read as letters
_SPECK_CONFIDENCE = 30  # of 100: a lone sign with less is a stain of the paper
_TALLEST = 3.0  # of the usual height: what is taller is a stroke of a pen or an edge of the paper
_BLANK = 0.002  # of the dots that are dark: an empty page with the specks of its paper has fewer
_WEAK = 60
_DOUBTFUL_SHARE, _UNREADABLE_SHARE = 0.25, 0.6  # of the words that are weak


def page_of(found: RecognisedPage, number: int) -> Page:
    """The page's lines and tables, without stains, slips in closed vocabularies mended."""
    tables, words = take_tables(_without_stains(found), found.across, found.down)
    lines = find_lines(words)
    mend([*lines, *(line for table in tables for row in table.rows for cell in row for line in cell)])
    return Page(number, found.width, found.height, lines, tables, read_by="ocr")


def judge_page(found: RecognisedPage) -> tuple[Quality, str | None]:
    """The grade of a recognised page: by the share of its words that are weak, and by what they say."""
    words = _without_stains(found)
    if not words and found.ink < _BLANK:
        return Quality.GOOD, None
    if not words:
        return Quality.UNREADABLE, "recognition finds no words on it"
    weak = sum(word.confidence is not None and word.confidence < _WEAK for word in words) / len(words)
    if weak > _UNREADABLE_SHARE:
        return Quality.UNREADABLE, "most of its words were recognised weakly"
    quality, reason = judge(" ".join(word.text for word in words))
    if quality is Quality.GOOD and weak > _DOUBTFUL_SHARE:
        return Quality.DOUBTFUL, "many of its words were recognised weakly"
    return quality, reason


def _without_stains(found: RecognisedPage) -> list[Word]:
    heights = sorted(word.bottom - word.top for word in found.words)
    tallest = _TALLEST * heights[len(heights) // 2] if heights else 0.0
    return [
        word
        for word in found.words
        if word.bottom - word.top <= tallest
        and not _EDGE.fullmatch(word.text)
        and not _DOT.fullmatch(word.text)
        and not ((word.confidence or 0) < _SPECK_CONFIDENCE and _SPECK.fullmatch(word.text))
    ]
