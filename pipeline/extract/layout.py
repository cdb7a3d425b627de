"""The form of a document: what each block is, and where header, signature and recipients stand."""

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum

from pipeline.extract.context import Context
from pipeline.extract.header import Header, find_header, words_of
from pipeline.extract.signature import Signature, find_recipients, find_signatures
from pipeline.rulebook.layout import LayoutRules

__all__ = ["Layout", "Role", "Signature", "read_layout"]

Stretch = tuple[int, int]  # offsets in the normal text

_HEADLINE = 260  # no title of a press item is longer
_HEADING = 120


class Role(StrEnum):
    """What a block is to the document."""

    TITLE = "title"
    MOTTO = "motto"
    ISSUER = "issuer"
    NUMBER = "number"
    PLACE_DATE = "place-date"
    TYPE = "type"
    SUBJECT = "subject"
    BASIS = "basis"
    HEADING = "heading"
    ITEM = "item"
    BODY = "body"
    TABLE = "table"
    CAPTION = "caption"
    BYLINE = "byline"
    DATELINE = "dateline"
    RUNNING_HEAD = "running-head"
    SIGNATURE = "signature"
    RECIPIENTS = "recipients"
    APPENDIX = "appendix"
    SEPARATOR = "separator"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Layout:
    """`roles[i]` is the role of block i. `form` is "official" (with header), "press" or "other"; `kind` as in the JSON.

    The header's parts are stretches of the normal text, None where the document has none: `header` the whole,
    `header_issuer` from the first to the last line of the issuing body (the motto may stand between them; `issuer_words`
    is without it), `header_superior` of the body above it, `own_number` the number itself (None when blank), `own_type`
    the type's line ("KẾ HOẠCH"), `type_name` its name, `subject` what it is about, `header_place` and `header_date` of
    the place-and-date line. `title` is a press item's. `signatures` are in the order of the text.
    """

    roles: tuple[Role, ...]
    form: str
    kind: str
    starts: tuple[int, ...] = ()
    header: Stretch | None = None
    header_superior: Stretch | None = None
    header_issuer: Stretch | None = None
    superior_words: str | None = None
    issuer_words: str | None = None
    own_number: Stretch | None = None
    own_type: Stretch | None = None
    type_name: str | None = None
    subject: Stretch | None = None
    header_date: Stretch | None = None
    header_place: Stretch | None = None
    title: Stretch | None = None
    signatures: tuple[Signature, ...] = ()
    recipients: Stretch | None = None

    @property
    def signature(self) -> Signature | None:
        """The document's own signature block; appendices may have more."""
        return self.signatures[0] if self.signatures else None

    def role_at(self, offset: int) -> Role:
        """The role of the block that an offset stands in (or follows)."""
        return self.roles[max(bisect_right(self.starts, offset) - 1, 0)]

    def in_furniture(self, offset: int) -> bool:
        """Whether an offset stands in what belongs to the page and not to the document."""
        return bool(self.roles) and self.role_at(offset) is Role.FURNITURE


def read_layout(context: Context) -> Layout:
    """The form of the document and the roles of its blocks."""
    header = find_header(context)
    if header is None:
        return _press(context)
    return _official(context, header)


def _official(context: Context, header: Header) -> Layout:
    text, rules = context.text, context.rules.layout
    signatures = find_signatures(context, header.end)
    number, date = header.number, header.date
    if number is None and header.blank_number is None:
        number = _attached_number(context, header) or _consolidated_number(context, header)
    recipients = find_recipients(rules, text, context.blocks, header.end)
    roles = _body_roles(context)
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
        kind=_kind(rules, named.kind if named else "dispatch" if number else "other", subject),
        starts=tuple(block.start for block in context.blocks),
        header=(header.start, header.end),
        header_superior=_whole(header.superior),
        header_issuer=_whole(header.issuer),
        superior_words=words_of(text, header.superior),
        issuer_words=words_of(text, header.issuer),
        own_number=number,
        own_type=header.type,
        type_name=named.name if named else None,
        subject=header.subject,
        header_date=date,
        header_place=header.place,
        signatures=signatures,
        recipients=(context.blocks[recipients[0]].start, context.blocks[recipients[-1]].end) if recipients else None,
    )


def _whole(lines: tuple[Stretch, ...]) -> Stretch | None:
    return (lines[0][0], lines[-1][1]) if lines else None


def _mark(
    context: Context, roles: list[Role], stretches: list[Stretch], role: Role, keep: Role | None = None
) -> None:
    """Give a role to every block that a stretch touches."""
    for start, end in stretches:
        index = context.block_at(start)
        while index < len(context.blocks) and context.blocks[index].start < end:
            if roles[index] is not keep and context.blocks[index].end > start:
                roles[index] = role
            index += 1


def _attached_number(context: Context, header: Header) -> Stretch | None:
    """The number of the decision that a plan without one of its own was issued with."""
    end = (header.subject or header.type or (header.end, header.end))[1]
    match = context.rules.layout["attached"].search(context.text, header.start, min(len(context.text), end + 500))
    return _number_at(context, match.end()) if match else None


def _consolidated_number(context: Context, header: Header) -> Stretch | None:
    """The number of a consolidated text, which stands behind its body."""
    text, rules = context.text, context.rules.layout
    words = rules["consolidation"].search(text, header.end)
    if words is None:
        return None
    for match in rules["own-number"].finditer(text, max(0, words.start() - 300), min(len(text), words.end() + 300)):
        if match["number"] is not None:
            return _number_at(context, match.end())
    return None


def _number_at(context: Context, start: int) -> Stretch | None:
    for form in context.rules.numbers.forms:
        if match := form.regex.match(context.text, start):
            return match.span()
    return None


def _kind(rules: LayoutRules, kind: str, subject: str) -> str:
    """A decision or resolution that approves a programme or a plan is of that kind."""
    if kind == "decision" and (match := rules["programme"].match(subject)):
        return "plan" if match["what"].casefold() == "kế hoạch" else "programme"
    return kind


def _body_roles(context: Context) -> list[Role]:
    """The roles that lines have by themselves."""
    text, rules = context.text, context.rules.layout
    roles = []
    rest = False
    for block in context.blocks:
        words = text[block.start : block.end]
        rest = rest or (len(words) < 80 and rules["furniture-rest"].match(words) is not None)
        roles.append(Role.FURNITURE if rest else _line_role(rules, words, level=block.level))
    return roles


def _line_role(rules: LayoutRules, words: str, level: int | None) -> Role:
    if len(words) < 200:
        if rules["separator"].match(words):
            return Role.SEPARATOR
        if rules["running-head"].match(words):
            return Role.RUNNING_HEAD
        if rules["furniture"].match(words):
            return Role.FURNITURE
        if rules["appendix"].match(words):
            return Role.APPENDIX
    if "|" in words:
        return Role.TABLE
    if rules["basis"].match(words):
        return Role.BASIS
    if len(words) < _HEADING and (words.isupper() or (level is not None and level <= 5 and words[-1] not in ".;:,")):
        return Role.HEADING
    return Role.BODY if level is None else Role.ITEM


def _press(context: Context) -> Layout:
    text, rules = context.text, context.rules.layout
    roles = _body_roles(context)
    title = next(
        (i for i, role in enumerate(roles) if role not in (Role.FURNITURE, Role.SEPARATOR, Role.RUNNING_HEAD)), None
    )
    for index, block in enumerate(context.blocks):
        words = text[block.start : block.end]
        if len(words) > _HEADLINE or roles[index] is Role.FURNITURE:
            continue
        if rules["dateline"].match(words):
            roles[index] = Role.DATELINE
        elif rules["caption"].search(words):
            roles[index] = Role.CAPTION
        elif title is not None and index > title and index >= len(roles) - 6 and rules["byline"].match(words):
            roles[index] = Role.BYLINE
    named = None
    if title is not None and roles[title] in (Role.BODY, Role.HEADING):
        head = context.blocks[title]
        if head.end - head.start <= _HEADLINE and text[head.end - 1] not in ".;:":
            roles[title] = Role.TITLE
            named = (head.start, head.end)
    return Layout(
        roles=tuple(roles),
        form="press",
        kind="news",
        starts=tuple(block.start for block in context.blocks),
        title=named,
    )
