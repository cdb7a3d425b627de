"""An export: a folder of files and a README that explains them, the same bytes whenever the store says the same."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.export.annotations import annotations
from pipeline.export.entities import entities
from pipeline.export.files import MARK, ExportError, new_text, prepared, write_csv
from pipeline.export.package import descriptor
from pipeline.export.readme import readme
from pipeline.export.tables import TABLES, Table

if TYPE_CHECKING:
    import pyarrow

__all__ = ["FORMATS", "ExportError", "export"]

_BATCH = 2_000  # rows of Parquet in memory at a time

Files = dict[str, int]  # rows, entities or annotations by the file's name


def export(conn: sqlite3.Connection, form: str, folder: Path, *, bom: bool = False) -> Files:
    """Write one of FORMATS into a folder; how much each file holds. ExportError for a folder of others.

    Rows are read and written one after the other: memory does not grow with the store. The store is read in one
    transaction, so that a run that writes meanwhile does not show.
    """
    prepared(folder)
    conn.execute("BEGIN")
    try:
        made = FORMATS[form](conn, folder, bom)
    finally:
        conn.execute("COMMIT")
    with new_text(folder / "README.md") as file:
        file.write(f"{MARK}\n{readme(form, made)}")
    return made


def _csv(conn: sqlite3.Connection, folder: Path, bom: bool) -> Files:
    return {
        f"{table.name}.csv": write_csv(
            folder / f"{table.name}.csv", [column.name for column in table.columns], table.rows(conn), bom=bom
        )
        for table in TABLES
    }


def _jsonl(conn: sqlite3.Connection, folder: Path, _: bool) -> Files:
    def rows(table: Table) -> Iterator[dict[str, Any]]:
        names = [column.name for column in table.columns]
        return (dict(zip(names, row, strict=True)) for row in table.rows(conn))

    return {f"{table.name}.jsonl": _lines(folder / f"{table.name}.jsonl", rows(table)) for table in TABLES}


def _parquet(conn: sqlite3.Connection, folder: Path, _: bool) -> Files:
    try:
        import pyarrow.parquet  # noqa: PLC0415 - an extra, and large
    except ImportError as error:
        raise ExportError("Parquet needs pyarrow: pip install vanthu[export]") from error
    return {f"{table.name}.parquet": _parquet_table(conn, folder, table, pyarrow) for table in TABLES}


def _parquet_table(conn: sqlite3.Connection, folder: Path, table: Table, pa: "pyarrow") -> int:
    types = {"integer": pa.int64(), "number": pa.float64(), "date": pa.date32(), "string": pa.string()}
    schema = pa.schema([pa.field(column.name, types[column.type]) for column in table.columns])
    read_as = pa.schema(
        [
            pa.field(column.name, pa.string() if column.type == "date" else types[column.type])
            for column in table.columns
        ]
    )
    path, count, rows = folder / f"{table.name}.parquet", 0, table.rows(conn)
    beside = path.with_name(path.name + ".new")
    with pa.parquet.ParquetWriter(beside, schema, compression="zstd") as writer:
        while batch := list(islice(rows, _BATCH)):
            arrays = [
                pa.array(values, field.type) for values, field in zip(zip(*batch, strict=True), read_as, strict=True)
            ]
            writer.write_table(pa.Table.from_arrays(arrays, schema=read_as).cast(schema))
            count += len(batch)
    beside.replace(path)
    return count


def _datapackage(conn: sqlite3.Connection, folder: Path, _: bool) -> Files:
    made = _csv(conn, folder, bom=False)
    with new_text(folder / "datapackage.json") as file:
        json.dump(descriptor(), file, ensure_ascii=False, indent=1)
    return made


def _ftm(conn: sqlite3.Connection, folder: Path, _: bool) -> Files:
    return {"entities.ftm.json": _lines(folder / "entities.ftm.json", entities(conn))}


def _webannotation(conn: sqlite3.Connection, folder: Path, _: bool) -> Files:
    """One AnnotationPage, its items written one after the other."""
    count = 0
    with new_text(folder / "annotations.jsonld") as file:
        file.write('{"@context": "http://www.w3.org/ns/anno.jsonld", "id": "urn:vanthu:annotations",')
        file.write(' "type": "AnnotationPage", "startIndex": 0, "items": [')
        for count, annotation in enumerate(annotations(conn), 1):
            file.write(("\n" if count == 1 else ",\n") + json.dumps(annotation, ensure_ascii=False))
        file.write("\n]}\n")
    return {"annotations.jsonld": count}


def _lines(path: Path, objects: Iterator[dict[str, Any]]) -> int:
    count = 0
    with new_text(path) as file:
        for count, entry in enumerate(objects, 1):  # noqa: B007 - the last one is the answer
            file.write(json.dumps(entry, ensure_ascii=False) + "\n")
    return count


FORMATS: dict[str, Callable[[sqlite3.Connection, Path, bool], Files]] = {
    "csv": _csv,
    "jsonl": _jsonl,
    "parquet": _parquet,
    "ftm": _ftm,
    "datapackage": _datapackage,
    "webannotation": _webannotation,
}
