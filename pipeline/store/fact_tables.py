"""The tables of documents, of their versions and of the facts in them, one a kind."""

from typing import TYPE_CHECKING

from pipeline.store.strict_table import create_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlite_utils import Database


def create_documents(db: "Database") -> None:
    create_table(
        db,
        "runs",
        {"id": int, "started": str, "ended": str, "status": str, "rules": str, "counts": str},
        required=["rules"],
    )
    create_table(
        db,
        "documents",
        {
            "id": str,
            "address": str,
            "url": str,
            "source": str,
            "version": str,
            "first_run": int,
            "last_run": int,
        },
        required=["address"],
        references={"first_run": "runs", "last_run": "runs"},
        indexed=[["url"], ["source"], ["version"]],
    )
    db.table("documents").create_index(["address"], unique=True)
    create_table(
        db,
        "versions",
        {
            "id": str,
            "document": str,
            "content_hash": str,
            "text": str,
            "title": str,
            "kind": str,
            "type": str,
            "number": str,
            "issuer": str,
            "published": str,
            "published_earliest": str,
            "published_latest": str,
            "format": str,
            "rules": str,
            "run": int,
        },
        required=["document", "content_hash", "text", "rules"],
        references={"document": "documents", "run": "runs"},
        indexed=[["number"], ["published_earliest"], ["type"]],
    )
    db.table("versions").create_index(["document", "content_hash"], unique=True)
    db.table("documents").add_foreign_key("version", "versions", "id")


def create_facts(db: "Database") -> None:
    """One table a kind; a row is a fact of the current version of a document."""
    kinds: Mapping[str, Mapping[str, type]] = {
        "dates": {"value": str, "earliest": str, "latest": str, "role": str},
        "plan_numbers": {
            "number": str,
            "type": str,
            "issuer": str,
            "date": str,
            "title": str,
            "role": str,
        },
        "officials": {"name": str, "title": str, "agency": str},
        "agencies": {"name": str},
        "targets": {
            "indicator": str,
            "comparator": str,
            "value": float,
            "value_max": float,
            "unit": str,
            "by": str,
            "by_earliest": str,
            "by_latest": str,
        },
    }
    evidence = {"quote": str, "start": int, "end": int, "rule": str, "doubt": str}
    filters = {
        "dates": [["earliest", "latest"], ["role"]],
        "plan_numbers": [["number"], ["role"], ["issuer"]],
        "officials": [["name"]],
        "agencies": [["name"]],
        "targets": [["unit"], ["by_latest"]],
    }
    must = {"plan_numbers": ["number"], "targets": ["indicator", "comparator", "value"], "dates": []}
    for name, columns in kinds.items():
        create_table(
            db,
            name,
            {"id": str, "document": str, "version": str, **columns, **evidence},
            required=["document", "version", "quote", "start", "end", "rule", *must.get(name, ["name"])],
            references={"document": "documents", "version": "versions"},
            indexed=[["document"], ["version"], *filters[name]],
        )
    create_table(
        db,
        "mentions",
        {
            "id": int,
            "fact": str,
            "document": str,
            "kind": str,
            "part": str,
            "start": int,
            "end": int,
            "quote": str,
        },
        required=["fact", "document", "kind", "part", "start", "end", "quote"],
        references={"document": "documents"},
        indexed=[["fact"], ["document"]],
    )
    db.create_view("facts", _FACTS_VIEW)


_FACTS_VIEW = """
SELECT id, document, 'date' AS kind, coalesce(value, quote) AS value, quote, start, "end", rule FROM dates
UNION ALL
SELECT id, document, 'plan_number',
       coalesce(type || ' ', '') || number || coalesce(', ' || issuer, '') || coalesce(', ' || date, ''),
       quote, start, "end", rule FROM plan_numbers
UNION ALL
SELECT id, document, 'official',
       name || coalesce(', ' || title, '') || coalesce(', ' || agency, ''), quote, start, "end", rule FROM officials
UNION ALL
SELECT id, document, 'agency', name, quote, start, "end", rule FROM agencies
UNION ALL
SELECT id, document, 'target',
       indicator || ': ' || CASE comparator WHEN 'range' THEN '' WHEN '=' THEN '' ELSE comparator || ' ' END
       || CASE WHEN value = CAST(value AS INTEGER) THEN CAST(value AS INTEGER) ELSE value END
       || coalesce('-' || CASE WHEN value_max = CAST(value_max AS INTEGER) THEN CAST(value_max AS INTEGER)
                                ELSE value_max END, '')
       || coalesce(' ' || unit, '') || coalesce(' (' || "by" || ')', ''),
       quote, start, "end", rule FROM targets
"""
