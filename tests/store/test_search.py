"""What a search finds, in which order, and the words it shows for it."""

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.model import Agency, Facts, Kind, Target
from pipeline.store import Filters, Store
from tests.store.samples import NEWS, PLAN, article, plan, span, store_with


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    path = tmp_path_factory.mktemp("store") / "facts.db"
    with store_with(path, plan(published="2019-08-12"), article(NEWS, "file:///nang.txt", published="2021-03")) as held:
        yield held


def found(store: Store, words: str, **options: object) -> list[str]:
    return [hit.document.address.rsplit("/", 1)[-1] for hit in store.search(words, **options)]


@pytest.mark.parametrize(
    "words",
    [
        "ke hoach",
        "Kế hoạch",
        "KẾ HOẠCH",
        unicodedata.normalize("NFD", "Kế hoạch"),
        "dong thap",
        "Đồng Tháp",
        "Ðồng Tháp",  # with the Icelandic letter that looks the same
        "san xuat sach hon",
        "sản xuất sạch hơn",
        "hơn sạch",
        '"sach hon trong"',
        "“sạch hơn”",
        "sach*",
        "san xu*",
        "154/KH-UBND",
        "154/kh-ubnd",
        "so: 154",
        "Nguyễn Văn Mẫu",
        "uỷ ban",
        "tỷ lệ cơ sở",  # of the target's indicator: the text does not say "tỷ lệ"
        "ủy ban",
    ],
)
def test_all_spellings_find_the_plan(store, words):
    assert found(store, words) == ["ke-hoach-154.html"]


@pytest.mark.parametrize("words", ["sạch đục", '"hơn sạch"', "sac", "155/KH-UBND", "s*", "", "…", '"', "*"])
def test_what_is_not_there_is_not_found(store, words):
    assert found(store, words, limit=5) == ([] if words else ["nang.txt", "ke-hoach-154.html"])


def test_a_text_of_loose_marks_is_found_as_any_other(tmp_path):
    text = unicodedata.normalize("NFD", PLAN)
    with store_with(tmp_path / "facts.db", plan_of(text)) as store:
        (hit,) = store.search("sản xuất sạch hơn")
        assert_maps_back(hit.excerpt, text)
        assert unicodedata.normalize("NFC", hit.excerpt.marked()) == (
            "«Sản xuất sạch hơn» trong công nghiệp đến năm 2020"
        )


def numbered(texts: list[str]) -> list[Facts]:
    return [article(text, f"file:///{number}.txt") for number, text in enumerate(texts)]


def plan_of(text: str) -> Facts:
    return article(text, "file:///plan.txt")


def assert_maps_back(excerpt, text):
    assert excerpt.text == text[excerpt.start : excerpt.end]
    for start, end in excerpt.marks:
        assert excerpt.start <= start < end <= excerpt.end


def test_marked_matches_come_first(tmp_path):
    typed = [
        "Tin vắn: kê hoach của xã.",
        "Kế toán trưởng vạch ra hoạch định.",
        "Tin vắn: kế hoạch của xã và của huyện, của tỉnh, của cả nước.",
        "ke hoach ke hoach ke hoach",
    ]
    with store_with(tmp_path / "facts.db", *numbered(typed)) as store:
        assert found(store, "Kế hoạch") == ["2.txt", "1.txt", *found(store, '"ke hoach"')[0:1], "0.txt"]
        assert set(found(store, "ke hoach")) == {"0.txt", "1.txt", "2.txt", "3.txt"}
        assert found(store, "ke hoach")[-1] == "1.txt"


def test_words_side_by_side_come_before_words_apart(tmp_path):
    texts = ["sạch. Đồng ruộng hơn trước, sạch", "Đường làng dài và rộng, nay sạch hơn trước nhiều lần."]
    with store_with(tmp_path / "facts.db", *numbered(texts)) as store:
        assert found(store, "sạch hơn") == ["1.txt", "0.txt"]
        assert found(store, "sach hon") == ["1.txt", "0.txt"]


def test_a_document_comes_with_its_facts_and_the_sentence_that_proves_them(store):
    (hit,) = store.search("cơ sở sản xuất")
    assert (hit.document.type, hit.document.number, hit.document.issuer, hit.document.published) == (
        "Kế hoạch",
        "154/KH-UBND",
        "Ủy ban nhân dân tỉnh Đồng Tháp",
        "2019-08-12",
    )
    assert [fact.kind for fact in hit.facts] == ["target", "plan_number"]
    target = hit.facts[0]
    assert target.value == "tỷ lệ cơ sở sản xuất công nghiệp áp dụng sản xuất sạch hơn: 50 % (2020)"
    assert target.excerpt.marked("[", "]") == (
        "Đến năm 2020, [50% cơ sở sản xuất công nghiệp] áp dụng sản xuất sạch hơn."
    )
    assert_maps_back(target.excerpt, PLAN)


def test_without_an_answer_among_the_facts_the_number_comes_first(store):
    (hit,) = store.search("ngân sách")
    assert [fact.kind for fact in hit.facts] == ["plan_number", "target"]
    assert hit.excerpt.marked() == "Kinh phí lấy từ «ngân sách» tỉnh."


@pytest.mark.parametrize(
    ("words", "kind", "values"),
    [
        ("sạch hơn", Kind.TARGET, ["tỷ lệ cơ sở sản xuất công nghiệp áp dụng sản xuất sạch hơn: 50 % (2020)"]),
        ("muc tieu chung", Kind.OFFICIAL, ["Nguyễn Văn Mẫu, Phó Giám đốc, Sở Công Thương tỉnh Đồng Tháp"]),
        ("sở công thương tỉnh đồng tháp", Kind.AGENCY, ["Sở Công Thương tỉnh Đồng Tháp"]),
        ("154/KH-UBND", Kind.PLAN_NUMBER, ["Kế hoạch 154/KH-UBND, Ủy ban nhân dân tỉnh Đồng Tháp, 2019-08-12"]),
        ("2019-08-12", Kind.DATE, ["2019-08-12"]),
        ("", Kind.DATE, ["2020", "2019-08-12"]),
        ("ngân sách", Kind.TARGET, []),
    ],
)
def test_facts_of_a_kind(store, words, kind, values):
    hits = store.search(words, kind=kind)
    assert [hit.value for hit in hits] == values
    for hit in hits:
        assert hit.document.address.endswith("ke-hoach-154.html")
        assert hit.excerpt.text == PLAN[hit.excerpt.start : hit.excerpt.end]
        assert hit.quote in hit.excerpt.text


def test_a_fact_is_shown_where_its_sentence_answers(tmp_path):
    text = "Sở Y tế họp báo. Chiều cùng ngày, Sở Y tế kiểm tra bệnh viện.\n"
    second = text.rindex("Sở Y tế")
    name = "Sở Y tế tỉnh Hà Giang"
    mentions = (span(text, "Sở Y tế"), replace(span(text, "Sở Y tế"), text=text, start=second, end=second + 7))
    facts = Facts(plan_of(text).document, agencies=(Agency(mentions=mentions, rule="r", name=name),))
    with store_with(tmp_path / "facts.db", facts) as store:
        (hit,) = store.search("bệnh viện", kind=Kind.AGENCY)
        assert hit.excerpt.marked() == "Chiều cùng ngày, «Sở Y tế» kiểm tra bệnh viện."


@pytest.mark.parametrize(
    ("filters", "addresses"),
    [
        (Filters(type="ke hoach"), ["ke-hoach-154.html"]),
        (Filters(type="Quyết định"), []),
        (Filters(agency="sở công thương"), ["ke-hoach-154.html"]),
        (Filters(agency="Ủy ban nhân dân tỉnh"), ["ke-hoach-154.html"]),
        (Filters(agency="ban nhan"), ["ke-hoach-154.html"]),
        (Filters(agency="Sở Y tế"), []),
        (Filters(place="dong thap"), ["ke-hoach-154.html"]),
        (Filters(place="ong thap"), []),
        (Filters(place="Đồng Th"), ["ke-hoach-154.html"]),
        (Filters(place="!"), []),
        (Filters(agency='" OR *'), []),
        (Filters(since="2019-08-12", until="2019-08-12"), ["ke-hoach-154.html"]),
        (Filters(since="2019-08-13"), []),
        (Filters(until="2018"), []),
        (Filters(since="2019", until="2019-08"), ["ke-hoach-154.html"]),
    ],
)
def test_filters(store, filters, addresses):
    assert found(store, "kế hoạch", filters=filters) == addresses
    assert [
        hit.document.address.rsplit("/", 1)[-1] for hit in store.search("", kind=Kind.TARGET, filters=filters)
    ] == addresses


def test_a_document_of_a_month_is_found_by_any_day_of_it(tmp_path):
    news = replace(article(NEWS, "file:///nang.txt"), published="2021-03")
    with store_with(tmp_path / "facts.db", news) as store:
        for filters, addresses in (
            (Filters(since="2021-03-31"), ["nang.txt"]),
            (Filters(until="2021-03-01"), ["nang.txt"]),
            (Filters(since="2021-04-01"), []),
        ):
            assert found(store, "", filters=filters) == addresses


def test_a_filter_that_is_no_date_is_refused(store):
    with pytest.raises(ValueError, match="not an EDTF date"):
        store.search("kế hoạch", filters=Filters(since="hôm qua"))


def test_pages_follow_each_other(tmp_path):
    texts = [f"Kế hoạch số {number % 4} của tỉnh, bản {number}." for number in range(30)]
    with store_with(tmp_path / "facts.db", *numbered(texts)) as store:
        for words in ("kế hoạch", "ke hoach tinh", "số tỉnh", ""):
            whole = found(store, words, limit=100)
            pages = [address for offset in range(0, 30, 7) for address in found(store, words, limit=7, offset=offset)]
            assert len(whole) == 30
            assert pages == whole
        with pytest.raises(ValueError, match="no page"):
            store.search("kế hoạch", limit=-1)


def test_the_heading_weighs_more_than_the_text(tmp_path):
    in_text = article("Nhiều việc khác nhau. Có nói đến du lịch. " + NEWS, "file:///than.txt")
    in_title = article("Nhiều việc khác nhau. Có nói đến lúa gạo. " + NEWS, "file:///dau.txt", title="Du lịch")
    with store_with(tmp_path / "facts.db", in_text, in_title) as store:
        assert found(store, "du lịch") == ["dau.txt", "than.txt"]


def test_a_long_sentence_is_cut_around_its_words(tmp_path):
    text = "mở đầu " + "dài lắm " * 200 + "kế hoạch lớn " + "còn nữa " * 200
    target = Target(mentions=(span(text, "kế hoạch"),), rule="r", indicator="x", comparator="=", value=1)
    with store_with(tmp_path / "facts.db", Facts(plan_of(text).document, targets=(target,))) as store:
        (hit,) = store.search("kế hoạch")
        for excerpt in (hit.excerpt, hit.facts[0].excerpt):
            assert_maps_back(excerpt, text)
            assert "«kế hoạch» lớn" in excerpt.marked()
            assert excerpt.cut == (True, True)
            assert len(excerpt.text) < 400


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(words=st.one_of(st.text(max_size=60), st.text(alphabet='"*^:(){}[]+-NEAR ANDORT ê\u0301đ,\0_/', max_size=40)))
def test_no_query_is_too_hostile(store, words):
    for hit in store.search(words):
        assert hit.excerpt.text in (PLAN, NEWS) or hit.excerpt.text in PLAN + NEWS
    store.search(words, kind=Kind.TARGET, filters=Filters(place=words, agency=words, type=words))


@pytest.mark.parametrize("words", ["a " * 5000, "kế" * 5000, '"' + "kế " * 5000, "( " * 3000, "a/" * 5000, "*" * 5000])
def test_no_query_is_too_long(store, words):
    store.search(words)
    store.search(words, kind=Kind.DATE)
