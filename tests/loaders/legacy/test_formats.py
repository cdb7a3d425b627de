"""Old encodings in files: whatever the bytes are declared to be, the document is in Unicode and says so."""

from io import BytesIO

import pytest

from pipeline.loaders import load_bytes
from tests.loaders.legacy.make_corpus import CORPORA, decision, news
from tests.loaders.legacy.sentences import VIETNAMESE
from tests.loaders.legacy.typist import typable, type_out

ENCODINGS = ["tcvn3", "vni", "viscii", "vps"]
BODY = "\n".join(VIETNAMESE)


def encodings(document):
    return [entry.value for entry in document.stated if entry.field == "encoding"]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_plain_text(encoding):
    document = load_bytes(type_out(BODY, encoding))
    assert document.text.lower() == typable(BODY, encoding).lower()
    assert (document.format, document.problems, document.quality) == ("txt", (), "good")
    assert encodings(document) == [encoding.upper()]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_plain_text_saved_as_utf_8_by_who_took_it_for_latin_1(encoding):
    document = load_bytes(type_out(BODY, encoding).decode("latin-1").encode())
    assert document.text.lower() == typable(BODY, encoding).lower()


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1252", "windows-1258", "utf-8", "x-user-defined"])
def test_a_page(encoding, declared):
    paragraphs = b"".join(b"<p>" + type_out(sentence, encoding) + b"</p>\n" for sentence in VIETNAMESE)
    head = f"<html><head><meta charset={declared}><title>".encode() + type_out("Họp báo ở tỉnh", encoding)
    document = load_bytes(head + b"</title></head><body><div>" + paragraphs + b"</div></body></html>")
    assert document.text.replace("\n\n", "\n").lower() == typable(BODY, encoding).lower()
    assert document.title == "Họp báo ở tỉnh"
    assert encodings(document) == [encoding.upper()]


def test_a_page_that_hides_the_bytes_in_references():
    typed = type_out(BODY, "tcvn3").decode("latin-1")
    page = "".join(letter if letter.isascii() else f"&#{ord(letter)};" for letter in typed)
    document = load_bytes(f"<html><body><p>{page}</p></body></html>".encode())
    assert "đường ô tô đến trung tâm" in document.text


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize(
    ("before", "between"),
    [
        ("<style>" + "p.a {margin:0}\n" * 6_000 + "</style>", " "),
        ("<!--" + "[if gte mso 9] xml " * 5_000 + "-->", " "),
        ("", "&nbsp; "),
    ],
    ids=["a long style sheet", "a long comment", "blanks by name"],
)
def test_a_page_whose_markup_is_no_vietnamese(encoding, before, between):
    paragraphs = "".join(f"<p>{type_out(s, encoding).decode('latin-1')}</p>".replace(" ", between) for s in VIETNAMESE)
    document = load_bytes(f"<html><head>{before}</head><body>{paragraphs}</body></html>".encode("latin-1"))
    assert document.text.replace("\xa0", " ").replace("\n\n", "\n").lower() == typable(BODY, encoding).lower()
    assert document.problems == ()


SHEET = """<style><!-- /* two fonts */
@font-face {font-family:".VnTimeH"; panose-1:2 11}
p.MsoNormal, li.MsoNormal {margin:0cm; font-family:".VnTime"}
@media all { td p.Dau, h4 {font-size:14.0pt;
  font-family:'.VnTimeH'; color:black} }
--></style>"""


@pytest.mark.parametrize(
    ("head", "element"),
    [
        (SHEET, "p class='Giua Dau'"),
        (SHEET, "h4"),
        (SHEET, "p class=MsoNormal style='font-family:\".VnTimeH\"'"),
        ("", "p style='font-family:&quot;.VnTimeH&quot;,serif'"),
    ],
)
def test_a_page_whose_style_sheet_shows_capitals(head, element):
    typed = [type_out(sentence, "tcvn3").decode("latin-1") for sentence in VIETNAMESE]
    title = type_out("chỉ thị của chủ tịch tỉnh", "tcvn3").decode("latin-1")
    body = "".join(f"<p class=MsoNormal>{sentence}</p>" for sentence in typed)
    page = f"<html><head>{head}</head><body><{element}>{title}</{element.split()[0]}>{body}</body></html>"
    lines = load_bytes(page.encode()).text.split("\n")
    assert lines[0] == "CHỈ THỊ CỦA CHỦ TỊCH TỈNH"
    assert lines[2].lower() == VIETNAMESE[0].lower()
    assert not lines[2].isupper()


def test_a_letter_cut_by_markup():
    vni = [type_out(sentence, "vni").decode("cp1252") for sentence in VIETNAMESE]
    page = f"<p>{'</p><p>'.join(vni)}</p><p>Quye<b>át ñò</b>nh cu<i>û</i>a tænh</p>"
    assert load_bytes(f"<html><body>{page}</body></html>".encode()).text.endswith("Quyết định của tỉnh")


def test_lines_and_cells_are_no_words():
    vni = [type_out(sentence, "vni").decode("cp1252") for sentence in VIETNAMESE]
    page = f"<p>{'</p><p>'.join(vni)}</p><p>Thuû<br>uûy vieân<br>uûy nhieäm</p>"
    assert load_bytes(f"<html><body>{page}</body></html>".encode()).text.endswith("Thủ\nủy viên\nủy nhiệm")


def test_a_pdf_shows_a_letter_of_tcvn3_as_a_hyphen():
    canvas = pytest.importorskip("reportlab.pdfgen.canvas")
    file = BytesIO()
    sheet = canvas.Canvas(file)
    lines = [*VIETNAMESE, "Độc lập - Tự do - Hạnh phúc;", "- Như trên (- Lưu);", "- Ưu tiên vùng cao - biên giới -"]
    for row, sentence in enumerate(lines):
        sheet.setFont("Helvetica", 8)
        sheet.drawString(40, 800 - 20 * row, type_out(sentence, "tcvn3").decode("latin-1"))
    sheet.save()
    document = load_bytes(file.getvalue())
    assert "".join(document.text.split()).lower() == "".join("".join(lines).split()).lower()
    assert (document.quality, encodings(document)) == ("good", ["TCVN3"])


def test_the_corpus_is_what_its_script_writes():
    assert (CORPORA / "decision-bac-giang-rung-phong-ho-2003.rtf").read_bytes() == decision()
    assert (CORPORA / "news-tien-giang-xuong-nghe-2005.html").read_bytes() == news()


@pytest.mark.parametrize(
    ("typed", "read"),
    [(r"Ngh\'de \'ae\'denh", "Nghị định"), (r"Th\'abng b\'b8o 5", "Thông báo 5"), ("Caf\\'e9 Müller", "Café Müller")],
)
def test_a_title_of_few_words_is_in_the_encoding_of_its_text(typed, read):
    title = "".join(char if char.isascii() else f"\\'{ord(char):02x}" for char in typed)
    document = load_bytes(decision().replace(b"{\\fonttbl", rf"{{\info{{\title {title}}}}}{{\fonttbl".encode()))
    assert [entry.value for entry in document.stated if entry.field == "title"] == [read]


def test_the_decision_of_the_corpus():
    document = load_bytes(decision())
    assert document.text.startswith(
        "UBND TỈNH BẮC GIANG\nSố: 87/2003/QĐ-UB\nCỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập"
    )
    assert document.text.endswith("PHÓ CHỦ TỊCH\nNông Quang Ẩn")
    assert "90m²" in document.text
    assert "25°" in document.text
