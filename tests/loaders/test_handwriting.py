"""Numbers and days written by hand: read where the model is sure, named where it is not, and nothing else is touched."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

import numpy as np
import pytest
from PIL import Image
from pypdfium2 import PdfDocument

from pipeline.loaders.ocr import digits, figures, handwriting, pages
from pipeline.loaders.ocr.cells import Cell, find_head_lines, split_names
from pipeline.loaders.ocr.picture import PreparedPage, prepare, turn
from pipeline.loaders.ocr.recognised import page_of
from pipeline.loaders.ocr.turning import recognise_upright
from pipeline.loaders.pdf.render import render
from pipeline.loaders.printed.words import Word
from tests.loaders.make_handwriting import DOTS, SCAN, written_head
from tests.loaders.test_ocr import needs_tesseract

needs_model = pytest.mark.skipif(
    digits.digit_model() is None, reason="the model of handwriting is not installed: pip install 'vanthu[ocr]'"
)
BLUE, BLACK, RED = (35, 50, 150), (30, 30, 30), (190, 30, 40)


def lines_of(picture: np.ndarray) -> dict[str, list[str]]:
    """The lines of a recognised page, and the doubts of their words."""
    page = page_of(pages.read_page(prepare(picture, DOTS)), 1)
    return {line.text: [word.doubt for word in line.words if word.doubt] for line in page.lines}


@needs_tesseract
@needs_model
@pytest.mark.parametrize(
    ("number", "day", "ink"), [("813", "22", BLUE), ("604", "05", BLACK), ("1096", "31", RED), ("542", "14", BLUE)]
)
def test_numbers_and_days_are_read(number, day, ink):
    lines = lines_of(written_head(number, day, seed=int(number), ink=ink))
    of_number, of_day = lines[f"Số: {number}/KH-UBND"], lines[f"Lâm Sơn, ngày {day} tháng 6 năm 2031"]
    assert all(doubt.startswith("written by hand or unclear: ") for doubt in (*of_number, *of_day))


@needs_tesseract
@needs_model
def test_room_that_is_left_empty_stays_empty():
    page = pages.read_page(prepare(written_head("", ""), DOTS))
    text = " ".join(word.text for word in page.words)
    assert "/KH-UBND" in text
    assert not any(word.text[:1].isdigit() for word in page.words if word.text.endswith("KH-UBND"))
    assert "ngày tháng 6 năm 2031" in text


@needs_tesseract
def test_clear_print_is_not_read_again(monkeypatch):
    monkeypatch.setattr(figures, "read_strip", None)
    page = pages.read_page(render(PdfDocument(SCAN)[0]))
    assert page.unread == ()


def page_of_words(*lines: str, confidence: int = 90) -> list[list[Word]]:
    """Lines of words, 20 points apart; a word in brackets was read weakly."""
    made = []
    for row, line in enumerate(lines):
        at, words = 60.0, []
        for word in line.split(" "):
            weak, text = word.startswith("["), word.strip("[]")
            words.append(
                Word(text, at, 50 + 20 * row, at + 6 * len(text), 62 + 20 * row, 0, 20 if weak else confidence)
            )
            at += 6 * len(text) + 4
        made.append(words)
    return made


def cells(*lines: str) -> list[tuple[str, list[str]]]:
    """Of each line that needs another look its label, and what its unsure cells hold."""
    found = find_head_lines(page_of_words(*lines), 842)
    return [(line.label, [cell.read for cell in line.cells if cell.unsure]) for line in found]


@pytest.mark.parametrize(
    ("line", "label", "read"),
    [
        ("Số: [đỗ] /HC-CNHC", "/HC-CNHC", "đỗ"),
        ("Số: [4O5/QĐ-TTg]", "/QĐ-TTg", "4O5"),
        ("Số : [1l] /2031/NQ-HĐND", "/2031/NQ-HĐND", "1l"),
        ("[sẽ2] [)] 6 [ŸBCT-ATMT]", "/BCT-ATMT", ") 6 Ÿ"),
        ("Số [Il] -KH/TU", "-KH/TU", "Il"),
        ("Số: [/‡o] /TTg", "/TTg", "/‡o"),
        ("số: [Sán] /KH-UBND", "/KH-UBND", "Sán"),
        ("Số: [7] ⁄QĐÐ-UBND", "/QĐ-UBND", "7"),
        ("Số: 224 /KH-UBND", "/KH-UBND", "224"),  # in room that was left for a pen
    ],
)
def test_numbers_that_need_another_look(line, label, read):
    assert cells("ỦY BAN NHÂN DÂN", line) == [(label, [read])]


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("Hà Nội, ngày [ð] tháng 4 năm 2031", ["ð"]),
        ("Hà Nội, ngày tháng 4 năm 2031", [""]),
        ("Hà Nội, ngàyô} thángh năm 2031", ["ô}", "h"]),
        ("Hà Nội, ngày 45 tháng 4 năm 2031", ["45"]),
        ("Hà Nội, ngày 05 tháng 4 năm [2O3l]", ["2O3l"]),
        ("Hà Nội, ngày 1 tháng 1 năm 2031", ["1", "1"]),
    ],
)
def test_days_that_need_another_look(line, read):
    assert cells("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", line) == [("", read)]


@pytest.mark.parametrize(
    "line",
    [
        "Số: 88/KH-UBND",
        "Hà Nội, ngày 05 tháng 4 năm 2031",
        "Căn cứ Quyết định số [1O5/QĐ-TTg]",  # cited in a sentence
        "Sở Công Thương tỉnh đề nghị theo [QĐ-TTg]",
        "Ngày [ð] tháng 4 năm 2031",  # a stamp of what came in
        "trong tháng 4 năm 2031",
        "Gửi về trước ngày [1S] tháng 12 hằng năm",
    ],
)
def test_lines_that_need_none(line):
    assert cells("ỦY BAN NHÂN DÂN", line) == []


def test_of_a_date_only_what_is_unsure_is_cut_out():
    (line,) = find_head_lines(page_of_words("Hà Nội, ngày [ð] tháng 4 năm 2031"), 842)
    assert [word.text for word in line.words] == ["ngày", "ð"]
    words = page_of_words("Hà Nội, ngày [ð] tháng 4 năm 2031")[0]
    assert (line.end, line.right) == (words[4].left, words[4].right)


def test_who_wrote_the_number_wrote_the_day():
    date = "Hà Nội, ngày 16 tháng 4 năm 2031"
    assert cells("Số: 88/KH-UBND", date) == []
    assert cells("Số: [Sẽ] /KH-UBND", date) == [("/KH-UBND", ["Sẽ"]), ("", ["16"])]


def test_names_are_split_from_figures_at_the_head_only():
    lines = page_of_words("Số:8S/KH-UBND", "ngày10 tháng 4", "Nam")
    assert [word.text for word in chain(*split_names(lines, 842))] == [
        *("Số:", "8S/KH-UBND"),
        *("ngày", "10", "tháng", "4", "Nam"),
    ]
    assert split_names(lines, 100) == lines


@needs_model
def test_room_with_strokes_that_mean_nothing_is_named():
    lines = page_of_words("Số: /KH-UBND", *["Nội dung kế hoạch"] * 3)
    lines[0][1] = lines[0][1]._replace(left=140, right=190)
    grey = np.full((1684, 1190), 255, np.uint8)
    page = PreparedPage(grey, 2.0, (), ())
    assert handwriting.read_handwriting(lines, page) == (lines, ())
    grey[104:120, 220] = 0
    _, unread = handwriting.read_handwriting(lines, page)
    assert "the number before '/KH-UBND'" in unread[0]


def test_below_the_head_nothing_is_looked_at():
    assert cells(*["Điều 1"] * 20, "Số: [đỗ] /HC-CNHC") == []


def strip(*letters: str) -> digits.Strip:
    return digits.Strip(letters, np.zeros((len(letters), 1), np.float32))


def read_with(monkeypatch, *votes: dict[str, float]) -> tuple[str, tuple[str, ...]]:
    """What becomes of a line when the model says of its number, strip by strip, what is given."""
    given = iter(list(votes) * 8)
    monkeypatch.setattr(handwriting, "digit_model", lambda: "a model")
    monkeypatch.setattr(figures, "read_strip", lambda picture, stretch: strip(*"Số:8/KH-UBND"))
    monkeypatch.setattr(figures, "read_digits", lambda strip, first, last: next(given))
    page = PreparedPage(np.full((842, 595), 255, np.uint8), 1.0, (), ())
    lines, unread = handwriting.read_handwriting(page_of_words("Số: [đỗ] /KH-UBND"), page)
    return " ".join(word.text for word in chain(*lines)), unread


def test_what_strips_agree_on_is_read(monkeypatch):
    assert read_with(monkeypatch, {"8": 0.1, "18": 0.9}) == ("Số: 18/KH-UBND", ())


def test_what_was_read_first_is_kept_as_a_doubt():
    cell = Cell("number", "đỗ", 12, unsure=True)
    word = handwriting._figure(cell, figures.Reading("18", 0.76, sure=True), Word("đỗ", 1, 2, 3, 4, 5, 12))
    first = "written by hand or unclear: read with a confidence of 76 of 100; it was first read as 'đỗ'"
    assert (word.text, word.confidence, word.doubt) == ("18", 76, first)
    agreed = handwriting._figure(replace(cell, read="18"), figures.Reading("18", 0.76, sure=True), word)
    assert agreed.doubt is None


def test_a_one_that_looks_like_a_four_is_a_one_but_a_clear_four_is_a_four(monkeypatch):
    assert read_with(monkeypatch, {"45": 0.6, "15": 0.4}) == ("Số: 15/KH-UBND", ())
    assert read_with(monkeypatch, {"45": 0.97, "15": 0.01}) == ("Số: 45/KH-UBND", ())


@pytest.mark.parametrize(
    "votes",
    [({"13": 0.4, "18": 0.4},), ({"13": 0.9}, {"18": 0.9}), ({"": 0.9, "13": 0.1},), ({"13": 0.1},), ({"000": 0.9},)],
)
def test_what_is_unsure_stays_as_it_was_and_is_named(monkeypatch, votes):
    text, unread = read_with(monkeypatch, *votes)
    assert text == "Số: đỗ /KH-UBND"
    assert [note.split(",")[0] for note in unread] == ["the number before '/KH-UBND' is written by hand or unclear"]


def test_without_the_model_it_is_named(monkeypatch):
    monkeypatch.setattr(handwriting, "digit_model", lambda: None)
    lines = page_of_words("Số: [đỗ] /KH-UBND")
    page = PreparedPage(np.full((842, 595), 255, np.uint8), 1.0, (), ())
    same, unread = handwriting.read_handwriting(lines, page)
    assert same == lines
    assert "pip install 'vanthu[ocr]'" in unread[0]


def readings(*steps: tuple[float, dict[int, float]]) -> list[str]:
    """The strings of digits of steps (paper, digits), the most probable first."""
    found = digits._readings([paper for paper, _ in steps], [[ink.get(d, 0.0) for d in range(10)] for _, ink in steps])
    return sorted(found, key=lambda read: -found[read])


def test_a_digit_over_two_steps_is_one_and_with_paper_between_two():
    two, paper = (0.1, {2: 0.9}), (0.9, {2: 0.1})
    assert readings(two, two)[0] == "2"
    assert readings(two, paper, two)[0] == "22"
    assert readings(paper)[:2] == ["", "2"]


def turned_pages() -> Sequence[PreparedPage]:
    page = PdfDocument(SCAN)[0].render(scale=DOTS).to_pil().convert("L")
    head = prepare(np.asarray(page.crop((0, 0, page.width, page.height // 3))), DOTS)
    return [turn(head, quarters) for quarters in range(4)]


@needs_tesseract
def test_pages_on_their_side_or_head_are_turned():
    upright, *turned = [" ".join(word.text for word in pages.read_page(page).words) for page in turned_pages()]
    assert upright.startswith("ỦY BAN NHÂN DÂN")
    assert turned == [upright] * 3


def test_an_upright_page_is_read_once_and_a_hopeless_one_kept():
    page, lines = (
        PreparedPage(np.zeros((9, 9), np.uint8), 1.0, (), ()),
        page_of_words("một hai ba bốn năm sáu bảy tám chín"),
    )
    read: list[PreparedPage] = []

    def recognise(page: PreparedPage) -> list[list[Word]]:
        read.append(page)
        return lines

    assert recognise_upright(page, recognise) == (page, lines)
    assert len(read) == 1
    lines = page_of_words("một hai ba bốn năm sáu bảy tám chín", confidence=10)
    assert recognise_upright(page, recognise) == (page, lines)
    assert len(read) == 3  # and once upside down


def test_red_ink_is_kept_beside_where_there_is_some():
    plain = np.full((300, 300, 3), 255, np.uint8)
    assert prepare(plain).inks is None
    plain[50:100, 50:100] = (200, 30, 40)
    page = prepare(plain)
    assert page.grey[75, 75] == 200
    assert page.inks is not None
    assert page.inks[75, 75] == 30
    assert Image.fromarray(turn(page, 1).inks).getpixel((225, 75)) == 30
