"""What stands in a store after documents were put into it."""

import sqlite3
from dataclasses import replace

import pytest

from pipeline.model import Agency, Facts, Kind
from pipeline.store import Outcome, Store, StoreError
from tests.store.samples import NEWS, PLAN, article, dump, plan, span, store_with


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "new folder" / "facts.db") as store:
        yield store


def rows(store, sql, *values):
    return store.conn.execute(sql, values).fetchall()


def test_each_kind_has_its_table_and_the_view_has_all(store):
    facts = plan()
    assert store.put(facts, rules="r1", run=store.begin_run("r1")) is Outcome.NEW
    assert {kind: rows(store, f"SELECT count(*) FROM {kind.value}")[0][0] for kind in Kind} == {
        Kind.DATE: 2,
        Kind.PLAN_NUMBER: 1,
        Kind.OFFICIAL: 1,
        Kind.AGENCY: 1,
        Kind.TARGET: 1,
    }
    assert rows(store, "SELECT kind, value FROM facts ORDER BY kind, value") == [
        ("agency", "Sở Công Thương tỉnh Đồng Tháp"),
        ("date", "2019-08-12"),
        ("date", "2020"),
        ("official", "Nguyễn Văn Mẫu, Phó Giám đốc, Sở Công Thương tỉnh Đồng Tháp"),
        ("plan_number", "Kế hoạch 154/KH-UBND, Ủy ban nhân dân tỉnh Đồng Tháp, 2019-08-12"),
        ("target", "tỷ lệ cơ sở sản xuất công nghiệp áp dụng sản xuất sạch hơn: 50 % (2020)"),
    ]
    assert rows(store, "SELECT value, earliest, latest FROM dates WHERE role = 'deadline'") == [
        ("2020", "2020-01-01", "2020-12-31")
    ]


def test_every_row_of_evidence_is_the_texts_own_words(store):
    store.put(plan(), rules="r1", run=store.begin_run("r1"))
    (text,) = rows(store, "SELECT text FROM versions")[0]
    evidence = rows(store, 'SELECT start, "end", quote FROM facts UNION ALL SELECT start, "end", quote FROM mentions')
    assert len(evidence) == 6 + 8
    assert all(text[start:end] == quote for start, end, quote in evidence)


def test_a_version_takes_type_number_and_issuer_from_its_own_number(store):
    store.put(plan(), rules="r1", run=store.begin_run("r1"))
    assert rows(store, "SELECT kind, type, number, issuer, title, published, published_latest FROM versions") == [
        (
            "plan",
            "Kế hoạch",
            "154/KH-UBND",
            "Ủy ban nhân dân tỉnh Đồng Tháp",
            "Sản xuất sạch hơn trong công nghiệp đến năm 2020",
            "2019-08-12",
            "2019-08-12",
        )
    ]


def test_what_was_not_read_is_kept_with_how_often_it_stands(store):
    store.put(plan(), rules="r1", run=store.begin_run("r1"))
    assert rows(store, "SELECT kind, quote, times FROM unread") == [
        ("number", "15,5 tỷ", 2),
        ("date", "rằm tháng Giêng", 1),
    ]


def test_putting_twice_changes_nothing(store):
    run = store.begin_run("r1")
    store.put(plan(), rules="r1", run=run)
    before = dump(store)
    assert store.put(plan(), rules="r1", run=run) is Outcome.SAME
    assert dump(store) == before


def test_two_stores_of_the_same_documents_are_the_same(tmp_path):
    documents = [plan(), article(NEWS, "file:///tin.txt")]
    with store_with(tmp_path / "a.db", *documents) as one, store_with(tmp_path / "b.db", *documents) as other:
        assert dump(one, "runs", "_sqlite_migrations") == dump(other, "runs", "_sqlite_migrations")


def test_a_document_is_current_only_with_its_text_and_rules(store):
    facts = plan()
    document = facts.document
    assert not store.is_current(document.id, document.content_hash, "r1")
    store.put(facts, rules="r1", run=store.begin_run("r1"))
    assert store.is_current(document.id, document.content_hash, "r1")
    assert not store.is_current(document.id, document.content_hash, "r2")
    assert not store.is_current(document.id, "another", "r1")


def test_a_changed_text_makes_a_version_and_keeps_the_ids_of_facts(store):
    store.put(plan(), rules="r1", run=store.begin_run("r1"))
    ids = rows(store, "SELECT id FROM facts ORDER BY id")
    assert store.put(plan("Tin mới.\n" + PLAN), rules="r1", run=store.begin_run("r1")) is Outcome.CHANGED
    assert rows(store, "SELECT id FROM facts ORDER BY id") == ids
    assert rows(store, "SELECT count(*) FROM versions") == [(2,)]
    stands = "SELECT substr(text, 1, 3), first_run, last_run FROM documents d JOIN versions v ON v.id = d.version"
    assert rows(store, stands) == [("Tin", 1, 2)]
    current = rows(store, "SELECT version FROM documents")
    assert rows(store, "SELECT DISTINCT version FROM targets UNION SELECT version FROM unread") == current


def test_a_text_that_comes_back_is_the_version_it_was(store):
    run = store.begin_run("r1")
    store.put(plan(), rules="r1", run=run)
    before = dump(store, "problems", "indexed", "documents_fts", "facts_fts", "mentions", "unread")
    store.put(plan("Tin mới.\n" + PLAN), rules="r1", run=run)
    assert store.put(plan(), rules="r1", run=run) is Outcome.CHANGED
    assert rows(store, "SELECT count(*) FROM versions") == [(2,)]
    assert dump(store)["dates"] == before["dates"]
    assert dump(store)["documents"] == before["documents"]


def test_changed_rules_replace_the_facts(store):
    run = store.begin_run("r1")
    store.put(plan(), rules="r1", run=run)
    fewer = replace(plan(), targets=(), unread={})
    assert store.put(fewer, rules="r2", run=run) is Outcome.REREAD
    assert rows(store, "SELECT count(*) FROM versions") == [(1,)]
    assert rows(store, "SELECT rules FROM versions") == [("r2",)]
    for table in ("targets", "unread"):
        assert rows(store, f"SELECT count(*) FROM {table}") == [(0,)]
    assert rows(store, "SELECT DISTINCT kind FROM mentions ORDER BY kind") == [
        ("agency",),
        ("date",),
        ("official",),
        ("plan_number",),
    ]
    assert store.search("sạch hơn", kind=Kind.TARGET) == []


def test_a_reread_store_finds_what_a_new_one_finds(tmp_path):
    with store_with(tmp_path / "a.db", replace(plan(), dates=()), rules="r1") as reread:
        reread.put(plan(), rules="r2", run=reread.begin_run("r2"))
        with store_with(tmp_path / "b.db", plan(), rules="r2") as new:
            words = "SELECT * FROM facts_fts ORDER BY own", "SELECT * FROM documents_fts"
            assert [rows(reread, sql) for sql in words] == [rows(new, sql) for sql in words]
            for table in ("documents_fts", "facts_fts"):
                reread.conn.execute(f"INSERT INTO {table}({table}) VALUES('integrity-check')")


def test_two_entries_of_one_fact_are_one_row_with_both_mentions(store):
    first = Agency(mentions=(span(PLAN, "Sở Công Thương"),), rule="a", name="Sở Công Thương")
    second = Agency(mentions=(span(PLAN, "Công Thương"),), rule="b", name="Sở Công thương")
    facts = Facts(document=plan().document, agencies=(first, second))
    store.put(facts, rules="r1", run=store.begin_run("r1"))
    assert rows(store, "SELECT name, rule FROM agencies") == [("Sở Công Thương", "a")]
    assert rows(store, "SELECT quote FROM mentions ORDER BY id") == [("Sở Công Thương",), ("Công Thương",)]


def test_what_belongs_to_a_document_goes_with_it(store):
    run = store.begin_run("r1")
    store.put(plan(), rules="r1", run=run)
    store.conn.execute("DELETE FROM documents")
    left = {name for name, held in dump(store).items() if held and "fts" not in name}
    assert left == {
        "_sqlite_migrations",
        "runs",
        "problems",
        "bands",
    }  # whose documents are asked for when they are met
    assert store.search("kế hoạch") == []
    for number in range(8):  # their search rows take the numbers that those of the plan had
        store.put(article(NEWS, f"file:///{number}.txt"), rules="r1", run=run)
    assert store.search("kế hoạch") == store.search("kế hoạch", kind=Kind.TARGET) == []
    assert store.put(plan(), rules="r1", run=run) is Outcome.NEW
    assert len(store.search("kế hoạch")) == 1


def test_facts_keep_their_search_rows_through_a_vacuum(store):
    store.put(article(NEWS, "file:///tin.txt"), rules="r1", run=store.begin_run("r1"))
    store.put(plan(), rules="r1", run=1)
    store.conn.execute("DELETE FROM documents WHERE address = 'file:///tin.txt'")
    store.conn.execute("VACUUM")
    assert [hit.document.number for hit in store.search("kế hoạch")] == ["154/KH-UBND"]
    assert [hit.kind for hit in store.search("sạch hơn", kind=Kind.TARGET)] == ["target"]


def test_runs_and_their_problems(store):
    first = store.begin_run("r1")
    store.put(plan(), rules="r1", run=first)
    second = store.begin_run("r1")
    store.put_problem(second, "/tin/hong.pdf", plan().problems[0])
    store.end_run(second, "done", {"new": 0, "failed": 1})
    assert rows(store, "SELECT id, status, counts FROM runs") == [
        (1, "killed", None),
        (2, "done", '{"failed": 1, "new": 0}'),
    ]
    assert [line.address for line in store.summary(first).problems] == ["https://tin.example/ke-hoach-154.html"]
    assert [line.address for line in store.summary(second).problems] == ["/tin/hong.pdf"]
    assert store.summary().problems_total == 2


def test_the_summary_counts_and_lists(store):
    store.put(plan(), rules="r1", run=store.begin_run("r1"))
    summary = store.summary(1, limit=1)
    assert (summary.documents, summary.versions, summary.facts[Kind.DATE]) == (1, 1, 2)
    assert [(line.number, line.issuer, line.date) for line in summary.plans] == [
        ("154/KH-UBND", "Ủy ban nhân dân tỉnh Đồng Tháp", "2019-08-12")
    ]
    assert [line.value.endswith(": 50 % (2020)") for line in summary.targets] == [True]
    assert [(line.quote, line.times, line.documents) for line in summary.unread] == [("15,5 tỷ", 2, 1)]
    assert summary.unread_total == 2


def test_a_refused_document_leaves_nothing(store):
    facts = replace(plan(), targets=(replace(plan().targets[0], value=float("nan")),))
    run = store.begin_run("r1")
    before = dump(store)
    with pytest.raises(StoreError, match=r"ke-hoach-154\.html was not stored: NOT NULL"):
        store.put(facts, rules="r1", run=run)
    with pytest.raises(StoreError, match="surrogates not allowed"):
        store.put(article("nửa chữ \ud800", "file:///hong.txt"), rules="r1", run=run)
    assert dump(store) == before


def test_an_interrupted_document_leaves_nothing(store, monkeypatch):
    run = store.begin_run("r1")
    before = dump(store)

    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("pipeline.store.writer.index_words", interrupt)
    with pytest.raises(KeyboardInterrupt):
        store.put(plan(), rules="r1", run=run)
    assert dump(store) == before


def test_the_tables_refuse_facts_of_no_document(store):
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        store.conn.execute(
            'INSERT INTO agencies (id, document, version, name, quote, start, "end", rule)'
            " VALUES ('a', 'none', 'none', 'Sở', 'Sở', 0, 2, 'r')"
        )
