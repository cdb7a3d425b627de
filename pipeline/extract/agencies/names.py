"""One body's name at a time: its opening words, its field or phrase, its place and the body it is part of."""

from typing import NamedTuple

import regex

from pipeline.extract.agencies.heads import find_heads, find_openings
from pipeline.extract.agencies.open_names import read_open_name
from pipeline.extract.agencies.spelling import spell
from pipeline.extract.agencies.tails import Tail, read_region, read_tail
from pipeline.extract.context import Context
from pipeline.extract.places.names import capital_run, line_end, on_line, words_between
from pipeline.rulebook.agencies import BodyRow, Kind
from pipeline.rulebook.gazetteer import Phrase

# rules: a body of the lists; a class word that alone stands for one; the body of another unit named before
BODY, BARE, BESIDE = "agency.body", "agency.bare", "agency.beside"
PEOPLES = frozenset({"ubnd", "hdnd"})  # the committees and councils of the people
SOCIETIES = frozenset({"doan-the", "mttq", "hoi"})  # kinds whose branches stand beside the bodies of every place
_WITHOUT_UNITS = frozenset({"tram", "dai-truyen-thanh"})  # too small to be the whole of a unit
_ITEM_OPENS = frozenset({",", ";", ":"})
_ITEM_ENDS = frozenset({",", ";", "."})
_CUT = regex.compile(r"\s*\[(?:\.\.\.|…)\]")
_CUT_BLOCK = 160  # characters of a last paragraph that can have been cut off
HEADS_OF_STATE = frozenset({"thu-tuong", "chu-tich-nuoc"})


class Name(NamedTuple):
    """A body as its words give it, its place not yet settled; `first`..`last` are tokens, `words` without the place.

    `parent` is the body it is named as a part of.
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
        self.lists = self.rules.words
        self.heads = find_heads(context)
        self.openings = find_openings(context, self.heads)
        self._surnames = context.rules.officials.names.strong_written
        self._names: dict[int, Name | None] = {}
        # from the last to the first: a name looks at those after it ("HĐND, UBND tỉnh"), and finds them read
        for first in sorted(self.heads, reverse=True):
            self._names[first] = next(filter(None, map(self._read, self.heads[first])), None)

    def read_at(self, first: int) -> Name | None:
        """The name that begins at a token."""
        return self._names.get(first)

    def read_tail(self, first: int, kind: Kind | None) -> Tail | None:
        """The place that stands at a token."""
        return read_tail(self.context, first, kind, self.heads)

    def is_plural(self, first: int) -> bool:
        """Whether the word before a head makes it a group ("các sở")."""
        before = self.tokens.words[first - 1].lower() if first else ""
        if before not in self.lists.plurals or not on_line(self.context, first):
            return False
        # "02 Sở", but "Hải đội 2 Bộ đội Biên phòng"
        return not before.isdigit() or all(phrase.last == first + 1 for phrase in self.heads.get(first, ()))

    def written(self, first: int, last: int) -> str:
        """The words of the tokens [first, last)."""
        return words_between(self.context, first, last)

    def _read(self, phrase: Phrase) -> Name | None:
        """The name that a head opens; None where it names no one body."""
        if phrase.payload.body:
            return self._read_body(phrase, phrase.payload.body)
        kind: Kind = phrase.payload.kind
        if self.is_plural(phrase.first):
            return None
        name = self._read_words(phrase, kind)
        if name is None:
            return self._read_alone(phrase, kind) if kind.alone else None
        return self._complete(name, kind) if name.kind else name

    # bodies of the lists

    def _read_body(self, phrase: Phrase, body: BodyRow) -> Name | None:
        words = self.tokens.words
        before = words[phrase.first - 1] if phrase.first else ""
        if before in self.lists.not_after or self._cue_before("law", phrase):
            return None
        if phrase.last < len(words) and on_line(self.context, phrase.last):
            if self.lists.foreign.longest(words, phrase.last):
                return None
            if body.head == "trung-uong" and words[phrase.last] in self.lists.societies:
                return None  # "Ban Chấp hành Trung ương Hội" is no body of the party
        if body.head in HEADS_OF_STATE and (before.lower() in self.lists.deputies or self._signs(phrase, body)):
            return None
        namesake = next((other.payload.kind for other in self.heads[phrase.first] if other.payload.kind), None)
        if namesake and (tail := self.read_tail(phrase.last, namesake)) and tail.plural:
            return None  # "Cục Thuế các tỉnh"
        name = Name(phrase.first, phrase.last, body.name, body.head, BODY)
        if branch := self._branch(name):
            return branch
        region = read_region(self.context, self._past_branch(name.last)) if name.last < len(words) else None
        if region is None:
            return name
        if region.plural:
            return None  # "Ngân hàng Nhà nước chi nhánh khu vực nơi ..."
        return name._replace(last=region.last, words=self._own_words(name), tail=region, kind=self.rules.branch)

    def _own_words(self, name: Name) -> str:
        """A body's name as a branch of it bears it: as written, but for short forms and headings."""
        own = self.written(name.first, name.last)
        return name.words if own.isupper() else own

    def _cue_before(self, cue: str, phrase: Phrase) -> bool:
        return self.rules.cues[cue].search(self.context.text, max(phrase.start - 30, 0), phrase.start) is not None

    def _signs(self, phrase: Phrase, body: BodyRow) -> bool:
        """Whether a head of state or government stands only as a signature's title."""
        written = self.context.text[phrase.start : phrase.end]
        return written.isupper() and (written.casefold() != body.name.casefold() or self._cue_before("signing", phrase))

    def _past_branch(self, at: int) -> int:
        """The token after the word for a branch, if it stands at a token."""
        found = self.lists.branches.longest(self.tokens.words, at)
        return found[1] if found else at

    def _branch(self, name: Name) -> Name | None:
        """A body's branch: "Ngân hàng Nhà nước Việt Nam - Chi nhánh tỉnh X"."""
        words = self.tokens.words
        at = name.last + 1 if name.last < len(words) and words[name.last] in ("-", ",") else name.last
        after = self._past_branch(at)
        if after == at or not on_line(self.context, at):
            return None
        at = after
        branch = f"{self._own_words(name)} {self.lists.branch}"
        tail = self.read_tail(at, None)
        if tail and not tail.plural:
            return name._replace(last=tail.last, words=branch, tail=tail, kind=self.rules.branch)
        if at >= len(words) or not words[at][0].isupper() or (tail and tail.plural):
            return None
        last = capital_run(self.context, at, line_end(self.context, at))
        return name._replace(last=last, words=f"{branch} {self.written(at, last)}")

    # kinds

    def _read_alone(self, phrase: Phrase, kind: Kind) -> Name | None:
        """A unit that every body of a class has, as an item of its list: "Vụ Pháp chế; Văn phòng;"."""
        words = self.tokens.words
        item = phrase.last < len(words) and words[phrase.first - 1] in _ITEM_OPENS and words[phrase.last] in _ITEM_ENDS
        if not item or kind.alone is None:
            return None
        whole = Name(phrase.first, phrase.last, "", kind.alone, BARE)
        return Name(phrase.first, phrase.last, kind.name, kind.id, f"agency.{kind.id}", kind, parent=whole)

    def _read_words(self, phrase: Phrase, kind: Kind) -> Name | None:
        """The opening words and what belongs to the name itself."""
        rule = f"agency.{kind.id}"
        if kind.names == "none":
            return Name(phrase.first, phrase.last, kind.name, kind.id, rule, kind)
        if phrase.last >= len(self.tokens) or not on_line(self.context, phrase.last):
            return None
        if kind.names == "listed":
            return self._read_listed(phrase, kind, rule)
        words = self.tokens.words
        capital = self.context.text[phrase.start].isupper() or words[phrase.last][0].isupper()
        if not capital and not (kind.numbered and words[phrase.last].isdigit()):  # "quân khu 7"
            return None
        if (
            phrase.first
            and words[phrase.first - 1].lower() in self.lists.chiefs
            and words[phrase.last] in self._surnames
        ):
            return None  # "Chánh Văn phòng Lê Văn Ba"
        small = self.context.text[phrase.start].islower()
        if small and kind.loose and self.lists.subjects.longest(words, phrase.last) is None:
            return None  # "trung tâm Long Xuyên"
        parent_at = phrase.last + (words[phrase.last] == ":")
        if kind.parent == "space" and (parent_at in self.heads or self._bare_parent(parent_at)):
            return Name(phrase.first, phrase.last, kind.name, kind.id, rule, kind)
        last = read_open_name(self.context, phrase.last, kind, self.openings)
        if last is None or self._is_cut(last) or self._is_abroad(last):
            return None
        opening = self.context.text[phrase.start : phrase.end]
        own = spell(self.context, phrase.last, last, heading=opening.isupper() and not phrase.payload.acronym)
        if kind.after and (found := kind.after_words.longest(words, last)):
            own, last = f"{own} {kind.after}", found[1]
        name = Name(phrase.first, last, f"{kind.name} {own}", kind.id, rule, kind)
        return self._whole_of_cut(name) if self._ends_line(last) else name

    def _ends_line(self, last: int) -> bool:
        return self.context.text.startswith("\n", self.tokens.ends[last - 1])

    def _whole_of_cut(self, name: Name) -> Name | None:
        """A name at the end of a line; where a page's end cuts it off, the one body of the lists that begins so."""
        whole = self.rules.beginning(name.words)
        if not whole:
            return name
        return name._replace(words=whole[0].name, head=whole[0].head, rule=BODY, kind=None) if len(whole) == 1 else None

    def _read_listed(self, phrase: Phrase, kind: Kind, rule: str) -> Name | None:
        words = self.tokens.words
        if not (words[phrase.last][0].isupper() or kind.small):
            return None
        found = self.rules.listed(kind).longest(words, phrase.last, line_end(self.context, phrase.last))
        return Name(phrase.first, found[1], f"{kind.name} {found[0]}", kind.id, rule, kind) if found else None

    def _is_abroad(self, last: int) -> bool:
        """Whether a country stands behind a name: "Trường Đại học X, Úc", "Viện Y (Nhật Bản)"."""
        words, at = self.tokens.words, last + 1
        if at >= len(words) or words[last] not in (",", "("):
            return False
        found = self.lists.foreign.longest(words, at)
        return found is not None and words[at][0].isupper() and not self._goes_on(found[1])

    def _is_cut(self, last: int) -> bool:
        """Whether the text breaks off behind a name, so that nobody knows its end: "Cục An toàn bức [...]"."""
        if last < len(self.tokens):
            return _CUT.match(self.context.text, self.tokens.ends[last - 1]) is not None
        block = self.context.blocks[-1]
        return block.end - block.start > _CUT_BLOCK

    def _complete(self, name: Name, kind: Kind) -> Name | None:
        """The name with its place and the body it is part of; None where it needs one and has none."""
        if kind.parent == "space" and (parent := self._read_parent(name, kind)):
            whole = name._replace(last=parent.last, parent=parent)
            return self._at_place(whole) if kind.at else whole
        if kind.id in SOCIETIES and not kind.name.endswith(self.lists.country) and self._is_national(name.last):
            last = name.last + len(self.lists.country_words)
            return name._replace(last=last, words=f"{name.words} {self.lists.country}", kind=None)
        tail = self.read_tail(self._past_short_form(name.last), kind)
        if (tail and tail.plural) or (tail is None and kind.place == "plain" and self._in_a_row(name)):
            return None
        if tail and tail.fits(kind):
            return name._replace(last=tail.last, tail=tail)
        if kind.parent == "comma" and (parent := self._read_parent(name, kind)):
            return name._replace(last=parent.last, parent=parent)
        if kind.levels and kind.place != "own" and (chained := self._chained_tail(name, kind)):
            return name._replace(tail=chained)
        if kind.parent == "space" and (shared := self._shared_parent(name, kind)):
            return name._replace(parent=shared)
        if kind.base and not self._goes_on(name.last):
            return name
        if kind.beside:
            return name._replace(parent=Name(name.first, name.last, "", kind.beside, BESIDE))
        if kind.id in PEOPLES and self._heads_document(name):
            return name
        lacks = (kind.needs and (kind.parent != "comma" or kind.numbered)) or (
            kind.names == "open" and name.words == kind.name
        )
        return None if lacks else name

    def _is_national(self, at: int) -> bool:
        """Whether a society's name goes on with the country, and with no place: "Hội X Việt Nam"."""
        after = at + len(self.lists.country_words)
        if self.tokens.words[at:after] != self.lists.country_words or not on_line(self.context, at):
            return False
        return self.read_tail(after, None) is None

    def _heads_document(self, name: Name) -> bool:
        """Whether a name alone is the issuer of the header, its place told by the line of place and date."""
        written = (self.tokens.starts[name.first], self.tokens.ends[name.last - 1])
        return self.context.layout.header_issuer == written

    def _goes_on(self, at: int) -> bool:
        """Whether a capital follows a name, so that it is some other body's: "Đảng ủy Tập đoàn"."""
        return at < len(self.tokens) and self.tokens.words[at][0].isupper() and on_line(self.context, at)

    def _in_a_row(self, name: Name) -> bool:
        """Whether party committees stand in a row that means all of them: "Tỉnh ủy, Thành ủy"."""
        words, committees = self.tokens.words, self.lists.committees
        if (
            name.last < len(words)
            and words[name.last] in self.lists.chaining
            and committees.longest(words, name.last + 1)
        ):
            return True
        start = name.first - 3  # "Tỉnh", "ủy" and the sign between
        return (
            start >= 0 and words[name.first - 1] in self.lists.chaining and committees.longest(words, start) is not None
        )

    def _read_parent(self, name: Name, kind: Kind) -> Name | None:
        """The body right after a unit's name, "thuộc", a comma or a dash between them at most."""
        at, words = self._past_short_form(name.last), self.tokens.words
        if at < len(words) and (words[at] in self.lists.parting if kind.parent == "comma" else words[at] in (".", ":")):
            at += 1  # "Phòng X, Sở Y", "TT. Tỉnh ủy", "TTr: Tỉnh ủy, HĐND tỉnh"
        if at >= len(words) or not on_line(self.context, at):
            return None
        parent = self.read_at(at) or self._bare_parent(at)
        if parent is None or (kind.of and parent.head not in kind.of) or parent.head in _WITHOUT_UNITS:
            return None
        if kind.parent == "comma" and parent.head != "ubnd" and self.rules.department(name.words):
            return None  # "Phòng Nội vụ, Công an huyện": two bodies
        return None if kind.parent == "comma" and parent.head == kind.id else parent

    def _past_short_form(self, at: int) -> int:
        """The token after the short form that stands in brackets between a name and its place."""
        if at >= len(self.tokens) or self.tokens.words[at] != "(":
            return at
        short = self.rules.cues["definition"].match(self.context.text, self.tokens.starts[at])
        return self.tokens.at(short.end()) if short else at

    def _shared_parent(self, name: Name, kind: Kind) -> Name | None:
        """The body that a row of its units shares: "Ban Tổ chức, Ban Dân vận Huyện ủy"."""
        at = name.last
        if (
            at + 1 >= len(self.tokens)
            or self.tokens.words[at] not in self.lists.chaining
            or not on_line(self.context, at + 1)
        ):
            return None
        following = self.read_at(at + 1)
        parent = following.parent if following else None
        return parent if parent and parent.rule != BARE and (not kind.of or parent.head in kind.of) else None

    def _at_place(self, name: Name) -> Name:
        """The name with the place that the word of its kind leads on to."""
        at = name.last
        if at + 1 >= len(self.tokens) or self.tokens.words[at].lower() != (name.kind and name.kind.at):
            return name
        tail = self.read_tail(at + 1, None)
        return name._replace(last=tail.last, tail=tail) if tail and tail.unit else name

    def _bare_parent(self, at: int) -> Name | None:
        """The body that "Sở" or "Bộ" alone means: "Thanh tra Sở", "Văn phòng Bộ"."""
        word = self.tokens.words[at] if at < len(self.tokens) else ""
        head = self.lists.bare.get(word)
        return Name(at, at + 1, word, head, BARE) if head else None

    def _chained_tail(self, name: Name, kind: Kind) -> Tail | None:
        """The place that a row of bodies shares: "HĐND, UBND tỉnh", "Sở Y tế và Sở Nội vụ tỉnh X"."""
        at = name.last
        if (
            at + 1 >= len(self.tokens)
            or self.tokens.words[at] not in self.lists.chaining
            or not on_line(self.context, at + 1)
        ):
            return None
        following = self.read_at(at + 1)
        tail = following.tail if following else None
        if following is None or tail is None or not tail.fits(kind):
            return None
        alike = kind.id in SOCIETIES and following.head in SOCIETIES  # "Hội Nông dân và Hội Phụ nữ huyện"
        return tail if kind.needs or tail.unit or alike else None
