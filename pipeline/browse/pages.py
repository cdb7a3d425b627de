"""The pages beside Datasette's own: search, a document with its facts marked, and the front page's figures."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

from datasette.utils import sqlite_timelimit
from datasette.utils.asgi import Response
from markupsafe import Markup, escape

from pipeline.browse.archive import Archive
from pipeline.browse.marking import Marked, fact_lists, marked_text
from pipeline.model import Kind
from pipeline.store import DocumentHit, Excerpt, Facets, FactHit, Filters, Store, StoredDocument, StoreError

if TYPE_CHECKING:
    from datasette.utils.asgi import Request

_PAGE = 20
_LAST_PAGE = 50  # nobody pages further, and each page costs more than the one before it
_MOST_FACETS = 8
_INTERRUPTED = "interrupted"  # what SQLite says of a query that its time limit ended
_OPTIONS = ("type", "agency", "place", "level", "from", "to")  # of a search, beside its words and kind

Answer = TypeVar("Answer")
View = Callable[["Request", Archive], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A search as a browser sends it; what is no kind, year or page is as if it had not been sent."""

    words: str
    kind: Kind | None
    options: dict[str, str]
    page: int

    @classmethod
    def of(cls, request: "Request") -> "Asked":
        given = {name: (request.args.get(name) or "").strip() for name in ("q", "kind", "page", *_OPTIONS)}
        kind = next((kind for kind in Kind if kind.singular == given["kind"]), None)
        page = int(given["page"]) if given["page"].isascii() and given["page"].isdecimal() else 1
        return cls(
            given["q"], kind, {name: given[name] for name in _OPTIONS if given[name]}, min(max(page, 1), _LAST_PAGE)
        )

    @property
    def filters(self) -> Filters:
        get = self.options.get
        return Filters(get("type"), get("agency"), get("place"), get("from"), get("to"), get("level"))

    def parameters(self, **changes: str | int | None) -> dict[str, str | int]:
        """The query string's parts, with some of them changed or, by None, left out."""
        kind = self.kind.singular if self.kind else None
        given: dict[str, str | int | None] = {"q": self.words, "kind": kind, **self.options, **changes}
        return {name: value for name, value in given.items() if value}


def _answered(view: View) -> View:
    """A page that says so where the store has not what is asked for, or takes too long to find it."""

    @wraps(view)
    async def answer(request: "Request", datasette: Archive) -> Response:
        try:
            return await view(request, datasette)
        except StoreError as error:
            is_slow = _INTERRUPTED in str(error)
            words = "this took too long; ask for something narrower" if is_slow else str(error)
            status = 503 if is_slow else 404
            context = {"status": status, "title": "Not to be had", "error": words}
            return Response.html(await datasette.render_template("error.html", context), status=status)

    return answer


@_answered
async def search_page(request: "Request", datasette: Archive) -> Response:
    """Hits with the words that answer marked, and the facets that narrow them down."""
    asked = Asked.of(request)

    options: dict[str, Any] = {"kind": asked.kind, "filters": asked.filters}

    def found(store: Store) -> Sequence[DocumentHit | FactHit]:
        return store.search(asked.words, **options, limit=_PAGE + 1, offset=(asked.page - 1) * _PAGE)

    def counted(store: Store) -> Facets:
        return store.facets(asked.words, **options, limit=_MOST_FACETS)

    context: dict[str, Any] = {"asked": asked, "kinds": list(Kind), "excerpt": excerpt_html, "hits": []}
    if asked.words or asked.kind or asked.options:
        try:
            hits, facets = await asyncio.gather(_ask(datasette, found), _in_time(_ask(datasette, counted)))
            context |= {"hits": hits[:_PAGE], "more": len(hits) > _PAGE, "facets": facets}
        except ValueError as error:  # a date that is none
            context["mistake"] = str(error)
    return await _page(datasette, request, "search.html", context)


@_answered
async def document_page(request: "Request", datasette: Archive) -> Response:
    """A document's text with its facts marked, and the facts beside it; also for what begins with so much of an id."""
    name = request.url_vars["name"]
    document = await _ask(datasette, lambda store: store.document(name))
    facts = _marked(document)
    context = {
        "document": document,
        "text": Markup(marked_text(document.text, facts)),
        "lists": Markup(fact_lists(facts)),
        "is_web": (document.card.url or "").lower().startswith(("http://", "https://")),
    }
    return await _page(datasette, request, "document.html", context)


@_answered
async def fact_page(request: "Request", datasette: Archive) -> Response:
    """Leads to the words of a fact in its document."""
    name = request.url_vars["name"]
    fact = await _ask(datasette, lambda store: store.fact(name))
    return Response.redirect(f"/-/document/{fact.document.id}#m-{fact.id}")


async def overview(datasette: Archive) -> dict[str, Any]:
    """What the front page tells of the store."""
    queries = await datasette.get_canned_queries("archive", None)
    summary = await _in_time(_ask(datasette, lambda store: store.summary(limit=6)))
    return {"summary": summary, "queries": queries}


def excerpt_html(excerpt: Excerpt) -> Markup:
    """An excerpt with its marked words in `mark`."""
    pieces, done = [], excerpt.start
    for start, end in excerpt.marks:
        before, words = (
            excerpt.text[slice(*(at - excerpt.start for at in cut))] for cut in ((done, start), (start, end))
        )
        pieces += [escape(before), Markup("<mark>{}</mark>").format(words)]
        done = end
    pieces.append(escape(excerpt.text[done - excerpt.start :]))
    opens, ends = ("…" if cut else "" for cut in excerpt.cut)
    return opens + Markup("").join(pieces) + ends


def _marked(document: StoredDocument) -> list[Marked]:
    return [
        Marked(
            fact.id,
            fact.kind,
            tuple((mention.start, mention.end) for mention in fact.mentions),
            fact.value,
            fact.doubt,
            str(fact.citation),
        )
        for fact in document.facts
    ]


async def _ask(archive: Archive, question: Callable[[Store], Answer]) -> Answer:
    """Ask the store in a thread of its own, within the site's time limit; StoreError for what it has not."""

    def asking() -> Answer:
        with (
            Store.open(archive.store, create=False, readonly=True) as store,
            sqlite_timelimit(store.conn, archive.setting("sql_time_limit_ms")),
        ):
            return question(store)

    return await asyncio.to_thread(asking)


async def _in_time(asked: Awaitable[Answer]) -> Answer | None:
    """None for what a large store does not tell within the site's time limit."""
    try:
        return await asked
    except StoreError as error:
        if _INTERRUPTED not in str(error):
            raise
        return None


async def _page(archive: Archive, request: "Request", template: str, context: dict[str, Any]) -> Response:
    return Response.html(await archive.render_template(template, context, request=request))
