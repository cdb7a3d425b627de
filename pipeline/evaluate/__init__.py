"""How well the rules read documents whose facts people have annotated."""

import json
from collections.abc import Iterator
from pathlib import Path

from pipeline.evaluate.scoring import Score
from pipeline.extract import Extractor
from pipeline.loaders import LoadError, load
from pipeline.model import Problem

__all__ = ["Score", "evaluate", "gold_files"]


def gold_files(directory: Path) -> Iterator[tuple[Path, Path | None]]:
    """(gold JSON, the document beside it or None), in the order of the names."""
    for gold in sorted(directory.glob("*.json")):
        if not gold.name.endswith(".meta.json"):
            beside = (gold.with_suffix(suffix) for suffix in (".txt", ".html"))
            yield gold, next((path for path in beside if path.exists()), None)


def evaluate(directory: Path, extractor: Extractor) -> tuple[Score, list[Problem]]:
    """The score on a folder of gold files with their documents, and what could not be read."""
    score, problems = Score(), []
    for gold, path in gold_files(directory):
        try:
            wanted = json.loads(gold.read_text("utf-8"))
        except ValueError as error:
            problems.append(Problem("bad-gold", f"not JSON: {error}", str(gold)))
            continue
        found, text = {}, None
        if path is None:
            problems.append(Problem("no-document", "no .txt or .html stands beside this gold", str(gold)))
        else:
            try:
                document = load(path)
                found = extractor.read(document).to_dict(gold.stem)
                text = document.text if path.suffix == ".txt" else None
            except LoadError as error:
                problems.append(Problem(error.code, str(error), str(path)))
        score.add(gold.stem, wanted, found, text)
    return score, problems
