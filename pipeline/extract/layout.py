"""The form of one document as the extractors use it: its parts, and what role each block plays."""

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum

Stretch = tuple[int, int]  # offsets in the normal text


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
    STAMP = "stamp"
    APPENDIX = "appendix"
    SEPARATOR = "separator"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature block: `lines` from "TM." (or the post) to the last before the signer's `name`."""

    start: int
    end: int
    lines: tuple[Stretch, ...] = ()
    name: Stretch | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """`roles[i]` is the role of block i. `form` is "official" (with header), "press" or "other"; `kind` as in the JSON.

    The header's parts are stretches of the normal text, None where the document has none: `header` the whole,
    `header_issuer` from the first to the last line of the issuing body (the motto may stand between them;
    `issuer_words` is without it, `superior_words` those of the body above it), `own_number` the number itself (None when
    blank), `own_date` the day that belongs to it, `own_type` the type's line ("KẾ HOẠCH"), `type_name` its name,
    `subject` what it is about, `header_place` and `header_date` of the place-and-date line. `title` is a press item's.
    `signatures` are in the order of the text.
    """

    roles: tuple[Role, ...]
    form: str
    kind: str
    starts: tuple[int, ...] = ()
    header: Stretch | None = None
    header_issuer: Stretch | None = None
    superior_words: str | None = None
    issuer_words: str | None = None
    own_number: Stretch | None = None
    own_date: Stretch | None = None
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
