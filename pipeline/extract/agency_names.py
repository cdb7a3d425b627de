"""One body's name at a time: its opening words, its field or phrase, its place and the body it is part of."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import regex

from pipeline.extract.context import Context
from pipeline.extract.open_names import read_open_name
from pipeline.extract.place_names import capital_run, line_end, on_line, read_place
from pipeline.rulebook.agencies import HEADS, Head, Kind
from pipeline.rulebook.gazetteer import Phrase
from pipeline.rulebook.places import Level, Unit

_MOTTO = ("CỘNG", "HÒA", "XÃ", "HỘI", "CHỦ", "NGHĨA", "VIỆT", "NAM")
_CHAINING = frozenset({",", "-", "và", "&", "/", "VÀ"})
_PARTING = frozenset({",", "-", "thuộc", "("})
_BRANCH = Kind(id="chi-nhanh", name="Chi nhánh", levels=("tỉnh", "huyện"))
_SIGNING = regex.compile(r"(?:TM|T/M|KT|K/T|TL|T/L|TUQ)\s?\.?\s*\Z")


@dataclass(frozen=True, slots=True)
class Tail:
    """The place after a name: a `unit`, or a bare `level` word; `plural` where the words mean many ("các huyện")."""

    last: int
    unit: Unit | None = None
    level: Level | None = None
    bare: bool = False
    plural: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """A body as its words give it, its place not yet settled; `first`..`last` are tokens, `words` without the place.

    `parent` is the body it is part of, `own_parent` whether the parent's name is part of its own.
    """

    first: int
    last: int
    words: str
    head: str
    rule: str
    kind: Kind | None = None
    tail: Tail | None = None
    parent: "Name | None" = None


class NameReader:
    """Reads the names of one document, at the heads that the lists found in it."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.tokens = context.tokens
        self.rules = context.rules.agencies
        self.defined: dict[str, str] = {}  # abbreviations that the text itself explains -> names
        self.heads: dict[int, list[Phrase]] = {}
        for phrase in context.phrases(HEADS):
            if self._stands(phrase):
                self.heads.setdefault(phrase.first, []).append(phrase)
        for phrases in self.heads.values():
            longest = max(phrase.last for phrase in phrases)
            # a shorter head is none within a longer one: "Hội đồng" in "Hội đồng nhân dân"
            phrases[:] = [phrase for phrase in phrases if phrase.last == longest]
        self.openings: Mapping[int, object] = {
            first: phrases for first, phrases in self.heads.items() if any(self._opens_anew(p) for p in phrases)
        }

    def read_at(self, first: int) -> Name | None:
        """The name that begins at a token, by the longest head that makes one."""
        for phrase in self.heads.get(first, ()):
            if name := self.read(phrase):
                return name
        return None

    def read(self, phrase: Phrase) -> Name | None:
        """The name that a head opens; None where it names no one body."""
        head: Head = phrase.payload
        if head.body:
            return self._read_body(phrase, head)
        kind = head.kind
        if kind is None or self.is_plural(phrase.first):
            return None
        name = self._read_words(phrase, kind)
        return self._complete(name, kind) if name else None

    def is_plural(self, first: int) -> bool:
        """Whether the word before a head makes it a group ("các sở")."""
        return first > 0 and self.tokens.words[first - 1].lower() in self.rules.words.plurals and on_line(
            self.context, first
        )

    def read_tail(self, first: int, kind: Kind | None) -> Tail | None:
        """The place that stands at a token."""
        words = self.tokens.words
        if first >= len(words):
            return None
        if not on_line(self.context, first):
            return None
        if words[first] == "CỘNG" and tuple(words[first : first + 8]) == _MOTTO:
            first += len(_MOTTO)
            if first >= len(words):
                return None
        if words[first].lower() in self.rules.words.plurals and self._level_at(first + 1):
            return Tail(first + 1, plural=True)
        if any(phrase.payload.kind for phrase in self.heads.get(first, ())):
            return None  # "Tỉnh ủy", "Thành đoàn"
        if read := self._level_at(first):
            level, after = read
            if found := read_place(self.context, after, level):
                return Tail(found[1], unit=found[0])
            if len(words[after - 1]) < 2 or words[after - 1] == ".":
                return None
            if self._enumerates(after):
                return Tail(after, level=level, plural=True)
            return Tail(after, level=level)
        if not words[first][0].isupper():
            return None
        end = line_end(self.context, first)
        if found_province := self.context.rules.places.province_names.longest(words, first, end):
            unit = self.context.rules.places.province(found_province[0], self.context.anchor)
            return Tail(found_province[1], unit=unit, bare=True)
        if kind and "huyện" in kind.levels and (named := self.context.rules.places.district_names.longest(words, first, end)):
            if len({unit.full for unit in named[0]}) == 1:
                return Tail(named[1], unit=named[0][0], bare=True)
        return None

    def _level_at(self, first: int) -> tuple[Level, int] | None:
        return self.context.rules.places.level_words.longest(self.tokens.words, first)

    def _enumerates(self, after: int) -> bool:
        """Whether bare levels stand in a row: "UBND huyện, thị xã, thành phố"."""
        words = self.tokens.words
        return after < len(words) and words[after] in (",", "và", "hoặc", "/", "-") and (
            (read := self._level_at(after + 1)) is not None and not read_place(self.context, read[1], read[0])
        )

    # heads

    def _stands(self, phrase: Phrase) -> bool:
        """Whether the words at a phrase can open a name: letters as they should be, in one line, and not within a code."""
        head: Head = phrase.payload
        text, words = self.context.text, self.tokens.words
        written = text[phrase.start : phrase.end]
        before = words[phrase.first - 1] if phrase.first else ""
        if head.is_acronym and written != head.spelling or "\n" in written and not written.isupper():
            return False
        if not written[0].isupper() and not (head.kind and head.kind.lower):
            return False
        if before and self.tokens.ends[phrase.first - 1] == phrase.start:
            if before == "/" or before == "-" and not words[phrase.first - 2].isupper():
                return False
        if head.kind:
            return before.lower() not in head.kind.not_after and head.kind.valid_on(self.context.anchor)
        return True

    def _opens_anew(self, phrase: Phrase) -> bool:
        """Whether a name before this head ends here: not at words that names have inside ("Phòng", "Hội")."""
        head: Head = phrase.payload
        return head.body is not None or (head.kind is not None and self.context.text[phrase.start].isupper())

    # bodies of the lists

    def _read_body(self, phrase: Phrase, head: Head) -> Name | None:
        body = head.body
        if body is None:
            return None
        words = self.tokens.words
        before = words[phrase.first - 1] if phrase.first else ""
        if before in self.rules.words.not_after or " ".join(words[max(phrase.first - 3, 0) : phrase.first]).endswith("Luật Tổ chức"):
            return None
        if self.rules.words.foreign.longest(words, phrase.last) and on_line(self.context, phrase.last):
            return None
        if body.head in ("thu-tuong", "chu-tich-nuoc"):
            if before.lower() == "phó" or self._signs(phrase):
                return None
        name = Name(phrase.first, phrase.last, self.defined.get(head.spelling, body.name), body.head, "agency.body")
        return self._branch(name) or name

    def _branch(self, name: Name) -> Name | None:
        """A body's branch: "Ngân hàng Nhà nước Việt Nam - Chi nhánh tỉnh X"."""
        words = self.tokens.words
        at = name.last + 1 if name.last < len(words) and words[name.last] in ("-", ",") else name.last
        mark = words[at : at + 2]
        if [word.lower() for word in mark] != ["chi", "nhánh"] or not on_line(self.context, at):
            return None
        at += 2
        tail = self.read_tail(at, None)
        if tail and not tail.plural:
            return replace(name, last=tail.last, words=f"{name.words} Chi nhánh", tail=tail, kind=_BRANCH)
        last = capital_run(self.context, at, line_end(self.context, at)) if at < len(words) else at
        if last == at or not words[at][0].isupper():
            return None
        place = self.context.text[self.tokens.starts[at] : self.tokens.ends[last - 1]]
        return replace(name, last=last, words=f"{name.words} Chi nhánh {place}")

    def _signs(self, phrase: Phrase) -> bool:
        """Whether a head of state or government stands only as a signature's title."""
        text = self.context.text
        if not text[phrase.start : phrase.end].isupper():
            return False
        line_start = text.rfind("\n", 0, phrase.start) + 1
        alone = text[phrase.start : phrase.end].upper() == "THỦ TƯỚNG"
        return alone or _SIGNING.search(text, line_start, phrase.start) is not None

    # kinds

    def _read_words(self, phrase: Phrase, kind: Kind) -> Name | None:
        """The opening words and what belongs to the name itself."""
        words, rule = self.tokens.words, f"agency.{kind.id}"
        capital = self.context.text[phrase.start].isupper()
        if kind.names == "none":
            return Name(phrase.first, phrase.last, kind.name, kind.id, rule, kind)
        if kind.names == "listed":
            found = self.rules.listed(kind).longest(words, phrase.last, line_end(self.context, phrase.first))
            if found is None or not (words[phrase.last][0].isupper() or kind.id == "so"):
                return None
            if "\n" in self.context.text[phrase.end : self.tokens.starts[phrase.last]] and not words[phrase.last].isupper():
                return None
            return Name(phrase.first, found[1], f"{kind.name} {found[0]}", kind.id, rule, kind)
        if not capital and (phrase.last >= len(words) or not words[phrase.last][0].isupper()):
            return None
        last = read_open_name(self.context, phrase.last, kind, self.openings)
        if last is None:
            return None
        return Name(phrase.first, last, f"{kind.name} {self.spell(phrase.last, last)}", kind.id, rule, kind)

    def spell(self, first: int, last: int) -> str:
        """The words of an open name with its abbreviations written out."""
        pieces: list[str] = []
        at = first
        text, tokens = self.context.text, self.tokens
        while at < last:
            found = self.rules.expansions.longest(tokens.words, at, last)
            gap = " " if at > first and tokens.starts[at] > tokens.ends[at - 1] else ""
            if found and tokens.words[at].isupper() and not self._all_capital(first, last):
                pieces.append(gap + found[0])
                at = found[1]
            else:
                pieces.append(gap + text[tokens.starts[at] : tokens.ends[at]])
                at += 1
        name = "".join(pieces).replace(" & ", " và ").replace("&", " và ")
        if self._all_capital(first, last):
            name = name.lower()
        return name[0].upper() + name[1:]

    def _all_capital(self, first: int, last: int) -> bool:
        written = self.context.text[self.tokens.starts[first] : self.tokens.ends[last - 1]]
        return written.isupper() and len(written) > 8 and " " in written

    def _complete(self, name: Name, kind: Kind) -> Name | None:
        """The name with its place and the body it is part of; None where it needs one and has none."""
        if kind.parent == "space" and (parent := self._read_parent(name, kind)):
            return replace(name, last=parent.last, parent=parent)
        tail = self.read_tail(name.last, kind)
        if tail and tail.plural:
            return None
        if tail and self._fits(tail, kind):
            return replace(name, last=tail.last, tail=tail)
        if kind.parent == "comma" and (parent := self._read_parent(name, kind)):
            return replace(name, last=parent.last, parent=parent)
        if kind.levels and (chained := self._chained_tail(name, kind)):
            return replace(name, tail=chained)
        return None if kind.needs and kind.parent != "comma" else name

    def _fits(self, tail: Tail, kind: Kind) -> bool:
        ranks = (tail.unit.rank,) if tail.unit else tail.level.ranks if tail.level else ()
        return not kind.levels or any(rank in kind.levels for rank in ranks)

    def _read_parent(self, name: Name, kind: Kind) -> Name | None:
        """The body right after a unit's name, "thuộc", a comma or a dash between them at most."""
        at = name.last
        words = self.tokens.words
        if kind.parent == "comma" and at < len(words) and words[at] in _PARTING:
            at += 1
        elif at < len(words) and words[at] == ".":
            at += 1  # "TT. Tỉnh ủy"
        if at >= len(words) or not on_line(self.context, at):
            return None
        parent = self.read_at(at)
        if parent is None or kind.of and parent.head not in kind.of:
            return None
        return None if kind.parent == "comma" and parent.head == "phong" else parent

    def _chained_tail(self, name: Name, kind: Kind) -> Tail | None:
        """The place that a row of bodies shares: "HĐND, UBND tỉnh", "Sở Y tế và Sở Nội vụ tỉnh X"."""
        words = self.tokens.words
        at = name.last
        if at >= len(words) - 1 or words[at] not in _CHAINING or not on_line(self.context, at + 1):
            return None
        following = self.read_at(at + 1)
        if following and following.tail and self._fits(following.tail, kind) and (kind.needs or following.tail.unit):
            return following.tail
        return None
