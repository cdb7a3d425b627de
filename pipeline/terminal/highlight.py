"""`vanthu extract --format html`: a document with its facts highlighted in the words that prove them."""

from html import escape

from pipeline.batch.extraction import HTML_MARK
from pipeline.browse.marking import COLOURS, Marked, fact_lists, marked_text
from pipeline.model import Fact, Facts, fact_dict

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
aside a, mark a { color: inherit; text-decoration: none; }
aside a:hover, mark a:hover { text-decoration: underline; }
.doubt { color: #a33; }
:target + mark, :target + a + mark, li:target { outline: 2px solid #d33; }
@media (max-width: 50rem) { main { grid-template-columns: 1fr; } aside { position: static; max-height: none; } }
""".strip()


def highlighted(facts: Facts) -> str:
    """A page of its own: the text with marks on the left, the facts by kind on the right, linked both ways.

    All of the document is escaped: what it holds is shown, never run.
    """
    marked = [
        Marked(str(number), fact.kind, tuple((span.start, span.end) for span in fact.mentions), _said(fact), fact.doubt)
        for number, fact in enumerate(facts)
    ]
    title = facts.title or facts.document.title or facts.document.id
    known = " · ".join(part for part in (facts.doc_kind, facts.published, facts.document.url) if part)
    colours = "\n".join(f".{kind.value} {{ background: {colour}; }}" for kind, colour in COLOURS.items())
    return (
        '<!doctype html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n{HTML_MARK}\n'
        f"<title>{escape(title)}</title>\n<style>\n{_STYLE}\n{colours}\n</style>\n</head>\n<body>\n"
        f"<header><h1>{escape(title)}</h1>{escape(known)}</header>\n<main>\n"
        f'<div class="text">{marked_text(facts.document.text, marked)}</div>\n<aside>{fact_lists(marked)}</aside>\n</main>\n</body>\n</html>'
    )


def _said(fact: Fact) -> str:
    """The fact's fields in one line."""
    fields = {name: value for name, value in fact_dict(fact).items() if name not in _HIDDEN and value is not None}
    return " · ".join(str(value) for value in fields.values()) or fact.text
