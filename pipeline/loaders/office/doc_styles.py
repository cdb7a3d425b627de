"""What a DOC file's styles, fonts and lists say: the names and numbers that its text refers to by index."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.loaders.office.doc_file import DocFile
from pipeline.loaders.office.doc_sprms import Code, Sprm, read_sprms
from pipeline.loaders.office.numbering import Level, ListCounter

_STYLES, _FONTS, _LISTS, _OVERRIDES = 1, 15, 73, 74  # structures in the file's head
_NO_BASE = 0xFFF
_PARAGRAPH_STYLE = 1
_CHARACTER_STYLE = 2
_DEEPEST = 20
_NUMBER_FORMS = {
    0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 22: "decimalZero",
    23: "bullet", 255: "none",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class DocStyle:
    """A style's own changes of characters and of paragraphs, and the style it is based on."""

    characters: tuple[Sprm, ...] = ()
    paragraphs: tuple[Sprm, ...] = ()
    base: int = _NO_BASE


@dataclass(slots=True)
class DocStyles:
    """The styles by number, the number of the usual font, and the names of fonts by number."""

    styles: tuple[DocStyle | None, ...] = ()
    font: int = 0
    fonts: tuple[str, ...] = ()
    settled: dict[int, DocStyle] = field(default_factory=dict)

    def of(self, number: int) -> DocStyle:
        """The changes of a style behind those of the styles it is based on."""
        if number not in self.settled:
            characters: tuple[Sprm, ...] = ()
            paragraphs: tuple[Sprm, ...] = ()
            at = number
            for _ in range(_DEEPEST):
                style = self.styles[at] if at < len(self.styles) else None
                if style is None:
                    break
                characters, paragraphs = style.characters + characters, style.paragraphs + paragraphs
                at = style.base
            self.settled[number] = DocStyle(characters, paragraphs)
        return self.settled[number]

    def font_name(self, number: int) -> str | None:
        return self.fonts[number] if number < len(self.fonts) else None


def read_doc_styles(doc: DocFile) -> DocStyles:
    """Styles and fonts."""
    data = doc.structure(_STYLES)
    size = _word(data, 0)
    head = data[2 : 2 + size]
    base_size = _word(head, 2) or 10
    styles: list[DocStyle | None] = []
    at = 2 + size
    for _ in range(_word(head, 0)):
        length = _word(data, at)
        styles.append(_style(data[at + 2 : at + 2 + length], base_size, doc.is_97))
        at += 2 + length + (length & 1)
        if at >= len(data):
            break
    return DocStyles(tuple(styles), _word(head, 12), tuple(_fonts(doc)))


def _style(data: bytes, base_size: int, is_97: bool) -> DocStyle | None:
    if len(data) <= base_size:
        return None
    kind, base = _word(data, 2) & 0xF, _word(data, 2) >> 4
    name_size = 2 * _word(data, base_size) + 4 if is_97 else data[base_size] + 2
    at = base_size + name_size
    changes: list[bytes] = []
    for _ in range(_word(data, 4) & 0xF):
        at += at & 1
        length = _word(data, at)
        changes.append(data[at + 2 : at + 2 + length])
        at += 2 + length
    if kind == _PARAGRAPH_STYLE and changes:
        characters = changes[1] if len(changes) > 1 else b""
        return DocStyle(tuple(read_sprms(characters, is_97)), tuple(read_sprms(changes[0][2:], is_97)), base)
    if kind == _CHARACTER_STYLE and changes:
        return DocStyle(tuple(read_sprms(changes[0], is_97)), (), base)
    return DocStyle(base=base)


def _fonts(doc: DocFile) -> Iterator[str]:
    data = doc.structure(_FONTS)
    at, name_at = (4, 39) if doc.is_97 else (2, 5)
    while at < len(data):
        entry = data[at + 1 : at + 1 + data[at]]
        at += 1 + data[at]
        name = entry[name_at:].decode("utf-16-le" if doc.is_97 else "cp1252", "replace")
        yield name.split("\0")[0]


def read_doc_lists(doc: DocFile) -> dict[int, tuple[ListCounter, dict[int, int]]]:
    """The lists by the number that paragraphs give, each with the levels at which its first item starts anew."""
    definitions = dict(_definitions(doc))
    data = doc.structure(_OVERRIDES)
    count = int.from_bytes(data[:4], "little")
    if not data or 4 + 16 * count > len(data):
        return {}
    lists: dict[int, tuple[ListCounter, dict[int, int]]] = {}
    at = 4 + 16 * count
    for index in range(count):
        entry = data[4 + 16 * index : 20 + 16 * index]
        starts: dict[int, int] = {}
        at += 4
        for _ in range(entry[12]):
            start, flags = (int.from_bytes(data[at + i : at + i + 4], "little") for i in (0, 4))
            at += 8
            if flags & 0x20:
                level, at = _level(data, at)
                start = level.start
            if flags & 0x10:
                starts[flags & 0xF] = start
        counter = definitions.get(int.from_bytes(entry[:4], "little"))
        if counter is not None:
            lists[index + 1] = counter, starts
    return lists


def _definitions(doc: DocFile) -> Iterator[tuple[int, ListCounter]]:
    """Each list's own number, and its levels; the levels stand behind the list of lists."""
    data = doc.structure(_LISTS)
    if len(data) < 2:
        return
    count = _word(data, 0)
    levels_data = doc.table[doc.table.find(data) + len(data) :]
    at = 0
    for index in range(count):
        entry = data[2 + 28 * index : 30 + 28 * index]
        if len(entry) < 28:
            return
        levels: list[Level] = []
        for _ in range(1 if entry[26] & 1 else 9):
            level, at = _level(levels_data, at)
            levels.append(level)
        yield int.from_bytes(entry[:4], "little"), ListCounter(dict(enumerate(levels)))


def _level(data: bytes, at: int) -> tuple[Level, int]:
    """The level described at a place, and where its description ends."""
    if at + 28 > len(data):
        return Level(), len(data)
    start, form, info = int.from_bytes(data[at : at + 4], "little"), data[at + 4], data[at + 5]
    at += 28 + data[at + 24] + data[at + 25]
    length = _word(data, at)
    raw = data[at + 2 : at + 2 + 2 * length].decode("utf-16-le", "replace")
    text = "".join(f"%{ord(char) + 1}" if ord(char) < 9 else char for char in raw)
    return Level(_NUMBER_FORMS.get(form, "decimal"), text, start, not info & 8, bool(info & 4)), at + 2 + 2 * length


def last(sprms: Sequence[Sprm], code: Code) -> bytes | None:
    """The operand of the last change of a kind; the last wins."""
    return next((operand for number, operand in reversed(sprms) if number == code), None)


def _word(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 2], "little")
