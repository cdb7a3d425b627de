"""What a person typed, as full-text expressions from the closest reading to the widest.

Words are ANDed; "quoted words" and codes such as 154/KH-UBND must stand together; word* matches beginnings. Everything
else that full-text search would take for syntax is left out: only letters and digits reach SQLite.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import regex

from pipeline.store.folding import fold, fold_words
from pipeline.text.normal import NormalText

MOST_WORDS = 64  # what comes after them is left out: no query of a person is longer
SHORTEST_PREFIX = 2  # one letter begins a fifth of all words; with a star it is taken as a word

_CHUNK = regex.compile(r'["“”„]([^"“”„]+)["“”„]|[^\s"“”„]+')
_WORD = regex.compile(r"[\p{L}\p{N}][\p{L}\p{N}\p{M}]*")


@dataclass(frozen=True, slots=True)
class Term:
    """Words that must stand together, in normal spelling; with `prefix` the last one may go on."""

    words: tuple[str, ...]
    prefix: bool = False

    @property
    def marked(self) -> bool:
        return any(fold(word) != word.lower() for word in self.words)


@dataclass(frozen=True)
class Query:
    """The terms of a query; without terms it finds nothing."""

    terms: tuple[Term, ...]

    @classmethod
    def parse(cls, typed: str) -> "Query":
        """Read anything; never fails."""
        return cls(tuple(_terms(NormalText(typed).text)))

    @property
    def marked(self) -> bool:
        return any(term.marked for term in self.terms)

    def expressions(self, *columns: str) -> list[str]:
        """Full-text expressions over columns that each have a twin `<column>_marked`, each finding more than the last.

        Marked matches come before unmarked ones, and within each the words side by side before the words anywhere.
        """
        together = self._together()
        forms = [together, self.terms] if together else [self.terms]
        found = []
        if self.marked:
            found += [_expression(form, columns, marked=True) for form in forms]
        return found + [_expression(form, columns, marked=False) for form in forms if form]

    def terms_of(self, matches: "Iterable[regex.Match[str]]") -> frozenset[int]:
        """Which terms the matches of a pattern stand for, by their indices."""
        groups = {match.lastindex for match in matches}
        return frozenset(range(len(self.terms)) if None in groups else (group - 1 for group in groups if group))

    @cached_property
    def folded_pattern(self) -> "regex.Pattern[str]":
        """Finds in folded text all terms side by side, or term i as group i + 1."""
        return self._pattern(marked=False)

    @cached_property
    def marked_pattern(self) -> "regex.Pattern[str]":
        """The same in normal text, with the marks that were typed."""
        return self._pattern(marked=True)

    def _pattern(self, *, marked: bool) -> "regex.Pattern[str]":
        whole = [f"(?:{_spelled(term, marked)})" for term in self._together()]
        parts = [f"({_spelled(term, marked)})" for term in self.terms]
        words = "|".join(whole + parts) or "(?!)"
        return regex.compile(rf"(?<![\p{{L}}\p{{N}}])(?:{words})", regex.IGNORECASE if marked else 0)

    def _together(self) -> tuple[Term, ...]:
        """All words as one phrase, where there are several and only the last is a beginning."""
        if len(self.terms) < 2 or any(term.prefix for term in self.terms[:-1]):
            return ()
        return (Term(tuple(word for term in self.terms for word in term.words), self.terms[-1].prefix),)


def name_expression(name: str, column: str) -> str | None:
    """Finds a name's words side by side, the last of which may go on; None for a name without words."""
    words = tuple(_WORD.findall(NormalText(name).text))[:MOST_WORDS]
    return _expression((Term(words, prefix=True),), (column,), marked=False) if words else None


def _terms(typed: str) -> Iterator[Term]:
    left = MOST_WORDS
    for chunk in _CHUNK.finditer(typed):
        text = chunk[1] or chunk[0]
        words = tuple(_WORD.findall(text))[:left]
        if words:
            left -= len(words)
            yield Term(words, prefix=text.endswith("*") and len(words[-1]) >= SHORTEST_PREFIX)
        if not left:
            return


def _expression(terms: tuple[Term, ...], columns: tuple[str, ...], *, marked: bool) -> str:
    """Marked terms are looked for with their marks, or all without."""
    clauses = []
    for term in terms:
        keep = marked and term.marked
        names = " ".join(f"{column}_marked" if keep else column for column in columns)
        words = " ".join(term.words) if keep else fold_words(" ".join(term.words))
        clauses.append(f'{{{names}}} : "{words}"' + (" *" if term.prefix else ""))
    return " AND ".join(clauses)


def _spelled(term: Term, marked: bool) -> str:
    """A term's words with anything but words between them; in folded text a stray mark may stand after any letter."""
    words = term.words if marked else tuple(r"\p{M}*".join(fold_words(word)) + r"\p{M}*+" for word in term.words)
    end = r"[\p{L}\p{N}\p{M}]*+" if term.prefix else r"(?![\p{L}\p{N}\p{M}])"
    return r"[^\p{L}\p{N}]+".join(words) + end
