"""Folders of annotated documents: their files, the third that is held back, and the score on them."""

import json
from collections.abc import Iterator
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from pipeline.evaluate.floors import Measured
from pipeline.evaluate.scoring import Score
from pipeline.extract import Extractor
from pipeline.loaders import LoadError, load
from pipeline.model import Problem

_DOCUMENTS = (".txt", ".html", ".docx", ".doc", ".rtf", ".odt", ".xlsx", ".xls", ".pdf")


class Third(StrEnum):
    """Which documents of a folder: all, the third held back from those who write rules, or the rest.

    The hash of a document's name decides, so that a document never changes sides.
    """

    ALL = "all"
    HELD = "held"
    REST = "rest"

    def holds(self, stem: str) -> bool:
        held = int(sha256(stem.encode()).hexdigest(), 16) % 3 == 0
        return self is Third.ALL or held == (self is Third.HELD)


def gold_files(directory: Path, third: Third = Third.ALL) -> Iterator[tuple[Path, Path | None]]:
    """(gold JSON, the document beside it or None), in the order of the names."""
    for gold in sorted(directory.glob("*.json")):
        if not gold.name.endswith(".meta.json") and third.holds(gold.stem):
            beside = (gold.with_suffix(suffix) for suffix in _DOCUMENTS)
            yield gold, next((path for path in beside if path.exists()), None)


def gold_hash(directory: Path, third: Third = Third.ALL) -> str:
    """SHA-256 over all that a score rests on: names and bytes of gold, documents and what is known of them."""
    digest = sha256()
    for gold, document in gold_files(directory, third):
        for path in (gold, document, gold.with_suffix(".meta.json")):
            if path is not None and path.exists():
                digest.update(f"{path.name}\0{path.stat().st_size}\0".encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()


def evaluate(directory: Path, extractor: Extractor, third: Third = Third.ALL) -> tuple[Score, list[Problem]]:
    """The score on a folder of gold files with their documents, and what could not be read."""
    score, problems = Score(), []
    for gold, path in gold_files(directory, third):
        try:
            wanted = json.loads(gold.read_text("utf-8"))
        except ValueError as error:
            problems.append(Problem("bad-gold", f"not JSON: {error}", str(gold)))
            continue
        found, text = {}, None
        if path is None:
            problems.append(Problem("no-document", "no document stands beside this gold", str(gold)))
        else:
            try:
                document = load(path)
                found = extractor.read(document).to_dict(gold.stem)
                text = document.text if path.suffix == ".txt" else None
            except LoadError as error:
                problems.append(Problem(error.code, str(error), str(path)))
        score.add(gold.stem, wanted, found, text)
    return score, problems


def measured_gold(directory: Path, score: Score, third: Third = Third.ALL) -> Measured:
    """A score as floors know it: F1 and whole F1 of each kind, under the folder's name."""
    figures: dict[str, float] = {}
    for kind, counts in score.kinds.items():
        figures |= {f"{kind.value}.f1": counts.f1, f"{kind.value}.whole": counts.whole_f1}
    suffix = "" if third is Third.ALL else f"-{third}"
    return Measured(directory.resolve().name + suffix, gold_hash(directory, third), score.documents, figures)
