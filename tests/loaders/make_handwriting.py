"""Documents whose number and day are written by hand: made of the printed first page of pdf/scan.pdf."""

import random
from functools import lru_cache
from math import cos, pi, sin
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw
from pypdfium2 import PdfDocument

SCAN = Path(__file__).parent / "pdf" / "scan.pdf"
DOTS = 150 / 72  # to a point
_FINE = 4  # a pen draws in so many times the dots
_PAPER = (245, 245, 245)

Point = tuple[float, float]


def _arc(x: float, y: float, width: float, height: float, start: float, end: float) -> list[Point]:
    """Points of an ellipse about (x, y), from an angle to another, in quarters of a turn from the right, clockwise."""
    angles = [start + (end - start) * step / 14 for step in range(15)]
    return [(x + width * cos(angle * pi / 2), y + height * sin(angle * pi / 2)) for angle in angles]


# the strokes of each figure in a box of 1 x 1, as a pen draws them
STROKES: dict[str, list[list[Point]]] = {
    "0": [_arc(0.5, 0.5, 0.36, 0.5, -1, 3)],
    "1": [[(0.3, 0.3), (0.55, 0.0), (0.52, 1.0)]],
    "2": [[*_arc(0.48, 0.28, 0.34, 0.28, -2.2, 0.5), (0.12, 0.97), (0.9, 0.95)]],
    "3": [[*_arc(0.42, 0.25, 0.34, 0.25, -2, 1), *_arc(0.42, 0.73, 0.4, 0.27, -1, 2)]],
    "4": [[(0.5, 0.0), (0.1, 0.6), (0.95, 0.6)], [(0.7, 0.3), (0.66, 1.0)]],
    "5": [[(0.85, 0.02), (0.3, 0.04), (0.24, 0.42), *_arc(0.44, 0.68, 0.38, 0.3, -1.3, 2)]],
    "6": [[(0.7, 0.0), (0.3, 0.35), *_arc(0.5, 0.72, 0.34, 0.28, -2, 2)]],
    "7": [[(0.1, 0.04), (0.88, 0.04), (0.4, 1.0)], [(0.3, 0.5), (0.8, 0.5)]],
    "8": [[*_arc(0.5, 0.25, 0.28, 0.25, 1, -3), *_arc(0.5, 0.74, 0.36, 0.26, -1, 3)]],
    "9": [[*_arc(0.5, 0.28, 0.32, 0.28, 0, -4), (0.8, 0.4), (0.66, 1.0)]],
}


@lru_cache(maxsize=1)
def _printed() -> Image.Image:
    return PdfDocument(SCAN)[0].render(scale=DOTS).to_pil().convert("RGB")


def written_head(
    number: str, day: str, seed: int = 0, ink: tuple[int, int, int] = (35, 50, 150), hand: float = 1.0
) -> np.ndarray:
    """The upper half of a written page, rows x columns x 3."""
    page = written_page(number, day, seed, ink, hand)
    return np.asarray(page.crop((0, 0, page.width, page.height // 2)))


def written_page(
    number: str, day: str, seed: int = 0, ink: tuple[int, int, int] = (35, 50, 150), hand: float = 1.0
) -> Image.Image:
    """A page with a number ("Số: .../KH-UBND") and a day (of June 2031) written into room left for them. `hand` is how
    unsteady the hand is; an empty number or day leaves its room empty.
    """
    page = _printed().copy()
    for box, shift, gap in (
        ((224, 236, 270, 270), 76, 33),
        ((596, 232, 780, 266), 34, 34),
    ):  # "Số:" and "Lâm Sơn, ngày", aside
        moved = page.crop(box)
        page.paste(_PAPER, (box[0], box[1], box[2] + gap, box[3]))
        page.paste(moved, (box[0] - shift, box[1]))
    chance = random.Random(seed)
    _write(page, number, (206, 264), (96, 24), ink, hand, chance)
    _write(page, day, (758, 256), (56, 22), ink, hand, chance)
    return page


def _write(
    page: Image.Image,
    digits: str,
    at: Point,
    room: Point,
    ink: tuple[int, int, int],
    hand: float,
    chance: random.Random,
) -> None:
    """Draw digits in room of a width and height whose lower left corner stands at a point."""
    if not digits:
        return
    layer = Image.new("L", (page.width * _FINE, 60 * _FINE), 0)
    pen = ImageDraw.Draw(layer)
    top = at[1] - 50
    pitch = min(room[0] / len(digits), 0.72 * room[1])
    slant, weight = chance.uniform(0.0, 0.25), round(chance.uniform(2.2, 3.6) * _FINE)
    for index, digit in enumerate(digits):
        high = room[1] * chance.uniform(1 - 0.1 * hand, 1 + 0.1 * hand)
        left = at[0] + index * pitch + chance.uniform(-0.06, 0.06) * hand * pitch
        foot = at[1] + chance.uniform(-2, 2) * hand
        for stroke in STROKES[digit]:
            points = []
            for x, y in stroke:
                across = left + (x + slant * (1 - y)) * pitch * 0.85 + chance.gauss(0, 0.35 * hand)
                points.append((across * _FINE, (foot - (1 - y) * high - top + chance.gauss(0, 0.35 * hand)) * _FINE))
            pen.line(points, 255, weight, joint="curve")
            for x, y in (points[0], points[-1]):
                pen.ellipse((x - weight / 2, y - weight / 2, x + weight / 2, y + weight / 2), 255)
    mask = layer.resize((page.width, 60), Image.Resampling.LANCZOS)
    page.paste(ink, (0, round(top)), mask)
