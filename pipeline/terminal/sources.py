"""`vanthu sources list`, `check` and `doctor`."""

import json
from pathlib import Path

from pipeline.sources.archive import Archive
from pipeline.sources.catalogue import Source
from pipeline.sources.checking import Checked, check_archived, check_saved
from pipeline.sources.health import State, look_at
from pipeline.sources.reading import Item

_SHOWN = 5  # documents of a list that are printed
_STATUS = {State.BLOCKED: 4, State.CHANGED: 3, State.SILENT: 3, State.FAILING: 1}


def print_sources(sources: list[Source]) -> int:
    """One line a source: name, schedule, level, title, when it was checked; tab-separated."""
    for source in sources:
        described = source.description
        checked = described.checked.day.isoformat() if described.checked else "-"
        cells = (source.name, described.schedule, described.publisher.level, described.title, checked)
        print("\t".join(cells))
    return 0


def print_saved_check(source: Source, folder: Path, *, as_json: bool) -> int:
    """What the description finds in its saved pages; 1 where something is missing."""
    pages = list(check_saved(source, folder))
    if as_json:
        print(json.dumps([page.to_dict() for page in pages], ensure_ascii=False, indent=1))
    else:
        for page in pages:
            _print_page(page)
        wrong = sum(bool(page.problems) for page in pages)
        print(
            f"{source.name}: {len(pages)} pages" + (f", {wrong} with something missing" if wrong else ", all as said")
        )
    if not pages:
        print("The description names no saved pages (checked: pages:).")
    return 1 if not pages or any(page.problems for page in pages) else 0


def print_archived_check(source: Source, folder: Path) -> int:
    """What the description finds in the pages it brought into the archive; 1 where something is missing."""
    with Archive.open(folder) as archive:
        coverage = check_archived(source, archive)
    for line in coverage:
        print(f"{line.field}: {line.found:,} of {line.pages:,}")
        for url in line.lacking:
            print(f"  missing: {url}")
    if not coverage[0].pages:
        print(f"{source.name}: no page of it is in {folder}; crawl it first, or give saved pages with --saved")
    return 1 if not coverage[0].pages or any(line.found < line.pages for line in coverage) else 0


def print_health(sources: list[Source], folder: Path) -> int:
    """A line a source, those that need a look first; 4 where one is blocked, 3 where one changed or fell silent."""
    with Archive.open(folder) as archive:
        healths = [look_at(source, archive) for source in sources]
    order = list(State)
    for health in sorted(healths, key=lambda health: (order.index(health.state), health.source)):
        last, newest = (when[:10] if when else "-" for when in (health.last, health.newest))
        print(f"{health.source}: {health.state} - {health.documents:,} documents, last crawl {last}, newest {newest}")
        if health.why:
            print(f"  {health.why}")
    return max((_STATUS.get(health.state, 0) for health in healths), default=0)


def _print_page(page: Checked) -> None:
    print(f"{page.page.file}  ({page.page.kind}, {page.page.url})")
    if page.listing is not None:
        print(f"  {len(page.listing.items)} documents, {len(page.listing.further)} further pages")
        for item in page.listing.items[:_SHOWN]:
            _print_item(item)
        if len(page.listing.items) > _SHOWN:
            print(f"  ... and {len(page.listing.items) - _SHOWN} more")
    if page.detail is not None:
        for name, value in page.detail.values.items():
            print(f"  {name}: {value.kept or f'{value.printed!r}, which is no day'}")
        if page.detail.body is not None:
            print(f"  body: {len(page.detail.body):,} characters of markup")
        for link in page.detail.attachments:
            print(f"  attachment: {link.url}  ({link.text})")
    for problem in page.problems:
        print(f"  missing: {problem}")


def _print_item(item: Item) -> None:
    print(f"  - {item.url}")
    for name, value in item.values.items():
        print(f"      {name}: {value.kept or f'{value.printed!r}, which is no day'}")
    for link in item.attachments:
        print(f"      attachment: {link.url}  ({link.text})")
