"""What other rules or another text did to the facts: in the journal of runs, and between two stores."""

from dataclasses import replace

import pytest

from pipeline.cli import main
from pipeline.model import Edtf, Kind
from pipeline.store import Outcome, Store, compare_stores
from pipeline.store.changes import RUNS_KEPT, standing
from tests.store.samples import NEWS, PLAN, article, plan, store_with


@pytest.fixture
def store(tmp_path):
    with store_with(tmp_path / "facts.db", plan(), article(NEWS, "file:///nang.txt")) as held:
        yield held


def seen(changes):
    return [(change.what, change.kind, change.before, change.after) for change in changes]


OTHER = replace(
    plan(),
    dates=(replace(plan().dates[0], role="event"),),
    agencies=(),
    targets=(replace(plan().targets[0], value=55, by=Edtf.year(2021)),),
)
EXPECTED = [
    ("lost", "agency", "Sở Công Thương tỉnh Đồng Tháp", None),
    ("changed", "date", "2019-08-12 (role issued)", "2019-08-12 (role event)"),
    ("lost", "date", "2020", None),
    (
        "changed",
        "target",
        "tỷ lệ cơ sở sản xuất công nghiệp áp dụng sản xuất sạch hơn: 50 % (2020)",
        "tỷ lệ cơ sở sản xuất công nghiệp áp dụng sản xuất sạch hơn: 55 % (2021)",
    ),
]


def test_a_run_remembers_what_other_rules_did(store):
    run = store.begin_run("r2")
    assert store.put(OTHER, rules="r2", run=run) is Outcome.REREAD
    number, changes = store.changes()
    assert (number, seen(changes)) == (run, EXPECTED)
    assert {change.cause for change in changes} == {"rules"}
    back = store.begin_run("r1")
    store.put(plan(), rules="r1", run=back)
    assert sorted(what for what, *_ in seen(store.changes()[1])) == ["changed", "changed", "gained", "gained"]
    assert seen(store.changes(run)[1]) == EXPECTED


def test_another_text_that_says_the_same_changes_nothing(store):
    store.put(plan("Tin mới.\n" + PLAN), rules="r1", run=store.begin_run("r1"))
    assert store.changes() == (None, [])


def test_a_new_text_that_says_other_things(store):
    text = PLAN.replace("năm 2020, 50%", "năm 2020, 70%")
    facts = replace(plan(), targets=())
    store.put(replace(facts, document=replace(facts.document, text=text)), rules="r1", run=1)
    (change,) = store.changes()[1]
    assert (change.what, change.cause, change.kind) == ("lost", "text", "target")


def test_the_journal_is_bounded(store):
    for number in range(RUNS_KEPT + 5):
        facts = OTHER if number % 2 == 0 else plan()
        store.put(facts, rules=f"r{number + 2}", run=store.begin_run("r"))
    runs = store.conn.execute("SELECT count(DISTINCT run) FROM changes").fetchone()[0]
    assert runs == RUNS_KEPT


def test_two_stores(store, tmp_path, capsys):
    with store_with(tmp_path / "new.db", OTHER, article("Tin khác.", "file:///khac.txt"), rules="r2") as new:
        changes, apart = compare_stores(store, new)
        assert sorted(seen(changes), key=str) == sorted(EXPECTED, key=str)
        assert apart == (1, 1)
    assert main(["diff", str(tmp_path / "facts.db"), str(tmp_path / "new.db")]) == 0
    out = capsys.readouterr().out
    assert "1 documents only in the first, 1 only in the second" in out
    assert "~ target: tỷ lệ cơ sở sản xuất công nghiệp áp dụng sản xuất sạch hơn: 50 % (2020) → " in out


def test_the_command_says_what_a_run_did(store, capsys):
    store.put(OTHER, rules="r2", run=store.begin_run("r2"))
    path = str(store.path)
    assert main(["diff", "--db", path]) == 0
    out = capsys.readouterr().out
    assert (
        "run 2\n  agency: 1 lost\n  date: 1 lost, 1 changed\n  target: 1 changed\n  because of other rules: 4\n" in out
    )
    assert main(["diff", "--db", path, "--run", "9"]) == 0
    assert main(["diff", "one.db"]) == 2


def test_no_run_changed_anything(store, capsys):
    with Store.open(store.path, readonly=True):
        assert main(["diff", "--db", str(store.path)]) == 0
    assert "no run that is remembered changed a fact" in capsys.readouterr().out


def test_what_stands_of_a_document_is_found_without_reading_the_whole_store(store):
    (document,) = store.conn.execute("SELECT id FROM documents").fetchone()
    asked = []
    store.conn.set_trace_callback(asked.append)
    assert standing(store.conn, document)
    store.conn.set_trace_callback(None)
    plans = [row[3] for query in asked for row in store.conn.execute(f"EXPLAIN QUERY PLAN {query}")]
    assert len(asked) == len(Kind)
    assert {step for step in plans if step.startswith("SCAN")} <= {"SCAN f"}  # the view, held to one document
