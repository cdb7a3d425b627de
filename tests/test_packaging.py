"""The rules are found from a wheel, a bare checkout and an editable install; nothing heavy loads too soon."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT

READ_A_DATE = """
import pipeline, vanthu
from pipeline.rulebook.location import default_directory
print(pipeline.__file__)
print(default_directory())
facts = vanthu.Extractor().extract("Sáng 19/7/2018, huyện Mường Tè họp.")
print(facts.dates[0].value)
"""


def read_a_date(*, path: Path | None, cwd: Path) -> list[str]:
    environment = {"PATH": "/usr/bin:/bin", **({"PYTHONPATH": str(path)} if path else {})}
    done = subprocess.run(
        [sys.executable, "-c", READ_A_DATE], cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split("\n")


def test_wheel(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "dist")]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = (tmp_path / "dist").glob("vanthu-*.whl")
    installed = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(installed)
        names = archive.namelist()
    assert not [name for name in names if name.startswith(("tests/", "corpora/"))]
    assert "pipeline/py.typed" in names
    package, rules, day, *_ = read_a_date(path=installed, cwd=tmp_path)
    assert Path(package).is_relative_to(installed)
    assert Path(rules) == installed / "pipeline" / "_rules"
    assert day == "2018-07-19"


def test_bare_checkout(tmp_path: Path) -> None:
    for name in ("pipeline", "rules"):
        shutil.copytree(ROOT / name, tmp_path / "checkout" / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "vanthu.py", tmp_path / "checkout")
    _, rules, day, *_ = read_a_date(path=tmp_path / "checkout", cwd=tmp_path)
    assert (Path(rules), day) == (tmp_path / "checkout" / "rules", "2018-07-19")


def test_editable_install(tmp_path: Path) -> None:
    _, rules, day, *_ = read_a_date(path=None, cwd=tmp_path)
    assert (Path(rules), day) == (ROOT / "rules", "2018-07-19")


@pytest.mark.parametrize("command", [["--help"], ["--version"], ["run", "--help"], ["search", "--help"]])
def test_help_loads_no_library(command: list[str]) -> None:
    script = (
        "import sys\nfrom pipeline.cli import main\n"
        f"try: main({command!r})\nexcept SystemExit: pass\n"
        "heavy = {'spacy', 'underthesea', 'sqlite_utils', 'dateparser', 'pydantic', 'rich', 'yaml', 'regex'}\n"
        "heavy &= set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", script], check=True, stdout=subprocess.DEVNULL)
