"""The README beside an export: what each file holds, column by column."""

from pipeline.export.tables import TABLES

_ABOUT = {
    "csv": "UTF-8 CSV files with a header line. Text that begins with =, +, -, @ or a control character has an apostrophe"
    " before it, so that no spreadsheet takes it for a formula; take it off where you need the exact words.",
    "jsonl": "JSON Lines: one object a line, in UTF-8; what is unknown is null.",
    "parquet": "Apache Parquet files with typed columns; days are dates.",
    "datapackage": "A Frictionless Data Package: `datapackage.json` describes the CSV files. Text that begins with =, +, -,"
    " @ or a control character has an apostrophe before it, so that no spreadsheet takes it for a formula.",
    "ftm": "FollowTheMoney entities, one JSON object a line: `Document`; `PublicBody`, one for each full name;"
    " `Documentation`, which ties a body to a document that names it; `Person`, one for each document that names the"
    " person, never merged by name; `Employment`, which ties a person to a body with the post as `role`. Dates, document"
    " numbers that are cited, and targets have no schema there and are left out.",
    "webannotation": "W3C Web Annotations: one `AnnotationPage`, an annotation for each quote. The body says the fact; the"
    " target is the document's address with a `TextQuoteSelector` (the quote with 32 characters around it) and a"
    " `TextPositionSelector` (code points of the text that vanthu keeps).",
}


def readme(form: str, files: dict[str, int]) -> str:
    """What stands in the README of an export, after its mark."""
    lines = ["# Facts of Vietnamese government documents", "", _ABOUT[form], ""]
    lines += ["| file | entries |", "|---|---:|"]
    lines += [f"| `{name}` | {count} |" for name, count in files.items()]
    if any(f"{TABLES[0].name}." in name for name in files):
        for table in TABLES:
            lines += [
                "",
                f"## {table.name}",
                "",
                f"A row is {table.about}.",
                "",
                "| column | type | what |",
                "|---|---|---|",
            ]
            lines += [f"| `{column.name}` | {column.type} | {column.about} |" for column in table.columns]
    return "\n".join(
        [*lines, "", "Offsets count code points. Dates are EDTF (ISO 8601-2) of the words' own precision.", ""]
    )
