"""What was recognised once is kept, by content: reading a scan again costs nothing.

The folder is vanthu/ocr under XDG_CACHE_HOME (~/.cache where that is not set); it may be deleted at any time.
"""

import json
import os
import tempfile
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from pipeline.loaders.printed.tables import Rule
from pipeline.loaders.printed.words import Word


@dataclass(frozen=True, slots=True)
class RecognisedPage:
    """Words and rules of a page that was read from its picture; sizes in points. `ink` is the share of dark dots,
    `unread` tells which figures of its head could not be read.
    """

    width: float
    height: float
    words: tuple[Word, ...]
    across: tuple[Rule, ...]
    down: tuple[Rule, ...]
    ink: float
    unread: tuple[str, ...] = ()


def cache_folder() -> Path:
    """Where pages that were recognised are kept; it need not exist."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "vanthu" / "ocr"


def find_page(key: str) -> RecognisedPage | None:
    """What is kept under a key; None where there is nothing, or nothing that can be read."""
    try:
        kept = json.loads((cache_folder() / key[:2] / f"{key}.json").read_text("utf-8"))
        return RecognisedPage(
            kept["width"],
            kept["height"],
            tuple(Word(*word) for word in kept["words"]),
            tuple(Rule(*rule) for rule in kept["across"]),
            tuple(Rule(*rule) for rule in kept["down"]),
            kept["ink"],
            tuple(kept["unread"]),
        )
    except (OSError, ValueError, TypeError, KeyError):
        return None


def keep_page(key: str, page: RecognisedPage) -> None:
    """Keep a page; where the folder cannot be written, nothing is kept."""
    kept: dict[str, Any] = {field.name: getattr(page, field.name) for field in fields(page)}
    folder = cache_folder() / key[:2]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # written beside and moved, so that no other run reads half a page
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=folder, delete=False) as file:
            json.dump(kept, file, ensure_ascii=False)
        Path(file.name).replace(folder / f"{key}.json")
    except OSError:
        return
