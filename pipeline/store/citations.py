"""Citable addresses: which words of which text, read by which rule, prove a fact; and what stands there now."""

import re
import sqlite3
from dataclasses import dataclass

from pipeline.store.cards import DocumentCard, read_card
from pipeline.store.errors import StoreError
from pipeline.store.passages import Excerpt, Passages

SCHEME = "vanthu:"

_ADDRESS = re.compile(
    r"vanthu:(?P<document>[\w-]{1,80})/(?P<version>[0-9a-f]{16})/(?P<start>\d{1,12})-(?P<end>\d{1,12})"
    r"/(?P<fact>[0-9a-f]{16})/(?P<rule>[\w./-]{1,80})@(?P<rules>[\w-]{1,40})"
)


@dataclass(frozen=True, slots=True)
class Citation:
    """A fact's address. `version` is made of the text's hash, so that the text can never be another; `rules` is the
    version of the rules that read it there."""

    document: str
    version: str
    start: int
    end: int
    fact: str
    rule: str
    rules: str

    def __str__(self) -> str:
        return f"{SCHEME}{self.document}/{self.version}/{self.start}-{self.end}/{self.fact}/{self.rule}@{self.rules}"

    @classmethod
    def parse(cls, address: str) -> "Citation":
        """Read an address as this class writes it; StoreError for what is none."""
        match = _ADDRESS.fullmatch(address)
        if match is None:
            raise StoreError(f"{address!r} is no address of a fact: {SCHEME}DOCUMENT/VERSION/START-END/FACT/RULE@RULES")
        document, version, start, end, fact, rule, rules = match.groups()
        return cls(document, version, int(start), int(end), fact, rule, rules)


@dataclass(frozen=True, slots=True)
class Cited:
    """What an address points at: the words in their sentence, where the store has that text, and how it stands now.

    `is_current` where the document still has that text and the fact still rests on those words; `standing` says it in
    words; `fact_now` is the fact's id where one of that id stands.
    """

    citation: Citation
    is_current: bool
    standing: str
    excerpt: Excerpt | None
    fact_now: str | None
    document: DocumentCard


def resolve(conn: sqlite3.Connection, citation: Citation) -> Cited:
    """Look an address up; StoreError where the store never had the document."""
    held = conn.execute(
        "SELECT d.version, v.rules FROM documents d JOIN versions v ON v.id = d.version WHERE d.id = ?",
        (citation.document,),
    ).fetchone()
    if held is None:
        taken = conn.execute(
            "SELECT 1 FROM corrections WHERE document = ? AND action = 'take-down'", (citation.document,)
        ).fetchone()
        what = "was taken down" if taken else "is not in the store"
        raise StoreError(f"the document {citation.document!r} {what}")
    version, rules = held
    card, _ = read_card(conn, citation.document)
    text = conn.execute(
        "SELECT text FROM versions WHERE id = ? AND document = ?", (citation.version, citation.document)
    ).fetchone()
    quoted = text is not None and 0 <= citation.start < citation.end <= len(text[0])
    excerpt = Passages(text[0]).excerpt(citation.start, citation.end) if quoted else None
    fact = conn.execute(
        'SELECT start, "end" FROM facts WHERE id = ? AND document = ?', (citation.fact, citation.document)
    ).fetchone()
    standing = _standing(citation, version, rules, quoted=quoted, fact=fact)
    current = standing.startswith("current")
    return Cited(citation, current, standing, excerpt, citation.fact if fact else None, card)


def _standing(citation: Citation, version: str, rules: str, *, quoted: bool, fact: tuple[int, int] | None) -> str:
    if not quoted:
        return "no longer current: the store does not have the text that was cited"
    if version != citation.version:
        still = "still says so in other words or elsewhere" if fact else "no longer says so"
        return f"no longer current: the document has another text since, which {still}"
    if fact is None:
        return "no longer current: the text is the same, but the fact is no longer read in it, or was rejected"
    if fact != (citation.start, citation.end):
        return "no longer current: the text is the same, but the fact now rests on other words"
    if rules != citation.rules:
        return f"current: the same words of the same text, now read by the rules {rules}"
    return "current: the same words of the same text, read by the same rules"
