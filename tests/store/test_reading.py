"""Looking up facts and documents by id."""

import pytest

from pipeline.model import Kind
from pipeline.store import StoreError
from tests.store.samples import NEWS, PLAN, article, plan, store_with


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    path = tmp_path_factory.mktemp("store") / "facts.db"
    documents = [plan(source="tin"), article(NEWS, "file:///tin-a.txt"), article(NEWS, "file:///tin-b.txt")]
    with store_with(path, *documents) as held:
        yield held


def test_a_fact_by_the_beginning_of_its_id(store):
    facts = plan()
    fact_id = facts.targets[0].id_in(facts.document.id)
    fact = store.fact(fact_id[:8])
    assert (fact.id, fact.kind, fact.rule) == (fact_id, Kind.TARGET, "targets/percent")
    assert fact.fields == {
        "indicator": "tỷ lệ cơ sở sản xuất công nghiệp áp dụng sản xuất sạch hơn",
        "comparator": "=",
        "value": 50.0,
        "value_max": None,
        "unit": "%",
        "by": "2020",
        "by_earliest": "2020-01-01",
        "by_latest": "2020-12-31",
    }
    assert [(mention.part, mention.quote) for mention in fact.mentions] == [
        ("fact", "50% cơ sở sản xuất công nghiệp"),
        ("by", "Đến năm 2020"),
    ]
    assert all(PLAN[mention.start : mention.end] == mention.quote for mention in fact.mentions)
    assert fact.document.number == "154/KH-UBND"


@pytest.mark.parametrize("name", ["ke-hoach-154", "https://tin.example/ke-hoach-154.html"])
def test_a_document_by_its_id_or_address(store, name):
    document = store.document(name)
    assert (document.text, document.versions, document.source, document.rules) == (PLAN, 1, "tin", "r1")
    assert [fact.start for fact in document.facts] == sorted(fact.start for fact in document.facts)
    assert {fact.kind for fact in document.facts} == set(Kind)


def test_a_beginning_of_several_ids_is_refused(store):
    with pytest.raises(StoreError, match=r"'tin-' begins the ids of several documents: tin-a-.*, tin-b-"):
        store.document("tin-")


@pytest.mark.parametrize("name", ["zzz", "", "%", "' OR 1"])
def test_what_the_store_does_not_hold(store, name):
    with pytest.raises(StoreError, match="the store holds no fact"):
        store.fact(name)
    with pytest.raises(StoreError, match="the store holds no document"):
        store.document(name)
