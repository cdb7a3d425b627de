"""The fonts that a page sets its text in: named by its elements, or by the style sheets it carries."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_FAMILY = re.compile(r"""font-family\s{0,9}:\s{0,9}["']?([^;,"'}]{1,60})""", re.IGNORECASE)
_SELECTOR = re.compile(r"([a-z][a-z0-9]{0,20})?(?:\.([\w-]{1,80}))?", re.IGNORECASE)
_Key = tuple[str, str]  # an element's name and a class, either of them empty where it is any


class PageFonts:
    """The fonts of one page; of its style sheets what is said of elements by their names and classes."""

    def __init__(self, root: "_Element") -> None:
        self._families: dict[_Key, str] = {}
        for sheet in root.iter("style"):
            self._families.update(_families(sheet.text or ""))

    def of(self, element: "_Element") -> str | None:
        """The font that an element itself gives its text, None where it leaves it to those around it."""
        own = _family(element.get("style", ""))
        if own is None and element.tag == "font":
            own = element.get("face", "").split(",")[0].strip() or None
        return own or (self._styled(element) if self._families else None)

    def _styled(self, element: "_Element") -> str | None:
        name, classes = str(element.tag).lower(), element.get("class", "").lower().split()
        keys = [(owner, given) for given in classes for owner in (name, "")]
        return next((self._families[key] for key in (*keys, (name, "")) if key in self._families), None)


def _families(sheet: str) -> Iterator[tuple[_Key, str]]:
    """What a style sheet says of fonts; of a selector that goes through several elements the last one counts."""
    said = "".join(part.partition("/*")[0] for part in sheet.split("*/"))  # without comments
    for rule in said.replace("<!--", " ").replace("-->", " ").split("}"):
        before, _, declared = rule.rpartition("{")
        family = _family(declared)
        if family is None:
            continue
        for selector in before.rpartition("{")[2].split(","):
            last = selector.split()[-1:]
            if last and (parts := _SELECTOR.fullmatch(last[0])):
                yield ((parts[1] or "").lower(), (parts[2] or "").lower()), family


def _family(declared: str) -> str | None:
    """The first font that declarations name."""
    found = _FAMILY.search(declared)
    return found[1].strip() if found else None
