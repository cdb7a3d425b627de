"""The store: one SQLite file that keeps documents, their versions and facts, and answers searches."""

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from pipeline.store import opening, search
from pipeline.store.errors import StoreError, explained
from pipeline.store.filters import NO_FACT_FILTERS, NO_FILTERS, FactFilters, Filters

# What a search does without is imported where it is called: a search is over before all of it would be there.
if TYPE_CHECKING:
    from pipeline.model import Facts, Kind, Problem
    from pipeline.store.changes import Change
    from pipeline.store.checking import Fault
    from pipeline.store.citations import Citation, Cited
    from pipeline.store.corrections import Correction
    from pipeline.store.facets import Facets
    from pipeline.store.hits import DocumentHit, FactHit
    from pipeline.store.news import News
    from pipeline.store.reading import StoredCorrection, StoredDocument, StoredFact
    from pipeline.store.search import Wanted
    from pipeline.store.summary import Summary
    from pipeline.store.watches import Answer, Watch
    from pipeline.store.writer import Outcome


class Store:
    """An open store; use it as a context manager. One store serves one thread; many may read while one writes.

    Every error of SQLite comes out as StoreError with the store's path; a step that fails or is interrupted leaves
    nothing behind.
    """

    def __init__(self, path: Path, conn: sqlite3.Connection) -> None:
        self.path = path
        self.conn = conn

    @classmethod
    def open(cls, path: Path, *, create: bool = True, readonly: bool = False) -> Self:
        """Open a store, or make one (and its folder) with `create`. StoreError for a file that is no store of ours."""
        return cls(path, opening.open_store(path, create=create and not readonly, readonly=readonly))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file. What is written is moved from the log into it, so that the one file can be copied."""
        with explained(self.path):
            try:
                # a reader may stand in the way, or the disk be full: then the log keeps it for whoever opens next
                with suppress(sqlite3.OperationalError):
                    self.conn.execute("PRAGMA busy_timeout = 0")
                    self.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                self.conn.close()

    def begin_run(self, rules: str) -> int:
        """Note a run's begin and its rules; its id. A run that never ended is marked as killed: runs do not overlap."""
        from pipeline.store import changes
        from pipeline.store.rows import now

        with self._writing() as conn:
            conn.execute("UPDATE runs SET status = 'killed' WHERE status = 'running'")
            changes.forget_old_changes(conn)
            added = conn.execute("INSERT INTO runs (started, status, rules) VALUES (?, 'running', ?)", (now(), rules))
            assert added.lastrowid is not None
            return added.lastrowid

    def end_run(self, run: int, status: str, counts: Mapping[str, int]) -> None:
        from pipeline.store.rows import now

        with self._writing() as conn:
            conn.execute(
                "UPDATE runs SET ended = ?, status = ?, counts = ? WHERE id = ?",
                (now(), status, json.dumps(counts, sort_keys=True), run),
            )

    def is_current(self, document_id: str, content_hash: str, rules: str) -> bool:
        """Whether this content's facts under these rules are the ones that stand: one indexed look-up."""
        from pipeline.store import writer

        with explained(self.path):
            return writer.is_current(self.conn, document_id, content_hash, rules)

    def standing_documents(self, path: str, digest: str, rules: str) -> list[str] | None:
        """The documents that a file of this digest gave, where all of them stand as it gave them under these rules."""
        from pipeline.store import files

        with explained(self.path):
            return files.standing_documents(self.conn, path, digest, rules)

    def note_file(self, path: str, digest: str, documents: Sequence[str]) -> None:
        """Remember that a file gave these documents as they now stand."""
        from pipeline.store import files

        with self._writing() as conn:
            files.note_file(conn, path, digest, documents)

    def file_of(self, document_id: str) -> str | None:
        """The file that gave a document, as far as that is known."""
        from pipeline.store import files

        with explained(self.path):
            return files.file_of(self.conn, document_id)

    def put(self, facts: "Facts", *, rules: str, run: int) -> "Outcome":
        """Store a document in one transaction; what stands already is left untouched."""
        from pipeline.store import writer

        with self._writing() as conn:
            try:
                return writer.put(conn, facts, rules, run)
            except (
                sqlite3.IntegrityError,
                ValueError,
            ) as error:  # a row the tables refuse; a text no database takes
                raise StoreError(f"{self.path}: {facts.document.address} was not stored: {error}") from error

    def correct(self, corrections: "Sequence[Correction]") -> list[str]:
        """Make these all the corrections there are, and correct what they concern; the ids of those documents."""
        from pipeline.store import writer

        with self._writing() as conn:
            return writer.correct(conn, corrections)

    def corrections(self, fact: str | None = None) -> "list[StoredCorrection]":
        """What is corrected, and what became of it: all, in the order of the file, or what concerns a fact."""
        from pipeline.store import reading

        with explained(self.path):
            return reading.read_corrections(self.conn, fact)

    def put_problem(self, run: int, where: str, problem: "Problem") -> None:
        """Note what a run could not do; `where` is the document's address or path."""
        from pipeline.store import writer

        with self._writing() as conn:
            writer.put_problems(conn, run, where, [problem])

    def search(
        self,
        words: str,
        *,
        kind: "Kind | None" = None,
        filters: Filters = NO_FILTERS,
        facts: FactFilters = NO_FACT_FILTERS,
        limit: int = 20,
        offset: int = 0,
    ) -> "list[DocumentHit] | list[FactHit]":
        """Documents, best first, with the facts that answer; with `kind` the facts of that kind. See search.py."""
        with explained(self.path):
            wanted, page = search.Wanted(words, kind, filters, facts), search.Page(limit, offset)
            if kind is None:
                return search.search_documents(self.conn, wanted, page)
            return search.search_facts(self.conn, wanted, page)

    def facets(
        self,
        words: str,
        *,
        kind: "Kind | None" = None,
        filters: Filters = NO_FILTERS,
        facts: FactFilters = NO_FACT_FILTERS,
        limit: int = 8,
    ) -> "Facets":
        """What the same search finds in all, counted by what it can be narrowed down to. See facets.py."""
        from pipeline.store import facets

        with explained(self.path):
            return facets.count(self.conn, search.Wanted(words, kind, filters, facts), limit)

    def fact(self, prefix: str) -> "StoredFact":
        """The fact whose id begins with `prefix`; StoreError where none or several do."""
        from pipeline.store import reading

        with explained(self.path):
            return reading.read_fact(self.conn, prefix)

    def cited(self, citation: "Citation") -> "Cited":
        """What a citable address points at, and whether it still stands; StoreError for an unknown document."""
        from pipeline.store import citations

        with explained(self.path):
            return citations.resolve(self.conn, citation)

    def document(self, prefix: str) -> "StoredDocument":
        """The document whose id begins with `prefix`, or whose address or url it is; StoreError as for facts."""
        from pipeline.store import reading

        with explained(self.path):
            return reading.read_document(self.conn, prefix)

    def summary(self, run: int | None = None, *, limit: int = 20) -> "Summary":
        """What the store holds, with the problems of one run (or of all); lists are cut to `limit` rows."""
        from pipeline.store import summary

        with explained(self.path):
            return summary.summarise(self.conn, run, limit)

    def changes(self, run: int | None = None) -> "tuple[int | None, list[Change]]":
        """What a run did to facts that stood, by default the last run that did anything; and which run that was."""
        from pipeline.store import changes

        with explained(self.path):
            return changes.read_changes(self.conn, run)

    def faults(self) -> "Iterator[Fault]":
        """All that is not sound in the store, as it is found."""
        from pipeline.store import checking

        with explained(self.path):
            yield from checking.faults(self.conn)

    def watches(self) -> "list[Watch]":
        """The saved searches, by their names."""
        from pipeline.store import watches

        with explained(self.path):
            return watches.read_watches(self.conn)

    def watch(self, name: str) -> "Watch":
        """The saved search of that name; StoreError where there is none."""
        from pipeline.store import watches

        with explained(self.path):
            return watches.read_watch(self.conn, name)

    def add_watch(self, name: str, wanted: "Wanted") -> "Watch":
        """Save a search; what answers it already is not new. StoreError for a name that is taken."""
        from pipeline.store import watches

        with self._writing() as conn:
            return watches.add_watch(conn, name, wanted)

    def remove_watch(self, name: str) -> None:
        from pipeline.store import watches

        with self._writing() as conn:
            watches.remove_watch(conn, name)

    def new_answers(self, watch: "Watch") -> "list[Answer]":
        """What answers now and did not when it was last asked; it is remembered from now on."""
        from pipeline.store import watches

        with self._writing() as conn:
            return watches.new_answers(conn, watch)

    def last_answers(self, watch: "Watch", limit: int) -> "list[Answer]":
        """The answers that were new last, newest first."""
        from pipeline.store import watches

        with explained(self.path):
            return watches.last_answers(self.conn, watch, limit)

    def news(self, since: int, *, limit: int = 200) -> "News":
        """What has come since the run of that number (0: all there is); lists are cut to `limit` rows."""
        from pipeline.store.news import news_since

        with explained(self.path):
            return news_since(self.conn, since, limit=limit)

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with opening.transaction(self.path, self.conn) as conn:
            yield conn


def compare_stores(old: Store, new: Store) -> "tuple[list[Change], tuple[int, int]]":
    """What changed in the documents that both hold; how many only the one, and only the other, holds."""
    from pipeline.store import changes

    with explained(new.path), explained(old.path):
        return list(changes.compare(old.conn, new.conn)), changes.documents_apart(old.conn, new.conn)
