"""The tables of encodings and fonts are read strictly."""

import shutil

import pytest

from pipeline.loaders.legacy.charsets import load_legacy_rules
from pipeline.rulebook.location import default_directory
from pipeline.rulebook.source import RulebookError


@pytest.fixture
def rules(tmp_path):
    shutil.copytree(default_directory() / "legacy", tmp_path / "legacy")
    return tmp_path


def test_all_mistakes_are_named_with_their_lines(rules):
    letters, fonts = rules / "legacy" / "letters.csv", rules / "legacy" / "fonts.csv"
    letters.write_text(letters.read_text("utf-8").replace("ả,B6,", "ả,B5,").replace("ã,B7,", "ã,7,"), "utf-8")
    fonts.write_text(fonts.read_text("utf-8") + "vn(,tcvn3,\nabc,klingon,\n", "utf-8")
    with pytest.raises(RulebookError) as caught:
        load_legacy_rules(rules)
    said = str(caught.value)
    for part in (
        "letters.csv:3: tcvn3: B5 stands for 'à' already",
        "letters.csv:4: tcvn3",
        "not a pattern",
        "encoding",
    ):
        assert part in said


def test_a_misplaced_tone_of_vni_finds_its_letter():
    vni = load_legacy_rules().charsets["vni"]
    assert vni.decode("vieâïc UÛy Aù aÙ kî") == "việc Ủy Á á kỵ"
    assert vni.decode("bù x") == "bù x"
