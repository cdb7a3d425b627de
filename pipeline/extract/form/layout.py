"""The form of a document: what each block is, and where header, signature and recipients stand."""

from dataclasses import replace

from pipeline.extract.context import Context
from pipeline.extract.form.header import Header, find_header, words_of
from pipeline.extract.form.own_number import continued_number, heading_number, number_at, settle_own_number
from pipeline.extract.form.roles import body_roles
from pipeline.extract.form.signature import find_recipients, find_signatures
from pipeline.extract.layout import Layout, Role, Signature, Stretch
from pipeline.rulebook.layout import LayoutRules
from pipeline.text.blocks import LEVELS

__all__ = ["Layout", "Role", "Signature", "read_layout"]

_HEADLINE = 260  # no title of a press item is longer
_OUTLINE = (LEVELS["part"], LEVELS["roman"])  # parts and articles, which no news has
_PARTS = 2  # of a document's own parts make a page the document
_MASTHEAD, _MASTHEAD_LINE = 4, 70  # a masthead's lines and their length
_NOT_THE_TEXT = frozenset({Role.FURNITURE, Role.STAMP, Role.SEPARATOR, Role.RUNNING_HEAD})
_LAST_LINES = 6  # in which an author's name alone is a byline


def read_layout(context: Context) -> Layout:
    """The form of the document and the roles of its blocks."""
    header = find_header(context)
    if header is None:
        return _press(context)
    return _official(context, header)


def _official(context: Context, header: Header) -> Layout:
    text, rules = context.text, context.rules.layout
    signatures = find_signatures(context, header.body)
    own = settle_own_number(context, header)
    recipients = find_recipients(rules, text, context.blocks, header.end)
    roles = body_roles(context)
    for index in recipients:
        roles[index] = Role.RECIPIENTS
    _mark(context, roles, [(s.start, s.end) for s in signatures], Role.SIGNATURE, keep=Role.RECIPIENTS)
    for role, stretches in (
        (Role.SUBJECT, [header.subject]),
        (Role.TYPE, [header.type]),
        (Role.ISSUER, [*header.superior, *header.issuer]),
        (Role.PLACE_DATE, [header.date]),
        (Role.MOTTO, header.mottos),
        (Role.NUMBER, [header.number, header.blank_number]),
    ):
        _mark(context, roles, [stretch for stretch in stretches if stretch], role)
    named = context.rules.numbers.type_named(text[header.type[0] : header.type[1]]) if header.type else None
    subject = text[header.subject[0] : header.subject[1]] if header.subject else ""
    return Layout(
        roles=tuple(roles),
        form="official",
        kind=_kind(rules, named.kind if named else "dispatch" if own.number else "other", subject),
        starts=tuple(block.start for block in context.blocks),
        header=(header.start, header.end),
        header_issuer=_whole(header.issuer),
        superior_words=words_of(text, header.superior),
        issuer_words=words_of(text, header.issuer),
        own_number=own.number,
        own_date=own.date,
        own_type=header.type,
        type_name=named.name if named else None,
        subject=header.subject,
        header_date=header.date,
        header_place=header.place,
        signatures=signatures,
        recipients=(context.blocks[recipients[0]].start, context.blocks[recipients[-1]].end) if recipients else None,
    )


def _whole(lines: tuple[Stretch, ...]) -> Stretch | None:
    return (lines[0][0], lines[-1][1]) if lines else None


def _mark(context: Context, roles: list[Role], stretches: list[Stretch], role: Role, keep: Role | None = None) -> None:
    """Give a role to every block that a stretch touches."""
    for start, end in stretches:
        index = context.block_at(start)
        while index < len(context.blocks) and context.blocks[index].start < end:
            if roles[index] is not keep and context.blocks[index].end > start:
                roles[index] = role
            index += 1


def _kind(rules: LayoutRules, kind: str, subject: str) -> str:
    """A decision or resolution that approves a programme or a plan is of that kind."""
    if kind == "decision" and (match := rules["programme"].match(subject)):
        return "plan" if match["plan"] else "programme"
    return kind


def _press(context: Context) -> Layout:
    """A press item: masthead, title, lines of date and author; or a page that gives a document in full."""
    text, rules = context.text, context.rules.layout
    roles = body_roles(context)
    rows = [i for i, role in enumerate(roles) if role not in _NOT_THE_TEXT]
    masthead = _masthead(context, rows)
    for index in masthead:
        roles[index] = Role.ISSUER
    title = _title(context, rows[len(masthead) :])
    if title:
        roles[context.block_at(title[0])] = Role.TITLE
    for index, block in enumerate(context.blocks):
        words = text[block.start : block.end]
        if len(words) > _HEADLINE or roles[index] in (Role.FURNITURE, Role.STAMP, Role.TITLE, Role.ISSUER):
            continue
        if rules["dateline"].match(words):
            roles[index] = Role.DATELINE
        elif rules["caption"].search(words):
            roles[index] = Role.CAPTION
        elif index >= len(roles) - _LAST_LINES and rows and index != rows[0] and rules["byline"].match(words):
            roles[index] = Role.BYLINE
    lines = tuple((context.blocks[i].start, context.blocks[i].end) for i in masthead)
    page = Layout(
        roles=tuple(roles),
        form="press",
        kind="news",
        starts=tuple(block.start for block in context.blocks),
        header_issuer=_whole(lines),
        issuer_words=words_of(text, lines),
        title=title,
    )
    return _reproduction(context, page) or page


def _masthead(context: Context, rows: list[int]) -> list[int]:
    """The blocks at the top in which a page names its owner in capitals, where a title comes behind them."""
    text, rules = context.text, context.rules.layout
    taken: list[int] = []
    for index in rows[:_MASTHEAD]:
        words = text[context.blocks[index].start : context.blocks[index].end]
        if not words.isupper() or len(words) > _MASTHEAD_LINE:
            break
        if not rules["body-head"].match(words) and not (taken and rules["place-line"].match(words)):
            break
        taken.append(index)
    return taken if _title(context, rows[len(taken) : len(taken) + 1]) else []


def _title(context: Context, rows: list[int]) -> Stretch | None:
    """The first block where it can be a title."""
    text, rules = context.text, context.rules.layout
    if not rows:
        return None
    block = context.blocks[rows[0]]
    words = text[block.start : block.end]
    if len(words) > _HEADLINE or words[-1] in ".;:" or rules["dateline"].match(words):
        return None
    return block.start + (len("null ") if words.startswith("null ") else 0), block.end


def _described(context: Context, page: Layout) -> Layout | None:
    """The page as the document whose particulars it lists, which it goes on with, or which was issued with another."""
    match = context.rules.layout["attributes"].search(context.text)
    number = number_at(context, match.end()) if match else None
    if number:
        return replace(page, form="official", own_number=number)
    number = continued_number(context) or heading_number(context)
    if number is None:
        return None
    line = context.rules.layout["type-line"].search(context.text, 0, number[0])
    named = context.rules.numbers.type_named(line["type"]) if line else None
    return replace(page, form="official", kind=named.kind if named else "other", own_number=number)


def _reproduction(context: Context, page: Layout) -> Layout | None:
    """The page as the document that its title names by number, where the document's own parts follow."""
    text, rules = context.text, context.rules.layout
    match = rules["titled"].match(text, page.title[0], page.title[1]) if page.title else None
    number = number_at(context, match.end()) if match else None
    if page.title is None or match is None or number is None:
        return _described(context, page)
    signatures = find_signatures(context, page.title[1])
    outline = sum(1 for block in context.blocks if block.level in _OUTLINE)
    if not signatures and outline < _PARTS and page.roles.count(Role.BASIS) < _PARTS:
        return _described(context, page)
    named = context.rules.numbers.type_named(match["type"])
    subject = text[number[1] : page.title[1]].strip(" ,:-")
    return replace(
        page,
        form="official",
        kind=_kind(rules, named.kind if named else "other", subject),
        own_number=number,
        own_type=match.span("type"),
        type_name=named.name if named else None,
        signatures=signatures,
    )
