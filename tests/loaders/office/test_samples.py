"""Real office files, where they are at hand: each is read, and those of official gazettes give their own number."""

from pathlib import Path

import pytest

from pipeline.loaders import load

FOLDER = Path(__file__).parents[3].parent / "shared" / "samples" / "documents"
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason=f"no sample documents at {FOLDER}")
SUFFIXES = (".doc", ".docx")


def samples() -> list[Path]:
    return sorted(path for path in FOLDER.glob("*/*") if path.suffix.lower() in SUFFIXES)


@pytest.mark.parametrize("path", samples(), ids=lambda path: path.name[:30])
def test_sample(path: Path) -> None:
    document = load(path)
    assert document.format == path.suffix.lower().lstrip(".")
    assert len(document.text) > 300
    assert document.problems == ()
    for place in document.places:
        assert document.text[place.start : place.end].strip()


@pytest.mark.parametrize(
    ("stem", "number"),
    [
        ("14218899", "357/QĐ-QLD"),
        ("14222601", "51/QĐ-LĐTBXH"),
        ("14222625", "01/2014/TT-BYT"),
        ("14222830", "04/2014/TT-BCA"),
    ],
)
def test_its_own_number_is_found(stem: str, number: str, extractor) -> None:
    numbers = extractor.read(load(FOLDER / "luatvietnam" / f"{stem}.doc")).plan_numbers
    assert [found.number for found in numbers if found.role == "self"] == [number]
