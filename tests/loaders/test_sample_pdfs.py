"""Real PDFs of the official gazette, where they are at hand: their own number, type, day and signer."""

from pathlib import Path

import pytest

from pipeline.loaders import load
from pipeline.model import Quality

STATED = {
    "nghi-quyet-so-25-2026-nq-cp-469472": ("25/2026/NQ-CP", "Nghị quyết", "2026-04-30", 2),
    "van-ban-hop-nhat-so-462-vbhn-bldtbxh-44172": ("462/VBHN-BLĐTBXH", "Văn bản hợp nhất", "2025-02-10", 9),
    "van-ban-hop-nhat-so-468-vbhn-bldtbxh-44204": ("468/VBHN-BLĐTBXH", "Văn bản hợp nhất", "2025-02-10", 8),
}


@pytest.mark.parametrize("name", STATED)
def test_gazette(name, shared: Path, extractor):
    number, kind, day, pages = STATED[name]
    document = load(shared / "samples" / "documents" / "congbao" / f"{name}.pdf")
    assert document.quality is Quality.GOOD
    assert {place.page for place in document.places} == set(range(1, pages + 1))
    assert "CÔNG BÁO/" not in document.text
    assert [stated.field for stated in document.stated] == ["published"]
    facts = extractor.read(document).to_dict()
    own = [(n["number"], n["type"], n["date"]) for n in facts["plan_numbers"] if n["role"] == "self"]
    assert own == [(number, kind, day)]
    assert any(official["title"].endswith(("Thủ tướng", "Thứ trưởng")) for official in facts["officials"])
