"""Mistakes in the rules of officials are all found, each with its file and line."""

import shutil
from pathlib import Path

import pytest

from pipeline.rulebook import RulebookError
from pipeline.rulebook.book import Rulebook
from pipeline.rulebook.location import default_directory


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    return Path(shutil.copytree(default_directory(), tmp_path / "rules"))


def mistakes(rules: Path) -> str:
    with pytest.raises(RulebookError) as caught:
        Rulebook.load(rules)
    return str(caught.value)


def append(path: Path, *lines: str) -> int:
    """The number of the first line added."""
    text = path.read_text("utf-8")
    path.write_text(text + "".join(line + "\n" for line in lines), "utf-8")
    return text.count("\n") + 1


def test_spelling_of_two_titles(rules):
    line = append(rules / "officials/titles.csv", "Tổng quản,Tổng quản|Giám đốc,,,,open")
    assert f"officials/titles.csv:{line}: the spelling 'Giám đốc' stands on line" in mistakes(rules)


def test_unknown_sector(rules):
    line = append(rules / "officials/titles.csv", "Tổng quản,,,,,privat")
    assert f"officials/titles.csv:{line}: sector" in mistakes(rules)


def test_kept_modifier_without_title(rules):
    line = append(rules / "officials/modifiers.csv", "tạm quyền,,before,keep")
    assert f"officials/modifiers.csv:{line}: 'tạm quyền' is kept: its title is missing" in mistakes(rules)


def test_repeated_names(rules):
    families = append(rules / "officials/family_names.csv", "Nguyễn,general,strong")
    honorifics = append(rules / "officials/honorifics.csv", "ông,person")
    found = mistakes(rules)
    assert f"officials/family_names.csv:{families}: 'Nguyễn' stands twice" in found
    assert f"officials/honorifics.csv:{honorifics}: 'ông' stands twice" in found


def test_missing_tie_and_broken_pattern(rules):
    forms = rules / "officials/forms.yml"
    text = forms.read_text("utf-8")
    forms.write_text(text.replace("official.name-holds", "official.name-had").replace("next: '", "next: '("), "utf-8")
    found = mistakes(rules)
    assert "the tie official.name-holds is missing" in found
    assert "next: not a pattern" in found


def test_unknown_word_list(rules):
    line = append(rules / "officials/words.yml", "remebered: [Lê Lợi]")
    assert f"officials/words.yml:{line}: unknown key 'remebered'" in mistakes(rules)
