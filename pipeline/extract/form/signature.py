"""Signature blocks: "TM. ..." / "KT. ...", the post, the signer's name; and the recipients beside them."""

from collections.abc import Iterator

import regex

from pipeline.extract.context import Context
from pipeline.extract.layout import Signature, Stretch
from pipeline.rulebook.layout import LayoutRules
from pipeline.text.blocks import Block

_COLUMN = regex.compile(r"[^\n|]+?(?=\ {2,}|\s*[\n|]|\s*\Z)")
_REACH = 900  # characters from the first line of a block to the name; stamps and recipients stand between
_GAP = 12  # lines of the other column that can stand between two recipients
_LONG = 90  # no line of a signature is longer
_POST_AND_NAME = regex.compile(
    r"(?P<post>\p{Lu}[\p{Lu}./,\s]*[\p{Lu}.])\s+(?:\([^)]*\)\s*)?(?P<name>\p{Lu}\p{Ll}+(?:\s\p{Lu}[\p{Ll}']*){1,5})\Z"
)
# a post in the right column, behind which the left column's line goes on
_BESIDE_A_WRAP = regex.compile(r"(?<=\ {2})(?P<post>\p{Lu}[\p{Lu}\s]*\p{Lu})\s(?=\p{Ll})")
_NEXT_PREFIX = regex.compile(r"(?<=\S)\s+(?=(?:(?:KT|K/T|TL|T/L|TUQ)(?:\.\s?|\s)|Q\.\s?)\p{Lu}{2})")


def find_signatures(context: Context, start: int) -> tuple[Signature, ...]:
    """The signature blocks behind `start`, in the order of the text."""
    text, rules = context.text, context.rules.layout
    signatures: list[Signature] = []
    for opening in _openings(context, start):
        if signatures and opening < signatures[-1].end:
            continue
        signature = _read(rules, text, opening)
        if signature:
            signatures.append(signature)
    return tuple(signatures)


def _openings(context: Context, start: int) -> list[int]:
    """Where a signature may begin: at "TM." and the like, or at a line that is a post and nothing else."""
    text, rules = context.text, context.rules.layout
    found = {match.start() for match in rules["on-behalf"].finditer(text, start)}
    for match in rules["post-column"].finditer(text, start):
        column = _COLUMN.match(text, match.start())
        if column and column.end() - column.start() < _LONG and rules["post"].match(column.group().strip("*: ")):
            found.add(match.start())
    return sorted(found)


def _columns(text: str, start: int, end: int) -> Iterator[Stretch]:
    for match in _COLUMN.finditer(text, start, end):
        words = match.group().strip()
        if words:
            first = match.start() + match.group().find(words)
            yield first, first + len(words)


def _read(rules: LayoutRules, text: str, start: int) -> Signature | None:
    """The block that opens at `start`; None where no name follows its lines."""
    lines: list[Stretch] = []
    beside = rules["recipients"].search(text, max(0, start - _REACH), start) is not None
    for first, last in _columns(text, start, min(len(text), start + _REACH)):
        words = text[first:last]
        if _is_line(rules, words):
            lines.extend(_cut(text, first, last))
            continue
        if lines and (wrap := _BESIDE_A_WRAP.match(text, first, last)) and rules["post"].match(wrap["post"]):
            lines.append(wrap.span("post"))
            continue
        if rules["separator"].match(words) or rules["signed"].match(words) or words in "()":
            continue
        if signer := rules["signer"].match(words):
            begin, end = signer.span("name")
            return Signature(lines[0][0], last, tuple(lines), (first + begin, first + end)) if lines else None
        if name := _name_behind_post(rules, words):
            lines.extend(_cut(text, first, first + name[0]))
            return Signature(lines[0][0], last, tuple(lines), (first + name[1], first + name[2]))
        if not beside and not rules["recipient"].match(words) and not rules["recipients"].match(words):
            break
    if lines and rules["on-behalf"].match(text, lines[0][0]):
        return Signature(lines[0][0], lines[-1][1], tuple(lines))
    return None


def _is_line(rules: LayoutRules, words: str) -> bool:
    if len(words) > _LONG or not words.replace("T/M", "").isupper():
        return False
    prefixed = rules["on-behalf"].match(words) is not None
    return prefixed or rules["post"].match(words) is not None or rules["body-head"].match(words) is not None


def _cut(text: str, first: int, last: int) -> Iterator[Stretch]:
    """A line in which two were put together ("TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH") as the two."""
    for cut in _NEXT_PREFIX.finditer(text, first, last):
        yield first, cut.start()
        first = cut.end()
    yield first, last


def _name_behind_post(rules: LayoutRules, words: str) -> tuple[int, int, int] | None:
    """In "CHỦ TỊCH Lê Thị Hoa": (end of the post, start and end of the name)."""
    match = _POST_AND_NAME.match(words)
    if match is None:
        return None
    post = match["post"]
    if rules["on-behalf"].match(post) or rules["post"].match(post):
        return match.end("post"), *match.span("name")
    return None


def find_recipients(rules: LayoutRules, text: str, blocks: tuple[Block, ...], start: int) -> list[int]:
    """The blocks of the list of recipients (indexes), from "Nơi nhận" to the last item."""
    found: list[int] = []
    for index, block in enumerate(blocks):
        if block.start < start or (not found and text[block.start] not in "Nn"):
            continue
        words = text[block.start : block.end]
        if not found:
            if rules["recipients"].match(words):
                found.append(index)
        elif index - found[-1] > _GAP:
            break
        elif rules["recipient"].match(words) or words.endswith(";"):
            found.append(index)
    return found
