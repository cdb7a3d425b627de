"""`vanthu diff`: what other rules or other texts did to the facts."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from pipeline.store import Change, Store, compare_stores
from pipeline.terminal.lines import print_lines

_SIGNS = {"gained": "+", "lost": "-", "changed": "~"}


def print_run_diff(db: Path, run: int | None, *, limit: int, as_json: bool) -> int:
    """The changes of a run, by default of the last that changed anything."""
    with Store.open(db, readonly=True) as store:
        number, changes = store.changes(run)
    head = f"run {number}" if number is not None else "no run that is remembered changed a fact"
    _print(head, changes, limit=limit, as_json=as_json)
    return 0


def print_store_diff(old: Path, new: Path, *, limit: int, as_json: bool) -> int:
    """From one store to another."""
    with Store.open(old, readonly=True) as one, Store.open(new, readonly=True) as other:
        changes, (only_old, only_new) = compare_stores(one, other)
    head = f"{old} → {new}: {only_old:,} documents only in the first, {only_new:,} only in the second"
    _print(head, changes, limit=limit, as_json=as_json)
    return 0


def _print(head: str, changes: Sequence[Change], *, limit: int, as_json: bool) -> None:
    if as_json:
        print(json.dumps([asdict(change) for change in changes], ensure_ascii=False, indent=1))
        return
    print(head)
    counts = Counter((change.kind, change.what) for change in changes)
    for kind in dict.fromkeys(sorted(change.kind for change in changes)):
        said = ", ".join(f"{counts[kind, what]:,} {what}" for what in _SIGNS if counts[kind, what])
        print(f"  {kind}: {said}")
    causes = Counter(change.cause for change in changes)
    if causes:
        print("  because of " + ", ".join(f"other {cause}: {number:,}" for cause, number in sorted(causes.items())))
    for change in changes[:limit]:
        value = " → ".join(filter(None, (change.before, change.after)))
        print_lines(
            [
                f"{_SIGNS[change.what]} {change.kind}: {value}  [{change.fact}]",
                f"    “{' '.join(change.quote.split())}”  {change.document}",
            ]
        )
    if len(changes) > limit:
        print(f"… and {len(changes) - limit:,} more: --limit {len(changes)}")
