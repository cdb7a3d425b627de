"""What each block is to the document, as far as its own words tell."""

from pipeline.extract.context import Context
from pipeline.extract.layout import Role
from pipeline.rulebook.layout import LayoutRules

_HEADING = 120  # no heading is longer
_LINE = 200  # no separator, running head or line of furniture is longer
_PARAGRAPH = 350  # a longer block is an article's, not a link to one
_LINK = 80  # no "Tin liên quan" is longer


def body_roles(context: Context) -> list[Role]:
    """The role of each block as its own words tell it; header and signature come on top."""
    text, rules = context.text, context.rules.layout
    rest = _furniture_from(context)
    return [
        Role.FURNITURE if block.start >= rest else _line_role(rules, text[block.start : block.end], level=block.level)
        for block in context.blocks
    ]


def _furniture_from(context: Context) -> int:
    """Where the page's own matter begins for good: at "Tin liên quan" and the like, if no article follows."""
    text, rules = context.text, context.rules.layout
    last_paragraph = max((block.start for block in context.blocks if block.end - block.start > _PARAGRAPH), default=-1)
    for block in context.blocks[context.block_at(max(last_paragraph, 0)) :]:
        words = text[block.start : block.end]
        if block.start != last_paragraph and len(words) < _LINK and rules["furniture-rest"].match(words):
            return block.start
    return len(text)


_LINE_ROLES = {
    "separator": Role.SEPARATOR,
    "running-head": Role.RUNNING_HEAD,
    "stamp": Role.STAMP,
    "furniture": Role.FURNITURE,
    "appendix": Role.APPENDIX,
    "basis": Role.BASIS,
}


def _line_role(rules: LayoutRules, words: str, level: int | None) -> Role:
    kind = rules.line_kind(words)
    if kind == "basis" or (kind is not None and len(words) < _LINE):
        return _LINE_ROLES[kind]
    if "|" in words:
        return Role.TABLE
    if len(words) < _HEADING and (words.isupper() or (level is not None and level <= 5 and words[-1] not in ".;:,")):
        return Role.HEADING
    return Role.BODY if level is None else Role.ITEM
