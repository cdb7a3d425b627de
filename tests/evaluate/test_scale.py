"""Corpora are told by their columns, read one case at a time and judged by what their columns say."""

import csv
import gzip
import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from pipeline import Extractor
from pipeline.evaluate import CorpusError, Rates, Verdict, measured_rates, recognise, verdicts

GAZETTE_TEXT = """\
CÔNG BÁO/Số 11 + 12/Ngày 20-3-2024

CHÍNH PHỦ

Số: {number}
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Hà Nội, ngày 05 tháng 3 năm 2024

NGHỊ ĐỊNH
Quy định về việc cho mượn sách của thư viện công cộng

Căn cứ Luật Thư viện số 46/2019/QH14;
"""
CITATION = {
    "text": "Điều 4 Thông tư số 09/2016/TT-BTC Hướng dẫn giữ sổ kho ngày 14/03/2016 của Bộ Tài chính, có hiệu lực",
    "number": "09/2016/TT-BTC",
    "type": "Thông tư",
    "date": "14/03/2016",
    "issuer": "Bộ Tài chính",
}


def write_lines(path: Path, rows: Iterable[dict], *, zipped: bool = False) -> Path:
    data = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()
    path.write_bytes(gzip.compress(data) if zipped else data)
    return path


def write_table(path: Path, numbers: Iterable[str]) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerows([["", "so_ky_hieu", "trich_yeu"], *(["1", number, "về\nviệc"] for number in numbers)])
    return path


def judged(path: Path, extractor: Extractor) -> list[Verdict]:
    return list(verdicts(recognise(path), path, extractor))


def wrong(verdict: Verdict) -> dict[str, str | None]:
    return {measure: answer.found for measure, answer in verdict.answers.items() if not answer.right}


@pytest.mark.parametrize("zipped", [False, True])
def test_a_file_is_told_by_its_columns_whatever_its_name(tmp_path: Path, *, zipped: bool) -> None:
    gazette = {"slug": "luat-so-1-2020-qh14-7", "loai": "Luật", "full_text": "x"}
    assert recognise(write_lines(tmp_path / "a.csv", [gazette], zipped=zipped)).name == "gazette"
    assert recognise(write_lines(tmp_path / "b", [CITATION], zipped=zipped)).name == "citations"
    assert recognise(write_table(tmp_path / "c.jsonl", ["1/QĐ-UBND"])).name == "register"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "there is nothing in it"),
        (b"\n \n", "there is nothing in it"),
        (b"so,ngay\n1,2\n", "columns are 'so', 'ngay'"),
        (b'{"title": "x"}\n', "columns are 'title'"),
        (b"{title}\n", ":1: not JSON"),
        (b"a,b\n\xff\xfe\n", "not UTF-8"),
        (gzip.compress(b'{"title": "x"}', mtime=0)[:-12], "broken gzip data"),
    ],
    ids=["nothing", "blanks", "other columns", "other keys", "not JSON", "not UTF-8", "cut gzip"],
)
def test_what_is_no_corpus_is_refused(tmp_path: Path, data: bytes, words: str) -> None:
    path = tmp_path / "file"
    path.write_bytes(data)
    with pytest.raises(CorpusError, match=words) as refused:
        recognise(path)
    assert str(path) in str(refused.value)


@pytest.mark.parametrize(
    ("second", "words"), [('{"text": "x"}', ":3: lacks date, issuer, number, type"), ("[]", ":3:")]
)
def test_a_broken_record_is_named_by_its_line(tmp_path: Path, extractor: Extractor, second: str, words: str) -> None:
    path = write_lines(tmp_path / "file", [CITATION])
    path.write_text(path.read_text("utf-8") + "\n" + second + "\n", "utf-8")
    with pytest.raises(CorpusError, match=words):
        judged(path, extractor)


def test_gazette_texts_give_their_own_number_and_type(tmp_path: Path, extractor: Extractor) -> None:
    rows = [
        ("nghi-dinh-so-31-2024-nd-cp-40017", "31/2024/NĐ-CP"),
        ("nghi-dinh-so-6616-2024-nd-cp-40018", "66.16/2024/NĐ-CP"),
        ("quyet-dinh-so-31-2024-nd-cp-40019", "31/2024/NĐ-CP"),
        ("nghi-dinh-so-32-2024-nd-cp-40020", "31/2024/NĐ-CP"),
        ("cong-bao-ngay-20-3", "31/2024/NĐ-CP"),
        ("luat-so-46-2019-qh14-9", "31/2024/NĐ-CP"),
    ]
    texts = [{"slug": slug, "full_text": GAZETTE_TEXT.format(number=number)} for slug, number in rows]
    found = judged(write_lines(tmp_path / "file", texts), extractor)
    assert [wrong(verdict) for verdict in found[:3]] == [{}, {}, {"type": "Nghị định"}]
    assert [verdict.case.excluded for verdict in found[3:5]] == [
        "its text does not hold its number",
        "its address spells out no number",
    ]
    assert wrong(found[5]) == {"number": "31/2024/NĐ-CP"}


CODE_TEXT = """\
CÔNG BÁO/Số 21/Ngày 20-12-2024

QUỐC HỘI

{title}

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

BỘ LUẬT
MƯỢN TRẢ

Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;
"""


def test_a_type_that_the_text_contradicts_is_not_asked(tmp_path: Path, extractor: Extractor) -> None:
    text = CODE_TEXT.format(title="Bộ luật số: 47/2024/QH15")
    rows = [{"slug": f"{slug}-9", "full_text": text} for slug in ("nghi-quyet-so-47-2024-qh15", "luat-so-47-2024-qh15")]
    found = judged(write_lines(tmp_path / "file", rows), extractor)
    assert [list(verdict.answers) for verdict in found] == [["number"], ["number", "type"]]
    assert [wrong(verdict) for verdict in found] == [{}, {}]
    rates = Rates()
    for verdict in found:
        rates.add(verdict)
    assert (rates.asked["number"], rates.asked["type"]) == (2, 1)
    assert rates.unasked == {
        "type: its text prints another type right before its number": ["nghi-quyet-so-47-2024-qh15-9"]
    }


@pytest.mark.parametrize(
    "title",
    [
        "Số: 47/2024/QH15",
        "Bộ luật số: 48/2024/QH15\nSố: 47/2024/QH15",
        "Theo Bộ luật số: 47/2024/QH15",
        "Bộ luật số: 47/2024/QH15 ngày 29/11/2024",
        "Bộ luật\nSố: 47/2024/QH15",
        "Nghị quyết số: 47/2024/QH15\nBộ luật số: 47/2024/QH15",
        "Số: 47/2024/QH15\n" + "Nơi nhận:\n" * 15 + "Bộ luật số: 47/2024/QH15",
    ],
    ids=["none", "another number", "words before", "words behind", "another line", "both", "below the head"],
)
def test_a_type_is_asked_unless_its_own_line_says_another(tmp_path: Path, extractor: Extractor, title: str) -> None:
    row = {"slug": "nghi-quyet-so-47-2024-qh15-9", "full_text": CODE_TEXT.format(title=title)}
    (verdict,) = judged(write_lines(tmp_path / "file", [row]), extractor)
    assert (verdict.case.excluded, verdict.case.unasked) == (None, {})


def test_citations_are_judged_by_each_column(tmp_path: Path, extractor: Extractor) -> None:
    changes: list[dict] = [
        {},
        {"type": "Nghị định"},
        {"date": "15/03/2016"},
        {"issuer": "Bộ Y tế"},
        {"issuer": None},
        {"number": "09/2016/TT-"},
        {"number": ""},
    ]
    path = write_lines(tmp_path / "file", [CITATION | change for change in changes])
    found = judged(path, extractor)
    assert [wrong(verdict) for verdict in found] == [
        {},
        {"type": "Thông tư"},
        {"date": "2016-03-14"},
        {"issuer": "Bộ Tài chính"},
        {},
        {"number": "09/2016/TT-BTC"},
        {},
    ]
    assert "issuer" not in found[4].answers
    assert found[6].case.excluded
    rates = Rates()
    for verdict in found:
        rates.add(verdict)
    assert (rates.cases, rates.asked["number"], rates.right["number"], rates.asked["type"]) == (7, 6, 5, 5)
    assert rates.of("issuer") == pytest.approx(3 / 4)
    assert rates.excluded == {"its columns give no number": ["file:7"]}


def test_bodies_agree_in_any_order(tmp_path: Path, extractor: Extractor) -> None:
    text = "Thông tư liên tịch số 21/2014/TTLT-BTC-BYT ngày 03/02/2014 của {} về việc thu phí gửi xe ở bệnh viện"
    change = {"number": "21/2014/TTLT-BTC-BYT", "type": "Thông tư liên tịch", "date": "03/02/2014"}
    row = CITATION | change | {"text": text.format("Bộ Tài chính và Bộ Y tế"), "issuer": "Bộ Y tế và Bộ Tài chính"}
    (verdict,) = judged(write_lines(tmp_path / "file", [row]), extractor)
    assert wrong(verdict) == {}


def test_a_register_s_numbers_are_read_whole(tmp_path: Path, extractor: Extractor) -> None:
    path = write_table(tmp_path / "file", ["1707/QÐ-UBND", "66 /KH-BCĐ", "", "26/KH-BCĐ (138)", "không số"])
    found = judged(path, extractor)
    assert [verdict.case.excluded for verdict in found] == [None, None, "blank", "a remark in brackets", None]
    assert [wrong(verdict) for verdict in found[:2]] == [{}, {}]
    assert wrong(found[4]) == {"number": None}


def test_the_sample_is_a_part_and_stays(tmp_path: Path, extractor: Extractor) -> None:
    numbers = [f"{number}/QĐ-UBND" for number in range(1, 60)]
    path = write_table(tmp_path / "file", numbers)
    corpus = recognise(path)
    sample = [verdict.case.text for verdict in verdicts(corpus, path, extractor, sample=True)]
    assert 1 <= len(sample) < 30
    assert sample == [verdict.case.text for verdict in judged(path, extractor) if verdict.sampled]
    later = write_table(tmp_path / "later", [*numbers, "60/QĐ-UBND"])
    assert sample == [verdict.case.text for verdict in verdicts(corpus, later, extractor, sample=True)][: len(sample)]


def test_an_empty_measurement_reaches_no_floor(tmp_path: Path) -> None:
    path = write_table(tmp_path / "file", ["1/QĐ-UBND"])
    measured = measured_rates(recognise(path), path, Rates(), sampled=True)
    assert (measured.name, measured.documents, measured.figures) == ("register-sample", 0, {"number": 0.0})
