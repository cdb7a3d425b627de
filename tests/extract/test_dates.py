"""The forms in which calendar times are written, and their look-alikes."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import Extractor
from pipeline.model import Document
from pipeline.text.stored import stored_text
from tests.timing import grows_in_proportion


def values(extractor: Extractor, text: str, published: str | None = None) -> set[str | None]:
    """The values of the dates in a text; None stands for those that nothing settles."""
    return {str(fact.value) if fact.value else None for fact in extractor.extract(text, published=published).dates}


STATED = [
    # days
    ("Sở họp ngày 22/8/2019.", {"2019-08-22"}),
    ("ngày 30 tháng 9 năm 2013", {"2013-09-30"}),
    ("Vĩnh Long, ngày 05 tháng 01 năm 2020", {"2020-01-05"}),
    ("QUYẾT ĐỊNH NGÀY 03 THÁNG 4 NĂM 2018", {"2018-04-03"}),
    ("ngày 03 tháng tư năm 2018", {"2018-04-03"}),
    ("ngày 12 tháng mười một năm 2007", {"2007-11-12"}),
    ("ngày 25-10-2017", {"2017-10-25"}),
    ("ngày 22.8.2019", {"2019-08-22"}),
    ("họp 7 - 5 - 2020 tại xã", {"2020-05-07"}),
    ("ký ngày 7/5/09", {"2009-05-07"}),
    ("Chiều ngày 22/8/2019, huyện họp", {"2019-08-22"}),
    ("Thứ Ba, ngày 18/2/2025", {"2025-02-18"}),
    ("Đăng lúc 2023-08-13 10:01:02", {"2023-08-13"}),
    ("Posted on 13 August 2023", {"2023-08-13"}),
    ("(09:16 12/08/2019) Tin tức", {"2019-08-12"}),
    ("kể từ ngày 01/7/2025", {"2025-07-01"}),
    ("Lúc 15 giờ ngày 5/8/2021", {"2021-08-05"}),
    # several days
    ("mở lớp 15-17/8/2022", {"2022-08-15/2022-08-17"}),
    ("từ ngày 19/7 đến ngày 25/7/2018", {"2018-07-19/2018-07-25"}),
    ("từ 7 giờ ngày 19/7/2018 đến 17 giờ ngày 25/7/2018", {"2018-07-19/2018-07-25"}),
    ("nghỉ từ 30/8 - 02/9/2023", {"2023-08-30/2023-09-02"}),
    ("từ ngày 25/12 đến ngày 05/01/2023", {"2022-12-25/2023-01-05"}),
    ("họp ngày 15, 16/8/2022", {"2022-08-15", "2022-08-16"}),
    ("họp ngày 15 và 16/8/2022", {"2022-08-15", "2022-08-16"}),
    ("họp ngày 5/8, 7/8 và 9/8/2022", {"2022-08-05", "2022-08-07", "2022-08-09"}),
    ("kỷ niệm (31/3/1975 - 31/3/2025)", {"1975-03-31", "2025-03-31"}),
    ("kỷ niệm 60 năm thành lập trường (1962 - 2022)", {"1962", "2022"}),
    ("từ ngày 8 - 10.8.2022", {"2022-08-08/2022-08-10"}),
    ("trao Huy hiệu Đảng đợt 3/2 năm 2023", {"2023-02-03"}),
    ("nhận Huy hiệu Đảng đợt 3/2 và 19/5/2023", {"2023-02-03", "2023-05-19"}),
    ("ngày 10/3/2023 (âm lịch)", {None}),
    ("Sơ kết 9 tháng 2009.", {"2009-01/2009-09"}),
    # parts of a year that a sentence goes through
    ("6 tháng đầu năm và nhiệm vụ, giải pháp 6 tháng cuối năm 2011", {"2011-01/2011-06", "2011-07/2011-12"}),
    ("kiểm điểm 9 tháng năm 2024, triển khai nhiệm vụ 3 tháng cuối năm", {"2024-01/2024-09", "2024-10/2024-12"}),
    ("tình hình tháng 02, nhiệm vụ trọng tâm tháng 3 năm 2023", {"2023-02", "2023-03"}),
    ("thi công từ tháng 11, dự kiến hoàn thành vào cuối tháng 6/2012", {"2011-11", "2012-06"}),
    # months, quarters, parts of a year
    ("tháng 8/2019", {"2019-08"}),
    ("tháng 8 năm 2019", {"2019-08"}),
    ("tháng Tám năm 2019", {"2019-08"}),
    ("tập huấn tháng 6 - 7/2022", {"2022-06/2022-07"}),
    ("từ tháng 5 đến tháng 9 năm 2023", {"2023-05/2023-09"}),
    ("phát động trong tháng 3, 8 và 11 năm 2022", {"2022-03", "2022-08", "2022-11"}),
    ("xong trước 8/2019", {"2019-08"}),
    ("quý III/2021", {"2021-35"}),
    ("Quý III năm 2021", {"2021-35"}),
    ("quý 2/2021", {"2021-34"}),
    ("Q2/2021", {"2021-34"}),
    ("quý I - II/2021", {"2021-33/2021-34"}),
    ("6 tháng đầu năm 2021", {"2021-01/2021-06"}),
    ("6 tháng cuối năm 2021", {"2021-07/2021-12"}),
    ("chín tháng đầu năm 2021", {"2021-01/2021-09"}),
    ("9 tháng năm 2022", {"2022-01/2022-09"}),
    ("nửa đầu năm 2021", {"2021-01/2021-06"}),
    # years and longer
    ("kế hoạch năm 2023", {"2023"}),
    ("cuối năm 2020", {"2020"}),
    ("đến cuối năm 2023", {"2023"}),
    ("phấn đấu đến năm 2020", {"2020"}),
    ("trước năm 2030", {"2030"}),
    ("sau năm 2025", {"2025"}),
    ("hết năm 2025", {"2025"}),
    ("khoảng năm 2015", {"2015"}),
    ("từ nay đến năm 2025", {"2025"}),
    ("từ năm 2015 đến nay", {"2015"}),
    ("so với cùng kỳ năm 2021", {"2021"}),
    ("dự toán năm 2021, 2022", {"2021", "2022"}),
    ("đến năm 2030, tầm nhìn 2050", {"2030", "2050"}),
    ("từ năm 2016-2019", {"2016/2019"}),
    ("từ năm 2016 đến 2020", {"2016/2020"}),
    ("từ năm 2016 đến năm 2020", {"2016/2020"}),
    ("giai đoạn 2017 - 2020", {"2017/2020"}),
    ("Giai đoạn 1 (2026 - 2028)", {"2026/2028"}),
    ("giai đoạn 2021-25", {"2021/2025"}),
    ("Quy hoạch thời kỳ 2021-2030", {"2021/2030"}),
    ("nhiệm kỳ 2020-2025", {"2020/2025"}),
    ("năm học 2022-2023", {"2022/2023"}),
    ("niên vụ 2022/2023", {"2022/2023"}),
    ("năm tài chính 2022", {"2022"}),
    ("kế hoạch 5 năm 2021-2025", {"2021/2025"}),
    ("Chương trình khuyến công 2021-2025", {"2021/2025"}),
    ("Hội thi tay nghề cấp huyện 2023", {"2023"}),
    ("Bộ luật Dân sự 2015 quy định", {"2015"}),
    ("Luật Đất đai năm 2024", {"2024"}),
    ("Tết Nguyên đán Giáp Thìn 2024", {"2024"}),
    ("thập niên 90", {"199X"}),
    ("những năm 1990", {"199X"}),
    ("thế kỷ XXI", {"20XX"}),
    ("đình dựng từ thế kỷ XVII-XVIII", {"16XX/17XX"}),
    ("Chỉ tiêu | 2024 | 2025\nSố xã | 12 | 15", {"2024", "2025"}),
    # forms not filled in
    ("Hà Nội, ngày     tháng     năm 2023", {"2023"}),
    ("ngày … tháng 6 năm 2023", {"2023-06"}),
    ("ngày ../../2023", {"2023"}),
    ("ngày … tháng … năm …", set()),
    # slips of the pen
    ("Cập nhật 08/22/2019", {"2019-08-22?"}),
    ("ngày l2/O8/2019", {"2019-08-12?"}),
    ("ngày 22/82019", {"2019-08-22?"}),
    ("ngày 22//8/2019", {"2019-08-22"}),
    ("ngày 22 /8/ 2019", {"2019-08-22"}),
    ("ngày 31/11/2021", {None}),
    # what comes back every year, or follows the moon
    ("báo cáo trước ngày 15/12 hằng năm", {None}),
    ("nộp vào ngày 20 hằng tháng", {None}),
    ("số liệu quý I năm báo cáo", {None}),
    ("mở hội ngày 10/3 âm lịch", {None}),
    ("mùng 5 tháng Giêng", {None}),
    ("chào mừng Ngày Quốc khánh 2/9", {None}),
]
RECALLED = [
    ("Ngày 8/8, UBND quận ban hành kế hoạch.", "2019-08-12", {"2019-08-08"}),
    ("Chiều 12-6, Hội đồng họp.", "2024-06-14", {"2024-06-12"}),
    ("họp chiều nay (7/10)", "2021-10-07", {"2021-10-07"}),
    ("Sáng ngày mùng 5/9, trường khai giảng", "2022-09-06", {"2022-09-05"}),
    ("Hôm nay (12/8), huyện ra quân", "2019-08-12", {"2019-08-12"}),
    ("Chiều ngày 11/8/20203, huyện họp", "2023-08-13", {"2023-08-11?"}),
    ("ngày 12/8/201", "2019-09-01", {"2019-08-12?"}),
    ("Trong 07 tháng đầu năm, huyện gặp khó", "2023-08-13", {"2023-01/2023-07"}),
    ("Tháng 12, xã khởi công", "2023-01-05", {"2022-12"}),
    ("Ngày 28/12, xã khởi công", "2023-01-05", {"2022-12-28"}),
    ("Gửi báo cáo trước ngày 15/01", "2022-12-20", {"2023-01-15"}),
    ("Dự kiến, hội thi sẽ khai mạc ngày 10/3", "2022-12-20", {"2023-03-10"}),
    ("trong tháng 4, 5, 6, 7", "2026-05-06", {"2026-04/2026-07"}),
    ("trình vào quý III năm nay", "2026-05-06", {"2026-35"}),
    ("so với cùng kỳ năm ngoái", "2022-05-04", {"2021"}),
    ("Dịp nghỉ 30/4, 01/5/2023 đường thông suốt", None, {"2023-04-30", "2023-05-01"}),
    ("Năm 2019, dịch xuất hiện từ tháng 2 và lan rộng", "2021-05-01", {"2019", "2019-02"}),
    ("Ngày 3/11, xã họp. Từ ngày 10/7 đến 31/10 đã kiểm tra", None, {None}),
    ("Ngày 26/5, tỉnh họp bàn Kế hoạch ngày 06/5/2023", None, {"2023-05-26", "2023-05-06"}),
]
NO_DATES = [
    "Quốc hội khóa XV; nhiệm kỳ Đại hội XIII",
    "lúc 14 giờ 30 phút, 14h30",
    "thời hạn 03 năm, 5 ngày làm việc, 6 tháng",
    "khoản 2 Điều 5; Mục 3.1",
    "12/15 xã đạt chuẩn, 20/20 thôn",
    "trực cấp cứu 24/7, ứng trực 24/24 giờ",
    "Điện thoại: 0292.3820674, Fax 0292-3821471",
    "Số 30/4, đường 30/4; đường 3/2; Công viên 29/3; đường Cách mạng Tháng Tám; Quốc lộ 1A",
    "Kế hoạch số 12/KH-UBND; Nghị định số 02/2022/NĐ-CP; Thông tư 01/2011/TT-BNV",
    "Bản quyền @ 2017 thuộc về Sở Nội vụ",
    "© 2015 - 2021 Cổng thông tin",
    "đạt 90%, tăng 8-13%, tỷ lệ 1/2000",
    "hỗ trợ 2020 hộ, thu 1.995 triệu đồng, 2000 người dự",
    "TCVN ISO 9001:2015, QCVN 40:2011/BTNMT",
    "hiện nay, thời gian tới, vừa qua, nhiều năm qua",
    "mỗi tháng một lần, hai tháng hai kỳ, mỗi quý 1 lần",
    "phiên bản 2.0, lô 13/2020",
]


@pytest.mark.parametrize(("text", "expected"), STATED)
def test_what_the_words_state(extractor: Extractor, text: str, expected: set[str | None]) -> None:
    assert values(extractor, text) == expected


@pytest.mark.parametrize(("text", "published", "expected"), RECALLED)
def test_missing_years_come_from_the_context(
    extractor: Extractor, text: str, published: str | None, expected: set[str | None]
) -> None:
    assert values(extractor, text, published) == expected


@pytest.mark.parametrize("text", NO_DATES)
def test_look_alikes_are_no_dates(extractor: Extractor, text: str) -> None:
    assert values(extractor, text) == set()


def test_the_clearest_mention_comes_first(extractor: Extractor) -> None:
    text = "Ngày 8/8, quận họp.\nKế hoạch ký ngày 08 tháng 8 năm 2019 nêu rõ."
    (fact,) = extractor.extract(text, published="2019-08-12").dates
    assert fact.text == "ngày 08 tháng 8 năm 2019"
    assert [span.quote for span in fact.mentions] == ["ngày 08 tháng 8 năm 2019", "Ngày 8/8"]
    assert fact.doubt is None


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Phấn đấu đến năm 2030 đạt chuẩn", "đến năm 2030"),
        ("Chiều 26/5/2023, tỉnh họp", "Chiều 26/5/2023"),
        ("họp chiều nay (26/5/2023) tại tỉnh", "chiều nay (26/5/2023)"),
        ("Giai đoạn 1 (2026 - 2028): xây dựng", "Giai đoạn 1 (2026 - 2028)"),
        ("Chương trình giai đoạn 2017 - 2020 của tỉnh", "giai đoạn 2017 - 2020"),
        ("Trong hai ngày 20 và 21/10/2016, tại xã", "hai ngày 20 và 21/10/2016"),
    ],
)
def test_a_quote_has_the_words_that_belong_to_the_date(extractor: Extractor, text: str, quote: str) -> None:
    assert quote in {fact.text for fact in extractor.extract(text).dates}


def test_a_guessed_year_says_so(extractor: Extractor) -> None:
    (fact,) = extractor.extract("Ngày 8/8, quận họp.", published="2019-08-12").dates
    assert fact.doubt == "year from the document's date"


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Quyết định số 45/QĐ-UBND ngày 02/3/2021 của UBND tỉnh", "issued"),
        ("có hiệu lực thi hành từ ngày 15/4/2021", "effective"),
        ("Chiều 26/5/2023, tại hội trường xã", "event"),
        ("báo cáo trước ngày 30/6/2024", "deadline"),
        ("giai đoạn 2021 - 2025", "period"),
        ("so với năm 2020", "baseline"),
        ("Tính đến ngày 30/6/2021, toàn huyện có 12 xã", "as-of"),
        ("đến ngày 30/6/2021, toàn huyện đã có 12 xã\n\nNgày 05/7/2021", "as-of"),
        ("Ngày đăng: 02/7/2021\nHuyện họp.", "published"),
        ("Ngày 1/7, huyện thăm các gia đình chính sách.", "event"),
        ("Đến cuối tháng 6/2021, các xã đã hoàn thành đại hội.", "as-of"),
        ("Ngày có hiệu lực: 08-7-2021", "effective"),
    ],
)
def test_roles(extractor: Extractor, text: str, role: str) -> None:
    assert role in {fact.role for fact in extractor.extract(text, published="2021-07-05").dates}


def test_a_law_names_days_that_return_each_year(extractor: Extractor) -> None:
    text = (
        "BỘ NỘI VỤ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        "Số: 3/2021/TT-BNV\nHà Nội, ngày 02 tháng 3 năm 2021\n\nTHÔNG TƯ\nQuy định chế độ báo cáo lưu trữ\n\n"
        "Điều 1. Báo cáo gửi trước ngày 15 tháng 12."
    )
    assert None in values(extractor, text)
    assert "2021-12-15" not in values(extractor, text)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.text(max_size=12),
            st.sampled_from([text for text, _ in STATED] + NO_DATES),
            st.sampled_from([unicodedata.normalize("NFD", text) for text, _ in STATED]),
        ),
        max_size=6,
    )
)
def test_any_text_is_read_and_every_quote_is_its_own(extractor: Extractor, pieces: list[str]) -> None:
    text = stored_text(" ".join(pieces))
    context = extractor.open(Document(text, address="text:"))
    for reading in context.dates:
        span = context.span(reading.start, reading.end)
        assert text[span.start : span.end] == span.quote
        assert reading.value is None or reading.value.earliest <= reading.value.latest


def test_decomposed_letters_read_alike(extractor: Extractor) -> None:
    text = "Từ ngày 19/7 đến ngày 25/7/2018, tháng tám năm 2019, quý III năm 2021"
    assert values(extractor, unicodedata.normalize("NFD", text)) == values(extractor, text)


NEAR_MISSES = ["1/2/", " ngày 1, 2,", " 12 - 12 -", " 2020 và", "ngày" + " " * 500, "Hà Nội, ngày 1" + " " * 500]


@pytest.mark.parametrize("piece", NEAR_MISSES)
def test_near_misses_without_end_are_read_in_time(extractor: Extractor, piece: str) -> None:
    assert grows_in_proportion(lambda length: extractor.extract(piece * (length // len(piece))), 30_000)
