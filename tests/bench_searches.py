"""Searches as whole commands: words with and without marks, phrases, codes, beginnings, filters, facets, later pages."""

import statistics
import subprocess
import time
from pathlib import Path

SEARCHES = (
    ["kế hoạch"],
    ["ke hoach"],
    ["Ủy ban nhân dân tỉnh"],
    ["uy ban nhan dan tinh"],
    ['"sản xuất"'],
    ["154/KH-UBND"],
    ["xu*"],
    ["nông thôn mới"],
    ["đến năm 2030"],
    ["không có từ này đâu"],
    ["năm 2025", "--kind", "target"],
    ["--kind", "target", "--unit", "%", "--min", "90", "--due", "2025"],
    ["chủ tịch", "--kind", "official"],
    ["sở", "--kind", "agency"],
    ["quyết định", "--kind", "plan_number"],
    ["hộ nghèo", "--from", "2017", "--to", "2025"],
    ["giáo dục", "--level", "province"],
    ["rừng", "--place", "Quảng"],
    ["tỉnh", "--facets"],
    ["tỉnh", "--page", "3"],
)
_ROUNDS = 3


def searched(vanthu: Path, db: Path) -> tuple[float, float]:
    """Seconds of SEARCHES over a store: the median, and what 95 of 100 stay below."""
    took = []
    for search in SEARCHES * _ROUNDS:
        began = time.perf_counter()
        subprocess.run([vanthu, "search", *search, "--db", db], check=True, stdout=subprocess.DEVNULL)
        took.append(time.perf_counter() - began)
    return statistics.median(took), statistics.quantiles(took, n=20)[-1]
