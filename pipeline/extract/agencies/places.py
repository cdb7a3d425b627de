"""Which place a body's words mean where they name none, or only its level: "UBND tỉnh", "Sở Y tế", "UBND huyện"."""

from collections import Counter
from dataclasses import dataclass

from pipeline.extract.agencies.names import PEOPLES, SOCIETIES, Name
from pipeline.extract.agencies.tails import Tail
from pipeline.extract.context import Context
from pipeline.rulebook.agencies import Kind
from pipeline.rulebook.levels import LevelWord, Rank, split_level
from pipeline.rulebook.places import TWO_LEVELS_SINCE, Unit

_MEANS_ANY = frozenset({LevelWord.PROVINCE, LevelWord.DISTRICT, LevelWord.COMMUNE})
GUESSED = "place taken from the document"


@dataclass(frozen=True, slots=True)
class Placed:
    """The words of a place as they stand in a canonical name ("tỉnh X"), and the province it is or lies in."""

    words: str
    unit: Unit | None = None
    doubt: str | None = None


class Whereabouts:
    """The places in force at each point of a document, as far as it has been read."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.home = context.home
        self.named = context.home.named
        self.nationwide = context.rules.agencies.words.nationwide
        self._bodies: list[tuple[int, Unit]] = []  # places of the bodies read so far, by offset
        self._last: dict[tuple[Rank, str | None], Unit] = {}  # the last of them, by rank and level word
        self._written_out: dict[str, int] = {}  # provinces -> where a body was last named with them
        self._known: dict[str, Placed] = {}  # names without place -> the place one was named with

    def note(self, offset: int, name: Name, placed: Placed) -> None:
        """A body with its place, for those that follow."""
        if placed.unit:
            self._bodies.append((offset, placed.unit))
            self._last[placed.unit.rank, placed.unit.level] = placed.unit
            if name.tail and name.tail.unit:
                self._written_out[placed.unit.name] = offset
                self._known[name.words.casefold()] = placed

    def place_of(self, name: Name) -> Placed | None:
        """The place of a name's words; None where they mean no one place. Its words are empty for a body without."""
        kind, tail = name.kind, name.tail
        offset = self.context.tokens.starts[name.first]
        if kind is None:
            return Placed("")
        if tail and tail.region:
            return Placed(tail.region)
        if tail and tail.unit:
            return self._written(name, tail, tail.unit)
        if tail and tail.level:
            return self._of_level(name, tail, offset)
        if kind.id in PEOPLES:
            return self._of_header()
        own_words = name.words.removeprefix(kind.name)
        if self.home.central and kind.levels and own_words.strip().casefold() in kind.complete_names:
            return None  # "Trung tâm Y tế" of a circular: any place's
        if kind.loose and self._is_loose(name, kind):
            return None
        if not (kind.home or kind.base) or any(word in own_words for word in self.nationwide):
            return Placed("")
        if (known := self._known.get(name.words.casefold())) and not self._is_elsewhere(known, offset):
            return known
        if self.home.central and not kind.central:
            return None  # "Sở Y tế" of a circular: any province's
        return self._default(name, offset)

    def _of_header(self) -> Placed | None:
        """The province that the line of place and date names, where the header's issuer stands without a place."""
        place = self.context.layout.header_place
        signed = self.context.text[slice(*place)] if place else ""
        if self.home.district or self.home.commune or not self.context.rules.places.province_names.get(signed):
            return None
        province = self._own_province()
        return Placed(province.full, province) if province and province.name == signed else None

    def _is_loose(self, name: Name, kind: Kind) -> bool:
        """Whether small letters after the opening words are no name: "Trung tâm tự đầu tư", "Hội đồng thi"."""
        own = name.words.removeprefix(kind.name).strip()
        written = self.context.tokens.words[name.last - len(own.split()) : name.last]
        if not written or written[0].isdigit() or any(word[0].isupper() for word in written):
            return False
        if name.words.casefold() in self._known or any(word in own for word in self.nationwide):
            return False
        return not kind.task or self.home.central or self.home.province is None

    def _written(self, name: Name, tail: Tail, unit: Unit) -> Placed:
        kind = name.kind
        if tail.bare and unit.rank == Rank.PROVINCE and self.context.anchor is None:
            unit = self.named.called(unit)
        if tail.bare and kind and (kind.place != "level" or not kind.levels):
            return Placed(self._shape(name, unit) if kind.place == "plain" else unit.name, unit)
        return Placed(self._shape(name, unit), unit)

    def _shape(self, name: Name, unit: Unit) -> str:
        plain = name.kind is not None and name.kind.place == "plain"
        bare = (
            unit.name not in self.context.rules.places.words.never_bare and not unit.name[0].isdigit()
        )  # "Quận ủy quận 1"
        return unit.name if plain and bare else unit.full

    def _of_level(self, name: Name, tail: Tail, offset: int) -> Placed | None:
        """What "tỉnh", "huyện" or "thành phố" means here."""
        level = tail.level
        if level is None:
            return None
        for rank in reversed(level.ranks):
            unit = self._of_rank(rank, level.word, offset, near=len(level.ranks) > 1)
            if unit and (rank != Rank.PROVINCE or level.word in (LevelWord.PROVINCE, unit.level)):
                if rank == Rank.PROVINCE and level.word == LevelWord.PROVINCE and unit.level != LevelWord.PROVINCE:
                    continue
                return Placed(self._shape(name, unit), unit, self._doubt(unit, offset))
        if self.home.central or (self.context.layout.form == "official" and level.word in _MEANS_ANY):
            return None  # "Ủy ban nhân dân tỉnh" of a law: any province's
        if level.ranks[-1] == Rank.COMMUNE:
            return None  # "trụ sở UBND xã" where no xã is named
        return Placed("" if name.kind and name.kind.place == "plain" else level.word, None, "the text names no place")

    def _of_rank(self, rank: Rank, level: str, offset: int, *, near: bool) -> Unit | None:
        """The place of a rank that its bare level word means; in a document of the centre one named beside it."""
        if rank == Rank.PROVINCE:
            unit = self.province_at(offset)
            if (
                unit
                and level != unit.level
                and self.context.anchor is None
                and self.context.rules.places.was(unit.name, level)
            ):
                # a text of no known day, from before it was a city
                return Unit(unit.name, level, unit.name, Rank.PROVINCE)
            return unit
        if self.home.central:
            return self._nearest(offset, rank, level, paragraph=True)
        if rank == Rank.DISTRICT:
            return self.district_at(offset, level, near=near)
        unit = self._nearest(offset, Rank.COMMUNE, level) or self.named.only(Rank.COMMUNE, level) or self._commune()
        return unit if unit and unit.level == level else None

    def _default(self, name: Name, offset: int) -> Placed | None:
        kind = name.kind
        if kind is None or self.home.central:
            return Placed("")
        if kind.base:
            own = self._commune() or self.named.only(Rank.COMMUNE, None)
            return Placed(own.full, own, GUESSED) if own else None
        if kind.id in SOCIETIES and (beside := self._beside(offset)) and beside.rank in kind.levels:
            return Placed(self._shape(name, beside), beside, GUESSED)
        if kind.names == "open" and (self.home.doubt or self._under_the_centre(name)):
            return Placed("")
        ranks = kind.levels[:1] or (Rank.PROVINCE,)
        if kind.level == LevelWord.CITY:
            ranks = (Rank.PROVINCE, Rank.DISTRICT)
        for rank in ranks:
            unit = self.province_at(offset) if rank == Rank.PROVINCE else self.district_at(offset, None)
            if unit and kind.level == LevelWord.PROVINCE and unit.level == LevelWord.CITY:
                unit = self._nearest(offset, Rank.PROVINCE, LevelWord.PROVINCE, paragraph=True) or unit
            if unit and not (kind.level == LevelWord.CITY and unit.level != LevelWord.CITY):
                guessed = GUESSED if kind.names == "open" else None
                return Placed(self._shape(name, unit), unit, self._doubt(unit, offset) or guessed)
        return Placed("", None, "the text names no place" if kind.levels else None)

    def _is_elsewhere(self, known: Placed, offset: int) -> bool:
        """Whether a text that speaks of several provinces has gone on to another: "... đến tỉnh Đồng Nai. Bí thư Tỉnh ủy"."""
        if not self.home.doubt or known.unit is None or known.unit.rank != Rank.PROVINCE:
            return False
        last = self.named.last_before(offset, Rank.PROVINCE, None)
        if last is None or last.unit.name == known.unit.name:
            return False
        scope = self.context.sentence_at(offset) if last.bare else self.context.blocks[self.context.block_at(offset)]
        return last.start >= scope.start

    def _doubt(self, unit: Unit, offset: int) -> str | None:
        """What is doubtful of a province: nothing where a body before it in the sentence has it written out."""
        if unit.rank != Rank.PROVINCE or self._written_out.get(unit.name, -1) >= self.context.sentence_at(offset).start:
            return None
        return self.home.doubt

    def _under_the_centre(self, name: Name) -> bool:
        """Whether a central body is named right after as the one it belongs to."""
        end = self.context.tokens.ends[name.last - 1]
        return self.context.rules.agencies.cues["under-the-centre"].match(self.context.text, end) is not None

    def _beside(self, offset: int) -> Unit | None:
        """The place below the province that the body last named in the sentence has."""
        if self._bodies and self._bodies[-1][0] >= self.context.sentence_at(offset).start:
            unit = self._bodies[-1][1]
            return unit if unit.rank != Rank.PROVINCE else None
        return None

    # the places in force

    def province_at(self, offset: int) -> Unit | None:
        """The province that "tỉnh" means: a body's before it in the sentence, the document's own, or the nearest."""
        sentence = self.context.sentence_at(offset)
        for start, unit in reversed(self._bodies):
            if start < sentence.start:
                break
            if unit.rank == Rank.PROVINCE and start < offset:
                return unit
        own = self._own_province()
        if own and not self.home.doubt:
            return own
        return self._nearest(offset, Rank.PROVINCE, None) or own

    def unit_at(self, rank: Rank, offset: int, level: str | None) -> Unit | None:
        """The place of a rank in force at an offset, of this level word where one is given."""
        if rank == Rank.DISTRICT:
            return self.district_at(offset, level, near=level == LevelWord.CITY)
        unit = self.province_at(offset) if rank == Rank.PROVINCE else self._nearest(offset, rank, level)
        return unit if unit and level in (None, unit.level) else None

    def committee_place(self, offset: int) -> str | None:
        """The place whose committee a phòng belongs to: a commune since there are no districts, else a district."""
        if self.home.central:
            return None  # "Phòng Nội vụ" of a circular: any district's
        day = self.context.anchor
        rank = Rank.COMMUNE if day and day >= TWO_LEVELS_SINCE else Rank.DISTRICT
        if counts := Counter(unit.full for _, unit in self._bodies if unit.rank == rank):
            return counts.most_common(1)[0][0]
        if unit := self.unit_at(rank, offset, None):
            return unit.full
        return self.home.commune if rank == Rank.COMMUNE else None

    def _own_province(self) -> Unit | None:
        return self._unit(self.home.province, Rank.PROVINCE) if self.home.province else None

    def _commune(self) -> Unit | None:
        return self._unit(self.home.commune, Rank.COMMUNE) if self.home.commune else None

    def _unit(self, full: str, rank: Rank) -> Unit:
        level, name = split_level(full)
        return Unit(name, level, name if rank == Rank.PROVINCE else self.home.province_name, rank)

    def district_at(self, offset: int, level: str | None, *, near: bool = False) -> Unit | None:
        """The district that "huyện" means; with `near` one of the paragraph ("thành phố" can be the province)."""
        if unit := self._nearest(offset, Rank.DISTRICT, level, paragraph=near):
            return unit
        if self.home.district is None:
            if not near:
                return self.named.only(Rank.DISTRICT, level)
            return self._last.get((Rank.DISTRICT, level))
        own = self._unit(self.home.district, Rank.DISTRICT)
        return own if level in (None, own.level) else None

    def _nearest(self, offset: int, rank: Rank, level: str | None, *, paragraph: bool = False) -> Unit | None:
        """The place of a rank named last before an offset, else first after it in the same block."""
        block = self.context.blocks[self.context.block_at(offset)]
        before = self.named.last_before(offset, rank, level)
        if before and (before.start >= block.start or not paragraph):
            return before.unit
        after = self.named.first_from(offset, rank, level)
        return after.unit if after and after.start < block.end else None
