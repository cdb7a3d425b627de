"""Blocks: paragraphs, headings and list items, with the outline they stand in.

Texts taken from print carry line breaks inside their sentences. `join_wraps` turns those into spaces, one character
for one, so that in the text that rules see a newline always ends a block.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import regex

from pipeline.text.markers import BULLET, LETTER, NUMBER

_ENDS_SENTENCE = regex.compile(r"[.;:!?…\"”»)\]/|]\s*\Z")
_LOWER_START = regex.compile(r"\s*[\p{Ll}(“\"]")
_NEW_BLOCK = regex.compile(
    rf"""\s*(?:
      {BULLET}\s | {NUMBER}\s? | {LETTER}\s | [IVXL]{{1,6}}\s?[.\-/)]\s
    | (?:Điều|Chương|Mục|Phần|Phụ\ lục|Phụ\ Lục|PHỤ\ LỤC|Căn\ cứ|Xét|Theo\ đề\ nghị|Nơi\ nhận)\b
    | Số\s?: | (?:TM|KT|TL|TUQ|Q)\.
    | CÔNG\ BÁO | \[\.\.\.\] | \|
    | (?!\s*(?:19|20)\d\d\.?\s*\Z)[\p{{Lu}}\s\d,.\-–:/()]+\Z
    )""",
    regex.VERBOSE,
)
_MARKER = regex.compile(
    r"""\s*(?:
      (?P<part>(?:Phần|PHẦN|Chương|CHƯƠNG)\s+(?:[IVXLC]+|\d+|thứ\s\p{Ll}+)\b[.:]?)
    | (?P<article>(?:Điều|ĐIỀU)\s+\d+[a-zđ]?\s?[.:]?)
    | (?P<roman>[IVXL]{1,6}\s?[.\-/)])(?=\s)
    | (?P<letter_cap>[A-HĐ][.)])(?=\s)
    | (?P<decimal>\d{1,2}(?:\.\d{1,2}){1,3}(?:[.)](?=\s)|(?=\s+[\p{Lu}“\"])))
    | (?P<arabic>(?:\(\d{1,2}\)|\d{1,2}[.)]|\d{1,2}\s?[-/](?=\s\p{Lu})))(?=\s*\S)(?!\d)
    | (?P<letter>[a-zđ]{1,2}\)|[a-zđ]\.(?=\s))
    | (?P<bullet>[-–•*·])(?=\s?[^\s\d-]|\s\d(?!\d?\d?\s?-?\Z))
    | (?P<plus>\+)(?=\s?\S)
    )""",
    regex.VERBOSE,
)
LEVELS = {
    "part": 1,
    "letter_cap": 2,
    "roman": 3,
    "article": 3,
    "arabic": 4,
    "decimal": 5,
    "letter": 6,
    "bullet": 8,
    "plus": 9,
}
_BULLET = LEVELS["bullet"]
_NESTED = frozenset({_BULLET, LEVELS["arabic"]})  # levels whose items can head others of their own level
_DEEPER = 0.25
_NUMBER = regex.compile(r"\d+")
_SHORT = 100
_STATES = regex.compile(r"(?<!\d)(?!(?:19|20)\d\d(?!\d))\d|[;.,]\Z")  # a figure that is no year, or a stop
_ENDS_OPEN = regex.compile(r"\p{L},?\s*\Z")
_SMALL_WORD = regex.compile(r"\s*\p{Ll}{2,}(?!\p{L}|[.)])")
_DASH = regex.compile("[–—]")
_COLON = 7  # a plain paragraph that ends in a colon heads the list below it


class Block(NamedTuple):
    """One paragraph, heading or list item of the normal text.

    `start`..`end` without surrounding blanks, marker included; `body` is where the words after the marker begin.
    `level` is the marker's depth in the outline (None: plain paragraph); `parent` the index of the block that heads it.
    """

    start: int
    end: int
    body: int
    marker: str | None
    level: int | None
    parent: int | None


def join_wraps(text: str) -> str:
    """The text with the newlines inside hard-wrapped paragraphs as spaces; lengths and offsets stay."""
    lines = text.split("\n")
    long = [len(line) for line in lines if len(line) >= 40]
    if len(long) < 4:
        return _join_few(lines)
    wraps = sum(
        1
        for line, after in pairwise(lines)
        if len(line) >= 40 and after.lstrip()[:1].islower() and not _ENDS_SENTENCE.search(line)
    )
    if wraps < 3 or wraps < 0.15 * len(long):
        return text
    width = sorted(long)[int(0.9 * (len(long) - 1))]
    joined = [lines[0]]
    for before, line in pairwise(lines):
        joined.append((" " if _continues(before, line, width) else "\n") + line)
    return "".join(joined)


def _join_few(lines: Sequence[str]) -> str:
    """The same for too few lines to tell by: a word in small letters goes on with a long line that ends in a letter."""
    joined = [lines[0]]
    for before, line in pairwise(lines):
        goes_on = len(before) >= 40 and _ENDS_OPEN.search(before) and _SMALL_WORD.match(line)
        joined.append((" " if goes_on else "\n") + line)
    return "".join(joined)


def _continues(before: str, line: str, width: int) -> bool:
    """Whether a line goes on with the sentence of the line before it."""
    if not before.strip() or not line.strip():
        return False
    if len(before) < 0.45 * width and not _goes_on(before, line, width):
        return False
    if before.isupper() and not line.isupper():
        return False  # a heading in capitals, and the text under it
    # "a)" begins an item only behind a finished line; else it belongs to a reference ("điểm⏎a) khoản 1")
    if _NEW_BLOCK.match(line) and (not line.strip()[0].islower() or _ENDS_SENTENCE.search(before)):
        return False
    if _LOWER_START.match(line):
        return not before.rstrip().endswith((";", "./.")) or len(before) >= 0.7 * width
    return len(before.rstrip()) >= 0.75 * width and not _ENDS_SENTENCE.search(before)


def _goes_on(before: str, line: str, width: int) -> bool:
    """Whether a paragraph was broken after its first few words, as pages made by word processors are."""
    broken = before.rstrip()[-1].isalpha() and line.strip()[0].islower()
    return broken and (len(line) >= 0.45 * width or _NEW_BLOCK.match(before) is not None)


def _close(heads: list[tuple[float, int]], blocks: list[Block], text: str, level: float | None) -> None:
    """Drop the heads that a block of this level does not stand under."""
    if level is not None:
        while heads and heads[-1][0] >= level:
            heads.pop()
        return
    # a plain paragraph ends the list above it, and with the list the paragraph that announced it
    listed = False
    while heads and heads[-1][0] > _COLON and not text.endswith(":", 0, blocks[heads[-1][1]].end):
        heads.pop()
        listed = True
    if listed and heads and heads[-1][0] == _COLON:
        heads.pop()


def _depth(heads: list[tuple[float, int]], blocks: list[Block], text: str, level: int, marker: str) -> float:
    """How deep an item stands: one marked unlike the open items of its level stands under one that is a heading.

    "* Lúa:", "- Vụ xuân: 20 ha"; "2. Chỉ tiêu", "(1) Thu ngân sách: 5 tỷ đồng". Numbers begin anew at one.
    """
    if level not in _NESTED:
        return level
    kind = _kind(marker)
    siblings = [(depth, index) for depth, index in heads if int(depth) == level or depth > level == _BULLET]
    for depth, index in siblings:
        if _kind(blocks[index].marker or "") == kind:
            return depth
    if not siblings or not _announces(text, blocks[siblings[-1][1]]):
        return level
    return siblings[-1][0] + _DEEPER if level == _BULLET or "1" in _NUMBER.findall(marker) else level


def _kind(marker: str) -> str:
    """How an item is marked: dashes of all lengths are one bullet, numbers differ only in what stands around them."""
    return _NUMBER.sub("1", _DASH.sub("-", marker))


def _announces(text: str, block: Block) -> bool:
    """Whether an item heads others: it ends in a colon, or is short, without a figure and without a stop."""
    words = text[block.body : block.end]
    return words.endswith(":") or (len(words) < _SHORT and _STATES.search(words) is None)


def find_blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a text whose newlines end blocks, in order, each with the block that heads it."""
    blocks: list[Block] = []
    heads: list[tuple[float, int]] = []  # (depth, index) from the outermost to the innermost open head
    start = 0
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped:
            first = start + len(line) - len(line.lstrip())
            end = first + len(stripped)
            match = _MARKER.match(stripped)
            level = LEVELS[match.lastgroup] if match and match.lastgroup else None
            body = first + (match.end() if match else 0)
            while body < end and text[body] == " ":
                body += 1
            marker = match.group().strip() if match else None
            depth = None if level is None or marker is None else _depth(heads, blocks, text, level, marker)
            _close(heads, blocks, text, depth)
            parent = heads[-1][1] if heads else None
            blocks.append(Block(first, end, body, marker, level, parent))
            if depth is not None:
                heads.append((depth, len(blocks) - 1))
            elif stripped.endswith(":"):
                heads.append((_COLON, len(blocks) - 1))
        start += len(line) + 1
    return tuple(blocks)
