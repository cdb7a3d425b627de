"""A picture of a page made ready for recognition: without red stamps, level, with the rules of its tables found."""

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from pipeline.loaders.printed.tables import Rule

if TYPE_CHECKING:
    import numpy as np

    Picture = np.ndarray[Any, np.dtype[np.uint8]]

DOTS = 300 / 72  # to a point
_DARK = 140  # of 255: what is darker is ink
_HEAD = 0.4  # of a page's height
_RED = 90  # of 255: how much brighter red is than the other channels in red ink
_SPARSE, _RED_DOTS = 6, 12  # one dot of so many is looked at, along and across; so many of them are no speck
_MOST_SLOPE = 0.06  # about 3.5 degrees
_LEAST_SLOPE = 0.003  # a page that leans less is left as it is
_GAIN = 1.03  # how much denser the rows must be for a page to be turned
_RULE_ACROSS, _RULE_DOWN = 150, 110  # dots: longer than any stroke of a letter
_STROKE = 0.4  # of the rows of a line: the strokes of figures touch more
_STEP = 3  # of the dots along a rule one in so many is looked at
_FILLED = 0.96  # of a rule's dots that are dark
_THICK = 14  # dots
_MOST_RULES = 400


@dataclass(frozen=True, slots=True)
class PreparedPage:
    """Grey dots (rows of bytes, 0 black), how many make a point, the rules across and down in points, the share of
    dots that are dark. `inks` shows red ink as well, where there is some at the head of the page.
    """

    grey: "Picture"
    dots: float
    across: tuple[Rule, ...]
    down: tuple[Rule, ...]
    ink: float = 0.0
    inks: "Picture | None" = None

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        return self.grey.shape[1] / self.dots, self.grey.shape[0] / self.dots

    def pgm(self) -> bytes:
        """The dots as a portable grey map, which every program reads."""
        rows, columns = self.grey.shape
        return b"P5\n%d %d\n255\n" % (columns, rows) + self.grey.tobytes()


def prepare(picture: "Picture", dots: float = DOTS) -> PreparedPage:
    """A picture of rows x columns (grey) or rows x columns x channels (red first), with so many dots to a point."""
    import numpy as np  # noqa: PLC0415 - slow to import

    # in the red channel alone the red ink of stamps is as white as paper, and black and blue ink stay dark
    grey = np.ascontiguousarray(picture if picture.ndim == 2 else picture[:, :, 0])
    if picture.ndim == 2 or not _has_red(picture[: round(_HEAD * len(picture))]):
        return _prepared(grey, None, dots)
    return _prepared(grey, picture.min(axis=2), dots)


def turn(page: PreparedPage, quarters: int) -> PreparedPage:
    """A page turned clockwise by so many quarters of a turn."""
    import numpy as np  # noqa: PLC0415

    grey, inks = (
        None if one is None else np.ascontiguousarray(np.rot90(one, -quarters)) for one in (page.grey, page.inks)
    )
    return page if grey is None else _prepared(grey, inks, page.dots)


def _prepared(grey: "Picture", inks: "Picture | None", dots: float) -> PreparedPage:
    slope = _slope(grey)
    if abs(slope) > _LEAST_SLOPE:
        grey = _level(grey, slope)
        inks = None if inks is None else _level(inks, slope)
    dark = grey < _DARK
    across, down = _rules(dark, _RULE_ACROSS), _rules(dark.T, _RULE_DOWN)
    return PreparedPage(grey, dots, _in_points(across, dots), _in_points(down, dots), float(dark.mean()), inks)


def has_ink(page: PreparedPage, left: float, top: float, right: float, bottom: float) -> bool:
    """Whether a box of a page, in points, shows strokes that are nearly as high as itself: dots to write on do not."""
    rows, columns = (slice(round(a * page.dots), round(b * page.dots)) for a, b in ((top, bottom), (left, right)))
    inked = (page.grey[rows, columns] < _DARK).any(axis=1)
    return bool(inked.sum() > _STROKE * inked.size)


def has_red(grey: "Picture", inks: "Picture") -> bool:
    """Whether the second of two pictures shows red ink, which the first does not."""
    import numpy as np  # noqa: PLC0415

    return bool((grey.astype(np.int16) - inks > _RED).any())


def _has_red(picture: "Picture") -> bool:
    import numpy as np  # noqa: PLC0415

    few = picture[::_SPARSE, ::_SPARSE].astype(np.int16)
    return int((few[:, :, 0] - few.min(axis=2) > _RED).sum()) > _RED_DOTS


def _level(grey: "Picture", slope: float) -> "Picture":
    """The picture turned so that lines of a slope become level: by two shears."""
    import numpy as np  # noqa: PLC0415

    return np.ascontiguousarray(_sheared(_sheared(grey, slope).T, -slope).T)


def _in_points(rules: list[Rule], dots: float) -> tuple[Rule, ...]:
    return tuple(Rule(at / dots, first / dots, last / dots) for at, first, last in rules)


def _slope(grey: "Picture") -> float:
    """How much lines of text fall to the right, as a fraction: the slope at which the dots of ink lie in densest rows."""
    import numpy as np  # noqa: PLC0415

    small = grey[::4, ::4] < _DARK
    ys, xs = np.nonzero(small)
    if not 500 < ys.size < small.size // 3:
        return 0.0
    if ys.size > 60_000:
        ys, xs = ys[:: ys.size // 60_000 + 1], xs[:: ys.size // 60_000 + 1]

    def density(slope: float) -> float:
        rows = np.bincount((ys - xs * slope + small.shape[1]).astype(np.int32))
        return float(np.square(rows.astype(np.float64)).sum())

    coarse = max(np.arange(-_MOST_SLOPE, _MOST_SLOPE + 0.001, 0.004), key=density)
    best = float(max(np.arange(coarse - 0.004, coarse + 0.0041, 0.001), key=density))
    return best if density(best) > _GAIN * density(0.0) else 0.0


def _sheared(grey: "Picture", slope: float) -> "Picture":
    """The picture with its columns shifted up or down so that lines of a slope across it become level."""
    import numpy as np  # noqa: PLC0415

    rows, columns = grey.shape
    level = np.full_like(grey, 255)
    shifts = np.rint(np.arange(columns) * slope - columns * slope / 2).astype(int)
    edges = [0, *(np.nonzero(np.diff(shifts))[0] + 1).tolist(), columns]
    for first, last in pairwise(edges):
        shift = int(shifts[first])
        if shift >= 0:
            level[: rows - shift, first:last] = grey[shift:, first:last]
        else:
            level[-shift:, first:last] = grey[:shift, first:last]
    return level


def _rules(dark: Any, least: int) -> list[Rule]:  # noqa: ANN401 - an array of bool
    """The long dark lines along the rows of a picture, in dots."""
    import numpy as np  # noqa: PLC0415

    sums = np.cumsum(np.ascontiguousarray(dark[:, ::_STEP]), axis=1, dtype=np.int16)
    steps = least // _STEP
    filled = (sums[:, steps:] - sums[:, :-steps]) >= _FILLED * steps
    slack = round((1 - _FILLED) * least)  # dots beside a rule that the measure still lets pass
    found: list[tuple[int, int, int, int]] = []  # first row, last row, first column, last column
    for row in np.nonzero(filled.any(axis=1))[0].tolist():
        starts = np.nonzero(np.diff(filled[row].astype(np.int8), prepend=0, append=0))[0].tolist()
        for begin, last in zip(starts[::2], starts[1::2], strict=True):
            first, end = begin * _STEP + slack, last * _STEP + least - slack
            for index, (top, bottom, left, right) in enumerate(found[-60:], start=max(len(found) - 60, 0)):
                if bottom >= row - 2 and first < right and left < end:
                    found[index] = top, row, min(left, first), max(right, end)
                    break
            else:
                found.append((row, row, first, end))
    thin = [rule for rule in found if rule[1] - rule[0] < _THICK]
    if len(thin) > _MOST_RULES:
        return []
    return [Rule((top + bottom) / 2, left, right) for top, bottom, left, right in thin]
