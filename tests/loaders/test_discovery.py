"""Finding documents in folders of all sorts."""

from pathlib import Path

import pytest

from pipeline.loaders import discover


def found(*paths: Path, root: Path) -> tuple[list[str], list[str]]:
    problems = []
    files = [path.relative_to(root).as_posix() for path in discover(paths, problems.append)]
    return files, [f"{problem.code} {Path(str(problem.where)).relative_to(root).as_posix()}" for problem in problems]


def touch(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("x")


def test_folders_in_order_without_what_is_no_document(tmp_path):
    touch(tmp_path, "b.txt", "a/2.html", "a/1.txt", "c/d/e.txt", "c/a", "B.TXT")
    touch(tmp_path, "b.json", "b.meta.json", "a/README.md", "readme", "manifest.tsv", ".hidden", ".git/x.txt", "x.JSON")
    files, problems = found(tmp_path, root=tmp_path)
    assert files == ["B.TXT", "a/1.txt", "a/2.html", "b.txt", "c/a", "c/d/e.txt"]
    assert problems == []


def test_files_as_given(tmp_path):
    touch(tmp_path, "b.txt", "README.md", ".hidden")
    names = ["b.txt", "README.md", ".hidden"]
    assert found(*(tmp_path / name for name in names), root=tmp_path)[0] == names


def test_it_streams(tmp_path):
    touch(tmp_path, "a.txt")
    files = discover([tmp_path / "a.txt", tmp_path / "none"], pytest.fail)
    assert next(files).name == "a.txt"


def test_missing_and_dangling(tmp_path):
    touch(tmp_path, "in/a.txt")
    (tmp_path / "in/gone").symlink_to("nowhere")
    (tmp_path / "in/self").symlink_to("self")
    assert found(tmp_path / "in", tmp_path / "none", root=tmp_path) == (
        ["in/a.txt"],
        ["missing in/gone", "symlink-loop in/self", "missing none"],
    )


def test_linked_folders_are_read_once(tmp_path):
    touch(tmp_path, "in/a/1.txt", "other/2.txt")
    (tmp_path / "in/a/up").symlink_to(tmp_path / "in")
    (tmp_path / "in/b").symlink_to(tmp_path / "other")
    assert found(tmp_path / "in", root=tmp_path) == (["in/a/1.txt", "in/b/2.txt"], ["symlink-loop in/a/up"])


def test_a_folder_without_rights(tmp_path, monkeypatch):
    touch(tmp_path, "a/1.txt", "b/2.txt")
    listed = Path.iterdir

    def deny(path):
        if path.name == "a":
            raise PermissionError(13, "denied")
        return listed(path)

    monkeypatch.setattr(Path, "iterdir", deny)
    assert found(tmp_path, root=tmp_path) == (["b/2.txt"], ["unreadable a"])


def test_a_name_that_is_not_utf_8(tmp_path):
    path = tmp_path / "k\udcff.txt"
    try:
        path.write_text("x")
    except OSError:
        pytest.skip("the file system takes only UTF-8 names")
    assert [path.name for path in discover([tmp_path], pytest.fail)] == ["k\udcff.txt"]
