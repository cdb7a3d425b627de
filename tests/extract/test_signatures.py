"""Signature blocks and recipients."""

import pytest

from pipeline import Extractor
from pipeline.extract.layout import Role
from tests.extract.opened import BODY, HEAD, opened, words

OPENING = HEAD + BODY
END = "\n".join(["1. Các sở thực hiện kế hoạch này./.", ""])
SIGNATURES = [
    ("TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n(Đã ký)\nLê Thị Hoa", 3, "Lê Thị Hoa"),
    ("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\n\nTrần Văn Nam", 2, "Trần Văn Nam"),
    ("CHỦ TỊCH     Trần Văn Nam", 1, "Trần Văn Nam"),
    ("TM. ỦY BAN NHÂN DÂN KT.CHỦ TỊCH PHÓ CHỦ TỊCH Trần Văn Nam", 2, "Trần Văn Nam"),
    ("TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG\nY Thông Niê Kđăm", 2, "Y Thông Niê Kđăm"),
    ("T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\nTS. Lê Thị Hoa", 2, "Lê Thị Hoa"),
    ("Q. CHỦ TỊCH\nTRẦN VĂN NAM", 1, "TRẦN VĂN NAM"),
    ("Nơi nhận:\n- Như trên;\n- Lưu: VT. | KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\nLê Thị Hoa", 2, "Lê Thị Hoa"),
    (
        "Nơi nhận:          T/M. ĐOÀN KIỂM TRA\n- Sở (bố trí        TRƯỞNG ĐOÀN\nkinh phí);\n\n\n      Lê Thị Hoa",
        2,
        "Lê Thị Hoa",
    ),
    (
        "Nơi nhận:                  GIÁM ĐỐC\n- Như trên;\n- Các phòng thuộc\nSở Công Thương;\n            Lê Thị Hoa",
        1,
        "Lê Thị Hoa",
    ),
]


@pytest.mark.parametrize(("text", "lines", "name"), SIGNATURES)
def test_signatures(extractor: Extractor, text: str, lines: int, name: str) -> None:
    context = opened(extractor, OPENING + END + text + "\n")
    (signature,) = context.layout.signatures
    assert words(context, signature.name) == name
    assert len(signature.lines) == lines


def test_a_capital_line_of_the_appendix_is_no_signer(extractor: Extractor) -> None:
    text = OPENING + END + "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nPHỤ LỤC I\nDANH MỤC\n"
    (signature,) = opened(extractor, text).layout.signatures
    assert signature.name is None


def test_recipients(extractor: Extractor) -> None:
    text = OPENING + "Nơi nhận:\n- Như trên;\n- Sở Tài chính;\n- Lưu: VT.\nCHỦ TỊCH\nLê Hoa\n"
    layout = opened(extractor, text).layout
    assert layout.roles.count(Role.RECIPIENTS) == 4
    assert layout.signature is not None
