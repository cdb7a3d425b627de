"""The extractor as a whole: nothing raises, every quote is the text's, the same input gives the same facts."""

import pickle
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import Extractor, Facts
from pipeline.loaders import load
from pipeline.loaders.discovery import discover
from pipeline.model import Kind
from pipeline.text.stored import stored_text
from tests.conftest import ROOT

CORPUS = sorted(path.stem for path in discover([ROOT / "corpora"], print))
PATHS = {path.stem: path for path in discover([ROOT / "corpora"], print)}
# words that set rules off, in any order, with anything between them
STARTERS = st.sampled_from(
    [
        "Ngày",
        "8/8",
        "năm 2019",
        "từ năm",
        "đến",
        "UBND",
        "tỉnh",
        "Sở",
        "Bộ Công Thương",
        "Kế hoạch số",
        "154/KH-UBND",
        "-NQ/TW",
        "Ông",
        "Nguyễn Văn",
        "Phó Giám đốc",
        "phấn đấu",
        "ít nhất",
        "90%",
        "12,5 tỷ đồng",
        "Mục tiêu:",
        "\n- ",
        "\n1. ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Số:",
        "TM.",
        "KT. CHỦ TỊCH",
        "Nơi nhận:",
        "quý III",
        "các Sở: ",
        ", ",
        "; ",
        "(",
        ")",
        "“",
        "\n",
        "\n\n",
        " ",
        " ",
        " ",
        "2020",
        "giai đoạn",
        "Quyết định",
        "Nguyễn",
        "huyện",
        "xã A",
        "H'Yim",
        "̀",
        "\u200b",
        "\x00",
        "Ð",
        "�",
    ]
)
ANY_TEXT = st.lists(STARTERS | st.text(max_size=8), max_size=60).map(" ".join)


def proven(facts: Facts) -> None:
    text = facts.document.text
    for fact in facts:
        assert fact.rule
        for span in fact.mentions:
            assert text[span.start : span.end] == span.quote


@given(text=ANY_TEXT)
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_and_every_quote_is_its_own(extractor: Extractor, text: str) -> None:
    proven(extractor.extract(text))
    proven(extractor.extract(unicodedata.normalize("NFD", text), published="2020-05-05"))


@given(text=st.text(st.characters(), max_size=300))
@settings(max_examples=150, deadline=None)
def test_arbitrary_unicode_is_read(extractor: Extractor, text: str) -> None:
    facts = extractor.extract(text)
    assert facts.document.text == stored_text(text)
    proven(facts)


@pytest.mark.parametrize("name", CORPUS)
def test_marks_apart_change_offsets_and_nothing_else(extractor: Extractor, name: str) -> None:
    """A text in NFD says what it says in NFC."""
    text = load(PATHS[name]).text
    composed, apart = (extractor.extract(unicodedata.normalize(form, text)) for form in ("NFC", "NFD"))
    proven(apart)
    for kind in Kind:
        assert [fact.key for fact in apart.of(kind)] == [fact.key for fact in composed.of(kind)]


@pytest.mark.parametrize("name", CORPUS[::5])
def test_the_same_input_gives_the_same_facts(extractor: Extractor, name: str) -> None:
    text = load(PATHS[name]).text
    assert extractor.extract(text).to_dict() == extractor.extract(text).to_dict()


def test_an_extractor_can_be_sent_to_another_process(extractor: Extractor) -> None:
    sent = pickle.loads(pickle.dumps(extractor))
    text = "Sáng 19/7/2018, huyện Mường Tè họp."
    assert sent.extract(text).to_dict() == extractor.extract(text).to_dict()
    assert pickle.loads(pickle.dumps(extractor.extract(text))).to_dict() == extractor.extract(text).to_dict()


def test_published_must_be_a_day(extractor: Extractor) -> None:
    with pytest.raises(ValueError, match="hôm qua"):
        extractor.extract("Ngày 8/8", published="hôm qua")


@pytest.mark.parametrize(
    "piece", ["kế hoạch số ", "12/KH-UBND ", "1.", "Sở Y tế, ", "100% ", "ngày 8/8 ", "Ông Lò ", "(", " ", "- a\n"]
)
def test_time_grows_with_length_and_not_faster(extractor: Extractor, piece: str) -> None:
    import time

    def seconds(length: int) -> float:
        began = time.process_time()
        extractor.extract(piece * (length // len(piece)))
        return time.process_time() - began

    seconds(2_000)
    assert seconds(80_000) < 4 * (4 * seconds(20_000) + 0.2)
