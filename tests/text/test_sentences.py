"""Sentence ends in Vietnamese."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.sentences import sentence_spans


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Huyện mở hội chợ. Bà con đến đông.", 2),
        ("UBND TP. Cần Thơ họp. Sở báo cáo.", 2),
        ("PGS. TS. Lò Văn Ánh phát biểu", 1),
        ("Doanh thu đạt 1.500 triệu đồng/năm.", 1),
        ("1. Mục đích", 1),
        ("Vì sao? Vì thiếu nước! Thật vậy...", 3),
        ("Ông nói: “Phải làm ngay.” Mọi người đồng tình.", 2),
        ("hoạt động dịch vụ sự nghiệp công.Về khoa học, tỉnh giữ 7 viện.", 2),
    ],
)
def test_boundaries(text: str, count: int) -> None:
    assert len(sentences(text)) == count


@given(st.text(st.sampled_from("ab Đ.!?…”\n1")))
def test_nothing_but_blanks_is_lost(text: str) -> None:
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())
