"""Which lines of a page are furniture, and which region holds its main text."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from pipeline.loaders.page_lines import Line, Page, Region
from pipeline.loaders.page_rules import PageRules

LABEL = 120  # no label, button or head is longer
_PROSE = 25  # characters outside links from which a line counts as somebody's sentence
_DATE_BESIDE = 16  # "- " and "(12/08/2023)" beside a link
_CUE_BONUS = 1_000
_OFTEN = 5
_NOTICE = 400  # characters: no part of an official document is so short, but a notice of the site is
_VIETNAMESE = re.compile("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹàáãèéìíòóõùúý]", re.IGNORECASE)
_PARAGRAPH = 450  # so much, or two fifths of the page, is no furniture whatever its marks say


@dataclass(frozen=True, slots=True)
class Sizes:
    """Running sums over the lines, so that any region is measured at once: characters of prose, official cues."""

    prose: list[int]
    cues: list[int]

    @classmethod
    def of(cls, lines: Sequence[Line], rules: PageRules) -> "Sizes":
        prose = (line.plain if is_prose(line) else 0 for line in lines)
        cues = (
            len(line.text) <= LABEL and not is_link(line) and bool(rules.official_cues.search(line.text))
            for line in lines
        )
        return cls(list(accumulate(prose, initial=0)), list(accumulate(cues, initial=0)))

    def prose_in(self, region: Region) -> int:
        return self.prose[region.last] - self.prose[region.first]

    def cues_in(self, region: Region) -> int:
        return self.cues[region.last] - self.cues[region.first]


def is_prose(line: Line) -> bool:
    """Whether a line is long enough for a sentence, and no more of it links than not."""
    return line.plain >= max(_PROSE, line.linked)


def is_link(line: Line) -> bool:
    """Whether a line is a link, perhaps with a bullet or a date beside it."""
    return line.linked > 0 and not line.row and (line.plain * 10 <= len(line.text) * 3 or line.plain <= _DATE_BESIDE)


def mark_furniture(page: Page, sizes: Sizes) -> bytearray:
    """1 for each line in an element marked as furniture or hidden, unless it holds most of the page or a document."""
    marked = bytearray(len(page.lines))
    most = max(_PARAGRAPH, sizes.prose[-1] * 0.4)
    for region in page.regions:
        if region.furniture and sizes.prose_in(region) <= most and not sizes.cues_in(region):
            marked[region.first : region.last] = b"\1" * (region.last - region.first)
    return marked


def mark_link_lists(lines: Sequence[Line], furniture: bytearray, rules: PageRules) -> bytearray:
    """1 for furniture and for each line of a run of links, or of a list of other pages under its head."""
    noise = bytearray(furniture)
    run: list[int] = []
    related = False
    for index, line in enumerate(lines):
        if furniture[index]:
            continue
        small = len(line.text) < _PROSE and not line.heading
        if len(line.text) <= LABEL and rules.related_heads.search(line.text):
            related = True
            noise[index] = 1
        elif related and (is_link(line) or small):
            noise[index] = 1
        elif is_link(line):
            related = False
            run.append(index)
            continue
        else:
            related = False
        if not (run and small and index - run[-1] == 1):
            _mark_run(run, noise)
            run = []
    _mark_run(run, noise)
    return noise


def _mark_run(run: Sequence[int], noise: bytearray) -> None:
    if len(run) >= 3:
        for index in range(run[0], run[-1] + 1):
            noise[index] = 1


def mark_translations(lines: Sequence[Line]) -> bytearray:
    """1 for each stretch of lines in another language with prose in it, on a page most of whose prose is Vietnamese."""
    marked = bytearray(len(lines))
    sizes, first, foreign = [0, 0], 0, False  # of a stretch without Vietnamese letters
    for index, line in enumerate(lines):
        if _VIETNAMESE.search(line.text) is not None:
            first, foreign = index + 1, False
        elif is_prose(line):
            foreign = True
        if foreign:
            marked[first : index + 1] = b"\1" * (index + 1 - first)
            first = index + 1
        sizes[foreign] += line.plain if is_prose(line) else 0
    return marked if sizes[0] > sizes[1] else bytearray(len(lines))


def choose_core(page: Page, sizes: Sizes, furniture: bytearray, noise: bytearray) -> Region:
    """The region with the most text and the fewest links; of a page that says which is its article, that one. Among
    nearly equal ones the smallest, but nothing of an official document is left outside; a translation of it is.
    A page that is nothing but text, as a word processor saves it, is its own core."""
    whole = Region(0, len(page.lines))
    beside = mark_translations(page.lines)
    for index in _repeated(page.lines):
        beside[index] = 1
    if not (any(furniture) or any(beside) or any(line.linked for line in page.lines)):
        return whole
    scores = list(accumulate(map(_score, page.lines, furniture, noise, beside), initial=0.0))

    def score(region: Region) -> float:
        return scores[region.last] - scores[region.first] + _CUE_BONUS * sizes.cues_in(region)

    def size(region: Region) -> int:
        return region.last - region.first

    regions = (*page.regions, whole)
    best = max(regions, key=lambda region: (score(region), -size(region)))
    inside = [region for region in regions if best.first <= region.first and region.last <= best.last]
    articles = [region for region in inside if region.article and score(region) >= score(best) / 2]
    if articles:
        enough = max(map(score, articles)) * 0.9
        core = min((region for region in articles if score(region) >= enough), key=size)
    else:
        plain = score(best) - _CUE_BONUS * sizes.cues_in(best)
        spared = 0.05 * plain  # what may be left outside
        if sizes.cues_in(best):
            spared = _NOTICE if spared >= _NOTICE else 0
        enough = score(best) - spared
        core = min((region for region in inside if score(region) >= enough), key=size, default=best)
    around = [region for region in inside if region.first <= core.first and core.last <= region.last]
    return min((region for region in around if sizes.cues_in(region) == sizes.cues_in(best)), key=size, default=best)


def _repeated(lines: Sequence[Line]) -> Iterator[int]:
    """Lines of prose that a page has over and over, as notices of the site are."""
    times = Counter(line.text for line in lines if is_prose(line))
    return (index for index, line in enumerate(lines) if times[line.text] >= _OFTEN)


def _score(line: Line, furniture: int, noise: int, beside: int) -> float:
    if furniture or beside:
        return 0
    if noise:
        return -0.3 * line.linked
    if is_prose(line):
        return line.plain
    return -0.5 * line.linked if line.linked > line.plain else 0.3 * line.plain
