"""Reading rule files strictly: every mistake of every file at once, each with file and line.

YAML and CSV files are checked against pydantic models that refuse unknown keys. Readers collect mistakes instead of
raising, so that one run of `vanthu rules check` shows them all.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

Model = TypeVar("Model", bound=BaseModel)
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Strict(BaseModel):
    """Base of all rule models: frozen, and an unknown key is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=False)


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """One thing wrong in a rule file, as `file:line: message`."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class RulebookError(ValueError):
    """Rules that cannot be used; `mistakes` lists all that is wrong."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        self.mistakes = sorted(set(mistakes))
        super().__init__("\n".join(str(mistake) for mistake in self.mistakes))


class RuleSource:
    """A folder of rule files. `yaml` and `csv` read one file each and note what is wrong with it."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.mistakes: list[Mistake] = []
        self.read: set[str] = set()
        self.compiled: list[object] = []  # every pattern rule made from these files, whatever a section makes of it
        self._ids: dict[str, str] = {}

    def mistake(self, file: str, line: int, message: str) -> None:
        self.mistakes.append(Mistake(f"{self.directory.name}/{file}", line, message))

    def claim_id(self, rule_id: str, file: str, line: int) -> None:
        """Rule ids are unique over the whole rulebook."""
        if rule_id in self._ids:
            self.mistake(file, line, f"the id {rule_id!r} is taken by {self._ids[rule_id]}")
        self._ids.setdefault(rule_id, f"{self.directory.name}/{file}:{line}")

    def text(self, file: str) -> str | None:
        self.read.add(file)
        try:
            return (self.directory / file).read_text("utf-8")
        except FileNotFoundError:
            self.mistake(file, 1, "this rule file is missing")
        except UnicodeDecodeError as error:
            self.mistake(file, 1, f"not UTF-8: {error.reason} at byte {error.start}")
        return None

    def yaml(self, file: str, model: type[Model]) -> tuple[Model, "Lines"] | None:
        """The file as a model and the lines its parts stand on; None where mistakes were noted."""
        text = self.text(file)
        if text is None:
            return None
        try:
            node = yaml.compose(text, Loader=_Loader)
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            self.mistake(file, line, f"not YAML: {error.problem}")
            return None
        if node is None:
            self.mistake(file, 1, "the file is empty")
            return None
        lines = Lines(node)
        for line, key in _repeated_keys(node):
            self.mistake(file, line, f"the key {key!r} stands twice")
        data = yaml.load(text, Loader=_Loader)
        try:
            return model.model_validate(data), lines
        except ValidationError as error:
            for found in error.errors():
                self.mistake(file, lines.of(found["loc"]), _say(found))
            return None

    def csv(self, file: str, row_model: type[Model]) -> list[tuple[int, Model]]:
        """(line, row) of each good row; empty cells count as absent."""
        text = self.text(file)
        if text is None:
            return []
        reader = csv.DictReader(text.splitlines(), strict=True)
        rows: list[tuple[int, Model]] = []
        try:
            for cells in reader:
                if None in cells:
                    self.mistake(
                        file,
                        reader.line_num,
                        "more cells than columns: a cell that holds a comma needs quotes around it",
                    )
                    continue
                given = {key: cell for key, cell in cells.items() if cell not in ("", None)}
                try:
                    rows.append((reader.line_num, row_model.model_validate(given)))
                except ValidationError as error:
                    for found in error.errors():
                        self.mistake(file, reader.line_num, _say(found))
        except csv.Error as error:
            self.mistake(file, reader.line_num, f"not CSV: {error}")
        return rows


class Lines:
    """The line of each part of a YAML file, by its path of keys and indexes."""

    def __init__(self, node: yaml.Node) -> None:
        self._node = node

    def of(self, path: tuple[int | str, ...]) -> int:
        """The line of the part, or of the nearest part above it."""
        node, line = self._node, self._node.start_mark.line
        for step in path:
            if isinstance(node, yaml.MappingNode):
                pair = next(((k, v) for k, v in node.value if k.value == str(step)), None)
                if pair is None:
                    continue
                line, node = pair[0].start_mark.line, pair[1]
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
                line = node.start_mark.line
        return int(line) + 1


def _repeated_keys(node: yaml.Node) -> Iterator[tuple[int, str]]:
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                yield key.start_mark.line + 1, key.value
            seen.add(key.value)
            yield from _repeated_keys(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _repeated_keys(item)


def _say(found: Any) -> str:  # noqa: ANN401 - pydantic's error details
    """A mistake in words: what key, what is wrong with it."""
    place = ".".join(str(step) for step in found["loc"])
    if found["type"] == "extra_forbidden":
        return f"unknown key {str(found['loc'][-1])!r}"
    if found["type"] == "missing":
        return f"the key {str(found['loc'][-1])!r} is missing"
    return f"{place}: {found['msg']}"
