"""Vietnamese words by underthesea, aligned to the offsets of the text.

Segmentation is some fifty times dearer than matching: ask for the few phrases where a rule needs words.
"""

from functools import cache
from typing import Any


@cache
def _word_tokenize() -> Any:  # noqa: ANN401 - underthesea has no types
    from underthesea import word_tokenize  # noqa: PLC0415 - loads its model on import

    return word_tokenize


def word_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The (start, end) of each word of `text[start:end]`; the text should be NFC with Đ, as normal text is."""
    spans: list[tuple[int, int]] = []
    place = start
    for word in _word_tokenize()(text[start:end], use_token_normalize=False):
        letters = "".join(word.split())
        while place < end and text[place].isspace():
            place += 1
        first = place
        for letter in letters:
            while place < end and text[place].isspace():
                place += 1
            if place >= end or text[place] != letter:
                return spans  # the segmenter changed a character: what is aligned so far is still true
            place += 1
        spans.append((first, place))
    return spans
