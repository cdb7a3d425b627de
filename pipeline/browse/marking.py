"""A text with its facts marked in it, and the facts in lists beside it, each pointing at the other.

All of a document is escaped: what it holds is shown, never run.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from pipeline.model import Kind

COLOURS = {
    Kind.DATE: "#cfe8ff",
    Kind.PLAN_NUMBER: "#ffe3a3",
    Kind.OFFICIAL: "#ffd0dc",
    Kind.AGENCY: "#d4f2cd",
    Kind.TARGET: "#e6d6ff",
}


@dataclass(frozen=True, slots=True)
class Marked:
    """A fact to be shown: `key` is unique on the page, `spans` are the words it rests on, `said` is the fact in words."""

    key: str
    kind: Kind
    spans: tuple[tuple[int, int], ...]
    said: str
    doubt: str | None = None
    cite: str | None = None


def marked_text(text: str, facts: Sequence[Marked]) -> str:
    """The text cut at every mention's ends; each piece is marked for the fact that holds it most closely.

    A mark links to its fact in the lists; the first words of a fact have the id `m-KEY`.
    """
    opening: dict[int, list[tuple[int, int, Marked]]] = defaultdict(list)
    for number, fact in enumerate(facts):
        for start, end in fact.spans:
            opening[start].append((end, number, fact))
    cuts = sorted({0, len(text), *opening, *(end for starts in opening.values() for end, _, _ in starts)})
    pieces: list[str] = []
    open_now: list[tuple[int, int, Marked]] = []
    anchored: set[str] = set()
    for start, end in pairwise(cuts):
        begun = opening.get(start, [])
        open_now = [item for item in open_now if item[0] > start] + begun
        piece = escape(text[start:end])
        for key in dict.fromkeys(fact.key for _, _, fact in begun):
            if key not in anchored:
                pieces.append(f'<a id="m-{escape(key)}"></a>')
                anchored.add(key)
        if open_now:
            fact = min(open_now, key=lambda item: (item[0] - start, item[1]))[2]
            link = f'<a href="#f-{escape(fact.key)}">{piece}</a>'
            piece = f'<mark class="{fact.kind.value}" title="{escape(fact.said)}">{link}</mark>'
        pieces.append(piece)
    return "".join(pieces)


def fact_lists(facts: Sequence[Marked]) -> str:
    """The facts by kind, each with the id `f-KEY` and a link to its first words."""
    parts: list[str] = []
    for kind in Kind:
        rows = [fact for fact in facts if fact.kind is kind]
        if rows:
            parts.append(f'<h2 class="{kind.value}">{kind.value.replace("_", " ")} ({len(rows)})</h2>\n<ul>')
            parts += map(_entry, rows)
            parts.append("</ul>")
    return "\n".join(parts)


def _entry(fact: Marked) -> str:
    key = escape(fact.key)
    doubt = f' <span class="doubt">{escape(fact.doubt)}</span>' if fact.doubt else ""
    cite = f' <code title="{escape(fact.cite)}">{key}</code>' if fact.cite else ""
    return f'<li id="f-{key}"><a href="#m-{key}">{escape(fact.said)}</a>{doubt}{cite}</li>'
