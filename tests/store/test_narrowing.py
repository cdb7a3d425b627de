"""What a search is narrowed down to, and what it counts."""

from dataclasses import replace

import pytest

from pipeline.model import Agency, Edtf, Facts, Kind, Level, Target
from pipeline.store import FactFilters, Filters
from tests.store.samples import NEWS, article, plan, span, store_with

GOALS = (
    "Đến năm 2025, 92% hộ có nước sạch. Giai đoạn 2024 - 2026, trồng từ 80 đến 95 ha rừng. "
    "Năm 2030, 60 % trường học đạt chuẩn. Có 12 tổ hợp tác.\n"
)


def goals() -> Facts:
    def goal(quote: str, value: float, unit: str, by: Edtf | None, value_max: float | None = None) -> Target:
        return Target(
            mentions=(span(GOALS, quote),),
            rule="r",
            indicator=quote,
            comparator="range" if value_max else ">=",
            value=value,
            value_max=value_max,
            unit=unit,
            by=by,
        )

    facts = article(GOALS, "https://x.example/goals", title="Mục tiêu")
    return replace(
        facts,
        published="2023-05-04",
        place="thành phố Cần Thơ",
        level=Level.DISTRICT,
        targets=(
            goal("92%", 92, "%", Edtf.year(2025)),
            goal("từ 80 đến 95 ha", 80, "ha", Edtf.parse("2024/2026"), 95),
            goal("60 %", 60, "%", Edtf.year(2030)),
            goal("12 tổ", 12, "tổ", None),
        ),
    )


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    path = tmp_path_factory.mktemp("store") / "facts.db"
    with store_with(path, plan(published="2019-08-12"), article(NEWS, "file:///nang.txt"), goals()) as held:
        yield held


@pytest.mark.parametrize(
    ("facts", "values"),
    [
        (FactFilters(unit="%"), [50, 60, 92]),
        (FactFilters(unit="HA"), [80]),
        (FactFilters(least=90), [80, 92]),
        (FactFilters(least=96), []),
        (FactFilters(most=60), [12, 50, 60]),
        (FactFilters(unit="%", least=51, most=91), [60]),
        (FactFilters(due="2025"), [80, 92]),
        (FactFilters(due="2025-06"), [80, 92]),
        (FactFilters(due="2020/2024"), [50, 80]),
        (FactFilters(due="2031"), []),
    ],
)
@pytest.mark.parametrize("words", ["", "hơn hộ rừng chuẩn tổ"])
def test_targets_by_unit_value_and_deadline(store, facts, values, words):
    if words:  # each word alone, because all together stand nowhere
        hits = [hit for word in words.split() for hit in store.search(word, kind=Kind.TARGET, facts=facts)]
    else:
        hits = store.search("", kind=Kind.TARGET, facts=facts)
    held = {store.fact(hit.id).fields["value"] for hit in hits}
    assert sorted(held) == values


def test_dates_that_fall_into_a_time(store):
    hits = store.search("", kind=Kind.DATE, facts=FactFilters(due="2019-08"))
    assert [hit.value for hit in hits] == ["2019-08-12"]


@pytest.mark.parametrize(
    ("kind", "facts", "message"),
    [
        (Kind.DATE, FactFilters(unit="%"), "only targets have units"),
        (Kind.AGENCY, FactFilters(due="2025"), "only targets and dates have a time"),
        (None, FactFilters(least=1), "say of which kind"),
        (Kind.TARGET, FactFilters(due="sớm"), "not an EDTF date"),
    ],
)
def test_filters_that_cannot_be(store, kind, facts, message):
    with pytest.raises(ValueError, match=message):
        store.search("kế hoạch", kind=kind, facts=facts)


@pytest.mark.parametrize(
    ("filters", "titles"),
    [
        (Filters(level="district"), ["Mục tiêu"]),
        (Filters(level="commune"), []),
        (Filters(place="can tho"), ["Mục tiêu"]),
        (Filters(place="thành phố Cần"), ["Mục tiêu"]),
        (Filters(place="tho"), ["Mục tiêu"]),
        (Filters(place="hành phố"), []),
    ],
)
def test_levels_and_places(store, filters, titles):
    assert [hit.document.title for hit in store.search("", filters=filters)] == titles


def test_an_unknown_level_is_refused(store):
    with pytest.raises(ValueError, match="not a valid Level"):
        store.search("", filters=Filters(level="galaxy"))


def test_facets_count_all_that_is_found(store):
    facets = store.facets("", limit=2)
    assert facets.documents == 3
    assert facets.types == (("news", 2), ("Kế hoạch", 1))
    assert facets.levels == (("district", 1),)
    assert facets.places == (("thành phố Cần Thơ", 1),)
    assert facets.years == (("2019", 1), ("2023", 1))
    assert facets.kinds == (("target", 2), ("date", 1), ("plan_number", 1), ("official", 1), ("agency", 1))
    assert facets.agencies == (("Sở Công Thương tỉnh Đồng Tháp", 1),)


@pytest.mark.parametrize(
    ("words", "kind", "documents"),
    [
        ("ke hoach", None, 1),
        ("sạch", None, 2),
        ("", Kind.TARGET, 2),
        ("sạch", Kind.TARGET, 2),
        ("zzz", None, 0),
        ("…", Kind.DATE, 0),
    ],
)
def test_facets_are_those_of_the_search(store, words, kind, documents):
    facets = store.facets(words, kind=kind)
    assert facets.documents == documents == sum(number for _, number in facets.types)
    assert len({hit.document.id for hit in store.search(words, kind=kind)}) == documents


def test_the_bodies_that_most_documents_name_come_first(tmp_path):
    text = "Bộ Y tế, Bộ Tài chính và Sở Y tế cùng họp."
    naming = {"một": ("Sở Y tế", "Bộ Y tế"), "hai": ("Bộ Y tế", "Bộ Tài chính"), "ba": ("Sở Y tế", "Bộ Y tế")}
    documents = [
        replace(
            article(text, f"https://tin.example/{address}"),
            agencies=tuple(Agency(mentions=(span(text, name),), rule="r", name=name) for name in names),
        )
        for address, names in naming.items()
    ]
    with store_with(tmp_path / "facts.db", *documents) as held:
        assert held.facets("").agencies == (("Bộ Y tế", 3), ("Sở Y tế", 2), ("Bộ Tài chính", 1))
        assert held.facets("", limit=1).agencies == (("Bộ Y tế", 3),)


def test_facets_heed_the_filters(store):
    facets = store.facets("", kind=Kind.TARGET, filters=Filters(since="2020"), facts=FactFilters(unit="%"))
    assert (facets.documents, facets.years) == (1, (("2023", 1),))
