"""Script, SQL, full-text syntax, paths and formulas in documents, names and queries stay what they are: text."""

import csv
import io
import json
import sqlite3
from pathlib import Path

import pytest

from pipeline.cli import main

PROBES = (
    "<script>alert(1)</script>",
    "'; DROP TABLE documents; --",
    '" OR 1=1 --',
    "NEAR(a b) AND NOT * ^ : {heading}",
    "../../../etc/passwd",
    "=HYPERLINK(\"http://x.example\")",
    "@SUM(1+1)|cmd",
    "%00%n%s{0}",
    "\u202egpj.exe\u2066",
    "\x1b]0;own\x07\x1b[2J\x9b31m",
)  # fmt: skip
TEXT = "Kế hoạch số 41/KH-UBND ngày 05/3/2021 của UBND huyện Mường Tè: đến năm 2025, 95% hộ {} có điện.\n"


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of documents whose texts, titles, urls, sources and file names are probes."""
    place = tmp_path_factory.mktemp("hostile")
    folder = place / "in"
    folder.mkdir()
    for number, probe in enumerate(PROBES):
        name = f"{number} {probe}".replace("/", "⁄").replace("\0", "")
        (folder / f"{name}.txt").write_text(probe + "\n" + TEXT.format(probe), "utf-8")
        known = {"url": f"https://x.example/{number}/{probe}", "title": probe, "source": probe}
        (folder / f"{name}.meta.json").write_text(json.dumps(known), "utf-8")
    path = place / "facts.db"
    assert main(["run", str(folder), "--db", str(path), "--jobs", "1"]) == 0
    return path


def tables(db: Path) -> dict[str, int]:
    with sqlite3.connect(db) as conn:
        names = [name for (name,) in conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: conn.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}


def test_all_are_stored_and_sound(db: Path) -> None:
    assert tables(db)["documents"] == len(PROBES)
    assert main(["check", "--db", str(db)]) == 0


@pytest.mark.parametrize("probe", PROBES)
def test_as_queries_filters_names_and_ids(db: Path, probe: str, capsys: pytest.CaptureFixture[str]) -> None:
    held = tables(db)
    for arguments in (
        ["search", probe],
        ["search", probe, "--kind", "target", "--facets"],
        ["search", "ke hoach", "--agency", probe, "--place", probe, "--type", probe],
        ["search", "--kind", "target", "--unit", probe],
    ):
        assert main([*arguments, "--db", str(db)]) == 0
    for arguments in (
        ["search", "x", "--from", probe],
        ["search", "x", "--kind", "target", "--due", probe],
        ["show", probe],
        ["show", f"vanthu:{probe}"],
        ["explain", probe],
        ["correct", "reject", probe, "--why", probe],
        ["watch", "run", probe],
    ):
        assert main([*arguments, "--db", str(db)]) == 2, arguments
    said = capsys.readouterr()
    assert "Traceback" not in said.err
    assert not set(said.out) & {"\x1b", "\x07", "\x9b"}
    assert tables(db) == held


@pytest.mark.parametrize("probe", PROBES)
def test_as_watches_and_corrections(db: Path, probe: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = tmp_path / "facts.db"
    own.write_bytes(db.read_bytes())
    at = ["--db", str(own)]
    assert main(["watch", "add", probe, probe, *at]) == 0
    assert not set(capsys.readouterr().out) & {"\x1b", "\x07", "\x9b"}
    assert main(["watch", "run", "--format", "atom", *at]) == 0
    assert "<script" not in capsys.readouterr().out
    with sqlite3.connect(own) as conn:
        (fact,) = conn.execute("SELECT id FROM targets ORDER BY id LIMIT 1").fetchone()
    assert main(["correct", "change", fact, "--set", f"indicator={probe}", "--why", probe, "--who", probe, *at]) == 0
    with sqlite3.connect(own) as conn:
        assert conn.execute("SELECT indicator FROM targets WHERE id = ?", (fact,)).fetchone() == (probe,)
    rows = list(csv.reader(io.StringIO((tmp_path / "corrections.csv").read_text("utf-8"), newline="")))
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "@", "\t", "\r"))]
    assert main(["correct", "replay", *at]) == 0
    assert main(["check", *at]) == 0
    assert {path.name.partition("-")[0] for path in tmp_path.iterdir()} == {"corrections.csv", "facts.db"}


def test_as_exports(db: Path, tmp_path: Path) -> None:
    for form in ("csv", "datapackage", "jsonl", "ftm", "webannotation"):
        folder = tmp_path / form
        assert main(["export", form, "--out", str(folder), "--db", str(db)]) == 0
        assert not [path for path in folder.rglob("*") if path.parent != folder]
    for path in tmp_path.rglob("*.csv"):
        for row in csv.reader(io.StringIO(path.read_text("utf-8"), newline="")):
            assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_numbers_larger_than_sqlite_has(db: Path, capsys: pytest.CaptureFixture[str]) -> None:
    huge = str(10**30)
    for arguments in (["--page", huge], ["--offset", huge], ["--limit", huge], ["--limit", huge, "--kind", "date"]):
        assert main(["search", "ke hoach", *arguments, "--db", str(db)]) == 0
    assert main(["search", "--kind", "target", "--min", "nan", "--db", str(db)]) == 2
    assert main(["diff", "--run", huge, "--db", str(db)]) == 2
    assert "facts.db: a number is larger" in capsys.readouterr().err
