"""Lists of words around names: mistakes in them are found with file and line, and they are looked up as they say."""

import shutil
from pathlib import Path

import pytest

from pipeline.rulebook import RulebookError
from pipeline.rulebook.book import Rulebook
from pipeline.rulebook.levels import LevelWord, split_level
from pipeline.rulebook.location import default_directory


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    return Path(shutil.copytree(default_directory(), tmp_path / "rules"))


def mistakes(rules: Path, file: str, old: str, new: str) -> tuple[int, str]:
    """The line on which something was changed, and what is said of the rules then."""
    path = rules / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(RulebookError) as caught:
        Rulebook.load(rules)
    return text[: text.index(old)].count("\n") + 1, str(caught.value)


def test_phrases_are_a_list_or_a_text(rules):
    line, said = mistakes(rules, "agencies/names.yml", "region: [khu vực]", "region: 7")
    assert f"agencies/names.yml:{line}: region: " in said
    assert "neither a list of phrases nor a text" in said


def test_committee_of_no_level(rules):
    line, said = mistakes(rules, "places/words.yml", "  huyện: Huyện ủy", "  châu: Châu ủy")
    assert f"places/words.yml:{line}: party_committees.châu" in said


def test_cue_that_code_asks_for(rules):
    _, said = mistakes(rules, "officials/cues.yml", "cue.official-whole", "cue.official-hole")
    assert "the cue cue.official-whole is missing" in said


@pytest.mark.parametrize("word", LevelWord)
def test_level_words_part_from_names(word: LevelWord) -> None:
    assert split_level(f"{word} Hà Tiên") == (word, "Hà Tiên")


@pytest.mark.parametrize(
    ("place", "committee"),
    [
        ("tỉnh Lào Cai", "Tỉnh ủy Lào Cai"),
        ("thành phố Cần Thơ", "Thành ủy Cần Thơ"),
        ("thành phố Hồ Chí Minh", "Thành ủy thành phố Hồ Chí Minh"),
        ("xã Hưng An", "Đảng ủy xã Hưng An"),
        ("Công an tỉnh", None),
    ],
)
def test_party_committee_of_a_place(place: str, committee: str | None) -> None:
    assert Rulebook.load().places.party_committee(place) == committee
