"""`vanthu show`: a document with its facts, or a fact with all that proves it."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from pipeline.model import Kind, Place
from pipeline.store import (
    SCHEME,
    Citation,
    DocumentCard,
    Store,
    StoredCorrection,
    StoredDocument,
    StoredFact,
    StoreError,
)
from pipeline.terminal.boxes import Looked, look_up
from pipeline.terminal.correct import correction_lines
from pipeline.terminal.lines import print_lines
from pipeline.terminal.search import card_line, quality_lines

_AGREES = {True: "", False: "  the facts say otherwise", None: ""}


@dataclass(frozen=True, slots=True)
class _Proved:
    """A fact with all that is known of it."""

    fact: StoredFact
    corrections: Sequence[StoredCorrection]
    looked: Looked

    @classmethod
    def of(cls, store: Store, fact: StoredFact) -> "_Proved":
        return cls(fact, store.corrections(fact.id), look_up(store, fact))

    def lines(self) -> list[str]:
        corrected = [f"    {line}" for row in self.corrections for line in correction_lines(row)]
        return [*_fact_lines(self.fact, self.looked), *(["  corrected:", *corrected] if corrected else [])]

    def entry(self) -> dict[str, Any]:
        """As JSON has it."""
        entry = asdict(self.fact)
        for mention, boxes in zip(entry["mentions"], self.looked.boxes, strict=True):
            mention["boxes"] = boxes
        corrections = [asdict(row) for row in self.corrections]
        return {**entry, "boxes_note": self.looked.note, "cite": str(self.fact.citation), "corrections": corrections}


def print_entry(db: Path, name: str, *, as_json: bool) -> int:
    """Print what an address cites, or the fact or document of an id (or its beginning); StoreError where there is none
    or several."""
    with Store.open(db, readonly=True) as store:
        if name.startswith(SCHEME):
            entry, lines = _cited(store, Citation.parse(name))
        elif isinstance(found := _find(store, name), StoredFact):
            proved = _Proved.of(store, found)
            entry, lines = proved.entry(), proved.lines()
        else:
            entry, lines = asdict(found), _document_lines(found)
    if as_json:
        print(json.dumps(entry, ensure_ascii=False, indent=1))
    else:
        print_lines(lines)
    return 0


def _cited(store: Store, citation: Citation) -> tuple[dict[str, Any], list[str]]:
    """What a citation points at, whether it is still what the document says, and all of the fact that now stands."""
    cited = store.cited(citation)
    now = _Proved.of(store, store.fact(cited.fact_now)) if cited.fact_now else None
    lines = [f"{cited.citation}", f"  {cited.standing}"]
    if cited.excerpt is not None:
        lines.append(f"  “{cited.excerpt.marked()}”")
    lines += ["now:", *now.lines()] if now else _source_lines(cited.document)
    return {**asdict(cited), "fact": now and now.entry()}, lines


def _find(store: Store, name: str) -> StoredFact | StoredDocument:
    try:
        return store.fact(name)
    except StoreError as no_fact:
        try:
            return store.document(name)
        except StoreError as no_document:
            raise StoreError(f"{no_fact}; {no_document}") from None


def _fact_lines(fact: StoredFact, looked: Looked) -> list[str]:
    lines = [f"{fact.kind.singular} {fact.id}: {fact.value}"]
    lines += [f"  {name}: {value}" for name, value in fact.fields.items() if value is not None]
    lines.append(f"  rule: {fact.rule}")
    if fact.doubt:
        lines.append(f"  doubt: {fact.doubt}")
    lines.append("  rests on:")
    for mention, boxes in zip(fact.mentions, looked.boxes, strict=True):
        lines.append(f"    {mention.part} {mention.start}-{mention.end}: “{mention.excerpt.marked()}”")
        if mention.place:
            lines.append(f"      {place_line(mention.place)}")
        for left, top, right, bottom in boxes:
            lines.append(f"      from {left:.0f}, {top:.0f} to {right:.0f}, {bottom:.0f} points")
    if looked.note:
        lines.append(f"    where on the page is not to be said: {looked.note}")
    return [*lines, *_source_lines(fact.document), f"  cite: {fact.citation}"]


def _source_lines(card: DocumentCard) -> list[str]:
    """The document that says it."""
    return [
        f"  in: {card.title or card.address}  [{card.id}]",
        f"      {card_line(card)}",
        f"      {card.url or card.address}",
        *quality_lines(card, "      "),
    ]


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
