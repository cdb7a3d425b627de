"""Real pages of portals, where they are at hand: each gives text, and law pages give their document whole."""

from pathlib import Path

import pytest

from pipeline.loaders import load

PAGES = Path(__file__).parents[2].parent / "shared" / "samples" / "pages"
pytestmark = pytest.mark.skipif(not PAGES.is_dir(), reason=f"no sample pages at {PAGES}")


def sample_pages() -> list[Path]:
    return sorted(PAGES.glob("*/*.html"))


@pytest.mark.parametrize("path", sample_pages(), ids=lambda path: path.stem[:30])
def test_sample(path):
    document = load(path)
    assert document.format == "html"
    assert document.text.strip()
    assert document.problems == ()


@pytest.mark.parametrize("path", sorted(PAGES.glob("thuvienphapluat-2023/*.html")), ids=lambda path: path.stem)
def test_an_official_document_comes_whole(path):
    text = load(path).text
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc" in text
    assert "Nơi nhận:" in text
    assert "Đăng nhập" not in text
