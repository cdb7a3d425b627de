"""`vanthu search`: documents or facts that answer, each with the sentence that proves it."""

import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pipeline.model import Kind, Quality
from pipeline.store import DocumentCard, DocumentHit, Facets, FactFilters, FactHit, Filters, Store
from pipeline.terminal.lines import BOLD, PLAIN, print_lines


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a store: words, and what the answers are narrowed down to."""

    words: str
    kind: Kind | None
    filters: Filters
    facts: FactFilters

    @property
    def is_narrowed(self) -> bool:
        return self.filters != Filters() or self.facts != FactFilters()


def print_search(
    db: Path, question: Question, *, limit: int, offset: int, with_facets: bool = False, as_json: bool = False
) -> int:
    """Print the hits; a search that finds nothing is no failure. ValueError for a filter that cannot be."""
    asked: dict[str, Any] = {"kind": question.kind, "filters": question.filters, "facts": question.facts}
    with Store.open(db, readonly=True) as store:
        hits = store.search(question.words, **asked, limit=limit, offset=offset)
        facets = store.facets(question.words, **asked) if with_facets else None
    if as_json:
        found: Any = [asdict(hit) for hit in hits]
        print(json.dumps({"facets": asdict(facets), "hits": found} if facets else found, ensure_ascii=False, indent=1))
        return 0
    if facets:
        print_lines([*facet_lines(facets), ""])
    bold, plain = (BOLD, PLAIN) if sys.stdout.isatty() else ("«", "»")
    for hit in hits:
        print_lines([*hit_lines(hit, bold, plain), ""])
    if not hits:
        print("Nothing found." + (" Try again with fewer filters." if question.is_narrowed else ""))
    elif len(hits) == limit:
        print(f"More: --offset {offset + limit}")
    return 0


def hit_lines(hit: DocumentHit | FactHit, bold: str = "«", plain: str = "»") -> list[str]:
    """A document or a fact as a search shows it, the words that answer between two strings."""
    return _document_lines(hit, bold, plain) if isinstance(hit, DocumentHit) else _fact_lines(hit, bold, plain)


def facet_lines(facets: Facets) -> list[str]:
    """What can be narrowed down to, with the options that do."""
    lines = [f"{facets.documents:,} documents"]
    for option, counts in (
        ("--type", facets.types),
        ("--level", facets.levels),
        ("--place", facets.places),
        ("--from/--to", facets.years),
        ("--kind", facets.kinds),
        ("--agency", facets.agencies),
    ):
        if counts:
            lines.append(f"  {option:12} " + ", ".join(f"{value} ({number:,})" for value, number in counts))
    return lines


def card_line(card: DocumentCard) -> str:
    """Type, number, issuer and date of a document on one line."""
    named = " ".join(part for part in (card.type, card.number) if part)
    return " · ".join(part for part in (named or card.kind, card.issuer, card.published) if part)


def quality_lines(card: DocumentCard, indent: str = "  ") -> list[str]:
    """A warning where a document's text is not good."""
    if card.quality == Quality.GOOD:
        return []
    return [f"{indent}{card.quality} text" + (f": {card.quality_reason}" if card.quality_reason else "")]


def _document_lines(hit: DocumentHit, bold: str, plain: str) -> list[str]:
    card = hit.document
    lines = [f"{card.title or card.address}  [{card.id}]", f"  {card_line(card)}"]
    if card.url:
        lines.append(f"  {card.url}")
    lines += quality_lines(card)
    if hit.excerpt is not None:
        lines.append(f"  {hit.excerpt.marked(bold, plain)}")
    lines += [f"    {fact.kind}: {fact.value}  [{fact.id}]" for fact in hit.facts]
    return lines + _copy_lines(hit)


def _copy_lines(hit: DocumentHit | FactHit) -> list[str]:
    """Where else the same text stands."""
    return [f"  also at {copy.address}  [{copy.id}]" for copy in hit.copies]


def _fact_lines(hit: FactHit, bold: str, plain: str) -> list[str]:
    card = hit.document
    return [
        f"{hit.value}  [{hit.id}]",
        f"  “{hit.excerpt.marked(bold, plain)}”",
        f"  {card.title or card.address}  [{card.id}]",
        f"  {card_line(card)}",
        *quality_lines(card),
        *_copy_lines(hit),
    ]
