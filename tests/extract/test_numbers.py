"""Document numbers: their forms, their look-alikes, and what the words around them say."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import Extractor
from pipeline.model import PlanNumber
from pipeline.text.stored import stored_text


def read(extractor: Extractor, text: str, **known: str) -> dict[str, PlanNumber]:
    """The numbers of a text by themselves."""
    return {fact.number: fact for fact in extractor.extract(text, **known).plan_numbers}


FORMS = [
    # the state's
    ("Kế hoạch số 45/KH-UBND", ["45/KH-UBND"]),
    ("Quyết định số 16/2022/QĐ-TTg", ["16/2022/QĐ-TTg"]),
    ("Nghị quyết 43/2022/QH15", ["43/2022/QH15"]),
    ("Nghị quyết số 1012/NQ-UBTVQH15", ["1012/NQ-UBTVQH15"]),
    ("Lệnh số 07/2025/L-CTN", ["07/2025/L-CTN"]),
    ("Công văn 663/SCT-QLCN", ["663/SCT-QLCN"]),
    ("văn bản số 9679/SNN&MT-QLĐĐ", ["9679/SNN&MT-QLĐĐ"]),
    ("Kế hoạch số 120/KH-UBND-KT", ["120/KH-UBND-KT"]),
    ("Kế hoạch phối hợp số 63/KHPH-MTTQ-UBND", ["63/KHPH-MTTQ-UBND"]),
    ("Thông tư liên tịch số 141/2012/TTLT-BTC-BQP-BCA", ["141/2012/TTLT-BTC-BQP-BCA"]),
    ("Văn bản hợp nhất số 18/VBHN-VPQH", ["18/VBHN-VPQH"]),
    ("Nghị quyết số 66.4/2025/NQ-CP", ["66.4/2025/NQ-CP"]),
    ("Quyết định số 1.204/QĐ-UBND", ["1.204/QĐ-UBND"]),
    ("Kế hoạch số 80/KH-BCĐ389", ["80/KH-BCĐ389"]),
    ("Giấy phép số 12/GP-UBND", ["12/GP-UBND"]),
    # the party's
    ("Nghị quyết số 57-NQ/TW", ["57-NQ/TW"]),
    ("Chỉ thị 05 - CT/TU", ["05-CT/TU"]),
    ("Quy định số 08-QĐi/TW", ["08-QĐi/TW"]),
    ("Hướng dẫn số 11-HD/VPTW", ["11-HD/VPTW"]),
    ("Quyết định số 317-QĐ/TWĐTN-TNTH", ["317-QĐ/TWĐTN-TNTH"]),
    ("Kế hoạch số 73-KH/ĐUQH", ["73-KH/ĐUQH"]),
    # before the codes were fixed
    ("Nghị định 15-CP", ["15-CP"]),
    ("Nghị định số 87/CP", ["87/CP"]),
    ("Quyết định số 671/QĐ.UB", ["671/QĐ.UB"]),
    ("Quyết định số 62/2002/QĐ-UB", ["62/2002/QĐ-UB"]),
    ("Sắc lệnh số 138B/SL", ["138B/SL"]),
    ("Thông tư số 60 TC/TCT", ["60TC/TCT"]),
    ("Quyết định số 111-HĐBT", ["111-HĐBT"]),
    # letters, "bis", lists
    ("Quyết định số 12a/QĐ-UBND", ["12a/QĐ-UBND"]),
    ("Nghị định số 14 bis/CP", ["14bis/CP"]),
    ("các Nghị quyết số 10, 11/NQ-HĐND", ["10/NQ-HĐND", "11/NQ-HĐND"]),
    ("số 12, 13 và 14/2024/QĐ-UBND", ["12/2024/QĐ-UBND", "13/2024/QĐ-UBND", "14/2024/QĐ-UBND"]),
    ("các Nghị định số 15/2013, 16/2014/NĐ-CP", ["15/2013/NĐ-CP", "16/2014/NĐ-CP"]),
    ("15/2024/NQ-HĐND và 16/NQ-HĐND", ["15/2024/NQ-HĐND", "16/NQ-HĐND"]),
    # blanks, breaks and slips, as printed
    ("Kế hoạch 12 /KH - SCT", ["12/KH-SCT"]),
    ("Thông tư liên tịch số 37/2012/TTLT- BLĐTBXH-BYT", ["37/2012/TTLT-BLĐTBXH-BYT"]),
    ("Kế hoạch số: 30 /KH-\nUBND", ["30/KH-UBND"]),
    ("Nghị quyết số 45\n/NQ-HĐND", ["45/NQ-HĐND"]),
    ("Kế hoạch số 7–KH/TU", ["7-KH/TU"]),
    ("Ðề án số 05/ÐA-UBND", ["05/ĐA-UBND"]),
    ("Nghị định 104/2022/NNĐ-CP", ["104/2022/NNĐ-CP"]),
    ("Nghị quyết 18/NQ-TW", ["18/NQ-TW"]),
    ("Nghị định số 142/2205/NĐ-CP", ["142/2205/NĐ-CP"]),
    ("Nghị định số 64//2023/NĐ-CP", ["64//2023/NĐ-CP"]),
    ("Quyết định số 34/QĐ-UBNDngày 5/3/2021", ["34/QĐ-UBND"]),
    ("Kế hoạch số 154KH/UBND", ["154KH/UBND"]),
    ("thông tư số 07/2022/tt-btttt", ["07/2022/tt-btttt"]),
    # slips and prints of a kind
    ("Thông tư số 27/2016/TTBYT", ["27/2016/TTBYT"]),
    ("Nghị định số 50/2022/NĐ_CP", ["50/2022/NĐ_CP"]),
    ("Luật Đo đạc và bản đồ số 27/2018/QH14", ["27/2018/QH14"]),
    ("Nghị quyết số 57-NQ/TW1; Nghị quyết 57-NQ/TW", ["57-NQ/TW"]),  # with a footnote
    # without a code
    ("Luật Ban hành văn bản quy phạm pháp luật số 64/2025", ["64/2025"]),
    ("Quyết định số 862 ngày 24/4/2020", ["862"]),
]


@pytest.mark.parametrize(("text", "expected"), FORMS)
def test_forms(extractor: Extractor, text: str, expected: list[str]) -> None:
    assert sorted(read(extractor, text)) == sorted(expected)


LOOK_ALIKES = [
    "QCVN 40:2011/BTNMT",
    "QCVN 08-MT:2015/BTNMT",
    "TCVN 6909:2001 và TCVN ISO 14001:2015",
    "Tiêu chuẩn TCVN ISO/IEC 17025",
    "số 02, Lý Thường Kiệt",
    "số nhà 12/A đường Hoa Lư",
    "CÔNG BÁO/Số 302/Ngày 02-06-2026",
    "điện thoại 0292.3820674",
    "https://tinh.example/van-ban.aspx?so=12/QĐ-UBND",
    "Keyword=S%E1%BB%91%2025/2019/TT-BYT",
    "văn bản quy phạm pháp luật số 3",
    "tỷ lệ 12/15 xã",
    "bản đồ tỷ lệ 1/500",
    "trực 24/7",
    "từ 15/6 Sở Công Thương mở đợt kiểm tra",
    "24/7/2020 Công ty khởi công",
    "ngày 12/3/2025/QĐ",
    "Số:          /KH-UBND",
    "Số: ..../QĐ-UBND ngày    tháng    năm 2026",
    "Nghị quyết 57 đi vào cuộc sống",
    "Phụ lục số 3 và Mẫu số 02/TNDN",
    "Biểu số 206/GDNN-Sở",
    "nâng cao năng lực ra quyết định\n3\n- Quản lý",
    "Dự án 2 - Ứng dụng khoa học",
]


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_look_alikes(extractor: Extractor, text: str) -> None:
    assert not read(extractor, text)


TYPES = [
    ("Quy định số 399-QĐ/TW", "Quy định"),  # the word beats the code
    ("văn bản số 45/UBND-KT", "Văn bản"),
    ("số 45/UBND-KT", "Công văn"),
    ("số 45/KH-UBND", "Kế hoạch"),
    ("số 3418/CT-CS", "Công văn"),  # CT of a sender is no Chỉ thị
    ("số 12/CT-UBND", "Chỉ thị"),
    ("Thông tri số 02-TT/TU", "Thông tri"),
    ("số 02-TT/TU", "Thông tri"),
    ("Luật Lưu trữ số 33/2024/QH15", "Luật"),
    ("Bộ luật Lao động số 45/2019/QH14", "Bộ luật"),
    ("Bộ Luật Lao động số 45/2019/QH14", "Bộ luật"),
    ("Luật Quy hoạch số 112/2025/QH15", "Luật"),
    ("Luật Đầu tư, Nghị quyết số 12/2021/QH15", "Nghị quyết"),
    ("Báo cáo thẩm định số 425/BCTĐ-STP", "Báo cáo thẩm định"),
    ("LUẬT SỐ 33/2024/QH15", "Luật"),
    ("Thông tư liên bộ số 24/TT-LB", "Thông tư liên bộ"),
    ("Thông báo kết luận số 381/TB-VPCP", "Thông báo"),
    ("Văn bản hợp nhất số 18/VBHN-BCT", "Văn bản hợp nhất"),
    ("Chương trình hành động số 31-CTr/TU", "Chương trình hành động"),
    ("Công điện hỏa tốc số 07/CĐ-UBND", "Công điện"),
]


@pytest.mark.parametrize(("text", "expected"), TYPES)
def test_types(extractor: Extractor, text: str, expected: str) -> None:
    (fact,) = read(extractor, text).values()
    assert fact.type == expected


def test_a_type_is_shared_along_a_row(extractor: Extractor) -> None:
    found = read(extractor, "Theo các Công điện số 12/UBND-NC, số 13/UBND-NC, Kế hoạch số 14/KH-UBND")
    assert [fact.type for fact in found.values()] == ["Công điện", "Công điện", "Kế hoạch"]


ISSUERS = [
    ("Nghị định số 15-CP", "Chính phủ"),
    ("Chỉ thị số 10/CT-TTg", "Thủ tướng Chính phủ"),
    ("Nghị quyết số 81/2025/UBTVQH15", "Ủy ban Thường vụ Quốc hội"),
    ("Thông tư số 23/2024/TT-BCT", "Bộ Công Thương"),
    ("Công văn số 663/BCT-TKNL", "Bộ Công Thương"),
    ("Thông tư liên tịch số 12/2014/TTLT-BCT-BTC", "Bộ Công Thương; Bộ Tài chính"),
    ("Quyết định số 307/1997/QĐ-NH2", "Ngân hàng Nhà nước Việt Nam"),
    ("Luật số 21-LCT/HĐNN8", "Quốc hội"),
    ("Sắc lệnh số 138B/SL", "Chủ tịch nước"),
    ("Thông tư số 27/2016/TTBYT", "Bộ Y tế"),
    ("Thông tư liên tịch số 01/2017 ngày 5/3/2017 của Bộ Y tế, Bộ Nội vụ", "Bộ Y tế; Bộ Nội vụ"),
    ("Kết luận số 221-KL/TW của Bộ Chính trị, Ban Bí thư", "Bộ Chính trị; Ban Bí thư Trung ương Đảng"),
    ("Thông tư số 1/2015/TT-XYZ về hồ sơ ngày 8/10/2015 của Tòa án nhân dân tối cao", "Tòa án nhân dân tối cao"),
    ("Nghị quyết số 57-NQ/TW", None),
    ("Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị", "Bộ Chính trị"),
    ("Nghị quyết số 19-NQ/TW của Trung ương khóa XII", "Ban Chấp hành Trung ương Đảng"),
    ("Kế hoạch số 12/KH-UBND ngày 5/3/2021 của UBND tỉnh Hà Nam", "Ủy ban nhân dân tỉnh Hà Nam"),
    ("UBND huyện Lý Nhân vừa ban hành Kế hoạch số 12/KH-UBND", "Ủy ban nhân dân huyện Lý Nhân"),
    ("xét báo cáo của UBND tỉnh Hà Nam số 12/BC-UBND", "Ủy ban nhân dân tỉnh Hà Nam"),
    ("tại Tờ trình số 12/TTr-SCT", None),  # no place anywhere
    (
        "Trả lời công văn số 636/CT-TTHT ngày 25/4/2014 của Cục Thuế tỉnh Hà Nam về hóa đơn.",
        "Cục Thuế tỉnh Hà Nam",
    ),
    ("Công văn số 78/CT-KKTT ngày 2/6/2014 của Cục Thuế tỉnh Hà Nam về kê khai.", "Cục Thuế tỉnh Hà Nam"),
]


@pytest.mark.parametrize(("text", "expected"), ISSUERS)
def test_issuers(extractor: Extractor, text: str, expected: str | None) -> None:
    (fact,) = read(extractor, text).values()
    assert fact.issuer == expected


def test_a_place_that_the_text_leaves_open_is_the_documents_own_and_doubtful(extractor: Extractor) -> None:
    found = read(extractor, "Tỉnh Hà Nam vừa qua làm tốt. Theo Kế hoạch số 12/KH-UBND, tỉnh Hà Nam sẽ tổng kết.")
    fact = found["12/KH-UBND"]
    assert fact.issuer == "Ủy ban nhân dân tỉnh Hà Nam"
    assert fact.doubt


def test_the_only_body_of_the_paragraph_comes_before_the_documents_own_place(extractor: Extractor) -> None:
    text = "Tỉnh Hà Nam họp.\nUBND huyện Lý Nhân vừa kiểm tra các xã. Theo Kế hoạch số 12/KH-UBND, đợt này có ba xã."
    fact = read(extractor, text)["12/KH-UBND"]
    assert fact.issuer == "Ủy ban nhân dân huyện Lý Nhân"
    assert fact.doubt


def test_initials_name_a_body_of_the_document(extractor: Extractor) -> None:
    text = "Trung tâm Khuyến công tỉnh Hà Nam mở hội nghị. Theo Công văn số 214/TTKC-TV, đơn vị đăng ký trước ngày 5/3."
    assert read(extractor, text)["214/TTKC-TV"].issuer == "Trung tâm Khuyến công tỉnh Hà Nam"


DATES = [
    ("Quyết định số 12/QĐ-TTg ngày 5/3/2021", "2021-03-05"),
    ("Quyết định số 12/QĐ-TTg, ngày 05 tháng 3 năm 2021", "2021-03-05"),
    ("Quyết định số 12/QĐ-TTg của Thủ tướng Chính phủ ban hành ngày 5/3/2021", "2021-03-05"),
    ("Ngày 5/3/2021, Thủ tướng Chính phủ ban hành Quyết định số 12/QĐ-TTg", "2021-03-05"),
    ("Quyết định số 12/QĐ-TTg phê duyệt đề án dạy nghề ngày 5/3/2021 của Thủ tướng Chính phủ", "2021-03-05"),
    ("Quyết định số 12/QĐ-TTg. Phê duyệt đề án dạy nghề ngày 5/3/2021 của Thủ tướng Chính phủ", "2021-03-05"),
    ("Quyết định số 12/QĐ-TTg phê duyệt đề án dạy nghề ban hành ngày 5/3/2021", "2021-03-05"),
    ("Quyết định số 12/QĐ-TTg phê duyệt đề án theo Luật Giáo dục ngày 5/3/2021 của Quốc hội", "None"),
    ("Ngày 5/3/2021, đoàn kiểm tra việc thực hiện Quyết định số 12/QĐ-TTg", "None"),
    ("Quyết định số 12/QĐ-TTg năm 2021", "None"),
]


@pytest.mark.parametrize(("text", "expected"), DATES)
def test_dates(extractor: Extractor, text: str, expected: str) -> None:
    assert str(read(extractor, text)["12/QĐ-TTg"].date) == expected


def test_each_number_of_a_sentence_has_its_own_date(extractor: Extractor) -> None:
    text = (
        "Ngày 3/12/2020, UBND tỉnh Hà Nam ban hành Kế hoạch số 94/KH-UBND và ban hành Quyết định số 48/QĐ-UBND ngày "
        "26/02/2021 về quy chế."
    )
    dates = {number: str(fact.date) for number, fact in read(extractor, text).items()}
    assert dates == {"94/KH-UBND": "2020-12-03", "48/QĐ-UBND": "2021-02-26"}


def test_a_date_at_the_end_of_a_subject_that_ends_in_a_number(extractor: Extractor) -> None:
    """No ministry issues decrees: date and body are the circular's."""
    text = "Thông tư số 3/2018/TT-BGTVT hướng dẫn Nghị định số 116/2017/NĐ-CP ngày 10/01/2018 của Bộ Giao thông vận tải"
    dates = {number: str(fact.date) for number, fact in read(extractor, text).items()}
    assert dates == {"3/2018/TT-BGTVT": "2018-01-10", "116/2017/NĐ-CP": "None"}


TITLES = [
    ("Quyết định số 12/QĐ-TTg ngày 5/3/2021 phê duyệt Đề án dạy nghề; Kế hoạch năm", "phê duyệt Đề án dạy nghề"),
    ("Nghị định số 7/2020/NĐ-CP về khuyến công, có hiệu lực từ tháng 5", "về khuyến công"),
    ("Nghị định số 7/2020/NĐ-CP về công tác khuyến công và Thông tư số 8/2021/TT-BCT", "về công tác khuyến công"),
    ("Nghị định số 7/2020/NĐ-CP về khuyến công hết hiệu lực kể từ ngày 5/3/2025", "về khuyến công"),
    ("Nghị định số 7/2020/NĐ-CP về khuyến công (sau đây gọi là Nghị định số 7)", "về khuyến công"),
    ("Nghị định số 7/2020/NĐ-CP thực hiện.", None),
]


@pytest.mark.parametrize(("text", "expected"), TITLES)
def test_titles(extractor: Extractor, text: str, expected: str | None) -> None:
    fact = next(iter(read(extractor, text).values()))
    assert fact.title == expected


def test_one_fact_for_all_mentions_with_the_best_of_their_fields(extractor: Extractor) -> None:
    text = (
        "Theo Nghị quyết 57-NQ/TW.\nNghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị.\nNghị quyết số 57 nêu rõ."
    )
    (fact,) = read(extractor, text).values()
    assert (str(fact.date), fact.issuer) == ("2024-12-22", "Bộ Chính trị")
    assert [span.quote for span in fact.mentions if span.part == "fact"] == [
        "Nghị quyết 57-NQ/TW",
        "Nghị quyết số 57-NQ/TW",
        "Nghị quyết số 57",
    ]


PLAN = """ỦY BAN NHÂN DÂN
TỈNH HÀ NAM
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
{number}
Hà Nam, ngày 05 tháng 3 năm 2021
KẾ HOẠCH
Tiết kiệm điện năm 2021
{attached}
Căn cứ Chỉ thị số 20/CT-TTg ngày 07/5/2020 của Thủ tướng Chính phủ về tăng cường tiết kiệm điện;
1. Mục đích: nâng cao ý thức.
"""


def test_the_documents_own_number(extractor: Extractor) -> None:
    found = read(extractor, PLAN.format(number="Số: 45/KH-UBND", attached=""))
    own = found["45/KH-UBND"]
    assert (own.role, own.type, str(own.date)) == ("self", "Kế hoạch", "2021-03-05")
    assert own.issuer == "Ủy ban nhân dân tỉnh Hà Nam"
    assert own.title == "Tiết kiệm điện năm 2021"
    assert own.doubt is None
    assert found["20/CT-TTg"].role == "cited"


def test_a_blank_number_is_none(extractor: Extractor) -> None:
    assert set(read(extractor, PLAN.format(number="Số:      /KH-UBND", attached=""))) == {"20/CT-TTg"}


def test_an_attached_plan_has_its_decisions_number(extractor: Extractor) -> None:
    attached = "(Ban hành kèm theo Quyết định số 99/QĐ-UBND ngày 01 tháng 3 năm 2021 của UBND tỉnh Hà Nam)"
    own = read(extractor, PLAN.format(number="", attached=attached))["99/QĐ-UBND"]
    assert (own.role, own.type, str(own.date)) == ("self", "Quyết định", "2021-03-01")
    assert (own.issuer, own.doubt) == ("Ủy ban nhân dân tỉnh Hà Nam", None)


def test_a_body_named_after_the_decision_that_set_it_up(extractor: Extractor) -> None:
    text = (
        "SỞ CÔNG THƯƠNG\nĐOÀN KIỂM TRA\nTHEO QUYẾT ĐỊNH\nSỐ 10/QĐ-SCT\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Số: 11/KH-ĐKT\nKẾ HOẠCH\nKiểm tra an toàn\nCăn cứ Luật Thanh tra;\n1. Mục đích: bảo đảm an toàn.\n"
    )
    assert read(extractor, text)["11/KH-ĐKT"].issuer == "Đoàn kiểm tra theo Quyết định số 10/QĐ-SCT"


def test_a_missing_stroke_is_a_doubt(extractor: Extractor) -> None:
    (fact,) = read(extractor, "Thông tư số 27/2016/TTBYT").values()
    assert fact.doubt


def test_cyrillic_letters_in_a_code_are_read_as_latin_ones(extractor: Extractor) -> None:
    [number] = extractor.extract("Căn cứ Quyết định số 12/QĐ-\u0422\u0422g ngày 3/4/2020.").plan_numbers
    assert number.number == "12/QĐ-TTg"
    assert number.mentions[0].quote == "Quyết định số 12/QĐ-\u0422\u0422g"
    assert number.doubt is not None
    assert "Cyrillic" in number.doubt


def test_in_news_all_numbers_are_cited(extractor: Extractor) -> None:
    found = read(
        extractor, "Hà Nam tiết kiệm điện\n\nNgày 5/3, UBND tỉnh ban hành Kế hoạch số 45/KH-UBND về tiết kiệm điện."
    )
    assert found["45/KH-UBND"].role == "cited"


def test_page_furniture_has_no_numbers(extractor: Extractor) -> None:
    text = "Hội nghị khuyến công\n\nSở họp.\n\nBản quyền thuộc Sở, giấy phép số 12/GP-STTTT"
    assert not read(extractor, text)


@given(st.text(alphabet="số SỐ12/-KHQĐUBND&.,;TWvà\ṇ́ngày/2024", max_size=120))
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_with_true_quotes(extractor: Extractor, text: str) -> None:
    text = stored_text(text)
    for fact in extractor.extract(text).plan_numbers:
        for span in fact.mentions:
            assert text[span.start : span.end] == span.quote


def test_the_partys_number_is_that_of_the_executive_committee_where_the_text_says_so(extractor):
    text = "Căn cứ Thông báo số 14-TB/TU ngày 25/4/2024 của Ban Chấp hành Đảng bộ tỉnh Lào Cai."
    (number,) = extractor.extract(text).plan_numbers
    assert number.issuer == "Ban Chấp hành Đảng bộ tỉnh Lào Cai"
