"""The lists of provinces, districts and communes."""

from datetime import date
from pathlib import Path

import pytest

from pipeline.rulebook.agencies import load as load_agencies
from pipeline.rulebook.lexicon import Lexicon
from pipeline.rulebook.location import default_directory
from pipeline.rulebook.places import PlacesRules, load
from pipeline.rulebook.source import RuleSource
from pipeline.text.letters import bare_letters


@pytest.fixture(scope="module")
def places() -> PlacesRules:
    rules = load(RuleSource(default_directory()))
    assert rules is not None
    return rules


@pytest.mark.parametrize(("day", "number"), [("2024-06-01", 63), ("2025-07-01", 34), ("2026-10-01", 34)])
def test_the_number_of_provinces(places: PlacesRules, day: str, number: int) -> None:
    assert sum(row.valid_on(date.fromisoformat(day)) for row in places.provinces) == number


@pytest.mark.parametrize(
    ("name", "day", "full"),
    [
        ("Cần Thơ", "2002-01-01", "tỉnh Cần Thơ"),
        ("Cần Thơ", "2004-01-01", "thành phố Cần Thơ"),
        ("Đồng Nai", "2026-04-29", "tỉnh Đồng Nai"),
        ("Đồng Nai", "2026-04-30", "thành phố Đồng Nai"),
        ("Vĩnh Phúc", "2026-01-01", "tỉnh Vĩnh Phúc"),
    ],
)
def test_the_level_word_of_the_day(places: PlacesRules, name: str, day: str, full: str) -> None:
    assert places.province(name, date.fromisoformat(day)).full == full


@pytest.mark.parametrize(
    ("name", "day", "successor"),
    [
        ("Vĩnh Phúc", "2025-06-30", "Vĩnh Phúc"),
        ("Vĩnh Phúc", "2025-07-01", "Phú Thọ"),
        ("Hà Tây", "2010-01-01", "Hà Nội"),
        ("Thừa Thiên Huế", "2025-01-01", "Huế"),
        ("Vĩnh Phú", "2026-01-01", "Phú Thọ"),
    ],
)
def test_who_followed(places: PlacesRules, name: str, day: str, successor: str) -> None:
    assert places.successor(name, date.fromisoformat(day)) == successor


def test_spellings_lead_to_one_name(places: PlacesRules) -> None:
    for spelling in ("Đắc Lắc", "BR-VT", "TP.HCM", "thừa thiên - huế", "Bắc Cạn"):
        assert places.province_names.get(spelling) is not None
    assert places.province_names.get("Cờ Đỏ") is None


def test_a_name_of_many_districts_keeps_them_all(places: PlacesRules) -> None:
    units = places.district_names.get("Châu Thành")
    assert units is not None
    assert len({unit.province for unit in units}) > 5


def test_lexicon_takes_the_longest() -> None:
    lexicon = Lexicon([("Hà", 1), ("Hà Nam", 2), ("Hà Nam Ninh", 3)])
    assert lexicon.longest(["hà", "nam", "định"], 0) == (2, 2)
    assert lexicon.longest(["Nam"], 0) is None
    assert lexicon.longest(["hà", "nam"], 0, end=1) == (1, 1)


def test_bare_letters() -> None:
    assert bare_letters("Đắk Lắk") == "daklak"


def test_mistakes_in_the_lists_are_told(tmp_path: Path) -> None:
    for file in (default_directory() / "places").iterdir():
        target = tmp_path / "places" / file.name
        target.parent.mkdir(exist_ok=True)
        target.write_text(file.read_text("utf-8"), "utf-8")
    (tmp_path / "places" / "districts.csv").write_text("name,level,province\nCờ Đỏ,huyện,Cần Thơ\nX,làng,Y\n", "utf-8")
    source = RuleSource(tmp_path)
    assert load(source) is None
    assert any("districts.csv:3" in str(mistake) for mistake in source.mistakes)


@pytest.mark.parametrize(
    ("symbol", "day", "expected"),
    [
        ("BCT", "2020-01-01", ["Bộ Công Thương"]),
        ("BNN", "2020-01-01", ["Bộ Nông nghiệp và Phát triển nông thôn"]),
        ("SCT", None, ["Sở Công Thương"]),
        ("SNN", "2020-01-01", ["Sở Nông nghiệp và Phát triển nông thôn"]),
        ("SNN", "2026-01-01", ["Sở Nông nghiệp và Môi trường"]),
        ("XYZ", None, []),
    ],
)
def test_bodies_by_symbol(symbol: str, day: str | None, expected: list[str]) -> None:
    rules = load_agencies(RuleSource(default_directory()))
    assert rules is not None
    assert rules.by_symbol(symbol, date.fromisoformat(day) if day else None) == expected


def test_successors_of_bodies() -> None:
    rules = load_agencies(RuleSource(default_directory()))
    assert rules is not None
    assert rules.successor("Bộ Kế hoạch và Đầu tư") == "Bộ Tài chính"
    assert rules.successor("Bộ Tài chính") is None
