"""What a run did and when, as JSON lines: one object an event, for programs that watch over others."""

import json
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self, TextIO


class Journal:
    """Adds lines to a file, or with None keeps nothing. A context manager; OSError where the file cannot be had."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._file: TextIO | None = None

    def __enter__(self) -> Self:
        if self._path is not None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self._path.open("a", encoding="utf-8", errors="replace")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            self.note("stopped", why=f"{type(error).__name__}: {error}")
        if self._file is not None:
            self._file.close()

    def note(self, event: str, **known: object) -> None:
        """One line, written at once: what is killed later has still said this."""
        if self._file is not None:
            line = {"time": datetime.now(UTC).isoformat(timespec="milliseconds"), "event": event, **known}
            self._file.write(json.dumps(line, ensure_ascii=False, default=str) + "\n")
            self._file.flush()
