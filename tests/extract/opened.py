"""A plan to read for the tests of its form."""

from pipeline import Extractor
from pipeline.extract.context import Context
from pipeline.model import Document

HEAD = """ỦY BAN NHÂN DÂN
TỈNH HÀ NAM
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: 45/KH-UBND
Hà Nam, ngày 05 tháng 3 năm 2021
KẾ HOẠCH
Tiết kiệm điện năm 2021
"""
BODY = "\nThực hiện chỉ đạo của Chính phủ, tỉnh lập kế hoạch như sau:\n1. Mục đích: nâng cao ý thức của mọi người.\n"


def opened(extractor: Extractor, text: str) -> Context:
    return extractor.open(Document(text, address="text:"))


def words(context: Context, stretch: tuple[int, int] | None) -> str | None:
    """The words of a stretch, with single blanks."""
    return " ".join(context.text[slice(*stretch)].split()) if stretch else None
