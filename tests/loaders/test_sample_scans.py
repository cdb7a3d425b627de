"""Real scans, where they are at hand: their number, day and issuer, and how many letters and marks are right.

What is not right is printed with the description of the page's picture (`pytest -rP` shows it).
"""

import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher

import pytest

from pipeline.loaders import load
from pipeline.loaders.ocr.digits import digit_model
from tests.loaders.test_ocr import needs_tesseract

pytestmark = needs_tesseract


@dataclass(frozen=True)
class Scan:
    """What the head of a scan says by the eyes of a reader, and how it looks."""

    path: str
    number: str
    date: str
    issuer: str
    looks: str


SCANS = (
    Scan(
        "laocai/CV-813-CucHoaChat.pdf",
        "813/HC-CNHC",
        "2026-04-22",
        "Cục Hóa chất",
        "number and day by a thin pen, coarse and pale (some 75 dots to the inch); the 1 has so long an upstroke, and "
        "stands so near the 8, that it looks like a 4",
    ),
    Scan(
        "laocai/CV-2265-BCT-ATMT-trien-khai.pdf",
        "2265/BCT-ATMT",
        "2026-04-02",
        "Bộ Công Thương",
        "number by a stamp, half a line too high, its first figure over the word before it, its last over the stroke; "
        "day and month by hand in blue, without a blank beside them",
    ),
    Scan(
        "luatvietnam-scans/10209620.pdf",
        "108/QĐ-TTg",
        "2010-01-15",
        "Thủ tướng Chính phủ",
        "black and white; number and day by a thick pen; the receiver's stamp, filled in by hand, lies over the title",
    ),
    Scan(
        "luatvietnam-scans/10209623.pdf",
        "105/QĐ-TTg",
        "2010-01-15",
        "Thủ tướng Chính phủ",
        "black and white; number and day by a thick pen; the receiver's stamp, filled in by hand, lies over the title",
    ),
    Scan(
        "scans/01_TTr.signed_20250513_144607.pdf",
        "01/TTr-UBND",
        "2025-01-06",
        "Ủy ban nhân dân tỉnh Quảng Ngãi",
        "clear; number and day by a thick pen, the day without a blank beside it",
    ),
    Scan(
        "scans/04_QĐ_138.signed_20250510_124909.pdf",
        "04/QĐ-BCĐ138",
        "2025-02-05",
        "Ban Chỉ đạo 138 tỉnh Quảng Ngãi",
        "clear; number and day by a pen, the day without a blank beside it",
    ),
)
LEAST_RIGHT = 5


@pytest.mark.skipif(
    digit_model() is None, reason="the model of handwriting is not installed: pip install 'vanthu[ocr]'"
)
def test_heads_of_scans(shared, extractor):
    right = 0
    for scan in SCANS:
        document = load(shared / "samples" / "documents" / scan.path)
        numbers = extractor.read(document).to_dict()["plan_numbers"]
        own = [(found["number"], found["date"], found["issuer"]) for found in numbers if found["role"] == "self"]
        if own == [(scan.number, scan.date, scan.issuer)]:
            right += 1
            continue
        assert not own, f"{scan.path}: what is not read surely must not be told"
        unread = [problem.message for problem in document.problems if problem.code == "handwriting"]
        assert unread, f"{scan.path}: what is not read must be named"
        print(f"{scan.path}: {scan.number} of {scan.date} is not read ({'; '.join(unread)}). Its page: {scan.looks}")
    assert right >= LEAST_RIGHT


def test_letters_and_marks_of_a_scan_with_a_clean_twin(shared):
    path = shared / "samples" / "documents" / "laocai" / "KH-1105-DKT-ke-hoach-kiem-tra.pdf"
    document = load(path)
    assert {place.read_by for place in document.places if place.element is None} == {"ocr"}
    letters, marks = accuracy(document.text, path.with_suffix(".txt").read_text("utf-8"))
    print(f"{path.name}: {100 * letters:.1f} of 100 characters are right, {100 * marks:.1f} of 100 letters with marks")
    assert letters > 0.94
    assert marks > 0.9


def accuracy(read: str, meant: str) -> tuple[float, float]:
    """The share of the characters of a text (blanks apart) that were read rightly, and of its letters with marks; words
    are compared with those in their place.
    """
    ours, theirs = (unicodedata.normalize("NFC", text).split() for text in (read, meant))
    right = marked = marked_right = 0
    for _, a, b, c, d in SequenceMatcher(
        None, list(map(bare, ours)), list(map(bare, theirs)), autojunk=False
    ).get_opcodes():
        one, other = "".join(ours[a:b]), "".join(theirs[c:d])
        marked += sum(letter != bare(letter) for letter in other)
        for start, at, size in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks():
            assert one[start : start + size] == other[at : at + size]
            right += size
            marked_right += sum(letter != bare(letter) for letter in other[at : at + size])
    return right / sum(map(len, theirs)), marked_right / marked


def bare(text: str) -> str:
    parts = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def test_accuracy_counts_letters_and_marks():
    assert accuracy("kê hoạch năm", "kế hoạch năm") == (9 / 10, 2 / 3)
    assert accuracy("kế hoạch", "kế hoạch") == (1.0, 1.0)
