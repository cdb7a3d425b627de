"""Where in a file the words of a document stand, how well they could be read, and what the file says of itself."""

from dataclasses import dataclass
from enum import StrEnum


class Quality(StrEnum):
    """How far the text of a document can be trusted to be what its file says."""

    GOOD = "good"
    DOUBTFUL = "doubtful"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the file text[start:end] stands. Places are sorted by `start`; a page's place may hold those of cells.

    `page` counts from 1. `element` names the part of the file in its format's own terms: a CSS path in a page, a sheet
    and cell ("Biểu 1!C7"), a table and cell ("table 2, row 3, column 4"). The heads are a cell's row and column heads.
    `read_by` says how a page of a PDF or a picture was read: "text layer" or "ocr".
    """

    start: int
    end: int
    page: int | None = None
    element: str | None = None
    row_head: str | None = None
    column_head: str | None = None
    read_by: str | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """text[start:end] was read with doubt (a weak OCR word, a mended slip); facts resting on it say `reason`."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Stated:
    """What a file says of itself beside its text: an attribute table's row, a candidate day of publication.

    `field` is one of number, type, issuer, signer, date, effective, published, title, subject, status, encoding;
    `value` is as printed (days as ISO days); `source` says where it stands ("attribute table",
    "meta article:published_time"). An encoding is one from before Unicode (TCVN3, VNI, VISCII, VPS), out of which the
    text was converted; its source says how many words ("converted: 1240 words").
    """

    field: str
    value: str
    source: str


@dataclass(frozen=True, slots=True)
class Link:
    """An attachment or a linked document: its absolute or relative address, and the words of the link."""

    url: str
    text: str
