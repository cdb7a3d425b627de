"""The text of printed pages: paragraphs on lines, rows of tables with " | " between cells, and where all of it stands."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import regex

from pipeline.loaders.printed.columns import Interval, Region, find_regions, margins_of
from pipeline.loaders.printed.furniture import Page
from pipeline.loaders.printed.paragraphs import continues, join, pitches_of, runs_on
from pipeline.loaders.printed.rules import PrintRules
from pipeline.loaders.printed.tables import Table
from pipeline.loaders.printed.words import Line, Word
from pipeline.model import Doubt, Place

_NOTE = 0.9  # of the usual height: lines at the foot of a page set smaller are notes
_COMMON = 0.15  # of all words: the largest print with as many is the text's
_FEW_LINES = 4
_NOTE_MARK = regex.compile(r"\d{1,3}(?!\d)|\*|\[\d|\(\d")
_WEAK = 60  # a confidence below is doubtful
_HEAD_CHARS = 120  # of a row or column head that are kept


@dataclass(slots=True)
class PrintedText:
    """Text being put together, in order; offsets of places and doubts count in it."""

    rules: PrintRules
    parts: list[str] = field(default_factory=list)
    length: int = 0
    places: list[Place] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    _page: tuple[int, int] | None = None  # the page being written and where its stretch begins
    _open: tuple[Line, Region] | None = None  # the last line of running text, which the next page may go on with
    _notes: list[tuple[int, Line, Region]] = field(default_factory=list)
    _read_by: dict[int, str] = field(default_factory=dict)
    _heights: Counter[float] = field(default_factory=Counter)  # words by the height of print, so far
    _margins: Interval | None = None
    _tables: int = 0
    _row: int = 0
    _heads: tuple[str, ...] = ()  # of the columns of the table that the page before ended with

    def add_page(self, page: Page) -> None:
        """Write a page; its notes wait until the paragraph that its end breaks is whole."""
        self._read_by[page.number] = page.read_by
        margins = self._margins = margins_of(page.lines, page.width, self._margins)
        body, notes = page.lines, list[Line]()
        if page.read_by == "text layer":  # heights that were recognised are too rough to tell notes by
            for line in page.lines:
                self._heights[round(line.height, 1)] += len(line.words)
            body, notes = self._notes_apart(page.lines, margins[0])
        if notes and self._notes and not _NOTE_MARK.match(notes[0].text):
            self._keep_notes(notes, page.number, margins)  # the note that the page before broke off
            notes = []
        ends_in_table = False
        for lines, table in _between_tables(body, page):
            for region in find_regions(lines, margins):
                ends_in_table = False
                self._add_region(region, page.number)
            if table is not None:
                self._add_table(table.rows, page.number, goes_on=ends_in_table or not self._wrote_text_on(page.number))
                ends_in_table = True
        if not ends_in_table:
            self._heads = ()
        self._keep_notes(notes, page.number, margins)

    def _keep_notes(self, notes: Sequence[Line], page: int, margins: Interval) -> None:
        region = Region(list(notes), *margins)
        self._notes.extend((page, line, region) for line in notes)

    def end(self) -> tuple[str, tuple[Place, ...], tuple[Doubt, ...]]:
        """The text, its places sorted by start, its doubts."""
        self._break()
        self._close_page()
        places = sorted(self.places, key=lambda place: (place.start, -place.end))
        return "".join(self.parts), tuple(places), tuple(self.doubts)

    def _notes_apart(self, lines: Sequence[Line], left: float) -> tuple[list[Line], list[Line]]:
        """The lines of a page and the notes below them: at the foot, set smaller than the text so far, with a mark or
        going on with the note of the page before."""
        if len(lines) < _FEW_LINES:
            return list(lines), []
        words = self._heights.total()
        usual = max((height for height, count in self._heights.items() if count >= _COMMON * words), default=0.0)
        first = len(lines)
        while first > 0 and lines[first - 1].height < _NOTE * usual:
            first -= 1
        goes_on = self._notes and first < len(lines) and lines[first].left < left + lines[first].height
        while first < len(lines) and not goes_on and not _NOTE_MARK.match(lines[first].text):
            first += 1
        return list(lines[:first]), list(lines[first:])

    def _wrote_text_on(self, page: int) -> bool:
        return self._page is not None and self._page[0] == page and self._page[1] < self.length

    def _add_region(self, region: Region, page: int) -> None:
        if region.rows:
            self._add_table(region.rows, page, goes_on=False)
            return
        pitches = pitches_of(region.lines)
        above: Line | None = None
        for line in region.lines:
            if above is not None and continues(above, line, region, pitches, self.rules):
                self._write(join(above.text, line.text))
            elif above is None and self._runs_on(line, region):
                self._write(join(self._open_text(), line.text))
            else:
                self._break()
            self._open_page(page)
            self._write_words(line.words)
            above = line
        if above is not None:
            self._open = above, region

    def _runs_on(self, line: Line, region: Region) -> bool:
        """Whether the first line of a page goes on with the last one of the page before."""
        if self._open is None or region.narrow or self._open[1].narrow:
            return False
        above, before = self._open
        return self._page is not None and runs_on(above, line, before, region, self.rules)

    def _open_text(self) -> str:
        return self._open[0].text if self._open else ""

    def _break(self) -> None:
        """End the paragraph, and write the notes that waited for it."""
        self._open = None
        if self.length and not self.parts[-1].endswith("\n"):
            self._write("\n")
        notes, self._notes = self._notes, []
        for index, (page, line, region) in enumerate(notes):
            if index:
                before, above, other = notes[index - 1]
                on = runs_on(above, line, other, region, self.rules)
                if page == before:
                    on = on and continues(above, line, region, pitches_of(region.lines), self.rules)
                self._write(join(above.text, line.text) if on else "\n")
            self._open_page(page)
            self._write_words(line.words)
        if notes:
            self._write("\n")

    def _add_table(self, rows: Sequence[Sequence[Sequence[Line]]], page: int, *, goes_on: bool) -> None:
        texts = [[_cell_words(cell) for cell in row] for row in rows]
        heads = tuple(_words_text(words)[:_HEAD_CHARS] for words in texts[0]) if texts else ()
        again = goes_on and heads == self._heads
        if not (goes_on and len(heads) == len(self._heads)):
            self._tables += 1
            self._row = 0
            self._heads = heads
        self._break()
        self._open_page(page)
        for row in texts[1:] if again else texts:
            self._row += 1
            self._write_row(row, page)

    def _write_row(self, cells: Sequence[Sequence[Word]], page: int) -> None:
        filled = [index for index, words in enumerate(cells) if words]
        if not filled:
            return
        row_head = next((_words_text(cells[i])[:_HEAD_CHARS] for i in filled if _has_letters(cells[i])), None)
        for index in range(filled[-1] + 1):
            if index:
                self._write(" |" if self.parts[-1][-1:] not in ("\n", "") else "|")
            if not cells[index]:
                continue
            if index:
                self._write(" ")
            start = self.length
            self._write_words(cells[index])
            head = self._heads[index] if index < len(self._heads) and self._row > 1 else None
            element = f"table {self._tables}, row {self._row}, column {index + 1}"
            own = row_head if row_head and index > filled[0] else None
            self.places.append(Place(start, self.length, page, element, own, head or None))
        self._write("\n")

    def _write(self, text: str) -> None:
        if text:
            self.parts.append(text)
            self.length += len(text)

    def _write_words(self, words: Sequence[Word]) -> None:
        """Words with a blank between; those that were recognised weakly become doubts."""
        if words[0].confidence is None and words[0].top == words[-1].top:  # the common case, in one go
            self._write(" ".join([word.text for word in words]))
            return
        for index, word in enumerate(words):
            if index:
                self._write(join(words[index - 1].text, word.text) if words[index - 1].bottom <= word.top else " ")
            reason = word.doubt
            if reason is None and word.confidence is not None and word.confidence < _WEAK:
                reason = f"recognised with a confidence of {word.confidence} of 100"
            if reason is not None:
                self.doubts.append(Doubt(self.length, self.length + len(word.text), reason))
            self._write(word.text)

    def _open_page(self, page: int) -> None:
        if self._page is None or self._page[0] != page:
            self._close_page()
            self._page = page, self.length

    def _close_page(self) -> None:
        if self._page is not None and self._page[1] < self.length:
            self.places.append(
                Place(self._page[1], self.length, self._page[0], read_by=self._read_by.get(self._page[0]))
            )
        self._page = None


def _between_tables(lines: Sequence[Line], page: Page) -> Iterator[tuple[list[Line], Table | None]]:
    rest = list(lines)
    for table in page.tables:
        above = [line for line in rest if line.top < table.top]
        rest = [line for line in rest if line.top >= table.top]
        yield above, table
    yield rest, None


def _cell_words(lines: Iterable[Line]) -> list[Word]:
    return [word for line in lines for word in line.words]


def _words_text(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def _has_letters(words: Sequence[Word]) -> bool:
    return any(letter.isalpha() for word in words for letter in word.text)
