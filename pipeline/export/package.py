"""The description of a Frictionless Data Package: the CSV files with the types of their columns, keys and references."""

from typing import Any

from pipeline.export.tables import TABLES, Table


def descriptor() -> dict[str, Any]:
    """What datapackage.json says; it holds no time and no count, so that equal facts give equal files."""
    return {
        "name": "vanthu-facts",
        "title": "Facts of Vietnamese government documents, each with the words that prove it",
        "profile": "tabular-data-package",
        "resources": [_resource(table) for table in TABLES],
    }


def _resource(table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [{"name": column.name, "type": column.type, "description": column.about} for column in table.columns],
        "missingValues": [""],
    }
    if table.key:
        schema["primaryKey"] = list(table.key)
    if table.references:
        schema["foreignKeys"] = [
            {"fields": [field], "reference": {"resource": other, "fields": ["document"]}}
            for field, other in table.references
        ]
    return {
        "name": table.name.replace("_", "-"),
        "path": f"{table.name}.csv",
        "description": table.about,
        "profile": "tabular-data-resource",
        "encoding": "utf-8",
        "format": "csv",
        "mediatype": "text/csv",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
        "schema": schema,
    }
