"""The tables of document types and issuers."""

from pathlib import Path

import pytest

from pipeline import Extractor
from pipeline.rulebook import numbers
from pipeline.rulebook.numbers import NumbersRules
from pipeline.rulebook.source import RuleSource


@pytest.fixture(scope="module")
def rules(extractor: Extractor) -> NumbersRules:
    return extractor.rules.numbers


TYPE_CODES = [
    ("QĐ", False, "Quyết định"),
    ("QD", False, "Quyết định"),
    ("TT", False, "Thông tư"),
    ("TT", True, "Thông tri"),
    ("TTr", False, "Tờ trình"),
    ("TTR", False, "Tờ trình"),
    ("Ctr", True, "Chương trình"),
    ("CV", True, "Công văn"),
]


@pytest.mark.parametrize(("code", "party", "name"), TYPE_CODES)
def test_types_by_code(rules: NumbersRules, code: str, party: bool, name: str) -> None:
    found = rules.type_of_code(code, party=party)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    ("words", "name"),
    [("KẾ HOẠCH", "Kế hoạch"), ("K Ế H O Ạ C H", "Kế hoạch"), ("thông báo\nkết luận", "Thông báo")],
)
def test_types_by_name(rules: NumbersRules, words: str, name: str) -> None:
    found = rules.type_named(words)
    assert found is not None
    assert found.name == name


def test_unknown_codes_and_names_are_none(rules: NumbersRules) -> None:
    assert rules.type_of_code("XYZ") is None
    assert rules.type_of_code("") is None
    assert rules.type_named("Bài báo") is None
    assert rules.issuer_of_code("XYZ") is None


def test_terms_and_programmes_do_not_count_in_an_issuers_code(rules: NumbersRules) -> None:
    found = rules.issuer_of_code("UBTVQH15")
    assert found is not None
    assert found.issuer == "Ủy ban Thường vụ Quốc hội"


def test_every_place_of_an_issuer_can_be_filled(rules: NumbersRules) -> None:
    gaps = {row.issuer.partition("{")[2].partition("}")[0] for row in rules.issuers if row.issuer and row.level}
    assert gaps == {"place", "province", "district", "commune", "committee"}


def test_mistakes_are_reported_with_file_and_line(tmp_path: Path, extractor: Extractor) -> None:
    for name in (numbers.TYPES_FILE, numbers.ISSUERS_FILE, numbers.FORMS_FILE):
        (tmp_path / name).write_text((extractor.rules.directory / name).read_text("utf-8"), "utf-8")
    forms = tmp_path / numbers.FORMS_FILE
    forms.write_text(
        forms.read_text("utf-8").replace("<<year>>", "<<yaer>>", 1).replace("\nstart:", "\nstrat: x\nstart:"), "utf-8"
    )
    types = tmp_path / numbers.TYPES_FILE
    types.write_text(types.read_text("utf-8").replace(",any,", ",anny,", 1), "utf-8")
    issuers = tmp_path / numbers.ISSUERS_FILE
    issuers.write_text(issuers.read_text("utf-8").replace("{province}", "{provnice}", 1), "utf-8")
    source = RuleSource(tmp_path)
    assert numbers.load(source) is None
    messages = [str(mistake) for mistake in source.mistakes]
    assert any("numbers.yml" in message and "strat" in message for message in messages)
    assert any("document_types.csv:2" in message and "style" in message for message in messages)
    assert any("issuers.csv" in message and "issuer" in message for message in messages)
