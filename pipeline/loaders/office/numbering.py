"""The numbers of lists, which office files compute when they are shown: "1.", "a)", "II.2.", "-"."""

from collections.abc import Mapping
from dataclasses import dataclass, field

_MOST_LEVELS = 9
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_BULLETS = "-–—+*•●○◦▪■□➢✓"


@dataclass(frozen=True, slots=True)
class Level:
    """How a level of a list is numbered: `form` by Word's names, `text` with %1 to %9 for the levels' numbers."""

    form: str = "decimal"
    text: str = "%1."
    start: int = 1
    restarts: bool = True
    legal: bool = False


@dataclass(slots=True)
class ListCounter:
    """Counts the items of one list through its levels."""

    levels: Mapping[int, Level]
    counts: dict[int, int] = field(default_factory=dict)

    def next_mark(self, depth: int) -> str:
        """The mark of the next item at a level, counted from 0; empty where the level shows none."""
        depth = min(max(depth, 0), _MOST_LEVELS - 1)
        level = self.levels.get(depth)
        if level is None:
            return ""
        self.counts[depth] = self.counts.get(depth, level.start - 1) + 1
        for deeper in [d for d in self.counts if d > depth and self._level(d).restarts]:
            del self.counts[deeper]
        if level.form == "bullet":
            return bullet(level.text)
        if level.form == "none" and "%" not in level.text:
            return level.text.strip()
        mark = level.text
        for above in range(depth + 1):
            if f"%{above + 1}" in mark:
                form = "decimal" if level.legal else self._level(above).form
                number = self.counts.setdefault(above, self._level(above).start)
                mark = mark.replace(f"%{above + 1}", in_form(number, form))
        return mark.strip()

    def restart(self, depth: int, start: int) -> None:
        """Let the next item at a level be number `start`."""
        self.counts[depth] = start - 1

    def _level(self, depth: int) -> Level:
        return self.levels.get(depth, Level())


def bullet(text: str) -> str:
    """A bullet as it can be printed; those of symbol fonts are a dash."""
    return text if text and text in _BULLETS else "-"


def in_form(number: int, form: str) -> str:
    """A number in one of Word's forms; what is not known is decimal.

    >>> in_form(4, "upperRoman"), in_form(28, "lowerLetter"), in_form(3, "decimalZero")
    ('IV', 'bb', '03')
    """
    if form == "none":
        return ""
    if form == "decimalZero":
        return f"{number:02}"
    if form.endswith("Letter") and 0 < number <= 26 * 9:
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters.upper() if form.startswith("upper") else letters
    if form.endswith("Roman") and 0 < number < 4000:
        roman = _roman(number)
        return roman.upper() if form.startswith("upper") else roman
    return str(number)


def _roman(number: int) -> str:
    digits: list[str] = []
    for value, letters in _ROMAN:
        digits.append(letters * (number // value))
        number %= value
    return "".join(digits)
