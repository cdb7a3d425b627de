"""`vanthu extract`: facts as JSON, without a store."""

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, TextIO

from pipeline.batch.reading import read_file
from pipeline.extract import Extractor
from pipeline.loaders import Known, load, load_bytes
from pipeline.loaders.discovery import discover
from pipeline.model import Document, Facts, Problem

_MARK = "vanthu"


def extract_document(
    path: str, extractor: Extractor, *, published: str | None = None, url: str | None = None, indent: int | None = 1
) -> None:
    """Print the facts of a file, or of standard input for "-". Raises LoadError where it cannot be read."""
    if path == "-":
        name = "stdin"
        document = load_bytes(sys.stdin.buffer.read(), name=name, known=Known(url=url, published=published))
    else:
        name = Path(path).stem
        document = _overridden(load(Path(path)), published, url)
    facts = extractor.read(document)
    print(json.dumps(facts_json(facts, name, extractor), ensure_ascii=False, indent=indent))


def extract_folder(folder: Path, extractor: Extractor, out: Path | None, errors: TextIO = sys.stderr) -> int:
    """Facts of every document below a folder: one `<stem>.json` each in `out`, or lines on standard output.

    Returns how many documents failed; each is named on `errors`. A file in `out` that vanthu did not write stays.
    """
    failed = 0

    def refuse(problem: Problem) -> None:
        nonlocal failed
        failed += 1
        print(f"{problem.where}: {problem.message}", file=errors)

    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
    for path, target in _targets(list(discover([folder], refuse)), folder, out):
        outcome = read_file(path, extractor, lambda _: False)
        if outcome.problem is not None:
            refuse(outcome.problem)
            continue
        if outcome.facts is None:
            continue
        entry = facts_json(outcome.facts, path.stem, extractor)
        if target is None:
            print(json.dumps(entry, ensure_ascii=False))
        elif target.exists() and not _is_ours(target):
            refuse(Problem("not-ours", f"vanthu did not write {target}; it was left as it is", str(path)))
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(json.dumps(entry, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return failed


def facts_json(facts: Facts, name: str, extractor: Extractor) -> dict[str, Any]:
    """The contract's JSON, and by what program and rules it was made."""
    from pipeline import __version__  # noqa: PLC0415 - the package's own name, free of an import cycle here

    return {**facts.to_dict(name), "made_by": {_MARK: __version__, "rules": extractor.rules.version}}


def _overridden(document: Document, published: str | None, url: str | None) -> Document:
    if published is not None:
        document = replace(document, published=published, published_source="given")
    return replace(document, url=url) if url is not None else document


def _targets(paths: list[Path], folder: Path, out: Path | None) -> Iterator[tuple[Path, Path | None]]:
    """Each document with the file its facts go to: the stem, or the whole name where stems meet."""
    stems: dict[Path, int] = {}
    for path in paths:
        stem = path.with_suffix("")
        stems[stem] = stems.get(stem, 0) + 1
    for path in paths:
        if out is None:
            yield path, None
        else:
            name = path.stem if stems[path.with_suffix("")] == 1 else path.name
            yield path, out / path.parent.relative_to(folder) / f"{name}.json"


def _is_ours(path: Path) -> bool:
    try:
        made_by = json.loads(path.read_text("utf-8")).get("made_by")
    except (ValueError, AttributeError, OSError):
        return False
    return isinstance(made_by, dict) and _MARK in made_by
