"""`vanthu serve` as a process of its own."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.conftest import PATIENCE, ROOT


@contextmanager
def serving(db: Path) -> Iterator[str]:
    """The address that a store is served at; Ctrl-C ends it, and it must end well."""
    command = [sys.executable, "-m", "pipeline", "serve", "--db", str(db), "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as server:
        try:
            assert server.stdout is not None
            said = server.stdout.readline()
            assert "http://127.0.0.1:" in said, said + server.stdout.read()
            yield said[said.index("http://") :].split()[0].rstrip("/")
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(PATIENCE)
    assert server.returncode == 0
