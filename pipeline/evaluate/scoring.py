"""Scores of extracted facts against gold annotations.

F1 asks for the fact itself: the same date value, number, name, or (for targets) value and unit with an indicator that
shares half its syllables. "Whole" asks for all its fields too. A found fact whose quote the document lacks is wrong.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.model import Kind

Entry = Mapping[str, Any]
_TONE_ON_FIRST = re.compile("([ou])([\u0300\u0301\u0303\u0309\u0323])([aey])(?![a-z])")
_HEAD_OF_BODY = re.compile(
    r"^(chủ tịch|bộ trưởng|thống đốc|tổng cục trưởng|cục trưởng|giám đốc|chánh án|viện trưởng)(?: chủ nhiệm)? "
)


def fold(text: object) -> str:
    """One spelling for comparing: compatible letters, lower case, one tone placement and dash, no quotes or commas."""
    plain = unicodedata.normalize("NFKC", str(text or "")).translate({0xD0: "Đ", 0x189: "Đ"}).casefold()
    late = _TONE_ON_FIRST.sub(r"\1\3\2", unicodedata.normalize("NFD", plain))
    dashed = re.sub("\\s*[-\u2010-\u2015\u2212]\\s*", "-", unicodedata.normalize("NFC", late))
    return " ".join(re.sub("[“”\"'‘’,]", "", dashed).split()).strip(" .;:")


def syllable_overlap(one: object, other: object) -> float:
    """Dice coefficient of two bags of syllables."""
    bags = [Counter(re.findall(r"\w+", fold(text))) for text in (one, other)]
    sizes = [sum(bag.values()) for bag in bags]
    return 2 * sum((bags[0] & bags[1]).values()) / sum(sizes) if all(sizes) else 0.0


def _number(value: object) -> float | None:
    if value is None:
        return None
    try:
        return round(float(str(value)), 6)
    except ValueError:
        return float("nan")


def _edtf(value: object) -> str | None:
    return str(value or "").rstrip("?~%") or None


def _members(value: object) -> frozenset[str]:
    return frozenset(fold(part) for part in str(value or "").split(";") if part.strip())


def _body(value: object) -> str:
    return _HEAD_OF_BODY.sub("", fold(value))


def _same_unit(one: object, other: object) -> bool:
    """One unit begins with the other ("%" and "% diện tích tự nhiên"); a rate is its unit ("%/năm")."""
    a, b = (fold(unit).split("/")[0].strip() for unit in (one, other))
    return a == b or (bool(a and b) and (a.startswith(f"{b} ") or b.startswith(f"{a} ")))


@dataclass(frozen=True, slots=True)
class Check:
    """When two values of a field agree; `strict` ones must also be empty where the gold is."""

    agree: Callable[[Any, Any], bool]
    strict: bool = False


KEYS: dict[Kind, Callable[[Entry], str | None]] = {
    Kind.DATE: lambda entry: _edtf(entry.get("value")),
    Kind.PLAN_NUMBER: lambda entry: fold(entry.get("number")).replace(" ", "").upper(),
    Kind.OFFICIAL: lambda entry: fold(entry.get("name")),
    Kind.AGENCY: lambda entry: fold(entry.get("name")),
}
CHECKS: dict[Kind, dict[str, Check]] = {
    Kind.DATE: {},
    Kind.PLAN_NUMBER: {
        "issuer": Check(lambda gold, found: _body(gold) == _body(found)),
        "date": Check(lambda gold, found: _edtf(gold) == _edtf(found), strict=True),
        "type": Check(lambda gold, found: fold(gold) == fold(found)),
        "role": Check(lambda gold, found: gold == found),
    },
    Kind.OFFICIAL: {
        "title": Check(lambda gold, found: _members(gold) == _members(found)),
        "agency": Check(lambda gold, found: _members(gold) == _members(found)),
    },
    Kind.AGENCY: {},
    Kind.TARGET: {
        "by": Check(lambda gold, found: _edtf(gold) == _edtf(found), strict=True),
        "comparator": Check(lambda gold, found: (gold or "=") == (found or "="), strict=True),
        "indicator": Check(lambda gold, found: syllable_overlap(gold, found) >= 0.6),
    },
}


@dataclass
class KindScore:
    """Counts of one kind over the documents scored; `fields` has (agreeing, of) by name."""

    gold: int = 0
    found: int = 0
    hit: int = 0
    whole: int = 0
    fields: dict[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def precision(self) -> float:
        return self.hit / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.hit / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        return self._f1(self.hit)

    @property
    def whole_f1(self) -> float:
        return self._f1(self.whole)

    def _f1(self, right: int) -> float:
        return 2 * right / (self.gold + self.found) if self.gold + self.found else 1.0


@dataclass(frozen=True, slots=True)
class Miss:
    """Something that was missed, extra, or found with other fields than the gold's."""

    document: str
    kind: Kind
    what: str  # "missed", "extra" or "differs"
    entry: Entry
    detail: str = ""


@dataclass
class Score:
    """The scores by kind, and every miss in the order of the documents."""

    documents: int = 0
    kinds: dict[Kind, KindScore] = field(default_factory=lambda: {kind: KindScore() for kind in Kind})
    misses: list[Miss] = field(default_factory=list)

    @property
    def mean_f1(self) -> float:
        return sum(score.f1 for score in self.kinds.values()) / len(self.kinds)

    @property
    def mean_whole_f1(self) -> float:
        return sum(score.whole_f1 for score in self.kinds.values()) / len(self.kinds)

    def add(self, name: str, gold: Mapping[str, Any], found: Mapping[str, Any], text: str | None) -> None:
        """Score one document: the gold's JSON, the found JSON, and its text where quotes are to be checked."""
        self.documents += 1
        squeezed = None if text is None else _squeeze(text)
        for kind in Kind:
            wanted, given = (_distinct(kind, entries.get(kind.value) or []) for entries in (gold, found))
            pairs = _pair(kind, wanted, [entry for entry in given if _is_quote(entry, squeezed)])
            score = self.kinds[kind]
            score.gold += len(wanted)
            score.found += len(given)
            score.hit += len(pairs)
            for right, ours in pairs:
                wrong = _differences(kind, right, ours)
                score.whole += not wrong
                for check in CHECKS[kind]:
                    agreeing, of = score.fields.get(check, (0, 0))
                    score.fields[check] = (agreeing + (check not in wrong), of + 1)
                if wrong:
                    detail = "; ".join(f"{name}: {right.get(name)!r} found {ours.get(name)!r}" for name in wrong)
                    self.misses.append(Miss(name, kind, "differs", right, detail))
            paired = {id(entry) for pair in pairs for entry in pair}
            for what, entries in (("missed", wanted), ("extra", given)):
                self.misses.extend(Miss(name, kind, what, entry) for entry in entries if id(entry) not in paired)


def _squeeze(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).split())


def _is_quote(entry: Entry, squeezed: str | None) -> bool:
    return squeezed is None or not entry.get("text") or _squeeze(entry["text"]) in squeezed


def _distinct(kind: Kind, entries: Iterable[Entry]) -> list[Entry]:
    """The first entry of each key; all targets. An entry without a key (a date without a value) is none."""
    if kind is Kind.TARGET:
        return list(entries)
    first: dict[str, Entry] = {}
    for entry in entries:
        if key := KEYS[kind](entry):
            first.setdefault(key, entry)
    return list(first.values())


def _differences(kind: Kind, gold: Entry, found: Entry) -> list[str]:
    """The fields that the gold states, or leaves empty on purpose, and that were found otherwise."""
    return [
        name
        for name, check in CHECKS[kind].items()
        if (check.strict or gold.get(name) is not None) and not check.agree(gold.get(name), found.get(name))
    ]


def _pair(kind: Kind, gold: Sequence[Entry], found: Sequence[Entry]) -> list[tuple[Entry, Entry]]:
    """Pairs of entries that state the same fact, each entry in one pair at most."""
    if kind is not Kind.TARGET:
        by_key = {KEYS[kind](entry): entry for entry in found}
        return [(entry, by_key[KEYS[kind](entry)]) for entry in gold if KEYS[kind](entry) in by_key]
    options = []
    for i, right in enumerate(gold):
        for j, ours in enumerate(found):
            if any(_number(right.get(name)) != _number(ours.get(name)) for name in ("value", "value_max")):
                continue
            if not _same_unit(right.get("unit"), ours.get("unit")):
                continue
            share = max(syllable_overlap(right.get(name), ours.get("indicator")) for name in ("indicator", "text"))
            if share >= 0.5:
                options.append((len(_differences(kind, right, ours)), -share, i, j))
    pairs: dict[int, int] = {}
    for _, _, i, j in sorted(options):
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return [(gold[i], found[j]) for i, j in pairs.items()]
