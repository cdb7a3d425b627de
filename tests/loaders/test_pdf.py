"""PDFs: the text layer in reading order, how far it can be trusted, where quotes stand, and files that are no good."""

import io
import re
from itertools import islice, pairwise
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from pipeline.loaders import LoadError, load, load_bytes
from pipeline.loaders.pdf.boxes import find_boxes
from pipeline.model import Quality, Stated
from tests.loaders.make_pdf import HEAD, PARAGRAPHS, ROWS

FOLDER = Path(__file__).parent / "pdf"


@pytest.fixture(scope="module")
def plan():
    return load(FOLDER / "plan.pdf")


@pytest.fixture(scope="module")
def gazette():
    return load(FOLDER / "gazette.pdf")


def test_a_head_in_two_columns_is_read_column_by_column(plan):
    assert plan.text.startswith(
        "ỦY BAN NHÂN DÂN\nTỈNH LÂM SƠN\nSố: 88/KH-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        "Lâm Sơn, ngày 05 tháng 6 năm 2031\nKẾ HOẠCH\n"
    )


def test_recipients_and_signature_are_read_column_by_column(plan):
    assert plan.text.rstrip().endswith(
        "Nơi nhận:\n- Như trên;\n- TT Tỉnh ủy, HĐND tỉnh;\n- Các sở, ban, ngành;\n- Lưu: VT, CN.\n"
        "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nTrần Văn Mẫu"
    )


def test_paragraphs_are_whole(plan):
    lines = plan.text.split("\n")
    for paragraph in PARAGRAPHS:
        assert paragraph in lines


def test_a_table_over_two_pages_is_one(plan):
    rows = [" | ".join(row) for row in (HEAD, *ROWS)]
    assert "\n".join(rows) in plan.text


def test_cells_know_their_place(plan):
    place = next(place for place in plan.places if plan.text[place.start : place.end] == "12.400")
    assert place.page == 2
    assert place.element == "table 1, row 7, column 5"
    assert place.row_head == "Giá trị sản xuất công nghiệp trong cụm"
    assert place.column_head == "Năm 2035"


def test_every_character_has_its_page(plan):
    pages = [place for place in plan.places if place.element is None]
    assert [place.page for place in pages] == [1, 2]
    assert pages[0].start == 0
    assert pages[-1].end >= len(plan.text.rstrip())
    assert all(before.end == after.start for before, after in pairwise(pages))
    assert list(plan.places) == sorted(plan.places, key=lambda place: place.start)


def test_running_heads_notes_and_page_numbers_break_no_sentence(gazette):
    assert "CÔNG BÁO" not in gazette.text
    assert "42" not in gazette.text.split()
    article = " ".join(PARAGRAPHS[i] for i in (3, 4, 6))
    assert gazette.text.count(f"\n{article}\n") == 7
    assert (
        "\n1 Điều này được bổ sung theo quy định tại khoản 2 Điều 1 của Thông tư số 09/2030/TT-BCT.\n" in gazette.text
    )


def test_the_gazette_says_when_it_came_out(gazette):
    assert gazette.stated == (Stated("published", "2031-06-10", "running head of the gazette"),)
    assert gazette.text.rstrip().endswith("năm 2031./.\nBỘ TRƯỞNG\nLê Thị Ví Dụ")


def test_good_layers_are_good_and_garbled_ones_are_not(plan):
    assert plan.quality is Quality.GOOD
    garbled = load(FOLDER / "garbled.pdf")
    assert garbled.quality is Quality.UNREADABLE
    assert garbled.quality_reason.startswith("its page: ")


def test_facts_of_a_plan(plan, extractor):
    facts = extractor.read(plan).to_dict()
    own = [number for number in facts["plan_numbers"] if number["role"] == "self"]
    assert [(number["number"], number["date"]) for number in own] == [("88/KH-UBND", "2031-06-05")]
    assert "Trần Văn Mẫu" in [official["name"] for official in facts["officials"]]


def test_boxes_of_a_quote(plan):
    data = (FOLDER / "plan.pdf").read_bytes()
    (box,) = find_boxes(data, 1, "Số: 88/KH-UBND")
    left, top, right, bottom = box
    assert 70 < left < right < 260
    assert 0 < top < bottom < 200
    assert 10 < bottom - top < 25
    wrapped = find_boxes(data, 1, PARAGRAPHS[1])
    assert len(wrapped) == 4
    assert find_boxes(data, 1, "những lời không có ở đây") == []
    assert find_boxes(data, 99, "Số") == []


def test_the_box_of_words_that_stand_there_several_times(plan):
    data = (FOLDER / "plan.pdf").read_bytes()
    words = "đến năm 2035"
    title, paragraph = (match.start() for match in islice(re.finditer(words, plan.text), 2))
    tops = [find_boxes(data, 1, words, plan.text[:at])[0][1] for at in (title, paragraph)]
    assert tops[0] + 50 < tops[1]
    assert find_boxes(data, 1, words) == find_boxes(data, 1, words, plan.text[:title])
    assert find_boxes(data, 1, words, "lời không có ở đây")


def drawn(*pages: tuple[str, ...], size: tuple[float, float] = (595, 842), **settings) -> bytes:
    """A PDF with lines of plain Latin text on each page."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=size, invariant=1, **settings)
    for lines in pages:
        for number, line in enumerate(lines):
            canvas.drawString(72, size[1] - 72 - 20 * number, line)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def test_a_page_that_holds_the_words_of_another_is_not_empty():
    assert load_bytes(drawn(("The only line.",), ("The only line.",))).text.count("The only line.") == 2


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_with_turned_lines_reads_level(turn):
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(600, 600))
    canvas.translate(300, 300)
    canvas.rotate(turn)
    for number, line in enumerate(("One line.", "And another line, which is longer.")):
        canvas.drawString(-200, 200 - 20 * number, line)
    canvas.save()
    assert load_bytes(file.getvalue()).text == "One line.\nAnd another line, which is longer.\n"


def test_pages_without_text_are_named():
    with pytest.raises(LoadError) as error:
        load_bytes(drawn((), ()))
    assert error.value.code == "no-text-layer"


@pytest.mark.parametrize(("user", "code"), [("secret", "encrypted"), ("", None)])
def test_only_a_password_for_opening_locks(user, code):
    data = drawn(("some words to be read",), encrypt=StandardEncryption(user, ownerPassword="owner", canCopy=0))
    if code is None:
        assert load_bytes(data).text == "some words to be read\n"
        return
    with pytest.raises(LoadError) as error:
        load_bytes(data)
    assert error.value.code == code


@pytest.mark.parametrize("share", [0.01, 0.2, 0.5, 0.9])
def test_cut_off_files_are_refused(share):
    data = (FOLDER / "plan.pdf").read_bytes()
    with pytest.raises(LoadError) as error:
        load_bytes(data[: int(len(data) * share)])
    assert error.value.code in ("damaged", "no-text-layer", "empty")


def test_a_pdf_in_name_only():
    with pytest.raises(LoadError) as error:
        load_bytes(b"%PDF-1.7 and then nothing of the kind")
    assert error.value.code == "damaged"


def test_too_many_pages_are_refused():
    count = 10_001
    kids = b"3 0 R " * count
    parts = [
        b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n",
        b"2 0 obj<</Type/Pages/Count %d/Kids[%s]>>endobj\n" % (count, kids),
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 10 10]>>endobj\n",
    ]
    with pytest.raises(LoadError) as error:
        load_bytes(b"%PDF-1.4\n" + b"".join(parts) + b"trailer<</Root 1 0 R>>")
    assert error.value.code == "too-large"


def test_huge_and_tiny_pages_do_no_harm():
    assert load_bytes(drawn(("a page as large as a field",), size=(14_400, 14_400))).text.strip()
    with pytest.raises(LoadError):
        load_bytes(drawn((), size=(1, 1)))


def test_endless_text_is_refused(monkeypatch):
    monkeypatch.setattr("pipeline.loaders.pdf.layer.MAX_PAGE_CHARS", 100)
    with pytest.raises(LoadError) as error:
        load_bytes(drawn(("words " * 10,) * 10))
    assert error.value.code == "too-large"


def test_a_damaged_page_costs_only_itself():
    data = (FOLDER / "plan.pdf").read_bytes()
    start = data.index(b"\n4 0 obj") + len(b"\n4 0 obj")
    end = data.index(b"endobj", start)
    document = load_bytes(data[:start] + b" null".ljust(end - start) + data[end:], name="plan.pdf")
    assert [problem.message for problem in document.problems] == ["page 2: it is damaged"]
    assert document.text
    assert document.quality is Quality.DOUBTFUL
