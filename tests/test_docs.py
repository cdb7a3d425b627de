"""The documents do what they say: their commands, the rules they add, their queries, their links."""

import json
import re
import shlex
import shutil
import sqlite3
import subprocess
import tomllib
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline import Extractor
from pipeline.cli import main
from tests.conftest import ROOT

PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]
RULES, STORE = ROOT / "docs" / "rules.md", ROOT / "docs" / "store.md"
COPY = "luat-cua-toi"  # what docs/rules.md calls a copy of the rules


@dataclass(frozen=True)
class Block:
    """A fenced block: the words behind its fence, what it holds, the heading it stands under."""

    info: tuple[str, ...]
    body: str
    heading: str


def blocks(page: Path) -> list[Block]:
    found, heading = [], ""
    for match in re.finditer(r"^#+ (.+)$|^```(.+)\n((?:.*\n)*?)```$", page.read_text("utf-8"), re.M):
        if match[1]:
            heading = match[1]
        else:
            found.append(Block(tuple(match[2].split()), match[3].rstrip("\n"), heading))
    return found


@dataclass(frozen=True)
class Lesson:
    """A section of docs/rules.md that adds lines to rule files, and what comes of it.

    Either `sentence` is then read as `fact` in the list `kind`, as it was not before; or the rules are refused with
    `error`.
    """

    heading: str
    additions: tuple[tuple[str, str], ...]
    sentence: str
    kind: str
    fact: dict[str, object]
    error: str


def lessons() -> list[Lesson]:
    found = []
    for heading in dict.fromkeys(block.heading for block in blocks(RULES)):
        own = [block for block in blocks(RULES) if block.heading == heading]
        added = tuple((block.info[1], block.body) for block in own if block.info[0] in ("csv", "yaml"))
        if added:
            shown = next((block for block in own if block.info[0] == "json"), None)
            text = {block.info[1]: block.body for block in own if block.info[0] == "text"}
            fact = json.loads(shown.body) if shown else {}
            kind = shown.info[1] if shown else ""
            found.append(Lesson(heading, added, text.get("câu", ""), kind, fact, text.get("lỗi", "")))
    return found


ADDING = [lesson for lesson in lessons() if lesson.fact]
MISTAKEN = [lesson for lesson in lessons() if lesson.error]


def add(rules: Path, file: str, lines: str) -> None:
    """Write a block into a rule file: its first line stands there already, the others belong beneath it."""
    standing, added = lines.split("\n", 1)
    path = rules / file
    text = path.read_text("utf-8")
    assert text.split("\n").count(standing) == 1, f"{file} has not one line {standing!r}"
    path.write_text(f"\n{text}".replace(f"\n{standing}\n", f"\n{standing}\n{added}\n", 1)[1:], "utf-8")


def copy_of_the_rules(place: Path, taught: list[Lesson]) -> Path:
    rules = Path(shutil.copytree(ROOT / "rules", place / COPY))
    for lesson in taught:
        for file, lines in lesson.additions:
            add(rules, file, lines)
    return rules


def is_read(extractor: Extractor, lesson: Lesson) -> bool:
    entries = extractor.extract(lesson.sentence).to_dict()[lesson.kind]
    return any(lesson.fact.items() <= entry.items() for entry in entries)


def test_the_rules_have_lessons() -> None:
    assert len(ADDING) >= 7
    assert len(MISTAKEN) >= 4
    assert len(ADDING) + len(MISTAKEN) == len(lessons()), "a lesson shows neither a fact nor an error"


@pytest.mark.parametrize("lesson", ADDING, ids=lambda lesson: lesson.heading)
def test_what_is_added_is_read(lesson: Lesson, extractor: Extractor, tmp_path: Path) -> None:
    assert not is_read(extractor, lesson)
    assert is_read(Extractor(copy_of_the_rules(tmp_path, [lesson])), lesson)


@pytest.mark.parametrize("lesson", MISTAKEN, ids=lambda lesson: lesson.heading)
def test_what_is_wrong_is_told(lesson: Lesson, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rules = copy_of_the_rules(tmp_path, [lesson])
    assert main(["rules", "check", "--rules", str(rules)]) != 0
    said = capsys.readouterr()
    for line in lesson.error.split("\n"):
        assert line in said.out + said.err


def test_every_rule_file_is_explained() -> None:
    listed = re.findall(r"^\| `([\w/]+\.(?:csv|yml))` \|", RULES.read_text("utf-8"), re.M)
    held = [path.relative_to(ROOT / "rules").as_posix() for path in (ROOT / "rules").rglob("*.*")]
    described = [file for file in held if not file.startswith("sources/")]  # docs/sources.md says how they are written
    assert sorted(listed) == sorted(described)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A place to stand in: corpora/ and the store made of it, the rules and a copy with all lessons, a text to try."""
    place = tmp_path_factory.mktemp("reader")
    for name in ("corpora", "rules"):
        (place / name).symlink_to(ROOT / name)
    copy_of_the_rules(place, ADDING)
    (place / "thu.txt").write_text(ADDING[0].sentence, "utf-8")
    with chdir(place):
        assert main(["run"]) == 0
    return place


def commands() -> list[tuple[str, str, str]]:
    """(page, command, what the page shows of its output) of every command of vanthu."""
    return [
        (page.name, *shown.removeprefix("vanthu ").partition("\n")[::2])
        for page in PAGES
        for block in blocks(page)
        if block.info[0] == "console"
        for shown in re.split(r"^\$ ", block.body, flags=re.M)
        if shown.startswith("vanthu ")
    ]


def test_every_reader_is_shown_commands() -> None:
    pages = [page for page, _, _ in commands()]
    assert min(pages.count("README.md"), pages.count("README.vi.md")) >= 4


@pytest.mark.parametrize(("page", "command", "shown"), commands(), ids=lambda part: part.split("\n")[0])
def test_command(page: str, command: str, shown: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with chdir(folder):
        status = main(shlex.split(re.split(r" [|>] ", command)[0]))
    said = capsys.readouterr()
    assert status == 0, said.out + said.err
    assert said.out.strip()
    assert not said.out.startswith("Nothing found"), f"{page} shows a search that finds nothing"
    hits = [line.strip() for line in shown.split("\n") if re.search(r"  \[[\w-]+\]$", line)]
    assert set(hits) <= {line.strip() for line in said.out.split("\n")}, f"{page} shows what is not found"


@pytest.fixture(scope="module")
def facts(folder: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{folder / 'output' / 'facts.db'}?mode=ro", uri=True)


QUERIES = [block.body for page in PAGES for block in blocks(page) if block.info[0] == "sql"]


@pytest.mark.parametrize("query", QUERIES)
def test_query_has_answers(query: str, facts: sqlite3.Connection) -> None:
    answers = facts.execute(query)
    columns = [column for column, *_ in answers.description]
    rows = answers.fetchall()
    assert rows
    for column, values in zip(columns, zip(*rows, strict=True), strict=True):
        assert any(value is not None for value in values), f"{column} is empty in every row"


def test_the_tables_are_as_described(facts: sqlite3.Connection) -> None:
    described: dict[str, set[str]] = {}
    for name, cells in re.findall(
        r"^\| (`\w+`|all five)(?: \(view\))? \|.*\| (`.+) \|$", STORE.read_text("utf-8"), re.M
    ):
        described[name.strip("`")] = set(re.findall(r"`(\w+)`", re.sub(r"\(.*?\)", "", cells)))
    shared = described.pop("all five")
    for name in ("dates", "plan_numbers", "officials", "agencies", "targets"):
        described[name] |= shared
    inner = re.compile(r"_?sqlite_.*|indexed|bands|(?:documents|facts)_fts.*")
    held = facts.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')").fetchall()
    columns = {
        name: {column for (column,) in facts.execute("SELECT name FROM pragma_table_info(?)", (name,))}
        for (name,) in held
        if not inner.fullmatch(name)
    }
    assert described == columns


def test_the_layers_are_as_described() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contract, *_ = project["tool"]["importlinter"]["contracts"]
    assert " > ".join(contract["layers"]) in (ROOT / "CONTRIBUTING.md").read_text("utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_is_pointed_to_is_there(page: Path) -> None:
    text = page.read_text("utf-8")
    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (page.parent / target).exists(), f"{page.name} points to {target}"
    goals = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    assert set(re.findall(r"`make ([a-z]+)", text)) <= goals


@pytest.mark.skipif(
    shutil.which("systemd-analyze") is None, reason="no systemd-analyze here (on Debian: apt-get install systemd)"
)
def test_systemd_takes_the_units(tmp_path: Path) -> None:
    """But for the program, which stands where the reader put it."""
    units = [block.body for block in blocks(ROOT / "docs" / "nightly.md") if block.info == ("ini",)]
    names = ["vanthu.timer" if "[Timer]" in unit else "vanthu.service" for unit in units]
    assert sorted(names) == ["vanthu.service", "vanthu.timer"]
    for name, unit in zip(names, units, strict=True):
        (tmp_path / name).write_text(unit.replace("/srv/vanthu/.venv/bin/vanthu", "/bin/true") + "\n", "utf-8")
    paths = [str(tmp_path / name) for name in names]
    done = subprocess.run(["systemd-analyze", "verify", *paths], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
