"""`vanthu check` finds each sort of damage, and nothing in a sound store."""

import pytest

from pipeline.cli import main
from pipeline.store import Action, Correction, Store
from tests.store.samples import NEWS, PLAN, article, plan, store_with


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "facts.db"
    with store_with(path, plan(), article(NEWS, "file:///nang.txt")) as store:
        store.put(plan("Tin mới.\n" + PLAN), rules="r2", run=1)
        agency = plan().agencies[0]
        fact = agency.id_in(plan().document.id)
        store.correct(
            [
                Correction(
                    "a", "", "", "", Action.CHANGE, plan().document.id, fact, "agency", "name", "Sở X", "Sở Công Thương"
                )
            ]
        )
    return path


def test_a_sound_store(path, capsys):
    assert main(["check", "--db", str(path)]) == 0
    assert "2 documents, 6 facts: every quote stands in its text" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("UPDATE targets SET quote = '51% cơ sở'", "quotes: targets "),
        ("UPDATE mentions SET start = start + 1 WHERE kind = 'agency'", "quotes: mentions "),
        ("UPDATE dates SET \"end\" = start", "quotes: dates "),
        ("UPDATE versions SET text = 'Tin khác' WHERE rules = 'r2'", "quotes: agencies "),
        ("DELETE FROM mentions WHERE kind = 'target'", "rests on no mention"),
        ("DELETE FROM targets", "there is no such fact"),
        ("DELETE FROM indexed WHERE fact IS NULL", "search does not find it"),
        ("DELETE FROM facts_fts WHERE rowid IN (SELECT row FROM indexed WHERE fact IN (SELECT id FROM targets))", "search: facts_fts: 1 rows are missing"),
        ("UPDATE documents_fts_content SET c1 = 'khác'", "search: documents_fts: the index is not that of the words"),
        ("UPDATE targets SET version = (SELECT id FROM versions WHERE rules = 'r1' LIMIT 1)", "no longer stands"),
        ("UPDATE agencies SET document = 'nowhere'", "points to no row of documents"),
        ("UPDATE documents SET version = 'nowhere'", "its current version nowhere is none of its own"),
    ],
)  # fmt: skip
def test_damage_is_named(path, damage, said, capsys):
    with Store.open(path) as store:
        store.conn.execute("PRAGMA foreign_keys = OFF")
        assert store.conn.execute(damage).rowcount != 0
    assert main(["check", "--db", str(path)]) == 1
    out = capsys.readouterr().out
    assert said in out, out
    assert "faults in" in out


def test_a_damaged_file(path, capsys):
    held = bytearray(path.read_bytes())
    held[3 * 4096 : -4096] = b"\xff" * (len(held) - 4 * 4096)
    path.write_bytes(held)
    assert main(["check", "--db", str(path)]) != 0
    said = capsys.readouterr()
    assert "damaged" in said.err or "file: SQLite" in said.out
