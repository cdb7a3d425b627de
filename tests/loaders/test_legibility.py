"""Garbled text is told from good text, in whatever language the good text is."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.loaders import load
from pipeline.loaders.discovery import discover
from pipeline.loaders.legibility import judge
from pipeline.model import Quality
from tests.conftest import ROOT

VIETNAMESE = (
    "Ủy ban nhân dân tỉnh ban hành Kế hoạch phát triển công nghiệp, trong đó giao Sở Công Thương chủ trì, phối hợp với các "
    "sở, ngành rà soát, sửa đổi, bổ sung quy hoạch; thực hiện trước ngày 30 tháng 9 năm 2031 và báo cáo kết quả."
)
GOOD = {
    "vietnamese": VIETNAMESE,
    "decomposed": unicodedata.normalize("NFD", VIETNAMESE),
    "capitals": VIETNAMESE.upper(),
    "english": "The committee has issued a plan to implement the green growth strategy for the period until 2030, with a "
    "vision to 2050, and asks all departments to report on the results before the end of each quarter.",
    "french": "Le Gouvernement français a décidé d'accorder à la République une aide destinée à financer les projets liés à "
    "l'énergie, à l'éducation et à la santé publique dans les régions côtières, où les dégâts étaient très élevés.",
    "german": "Die Größe der Flächen für den Straßenbau müssen gemäß den gültigen Vorschriften überprüft werden; außerdem "
    "sind künftige Änderungen über die zuständige Behörde möglich, sofern keine Einwände bestehen.",
    "mixed": VIETNAMESE + " (Project: Green Growth Strategy, Döring GmbH, Société Générale, KOICA; Đắk Lắk, Krông Pắc)",
    "chinese beside": VIETNAMESE + " 中华人民共和国政府",
    "figures": "TT | Chỉ tiêu | 2030\n1 | Thóc | 1.250,5\n2 | Ngô | 310,0\n" * 10,
    "short": "Số: 12/KH-UBND",
    "empty": "",
}
# the same words in codes of fonts, made by the tables of those codes
LEGACY = {
    "TCVN3": "ñy ban nh©n d©n tØnh ban hµnh KÕ ho¹ch ph¸t triÓn c«ng nghiÖp, trong ®ã giao Së C«ng Th­¬ng chñ tr×, phèi hîp "
    "víi c¸c së, ngµnh rµ so¸t, söa ®æi, bæ sung quy ho¹ch; thùc hiÖn tr­íc ngµy 30 th¸ng 9 n¨m 2031 vµ b¸o c¸o kÕt qu¶.",
    "VNI": "UÛy ban nhaân daân tænh ban haønh Keá hoaïch phaùt trieån coâng nghieäp, trong ñoù giao Sôû Coâng Thöông chuû trì, "
    "phoái hôïp vôùi caùc sôû, ngaønh raø soaùt, söûa ñoåi, boå sung quy hoaïch; thöïc hieän tröôùc ngaøy 30 thaùng 9 naêm 2031.",
}


@pytest.mark.parametrize("name", GOOD)
def test_good_texts_are_good(name):
    assert judge(GOOD[name]) == (Quality.GOOD, None)


@pytest.mark.parametrize("name", LEGACY)
def test_codes_of_old_fonts_are_unreadable(name):
    assert judge(LEGACY[name])[0] is Quality.UNREADABLE


def test_utf8_decoded_twice_is_unreadable():
    quality, reason = judge(VIETNAMESE.encode().decode("latin-1"))
    assert quality is Quality.UNREADABLE
    assert "mojibake" in reason


def test_a_wrong_map_of_characters_is_unreadable():
    shifted = "".join(chr(0x400 + ord(c) % 0x50) if ord(c) > 0x1000 else c for c in VIETNAMESE)
    assert judge(shifted)[0] is Quality.UNREADABLE


def test_lost_marks_are_doubtful():
    plain = unicodedata.normalize("NFD", VIETNAMESE.replace("đ", "d").replace("Đ", "D"))
    quality, reason = judge(plain.encode("ascii", "ignore").decode())
    assert quality is Quality.DOUBTFUL
    assert "lack their marks" in reason


def test_bad_recognition_is_doubtful():
    broken = (
        VIETNAMESE.replace("công", "cơông").replace("ngành", "ngàưh").replace("tháng", "tháưg").replace("quả", "quáã")
    )
    assert judge(broken.replace("nhân", "nhâạn").replace("trình", "trìưh"))[0] is Quality.DOUBTFUL


def test_every_document_of_the_corpus_is_good():
    for path in discover([ROOT / "corpora"], print):
        document = load(path)
        assert (document.quality, document.quality_reason) == (Quality.GOOD, None), path.name


@given(st.text())
def test_any_text_gets_a_grade(text):
    quality, reason = judge(text)
    assert (quality is Quality.GOOD) == (reason is None)
