"""W3C Web Annotations: each quote of a fact as an annotation of its document."""

import sqlite3
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote as escaped

_AROUND = 32  # characters of the text before and after a quote, which find it again in a page


def annotations(conn: sqlite3.Connection) -> Iterator[dict[str, Any]]:
    """One for each mention of a fact, document by document; the text of one document is in memory at a time."""
    text, standing = "", None
    for place, row in enumerate(
        conn.execute(
            """SELECT m.fact, m.document, m.kind, m.part, m.start, m."end", m.quote, f.value, d.url, d.version
               FROM mentions m JOIN facts f ON f.id = m.fact JOIN documents d ON d.id = m.document
               ORDER BY m.document, m.start, m."end", m.fact, m.part, m.id"""
        )
    ):
        fact, document, kind, part, start, end, quote, value, url, version = row
        if document != standing:
            (text,) = conn.execute("SELECT text FROM versions WHERE id = ?", (version,)).fetchone()
            standing = document
        yield {
            "id": f"urn:vanthu:{fact}:{place}",
            "type": "Annotation",
            "motivation": "describing",
            "body": {
                "type": "TextualBody",
                "value": f"{kind}: {value}" if part == "fact" else f"{part} of {kind}: {value}",
                "format": "text/plain",
                "language": "vi",
                "purpose": "describing",
            },
            "target": {
                "source": _iri(url) or f"urn:vanthu:{document}",
                "selector": [
                    {
                        "type": "TextQuoteSelector",
                        "exact": quote,
                        "prefix": text[max(0, start - _AROUND) : start],
                        "suffix": text[end : end + _AROUND],
                    },
                    {"type": "TextPositionSelector", "start": start, "end": end},
                ],
            },
        }


def _iri(url: str | None) -> str | None:
    """A web address with what may not stand in one escaped; None for any other."""
    return escaped(url, safe="%/:=&?~#+!$,;'@()*[]") if url and url.startswith(("https://", "http://")) else None
