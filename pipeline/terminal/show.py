"""`vanthu show`: a document with its facts, or a fact with all that proves it."""

import json
from dataclasses import asdict
from pathlib import Path

from pipeline.model import Kind
from pipeline.store import Store, StoredDocument, StoredFact, StoreError
from pipeline.terminal.search import card_line


def print_entry(db: Path, name: str, *, as_json: bool) -> int:
    """Print the fact or document of that id (or its beginning); StoreError where there is none or several."""
    with Store.open(db, readonly=True) as store:
        entry = _find(store, name)
    if as_json:
        print(json.dumps(asdict(entry), ensure_ascii=False, indent=1))
    else:
        print("\n".join(_fact_lines(entry) if isinstance(entry, StoredFact) else _document_lines(entry)))
    return 0


def _find(store: Store, name: str) -> StoredFact | StoredDocument:
    try:
        return store.fact(name)
    except StoreError as no_fact:
        try:
            return store.document(name)
        except StoreError as no_document:
            raise StoreError(f"{no_fact}; {no_document}") from None


def _fact_lines(fact: StoredFact) -> list[str]:
    lines = [f"{fact.kind.singular} {fact.id}: {fact.value}"]
    lines += [f"  {name}: {value}" for name, value in fact.fields.items() if value is not None]
    lines.append(f"  rule: {fact.rule}")
    if fact.doubt:
        lines.append(f"  doubt: {fact.doubt}")
    lines.append("  rests on:")
    for mention in fact.mentions:
        lines.append(f"    {mention.part} {mention.start}-{mention.end}: “{mention.excerpt.marked()}”")
    card = fact.document
    lines += [
        f"  in: {card.title or card.address}  [{card.id}]",
        f"      {card_line(card)}",
        f"      {card.url or card.address}",
    ]
    return lines


def _document_lines(document: StoredDocument) -> list[str]:
    card = document.card
    lines = [f"{card.title or card.address}  [{card.id}]", f"  {card_line(card)}", f"  {card.url or card.address}"]
    lines.append(f"  version {document.version} of {document.versions}, {document.format}, rules {document.rules}")
    for kind in Kind:
        facts = [fact for fact in document.facts if fact.kind is kind]
        if facts:
            lines.append(f"{kind.value} ({len(facts)})")
            lines += [f"  {fact.value}  “{' '.join(fact.quote.split())}”  [{fact.id}]" for fact in facts]
    return lines
