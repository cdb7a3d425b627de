"""Citable addresses: printed with a fact, resolved later, plain about what is no longer so."""

from dataclasses import replace

import pytest

from pipeline.model import Kind
from pipeline.store import Action, Citation, Correction, StoreError
from tests.store.samples import PLAN, plan, store_with

DOCUMENT = plan().document.id
TARGET = plan().targets[0].id_in(DOCUMENT)


@pytest.fixture
def store(tmp_path):
    with store_with(tmp_path / "facts.db", plan()) as held:
        yield held


def test_an_address_says_all_that_proves_the_fact(store):
    citation = store.fact(TARGET).citation
    assert Citation.parse(str(citation)) == citation
    (version,) = store.conn.execute("SELECT version FROM documents").fetchone()
    start = PLAN.index("50%")
    assert citation == Citation(DOCUMENT, version, start, start + 30, TARGET, "targets/percent", "r1")
    cited = store.cited(citation)
    assert (cited.is_current, cited.fact_now, cited.document.number) == (True, TARGET, "154/KH-UBND")
    assert "«50% cơ sở sản xuất công nghiệp»" in cited.excerpt.marked()


def test_other_rules_keep_what_they_read_alike(store):
    citation = store.fact(TARGET).citation
    store.put(plan(), rules="r2", run=1)
    cited = store.cited(citation)
    assert cited.is_current
    assert "now read by the rules r2" in cited.standing
    store.put(replace(plan(), targets=()), rules="r3", run=1)
    cited = store.cited(citation)
    assert (cited.is_current, cited.fact_now) == (False, None)
    assert "no longer read in it" in cited.standing


@pytest.mark.parametrize("kept", [True, False])
def test_an_older_text_is_shown_as_it_stood(store, kept):
    citation = store.fact(TARGET).citation
    newer = plan("Trang mới.\n" + PLAN)
    store.put(newer if kept else replace(newer, targets=()), rules="r1", run=1)
    cited = store.cited(citation)
    assert not cited.is_current
    assert cited.standing.startswith("no longer current: the document has another text since")
    assert ("no longer says so" in cited.standing) is not kept
    assert cited.fact_now == (TARGET if kept else None)
    assert "«50% cơ sở sản xuất công nghiệp»" in cited.excerpt.marked()


def test_a_rejected_fact_is_no_longer_current(store):
    fact = store.fact(TARGET)
    store.correct([Correction("a", "", "", "", Action.REJECT, DOCUMENT, fact=TARGET, kind="target", quote=fact.quote)])
    assert "was rejected" in store.cited(fact.citation).standing


def test_a_document_that_is_gone(store):
    citation = store.fact(TARGET).citation
    with pytest.raises(StoreError, match="is not in the store"):
        store.cited(replace(citation, document="nowhere"))
    cited = store.cited(replace(citation, version="0" * 16))
    assert (cited.excerpt, cited.is_current) == (None, False)
    cited = store.cited(replace(citation, end=10**9))
    assert (cited.excerpt, cited.is_current) == (None, False)
    store.correct([Correction("a", "", "", "", Action.TAKE_DOWN, DOCUMENT)])
    with pytest.raises(StoreError, match="was taken down"):
        store.cited(citation)


@pytest.mark.parametrize(
    "address", ["vanthu:", "vanthu:../../etc/passwd", "vanthu:a/b/1-2/c/d@e", "vanthu:" + "a/" * 5000]
)
def test_what_is_no_address(address):
    with pytest.raises(StoreError, match="is no address of a fact"):
        Citation.parse(address)


def test_every_kind_has_one(store):
    for (fact,) in store.conn.execute("SELECT id FROM facts").fetchall():
        assert store.cited(store.fact(fact).citation).is_current
    assert {store.fact(fact).kind for (fact,) in store.conn.execute("SELECT id FROM facts")} == set(Kind)
