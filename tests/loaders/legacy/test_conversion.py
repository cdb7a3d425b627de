"""Runs with their fonts, symbols, mixed texts."""

import pytest

from pipeline.loaders.legacy import convert_runs, convert_text
from pipeline.loaders.legacy.charsets import load_legacy_rules
from pipeline.loaders.pieces import Run
from tests.loaders.legacy.sentences import VIETNAMESE
from tests.loaders.legacy.typist import as_read, type_out

END = Run("\n")
TCVN3 = as_read(type_out("\n".join(VIETNAMESE[:4]), "tcvn3"))
VNI = as_read(type_out("\n".join(VIETNAMESE[4:8]), "vni"))


def in_company(text, company=TCVN3):
    """A text as it comes out beside others of its encoding."""
    return convert_text(f"{company}\n{text}")[0].rpartition("\n")[2]


@pytest.mark.parametrize(
    ("name", "encoding", "capitals"),
    [
        (".VnTime", "tcvn3", False),
        (".VnTimeH", "tcvn3", True),
        (".vnarialh", "tcvn3", True),
        (".VnTimeH Tur", "tcvn3", True),
        ("ABCDEF+.VnArialH,Bold", "tcvn3", True),
        ("VnTimeH-Bold", "tcvn3", True),
        (".VnCommercial Script", "tcvn3", False),
        ("VNI-Times", "vni", False),
        ("VNI-Helve-Condense", "vni", False),
        ("Symbol", "symbols", False),
        ("Wingdings 2", "symbols", False),
    ],
)
def test_what_a_font_promises(name, encoding, capitals):
    font = load_legacy_rules().font(name)
    assert (font.encoding, font.capitals) == (encoding, capitals)


@pytest.mark.parametrize("name", [None, "", "Times New Roman", "Arial", "Vanilla"])
def test_a_font_that_promises_nothing(name):
    assert load_legacy_rules().font(name) is None


def test_a_font_proves_nothing():
    runs = [Run(f"{sentence}\n", font) for sentence, font in zip(VIETNAMESE, [".VnTime", "VNI-Times"] * 6, strict=True)]
    assert convert_runs(runs) == (runs, ())


def test_a_font_of_the_wrong_encoding_misleads_nobody():
    runs, stated = convert_runs([Run(VNI, ".VnTime")])
    assert runs[0].text == "\n".join(VIETNAMESE[4:8])
    assert [entry.value for entry in stated] == ["VNI"]


def test_a_letter_that_two_runs_share_goes_to_the_first():
    runs, _ = convert_runs([Run("Quyeát ñònh cu", "VNI-Times"), Run("ûa ", "VNI-Times"), Run("UÛy ban", "VNI-Times")])
    assert [run.text for run in runs] == ["Quyết định củ", "a ", "Ủy ban"]


def test_a_font_of_capitals_gives_capitals():
    runs, _ = convert_runs(
        [Run("Uû ban nh©n d©n tØnh hµ nam, sè 12", ".VnTimeH"), END, Run("Ban hµnh quy chÕ", ".VnTime")]
    )
    assert [run.text for run in runs] == ["UỶ BAN NHÂN DÂN TỈNH HÀ NAM, SỐ 12", "\n", "Ban hành quy chế"]


def test_unicode_between_old_encodings():
    kept = "Ủy ban nhân dân tỉnh giao Sở Tài chính bố trí vốn."
    runs = [Run(TCVN3, ".VnTime"), END, Run(kept, "Times New Roman"), END, Run(VNI, "VNI-Times")]
    made, stated = convert_runs(runs)
    assert [run.text for run in made] == [
        "\n".join(VIETNAMESE[:4]),
        "\n",
        kept,
        "\n",
        "\n".join(VIETNAMESE[4:8]),
    ]
    assert {entry.value for entry in stated} == {"TCVN3", "VNI"}


def test_letters_that_windows_1258_has_too_stay_what_they_are():
    kept = "Đ/c Bí thư, UBND, HĐND, GD&ĐT, LĐ-TB&XH."
    runs, _ = convert_runs([Run(TCVN3, ".VnTime"), END, Run(kept, "Times New Roman"), END, Run(TCVN3, ".VnTime")])
    assert runs[2].text == kept


def test_symbols_are_left_to_their_fonts():
    runs, _ = convert_runs([Run("· ", "Symbol"), Run(TCVN3, ".VnTime"), Run("¨®", "Wingdings")])
    assert (runs[0].text, runs[2].text) == ("· ", "¨®")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("diÖn tÝch 100m², s©u 5 × 3 m, gãc 25°, sai sè ± 2%", "diện tích 100m², sâu 5 × 3 m, góc 25°, sai số ± 2%"),
        ("tõ 20÷30 tÊn", "từ 20÷30 tấn"),
        ("gi¸ 1.000 ®/kg, 500® mçi quyÓn", "giá 1.000 đ/kg, 500đ mỗi quyển"),
        ("“ViÖc lµm” – ‘nghÒ phô’… • hÕt", "“Việc làm” – ‘nghề phụ’… • hết"),
        ("« t« cña «ng François", "ô tô của ông François"),
        ("vèn £5 vµ ¥ 700, theo § 12", "vốn £5 và ¥ 700, theo § 12"),
        ("Q§-UBND, H§ND, §/c bÝ th­, T¦", "QĐ-UBND, HĐND, Đ/c bí thư, TƯ"),
        ("§Ò ¸n cña Bé", "Đề án của Bộ"),
    ],
)
def test_signs_in_tcvn3(typed, read):
    assert in_company(typed) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("CéNG HßA X· HéI CHñ NGHÜA VIÖT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("Bé TµI CHÝNH", "BỘ TÀI CHÍNH"),
        ("Bé GTVT vµ Së NN", "Bộ GTVT và Sở NN"),
        ("ñY BAN NH¢N D¢N TØNH", "ỦY BAN NHÂN DÂN TỈNH"),
        ("§éc lËp - Tù do - H¹nh phóc", "Độc lập - Tự do - Hạnh phúc"),
        ("Tê tr×nh cña ñy ban nh©n d©n tØnh", "Tờ trình của Ủy ban nhân dân tỉnh"),
        ("Xong viÖc. ë ®©y cã ®iÖn. «ng vui, ë l¹i", "Xong việc. Ở đây có điện. ông vui, ở lại"),
        ("bµ N«ng ThÞ ¸nh vµ ¸nh s¸ng, hµng Ên §é", "bà Nông Thị Ánh và ánh sáng, hàng Ấn Độ"),
    ],
)
def test_capitals_of_tcvn3_without_a_font(typed, read):
    assert in_company(typed) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("giaûi quyeát vieâïc laøm", "giải quyết việc làm"),
        ("ÑOÄC LAÄP - TÖÏ DO", "ĐỘC LẬP - TỰ DO"),
        ("ÑOÄC LAäP", "ĐỘC LẬP"),
        ("kyõ thuaät, kî vaø kyï", "kỹ thuật, kỵ và kỵ"),
        ("nöôùc khoaùng Vónh Haûo", "nước khoáng Vĩnh Hảo"),
    ],
)
def test_vni(typed, read):
    assert in_company(typed, VNI) == read


def test_bytes_that_were_taken_for_windows_1258():
    typed = type_out("\n".join(VIETNAMESE[:6]), "tcvn3")
    text, stated = convert_text(typed.decode("cp1258", "replace"))
    assert text.lower() == "\n".join(VIETNAMESE[:6]).lower()
    assert [entry.value for entry in stated] == ["TCVN3"]


@pytest.mark.parametrize(
    ("typed", "read", "company"),
    [
        ("UBND tØnh Thanh Hãa", "UBND tỉnh Thanh Hóa", TCVN3),
        ("Vô: phã chñ tÞch", "Vụ: phó chủ tịch", TCVN3),
        ("KT. boä tröôûng", "KT. bộ trưởng", VNI),
    ],
)
def test_a_line_of_few_words_amid_unicode(typed, read, company):
    others = "\n".join(VIETNAMESE[8:])
    text = convert_text(f"{others}\n{company}\n{others}\n{typed}\n{others}")[0]
    assert text == f"{others}\n{convert_text(company)[0]}\n{others}\n{read}\n{others}"


def test_a_word_of_another_encoding_in_a_cell_of_its_own():
    lines = convert_text(f"{TCVN3}\n{VNI}\n{TCVN3}\nTOÅNG SOÁ\nSOÁ\nN¨m\nLöông\nVèn\nMöùc")[0].split("\n")
    assert lines[-6:] == ["TỔNG SỐ", "SỐ", "Năm", "Lương", "Vốn", "Mức"]
