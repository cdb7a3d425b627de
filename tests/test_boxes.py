"""`vanthu show` of a fact from a PDF: where on the page its words stand, and why that is not to be said."""

import json
import shutil
import zipfile
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.loaders.pdf.boxes import find_boxes
from pipeline.store import Store
from tests.conftest import ROOT

PLAN, SCAN = (ROOT / "tests" / "loaders" / "pdf" / f"{name}.pdf" for name in ("plan", "scan"))


def show(path: Path, capsys: pytest.CaptureFixture[str], change: str = "nothing") -> tuple[dict, str]:
    """What is shown of the first target of a file, as JSON and in words, after something became of the file."""
    db = path.parent / "facts.db"
    if not db.exists():
        assert main(["run", str(path), "--db", str(db), "--jobs", "1"]) == 0
    with Store.open(db, readonly=True) as store:
        (fact,) = store.conn.execute("SELECT id FROM targets ORDER BY start LIMIT 1").fetchone()
    if change == "gone":
        path.unlink()
    elif change == "scan":
        shutil.copyfile(SCAN, path)
    elif change == "text":
        path.write_text("Kế hoạch", "utf-8")
    capsys.readouterr()
    shown = []
    for options in (["--json"], []):
        assert main(["show", fact, "--db", str(db), *options]) == 0
        shown.append(capsys.readouterr().out)
    return json.loads(shown[0]), shown[1]


def test_the_boxes_of_a_fact(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = Path(shutil.copyfile(PLAN, tmp_path / "plan.pdf"))
    fact, words = show(path, capsys)
    assert fact["boxes_note"] is None
    mention = fact["mentions"][0]
    expected = find_boxes(PLAN.read_bytes(), mention["place"]["page"], mention["quote"])
    assert [tuple(box) for box in mention["boxes"]] == expected
    left, top, right, bottom = expected[0]
    assert f"      page 1\n      from {left:.0f}, {top:.0f} to {right:.0f}, {bottom:.0f} points\n" in words


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ("gone", "there is no such file"),
        ("scan", "does not hold these words as text"),
        ("text", "is no PDF file"),
    ],
)
def test_why_there_are_none(tmp_path: Path, capsys: pytest.CaptureFixture[str], change: str, why: str) -> None:
    path = Path(shutil.copyfile(PLAN, tmp_path / "plan.pdf"))
    fact, words = show(path, capsys, change)
    assert [mention["boxes"] for mention in fact["mentions"]] == [[]] * len(fact["mentions"])
    assert str(path) in fact["boxes_note"]
    assert why in fact["boxes_note"]
    assert f"    where on the page is not to be said: {fact['boxes_note']}\n" in words


def test_a_pdf_in_an_archive_of_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "plans.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(PLAN, "plan.pdf")
    fact, _ = show(path, capsys)
    assert "is no PDF file (an archive of several files?)" in fact["boxes_note"]


def test_a_text_has_no_pages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "plan.txt"
    path.write_text("Phấn đấu đến năm 2035 có 90% hộ dân được dùng nước sạch.", "utf-8")
    fact, words = show(path, capsys)
    assert (fact["boxes_note"], fact["mentions"][0]["boxes"]) == (None, [])
    assert "points" not in words
    assert "where on the page" not in words


def test_an_address_shows_all_that_its_fact_does(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, db = Path(shutil.copyfile(PLAN, tmp_path / "plan.pdf")), ["--db", str(tmp_path / "facts.db")]
    fact, _ = show(path, capsys)
    assert main(["correct", "change", fact["id"], "--set", "unit=hộ", "--why", "a test", "--who", "a", *db]) == 0

    def shown(name: str) -> tuple[dict, str]:
        said = []
        for options in (["--json"], []):
            capsys.readouterr()
            assert main(["show", name, *options, *db]) == 0
            said.append(capsys.readouterr().out)
        return json.loads(said[0]), said[1]

    (fact, words), (cited, cited_words) = shown(fact["id"]), shown(fact["cite"])
    assert fact["mentions"][0]["boxes"]
    assert fact["corrections"][0]["correction"]["value"] == "hộ"
    assert cited["fact"] == fact
    assert cited_words.endswith(f"”\nnow:\n{words}")
    assert main(["correct", "reject", fact["id"], "--why", "a test", "--who", "a", *db]) == 0
    cited, cited_words = shown(fact["cite"])
    assert (cited["is_current"], cited["fact"]) == (False, None)
    of_document = words.partition("\n  in: ")[2].partition("\n  cite: ")[0]
    assert cited_words.endswith(f"”\n  in: {of_document}\n")
