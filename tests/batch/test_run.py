"""A whole run as a process: repeated, interrupted, killed, and fed with what no archive lacks."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import unicodedata
from pathlib import Path

import pytest

from pipeline.loaders import discover
from pipeline.model import Problem
from tests.batch.nights import stored
from tests.conftest import PATIENCE, ROOT

VANTHU = [sys.executable, "-m", "pipeline"]


def vanthu(*arguments: object, **options: object) -> subprocess.CompletedProcess[str]:
    command = [*VANTHU, *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, **options)  # type: ignore[call-overload,no-any-return]


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sixty documents: the corpus and copies of it in folders, so that workers are used."""
    folder = tmp_path_factory.mktemp("documents")
    for copy in range(3):
        (folder / f"copy{copy}").mkdir()
        for path in sorted((ROOT / "corpora").iterdir()):
            if path.suffix in (".txt", ".html"):
                shutil.copy(path, folder / f"copy{copy}" / path.name)
    return folder


def dump(db: Path) -> list[str]:
    """All rows of a store but those that tell of runs."""
    connection = sqlite3.connect(db)
    tables = [
        "documents",
        "versions",
        "dates",
        "plan_numbers",
        "officials",
        "agencies",
        "targets",
        "mentions",
        "unread",
    ]
    rows = []
    for table in tables:
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        kept = ", ".join(
            f'"{c}"' for c in columns if c not in ("run", "first_run", "last_run") and (c, table) != ("id", "mentions")
        )
        rows += sorted(f"{table}: {row}" for row in connection.execute(f"SELECT {kept} FROM {table}"))
    for table in ("documents_fts", "facts_fts"):
        rows += sorted(f"{table}: {row}" for row in connection.execute(f"SELECT * FROM {table}"))
    connection.close()
    return rows


@pytest.fixture(scope="module")
def undisturbed(documents: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    db = tmp_path_factory.mktemp("undisturbed") / "facts.db"
    done = vanthu("run", documents, "--db", db, "--jobs", 1)
    assert done.returncode == 0, done.stderr
    return dump(db)


def test_workers_give_the_same_store(documents: Path, undisturbed: list[str], tmp_path: Path) -> None:
    assert vanthu("run", documents, "--db", tmp_path / "facts.db", "--jobs", 3).returncode == 0
    assert dump(tmp_path / "facts.db") == undisturbed


def test_a_second_run_changes_nothing(documents: Path, undisturbed: list[str], tmp_path: Path) -> None:
    for expected in ("new", "unchanged"):
        done = vanthu("run", documents, "--db", tmp_path / "facts.db")
        assert done.returncode == 0
        assert f"{expected}" in done.stdout
        assert dump(tmp_path / "facts.db") == undisturbed


# signals its own process group, as a terminal does, when so many documents are written: before the last is kept, or after
SIGNALLED = """
import os, signal, sys
from pipeline.cli import main
from pipeline.store import store, writer
when, count, name = sys.argv.pop(1), int(sys.argv.pop(1)), sys.argv.pop(1)
place = {"before": writer, "after": store.Store}[when]
put, written = place.put, []
def putting(*given, **named):
    outcome = put(*given, **named)
    written.append(outcome)
    if len(written) == count:
        os.killpg(0, signal.Signals[name])
    return outcome
place.put = putting
sys.exit(main())
"""


def signalled(
    name: str, moment: tuple[str, int], documents: Path, db: Path, jobs: int
) -> subprocess.CompletedProcess[str]:
    """A run that a signal meets when so many documents are written."""
    arguments = [*map(str, moment), name, "run", str(documents), "--db", str(db), "--jobs", str(jobs)]
    return subprocess.run(
        [sys.executable, "-c", SIGNALLED, *arguments], check=False, cwd=ROOT, capture_output=True, text=True,
        preexec_fn=heed_ctrl_c, start_new_session=True,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("moment", "jobs"),
    [
        (("before", 1), 1), (("after", 1), 2), (("before", 13), 2), (("after", 20), 1),
        (("before", 30), 2), (("after", 45), 1), (("after", 59), 2), (("before", 60), 2),
    ],
)  # fmt: skip
def test_a_killed_run_goes_on_where_it_was(
    documents: Path, undisturbed: list[str], tmp_path: Path, moment: tuple[str, int], jobs: int
) -> None:
    db = tmp_path / "facts.db"
    assert signalled("SIGKILL", moment, documents, db, jobs).returncode == -signal.SIGKILL
    assert stored(db) == moment[1] - (moment[0] == "before")
    assert vanthu("run", documents, "--db", db, "--jobs", 1).returncode == 0
    assert dump(db) == undisturbed


def heed_ctrl_c() -> None:
    """For a process that a test begins: where the tests run in the background, a shell has it ignore Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_ctrl_c_after_the_work_changes_no_status() -> None:
    late = (
        "import os, signal, sys; from pipeline.cli import main; sys.argv[1:] = ['sources', 'list'];"
        "status = main(); os.kill(os.getpid(), signal.SIGINT); sys.exit(status)"
    )
    done = subprocess.run(
        [sys.executable, "-c", late], check=False, cwd=ROOT, capture_output=True, preexec_fn=heed_ctrl_c
    )
    assert done.returncode == 0


def test_ctrl_c_while_a_module_is_loaded_ends_as_any_other(tmp_path: Path) -> None:
    (tmp_path / "interrupted.py").write_text(
        "import sys; import pipeline.cli as cli; sys.argv[1:] = ['rules', 'list']\n"
        "source = 'import os, signal; os.kill(os.getpid(), signal.SIGINT); sum(range(9))'\n"
        "cli._rules_list = lambda given: exec(source)\n"
        "sys.exit(cli.main())\n"
    )
    done = subprocess.run(
        [sys.executable, "-m", "interrupted"], check=False, cwd=ROOT, capture_output=True, text=True,
        env=os.environ | {"PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}"}, preexec_fn=heed_ctrl_c,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (
        130, "\nStopped. Everything that was finished is kept; run the command again to go on.\n"
    )  # fmt: skip


@pytest.mark.parametrize(("moment", "jobs"), [(("before", 1), 2), (("after", 30), 1), (("before", 60), 2)])
def test_ctrl_c_ends_with_a_word_and_whole_documents(
    documents: Path, undisturbed: list[str], tmp_path: Path, moment: tuple[str, int], jobs: int
) -> None:
    db = tmp_path / "facts.db"
    run = signalled("SIGINT", moment, documents, db, jobs)
    assert (run.returncode, run.stderr.count("Stopped.")) == (130, 1)
    assert "Traceback" not in run.stderr
    assert stored(db) == moment[1] - (moment[0] == "before")
    assert vanthu("run", documents, "--db", db).returncode == 0
    assert dump(db) == undisturbed


def test_ctrl_c_while_workers_start_is_for_the_run_alone(documents: Path, tmp_path: Path) -> None:
    """A worker that was begun, and has not yet come to a line of its own, must not tell of it."""
    early = SIGNALLED.replace(
        "place.put = putting",
        """
from multiprocessing import context, process
start = process.BaseProcess.start
def starting(worker):
    bootstrap = worker._bootstrap
    def late(*given, **named):
        if os.getppid() == parent:
            os.kill(os.getpid(), signal.SIGINT)
        return bootstrap(*given, **named)
    parent, worker._bootstrap = os.getpid(), late
    start(worker)
process.BaseProcess.start = starting
""",
    )
    run = subprocess.run(
        [sys.executable, "-c", early, "after", "0", "SIGINT", "run", str(documents), "--db", str(tmp_path / "facts.db"),
         "--jobs", "2"], check=False, cwd=ROOT, capture_output=True, text=True,
        preexec_fn=heed_ctrl_c,
    )  # fmt: skip
    assert (run.returncode, run.stderr) == (0, "")


def test_hostile_files_are_named_and_the_rest_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    plan = "Kế hoạch số 41/KH-UBND ngày 05/3/2021 của UBND huyện Mường Tè về trồng rừng.\n"
    (folder / "empty.txt").write_bytes(b"")
    (folder / "blank.txt").write_text(" \n\n")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    (folder / "report.pdf").write_bytes(b"%PDF-1.7\n%\xe2\xe3\n" + b"x" * 100)
    (folder / "endless.txt").write_text("kế hoạch số " * 4_200_000)
    (folder / "nfd.txt").write_text(unicodedata.normalize("NFD", plan), "utf-8")
    (folder / "utf16.txt").write_text(plan, "utf-16")
    (folder / "wrong.html").write_bytes(
        b'<html><head><meta charset="windows-1258"></head><body><p>' + plan.encode() + b"</p></body></html>"
    )
    (folder / "gone.txt").symlink_to(folder / "nowhere.txt")
    done = vanthu("run", folder, tmp_path / "missing", "--db", tmp_path / "facts.db", timeout=PATIENCE)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    for name in (
        "empty.txt",
        "blank.txt",
        "binary.txt",
        "picture.png",
        "report.pdf",
        "endless.txt",
        "gone.txt",
        "missing",
    ):
        assert len([line for line in done.stderr.splitlines() if name in line]) == 1, (name, done.stderr)
    connection = sqlite3.connect(tmp_path / "facts.db")
    assert connection.execute("SELECT count(*) FROM problems").fetchone() == (8,)
    numbers = connection.execute("SELECT number, date FROM plan_numbers").fetchall()
    assert numbers == [("41/KH-UBND", "2021-03-05")] * 3
    connection.close()


def test_a_folder_without_rights_is_a_problem(tmp_path: Path) -> None:
    shut, readable = tmp_path / "in" / "shut", tmp_path / "in" / "open.txt"
    shut.mkdir(parents=True)
    readable.write_text("Quyết định số 9/QĐ-UBND ngày 01/02/2020")
    temporary = Path(tempfile.gettempdir())
    for folder in (tmp_path / "in", tmp_path, *(path for path in tmp_path.parents if temporary in path.parents)):
        folder.chmod(0o777)
    shut.chmod(0)
    problems: list[Problem] = []
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)  # root may read everything: look as nobody
    try:
        found = list(discover([tmp_path / "in"], problems.append))
    finally:
        os.seteuid(user)
        shut.chmod(0o755)
    assert found == [readable]
    assert [problem.message for problem in problems] == ["no permission to read it"]


def test_a_changed_text_is_a_new_version_of_the_same_document(tmp_path: Path) -> None:
    path, db = tmp_path / "in" / "plan.txt", tmp_path / "facts.db"
    path.parent.mkdir()
    path.write_text("Quyết định số 9/QĐ-UBND ngày 01/02/2020 về chợ nông thôn.")
    assert vanthu("run", path.parent, "--db", db).returncode == 0
    path.write_text("Quyết định số 9/QĐ-UBND ngày 03/02/2020 về chợ nông thôn.")
    done = vanthu("run", path.parent, "--db", db)
    assert "1 changed" in done.stdout
    connection = sqlite3.connect(db)
    assert connection.execute("SELECT count(*) FROM documents").fetchone() == (1,)
    assert connection.execute("SELECT count(*) FROM versions").fetchone() == (2,)
    assert connection.execute("SELECT value FROM dates").fetchall() == [("2020-02-03",)]
    connection.close()


def test_changed_rules_read_again(tmp_path: Path) -> None:
    rules, db = tmp_path / "rules", tmp_path / "facts.db"
    shutil.copytree(ROOT / "rules", rules)
    (tmp_path / "plan.txt").write_text("Quyết định số 9/QĐ-UBND ngày 01/02/2020 về chợ nông thôn.")
    assert vanthu("run", tmp_path / "plan.txt", "--db", db, "--rules", rules).returncode == 0
    with (rules / "dates.yml").open("a", encoding="utf-8") as file:
        file.write("# a note\n")
    done = vanthu("run", tmp_path / "plan.txt", "--db", db, "--rules", rules)
    assert "read again under changed rules" in done.stdout


def test_one_url_on_two_files_loses_neither(tmp_path: Path) -> None:
    folder, db = tmp_path / "in", tmp_path / "facts.db"
    folder.mkdir()
    for name, day in (("a", "01/02/2020"), ("b", "03/02/2020")):
        (folder / f"{name}.txt").write_text(f"Sáng {day}, huyện họp.")
        (folder / f"{name}.meta.json").write_text('{"url": "https://bao.example/"}')
    for outcome in ("2 new", "2 unchanged"):
        assert outcome in vanthu("run", folder, "--db", db).stdout
    connection = sqlite3.connect(db)
    addresses = connection.execute("SELECT address FROM documents ORDER BY address").fetchall()
    connection.close()
    assert addresses == [("https://bao.example/",), ("https://bao.example/#b.txt",)]


def test_one_run_at_a_time(tmp_path: Path) -> None:
    from pipeline.batch.lock import run_lock

    with run_lock(tmp_path / "facts.db"):
        done = vanthu("run", ROOT / "corpora", "--db", tmp_path / "facts.db")
    assert done.returncode == 5
    assert "another run" in done.stderr


def test_a_store_of_a_newer_vanthu_is_left_alone(tmp_path: Path) -> None:
    db = tmp_path / "facts.db"
    (tmp_path / "a.txt").write_text("Sáng 01/02/2020, huyện họp.")
    assert vanthu("run", tmp_path / "a.txt", "--db", db).returncode == 0
    connection = sqlite3.connect(db)
    connection.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('vanthu', '9999_future', '')"
    )
    connection.commit()
    connection.close()
    before = db.read_bytes()
    done = vanthu("run", tmp_path / "a.txt", "--db", db)
    assert (done.returncode, "newer" in done.stderr, "Traceback" in done.stderr) == (2, True, False)
    assert db.read_bytes() == before


@pytest.mark.parametrize("content", [b"not a database", b""])
def test_a_file_that_is_no_store_is_left_alone(tmp_path: Path, content: bytes) -> None:
    db = tmp_path / "facts.db"
    db.write_bytes(content)
    done = vanthu("search", "kế hoạch", "--db", db)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert db.read_bytes() == content


def test_a_full_disk_ends_with_a_word(documents: Path, tmp_path: Path) -> None:
    import resource

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))

    db = tmp_path / "facts.db"
    done = vanthu("run", documents, "--db", db, "--jobs", 1, preexec_fn=small)
    assert done.returncode == 2
    assert str(db) in done.stderr
    assert "Traceback" not in done.stderr
    assert vanthu("run", documents, "--db", db).returncode == 0
