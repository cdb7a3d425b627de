"""Saved searches tell what is new, once, and nothing that repeats an answer."""

import json
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from pipeline.cli import main
from pipeline.model import Kind
from pipeline.store import FactFilters, StoreError, Wanted
from tests.store.samples import NEWS, article, plan, store_with
from tests.store.test_likeness import press, prose


@pytest.fixture
def store(tmp_path):
    with store_with(tmp_path / "facts.db", plan()) as held:
        yield held


def new(store, name):
    return [answer.hit.document.address for answer in store.new_answers(store.watch(name))]


def test_only_what_came_since_is_new_and_only_once(store):
    store.add_watch("lúa", Wanted("lua"))
    store.add_watch("kế hoạch", Wanted("ke hoach"))
    assert (new(store, "lúa"), new(store, "kế hoạch")) == ([], [])
    store.put(article(NEWS, "file:///nang.txt"), rules="r1", run=1)
    assert new(store, "lúa") == ["file:///nang.txt"]
    assert (new(store, "lúa"), new(store, "kế hoạch")) == ([], [])
    assert [watch.answers for watch in store.watches()] == [1, 1]


def test_facts_that_other_rules_read_are_new(store):
    store.add_watch("mục tiêu", Wanted("", Kind.TARGET, facts=FactFilters(unit="%", least=60)))
    assert new(store, "mục tiêu") == []
    store.put(replace(plan(), targets=(replace(plan().targets[0], value=65),)), rules="r2", run=1)
    (answer,) = store.new_answers(store.watch("mục tiêu"))
    assert store.last_answers(store.watch("mục tiêu"), 9) == [answer]
    assert answer.hit.value.endswith(": 65 % (2020)")


def test_what_repeats_an_answer_is_not_new(store):
    store.add_watch("hội chợ", Wanted("hoi cho"))
    text = prose("item")
    store.put(press(text, "a"), rules="r1", run=1)
    store.put(press(text, "b"), rules="r1", run=1)
    assert len(new(store, "hội chợ")) == 1
    store.put(press(text, "c"), rules="r1", run=1)
    assert new(store, "hội chợ") == []
    store.put(press(prose("another"), "d"), rules="r1", run=1)
    assert new(store, "hội chợ") == ["https://d.example/hoi-cho"]


def test_names(store):
    store.add_watch("a", Wanted("x"))
    with pytest.raises(StoreError, match="there is a watch 'a' already"):
        store.add_watch("a", Wanted("y"))
    with pytest.raises(StoreError, match="needs a name"):
        store.add_watch(" ", Wanted("y"))
    store.remove_watch("a")
    assert store.watches() == []
    for refused in (store.remove_watch, store.watch):
        with pytest.raises(StoreError, match="there is no watch 'a'"):
            refused("a")


def test_the_commands(store, capsys):
    db = ["--db", str(store.path)]

    def said(*arguments):
        assert main(["watch", *arguments, *db]) == 0, capsys.readouterr().err
        return capsys.readouterr().out

    assert "1 answers so far" in said("add", "sạch hơn", "sach hon", "--from", "2010")
    assert "sạch hơn: “sach hon”, since 2010" in said("list")
    assert said("run") == "sạch hơn: 0 new\n"
    hostile = 'Tin sạch hơn <script>alert("1")</script>]]>&\x01'
    told = article(hostile, 'https://x.example/"><script>', title="=<b>1</b>\x02", published="2024-05-06")
    store.put(replace(told, document=replace(told.document, url=told.document.address)), rules="r1", run=1)
    assert (
        json.loads(said("run", "--format", "json", "sạch hơn"))[0]["new"][0]["hit"]["document"]["title"]
        == "=<b>1</b>\x02"
    )
    feed = said("run", "--format", "atom")
    assert said("run", "--format", "atom") == feed
    root = ElementTree.fromstring(feed)
    atom = "{http://www.w3.org/2005/Atom}"
    assert [child.tag.removeprefix(atom) for child in root][:4] == ["id", "title", "updated", "author"]
    (entry,) = root.findall(f"{atom}entry")
    assert entry.findtext(f"{atom}title") == "=<b>1</b>\ufffd"
    assert {child.tag.removeprefix(atom) for child in entry} == {
        "id",
        "title",
        "updated",
        "summary",
        "category",
        "link",
    }
    assert "<script" not in feed
    assert "removed" in said("remove", "sạch hơn")
    assert main(["watch", "run", "none", *db]) == 2
    assert main(["watch", "add", "x", *db]) == 2
    assert main(["watch", "add", "x", "y", "--due", "sớm", "--kind", "target", *db]) == 2
