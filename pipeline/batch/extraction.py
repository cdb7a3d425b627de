"""`vanthu extract`: the facts of documents without a store, printed or written beside each other."""

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipeline.batch.reading import read_file
from pipeline.extract import Extractor
from pipeline.loaders import Known, LoadError, Member, discover, find_members, load_bytes
from pipeline.model import Document, Facts, Problem

Render = Callable[[Facts, str], str]

_JSON_MARK = "made_by"
HTML_MARK = '<meta name="generator" content="vanthu">'


@dataclass(frozen=True, slots=True)
class Output:
    """Where facts go: printed, or to one `<stem>.<suffix>` a document in `folder`; `render` makes the text."""

    render: Render
    suffix: str = "json"
    folder: Path | None = None


def json_render(extractor: Extractor, indent: int | None) -> Render:
    """The contract's JSON, with the program and the rules it was made by."""
    from pipeline import __version__  # noqa: PLC0415 - the package's own name, which must not load at import

    made_by = {"vanthu": __version__, "rules": extractor.rules.version}

    def render(facts: Facts, name: str) -> str:
        entry: dict[str, Any] = {**facts.to_dict(name), _JSON_MARK: made_by}
        return json.dumps(entry, ensure_ascii=False, indent=indent)

    return render


def extract_document(
    path: str, extractor: Extractor, output: Output, *, published: str | None = None, url: str | None = None
) -> int:
    """The facts of a file, or of standard input for "-"; an archive gives several.

    Returns how many could not be read or written, which is printed.
    """
    if path == "-":
        known = Known(url=url, published=published)
        members = [Member("-", None, lambda: load_bytes(sys.stdin.buffer.read(), name="stdin", known=known))]
        stem = "stdin"
    else:
        members, stem = list(find_members(Path(path))), Path(path).stem
    failed = 0
    for member in members:
        try:
            document = _overridden(member.load(), published, url)
        except LoadError as error:
            failed += _refuse(Problem(error.code, str(error), path))
            continue
        name = _named(stem, member.name)
        target = output.folder / f"{name}.{output.suffix}" if output.folder else None
        failed += _put(extractor.read(document), name, target, output)
    return failed


def extract_folder(folder: Path, extractor: Extractor, output: Output) -> int:
    """The facts of every document below a folder; returns how many could not be read or written."""
    failed = 0

    def refuse(problem: Problem) -> None:
        nonlocal failed
        failed += _refuse(problem)

    paths = list(discover([folder], refuse))
    for path, target in _targets(paths, folder, output):
        for outcome in read_file(path, extractor, lambda _: False):
            if outcome.problem is not None:
                refuse(outcome.problem)
            elif outcome.facts is not None:
                own = target and target.with_name(f"{_named(target.stem, outcome.member)}.{output.suffix}")
                failed += _put(outcome.facts, _named(path.stem, outcome.member), own, output)
    return failed


def _named(stem: str, member: str | None) -> str:
    """The name of a document's facts: the file's, with that of the member where the file is an archive."""
    return stem if member is None else f"{stem}#{member.replace('/', '_')}"


def _put(facts: Facts, name: str, target: Path | None, output: Output) -> int:
    """Print the facts or write their file, but never over one that vanthu did not write."""
    if target is None:
        print(output.render(facts, name))
    elif target.exists() and not _is_ours(target):
        return _refuse(Problem("not-ours", "vanthu did not write this file; it was left as it is", str(target)))
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(output.render(facts, name) + "\n", "utf-8")
    return 0


def _refuse(problem: Problem) -> int:
    print(f"{problem.where}: {problem.message}", file=sys.stderr)
    return 1


def _overridden(document: Document, published: str | None, url: str | None) -> Document:
    if published is not None:
        document = replace(document, published=published, published_source="given")
    return replace(document, url=url) if url is not None else document


def _targets(paths: list[Path], folder: Path, output: Output) -> Iterator[tuple[Path, Path | None]]:
    """Each document with the file its facts go to: the stem, or the whole name where stems meet."""
    stems = Counter(path.with_suffix("") for path in paths)
    for path in paths:
        if output.folder is None:
            yield path, None
        else:
            name = path.stem if stems[path.with_suffix("")] == 1 else path.name
            yield path, output.folder / path.parent.relative_to(folder) / f"{name}.{output.suffix}"


def _is_ours(path: Path) -> bool:
    try:
        text = path.read_text("utf-8")
        return HTML_MARK in text or "vanthu" in json.loads(text)[_JSON_MARK]
    except (ValueError, LookupError, TypeError, OSError):
        return False
