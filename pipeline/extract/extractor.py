"""Text in, facts out: the order in which a document is read."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.extract.agencies.read import agencies_facts, read_agencies
from pipeline.extract.context import Context
from pipeline.extract.dates.read import dates_facts, read_dates
from pipeline.extract.dates.reference import reference_date
from pipeline.extract.form.layout import read_layout
from pipeline.extract.numbers.read import complete_numbers, numbers_facts, read_numbers
from pipeline.extract.officials.read import officials_facts, read_officials
from pipeline.extract.places.home import find_home
from pipeline.extract.places.level import level_of
from pipeline.extract.targets.read import targets_facts
from pipeline.extract.unread import unread_strings
from pipeline.model import Document, Facts, Kind, Quality
from pipeline.rulebook import Rulebook
from pipeline.text.stored import stored_text


class Extractor:
    """Reads documents by one rulebook. Building it compiles the rules once; it can be sent to worker processes.

    Raises RulebookError where the rules have mistakes.
    """

    def __init__(self, rules: Path | Rulebook | None = None) -> None:
        self.rules = rules if isinstance(rules, Rulebook) else Rulebook.load(rules)
        self.rules.gazetteer  # noqa: B018 - built now, so that the first document is no slower than the next

    def __reduce__(self) -> tuple[Any, ...]:
        return Extractor, (self.rules.directory,)

    def extract(self, text: str, published: str | None = None, url: str | None = None) -> Facts:
        """The facts of a text. `published` (ISO day) is the date it is read against; ValueError if it is no day."""
        if published is not None:
            date.fromisoformat(published)
        document = Document(stored_text(text), address=url or "text:", url=url, published=published)
        return self.read(document)

    def read(self, document: Document) -> Facts:
        """The facts of a loaded document."""
        facts = self.facts(self.open(document))
        return _with_doubts(facts) if document.doubts or document.quality is not Quality.GOOD else facts

    def open(self, document: Document, *, tracing: bool = False) -> Context:
        """A document with everything read from it, before facts are made."""
        context = Context(document, self.rules, tracing=tracing)
        context.layout = read_layout(context)
        context.numbers = read_numbers(context)
        context.anchor = reference_date(context)
        context.dates = read_dates(context)
        context.home = find_home(context)
        context.agencies = read_agencies(context)
        context.officials = read_officials(context)
        context.numbers = complete_numbers(context)
        return context

    def facts(self, context: Context) -> Facts:
        """The facts of an opened document, each with its evidence."""
        return Facts(
            document=context.document,
            doc_kind=context.layout.kind,
            title=_title(context),
            published=context.anchor.isoformat() if context.anchor else None,
            place=context.home.province,
            level=level_of(context),
            dates=dates_facts(context),
            plan_numbers=numbers_facts(context),
            officials=officials_facts(context),
            agencies=agencies_facts(context),
            targets=targets_facts(context),
            problems=context.document.problems,
            unread=unread_strings(context),
        )


def _with_doubts(facts: Facts) -> Facts:
    """The same facts, each saying where the text its quote rests on could not be read for certain."""
    doubted = {
        kind.value: tuple(
            replace(
                fact,
                doubt="; ".join(filter(None, (fact.doubt, facts.document.doubt_at(quote.start, quote.end)))) or None,
            )
            for fact in facts.of(kind)
            for quote in fact.mentions[:1]
        )
        for kind in Kind
    }
    return replace(facts, **doubted)  # type: ignore[arg-type]


def _title(context: Context) -> str | None:
    """A press item's headline, or what an official document says it is about, after its type."""
    layout = context.layout
    stretch = layout.title or layout.subject
    if stretch is None:
        return None
    words = " ".join(context.text[slice(*stretch)].split())
    return f"{layout.type_name}: {words}" if layout.type_name and not layout.title else words
