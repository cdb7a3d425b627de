"""Scans: read by recognition where Tesseract is installed, named where it is not."""

import io
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pypdfium2 import PdfDocument

from pipeline.loaders import LoadError, load, load_bytes
from pipeline.loaders.legibility import judge
from pipeline.loaders.ocr import pages, tesseract
from pipeline.loaders.ocr.cache import RecognisedPage, cache_folder, find_page, keep_page
from pipeline.loaders.ocr.picture import prepare
from pipeline.loaders.ocr.recognised import judge_page, page_of
from pipeline.loaders.printed.tables import Rule
from pipeline.loaders.printed.words import Word
from pipeline.model import Quality
from tests.loaders.make_pdf import HEAD, PARAGRAPHS, ROWS

SCAN = Path(__file__).parent / "pdf" / "scan.pdf"
needs_tesseract = pytest.mark.skipif(
    tesseract.tesseract() is None, reason=f"Tesseract is not installed (Debian: {tesseract.PACKAGES})"
)


@pytest.fixture(scope="module")
def scan(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield load(SCAN)


@needs_tesseract
def test_a_scan_is_read_in_order(scan):
    assert scan.text.startswith(
        "ỦY BAN NHÂN DÂN\nTỈNH LÂM SƠN\nSố: 88/KH-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    )
    lines = scan.text.split("\n")
    for paragraph in PARAGRAPHS:
        assert max(SequenceMatcher(None, paragraph, line, autojunk=False).ratio() for line in lines) > 0.9, paragraph
    assert scan.text.index("Nơi nhận:") < scan.text.index("TM. ỦY BAN NHÂN DÂN") < scan.text.index("PHÓ CHỦ TỊCH")


@needs_tesseract
def test_tables_of_a_scan_keep_their_rows(scan):
    assert sum(" | ".join(row) in scan.text for row in (HEAD, *ROWS)) >= len(ROWS) - 1


@needs_tesseract
def test_pages_say_that_they_were_recognised(scan):
    assert [(place.page, place.read_by) for place in scan.places if place.element is None] == [(1, "ocr"), (2, "ocr")]
    assert all(doubt.reason.startswith(("recognised with a confidence of", "mended; ")) for doubt in scan.doubts)
    assert scan.quality is Quality.GOOD


@needs_tesseract
def test_facts_of_a_scan(scan, extractor):
    own = [number for number in extractor.read(scan).to_dict()["plan_numbers"] if number["role"] == "self"]
    assert [(number["number"], number["date"]) for number in own] == [("88/KH-UBND", "2031-06-05")]


@needs_tesseract
def test_a_second_reading_asks_tesseract_nothing(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    first = load(SCAN)
    monkeypatch.setattr(pages, "recognise", None)
    assert load(SCAN) == first
    assert list(cache_folder().rglob("*.json"))


@needs_tesseract
def test_a_page_that_cannot_be_read_is_named(monkeypatch, tmp_path):
    def fails(page):
        raise LoadError("unreadable", "tesseract failed: out of luck")

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(pages, "recognise", fails)
    with pytest.raises(LoadError) as error:
        load(SCAN)
    assert error.value.code == "no-text-layer"


def test_without_tesseract_the_packages_are_named(monkeypatch):
    monkeypatch.setenv("VANTHU_OCR", "no")
    tesseract.tesseract.cache_clear()
    try:
        with pytest.raises(LoadError) as error:
            load(SCAN)
    finally:
        monkeypatch.undo()
        tesseract.tesseract.cache_clear()
    assert error.value.code == "no-text-layer"
    assert "apt-get install tesseract-ocr tesseract-ocr-vie" in str(error.value)


def test_a_page_is_kept_and_found_again(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    page = RecognisedPage(595.0, 842.0, (Word("Số:", 1, 2, 3, 4, 1, 95),), (Rule(1, 2, 3),), (), 0.1, ("the day",))
    assert find_page("ab12") is None
    keep_page("ab12", page)
    assert find_page("ab12") == page
    (cache_folder() / "ab" / "ab12.json").write_text("{")
    assert find_page("ab12") is None


def test_a_cache_that_cannot_be_written_is_none(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    keep_page("ab12", RecognisedPage(1, 1, (), (), (), 0.0))
    assert find_page("ab12") is None


def lines_of_ink(slope: float = 0.0) -> np.ndarray:
    """A page with dashes in rows, as of text, that fall by a slope to the right."""
    picture = np.full((1200, 900), 255, np.uint8)
    for row in range(100, 1100, 40):
        for column in range(100, 800, 20):
            top = row + round(column * slope)
            picture[top : top + 14, column : column + 12] = 0
    return picture


@pytest.mark.parametrize("slope", [0.02, -0.02, 0.05])
def test_leaning_pages_are_levelled(slope):
    level = prepare(lines_of_ink(slope)).grey
    rows = (level < 128).sum(axis=1)
    assert (rows > 100).sum() > 250  # rows full of ink, and rows without, as on a level page
    assert (rows < 10).sum() > 400


def test_level_pages_stay_as_they_are():
    assert np.array_equal(prepare(lines_of_ink()).grey, lines_of_ink())


def test_red_ink_is_dropped_and_blue_and_black_stay():
    picture = np.full((300, 300, 3), 255, np.uint8)
    picture[50:100, 50:100] = (220, 30, 40)
    picture[50:100, 150:200] = (30, 40, 160)
    grey = prepare(picture).grey
    assert grey[75, 75] > 200
    assert grey[75, 175] < 60


def test_rules_of_a_table_are_found():
    picture = np.full((1200, 1200), 255, np.uint8)
    picture[300:303, 200:1000] = 0
    picture[500:503, 200:1000] = 0
    picture[300:503, 200:203] = 0
    page = prepare(picture, dots=1.0)
    assert [(round(rule.at), round(rule.first, -1), round(rule.last, -1)) for rule in page.across] == [
        (301, 200, 1000),
        (501, 200, 1000),
    ]
    assert [round(rule.at) for rule in page.down] == [201]


def recognised(*words: tuple[str, int]) -> RecognisedPage:
    made = (Word(text, 50 * i, 10, 50 * i + 40, 22, i, sure) for i, (text, sure) in enumerate(words))
    return RecognisedPage(595, 842, tuple(made), (), (), 0.05)


def test_stains_are_no_words_and_weak_pages_are_doubtful():
    page = page_of(recognised(("Kế", 96), ("hoạch", 95), (".", 12), ("ï", 5), (".", 93)), 3)
    assert [line.text for line in page.lines] == ["Kế hoạch"]
    assert (page.number, page.read_by) == (3, "ocr")
    assert judge_page(recognised(("Kế", 96), ("hoạch", 95)))[0] is Quality.GOOD
    assert judge_page(recognised(("Kế", 96), ("hoạch", 45), ("năm", 90)))[0] is Quality.DOUBTFUL
    assert judge_page(recognised(("Kễ", 20), ("hoqch", 45)))[0] is Quality.UNREADABLE
    assert judge_page(recognised())[0] is Quality.UNREADABLE
    assert judge_page(replace(recognised(), ink=0.0001))[0] is Quality.GOOD  # an empty page
    assert judge("")[0] is Quality.GOOD


@pytest.fixture(scope="module")
def pictures() -> tuple[Image.Image, ...]:
    """The head of the scan, and a blank page."""
    document = PdfDocument(SCAN)
    page = document[0].render(scale=150 / 72).to_pil().convert("L")
    return page.crop((0, 0, page.width, page.height // 4)), Image.new("L", (600, 300), 255)


def written(pictures: Sequence[Image.Image], kind: str) -> bytes:
    file = io.BytesIO()
    pictures[0].save(file, kind, **({"save_all": True, "append_images": pictures[1:]} if kind == "TIFF" else {}))
    return file.getvalue()


@needs_tesseract
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_pictures_are_pages(pictures, kind, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    document = load_bytes(written(pictures, kind))
    assert document.format == "image"
    assert document.text.startswith("ỦY BAN NHÂN DÂN\nTỈNH LÂM SƠN\n")
    assert document.places[0].page == 1
    blank = [problem.message for problem in document.problems]
    assert blank == []


@needs_tesseract
@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n" + bytes(90), b"\xff\xd8\xff\xe0\0\x10JFIF", b"II*\0\x08\0\0\0\xff\xff"]
)
def test_damaged_pictures_are_refused(data):
    with pytest.raises(LoadError) as error:
        load_bytes(data)
    assert error.value.code in ("damaged", "empty")


@needs_tesseract
def test_huge_pictures_are_refused(monkeypatch):
    monkeypatch.setattr("pipeline.loaders.ocr.files._MOST_DOTS", 1000)
    with pytest.raises(LoadError) as error:
        load_bytes(written([Image.new("1", (100, 100))], "PNG"))
    assert error.value.code == "too-large"


def test_a_file_of_noise_is_refused():
    with pytest.raises(LoadError):
        load_bytes(b"%PDF-1.4\n" + io.BytesIO(bytes(range(256)) * 100).getvalue())
