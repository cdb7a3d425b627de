"""Picture files as documents: each picture in the file is a page."""

import io
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from pipeline.loaders.known import Found
from pipeline.loaders.loader import LoadError
from pipeline.loaders.ocr.pages import HOW_TO_INSTALL, Recogniser, is_available
from pipeline.loaders.ocr.picture import PreparedPage, prepare
from pipeline.loaders.ocr.recognised import judge_page, page_of
from pipeline.loaders.printed.furniture import Page, without_furniture
from pipeline.loaders.printed.grades import Grades
from pipeline.loaders.printed.rules import load_print_rules
from pipeline.loaders.printed.text import PrintedText
from pipeline.model import Problem, Quality
from pipeline.text.stored import stored_text

if TYPE_CHECKING:
    from PIL.Image import Image

_MOST_DOTS = 60_000_000  # of one picture; a page of A3 at 600 dots to the inch
_MOST_PAGES = 1_000
_LONG_SIDE = 3_508  # dots: A4 at 300 to the inch, the size that recognition knows best
_POINTS = 842  # the long side of A4


def read_pictures(data: bytes) -> Found:
    """The text on the pictures of a file; LoadError needs-program, damaged, too-large, or empty where they show none."""
    if not is_available():
        raise LoadError("needs-program", f"a picture; {HOW_TO_INSTALL}")
    rules, grades = load_print_rules(), Grades()
    text, problems = PrintedText(rules), list[Problem]()
    with Recogniser() as recogniser:
        for page in without_furniture(_pages(data, recogniser, grades, problems), rules):
            text.add_page(page)
    body, places, doubts = text.end()
    if not any(letter.isalnum() for letter in body):
        raise LoadError("empty", "; ".join(problem.message for problem in problems) or "no words on the picture")
    quality, reason = grades.verdict()
    return Found(
        stored_text(body),
        problems=tuple(problems),
        quality=quality,
        quality_reason=reason,
        places=places,
        doubts=doubts,
    )


def _pages(data: bytes, recogniser: Recogniser, grades: Grades, problems: list[Problem]) -> Iterator[Page]:
    for number, picture in enumerate(_pictures(data), start=1):
        result = recogniser.start(b"%d\0" % number + data, partial(_prepared, picture)).result()
        if isinstance(result, LoadError):
            problems.append(Problem("unreadable-page", f"page {number}: {result}"))
            grades.add(number, (Quality.UNREADABLE, "recognition failed"))
            continue
        problems.extend(Problem("handwriting", f"page {number}: {what}") for what in result.unread)
        judgement = judge_page(result)
        grades.add(number, judgement)
        if judgement[0] is Quality.UNREADABLE:
            problems.append(Problem("unreadable-page", f"page {number}: {judgement[1]}"))
        yield page_of(result, number)


def _pictures(data: bytes) -> Iterator["Image"]:
    try:
        from PIL import Image, ImageSequence, UnidentifiedImageError  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise LoadError("needs-program", "pictures are read with Pillow: pip install 'vanthu[ocr]'") from error
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "TIFF")) as file:
            for number, frame in enumerate(ImageSequence.Iterator(file)):
                if number >= _MOST_PAGES or frame.width * frame.height > _MOST_DOTS:
                    raise LoadError(
                        "too-large", f"a picture of {frame.width:,} x {frame.height:,} dots, page {number + 1}"
                    )
                yield frame.convert("RGB" if frame.mode not in ("1", "L", "I;16") else "L")
    except (OSError, SyntaxError, ValueError, UnidentifiedImageError, Image.DecompressionBombError) as error:
        raise LoadError("damaged", f"it begins as a picture, but cannot be decoded: {error}") from error


def _prepared(picture: "Image") -> PreparedPage:
    import numpy as np  # noqa: PLC0415 - slow to import

    long = max(picture.size)
    scale = _LONG_SIDE / long if not _LONG_SIDE / 2 < long < _LONG_SIDE * 1.5 else 1.0
    if scale != 1.0:
        picture = picture.resize((max(1, round(picture.width * scale)), max(1, round(picture.height * scale))))
    return prepare(np.asarray(picture), max(picture.size) / _POINTS)
