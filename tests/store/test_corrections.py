"""Corrections: kept in a file, replayed on whatever is read again, flagged when the words beneath have changed."""

import json
from dataclasses import replace

import pytest

from pipeline.model import Edtf, Facts, Kind, Target
from pipeline.store import Action, Correction, CorrectionsError, Outcome, Store, read_corrections, write_corrections
from pipeline.store.correcting import around
from tests.store.samples import NEWS, PLAN, article, dump, plan, span, store_with

ID = plan().document.id


def of_fact(kind: Kind, action: Action, text: str = PLAN, **fields: str) -> Correction:
    (fact, *_) = plan(text).of(kind)
    quote = fact.mentions[0]
    return Correction(
        "", "2026-11-21T10:00:00+00:00", "Lan", "đọc nhầm", action, ID,
        fact=fact.id_in(ID), kind=kind.singular, **around(text, quote.start, quote.end), **fields,
    ).identified()  # fmt: skip


REJECT = of_fact(Kind.AGENCY, Action.REJECT)
CHANGE = of_fact(Kind.TARGET, Action.CHANGE, field="value", value="55")
CHANGE_BY = of_fact(Kind.TARGET, Action.CHANGE, field="by", value="2021")
CHANGE_NUMBER = of_fact(Kind.PLAN_NUMBER, Action.CHANGE, field="issuer", value="Sở Công Thương tỉnh Đồng Tháp")
BUDGET = PLAN.index("ngân sách tỉnh")
ADD = Correction(
    "", "2026-11-21T10:00:00+00:00", "Lan", "sót", Action.ADD, ID, kind="agency",
    value=json.dumps({"name": "Ngân sách tỉnh Đồng Tháp"}, ensure_ascii=False), **around(PLAN, BUDGET, BUDGET + 14),
).identified()  # fmt: skip
TAKE_DOWN = Correction("", "2026-11-21", "Lan", "xin gỡ", Action.TAKE_DOWN, ID).identified()
ALL = [REJECT, CHANGE, CHANGE_BY, CHANGE_NUMBER, ADD]


@pytest.fixture
def store(tmp_path):
    with store_with(tmp_path / "facts.db", plan(), article(NEWS, "file:///nang.txt")) as held:
        yield held


def statuses(store: Store) -> dict[str, tuple[str, str | None]]:
    return {row.correction.id: (row.status, row.note) for row in store.corrections()}


def values(store: Store) -> list[str]:
    return [value for (value,) in store.conn.execute("SELECT value FROM facts ORDER BY kind, value")]


CORRECTED = [
    "Ngân sách tỉnh Đồng Tháp",
    "2019-08-12",
    "2020",
    "Nguyễn Văn Mẫu, Phó Giám đốc, Sở Công Thương tỉnh Đồng Tháp",
    "Kế hoạch 154/KH-UBND, Sở Công Thương tỉnh Đồng Tháp, 2019-08-12",
    "tỷ lệ cơ sở sản xuất công nghiệp áp dụng sản xuất sạch hơn: 55 % (2021)",
]


def test_all_that_can_be_corrected(store):
    assert store.correct(ALL) == [ID]
    assert values(store) == CORRECTED
    assert set(statuses(store).values()) == {("applied", None)}
    target = store.fact(CHANGE.fact)
    assert (target.fields["value"], target.fields["by_latest"], target.quote) == (55, "2021-12-31", CHANGE.quote)
    assert store.document(ID).card.issuer == "Sở Công Thương tỉnh Đồng Tháp"
    assert [hit.value for hit in store.search("ngân sách", kind=Kind.AGENCY)] == ["Ngân sách tỉnh Đồng Tháp"]
    assert store.search("sở công thương", kind=Kind.AGENCY) == []
    added = store.fact(store.corrections()[-1].fact_now)
    assert (added.rule, added.quote) == ("correction", "ngân sách tỉnh")
    assert PLAN[added.start : added.end] == added.quote


def test_they_survive_re_extractions_other_rules_and_another_text(store):
    store.correct(ALL)
    for rules in ("r2", "r3", "r4"):
        assert store.put(plan(), rules=rules, run=1) is Outcome.REREAD
        assert values(store) == CORRECTED
    moved = "Trang thông tin mới.\n" + PLAN + "Nơi nhận: như trên.\n"
    assert store.put(plan(moved), rules="r5", run=1) is Outcome.CHANGED
    assert values(store) == CORRECTED
    assert {status for status, _ in statuses(store).values()} == {"applied"}
    for start, end, quote in store.conn.execute('SELECT start, "end", quote FROM facts'):
        assert moved[start:end] == quote


def test_other_rules_that_name_the_fact_otherwise_do_not_lose_a_change(store):
    store.correct([CHANGE])
    renamed = replace(plan().targets[0], indicator="cơ sở áp dụng sản xuất sạch hơn")
    store.put(replace(plan(), targets=(renamed,)), rules="r2", run=1)
    assert values(store)[-1] == "cơ sở áp dụng sản xuất sạch hơn: 55 % (2020)"


def test_what_the_rules_have_learnt_is_done(store):
    store.correct([REJECT, CHANGE, ADD])
    learnt = replace(plan(), agencies=(), targets=(replace(plan().targets[0], value=55),))
    store.put(learnt, rules="r2", run=1)
    assert [status for status, _ in statuses(store).values()] == ["done", "done", "applied"]


@pytest.mark.parametrize(
    ("old", "new", "flagged"),
    [
        ("Sở Công Thương, nêu", "Sở Công Thương và Sở Y tế nêu", {REJECT.id}),
        ("50% cơ sở", "60% cơ sở", {CHANGE.id, CHANGE_BY.id}),
        ("từ ngân sách tỉnh", "từ ngân sách tỉnh và xã", {ADD.id}),
        ("tháng 8 năm 2019", "tháng 8 năm 2018", set()),
    ],
)
def test_a_changed_text_beneath_is_flagged(store, old, new, flagged):
    store.correct(ALL)
    text = PLAN.replace(old, new)
    facts = plan()
    facts = plan_in(text, facts)
    store.put(facts, rules="r1", run=1)
    assert {key for key, (status, _) in statuses(store).items() if status == "review"} == flagged
    assert store.summary().reviews_total == len(flagged)
    assert all("changed" in (note or "") for _, (status, note) in statuses(store).items() if status == "review")


def plan_in(text: str, facts: Facts) -> Facts:
    """The plan's facts whose words another text still has."""
    kept = {
        kind.value: tuple(
            replace(fact, mentions=tuple(span(text, mention.quote, mention.part) for mention in fact.mentions))
            for fact in facts.of(kind)
            if all(mention.quote in text for mention in fact.mentions)
        )
        for kind in Kind
    }
    return replace(facts, document=replace(facts.document, text=text), **kept)


def test_a_rejection_does_not_hit_what_is_now_read_there(store):
    wrong = of_fact(Kind.TARGET, Action.REJECT)
    store.correct([wrong])
    assert store.search("", kind=Kind.TARGET) == []
    better = replace(plan().targets[0], indicator="cơ sở áp dụng", value=50)
    store.put(replace(plan(), targets=(better,)), rules="r2", run=1)
    assert len(store.search("", kind=Kind.TARGET)) == 1
    assert statuses(store)[wrong.id][0] == "review"


def test_taking_corrections_back_leaves_nothing_of_them(store):
    def facts() -> dict[str, object]:
        return {name: rows for name, rows in dump(store, "mentions", "indexed").items() if "fts" not in name}

    before = facts()
    mentions = store.conn.execute("SELECT fact, part, start, quote FROM mentions ORDER BY fact, start").fetchall()
    store.correct(ALL)
    assert store.correct([]) == [ID]
    assert facts() == before
    assert (
        store.conn.execute("SELECT fact, part, start, quote FROM mentions ORDER BY fact, start").fetchall() == mentions
    )
    assert len(store.search("sở công thương", kind=Kind.AGENCY)) == 1


def test_a_document_is_taken_down_and_stays_down(store):
    store.correct([TAKE_DOWN])
    assert store.search("kế hoạch") == []
    held = dump(store, "corrections", "problems")
    assert not [row for rows in held.values() for row in rows if "154/KH-UBND" in str(row) or ID in str(row)]
    assert store.put(plan(), rules="r2", run=1) is Outcome.WITHDRAWN
    assert store.search("kế hoạch") == []
    store.correct([])
    assert store.put(plan(), rules="r2", run=1) is Outcome.NEW


def test_corrections_wait_for_their_document(tmp_path):
    with store_with(tmp_path / "facts.db", article(NEWS, "file:///nang.txt")) as store:
        assert store.correct([REJECT]) == [ID]
        assert statuses(store) == {REJECT.id: ("away", None)}
        store.put(plan(), rules="r1", run=1)
        assert statuses(store) == {REJECT.id: ("applied", None)}
        assert store.correct([REJECT]) == []


def test_a_value_that_cannot_be_is_flagged(store):
    no_day = replace(CHANGE, id="y", field="by", value="hôm qua")
    store.correct([replace(CHANGE, value="nhiều"), replace(CHANGE, id="x", field="màu"), no_day])
    assert [note for _, note in statuses(store).values()] == [
        "it cannot be: value is no number: 'nhiều'",
        "it cannot be: a target has no field 'màu'; it has indicator, comparator, value, value_max, unit, by",
        "it cannot be: by is no date: not an EDTF date: 'hôm qua'",
    ]
    assert values(store)[-1].endswith(": 50 % (2020)")


def test_the_file_holds_what_was_written(tmp_path):
    file = tmp_path / "corrections.csv"
    rows = [
        *ALL,
        TAKE_DOWN,
        replace(CHANGE, id="f1", who='=HYPERLINK("http://x.example")', why="'=1", value="-5", quote='a,"b"\n'),
    ]
    write_corrections(file, rows)
    assert read_corrections(file) == rows
    text = file.read_text("utf-8")
    assert "\"'=HYPERLINK" in text
    assert ",'-5," in text


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            "a1,2026,Lan,x,rejct,doc,f,agency,,,q,0,,",
            ":2: 'rejct' is no action; there are reject, change, add, take-down",
        ),
        ("a1,2026,Lan,x,reject,doc,,agency,,,q,0,,", ":2: a reject needs fact"),
        ("a1,2026,Lan,x,reject,doc,f,agencies,,,q,0,,", ":2: 'agencies' is no kind of fact"),
        ("a1,2026,Lan,x,reject,doc,f,agency,,,q,đầu,,", ":2: start is an offset"),
        (",2026,Lan,x,take-down,doc,,,,,,,,", ":2: a take-down needs id"),
        ("a1,2026,Lan,x,take-down,d,,,,,,,,\na1,2026,Lan,x,take-down,e,,,,,,,,", ":3: the id 'a1' stands twice"),
        ('a1,"2026', "not CSV"),
    ],
)
def test_a_file_that_cannot_be_used_says_where(tmp_path, line, message):
    file = tmp_path / "corrections.csv"
    write_corrections(file, [])
    file.write_text(file.read_text("utf-8") + line + "\n", "utf-8")
    with pytest.raises(CorrectionsError, match=message.replace("(", r"\(")):
        read_corrections(file)


def test_a_file_without_its_columns(tmp_path):
    (tmp_path / "c.csv").write_text("id,when\n")
    with pytest.raises(CorrectionsError, match=r"c\.csv:1: the columns who, why, action"):
        read_corrections(tmp_path / "c.csv")


def test_a_target_added_by_hand_has_its_days(store):
    place = PLAN.index("Kinh phí")
    added = replace(
        ADD, id="t1", kind="target", value=json.dumps({"indicator": "kinh phí", "value": "5", "by": "2025-06"}),
        **around(PLAN, place, place + 8),
    )  # fmt: skip
    store.correct([added])
    fact = store.fact(store.corrections()[0].fact_now)
    expected = Target(
        mentions=(span(PLAN, "Kinh phí"),), rule="correction", indicator="kinh phí", comparator="=", value=5,
        by=Edtf.month(2025, 6),
    )  # fmt: skip
    assert fact.id == expected.id_in(ID)
    assert (fact.fields["comparator"], fact.fields["by_earliest"]) == ("=", "2025-06-01")
