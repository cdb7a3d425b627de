"""Whole pages of several makes, each beside the text a reader would call its body."""

import csv
from pathlib import Path

import pytest

from pipeline.loaders import load_bytes

PAGES = Path(__file__).parent / "pages"


def rows() -> list[dict[str, str]]:
    with (PAGES / "index.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["page"])
def test_page(row):
    document = load_bytes((PAGES / f"{row['page']}.html").read_bytes(), name="page")
    assert document.format == "html"
    assert document.text + "\n" == (PAGES / f"{row['page']}.txt").read_text("utf-8")
    assert (document.title or "") == row["title"]
    assert (document.published or "") == row["published"]
    assert (document.published_source or "") == row["published_source"]


def test_every_page_is_listed():
    assert {path.stem for path in PAGES.glob("*.html")} == {row["page"] for row in rows()}
