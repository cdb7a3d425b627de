"""Finding and reading descriptions of sources: those under rules/sources/, or one file."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import yaml
from pydantic import ValidationError

from pipeline.rulebook.location import default_directory
from pipeline.rulebook.source import RulebookError, RuleSource
from pipeline.sources.description import Description

FOLDER = "sources"
SUFFIX = ".yml"


class SourceError(Exception):
    """A source that is not there, or cannot be crawled as it was asked for; the message says what to change."""


@dataclass(frozen=True, slots=True)
class Source:
    """A description with the file it came from and that file's text."""

    description: Description
    file: Path
    text: str

    @property
    def name(self) -> str:
        return self.description.name

    @property
    def digest(self) -> str:
        """Of the description as written: what was read under another one may be read otherwise now."""
        return sha256(self.text.encode()).hexdigest()[:16]

    def certificate(self, host: str) -> Path | None:
        """The file of the certificate that a host forgets to send, beside the description."""
        given = self.description.certificates.get(host)
        return None if given is None else self.file.parent / given


def load_sources(rules: Path | None = None) -> list[Source]:
    """All sources under `rules`/sources/ by name; RulebookError lists every mistake of every file."""
    folder = (rules or default_directory()) / FOLDER
    reader = RuleSource(folder)
    read = (_read(reader, path) for path in sorted(folder.glob(f"*{SUFFIX}")))
    sources = [source for source in read if source is not None]
    if reader.mistakes:
        raise RulebookError(reader.mistakes)
    return sources


def load_source(path: Path) -> Source:
    """The source that one file describes; RulebookError lists every mistake in it."""
    reader = RuleSource(path.parent)
    source = _read(reader, path)
    if source is None or reader.mistakes:
        raise RulebookError(reader.mistakes)
    return source


def parse_source(name: str, text: str) -> Source | None:
    """The source that a text describes, as an archive keeps it; None where it can no longer be read as one."""
    try:
        return Source(Description.model_validate(yaml.safe_load(text)), Path(f"{name}{SUFFIX}"), text)
    except (ValidationError, yaml.YAMLError):
        return None


def find_source(name: str, rules: Path | None = None) -> Source:
    """A source by its name, or by the path of its file; SourceError where there is none."""
    path = Path(name)
    if path.suffix == SUFFIX:
        if not path.is_file():
            raise SourceError(f"{name}: there is no such description")
        return load_source(path)
    folder = (rules or default_directory()) / FOLDER
    if name in known_names(rules):
        return load_source(folder / f"{name}{SUFFIX}")
    raise SourceError(f"there is no source named {name!r} in {folder}; `vanthu sources list` shows all")


def known_names(rules: Path | None = None) -> frozenset[str]:
    """The names of the sources under `rules`, by their files alone."""
    folder = (rules or default_directory()) / FOLDER
    return frozenset(path.stem for path in folder.glob(f"*{SUFFIX}"))


def _read(reader: RuleSource, path: Path) -> Source | None:
    found = reader.yaml(path.name, Description)
    if found is None:
        return None
    description, lines = found
    if description.name != path.stem:
        reader.mistake(path.name, lines.of(("name",)), f"name is {description.name!r}, and the file is {path.name}")
    for host, file in description.certificates.items():
        if not (path.parent / file).is_file():
            reader.mistake(path.name, lines.of(("certificates", host)), f"there is no certificate {file} beside it")
    return Source(description, path, path.read_text("utf-8"))
