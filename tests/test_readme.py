"""The README's commands do what it says."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

COMMANDS = [
    line.removeprefix("$ ").strip()
    for block in re.findall(r"```console\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    for line in block.splitlines()
    if line.startswith("$ vanthu ")
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A place to stand in with a corpora/ of its own; the README's first command fills the store."""
    place = tmp_path_factory.mktemp("readme")
    (place / "corpora").symlink_to(ROOT / "corpora")
    (place / "rules").symlink_to(ROOT / "rules")
    (place / "output").mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "run"], cwd=place, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return place


def test_the_readme_shows_commands() -> None:
    assert len(COMMANDS) >= 5


@pytest.mark.parametrize("command", COMMANDS)
def test_command(command: str, folder: Path) -> None:
    words = shlex.split(command.split(" | ", 1)[0])[1:]
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", *words], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()
