"""Doubts about the text reach the facts that rest on it."""

import dataclasses

from pipeline import Extractor
from pipeline.model import Document, Doubt, Quality

TEXT = "UBND tỉnh Hòa Bình ban hành Kế hoạch số 12/KH-UBND ngày 05/3/2021 và Quyết định số 7/QĐ-UBND."


def test_a_fact_says_why_the_words_it_rests_on_are_doubtful(extractor: Extractor) -> None:
    start = TEXT.index("12/KH-UBND")
    document = Document(TEXT, address="text:", doubts=(Doubt(start, start + 2, "weak OCR"),))
    doubts = {fact.number: fact.doubt for fact in extractor.read(document).plan_numbers}
    assert {number for number, doubt in doubts.items() if doubt and "weak OCR" in doubt} == {"12/KH-UBND"}


def test_every_fact_of_a_doubtful_text_says_so(extractor: Extractor) -> None:
    document = Document(TEXT, address="text:", quality=Quality.DOUBTFUL, quality_reason="half without marks")
    facts = list(extractor.read(document))
    assert facts
    assert all("half without marks" in (fact.doubt or "") for fact in facts)


def test_what_is_known_of_a_text_changes_its_hash() -> None:
    plain = Document(TEXT, address="text:")
    assert dataclasses.replace(plain, doubts=(Doubt(0, 1, "x"),)).content_hash != plain.content_hash
