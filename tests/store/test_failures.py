"""Stores that cannot be opened, written or finished: a clear message, and nothing half-written."""

import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
import time
from pathlib import Path

import pytest

from pipeline.store import Outcome, Store, StoreError
from tests.conftest import PATIENCE, ROOT
from tests.store.samples import NEWS, article, dump, plan, store_with

WRITER = """
    import sys
    from pathlib import Path
    from pipeline.store import Store
    from tests.store.samples import PLAN, plan

    print("begins", flush=True)
    with Store.open(Path(sys.argv[1])) as store:
        run = store.begin_run("r1")
        print("began", flush=True)
        for number in range(int(sys.argv[2])):
            store.put(plan(PLAN + f"Phụ lục {number}.", f"file:///{number}.txt"), rules="r1", run=run)
        store.end_run(run, "done", {})
"""


def python(code: str, *arguments: object, **options: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code), *map(str, arguments)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **options,
    )


def content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """All that must be the same after a kill and a second run: everything but which run it was."""
    with Store.open(path, readonly=True) as store:
        held = dump(store, "runs", "_sqlite_migrations", "documents", "versions", "problems")
        for table, columns in (
            ("documents", "id, address, version"),
            ("versions", "id, document, content_hash, text, rules, number"),
            ("problems", "address, code, message"),
        ):
            held[table] = store.conn.execute(f"SELECT {columns} FROM {table} ORDER BY 1").fetchall()
        return held


def test_killed_at_any_moment_and_run_again(tmp_path):
    undisturbed = tmp_path / "undisturbed.db"
    assert python(WRITER, undisturbed, 40).wait(timeout=PATIENCE) == 0
    for moment in (0.0, 0.02, 0.05, 0.1, 0.2):
        path = tmp_path / f"killed-{moment}.db"
        writer = python(WRITER, path, 40)
        assert writer.stdout is not None
        assert [writer.stdout.readline() for _ in range(2)] == ["begins\n", "began\n"]
        time.sleep(moment)
        writer.send_signal(signal.SIGKILL)
        writer.wait(timeout=PATIENCE)
        assert python(WRITER, path, 40).wait(timeout=PATIENCE) == 0
        assert content(path) == content(undisturbed)


def test_killed_while_the_store_is_made(tmp_path):
    for moment in (0.0, 0.05, 0.1, 0.2, 0.3, 0.4):
        path = tmp_path / f"{moment}.db"
        writer = python(WRITER, path, 1)
        assert writer.stdout is not None
        assert writer.stdout.readline() == "begins\n"
        time.sleep(moment)
        writer.kill()
        writer.wait(timeout=PATIENCE)
        with store_with(path, plan()) as store:
            assert len(store.search("kế hoạch")) >= 1


def test_a_full_disk(tmp_path):
    with store_with(tmp_path / "facts.db", plan()) as store:
        before = dump(store)
        store.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (pages,) = store.conn.execute("PRAGMA page_count").fetchone()
        store.conn.execute(f"PRAGMA max_page_count = {pages + 2}")
        long = article(NEWS * 500, "file:///dai.txt")
        with pytest.raises(StoreError, match=r"facts\.db: the disk is full; nothing of the unfinished step"):
            store.put(long, rules="r1", run=1)
        assert dump(store) == before
        store.conn.execute(f"PRAGMA max_page_count = {pages + 10_000}")
        assert store.put(long, rules="r1", run=1) is Outcome.NEW


def test_a_file_that_may_not_grow(tmp_path):
    code = """
        import resource, sys
        from pathlib import Path
        from pipeline.store import Store, StoreError
        from tests.store.samples import NEWS, article

        with Store.open(Path(sys.argv[1])) as store:
            run = store.begin_run("r1")
            store.put(article(NEWS, "file:///ngan.txt"), rules="r1", run=run)
            store.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
            try:
                for number in range(100):
                    store.put(article(NEWS * 300, f"file:///{number}.txt"), rules="r1", run=run)
            except StoreError as error:
                print(error)
    """
    path = tmp_path / "facts.db"
    out, err = python(code, path).communicate(timeout=PATIENCE)
    assert "is it full, or gone?" in out, err
    with Store.open(path) as store:
        assert store.conn.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        stored = store.summary().documents
        assert stored == len(store.search("hà giang", limit=1000))


def test_a_store_opened_for_reading_is_not_written(tmp_path):
    store_with(tmp_path / "facts.db", plan()).close()
    with Store.open(tmp_path / "facts.db", readonly=True) as store:
        assert len(store.search("kế hoạch")) == 1
        with pytest.raises(StoreError, match="read-only"):
            store.begin_run("r1")


@pytest.mark.skipif(os.geteuid() != 0, reason="needs to become a user who may not write")
def test_a_file_and_folder_nobody_may_write(tmp_path):
    code = """
        import os, sys
        from pathlib import Path
        from pipeline.store import Store, StoreError

        with Store.open(Path(sys.argv[2])) as store:  # imports what the other user may not read
            store.search("kế hoạch")
        os.setuid(65534)
        with Store.open(Path(sys.argv[1]), readonly=True) as store:
            print(len(store.search("kế hoạch")))
        try:
            with Store.open(Path(sys.argv[1])) as store:
                store.begin_run("r1")
        except StoreError as error:
            print(error)
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "facts.db")
        store_with(path, plan()).close()
        path.chmod(0o444)
        Path(folder).chmod(0o555)
        out, err = python(code, path, tmp_path / "other.db").communicate(timeout=PATIENCE)
    found, message = out.splitlines() or [err, ""]
    assert found == "1"
    assert message.startswith(str(path))
    assert "read-only" in message or "cannot be opened" in message


def test_a_store_of_a_newer_program(tmp_path):
    path = tmp_path / "facts.db"
    with store_with(path, plan()) as store:
        store.conn.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('vanthu', 'create_links', '2030')"
        )
    for readonly in (False, True):
        with pytest.raises(StoreError, match=r"facts\.db: this store was made by a newer vanthu .*create_links"):
            Store.open(path, readonly=readonly)


def test_a_store_that_lacks_migrations_is_not_read_as_it_is(tmp_path):
    path = tmp_path / "facts.db"
    with store_with(path, plan()) as store:
        store.conn.execute("DELETE FROM _sqlite_migrations WHERE name = 'create_search'")
    with pytest.raises(StoreError, match="older vanthu"):
        Store.open(path, readonly=True)


@pytest.mark.parametrize("content", [b"x", b"Day la mot van ban, khong phai kho du lieu.\n" * 200])
def test_a_file_that_is_no_database_is_left_alone(tmp_path, content):
    path = tmp_path / "facts.db"
    path.write_bytes(content)
    for readonly in (False, True):
        with pytest.raises(StoreError, match=r"facts\.db: this is not an SQLite database"):
            Store.open(path, readonly=readonly)
    assert path.read_bytes() == content


def test_another_programs_database_is_left_alone(tmp_path):
    path = tmp_path / "facts.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE documents (id INTEGER)")
    other.close()
    before = path.read_bytes()
    for readonly in (False, True):
        with pytest.raises(StoreError, match="not a store of vanthu"):
            Store.open(path, readonly=readonly)
    assert path.read_bytes() == before


def test_no_store_and_no_folder(tmp_path):
    for options in ({"readonly": True}, {"create": False}):
        with pytest.raises(StoreError, match="there is no store here"):
            Store.open(tmp_path / "facts.db", **options)
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="folder cannot be made"):
        Store.open(tmp_path / "file" / "facts.db")
    with pytest.raises(StoreError, match="cannot be opened"):
        Store.open(tmp_path)
    assert not (tmp_path / "facts.db").exists()


def test_an_empty_file_becomes_a_store(tmp_path):
    (tmp_path / "facts.db").touch()
    with store_with(tmp_path / "facts.db", plan()) as store:
        assert len(store.search("kế hoạch")) == 1


def test_a_damaged_store_is_said_to_be_damaged(tmp_path):
    path = tmp_path / "facts.db"
    store_with(path, *(plan(address=f"file:///{number}.txt") for number in range(20))).close()
    held = bytearray(path.read_bytes())
    held[8192:-4096] = b"\xff" * (len(held) - 4096 - 8192)
    path.write_bytes(held)
    with pytest.raises(StoreError, match="damaged"), Store.open(path) as store:
        store.search("kế hoạch")


def test_a_locked_store(tmp_path, monkeypatch):
    monkeypatch.setattr("pipeline.store.opening.BUSY_SECONDS", 0.05)
    path = tmp_path / "facts.db"
    with store_with(path, plan()) as store:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with Store.open(path) as second, pytest.raises(StoreError, match="locked"):
            second.begin_run("r1")
        other.execute("ROLLBACK")
        other.close()
        assert store.begin_run("r1") == 2


def test_searches_answer_while_a_run_writes(tmp_path):
    path = tmp_path / "facts.db"
    store_with(path, plan()).close()
    with Store.open(path) as writer, Store.open(path, readonly=True) as reader:
        conn = writer.conn
        conn.execute("BEGIN IMMEDIATE")
        conn.execute("UPDATE versions SET title = 'đang viết'")
        assert [hit.document.number for hit in reader.search("kế hoạch")] == ["154/KH-UBND"]
        conn.execute("ROLLBACK")
        assert writer.put(article(NEWS, "file:///tin.txt"), rules="r1", run=1) is Outcome.NEW
        assert len(reader.search("hà giang")) == 1


def test_a_closed_store_is_one_file_though_a_reader_holds_it(tmp_path):
    path = tmp_path / "facts.db"
    store_with(path).close()
    with Store.open(path, readonly=True) as reader:
        assert reader.search("kế hoạch") == []
        store_with(path, plan()).close()
        (tmp_path / "copy.db").write_bytes(path.read_bytes())
    with Store.open(tmp_path / "copy.db", readonly=True) as copy:
        assert len(copy.search("kế hoạch")) == 1
