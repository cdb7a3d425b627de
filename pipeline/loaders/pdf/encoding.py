"""Words of a PDF page in old encodings: converted by their page and their fonts."""

import ctypes
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.loaders.legacy import convert_texts, may_be_legacy

if TYPE_CHECKING:
    from pypdfium2 import PdfTextPage

_NAME_LENGTH = 128


def convert_words(
    words: Sequence[str], starts: Sequence[int], text: str, textpage: "PdfTextPage"
) -> tuple[Sequence[str], Counter[str]]:
    """The words of a page, which begin at `starts` of its text, in Unicode; how many of each encoding there were."""
    if not may_be_legacy(text):
        return words, Counter()
    texts: list[str] = []
    fonts: list[str | None] = []
    done = 0
    for word, start in zip(words, starts, strict=True):
        texts += ("\n" if "\n" in text[done:start] else " ", word)
        fonts += (None, _font(textpage, start))
        done = start
    converted = convert_texts(texts, fonts, hyphened=True)
    return converted.texts[1::2], converted.counts


def _font(textpage: "PdfTextPage", index: int) -> str | None:
    """The name of the font of a character, by its index in the page's text."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - slow to import

    name, flags = ctypes.create_string_buffer(_NAME_LENGTH), ctypes.c_int()
    character = pdfium.FPDFText_GetCharIndexFromTextIndex(textpage, index)
    length = pdfium.FPDFText_GetFontInfo(textpage, character, name, _NAME_LENGTH, flags)
    return name.value.decode("utf-8", "replace") if 0 < length <= _NAME_LENGTH else None
