"""The text of DOC files as pieces: what stands between its control characters, in runs, tables cell by cell."""

import re
import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.loaders.legacy import OPTIONAL_HYPHEN
from pipeline.loaders.office.doc_file import DocFile, read_formatting, read_plc
from pipeline.loaders.office.doc_sprms import Code, Sprm
from pipeline.loaders.office.doc_styles import DocStyles, last, read_doc_lists, read_doc_styles
from pipeline.loaders.office.symbols import shown_text, symbol
from pipeline.loaders.office.table_builder import PieceBuilder, RowShape
from pipeline.loaders.pieces import Paragraph, Piece, Run

_CHARACTERS, _PARAGRAPHS = 12, 13
_NOTE_PARTS = (("footnotes", 2, 3), ("endnotes", 46, 47))
_BOX_ANCHORS, _BOX_TEXTS = 40, 56
_TOKENS = re.compile(r"[^\x00-\x1f]+|[\x00-\x1f]")
_CELL_END = "\x07"
_ENDS = frozenset((_CELL_END, "\x0c", "\r"))
_FIELD_BEGIN, _FIELD_MIDDLE, _FIELD_END = "\x13", "\x14", "\x15"
_AS_TEXT = {"\t": "\t", "\x0b": "\n", "\x0e": "\n", "\x1e": "-", OPTIONAL_HYPHEN: OPTIONAL_HYPHEN}


@dataclass(frozen=True, slots=True)
class _Look:
    """How characters look: their font, whether they are hidden, the symbol that stands for each, if any."""

    font: str | None
    hidden: bool
    symbol: str | None


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where a paragraph stands: how deep in tables, whether it ends a cell or a row, in which list."""

    depth: int = 0
    ends_cell: bool = False
    ends_row: bool = False
    shape: RowShape | None = None
    list_id: int = 0
    list_depth: int = 0


def read_doc(doc: DocFile) -> list[Piece]:
    """The text of a document, text boxes behind the paragraph they hang on, footnotes at the end."""
    notes = _notes(doc)
    marks = {mark: f"[{number}]" for number, (mark, *_) in enumerate(notes, start=1)}
    reader = _Reader(doc, read_doc_styles(doc), marks, _boxes(doc))
    pieces = reader.read(*doc.parts["main"])
    for mark, start, end in notes:
        first, *others = reader.read(start, end) or [()]
        pieces.extend(((Run(f"{marks[mark]} "), *first) if isinstance(first, tuple) else first, *others))
    return pieces


def _notes(doc: DocFile) -> list[tuple[int, int, int]]:
    """The footnotes and endnotes as they come in the text: the place of the mark, and the stretch of the note."""
    notes: list[tuple[int, int, int]] = []
    for part, marks_at, texts_at in _NOTE_PARTS:
        first, end = doc.parts[part]
        marks, _ = read_plc(doc.structure(marks_at), 2)
        texts, _ = read_plc(doc.structure(texts_at), 0)
        for mark, start, stop in zip(marks[:-1], texts, texts[1:], strict=False):  # the last mark is the end
            notes.append((mark, min(first + start, end), min(first + stop, end)))
    return sorted(note for note in notes if note[1] < note[2])


def _boxes(doc: DocFile) -> dict[int, tuple[int, int]]:
    """The stretches of text boxes by the place they hang on."""
    first, end = doc.parts["boxes"]
    anchors, shapes = read_plc(doc.structure(_BOX_ANCHORS), 26)
    texts, entries = read_plc(doc.structure(_BOX_TEXTS), 22)
    places = {shape[:4]: anchor for anchor, shape in zip(anchors, shapes, strict=False)}
    return {
        places[entry[14:18]]: (min(first + start, end), min(first + stop, end))
        for start, stop, entry in zip(texts, texts[1:], entries, strict=False)
        if entry[14:18] in places
    }


class _Reader:
    """Reads stretches of the text. `marks` are those of footnotes, by their place; `boxes` the stretches of boxes."""

    def __init__(
        self, doc: DocFile, styles: DocStyles, marks: Mapping[int, str], boxes: Mapping[int, tuple[int, int]]
    ) -> None:
        self.doc, self.styles, self.marks, self.boxes = doc, styles, marks, boxes
        self.lists = read_doc_lists(doc) if doc.is_97 else {}
        self.characters = read_formatting(doc, _CHARACTERS)
        self.paragraphs = read_formatting(doc, _PARAGRAPHS)
        self.looks: dict[tuple[int, tuple[Sprm, ...]], _Look] = {}
        self.layouts: dict[tuple[int, tuple[Sprm, ...]], _Layout] = {}

    def read(self, first: int, end: int) -> list[Piece]:
        """The pieces of the characters from `first` up to but not including `end`."""
        builder = PieceBuilder()
        runs: list[Run] = []
        fields: list[bool] = []  # for each open field: whether what comes is what it computes from, not what it shows
        boxes: list[tuple[int, int]] = []
        for position, at, width, text in self._stretches(first, end):
            look = self._look(at)
            for token in _TOKENS.finditer(text):
                said = token.group()
                if said == _FIELD_BEGIN:
                    fields.append(True)
                elif said == _FIELD_MIDDLE:
                    fields[-1:] = [False] if fields else []
                elif said == _FIELD_END:
                    del fields[-1:]
                elif said in _ENDS:
                    self._end(builder, tuple(runs), said, at + token.start() * width)
                    runs.clear()
                    fields = [False] * len(fields)
                    for box in boxes:
                        self._add_box(builder, box)
                    boxes.clear()
                elif not look.hidden and not any(fields):
                    if hanging := self.boxes.get(position + token.start()):
                        boxes.append(hanging)
                    runs.extend(_shown(said, look, self.marks.get(position + token.start())))
        if runs:
            self._end(builder, tuple(runs), "\r", -1)
        return builder.finish()

    def _stretches(self, first: int, end: int) -> Iterator[tuple[int, int, int, str]]:
        """The text in stretches of one look: the place in the text and in the file, the bytes a character, the text."""
        for piece in self.doc.pieces:
            start, stop = max(piece.start, first), min(piece.end, end)
            if start >= stop:
                continue
            text = self.doc.text(piece)
            while start < stop:
                at = piece.at + (start - piece.start) * piece.width
                bound = min(self.characters.end(at), self.paragraphs.end(at))
                cut = min(stop, start + max(1, -((at - bound) // piece.width)))
                yield start, at, piece.width, text[start - piece.start : cut - piece.start]
                start = cut

    def _end(self, builder: PieceBuilder, paragraph: Paragraph, mark: str, at: int) -> None:
        """End a paragraph with its mark, which stands in the file at `at`; maybe a cell or a row with it."""
        layout = self._layout(at)
        if layout.ends_row:
            builder.end_row(layout.depth, layout.shape)
            return
        if layout.list_id in self.lists and any(run.text.strip() for run in paragraph):
            paragraph = (Run(f"{self._next_mark(layout)} "), *paragraph)
        builder.add(paragraph, layout.depth)
        if layout.ends_cell or (mark == _CELL_END and layout.depth):
            builder.end_cell(layout.depth)

    def _add_box(self, builder: PieceBuilder, box: tuple[int, int]) -> None:
        depth = builder.depth
        for piece in self.read(*box):
            builder.add(piece, depth)

    def _next_mark(self, layout: _Layout) -> str:
        counter, starts = self.lists[layout.list_id]
        for depth in tuple(starts):
            counter.restart(depth, starts.pop(depth))
        return counter.next_mark(layout.list_depth)

    def _look(self, at: int) -> _Look:
        style, own = self.paragraphs.at(at)[0], self.characters.at(at)[1]
        if (style, own) not in self.looks:
            named = last(own, Code.CHARACTER_STYLE)
            base = self.styles.of(style).characters
            other = self.styles.of(int.from_bytes(named, "little")).characters if named else ()
            self.looks[style, own] = self._settled((*base, *other, *own))
        return self.looks[style, own]

    def _settled(self, sprms: Sequence[Sprm]) -> _Look:
        font = last(sprms, Code.FONT)
        name = self.styles.font_name(int.from_bytes(font, "little") if font else self.styles.font)
        hidden = any((last(sprms, code) or b"\0")[0] & 1 for code in (Code.HIDDEN, Code.DELETED))
        drawn = last(sprms, Code.SYMBOL)
        if drawn is None or len(drawn) < 3:
            return _Look(name, hidden, None)
        drawn_font, code = int.from_bytes(drawn[:2], "little"), int.from_bytes(drawn[2:4], "little")
        return _Look(name, hidden, symbol(code, self.styles.font_name(drawn_font)))

    def _layout(self, at: int) -> _Layout:
        style, own = self.paragraphs.at(at)
        if (style, own) not in self.layouts:
            self.layouts[style, own] = _layout_of((*self.styles.of(style).paragraphs, *own))
        return self.layouts[style, own]


def _layout_of(sprms: Sequence[Sprm]) -> _Layout:
    def number(code: Code) -> int:
        return int.from_bytes(last(sprms, code) or b"", "little")

    depth = max(number(Code.DEPTH), number(Code.IN_TABLE))
    shape = last(sprms, Code.ROW_SHAPE)
    return _Layout(
        depth=depth,
        ends_cell=depth > 1 and bool(number(Code.INNER_CELL_END)),
        ends_row=bool(number(Code.ROW_END) or number(Code.INNER_ROW_END)),
        shape=_row_shape(shape, bool(number(Code.ROW_IS_HEAD))) if shape else None,
        list_id=number(Code.LIST),
        list_depth=number(Code.LIST_DEPTH),
    )


def _row_shape(operand: bytes, is_head: bool) -> RowShape | None:
    """The edges of a row's cells, and which go on from above or from the left."""
    count = operand[0] if operand else 0
    first = 1 + 2 * (count + 1)
    if len(operand) < first:
        return None
    start, *edges = struct.unpack_from(f"<{count + 1}h", operand, 1)
    size = 20 if len(operand) >= first + 20 * count else 10
    flags = [int.from_bytes(operand[first + size * i : first + size * i + 2], "little") for i in range(count)]
    return RowShape(start, tuple(edges), tuple(bool(f & 2 or f & 0x60 == 0x20) for f in flags), is_head)


def _shown(said: str, look: _Look, mark: str | None) -> Iterator[Run]:
    """What characters of one look show: themselves, a symbol, the mark of a footnote, or nothing."""
    if look.symbol is not None and said.strip("(") == "":  # what stands in the text for a symbol
        yield Run(look.symbol * len(said))
    elif said < " ":
        text = mark or _AS_TEXT.get(said)
        if text:
            yield Run(text, None if mark else look.font)
    else:
        yield Run(shown_text(said, look.font), look.font)
