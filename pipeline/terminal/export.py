"""`vanthu export`."""

from pathlib import Path

from pipeline.export import export
from pipeline.store import Store


def print_export(db: Path, form: str, folder: Path, *, bom: bool) -> int:
    """Write the export and say what it holds."""
    with Store.open(db, readonly=True) as store:
        made = export(store.conn, form, folder, bom=bom)
    for name, count in made.items():
        print(f"{count:>9,}  {folder / name}")
    print(f"           {folder / 'README.md'}")
    return 0
