"""The descriptions that come with vanthu: each reads the pages it was checked against as a person read them.

`golden/` holds by source and saved page what that person read: numbers, days and kinds plainly, words by their hash.
"""

import re
import time
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
import yaml
from lxml import html

from pipeline.rulebook.location import default_directory
from pipeline.sources.catalogue import find_source, known_names
from pipeline.sources.checking import check_saved
from pipeline.sources.selecting import read_date
from tests.conftest import ROOT

GOLDEN = ROOT / "tests" / "sources" / "golden"
NAMES = sorted(known_names())
HASHED = ("title", "subject", "signer")


def hashed(text: str) -> str:
    return sha256(" ".join(normalize("NFC", text).split()).encode()).hexdigest()[:16]


def words(markup: str) -> str:
    """What a reader sees of a body, without scripts and styles."""
    texts = html.fromstring(f"<div>{markup}</div>").xpath("//text()[not(ancestor::script or ancestor::style)]")
    return " ".join(texts)


def plain(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: hashed(value) if name in HASHED else value for name, value in fields.items()}


def test_every_description_has_its_golden_file() -> None:
    assert {path.stem for path in GOLDEN.glob("*.yml")} == set(NAMES)
    for name in NAMES:
        checked = find_source(name).description.checked
        assert checked is not None, name
        assert {page.file for page in checked.pages} == set(yaml.safe_load((GOLDEN / f"{name}.yml").read_text("utf-8")))


@pytest.mark.parametrize("name", NAMES)
def test_saved_pages_are_read_as_a_person_reads_them(shared: Path, name: str) -> None:
    golden = yaml.safe_load((GOLDEN / f"{name}.yml").read_text("utf-8"))
    for page in check_saved(find_source(name), shared / "samples"):
        read, expected = page.to_dict(), golden[page.page.file]
        assert read["problems"] == [], page.page.file
        if "fields" in expected:
            assert plain(read["fields"]) == expected["fields"], page.page.file
            assert hashed(words(read["body"])) == expected["body"], page.page.file
            assert len(read["attachments"]) == expected["attachments"], page.page.file
            continue
        assert (len(read["items"]), len(read["further"])) == (expected["documents"], expected["further"]), (
            page.page.file
        )
        for address in expected.get("lists", ()):
            assert sum(found.endswith(address) for found in read["further"]) == 1, address
        for item in expected.get("items", ()):
            _compare(item, [found for found in read["items"] if item["url"] in found["url"]])


def _compare(expected: dict[str, Any], found: list[dict[str, Any]]) -> None:
    """One document that a list names: it stands there once, and nothing more is said of it than expected."""
    assert len(found) == 1, expected["url"]
    read = plain(found[0])
    attachments = [link["url"] for link in read.pop("attachments", [])]
    assert len(attachments) == ("attachment" in expected), expected["url"]
    assert all(address.endswith(expected["attachment"]) for address in attachments)
    if read.get("published"):
        read.pop("day", None)  # of a feed: the same day
    described = {key: value for key, value in expected.items() if key not in ("url", "attachment")}
    assert {key: value for key, value in read.items() if key != "url"} == described, expected["url"]


def test_days_of_the_government_paper_begin_with_the_month() -> None:
    assert read_date("9/3/2026 12:01:00 AM", find_source("baochinhphu").description.date_formats) == "2026-09-03"


def _patterns(value: Any) -> Iterator[str]:
    """Every pattern of a description, wherever it stands."""
    if isinstance(value, dict):
        for key, below in value.items():
            if key in ("pattern", "match", "refuse") and isinstance(below, str):
                yield below
            yield from _patterns(below)
    elif isinstance(value, list | tuple):
        for below in value:
            yield from _patterns(below)


@pytest.mark.parametrize("name", NAMES)
def test_no_pattern_can_be_made_to_hang(name: str) -> None:
    described = yaml.safe_load((default_directory() / "sources" / f"{name}.yml").read_text("utf-8"))

    def seconds(pattern: re.Pattern[str], text: str) -> float:
        began = time.process_time()
        pattern.search(text)
        return time.process_time() - began

    for pattern in map(re.compile, set(_patterns(described))):
        for piece in (
            "1",
            " ",
            "a",
            "/",
            "1/",
            "1/A-",
            "số ",
            "Ngày 1/1/2024, ",
            "Kế hoạch số 1/K ",
            "áp dụng 2024 ",
            "ban hành ",
        ):
            short, long = (piece * (size // len(piece)) for size in (3_000, 24_000))
            # eight times the text: 64 times the time is quadratic; the constant keeps a busy machine out of the verdict
            assert seconds(pattern, long) < 24 * seconds(pattern, short) + 0.15, (pattern.pattern, piece)
