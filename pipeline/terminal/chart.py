"""Bar charts as SVG: a few lines that need no library, no script and no network."""

from collections.abc import Sequence
from html import escape

_WIDTH, _HEIGHT, _FOOT = 640, 180, 40
_COLOURS = ("#23395b", "#8fb1d9", "#c0504d")


def bar_chart(title: str, labels: Sequence[str], series: Sequence[tuple[str, Sequence[int]]]) -> str:
    """Stacked bars, one a label; `series` are named, each with a number a label. Without labels an empty string."""
    if not labels:
        return ""
    highest = max(*(sum(column) for column in zip(*(numbers for _, numbers in series), strict=True)), 1)
    step = _WIDTH / len(labels)
    bar = min(step * 0.7, 60)
    parts = []
    for place, label in enumerate(labels):
        left, top = place * step + (step - bar) / 2, float(_HEIGHT)
        for number_of, (name, numbers) in enumerate(series):
            tall = numbers[place] / highest * (_HEIGHT - 20)
            top -= tall
            parts.append(
                f'<rect x="{left:.1f}" y="{top:.1f}" width="{bar:.1f}" height="{tall:.1f}" fill="{_COLOURS[number_of]}">'
                f"<title>{escape(label)}: {numbers[place]:,} {escape(name)}</title></rect>"
            )
        middle = left + bar / 2
        total = sum(numbers[place] for _, numbers in series)
        parts.append(f'<text x="{middle:.1f}" y="{top - 4:.1f}" text-anchor="middle">{total:,}</text>')
        if place % (len(labels) // 12 + 1) == 0:
            parts.append(f'<text x="{middle:.1f}" y="{_HEIGHT + 15}" text-anchor="middle">{escape(label)}</text>')
    for number_of, (name, _) in enumerate(series):
        left = number_of * 120
        parts.append(f'<rect x="{left}" y="{_HEIGHT + 24}" width="10" height="10" fill="{_COLOURS[number_of]}"/>')
        parts.append(f'<text x="{left + 15}" y="{_HEIGHT + 33}">{escape(name)}</text>')
    return (
        f'<svg role="img" aria-label="{escape(title)}" viewBox="0 0 {_WIDTH} {_HEIGHT + _FOOT}" font-size="11" '
        f'font-family="sans-serif" xmlns="http://www.w3.org/2000/svg"><title>{escape(title)}</title>'
        f"{''.join(parts)}</svg>"
    )
