"""How well the pages of a document could be read, and what that makes of the whole."""

from collections import Counter
from dataclasses import dataclass, field

from pipeline.model import Quality

Judgement = tuple[Quality, str | None]

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
