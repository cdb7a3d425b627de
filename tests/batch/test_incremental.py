"""What a run need not do again: files that are as they were, under rules and code that are as they were."""

import json
import shutil
from pathlib import Path

import pytest

from pipeline.batch import known_files, run
from pipeline.loaders import files
from tests.conftest import ROOT

TEXT = "Quyết định số {}/QĐ-UBND ngày 01/02/2020 về chợ nông thôn."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for name, number in (("a", 7), ("b", 8)):
        (folder / f"{name}.txt").write_text(TEXT.format(number), "utf-8")
    return folder


def counts(folder: Path, rules: Path | None = None) -> dict[str, int]:
    report = run.run([folder], folder.parent / "facts.db", rules, jobs=1)
    return {name: number for name, number in report.counts.items() if number}


def test_nothing_new_is_not_even_loaded(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert counts(folder) == {"new": 2}
    monkeypatch.setattr("pipeline.batch.reading.find_members", None)
    monkeypatch.setattr("pipeline.extract.Extractor", None)
    assert counts(folder) == {"same": 2}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda folder: (folder / "a.txt").write_text(TEXT.format(9), "utf-8"), {"changed": 1, "same": 1}),
        (lambda folder: (folder / "c.txt").write_text(TEXT.format(9), "utf-8"), {"new": 1, "same": 2}),
        (lambda folder: (folder / "a.txt").rename(folder / "c.txt"), {"new": 1, "same": 1}),
        (
            lambda folder: (folder / "a.meta.json").write_text('{"published": "2020-03-01"}', "utf-8"),
            {"changed": 1, "same": 1},
        ),
        (lambda folder: (folder / "a.txt").write_bytes(b""), {"failed": 1, "same": 1}),
    ],
)
def test_what_changed_is_read(folder: Path, change: object, expected: dict[str, int]) -> None:
    counts(folder)
    change(folder)  # type: ignore[operator]
    assert counts(folder) == expected


def test_other_rules_or_code_read_again(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = Path(shutil.copytree(ROOT / "rules", tmp_path / "rules"))
    assert counts(folder, rules) == {"new": 2}
    (rules / "dates.yml").write_text((rules / "dates.yml").read_text("utf-8") + "# a note\n", "utf-8")
    assert counts(folder, rules) == {"reread": 2}
    assert counts(folder, rules) == {"same": 2}
    seen = []
    find_members = files.find_members
    monkeypatch.setattr(known_files, "code_digest", lambda *_: b"other loaders")
    monkeypatch.setattr("pipeline.batch.reading.find_members", lambda path: seen.append(path) or find_members(path))
    assert counts(folder, rules) == {"same": 2}
    assert len(seen) == 2


def test_a_document_that_another_file_changed_is_read_again(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    for place in (folder, other):
        (place / "a.meta.json").write_text(json.dumps({"url": "https://sct.example/chi-thi"}), "utf-8")
    (other / "a.txt").write_text(TEXT.format(10), "utf-8")
    assert counts(folder) == {"new": 2}
    assert run.run([other], tmp_path / "facts.db", jobs=1).counts == {"changed": 1}
    assert counts(folder) == {"changed": 1, "same": 1}


def test_a_url_stays_with_the_file_that_had_it(folder: Path) -> None:
    for name in "ab":
        (folder / f"{name}.meta.json").write_text('{"url": "https://bao.example/"}', "utf-8")
    assert counts(folder) == {"new": 2}
    (folder / "0.txt").write_text(TEXT.format(11), "utf-8")
    (folder / "0.meta.json").write_text('{"url": "https://bao.example/"}', "utf-8")
    assert counts(folder) == {"new": 1, "same": 2}
    (folder / "a.txt").unlink()
    (folder / "b.txt").write_text(TEXT.format(12), "utf-8")
    assert counts(folder) == {"same": 1, "changed": 1}
