"""`vanthu check`: whether a store is sound."""

from pathlib import Path

from pipeline.store import Store

SHOWN = 50


def print_check(db: Path) -> int:
    """Each fault with what and where; 1 where there is one."""
    count = 0
    with Store.open(db, create=False) as store:
        for fault in store.faults():
            count += 1
            if count <= SHOWN:
                print(f"{fault.check}: {fault.where}: {fault.what}")
        summary = store.summary(limit=0)
    held = f"{summary.documents:,} documents, {sum(summary.facts.values()):,} facts"
    if count:
        print(f"{count:,} faults in {held}. Bring back a copy, or read the documents anew into a new store.")
        return 1
    print(f"{held}: every quote stands in its text, every key points to its row, search finds them all.")
    return 0
