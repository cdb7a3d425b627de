"""Floors under the scores: a file that says what was reached, on which gold, and is only ever raised."""

import json
import math
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

_HEAD = """\
# Scores that must not fall, each with the hash and number of the documents it was measured on (docs/evaluation.md).
# Written by `make floors`, which raises figures and never lowers one; lower one only by hand, saying why in the commit.
"""
_TOLERANCE = 1e-9
_BARE = re.compile(r"[A-Za-z0-9_-]+")  # what TOML takes as a key without quotes


class FloorsError(Exception):
    """A file of floors that cannot be read; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Figures from 0 to 1 by name ("dates.f1", "issuer"), and what they were measured on."""

    name: str
    sha256: str
    documents: int
    figures: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Floors:
    """The recorded figures by the name of what they were measured on."""

    by_name: Mapping[str, Measured]

    @classmethod
    def load(cls, path: Path) -> "Floors":
        """Read a file of floors; none where there is no file. FloorsError where it has another shape."""
        if not path.exists():
            return cls({})
        try:
            tables = tomllib.loads(path.read_text("utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise FloorsError(f"{path}: {error}") from error
        return cls({name: _measured(path, name, table) for name, table in tables.items()})

    def save(self, path: Path) -> None:
        path.write_text("\n".join([_HEAD, *(_toml(self.by_name[name]) for name in sorted(self.by_name))]), "utf-8")

    def shortfalls(self, now: Measured) -> list[str]:
        """What is amiss with a measurement: below a floor, made on another gold, or never recorded."""
        floor = self.by_name.get(now.name)
        if floor is None:
            return [f"{now.name}: no floors are recorded; make floors records them"]
        amiss = []
        if (floor.sha256, floor.documents) != (now.sha256, now.documents):
            amiss.append(
                f"{now.name}: the gold is not the one its floors were measured on "
                f"({floor.documents} documents, sha256 {floor.sha256[:12]}; now {now.documents}, {now.sha256[:12]}); "
                "make floors records it"
            )
        for figure, least in floor.figures.items():
            reached = now.figures.get(figure)
            if reached is None:
                amiss.append(f"{now.name}: {figure} has a floor and was not measured")
            elif reached < least - _TOLERANCE:
                amiss.append(f"{now.name}: {figure} is {reached:.4f}, below its floor {least:.4f}")
        return amiss

    def raised(self, now: Measured) -> "Floors":
        """With a measurement taken in: its gold, and each figure that is higher than what was recorded."""
        floor = self.by_name.get(now.name)
        old = floor.figures if floor else {}
        figures = {**old, **{name: max(_down(value), old.get(name, 0.0)) for name, value in now.figures.items()}}
        return Floors({**self.by_name, now.name: replace(now, figures=figures)})


def _down(value: float) -> float:
    """Cut to four digits, so that no rounding sets a floor above what was reached."""
    return math.floor(value * 10_000 + _TOLERANCE) / 10_000


def _measured(path: Path, name: str, table: Any) -> Measured:  # noqa: ANN401 - whatever the file holds
    if not isinstance(table, dict):
        raise FloorsError(f"{path}: {name} is no table")
    rest = dict(table)
    sha256, documents = rest.pop("sha256", None), rest.pop("documents", None)
    if not isinstance(sha256, str) or not isinstance(documents, int):
        raise FloorsError(f"{path}: [{name}] needs sha256 (text) and documents (a whole number)")
    return Measured(name, sha256, documents, dict(_flat(path, name, rest)))


def _flat(path: Path, where: str, table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, float]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(path, where, value, f"{prefix}{key}.")
        elif isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value <= 1:
            yield f"{prefix}{key}", float(value)
        else:
            raise FloorsError(f"{path}: [{where}] {prefix}{key} is no figure from 0 to 1: {value!r}")


def _toml(floor: Measured) -> str:
    figures = "".join(f"{name} = {value:.4f}\n" for name, value in floor.figures.items())
    name = floor.name if _BARE.fullmatch(floor.name) else json.dumps(floor.name, ensure_ascii=False)
    return f'[{name}]\nsha256 = "{floor.sha256}"\ndocuments = {floor.documents}\n{figures}'
