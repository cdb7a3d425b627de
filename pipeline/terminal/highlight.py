"""`vanthu extract --format html`: a document with its facts highlighted in the words that prove them."""

from collections import defaultdict
from html import escape
from itertools import pairwise

from pipeline.batch.extraction import HTML_MARK
from pipeline.model import Fact, Facts, Kind, fact_dict

_COLOURS = {
    Kind.DATE: "#cfe8ff",
    Kind.PLAN_NUMBER: "#ffe3a3",
    Kind.OFFICIAL: "#ffd0dc",
    Kind.AGENCY: "#d4f2cd",
    Kind.TARGET: "#e6d6ff",
}
_HIDDEN = ("text", "mentions", "rule", "doubt")
_STYLE = """
body { font: 16px/1.6 system-ui, sans-serif; margin: 0; color: #222; }
header, main { max-width: 62rem; margin: 0 auto; padding: 1rem 1.5rem; }
header h1 { font-size: 1.3rem; margin: 0 0 .3rem; }
main { display: grid; grid-template-columns: 2fr 1fr; gap: 2rem; align-items: start; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; }
mark { border-radius: 3px; padding: 0 1px; color: inherit; }
aside { font-size: .85rem; position: sticky; top: 1rem; max-height: 95vh; overflow: auto; }
aside h2 { font-size: .9rem; margin: 1rem 0 .3rem; padding: 0 .3rem; }
aside ul { margin: 0; padding-left: 1rem; }
aside a { color: inherit; }
.doubt { color: #a33; }
:target + mark, :target + a + mark { outline: 2px solid #d33; }
@media (max-width: 50rem) { main { grid-template-columns: 1fr; } aside { position: static; max-height: none; } }
""".strip()


def highlighted(facts: Facts) -> str:
    """A page of its own: the text with marks on the left, the facts by kind on the right, linked both ways.

    All of the document is escaped: what it holds is shown, never run.
    """
    title = facts.title or facts.document.title or facts.document.id
    known = " · ".join(part for part in (facts.doc_kind, facts.published, facts.document.url) if part)
    colours = "\n".join(f".{kind.value} {{ background: {colour}; }}" for kind, colour in _COLOURS.items())
    return (
        '<!doctype html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n{HTML_MARK}\n'
        f"<title>{escape(title)}</title>\n<style>\n{_STYLE}\n{colours}\n</style>\n</head>\n<body>\n"
        f"<header><h1>{escape(title)}</h1>{escape(known)}</header>\n<main>\n"
        f'<div class="text">{_marked_text(facts)}</div>\n<aside>{_lists(facts)}</aside>\n</main>\n</body>\n</html>'
    )


def _marked_text(facts: Facts) -> str:
    """The text cut at every mention's ends; each piece is marked for the fact that holds it most closely."""
    text = facts.document.text
    opening: dict[int, list[tuple[int, int, Fact]]] = defaultdict(list)
    for number, fact in enumerate(facts):
        for span in fact.mentions:
            opening[span.start].append((span.end, number, fact))
    cuts = sorted({0, len(text), *opening, *(end for starts in opening.values() for end, _, _ in starts)})
    pieces: list[str] = []
    open_now: list[tuple[int, int, Fact]] = []
    anchored: set[int] = set()
    for start, end in pairwise(cuts):
        open_now = [item for item in open_now if item[0] > start] + opening.get(start, [])
        piece = escape(text[start:end])
        begun = {number for _, number, _ in opening.get(start, [])} - anchored
        anchored |= begun
        pieces += [f'<a id="m{number}"></a>' for number in sorted(begun)]
        if open_now:
            fact = min(open_now, key=lambda item: (item[0] - start, item[1]))[2]
            piece = f'<mark class="{fact.kind.value}" title="{escape(_said(fact))}">{piece}</mark>'
        pieces.append(piece)
    return "".join(pieces)


def _lists(facts: Facts) -> str:
    parts: list[str] = []
    numbered = list(enumerate(facts))
    for kind in Kind:
        rows = [(number, fact) for number, fact in numbered if fact.kind is kind]
        if rows:
            parts.append(f'<h2 class="{kind.value}">{kind.value.replace("_", " ")} ({len(rows)})</h2>\n<ul>')
            parts += [
                f'<li><a href="#m{number}">{escape(_said(fact))}</a>'
                + (f' <span class="doubt">{escape(fact.doubt)}</span>' if fact.doubt else "")
                + "</li>"
                for number, fact in rows
            ]
            parts.append("</ul>")
    return "\n".join(parts)


def _said(fact: Fact) -> str:
    """The fact's fields in one line."""
    fields = {name: value for name, value in fact_dict(fact).items() if name not in _HIDDEN and value is not None}
    return " · ".join(str(value) for value in fields.values()) or fact.text
