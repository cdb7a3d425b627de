"""`vanthu search`: documents or facts that answer, each with the sentence that proves it."""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pipeline.model import Kind, Quality
from pipeline.store import DocumentCard, DocumentHit, FactHit, Filters, Store


def print_search(
    db: Path, words: str, kind: str | None, filters: Filters, *, limit: int, offset: int, as_json: bool
) -> int:
    """Print the hits; a search that finds nothing is no failure."""
    wanted = Kind[kind.upper()] if kind else None
    with Store.open(db, readonly=True) as store:
        hits = store.search(words, kind=wanted, filters=filters, limit=limit, offset=offset)
    if as_json:
        print(json.dumps([_as_dict(hit) for hit in hits], ensure_ascii=False, indent=1))
        return 0
    bold, plain = ("\033[1m", "\033[0m") if sys.stdout.isatty() else ("«", "»")
    for hit in hits:
        lines = _document_lines(hit, bold, plain) if isinstance(hit, DocumentHit) else _fact_lines(hit, bold, plain)
        print("\n".join(lines) + "\n")
    if not hits:
        print("Nothing found." + ("" if filters == Filters() else " Try again with fewer filters."))
    elif len(hits) == limit:
        print(f"More: --offset {offset + limit}")
    return 0


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
    return lines


def _fact_lines(hit: FactHit, bold: str, plain: str) -> list[str]:
    card = hit.document
    return [
        f"{hit.value}  [{hit.id}]",
        f"  “{hit.excerpt.marked(bold, plain)}”",
        f"  {card.title or card.address}  [{card.id}]",
        f"  {card_line(card)}",
        *quality_lines(card),
    ]


def _as_dict(hit: DocumentHit | FactHit) -> dict[str, Any]:
    return asdict(hit)
