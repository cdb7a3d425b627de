"""`vanthu watch`: saved searches, and what is new to them."""

import json
import re
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from xml.etree import ElementTree

from pipeline.store import Answer, FactHit, Store, Wanted, Watch
from pipeline.terminal.lines import print_lines
from pipeline.terminal.search import hit_lines

FEED_ENTRIES = 100

_ATOM = "http://www.w3.org/2005/Atom"
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def print_added(db: Path, name: str, wanted: Wanted) -> int:
    """Save a search. ValueError for a filter that cannot be."""
    with Store.open(db, create=False) as store:
        watch = store.add_watch(name, wanted)
    print_lines([f"{_line(watch)}; `vanthu watch run` tells what comes from now on"])
    return 0


def print_removed(db: Path, name: str) -> int:
    with Store.open(db, create=False) as store:
        store.remove_watch(name)
    print_lines([f"{name}: removed"])
    return 0


def print_watches(db: Path, *, as_json: bool) -> int:
    """The saved searches."""
    with Store.open(db, readonly=True) as store:
        watches = store.watches()
    if as_json:
        print(json.dumps([asdict(watch) for watch in watches], ensure_ascii=False, indent=1))
    else:
        print_lines(map(_line, watches) if watches else ["Nothing is watched."])
    return 0


def print_news(db: Path, names: Sequence[str], form: str) -> int:
    """What is new to the watches named, or to all; as a feed the last entries, new and old."""
    with Store.open(db, create=False) as store:
        watches = [store.watch(name) for name in names] or store.watches()
        news = [(watch, store.new_answers(watch)) for watch in watches]
        if form == "atom":
            news = [(watch, store.last_answers(watch, FEED_ENTRIES)) for watch in watches]
    if form == "json":
        said = [{"watch": watch.name, "new": [asdict(answer) for answer in answers]} for watch, answers in news]
        print(json.dumps(said, ensure_ascii=False, indent=1))
    elif form == "atom":
        sys.stdout.write(feed(news))
    else:
        for watch, answers in news:
            print_lines([f"{watch.name}: {len(answers)} new"])
            for answer in answers:
                print_lines([*(f"  {line}" for line in hit_lines(answer.hit)), ""])
    return 0


def feed(news: Sequence[tuple[Watch, Sequence[Answer]]]) -> str:
    """An Atom feed of the answers, newest first; what a document holds stays text."""
    ElementTree.register_namespace("", _ATOM)
    root = ElementTree.Element(f"{{{_ATOM}}}feed")
    entries = sorted(
        ((watch, answer) for watch, answers in news for answer in answers),
        key=lambda pair: (pair[1].found, pair[1].hit.document.id),
        reverse=True,
    )
    names = ", ".join(watch.name for watch, _ in news)
    times = (
        [answer.found for _, answer in entries] or [watch.added for watch, _ in news] or ["1970-01-01T00:00:00+00:00"]
    )
    _put(root, "id", f"urn:vanthu:watch:{'+'.join(re.sub(r'[^0-9A-Za-z-]+', '-', watch.name) for watch, _ in news)}")
    _put(root, "title", f"vanthu: {names}")
    _put(root, "updated", max(times))
    _put(ElementTree.SubElement(root, f"{{{_ATOM}}}author"), "name", "vanthu")
    for watch, answer in entries:
        entry = ElementTree.SubElement(root, f"{{{_ATOM}}}entry")
        card = answer.hit.document
        key = answer.hit.id if isinstance(answer.hit, FactHit) else card.id
        title = answer.hit.value if isinstance(answer.hit, FactHit) else card.title or card.address
        _put(entry, "id", f"urn:vanthu:{key}")
        _put(entry, "title", title)
        _put(entry, "updated", answer.found)
        _put(entry, "summary", answer.hit.excerpt.marked())
        ElementTree.SubElement(entry, f"{{{_ATOM}}}category", term=_xml(watch.name))
        if card.url and card.url.startswith(("https://", "http://")):
            ElementTree.SubElement(entry, f"{{{_ATOM}}}link", href=_xml(card.url))
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, "unicode") + "\n"


def _put(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, f"{{{_ATOM}}}{name}").text = _xml(text)


def _xml(text: str) -> str:
    """Without the characters that no XML may hold."""
    return _NO_XML.sub("\ufffd", text)


def _line(watch: Watch) -> str:
    wanted = watch.wanted
    asked = {**asdict(wanted.filters), **asdict(wanted.facts)}
    narrowed = [f"{name} {value}" for name, value in asked.items() if value is not None]
    parts = [f"“{wanted.typed}”" if wanted.typed else "", wanted.kind.singular if wanted.kind else "", *narrowed]
    return f"{watch.name}: {', '.join(filter(None, parts))}; {watch.answers:,} answers so far"
