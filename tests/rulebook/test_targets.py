"""Mistakes in the rules of targets are found, with file and line."""

import shutil
from pathlib import Path

import pytest

from pipeline.rulebook.location import default_directory
from pipeline.rulebook.source import RuleSource
from pipeline.rulebook.targets import load


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    shutil.copytree(default_directory() / "targets", tmp_path / "rules" / "targets")
    return tmp_path / "rules"


def mistakes(rules: Path) -> list[str]:
    source = RuleSource(rules)
    load(source)
    return [str(mistake) for mistake in source.mistakes]


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def test_the_rules_are_sound(rules: Path) -> None:
    assert mistakes(rules) == []


def test_a_cue_of_two_classes(rules: Path) -> None:
    edit(rules / "targets" / "cues.yml", "    - tính đến\n", "    - tính đến\n    - đến năm\n")
    (mistake,) = mistakes(rules)
    assert "targets/cues.yml:" in mistake
    assert "'đến năm' is already of 'horizon'" in mistake


def test_an_unknown_kind_of_unit(rules: Path) -> None:
    edit(rules / "targets" / "units.csv", "héc-ta,measure", "héc-ta,size")
    (mistake,) = mistakes(rules)
    assert "targets/units.csv:" in mistake
    assert "kind" in mistake


def test_a_form_with_an_unknown_macro(rules: Path) -> None:
    edit(rules / "targets" / "quantities.yml", "(?P<low><<number>>)", "(?P<low><<nummer>>)")
    (mistake,) = mistakes(rules)
    assert "no macro 'nummer'" in mistake


def test_an_unknown_list_of_words(rules: Path) -> None:
    edit(rules / "targets" / "indicators.yml", "joints:", "jonts:")
    found = mistakes(rules)
    assert any("unknown key 'jonts'" in mistake for mistake in found)
    assert any("'joints' is missing" in mistake for mistake in found)
