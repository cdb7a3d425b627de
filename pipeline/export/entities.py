"""FollowTheMoney entities: documents, bodies and persons in their posts, as Aleph and OpenSanctions tools read them.

A body is one entity by its full name. A person is one entity a document: two documents may name two people alike, and
whether they are one is for whoever merges entities to say. Dates and targets have no schema there and are left out.
"""

import sqlite3
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from pipeline.model import fold_key

Entity = dict[str, Any]


def entities(conn: sqlite3.Connection) -> Iterator[Entity]:
    """Documents, bodies, then persons and what ties them, each in a fixed order."""
    yield from _documents(conn)
    yield from _bodies(conn)
    yield from _named(conn)
    yield from _persons(conn)


def _documents(conn: sqlite3.Connection) -> Iterator[Entity]:
    for row in conn.execute(
        """SELECT d.id, coalesce(v.title, d.address), v.type, v.number, v.issuer, v.published_earliest, v.published, d.url
           FROM documents d JOIN versions v ON v.id = d.version ORDER BY d.id"""
    ):
        document, title, type_, number, issuer, day, published, url = row
        named = " ".join(filter(None, (type_, number)))
        yield _entity(
            document,
            "Document",
            title=title,
            name=title,
            fileName=document,
            description=", ".join(filter(None, (named, issuer))),
            date=day if published and len(published) == len("2024-03-18") else (published or "")[:4],
            language="vie",
            country="vn",
            sourceUrl=_web(url),
        )


def _bodies(conn: sqlite3.Connection) -> Iterator[Entity]:
    last = ""
    for (name,) in conn.execute(f"SELECT DISTINCT name FROM ({_BODIES}) ORDER BY fold_key(name), name"):
        key = _body(name)
        if key != last:
            yield _entity(key, "PublicBody", name=name, country="vn")
        last = key


def _named(conn: sqlite3.Connection) -> Iterator[Entity]:
    for fact, document, name, url in conn.execute(
        """SELECT a.id, a.document, a.name, d.url FROM agencies a JOIN documents d ON d.id = a.document
           ORDER BY a.document, a.start, a.id"""
    ):
        yield _entity(
            f"{fact}-named", "Documentation", document=document, entity=_body(name), role="named", sourceUrl=_web(url)
        )


def _persons(conn: sqlite3.Connection) -> Iterator[Entity]:
    for fact, document, name, title, agency, day, url in conn.execute(
        """SELECT o.id, o.document, o.name, o.title, o.agency, v.published_earliest, d.url
           FROM officials o JOIN documents d ON d.id = o.document JOIN versions v ON v.id = o.version
           ORDER BY o.document, o.start, o.id"""
    ):
        titles = (title or "").split("; ")
        yield _entity(fact, "Person", name=name, position=titles, country="vn", proof=document, sourceUrl=_web(url))
        agencies = (agency or "").split("; ")
        for place, body in enumerate(agencies):
            if body:
                role = titles[place] if len(titles) == len(agencies) else title
                yield _entity(
                    f"{fact}-{place}",
                    "Employment",
                    employee=fact,
                    employer=_body(body),
                    role=role,
                    date=day,
                    proof=document,
                    sourceUrl=_web(url),
                )


# the bodies that are named, and those that only an official's post names, one a line
_BODIES = """
WITH RECURSIVE posts(name, rest) AS (
    SELECT NULL, agency || '; ' FROM officials WHERE agency IS NOT NULL
    UNION ALL
    SELECT substr(rest, 1, instr(rest, '; ') - 1), substr(rest, instr(rest, '; ') + 2) FROM posts WHERE rest <> ''
)
SELECT name FROM agencies UNION SELECT name FROM posts WHERE name <> ''
"""


def _entity(key: str, schema: str, **properties: str | list[str] | None) -> Entity:
    held = {
        name: [" ".join(value.split()) for value in (values if isinstance(values, list) else [values]) if value]
        for name, values in properties.items()
    }
    return {"id": key, "schema": schema, "properties": {name: values for name, values in held.items() if values}}


def _body(name: str) -> str:
    return f"body-{sha256(fold_key(name).encode()).hexdigest()[:16]}"


def _web(url: str | None) -> str | None:
    return url if url and url.startswith(("https://", "http://")) else None
