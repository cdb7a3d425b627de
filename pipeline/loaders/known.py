"""What is known of a document from outside: its sidecar, its address."""

import json
from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from pipeline.loaders.days import read_day
from pipeline.loaders.discovery import is_left_alone, shown
from pipeline.model import Document, Doubt, Link, Place, Problem, Quality, Stated

SIDECAR_SUFFIX = ".meta.json"
_FIELDS = ("url", "title", "published", "source", "fetched")
_DAYS = ("published", "fetched")
_MAX_SIDECAR_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Known:
    """What its bytes need not say of a document. `published` and `fetched`, the day its bytes were got, are ISO days;
    `problems` tells what was refused.

    `published_source` names who says the day: the command line, the sidecar.
    """

    url: str | None = None
    title: str | None = None
    published: str | None = None
    published_source: str = "given"
    source: str | None = None
    fetched: str | None = None
    address: str | None = None
    path: Path | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """What a loader found in the bytes: stored text, and what they say of themselves. What is known goes before it.

    `doubt` is a doubt of the encoding; places and doubts are offsets of `text`, sorted. Where a loader gives no quality,
    the text is judged.
    """

    text: str
    url: str | None = None
    title: str | None = None
    published: str | None = None
    published_source: str | None = None
    doubt: str | None = None
    problems: tuple[Problem, ...] = ()
    quality: Quality | None = None
    quality_reason: str | None = None
    places: tuple[Place, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    stated: tuple[Stated, ...] = ()
    links: tuple[Link, ...] = ()


def document_of(found: Found, known: Known, format_name: str) -> Document:
    """The document of what was found in the bytes and what is known from outside, which wins."""
    from pipeline.loaders.legibility import judge  # noqa: PLC0415 - with the rules' models, for who loads a document

    problems = known.problems + found.problems + ((Problem("encoding", found.doubt),) if found.doubt else ())
    quality, reason = (found.quality, found.quality_reason) if found.quality else judge(found.text)
    return Document(
        text=found.text,
        address=known.address or known.url or found.url or "unknown:",
        url=known.url or found.url,
        title=known.title or found.title,
        published=known.published or found.published,
        published_source=known.published_source if known.published else found.published_source,
        source=known.source,
        format=format_name,
        problems=problems,
        quality=quality,
        quality_reason=reason,
        places=found.places,
        doubts=found.doubts,
        stated=found.stated,
        links=found.links,
    )


def known_of(path: Path) -> Known:
    """What the sidecar `<stem>.meta.json` beside a file says; what is wrong with it becomes a problem, no error."""
    sidecar = path.with_name(path.stem + SIDECAR_SUFFIX)
    problems: list[Problem] = []
    fields = _read_fields(sidecar, problems)
    known = Known(path=path, published_source="sidecar", problems=tuple(problems), **fields)
    return replace(known, address=address_of(path, known))


def address_of(path: Path, known: Known) -> str:
    """Where the document lives: its url, with "#" and the file's name where files share a stem; else a file: url."""
    if not known.url:
        return path.absolute().as_uri()
    folder = path.absolute().parent
    try:
        twins = _stems(folder, folder.stat().st_mtime_ns)[path.stem] > 1
    except OSError:  # a folder may be searchable and yet not listable
        twins = False
    return f"{known.url}#{path.name}" if twins else known.url


@lru_cache(maxsize=4)
def _stems(folder: Path, changed: int) -> Counter[str]:
    """How many documents of a folder have each stem; `changed` renews the answer when the folder changes."""
    return Counter(entry.stem for entry in folder.iterdir() if not is_left_alone(entry.name) and entry.is_file())


def _read_fields(sidecar: Path, problems: list[Problem]) -> dict[str, str | None]:
    def refuse(message: str) -> None:
        problems.append(Problem("sidecar", message, shown(sidecar)))

    try:
        with sidecar.open("rb") as file:
            data = file.read(_MAX_SIDECAR_BYTES + 1)
    except FileNotFoundError:
        return {}
    except OSError as error:
        refuse(f"the sidecar cannot be read: {error.strerror or error}")
        return {}
    if len(data) > _MAX_SIDECAR_BYTES:
        refuse(f"the sidecar is larger than {_MAX_SIDECAR_BYTES:,} bytes")
        return {}
    try:
        values = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        refuse(f"the sidecar is not JSON: {error}")
        return {}
    if not isinstance(values, dict):
        refuse(f"the sidecar holds {_kind(values)}, not an object")
        return {}
    return {name: _field(name, values[name], refuse) for name in _FIELDS if values.get(name) is not None}


def _field(name: str, value: Any, refuse: Any) -> str | None:  # noqa: ANN401 - whatever JSON holds
    if not isinstance(value, str):
        refuse(f"{name} is {_kind(value)}, not text")
        return None
    text = value.encode("utf-8", "replace").decode().strip()
    if name in _DAYS and text:
        day = read_day(text)
        if day is None:
            refuse(f"{name} is no day such as 2024-03-18: {text[:80]!r}")
        return day
    return text or None


def _kind(value: object) -> str:
    names = {
        dict: "an object",
        list: "a list",
        bool: "true or false",
        int: "a number",
        float: "a number",
        str: "text",
    }
    return names.get(type(value), "null")
