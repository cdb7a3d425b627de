"""The form of a document: what each block is, and where header, signature and recipients stand."""

from dataclasses import dataclass
from enum import StrEnum

from pipeline.extract.context import Context


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
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Layout:
    """`roles[i]` is the role of block i. `form` is "official" (with header), "press" or "other"; `kind` as in the JSON."""

    roles: tuple[Role, ...]
    form: str
    kind: str


def read_layout(context: Context) -> Layout:
    """The roles of the blocks."""
    return Layout(tuple(Role.BODY for _ in context.blocks), "press", "news")
