"""How well the pages of a PDF could be read, and what that makes of the whole."""

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.loaders.legibility import judge
from pipeline.loaders.pdf.layer import Layer
from pipeline.loaders.pdf.pictures import picture_share
from pipeline.model import Quality

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

Judgement = tuple[Quality, str | None]

NO_LAYER = Quality.UNREADABLE, "a scan without a text layer"
STAMP_ONLY = Quality.UNREADABLE, "a scan whose text layer holds a stamp only"
_STAMP_LETTERS = 400  # a signature's stamp has fewer
_STAMP_SHARE = 0.12  # of the page that it covers at most
_SCAN_SHARE = 0.4  # of the page that a scan covers at least
_NAMED = 12  # pages that a reason names


@dataclass(slots=True)
class Grades:
    """For each reason that makes pages doubtful or unreadable, the pages it holds for.

    `converted` counts the words that were in encodings from before Unicode.
    """

    pages: int = 0
    doubtful: dict[str, list[int]] = field(default_factory=dict)
    unreadable: dict[str, list[int]] = field(default_factory=dict)
    converted: Counter[str] = field(default_factory=Counter)

    def add(self, page: int, judgement: Judgement) -> None:
        self.pages += 1
        quality, reason = judgement
        if reason is not None:
            grade = self.unreadable if quality is Quality.UNREADABLE else self.doubtful
            grade.setdefault(reason, []).append(page)

    def verdict(self) -> Judgement:
        """The grade of the whole: unreadable where most pages are, doubtful where some page is not good."""
        if not self.doubtful and not self.unreadable:
            return Quality.GOOD, None
        lost = sum(map(len, self.unreadable.values()))
        quality = Quality.UNREADABLE if 2 * lost > self.pages else Quality.DOUBTFUL
        return quality, "; ".join(self.reasons())

    def reasons(self) -> list[str]:
        """Each reason with its pages, the worse first."""
        return [
            f"{self._named(pages)}: {reason}" for reason, pages in (*self.unreadable.items(), *self.doubtful.items())
        ]

    def _named(self, pages: list[int]) -> str:
        if len(pages) == self.pages:
            return "all pages" if self.pages > 1 else "its page"
        named = ", ".join(map(str, pages[:_NAMED])) + (" ..." if len(pages) > _NAMED else "")
        return f"page {named}" if len(pages) == 1 else f"pages {named}"


def judge_layer(layer: Layer, page: "PdfPage") -> Judgement:
    """The grade of a page's text layer; that of a page which shows nothing at all is good."""
    letters = sum(len(word.text) for word in layer.words)
    if letters < _STAMP_LETTERS and _extent(layer) < _STAMP_SHARE and picture_share(page) > _SCAN_SHARE:
        return STAMP_ONLY if letters else NO_LAYER
    return judge(" ".join(word.text for word in layer.words))


def _extent(layer: Layer) -> float:
    """The share of the page that the box around all its words covers."""
    if not layer.words:
        return 0.0
    width = max(word.right for word in layer.words) - min(word.left for word in layer.words)
    height = max(word.bottom for word in layer.words) - min(word.top for word in layer.words)
    return width * height / max(layer.width * layer.height, 1.0)
