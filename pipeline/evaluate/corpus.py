"""A corpus whose own columns say what its texts hold, and the rates of what was read rightly in it."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from pipeline.evaluate.records import Record
from pipeline.evaluate.scoring import fold
from pipeline.model import Facts


@dataclass(frozen=True, slots=True)
class Case:
    """A text to read and what its corpus says of it, by measure.

    `excluded`: why it cannot be judged. `unasked`: the measures that cannot, each with the reason.
    """

    name: str
    text: str
    wanted: Mapping[str, str]
    excluded: str | None = None
    unasked: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found for one measure, in words for the list of misses."""

    found: str | None
    right: bool


@dataclass(frozen=True, slots=True)
class Corpus:
    """How one kind of file is told (`columns`), turned into cases and judged.

    `measures`: the first is the document's number; the others are judged where that was found. One case in `one_in`
    belongs to the sample that tests read.
    """

    name: str
    about: str
    columns: frozenset[str]
    measures: tuple[str, ...]
    one_in: int
    case: Callable[[Record, str], Case]
    answers: Callable[[Case, Facts], Mapping[str, Answer]]

    def samples(self, case: Case) -> bool:
        """Whether a case is in the sample: settled by its words, so that it stays the same when the file grows."""
        return int.from_bytes(sha256(f"{case.text}\0{case.wanted}".encode()).digest()[:8]) % self.one_in == 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """A case with the answers to what it was asked; none where it was excluded."""

    case: Case
    answers: Mapping[str, Answer]
    sampled: bool


@dataclass
class Rates:
    """How many cases were answered rightly, by measure; by their reasons, those excluded and those not asked all."""

    cases: int = 0
    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    excluded: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    unasked: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, verdict: Verdict) -> None:
        self.cases += 1
        if verdict.case.excluded:
            self.excluded[verdict.case.excluded].append(verdict.case.name)
        else:
            for measure, reason in verdict.case.unasked.items():
                self.unasked[f"{measure}: {reason}"].append(verdict.case.name)
        for measure, answer in verdict.answers.items():
            self.asked[measure] += 1
            self.right[measure] += answer.right

    def of(self, measure: str) -> float:
        """The share of right answers; 0 where nothing was asked, so that an empty file reaches no floor."""
        return self.right[measure] / self.asked[measure] if self.asked[measure] else 0.0


def number_key(number: str) -> str:
    """A number for comparing: case, blanks, kinds of dash and outer punctuation do not count."""
    return fold(number).replace(" ", "").upper()


def column(record: Record, name: str) -> str:
    """A record's value as text; "" for none."""
    value = record.get(name)
    return "" if value is None else str(value).strip()
