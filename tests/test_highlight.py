"""The highlighted page shows the text as it is and runs nothing of it."""

import re
from html import unescape

from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from pipeline import Extractor
from pipeline.terminal.highlight import highlighted

TEXT = (
    "Ngày 8/8/2019, UBND quận Hoàn Kiếm <script>alert(1)</script> ban hành Kế hoạch số 71/KH-UBND.\n"
    'Ông Lò Văn Ánh - Phó Chủ tịch UBND quận "chủ trì".'
)


def test_facts_are_marked_and_linked(extractor: Extractor) -> None:
    page = BeautifulSoup(highlighted(extractor.extract(TEXT)), "lxml")
    body = page.select_one(".text")
    assert body is not None
    assert body.get_text() == TEXT
    assert page.find("script") is None
    marked = {mark.get_text() for mark in body.find_all("mark")}
    assert "Ngày 8/8/2019" in marked
    for link in page.select("aside a"):
        assert page.find(id=str(link["href"]).removeprefix("#")) is not None


@given(text=st.text(st.sampled_from("<>&\"'ab Ủy ban 8/8/2019\n")))
def test_any_text_comes_through(extractor: Extractor, text: str) -> None:
    facts = extractor.extract(text)
    inner = re.search(r'<div class="text">(.*?)</div>\n<aside>', highlighted(facts), re.DOTALL)
    assert inner is not None
    assert unescape(re.sub(r"</?(?:mark|a)\b[^>]*>", "", inner[1])) == facts.document.text
