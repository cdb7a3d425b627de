"""`vanthu show`: a document with its facts, or a fact with all that proves it."""

import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

from pipeline.model import Kind, Place
from pipeline.store import SCHEME, Citation, Store, StoredCorrection, StoredDocument, StoredFact, StoreError
from pipeline.terminal.boxes import Looked, look_up
from pipeline.terminal.correct import correction_lines
from pipeline.terminal.lines import print_lines
from pipeline.terminal.search import card_line, quality_lines

_AGREES = {True: "", False: "  the facts say otherwise", None: ""}


def print_entry(db: Path, name: str, *, as_json: bool) -> int:
    """Print the fact or document of that id (or its beginning); StoreError where there is none or several."""
    if name.startswith(SCHEME):
        return _print_cited(db, name, as_json=as_json)
    with Store.open(db, readonly=True) as store:
        entry = _find(store, name)
        if isinstance(entry, StoredFact):
            _print_fact(entry, store.corrections(entry.id), look_up(store, entry), as_json=as_json)
        elif as_json:
            print(json.dumps(asdict(entry), ensure_ascii=False, indent=1))
        else:
            print_lines(_document_lines(entry))
    return 0


def _print_fact(fact: StoredFact, corrections: Sequence[StoredCorrection], looked: Looked, *, as_json: bool) -> None:
    if as_json:
        shown = asdict(fact)
        for mention, boxes in zip(shown["mentions"], looked.boxes, strict=True):
            mention["boxes"] = boxes
        shown |= {"boxes_note": looked.note, "cite": str(fact.citation)}
        shown["corrections"] = [asdict(row) for row in corrections]
        print(json.dumps(shown, ensure_ascii=False, indent=1))
        return
    corrected = [f"    {line}" for row in corrections for line in correction_lines(row)]
    print_lines([*_fact_lines(fact, looked), *(["  corrected:", *corrected] if corrected else [])])


def _print_cited(db: Path, address: str, *, as_json: bool) -> int:
    """What a citation points at, and whether it is still what the document says."""
    with Store.open(db, readonly=True) as store:
        cited = store.cited(Citation.parse(address))
        entry = store.fact(cited.fact_now) if cited.fact_now else None
    if as_json:
        print(json.dumps({**asdict(cited), "fact": entry and asdict(entry)}, ensure_ascii=False, indent=1))
        return 0
    lines = [f"{cited.citation}", f"  {cited.standing}"]
    if cited.excerpt is not None:
        lines.append(f"  “{cited.excerpt.marked()}”")
    lines.append(f"  in: {cited.document.title or cited.document.address}  [{cited.document.id}]")
    lines.append(f"      {cited.document.url or cited.document.address}")
    print_lines([*lines, *(["now:", *_fact_lines(entry)] if entry else [])])
    return 0


def _find(store: Store, name: str) -> StoredFact | StoredDocument:
    try:
        return store.fact(name)
    except StoreError as no_fact:
        try:
            return store.document(name)
        except StoreError as no_document:
            raise StoreError(f"{no_fact}; {no_document}") from None


def _fact_lines(fact: StoredFact, looked: Looked | None = None) -> list[str]:
    lines = [f"{fact.kind.singular} {fact.id}: {fact.value}"]
    lines += [f"  {name}: {value}" for name, value in fact.fields.items() if value is not None]
    lines.append(f"  rule: {fact.rule}")
    if fact.doubt:
        lines.append(f"  doubt: {fact.doubt}")
    lines.append("  rests on:")
    for number, mention in enumerate(fact.mentions):
        lines.append(f"    {mention.part} {mention.start}-{mention.end}: “{mention.excerpt.marked()}”")
        if mention.place:
            lines.append(f"      {place_line(mention.place)}")
        for left, top, right, bottom in looked.boxes[number] if looked else ():
            lines.append(f"      from {left:.0f}, {top:.0f} to {right:.0f}, {bottom:.0f} points")
    if looked and looked.note:
        lines.append(f"    where on the page is not to be said: {looked.note}")
    card = fact.document
    lines += [
        f"  in: {card.title or card.address}  [{card.id}]",
        f"      {card_line(card)}",
        f"      {card.url or card.address}",
        *quality_lines(card, "      "),
        f"  cite: {fact.citation}",
    ]
    return lines


def _document_lines(document: StoredDocument) -> list[str]:
    card = document.card
    lines = [f"{card.title or card.address}  [{card.id}]", f"  {card_line(card)}", f"  {card.url or card.address}"]
    lines += quality_lines(card)
    lines.append(f"  version {document.version} of {document.versions}, {document.format}, rules {document.rules}")
    if document.record:
        lines.append(f"  archived as {document.record}")
    for kind in Kind:
        facts = [fact for fact in document.facts if fact.kind is kind]
        if facts:
            lines.append(f"{kind.value} ({len(facts)})")
            lines += [f"  {fact.value}  “{' '.join(fact.quote.split())}”{_where(fact)}  [{fact.id}]" for fact in facts]
    if document.stated:
        lines.append(f"stated ({len(document.stated)})")
        lines += [
            f"  {entry.field}: {entry.value}  ({entry.source}){_AGREES[entry.agrees]}" for entry in document.stated
        ]
    if document.links:
        lines.append(f"links ({len(document.links)})")
        lines += [f"  {' '.join(link.text.split())}  {link.url}".rstrip() for link in document.links]
    return lines


def place_line(place: Place) -> str:
    """Where in its file something stands, on one line."""
    parts = (
        place.page and f"page {place.page}",
        place.element,
        place.row_head and f"row “{' '.join(place.row_head.split())}”",
        place.column_head and f"column “{' '.join(place.column_head.split())}”",
    )
    return ", ".join(part for part in parts if part)


def _where(fact: StoredFact) -> str:
    """The place of a fact's first words, in short."""
    place = fact.mentions[0].place
    return f"  {place_line(replace(place, row_head=None, column_head=None))}" if place else ""
