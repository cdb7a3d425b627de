"""What the cells of a line hold: the digits that several strips of it, cut in several ways, agree on."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

import regex

from pipeline.loaders.ocr.cells import HeadLine, bare
from pipeline.loaders.ocr.digits import Strip, read_digits, read_strip
from pipeline.loaders.ocr.picture import PreparedPage, has_red

if TYPE_CHECKING:
    from pipeline.loaders.ocr.picture import Picture

# how far strips reach above and below a line, in heights of its letters, and how they are drawn out: a hand does not keep
# to the line, and each strip shows the model the strokes in another size; the next one is cut where those before it
# leave a doubt
_NARROW, _LOW, _HIGH, _WIDE = (0.15, 0.15), (0.3, 0.25), (0.45, 0.35), (0.6, 0.4)
_STRIPS = (
    *((*_LOW, 1.25), (*_HIGH, 1.0), (*_WIDE, 1.25), (*_NARROW, 1.0)),
    *((*_NARROW, 1.25), (*_LOW, 1.0), (*_HIGH, 1.25), (*_WIDE, 1.0)),
)
_LEAST_STRIPS = 2
_BESIDE = 0.4  # heights to the left and right
_SURE = 0.52  # the share that a reading needs of all that can be meant
_MOST = 0.7  # of the strips: as many prefer it
_SHAKEN = 0.05  # a share can be so much further from the whole with each strip, and other strips would not shake it
_MEANT = 0.15  # of what the model reads, what can be meant: with less it sees something else
_OPENING = regex.compile(r"\W*(?:s\p{L}?)?[\s:.]*")
# the names before the figures of a date, as the model may read them, and the figures
_DATE = (
    ("day", "n?g?a?y", "[^y]{0,16}?"),
    ("month", "th?a?n?g", "[^y]{0,12}?"),
    ("year", "n?am", ".{4,12}"),
)
_POSSIBLE = {"number": range(1, 1_000_000), "day": range(1, 32), "month": range(1, 13), "year": range(1945, 2100)}
# as such documents are written, a nought stands before days and numbers below ten, and before no other number
_USUAL = {
    "number": regex.compile(r"0[1-9]|[1-9]\d+"),
    "day": regex.compile(r"\d\d"),
    "month": regex.compile(r"0?[1-9]|1[0-2]"),
    "year": regex.compile(r"\d{4}"),
}
_UNUSUAL = 0.2  # how probable another form is beside it
# a 1 is written with a long stroke upwards in Viet Nam, which the model takes for an open 4; a 4 it never takes for a 1
_ONE_FOR_FOUR, _ALSO_ONE = 0.25, 0.03

Spans = dict[str, tuple[int, int]]  # of each kind of cell: its first step on a strip, and the one behind its last


@dataclass(frozen=True, slots=True)
class Reading:
    """The digits that a cell most probably holds ("" for none), how probable they are (0 to 1), and whether that is
    enough.
    """

    digits: str = ""
    share: float = 0.0
    sure: bool = False


def read_figures(line: HeadLine, page: PreparedPage, height: float) -> dict[str, Reading]:
    """What the unsure cells of a line hold, by kind; in all inks where the picture without red shows nothing sure.

    `height` is that of most words of the page, in points.
    """
    readings = _read(page.grey, line, page.dots, height, [cell.kind for cell in line.cells if cell.unsure])
    unsure = [kind for kind, reading in readings.items() if not reading.sure]
    widest = _cut(line, height, page.dots, *_WIDE)
    if page.inks is None or not unsure or not has_red(page.grey[widest], page.inks[widest]):
        return readings
    inked = _read(page.inks, line, page.dots, height, unsure)
    return readings | {kind: max(readings[kind], inked[kind], key=lambda one: (one.sure, one.share)) for kind in unsure}


def _read(picture: "Picture", line: HeadLine, dots: float, height: float, kinds: Sequence[str]) -> dict[str, Reading]:
    """What cells of some kinds hold, by as many strips as that needs."""
    votes: dict[str, list[Mapping[str, float]]] = {kind: [] for kind in kinds}
    readings: dict[str, Reading] = {}
    for shown, (above, below, stretch) in enumerate(_STRIPS, start=1):
        strip = read_strip(picture[_cut(line, height, dots, above, below)], stretch)
        spans = _spans(strip, line)
        for kind in votes.keys() & spans.keys():
            votes[kind].append(read_digits(strip, *spans[kind]))
        readings = {kind: _judge(kind, given, shown) for kind, given in votes.items()}
        if shown >= _LEAST_STRIPS and all(_is_settled(reading, shown) for reading in readings.values()):
            break
    return readings


def _is_settled(reading: Reading, strips: int) -> bool:
    """Whether a reading of so many strips, or that there is none, would stay as it is with more of them."""
    return reading.share > 1 - _SHAKEN * (strips - 1) and (reading.sure or not reading.digits)


def _cut(line: HeadLine, height: float, dots: float, above: float, below: float) -> tuple[slice, slice]:
    """The rows and columns of a strip that reaches above and below a line."""
    reach = min(height, height * height / (line.bottom - line.top))  # the line is higher where a hand left it
    top, bottom = line.top - above * reach, line.bottom + below * reach
    left, right = line.left - _BESIDE * height, line.right + _BESIDE * height
    rows, columns = (slice(max(round(a * dots), 0), round(b * dots)) for a, b in ((top, bottom), (left, right)))
    return rows, columns


def _spans(strip: Strip, line: HeadLine) -> Spans:
    """Where the cells of a line stand on a strip; nothing where the words around them are not found."""
    runs = [
        (letter, [step for step, _ in run])
        for letter, run in groupby(enumerate(strip.letters), key=lambda step: step[1])
    ]
    seen = [(letter, steps[0], steps[-1]) for letter, steps in runs if letter]
    text = "".join(bare(letter) for letter, _, _ in seen)
    if line.label:
        ends = _number_ends(text, line.label)
        found = {"number": ends} if ends else {}
    else:
        kinds = tuple(cell.kind for cell in line.cells)
        match = _date_pattern(kinds).search(text)
        found = {kind: match.span(kind) for kind in kinds} if match else {}
    ends_at = [-1, *(last for _, _, last in seen)]
    starts_at = [*(first for _, first, _ in seen), len(strip.letters)]
    return {kind: (ends_at[first] + 1, starts_at[last]) for kind, (first, last) in found.items()}


@lru_cache(maxsize=6)
def _date_pattern(kinds: tuple[str, ...]) -> "regex.Pattern[str]":
    """The part of a date that has figures of some kinds, up to the name that follows them."""
    at = [index for index, (kind, _, _) in enumerate(_DATE) if kind in kinds]
    parts = [f"{name}(?P<{kind}>{figures})" for kind, name, figures in _DATE[at[0] : at[-1] + 1]]
    following = [name for _, name, _ in _DATE[at[-1] + 1 :][:1]]
    return regex.compile("".join([*parts, *following]))


def _number_ends(text: str, label: str) -> tuple[int, int] | None:
    """Where the number begins and ends in what the model reads of its line: before the stroke of the label."""
    match = _OPENING.match(text)
    start = match.end() if match else 0
    strokes = [at for at, letter in enumerate(text) if letter == label[0]]
    count = label.count(label[0])
    end = strokes[-count] if len(strokes) >= count else text.find(bare(label[1:3]), start)
    return (start, end) if end >= start else None


def _judge(kind: str, votes: Sequence[Mapping[str, float]], strips: int) -> Reading:
    """What most of so many strips say, of what can be meant."""
    total: defaultdict[str, float] = defaultdict(float)
    tops: Counter[str] = Counter()
    for vote in votes:
        weighed = _weighed(kind, vote)
        tops[max(weighed, key=weighed.__getitem__, default="")] += 1
        for digits, share in weighed.items():
            total[digits] += share
    meant = sum(total.values())
    if meant < _MEANT * strips:
        return Reading()
    digits, share = max(total.items(), key=lambda item: item[1])
    sure = share >= _SURE * meant and tops[digits] >= _MOST * strips
    return Reading(digits, share / meant, sure and digits != "")


def _weighed(kind: str, vote: Mapping[str, float]) -> dict[str, float]:
    weighed = {}
    for digits, share in vote.items():
        if digits and int(digits) not in _POSSIBLE[kind]:
            continue
        weight = 1.0 if not digits or _USUAL[kind].fullmatch(digits) else _UNUSUAL
        if any(vote.get(one, 0.0) > _ALSO_ONE * share for one in _with_one(digits)):
            weight *= _ONE_FOR_FOUR
        weighed[digits] = share * weight
    return weighed


def _with_one(digits: str) -> Iterator[str]:
    return (f"{digits[:at]}1{digits[at + 1 :]}" for at, digit in enumerate(digits) if digit == "4")
