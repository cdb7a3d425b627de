"""Sentences of a block, by Vietnamese punctuation and its abbreviations."""

import regex

_BOUNDARY = regex.compile(
    r"[.!?…]+[\"”»)\]']*(?:(?=\s+[\p{Lu}\p{N}“\"'(\[]|\s*\Z)|(?<=\p{Ll}{2}[.!?…])(?=\p{Lu}\p{Ll}))"
)
_NO_END = regex.compile(
    r"(?:\b(?:TP|Tp|tp|TX|TT|Q|P|H|X|ThS|Th\.S|TS|PGS|GS|BS|KS|LS|Ths|CN|DS|NSND|NSƯT|KT|TM|TL|TUQ|St|Mr|Mrs|Dr|đ/c|Đ/c|đc|tr|No"
    r"|\p{Lu})|(?<![\p{L}\d])\d{1,2}|\[\.\.)\Z"
)


def sentence_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The (start, end) of each sentence of `text[start:end]`, blanks trimmed, none empty."""
    spans: list[tuple[int, int]] = []
    first = start
    for match in _BOUNDARY.finditer(text, start, end):
        # numbered heads ("1. Mục đích") and abbreviations ("TP. Cần Thơ") end no sentence
        before = max(first, match.start() - 6)
        if match.group()[0] == "." and match.end() < end and _NO_END.search(text, before, match.start()):
            continue
        _add(spans, text, first, match.end())
        first = match.end()
    _add(spans, text, first, end)
    return spans


def _add(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append((start, end))
