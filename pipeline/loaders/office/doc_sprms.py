"""Single changes of formatting in DOC files ("sprms"): their numbers since Word 97, and those of Word 6 and 95."""

from collections.abc import Iterator
from enum import IntEnum


class Code(IntEnum):
    """The changes that bear on what the text says."""

    DELETED = 0x0800
    HIDDEN = 0x083C
    CHARACTER_STYLE = 0x4A30
    SYMBOL = 0x6A09
    FONT = 0x4A4F
    STYLE = 0x4600
    IN_TABLE = 0x2416
    ROW_END = 0x2417
    DEPTH = 0x6649
    INNER_CELL_END = 0x244B
    INNER_ROW_END = 0x244C
    LIST_DEPTH = 0x260A
    LIST = 0x460B
    ROW_SHAPE = 0xD608
    ROW_IS_HEAD = 0x3404
    ELSEWHERE = 0x6646  # more changes in the stream Data, where the operand says
    ELSEWHERE_OLD = 0x6645
    ROW_ELSEWHERE = 0x646B


Sprm = tuple[int, bytes]  # a Code or another number, and its operand

_SIZES = (1, 1, 2, 4, 2, 2, 0, 3)  # of operands, by the number's upper bits; 0: told by the operand's first byte
_TABLE_SHAPES = (0xD606, 0xD608)
_TABS = 0xC615

# Word 6 and 95: the size of each operand, 255 where its first byte tells it; what is not listed has one byte
_OLD_SIZES = (
    {0: 0, 83: 0, 95: 3, 187: 12, 193: 5, 199: 5}
    | dict.fromkeys((3, 12, 15, 23, 52, 68, 74, 81, 82, 103, 105, 106, 108, 188, 190, 191), 255)
    | dict.fromkeys((2, 16, 17, 18, 19, 21, 22, 26, 27, 28, 30, 31, 32, 33, 34, 35, 36, 38, 39, 40, 41, 42, 43), 2)
    | dict.fromkeys((45, 46, 47, 48, 49, 69, 72, 80, 93, 96, 97, 107, 109, 110, 182, 183, 184, 189, 195, 197, 198), 2)
    | dict.fromkeys((20, 70, 192, 194, 196, 200), 4)
    | {73: 3}
)
_OLD_CODES = {
    2: Code.STYLE,
    24: Code.IN_TABLE,
    25: Code.ROW_END,
    65: Code.DELETED,
    74: Code.SYMBOL,
    80: Code.CHARACTER_STYLE,
    92: Code.HIDDEN,
    93: Code.FONT,
    186: Code.ROW_IS_HEAD,
    190: Code.ROW_SHAPE,
}
_OLD_ROW_SHAPES = (188, 190)
_BY_FIRST_BYTE = 255


def read_sprms(data: bytes, is_97: bool) -> Iterator[Sprm]:
    """The changes listed in `data`, as far as they are whole."""
    at = 0
    while at + (2 if is_97 else 1) < len(data):
        code, at, size = _sized(data, at) if is_97 else _old_sized(data, at)
        operand = data[at : at + size]
        if len(operand) < size:
            return
        yield code, operand
        at += size


def _sized(data: bytes, at: int) -> tuple[int, int, int]:
    """The number of the change at a place, where its operand begins, and its size."""
    code = int.from_bytes(data[at : at + 2], "little")
    at += 2
    size = _SIZES[code >> 13]
    if size:
        return code, at, size
    if code in _TABLE_SHAPES:
        return code, at + 2, max(0, int.from_bytes(data[at : at + 2], "little") - 1)
    if code == _TABS and data[at] == _BY_FIRST_BYTE:
        deleted = data[at + 1] if at + 1 < len(data) else 0
        added = data[at + 2 + 4 * deleted] if at + 2 + 4 * deleted < len(data) else 0
        return code, at + 1, 2 + 4 * deleted + 3 * added
    return code, at + 1, data[at]


def _old_sized(data: bytes, at: int) -> tuple[int, int, int]:
    code = data[at]
    at += 1
    size = _OLD_SIZES.get(code, 1)
    if code in _OLD_ROW_SHAPES:
        size, at = max(0, int.from_bytes(data[at : at + 2], "little") - 1), at + 2
    elif size == _BY_FIRST_BYTE:
        size, at = data[at], at + 1
    return _OLD_CODES.get(code, 0), at, size
