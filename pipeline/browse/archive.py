"""Datasette over one store: what our pages and hooks need to know of the site they are part of."""

from pathlib import Path
from typing import Any

from datasette.app import Datasette


class Archive(Datasette):
    """Datasette that knows its store; `options` are Datasette's own."""

    def __init__(self, store: Path, **options: Any) -> None:  # noqa: ANN401 - Datasette has no types
        self.store = store
        super().__init__([], **options)
