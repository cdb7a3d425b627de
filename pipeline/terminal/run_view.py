"""How a run shows itself as it goes: a progress bar on a terminal, plain lines otherwise."""

import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from pipeline.batch.reading import Outcome

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_PLAIN_EVERY = 500


class RunView:
    """Shows a run as it goes: each problem as it comes, and how far the run is."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self._paths = paths
        self._done = 0
        self._bar: Progress | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            from rich.console import Console  # noqa: PLC0415 - only for a terminal
            from rich.progress import Progress  # noqa: PLC0415

            from pipeline.loaders import discover  # noqa: PLC0415

            total = sum(1 for _ in discover(self._paths, lambda _: None))
            self._bar = Progress(console=Console(stderr=True), transient=True)
            self._bar.start()
            self._task = self._bar.add_task("Reading", total=total)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def advance(self, outcome: Outcome) -> None:
        """One file more."""
        self._done += 1
        if outcome.problem is not None:
            line = f"{outcome.problem.where or outcome.path}: {outcome.problem.message}"
            if self._bar is not None:
                self._bar.console.print(line, style="red", markup=False, highlight=False)
            else:
                print(line, file=sys.stderr)
        if self._bar is not None and self._task is not None:
            self._bar.advance(self._task)
        elif self._done % _PLAIN_EVERY == 0:
            print(f"{self._done} files read", file=sys.stderr)
