"""Digits on a strip of a page, by a recognition model that knows handwriting: PP-OCRv6, as the wheel of rapidocr brings
it. onnxruntime runs it; the package itself is not imported. Both belong to vanthu[ocr].

At each step along a strip the model says how probable each of its letters is. Where only digits may stand, what it takes
for a letter must be one of them: so restricted, it reads much that it would read wrongly.
"""

import os
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    from pipeline.loaders.ocr.picture import Picture

    Steps = np.ndarray[Any, np.dtype[np.float32]]

_HEIGHT = 48  # dots of a strip, as the model was trained
_LEAST_WIDTH, _MOST_WIDTH = 48, 1_600
_DIGITS = "0123456789"
_BEAM = 24  # readings that are followed at once
_LONGEST = 6  # digits
_LOADING = Lock()  # pages that are read at once share one model
_LEAST = 1e-6  # a probability of 0 would forbid a digit, where it is only the least


@dataclass(frozen=True, slots=True)
class Strip:
    """What the model says of a strip: the most probable letter of each step ("" for none), and how probable all are."""

    letters: tuple[str, ...]
    steps: "Steps"


@lru_cache(maxsize=1)
def digit_model() -> str | None:
    """What tells this model from others; None where it, or what runs it, is not installed."""
    path = _path()
    if path is None or os.environ.get("VANTHU_OCR") == "no":
        return None
    try:
        return f"{path.name} {version('onnxruntime')}"
    except PackageNotFoundError:
        return None


def read_strip(grey: "Picture", stretch: float = 1.0) -> Strip:
    """Recognise a strip of rows x columns (0 black) with one line on it, drawn out in width; needs the model."""
    import numpy as np  # noqa: PLC0415 - slow to import
    from PIL import Image  # noqa: PLC0415 - an extra

    run, letters = _model()
    rows, columns = grey.shape
    width = min(max(round(columns * _HEIGHT / rows * stretch), _LEAST_WIDTH), _MOST_WIDTH)
    small = Image.fromarray(grey).resize((width, _HEIGHT), Image.Resampling.BILINEAR)
    dots = np.asarray(small, np.float32) / 127.5 - 1
    steps = run(np.ascontiguousarray(np.broadcast_to(dots, (1, 3, *dots.shape))))
    return Strip(tuple(letters[best] for best in steps.argmax(axis=1).tolist()), steps)


def read_digits(strip: Strip, first: int, last: int) -> dict[str, float]:
    """The readings of steps first to last (not itself) of a strip as digits, with their probabilities."""
    import numpy as np  # noqa: PLC0415

    _, letters = _model()
    digits = strip.steps[first:last, [letters.index(digit) for digit in _DIGITS]] + _LEAST
    seen = digits.sum(axis=1)
    ink = np.array(
        [1.0 if letter.isalpha() else share for letter, share in zip(strip.letters[first:last], seen, strict=True)]
    )
    return _readings((1 - ink).tolist(), (digits * (ink / seen)[:, None]).tolist())


def _readings(paper: Sequence[float], ink: Sequence[Sequence[float]]) -> dict[str, float]:
    """Strings of digits by probability, of the steps' probabilities of no digit and of each digit.

    A digit that goes on over several steps is one, unless there is paper between them (CTC, Graves et al. 2006).
    """
    beams = {"": (1.0, 0.0)}  # of each string: how probably it ends in paper, and in its last digit
    for blank, digits in zip(paper, ink, strict=True):
        grown: defaultdict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
        for read, (on_paper, on_digit) in beams.items():
            grown[read][0] += (on_paper + on_digit) * blank
            if read:
                grown[read][1] += on_digit * digits[int(read[-1])]
            for digit in _DIGITS if len(read) < _LONGEST else "":
                before = on_paper if read[-1:] == digit else on_paper + on_digit
                grown[read + digit][1] += before * digits[int(digit)]
        best = sorted(grown.items(), key=lambda item: -sum(item[1]))[:_BEAM]
        beams = {read: (both[0], both[1]) for read, both in best}
    return {read: on_paper + on_digit for read, (on_paper, on_digit) in beams.items()}


@lru_cache(maxsize=1)
def _path() -> Path | None:
    package = find_spec("rapidocr")
    folders = package.submodule_search_locations if package else None
    return next(
        (path for folder in folders or () for path in sorted(Path(folder, "models").glob("*_rec_*.onnx"))), None
    )


def load_model() -> None:
    """Load the model where it is installed and not loaded yet: it takes as long as a fifth of a page."""
    if digit_model():
        _model()


def _model() -> tuple[Callable[["Steps"], "Steps"], Sequence[str]]:
    with _LOADING:
        return _loaded()


@lru_cache(maxsize=1)
def _loaded() -> tuple[Callable[["Steps"], "Steps"], Sequence[str]]:
    """What runs the model on one strip, and its letters by number."""
    import onnxruntime  # noqa: PLC0415 - an extra, slow to import

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # several pages at once are faster
    session = onnxruntime.InferenceSession(str(_path()), options, providers=["CPUExecutionProvider"])
    letters = session.get_modelmeta().custom_metadata_map["character"].split("\n")
    name = session.get_inputs()[0].name
    return lambda strip: session.run(None, {name: strip})[0][0], ("", *letters, " ")
