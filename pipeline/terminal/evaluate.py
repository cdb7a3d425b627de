"""`vanthu evaluate`: scores and rates as tables or JSON, the misses, and the floors."""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.evaluate import (
    Corpus,
    Floors,
    Measured,
    Rates,
    Score,
    Third,
    Verdict,
    evaluate,
    gold_files,
    measured_gold,
    measured_rates,
    recognise,
    verdicts,
)
from pipeline.evaluate.scoring import Miss
from pipeline.extract import Extractor
from pipeline.model import Kind

_QUOTED = 160  # characters of a text that a line of misses shows


@dataclass(frozen=True, slots=True)
class Options:
    """What to score and show. `misses` is "all", a kind of fact or a measure; `sample` reads only the fixed sample."""

    third: Third = Third.ALL
    misses: str | None = None
    as_json: bool = False
    sample: bool = False
    floors: Path | None = None
    raise_floors: Path | None = None


@dataclass(frozen=True, slots=True)
class Scored:
    """What scoring one path gave: figures for the floors, and whether all of it could be read."""

    measured: tuple[Measured, ...]
    complete: bool = True


def print_evaluation(paths: Sequence[Path], extractor: Extractor, options: Options) -> int:
    """Score each folder of gold and each corpus; with floors, hold the figures against them or raise them.

    1 where a document could not be read or a figure lies below its floor; 2 where there is nothing to score.
    CorpusError and FloorsError where a file is not what it should be, before anything long is done.
    """
    corpora = {path: None if path.is_dir() else recognise(path) for path in paths}
    floors = Floors.load(file) if (file := options.raise_floors or options.floors) else None
    for path, corpus in corpora.items():
        if corpus is None and next(gold_files(path, options.third), None) is None:
            print(f"nothing to score: no gold .json in {path}", file=sys.stderr)
            return 2
    status = 0
    for path, corpus in corpora.items():
        if corpus is None:
            score = _score_gold(path, extractor, options)
        else:
            score = _score_corpus(corpus, path, extractor, options)
        status = status if score.complete else 1
        if floors is None:
            continue
        for measured in score.measured:
            floors = floors.raised(measured) if options.raise_floors else floors
            for shortfall in floors.shortfalls(measured):
                print(shortfall, file=sys.stderr)
                status = 1
    if floors is not None and options.raise_floors:
        floors.save(options.raise_floors)
    return status


def _score_gold(folder: Path, extractor: Extractor, options: Options) -> Scored:
    score, problems = evaluate(folder, extractor, options.third)
    for problem in problems:
        print(f"{problem.where}: {problem.message}", file=sys.stderr)
    measured = measured_gold(folder, score, options.third)
    misses = [miss for miss in score.misses if options.misses in ("all", miss.kind.value, miss.kind.singular)]
    if options.as_json:
        listed = {"misses": [_miss_dict(miss) for miss in misses]} if options.misses else {}
        _print_json({"name": measured.name, **score_dict(score), **listed})
    else:
        for miss in misses:
            print(_miss_line(miss))
        _print_lines(_table(measured.name, score))
    return Scored((measured,), complete=not problems)


def _score_corpus(corpus: Corpus, path: Path, extractor: Extractor, options: Options) -> Scored:
    whole, sample, misses = Rates(), Rates(), []
    for verdict in verdicts(corpus, path, extractor, sample=options.sample):
        for rates in (whole, sample) if verdict.sampled else (whole,):
            rates.add(verdict)
        for miss in _wrong(verdict, options.misses):
            if options.as_json:
                misses.append(miss)
            else:
                print(f"{miss['case']}  {miss['measure']}: {miss['wanted']!r} found {miss['found']!r}  {miss['text']}")
    shown = sample if options.sample else whole
    if options.as_json:
        figures = {measure: shown.of(measure) for measure in corpus.measures}
        listed = {"misses": misses} if options.misses else {}
        _print_json(
            {
                "name": corpus.name,
                "cases": shown.cases,
                **figures,
                "excluded": shown.excluded,
                "unasked": shown.unasked,
                **listed,
            }
        )
    else:
        _print_lines(_rates_table(corpus, shown, sampled=options.sample))
    taken = [measured_rates(corpus, path, sample, sampled=True)]
    if not options.sample:
        taken.insert(0, measured_rates(corpus, path, whole))
    return Scored(tuple(taken))


def score_dict(score: Score) -> dict[str, object]:
    """The scores in JSON's terms."""
    result: dict[str, object] = {"documents": score.documents}
    for kind, counts in score.kinds.items():
        result[kind.value] = {
            "precision": counts.precision,
            "recall": counts.recall,
            "f1": counts.f1,
            "whole_f1": counts.whole_f1,
            "gold": counts.gold,
            "found": counts.found,
            "fields": {name: hit / of for name, (hit, of) in counts.fields.items() if of},
        }
    return {**result, "mean_f1": score.mean_f1, "mean_whole_f1": score.mean_whole_f1}


def _print_json(result: dict[str, object]) -> None:
    """One object a line and path, flushed, so that a reader of the stream need not wait for the last."""
    print(json.dumps(result, ensure_ascii=False), flush=True)


def _print_lines(lines: Iterable[str]) -> None:
    print("\n".join(lines), flush=True)


def _miss_dict(miss: Miss) -> dict[str, object]:
    return {
        "document": miss.document,
        "kind": miss.kind.value,
        "what": miss.what,
        "entry": dict(miss.entry),
        "detail": miss.detail,
    }


def _miss_line(miss: Miss) -> str:
    shown = miss.detail or json.dumps(
        {k: v for k, v in miss.entry.items() if k not in ("mentions", "rule")}, ensure_ascii=False
    )
    words = str(miss.entry.get("text") or miss.entry.get("name"))[:80] if miss.detail else ""
    return f"{miss.document}  {miss.what:7} {miss.kind.singular}: {shown[:240]} {words}".rstrip()


def _wrong(verdict: Verdict, wanted: str | None) -> Iterator[dict[str, str | None]]:
    """The wrong answers of a case that were asked for: what was expected, what was found, and in which words."""
    for measure, answer in verdict.answers.items():
        if not answer.right and wanted in ("all", measure):
            yield {
                "case": verdict.case.name,
                "measure": measure,
                "wanted": verdict.case.wanted[measure],
                "found": answer.found,
                "text": " ".join(verdict.case.text[: 2 * _QUOTED].split())[:_QUOTED],
            }


def _table(name: str, score: Score) -> Iterator[str]:
    yield f"{name}: {score.documents} documents"
    yield f"{'kind':13}{'gold':>6}{'found':>7}{'prec':>7}{'recall':>8}{'F1':>7}{'whole':>7}  fields"
    for kind in Kind:
        counts = score.kinds[kind]
        fields = "  ".join(f"{name} {hit / of:.2f}" for name, (hit, of) in counts.fields.items() if of)
        yield (
            f"{kind.value:13}{counts.gold:6}{counts.found:7}{counts.precision:7.3f}{counts.recall:8.3f}"
            f"{counts.f1:7.3f}{counts.whole_f1:7.3f}  {fields}"
        ).rstrip()
    yield f"{'mean':13}{'':28}{score.mean_f1:7.3f}{score.mean_whole_f1:7.3f}"


def _rates_table(corpus: Corpus, rates: Rates, *, sampled: bool) -> Iterator[str]:
    yield f"{corpus.name}: {corpus.about}; {rates.cases:,} cases" + (" of the sample" if sampled else "")
    for measure in corpus.measures:
        right, asked = rates.right[measure], rates.asked[measure]
        yield f"{measure:13}{right:>8,} of {asked:>6,}  {rates.of(measure):.4f}"
    for reason, names in rates.excluded.items():
        yield f"left out: {len(names)}, {reason}: {', '.join(names)}"
    for reason, names in rates.unasked.items():
        yield f"not asked: {len(names)}, {reason}: {', '.join(names)}"
