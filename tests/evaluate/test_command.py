"""`vanthu evaluate`: tables, JSON lines, misses and floors."""

import json
from pathlib import Path

import pytest

from pipeline import Extractor
from pipeline.cli import main
from pipeline.evaluate import Floors, Third
from pipeline.terminal.evaluate import Options, print_evaluation
from tests.conftest import ROOT
from tests.evaluate.test_scale import CITATION, CODE_TEXT, write_lines, write_table


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    folder = tmp_path / "tỉnh"
    folder.mkdir()
    for stem, value in (("plan-24", "2021-05-03"), ("plan-25", "2021-05-04")):
        (folder / f"{stem}.txt").write_text("Ngày 3/5/2021, UBND tỉnh ban hành Kế hoạch số 12/KH-UBND.", "utf-8")
        (folder / f"{stem}.json").write_text(
            json.dumps({"dates": [{"value": value, "text": "Ngày 3/5/2021"}]}), "utf-8"
        )
    return folder


@pytest.fixture
def citations(tmp_path: Path) -> Path:
    return write_lines(tmp_path / "citations", [CITATION, CITATION | {"issuer": "Bộ Y tế"}, CITATION | {"number": ""}])


def test_a_path_is_a_line_of_json(
    gold: Path, citations: Path, extractor: Extractor, capsys: pytest.CaptureFixture[str]
) -> None:
    options = Options(misses="all", as_json=True)
    assert print_evaluation([gold, citations], extractor, options) == 0
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert (first["name"], first["documents"]) == ("tỉnh", 2)
    assert {"document": "plan-25", "kind": "dates", "what": "missed"}.items() <= first["misses"][2].items()
    assert (second["name"], second["cases"], second["number"], second["issuer"]) == ("citations", 3, 1.0, 0.5)
    assert second["excluded"] == {"its columns give no number": ["citations:3"]}
    (miss,) = second["misses"]
    assert (miss["case"], miss["measure"], miss["wanted"], miss["found"]) == (
        "citations:2",
        "issuer",
        "Bộ Y tế",
        "Bộ Tài chính",
    )


def test_tables_misses_and_what_was_left_out(
    gold: Path, citations: Path, extractor: Extractor, capsys: pytest.CaptureFixture[str]
) -> None:
    assert print_evaluation([gold, citations], extractor, Options(misses="date")) == 0
    shown = capsys.readouterr().out
    assert "plan-25  missed  date" in shown
    assert "issuer: 'Bộ Y tế'" not in shown
    assert "issuer              1 of      2  0.5000" in shown
    assert "left out: 1, its columns give no number: citations:3" in shown


def test_what_is_not_asked_is_named(tmp_path: Path, extractor: Extractor, capsys: pytest.CaptureFixture[str]) -> None:
    row = {"slug": "nghi-quyet-so-47-2024-qh15-9", "full_text": CODE_TEXT.format(title="Bộ luật số: 47/2024/QH15")}
    path = write_lines(tmp_path / "gazette", [row])
    why = "type: its text prints another type right before its number"
    print_evaluation([path], extractor, Options())
    assert f"not asked: 1, {why}: nghi-quyet-so-47-2024-qh15-9\n" in capsys.readouterr().out
    print_evaluation([path], extractor, Options(as_json=True))
    assert json.loads(capsys.readouterr().out)["unasked"] == {why: ["nghi-quyet-so-47-2024-qh15-9"]}


def test_floors_are_raised_then_held(
    gold: Path, tmp_path: Path, extractor: Extractor, capsys: pytest.CaptureFixture[str]
) -> None:
    path, register = tmp_path / "floors.toml", write_table(tmp_path / "register", ["1/QĐ-UBND"])
    assert print_evaluation([register], extractor, Options(floors=path)) == 1
    assert "no floors are recorded" in capsys.readouterr().err
    assert print_evaluation([gold, register], extractor, Options(third=Third.HELD, raise_floors=path)) == 0
    assert Floors.load(path).by_name.keys() == {"tỉnh-held", "register", "register-sample"}
    assert print_evaluation([gold], extractor, Options(third=Third.HELD, floors=path)) == 0
    (gold / "plan-24.json").write_text(json.dumps({"dates": [{"value": "1999"}]}), "utf-8")
    assert print_evaluation([gold], extractor, Options(third=Third.HELD, floors=path)) == 1
    said = capsys.readouterr().err
    assert "tỉnh-held: the gold is not the one" in said
    assert "tỉnh-held: dates.f1 is 0.0000, below its floor 1.0000" in said
    assert print_evaluation([gold], extractor, Options(third=Third.HELD, raise_floors=path)) == 1
    assert Floors.load(path).by_name["tỉnh-held"].figures["dates.f1"] == 1


def test_a_folder_without_gold_is_wrong_use(
    tmp_path: Path, extractor: Extractor, capsys: pytest.CaptureFixture[str]
) -> None:
    assert print_evaluation([tmp_path], extractor, Options()) == 2
    assert f"no gold .json in {tmp_path}" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nowhere"], "no folder or file at nowhere"),
        ([str(ROOT / "corpora"), "--third", "held", "--misses", "all"], "stay unseen"),
        ([str(ROOT / "pyproject.toml")], "not a corpus that can be scored"),
    ],
)
def test_wrong_use_is_explained(arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", *arguments]) == 2
    assert words in capsys.readouterr().err
