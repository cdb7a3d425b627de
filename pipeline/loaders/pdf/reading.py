"""A PDF's text: each page by its text layer where that can be trusted, else by recognition where that is possible."""

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING

from pipeline.loaders.days import read_day
from pipeline.loaders.known import Found
from pipeline.loaders.legacy import stated_encodings
from pipeline.loaders.loader import LoadError
from pipeline.loaders.ocr.cache import RecognisedPage
from pipeline.loaders.ocr.pages import AT_ONCE, HOW_TO_INSTALL, Recogniser, is_available
from pipeline.loaders.ocr.recognised import judge_page, page_of
from pipeline.loaders.pdf.layer import Layer, read_layer
from pipeline.loaders.pdf.opening import open_pdf
from pipeline.loaders.pdf.render import render
from pipeline.loaders.pdf.trust import NO_LAYER, STAMP_ONLY, judge_layer
from pipeline.loaders.printed.furniture import Page, without_furniture
from pipeline.loaders.printed.grades import Grades, Judgement
from pipeline.loaders.printed.rules import PrintRules, load_print_rules
from pipeline.loaders.printed.tables import take_tables
from pipeline.loaders.printed.text import PrintedText
from pipeline.loaders.printed.words import find_lines
from pipeline.model import Problem, Quality, Stated
from pipeline.text.stored import stored_text

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

MAX_CHARS = 20_000_000
_DAMAGED = "it is damaged"
_AHEAD = 32  # pages that are held while one before them is recognised
_BETTER = (Quality.GOOD, Quality.DOUBTFUL, Quality.UNREADABLE)


@dataclass(frozen=True, slots=True)
class Read:
    """A page's text layer with its grade, and what recognition will say of it where the layer is not good."""

    number: int
    layer: Layer
    judgement: Judgement
    recognised: Future[RecognisedPage | LoadError] | None = None


def read_pdf(data: bytes) -> Found:
    """The text of a PDF with its pages as places; LoadError no-text-layer where there is none to be had."""
    rules = load_print_rules()
    grades, text = Grades(), PrintedText(rules)
    stated: dict[Stated, None] = {}
    problems: list[Problem] = []
    with open_pdf(data) as document, Recogniser() as recogniser:
        reads = _in_order(_read_pages(document, data, recogniser, grades, problems))
        for page in without_furniture((_best(read, grades, problems) for read in reads), rules):
            stated.update(dict.fromkeys(_head_days(page, rules)))
            text.add_page(page)
            if text.length > MAX_CHARS:
                raise LoadError("too-large", f"more than {MAX_CHARS:,} characters on its first {page.number:,} pages")
    body, places, doubts = text.end()
    scans = any(reason in grades.unreadable for _, reason in (NO_LAYER, STAMP_ONLY))
    if not any(letter.isalnum() for letter in body):
        more = f"; {HOW_TO_INSTALL}" if scans and not is_available() else ""
        raise LoadError("no-text-layer", f"{'; '.join(grades.reasons()) or 'no text on its pages'}{more}")
    if scans and not is_available():
        problems.append(Problem("needs-program", HOW_TO_INSTALL))
    quality, reason = grades.verdict()
    return Found(
        text=stored_text(body),
        problems=tuple(problems),
        quality=quality,
        quality_reason=reason,
        places=places,
        doubts=doubts,
        stated=(*stated_encodings(grades.converted), *stated),
    )


def _read_pages(
    document: "PdfDocument", data: bytes, recogniser: Recogniser, grades: Grades, problems: list[Problem]
) -> Iterator[Read]:
    """The pages that can be opened; of the others a grade and a problem."""
    from pypdfium2 import PdfiumError  # noqa: PLC0415 - slow to import

    digest = sha256(data).digest()
    for index in range(len(document)):
        try:
            with closing(document[index]) as page:
                layer = read_layer(page)
                judgement = judge_layer(layer, page)
                future = None
                if judgement[0] is not Quality.GOOD and is_available():
                    future = recogniser.start(digest + b"%d" % index, partial(render, page))
        except PdfiumError:
            grades.add(index + 1, (Quality.UNREADABLE, _DAMAGED))
            problems.append(Problem("unreadable-page", f"page {index + 1}: {_DAMAGED}"))
        else:
            yield Read(index + 1, layer, judgement, future)


def _in_order(reads: Iterator[Read]) -> Iterator[Read]:
    """The pages as they come, but some ahead of what is taken, so that several are recognised at once."""
    ahead: deque[Read] = deque()
    waiting = 0
    for read in reads:
        ahead.append(read)
        waiting += read.recognised is not None
        while ahead and (waiting > AT_ONCE or len(ahead) > _AHEAD or ahead[0].recognised is None):
            done = ahead.popleft()
            waiting -= done.recognised is not None
            yield done
    yield from ahead


def _best(read: Read, grades: Grades, problems: list[Problem]) -> Page:
    """The page by its text layer, or by recognition where that can be trusted more."""
    layer, judgement = read.layer, read.judgement
    if read.recognised is not None:
        result = read.recognised.result()
        if isinstance(result, LoadError):
            problems.append(Problem("unreadable-page", f"page {read.number}: {result}"))
        elif result.words or not layer.words:
            seen = judge_page(result)
            if _BETTER.index(seen[0]) < _BETTER.index(judgement[0]) or not layer.words:
                grades.add(read.number, seen)
                problems.extend(Problem("handwriting", f"page {read.number}: {what}") for what in result.unread)
                if seen[0] is Quality.UNREADABLE:
                    problems.append(Problem("unreadable-page", f"page {read.number}: {seen[1]}"))
                return page_of(result, read.number)
    grades.add(read.number, judgement)
    grades.converted.update(layer.converted)
    tables, words = take_tables(layer.words, layer.across, layer.down)
    return Page(read.number, layer.width, layer.height, find_lines(words), tables)


def _head_days(page: Page, rules: PrintRules) -> Iterator[Stated]:
    """The day of the gazette's issue, which its running heads give."""
    for head in page.heads:
        match = rules.gazette_head.match(head)
        day = read_day(match["day"].replace("-", "/")) if match and match["day"] else None
        if day:
            yield Stated("published", day, "running head of the gazette")
