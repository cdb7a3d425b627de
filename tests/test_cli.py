"""The command line: every command has help, every wrong use an answer."""

import argparse
import json
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.cli import build_parser
from tests.conftest import ROOT
from tests.store.samples import plan, store_with

PLAN = "Ngày 8/8, UBND quận Hoàn Kiếm ban hành Kế hoạch số 71/KH-UBND về chợ đêm."


def vanthu(*arguments: object, given: str | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pipeline", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, input=given, capture_output=True, text=True, check=False)


def parsers(parser: argparse.ArgumentParser, name: str = "vanthu") -> list[tuple[str, argparse.ArgumentParser]]:
    found = [(name, parser)]
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for verb, sub in action.choices.items():
                found += parsers(sub, f"{name} {verb}")
    return found


@pytest.mark.parametrize(("name", "parser"), parsers(build_parser()))
def test_every_option_has_help(name: str, parser: argparse.ArgumentParser) -> None:
    for action in parser._actions:
        assert action.help or isinstance(action, argparse._SubParsersAction) or action.choices, (name, action.dest)


def test_extract_reads_standard_input() -> None:
    done = vanthu("extract", "-", "--published", "2019-08-12", given=PLAN)
    entry = json.loads(done.stdout)
    assert entry["id"] == "stdin"
    assert entry["plan_numbers"][0]["number"] == "71/KH-UBND"
    assert entry["dates"][0]["value"] == "2019-08-08"
    (start, end), *_ = entry["dates"][0]["mentions"]
    assert PLAN[start:end] == entry["dates"][0]["text"]


def test_extract_a_folder(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    (folder / "sub").mkdir(parents=True)
    (folder / "a.txt").write_text(PLAN)
    (folder / "a.html").write_text(f"<p>{PLAN}</p>")
    (folder / "sub" / "b.txt").write_text(PLAN)
    (folder / "sub" / "b.meta.json").write_text('{"published": "2019-08-12"}')
    (folder / "c.bin").write_bytes(bytes(range(256)))
    (out / "sub").mkdir(parents=True)
    done = vanthu("extract", folder, "--out", out)
    assert done.returncode == 1
    assert "c.bin" in done.stderr
    written = sorted(path.relative_to(out).as_posix() for path in out.rglob("*.json"))
    assert written == ["a.html.json", "a.txt.json", "sub/b.json"]
    assert json.loads((out / "sub" / "b.json").read_text())["dates"][0]["value"] == "2019-08-08"
    assert vanthu("extract", folder, "--format", "jsonl").stdout.count("\n") == 3


def test_a_file_of_others_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PLAN)
    gold = tmp_path / "a.json"
    gold.write_text('{"id": "a", "dates": []}')
    done = vanthu("extract", tmp_path, "--out", tmp_path)
    assert done.returncode == 1
    assert "did not write" in done.stderr
    assert gold.read_text() == '{"id": "a", "dates": []}'
    gold.unlink()
    for _ in range(2):
        assert vanthu("extract", tmp_path, "--out", tmp_path).returncode == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["extract", "-", "--published", "yesterday"], "takes a day"),
        (["extract", "corpora"], "--out DIR"),
        (["extract", "corpora", "--url", "https://x.example", "--out", "/tmp/none"], "one document"),
        (["run", "--jobs", "0"], "1 or more"),
        (["run", "--rules", "nowhere"], "nowhere"),
        (["search", "x", "--db", "nowhere.db"], "nowhere.db"),
        (["search", "x", "--limit", "-1"], "negative"),
        (["search", " "], "nothing is asked"),
        (["diff", "--limit", "-1"], "negative"),
        (["correct", "reject", "x", "--why", ""], "--why"),
        (["show", "x", "--db", "nowhere.db"], "nowhere.db"),
        (["evaluate", "nowhere"], "nowhere"),
        (["frobnicate"], "frobnicate"),
    ],
)
def test_wrong_use_is_explained(arguments: list[str], words: str) -> None:
    done = vanthu(*arguments, given="")
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_a_missing_file_fails() -> None:
    done = vanthu("extract", "nowhere.txt")
    assert (done.returncode, "nowhere.txt" in done.stderr, "Traceback" in done.stderr) == (1, True, False)


def test_rules_check_and_list() -> None:
    checked = vanthu("rules", "check")
    assert checked.returncode == 0, checked.stdout
    assert "all as they say" in checked.stdout
    listed = vanthu("rules", "list").stdout.splitlines()
    assert len(listed) > 30
    assert all(line.count("\t") == 2 for line in listed)


def test_rules_with_a_wrong_example_fail(tmp_path: Path) -> None:
    import shutil

    rules = tmp_path / "rules"
    shutil.copytree(ROOT / "rules", rules)
    (rules / "numbers.yml").write_text(
        (rules / "numbers.yml").read_text("utf-8").replace("examples:", "exmaples:", 1), "utf-8"
    )
    done = vanthu("rules", "check", "--rules", rules)
    assert done.returncode == 2
    assert "rules/numbers.yml:" in done.stderr
    assert "unknown key 'exmaples'" in done.stderr


def test_search_show_and_explain(tmp_path: Path) -> None:
    db = tmp_path / "facts.db"
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "tin.txt").write_text(PLAN)
    (tmp_path / "in" / "tin.meta.json").write_text('{"published": "2019-08-12"}')
    assert vanthu("run", tmp_path / "in", "--db", db).returncode == 0
    for words in ("cho dem", "chợ đêm", "71/KH-UBND", "hoan kiem"):
        assert "71/KH-UBND" in vanthu("search", words, "--db", db).stdout, words
    (hit,) = json.loads(vanthu("search", "cho dem", "--kind", "plan_number", "--json", "--db", db).stdout)
    shown = vanthu("show", hit["id"], "--db", db).stdout
    assert "Ủy ban nhân dân quận Hoàn Kiếm" in shown
    assert "2019-08-08" in shown
    explained = vanthu("explain", hit["id"], "--db", db).stdout
    assert "rules/numbers.yml:" in explained
    assert "Kế hoạch số 71/KH-UBND" in explained
    assert vanthu("show", hit["document"]["id"], "--db", db).returncode == 0
    assert vanthu("show", "ffffffffffff", "--db", db).returncode == 2
    wrong = vanthu("search", "x", "--from", "soon", "--db", db)
    assert (wrong.returncode, "soon" in wrong.stderr, "Traceback" in wrong.stderr) == (2, True, False)


def test_a_search_loads_nothing_that_it_does_without(tmp_path: Path) -> None:
    db = tmp_path / "facts.db"
    store_with(db, plan()).close()
    script = (
        "import sys; from pipeline.cli import main; main(sys.argv[1:]);"
        "print(*(name for name in ('pipeline.store.writer', 'pipeline.store.summary', 'pipeline.extract',"
        " 'pipeline.rulebook', 'lxml', 'pydantic', 'rich', 'spacy', 'sqlite_utils') if name in sys.modules))"
    )
    command = [sys.executable, "-c", script, "search", "sản xuất sạch hơn", "--db", str(db)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    *found, loaded = done.stdout.splitlines()
    assert any("154/KH-UBND" in line for line in found)
    assert loaded == ""


def test_evaluate_prints_scores() -> None:
    done = vanthu("evaluate", "corpora", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["documents"] >= 16
    assert "mean" in vanthu("evaluate", "corpora", "--misses", "all").stdout
