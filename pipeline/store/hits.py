"""What a search shows: a document with the facts in it that answer, a fact with the sentence that proves it."""

import sqlite3
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from pipeline.model import Kind
from pipeline.store.cards import DocumentCard, read_card
from pipeline.store.likeness import likenesses, same_documents
from pipeline.store.passages import Excerpt, Offsets, Passages
from pipeline.store.query import Query

FACTS_SHOWN = 5

_FACTS = 'SELECT id, kind, value, quote, start, "end", rule FROM facts WHERE'


@dataclass(frozen=True, slots=True)
class Copy:
    """Another document of the store that says the same: it is shown with the better hit, and not again."""

    id: str
    address: str


@dataclass(frozen=True, slots=True)
class FactHit:
    """A fact (`kind` in the singular), its readable value, its quote, the sentence that proves it, its document.

    `copies` are documents that repeat that document.
    """

    id: str
    kind: str
    value: str
    quote: str
    start: int
    end: int
    rule: str
    excerpt: Excerpt
    document: DocumentCard
    copies: tuple[Copy, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentHit:
    """A document, where its text answers the query (else how it begins), and the numbers and targets that fit best."""

    document: DocumentCard
    excerpt: Excerpt
    facts: tuple[FactHit, ...]
    copies: tuple[Copy, ...] = ()


def document_hit(conn: sqlite3.Connection, document_id: str, query: Query) -> DocumentHit:
    card, text = read_card(conn, document_id)
    answer = _Answer(card, Passages(text), query)
    spans: dict[str, list[Offsets]] = {}
    for fact, start, end in conn.execute(
        """SELECT fact, start, "end" FROM mentions WHERE document = ? AND part = 'fact'
           AND kind IN ('plan_number', 'target') ORDER BY id""",
        (document_id,),
    ):
        spans.setdefault(fact, []).append((start, end))
    facts = conn.execute(
        f"{_FACTS} document = ? AND kind IN ('plan_number', 'target') ORDER BY start, id", (document_id,)
    ).fetchall()
    # sorting keeps the order of the text among equals
    best = sorted(facts, key=lambda fact: answer.merit(fact, spans[fact[0]]), reverse=True)[:FACTS_SHOWN]
    shown = tuple(answer.fact_hit(fact, spans[fact[0]]) for fact in best)
    excerpt = answer.passages.best(query) or answer.passages.opening()
    return DocumentHit(card, excerpt, shown, _copies(conn, document_id))


def fact_hits(conn: sqlite3.Connection, ids: Iterable[str], kind: Kind, query: Query) -> Iterator[FactHit]:
    """The facts of these ids, in their order."""
    answers: dict[str, _Answer] = {}
    for fact_id in ids:
        (document_id,) = conn.execute(f"SELECT document FROM {kind.value} WHERE id = ?", (fact_id,)).fetchone()
        if document_id not in answers:
            card, text = read_card(conn, document_id)
            answers[document_id] = _Answer(card, Passages(text), query, _copies(conn, document_id))
        fact = conn.execute(f"{_FACTS} id = ?", (fact_id,)).fetchone()
        spans = conn.execute(
            """SELECT start, "end" FROM mentions WHERE fact = ? AND part = 'fact' ORDER BY id""", (fact_id,)
        ).fetchall()
        yield replace(answers[document_id].fact_hit(fact, spans), copies=answers[document_id].copies)


def _copies(conn: sqlite3.Connection, document_id: str) -> tuple[Copy, ...]:
    own = likenesses(conn, [document_id]).get(document_id)
    if own is None:
        return ()
    return tuple(
        Copy(*conn.execute("SELECT id, address FROM documents WHERE id = ?", (key,)).fetchone())
        for key in same_documents(conn, own)
    )


class _Answer:
    """One document against one query; facts come as rows of _FACTS, with the offsets of their mentions."""

    def __init__(self, card: DocumentCard, passages: Passages, query: Query, copies: tuple[Copy, ...] = ()) -> None:
        self.card = card
        self.copies = copies
        self.passages = passages
        self.query = query
        self._marked = passages.as_typed(query)  # words that differ by their marks only are then other words
        self._matches = passages.matches(query, marked=self._marked)
        self._starts = [match.start() for match in self._matches]

    def merit(self, fact: tuple[Any, ...], spans: list[Offsets]) -> tuple[bool, bool, bool, int]:
        """Whether the fact and its sentences hold all of the query, its own words do, it is the document's number, and
        how much of the query it holds."""
        _, kind, value, quote, *_ = fact
        own = self.query.terms_of(Passages(f"{value}\n{quote}").matches(self.query, marked=self._marked))
        around = own.union(*map(self._terms_around, spans))
        asked = len(self.query.terms)
        is_number = kind == "plan_number" and value == self.card.number
        return len(around) == asked, len(own) == asked, is_number, len(around)

    def fact_hit(self, fact: tuple[Any, ...], spans: list[Offsets]) -> FactHit:
        """Shown in the first of its sentences that holds the most of the query."""
        best = max(spans, key=lambda span: len(self._terms_around(span)))
        key, kind, value, quote, start, end, rule = fact
        return FactHit(key, kind, value, quote, start, end, rule, self.passages.excerpt(*best), self.card)

    def _terms_around(self, span: Offsets) -> frozenset[int]:
        if not self._matches:
            return frozenset()
        start, end = self.passages.around(*span)
        inside = self._matches[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        return self.query.terms_of(inside)
