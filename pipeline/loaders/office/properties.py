"""What office files say of themselves: title, and the days they were made and changed.

Templates and copies pass theirs on, so that all of it is a candidate to compare with and none is believed.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from pipeline.loaders.days import read_day
from pipeline.loaders.legacy import convert_beside
from pipeline.model import Stated

if TYPE_CHECKING:
    from lxml.etree import _Element

_FIELDS = {"title": "title", "subject": "subject", "created": "published", "modified": "published"}
_NAMES = {"title": "title", "subject": "subject", "created": "created", "creation-date": "created"} | {
    "modified": "modified",
    "date": "modified",  # OpenDocument
}
_LONGEST = 500


def stated_of(values: Mapping[str, str], text: Sequence[Stated] = ()) -> tuple[Stated, ...]:
    """What properties say, by title, subject, created and modified; days as ISO days.

    `text` is what the text itself states: properties are in its encodings.
    """
    return tuple(_stated(values, text))


def properties_of(root: "_Element | None") -> dict[str, str]:
    """Title, subject, created and modified by an office file's XML of properties."""
    found: dict[str, str] = {}
    for element in root.iter() if root is not None else ():
        name = _NAMES.get(element.tag.rpartition("}")[2]) if isinstance(element.tag, str) else None
        if name and element.text:
            found.setdefault(name, element.text)
    return found


def _stated(values: Mapping[str, str], text: Sequence[Stated]) -> Iterator[Stated]:
    for name, field in _FIELDS.items():
        value = convert_beside(" ".join(values.get(name, "").split())[:_LONGEST], text)
        if field == "published":
            value = read_day(value) or ""
        if value:
            yield Stated(field, value, f"file properties: {name}")
