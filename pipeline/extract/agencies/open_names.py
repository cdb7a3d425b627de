"""Where a name ends that no list holds: "Trung tâm Khuyến công và Tư vấn phát triển công nghiệp | phối hợp ..."."""

import regex

from pipeline.extract.agencies.heads import Heads
from pipeline.extract.context import Context
from pipeline.extract.places.names import line_end
from pipeline.rulebook.agencies import Kind
from pipeline.rulebook.levels import LevelWord

_WORD = regex.compile(r"[\p{L}']+|\d+")
_SMALL = regex.compile(r"\p{Ll}+")
_LONGEST = 22  # syllables
_SUBJECT = 3  # syllables of a subject before the end of a line
_NUMBERED = 4  # words before a unit's number: "Lữ đoàn Công binh 293"
_COMMA_REACH = 7  # words between a comma inside a name and its "và"
_ROMAN = regex.compile(r"[IVX]+")
_MADE_UP = regex.compile(r"[ABCMNPQTZ]")  # "Trường Cao đẳng A" of an example


def read_open_name(context: Context, first: int, kind: Kind, heads: Heads) -> int | None:
    """The token after the name that begins at `first`, right after the opening words; None where no name stands.

    `heads` are those of other bodies: a name ends before them, unless its kind holds them.
    """
    if first >= len(context.tokens):
        return None
    walk = _Walk(context, first, kind, heads)
    if not walk.begins():
        return None
    if kind.exact:
        return walk.exact_end()
    if kind.numbered:
        return walk.number_end(_NUMBERED)
    last = walk.number_end(0) if kind.task else None
    last = last or walk.end_of_words()
    return last if walk.names_one_body(last) else None


def _end_of_lines(context: Context, first: int) -> int:
    """The token after the line of a name, and after the lines below it that a narrow column broke it into."""
    text, ends, words = context.text, context.tokens.ends, context.tokens.words
    end = line_end(context, first)
    while end < len(ends) and end - first < _LONGEST:
        gap = text[ends[end - 1] : context.tokens.starts[end]]
        if gap.strip(" ") != "\n" or not (_SMALL.fullmatch(words[end]) or _is_broken_heading(context, end)):
            break
        end = line_end(context, end)
    return end


def _is_broken_heading(context: Context, end: int) -> bool:
    """Whether a heading breaks within a subject: "KẾ / HOẠCH HÓA GIA ĐÌNH"."""
    words, subjects = context.tokens.words, context.rules.agencies.words.subjects
    if not (words[end].isupper() and words[end - 1].isupper()):
        return False
    spans = (subjects.longest(words, at) for at in range(max(end - _SUBJECT, 0), end))
    return any(found and found[1] > end for found in spans)


class _Walk:
    """The words from the opening of a name on, taken one piece after another while they belong to it."""

    def __init__(self, context: Context, first: int, kind: Kind, heads: Heads) -> None:
        self.context = context
        self.first, self.kind, self.heads = first, kind, heads
        self.words = context.tokens.words
        self.tokens = context.tokens
        self.end = min(_end_of_lines(context, first), first + _LONGEST)
        self.places = context.rules.places
        self.lists = context.rules.agencies.words
        self.joiners = self.lists.joiners
        self.expansions = context.rules.agencies.expansions
        self.surnames = context.rules.officials.names.strong_written

    def begins(self) -> bool:
        """Whether the first word can be a name's."""
        kind, word = self.kind, self.words[self.first]
        if self.first >= self.end or not _WORD.fullmatch(word):
            return False
        if kind.starting_words and kind.starting.longest(self.words, self.first, self.end) is None:
            return False
        opener = kind.opening.longest(self.words, self.first, self.end) is not None
        if not opener and self._begins_no_name(word):
            return False
        if word.isupper() and self._is_small_in_capitals(self.first):
            return False
        if kind.numbered:
            return word.isdigit() or word[0].isupper() or word in self.lists.numbering
        if opener:
            return True
        if word.isdigit():
            return kind.long
        if word[0].islower() and not (kind.loose or any(start.split()[0] == word for start in kind.starting_words)):
            return False
        return self._subject(self.first) is not None or not self._is_another(self.first)

    def _begins_no_name(self, word: str) -> bool:
        """Whether a word behind the opening ones makes them another word; in headings whatever its letters."""
        stops = self.kind.stops
        return word in stops or (
            len(word) > 1 and word.isupper() and not stops.isdisjoint((word.lower(), word.title()))
        )

    def exact_end(self) -> int | None:
        """The end of a name that is one of the kind's phrases and no more."""
        found = self.kind.starting.longest(self.words, self.first, self.end)
        if found is None:
            return None
        after = found[1]
        goes_on = after < self.end and (
            self.words[after][0].isupper() or self.words[after] in (self.lists.conjunction, "-")
        )
        return None if goes_on and not self._ends(after) else after

    def number_end(self, words: int) -> int | None:
        """The end of a name that is a number, after so many words at most: "Ban Chỉ đạo 389", "Lữ đoàn Công binh 293".

        With words, a number of Roman letters alone will do: "Quân khu II".
        """
        at = self.first + (self.words[self.first] in self.lists.numbering)
        if words and _ROMAN.fullmatch(self.words[at]):
            return at + 1
        while words and at < self.end and self.words[at].isalpha() and at not in self.heads:
            at, words = at + 1, words - 1
        return at + 1 if at < self.end and self.words[at].isdigit() else None

    def end_of_words(self) -> int:
        """The token after the last piece that belongs to the name."""
        opener = self.kind.opening.longest(self.words, self.first, self.end)
        piece = last = opener[1] if opener else self.first
        while last < self.end:
            following = self._step(last)
            # after a place of its own the name has ended: "Trường Đại học Cần Thơ | nghiên cứu"
            if following is None or (self.words[last][0].islower() and self._province(piece) == last):
                break
            piece, last = last, following
        while last > self.first and (self.words[last - 1] in self.joiners or self._hangs(last)):
            last -= 1
        return last

    def names_one_body(self, last: int) -> bool:
        """Whether the words up to `last` tell a body from others of its kind."""
        if last == self.first:
            return False
        if " ".join(self.words[self.first : last]).casefold() in self.kind.generic_names:
            return self._is_place(last)
        if (
            self.words[last - 1] in self.lists.indefinite
            or _MADE_UP.fullmatch(self.words[last - 1])
            or self._is_foreign(last)
        ):
            return False
        if last > self.first + 1 or self.kind.numbered or self.words[self.first].isdigit():
            return True
        # one syllable is a place ("Hội Hoan") or a short form, unless the list of abbreviations has it
        known = self.expansions.longest(self.words, self.first, last) is not None
        return known or (not self.kind.levels and not self.words[self.first].isupper())

    def _is_foreign(self, last: int) -> bool:
        """Whether another country is part of a name; "Hội Hữu nghị Việt Nam - Nhật Bản" is ours."""
        for at in range(self.first + 1, last):
            found = self.lists.foreign.longest(self.words, at, last) if self.words[at][0].isupper() else None
            if found and self.words[at - 1] not in self.joiners:
                # one syllable is also a place's or a person's: "Trường Trung học phổ thông Đức Hòa"
                return found[1] - at > 1 or (found[1] == last and not self.kind.levels)
        return False

    def _hangs(self, last: int) -> bool:
        """Whether the word before `last` leads on to something that is no name: "về", "số 12"."""
        if self.words[last - 1] in self.lists.numbering:
            return last < self.end and (self.words[last].isdigit() or self.words[last] == ":")
        return self.words[last - 1] == self.lists.about

    def _step(self, at: int) -> int | None:
        """The token after the piece at `at`; None where the name ends before it."""
        word = self.words[at]
        if word in self.joiners:
            return self._join(at)
        if word == "/":
            return at + 2 if self._joins_letters(at) else None
        if word == "(":
            return self._past_short_form(at)
        if not _WORD.fullmatch(word):
            return None
        if at > self.first and (self._opens(at) or (word[0].islower() and self._has_ended(at))):
            return None
        if self.kind.long and (number := self._document(at)):
            return number
        if self.kind.long and self._is_topic(at):
            return self._subject(at) or at + 1
        if subject := self._subject(at):
            return None if at > self.first and self._is_verb(at, subject) else subject
        if at > self.first and self._ends(at):
            return None
        if word[0].isupper() and (province := self._province(at)):
            return province
        if word.isdigit() and not (self.kind.long or self.kind.numbers or self.words[at - 1] in self.lists.numbering):
            return None
        return at + 1

    def _has_ended(self, at: int) -> bool:
        """Whether no small letters can go on with the words before a token, so that these are said of the body."""
        if self.kind.proper or self.words[at - 2 : at] == self.lists.country_words:
            return True
        if self.words[at + 1 : at + 2] == [")"] and len(self.words[at]) == 1:
            return True  # "Trách nhiệm của Cục X / a) ..."
        subject = self._subject(at)
        if subject is None and not self.kind.task and self._is_whole_country(at):
            return self.words[at] != self.lists.about
        if subject and " ".join(self.words[at:subject]) not in self.lists.verbs:
            return False
        return " ".join(self.words[self.first : at]).casefold() in self.kind.complete_names

    def _is_topic(self, at: int) -> bool:
        """Whether "về" after the whole country, or the word behind it, stands at a token: "Ban Chỉ đạo quốc gia về ..."."""
        about = at if self.words[at] == self.lists.about else at - 1
        return self.words[about] == self.lists.about and self._is_whole_country(about)

    def _is_whole_country(self, at: int) -> bool:
        """Whether a word for the whole country ends before a token."""
        return " ".join(self.words[max(at - 2, 0) : at]) in self.lists.whole_country

    def _past_short_form(self, at: int) -> int | None:
        """The token after a short form that the name goes on behind: "Ban Quản lý dự án (QLDA) đường Hồ Chí Minh"."""
        short = self.context.rules.agencies.cues["definition"].match(self.context.text, self.tokens.starts[at])
        after = self.tokens.at(short.end()) if short else self.end
        goes_on = after < self.end and _WORD.fullmatch(self.words[after]) and not self._ends(after)
        return after if goes_on and not self._opens(after) else None

    def _opens(self, at: int) -> bool:
        """Whether the name of another body opens at a token."""
        phrases = self.heads.get(at)
        if not phrases:
            return False
        kinds = (phrase.payload.kind for phrase in phrases)
        return not any(kind and kind.id in self.kind.holds for kind in kinds)

    def _document(self, at: int) -> int | None:
        """The token after a document that the name cites: "Ban Chỉ đạo tổng kết Nghị quyết số 18-NQ/TW"."""
        if self.lists.ends.longest(self.words, at, self.end) is None:
            return None
        start = self.tokens.starts[at]
        number = next((number for number in self.context.numbers if number.quote_start == start), None)
        return self.tokens.at(number.end) if number else None

    def _join(self, at: int) -> int | None:
        """The token after a joiner that goes on with the name."""
        after = at + 1
        if at == self.first or after >= self.end or after in self.heads or not _WORD.fullmatch(self.words[after]):
            return None
        subject = self._subject(after) is not None
        glued = self.words[at] == "-" and self._is_glued(at)  # "COVID-19"
        if not subject and (self._ends(after) or (self.words[after].isdigit() and not glued)):
            return None
        capital = self.words[after][0].isupper()
        if self.words[at] == ",":
            goes_on = self._comma_goes_on(at, subject=subject)
        elif self.words[at] == "-":
            goes_on = capital or subject or glued
        else:
            goes_on = capital or subject or (self.kind.long and "," in self.words[self.first : at])
        return after if goes_on else None

    def _comma_goes_on(self, at: int, *, subject: bool) -> bool:
        """Whether a comma stands inside the name: "phòng, chống ..."; else it has its "và" behind it."""
        after = at + 1
        if (phrase := self._subject(at - 1)) and phrase > at:
            return True
        if " ".join(self.words[self.first : at]).casefold() in self.kind.complete_names:
            return False
        if self.kind.long and subject:
            return True
        if not (self.words[after][0].isupper() or subject or self.kind.long):
            return False
        for place in range(after, min(self.end, after + _COMMA_REACH)):
            if self.words[place] in self.lists.conjunctions:
                return place + 1 < self.end and self._is_member(place + 1, capital=self.words[after][0].isupper())
            if self._opens(place) or not _WORD.fullmatch(self.words[place]) or self._stops(place):
                return False
        return False

    def _is_member(self, at: int, *, capital: bool) -> bool:
        """Whether the word after the last "và" of a row belongs to the row."""
        if self._opens(at):
            return False
        if self._subject(at):
            return True
        if self.words[at][0].isupper():
            return self.lists.ends.longest(self.words, at, self.end) is None
        return not capital and not self._stops(at)

    def _is_verb(self, first: int, last: int) -> bool:
        """Whether a subject is the verb of what follows: "Trung tâm Khuyến công | hỗ trợ 3 cơ sở".

        It belongs to the name where the name goes on with a subject, a capital or a joiner, or ends.
        """
        if " ".join(self.words[first:last]) not in self.lists.verbs or self.words[first - 1] in self.joiners:
            return False
        if last >= self.end:
            return False
        following = self.words[last]
        if following.isdigit():
            return True
        if following == "," and last + 1 < self.end and self._stops(last + 1):
            return True  # a row of verbs: "Cục X thẩm định, trình Bộ trưởng"
        if self._is_level(last) and first - 2 >= self.first and self._subject(first - 2) == first:
            return False  # "Ban Quản lý dự án đầu tư xây dựng huyện X": two verbs make a noun
        goes_on = following[0].isupper() or not following.isalpha() or following in self.lists.conjunctions
        return not (goes_on or self._subject(last) or self._stops(last))

    def _ends(self, at: int) -> bool:
        """Whether something else begins after the first word: a place, a verb, a title, a person."""
        return self._is_another(at) or (at > self.first and self._is_title_or_person(at))

    def _is_another(self, at: int) -> bool:
        """Whether a level word, a region, a verb or a province stands at a token."""
        word = self.words[at]
        if self._is_level(at) or self._is_region(at):
            return True
        if word[0].islower():
            return self._stops(at)
        if self.kind.place != "own" and not self.kind.persons and self._province(at):
            return True
        return at > self.first and word.isupper() and self._is_small_in_capitals(at)

    def _is_small_in_capitals(self, at: int) -> bool:
        """Whether a word that ends names stands in capitals because the whole heading does."""
        known = self.expansions.longest(self.words, at, self.end) is not None
        return len(self.words[at]) > 1 and not known and self._subject(at) is None and self._stops(at)

    def _is_level(self, at: int) -> bool:
        word = self.words[at].lower()
        if word == self.lists.grade:
            return self.places.level_words.longest(self.words, at + 1, self.end) is not None
        if word == LevelWord.COMMUNE and (at == self.first or self.places.is_no_commune(self.words, at)):
            return False
        return self.places.level_words.longest(self.words, at, self.end) is not None

    def _is_region(self, at: int) -> bool:
        """Whether "khu vực VI" or "khu vực nơi ..." stands at a token; "khu vực miền Trung" is part of names."""
        found = self.lists.region.longest(self.words, at, self.end)
        if found is None:
            return False
        following = self.words[found[1]] if found[1] < self.end else ""
        return following.lower() not in self.lists.region_parts

    def _is_title_or_person(self, at: int) -> bool:
        word = self.words[at]
        if len(word) > 1 and self.lists.ends.longest(self.words, at, self.end):
            return word[0].isupper()
        if word not in self.surnames or at + 1 >= self.end or self._bears_names(at):
            return False
        given = self.words[at + 1 : min(at + 3, self.end)]
        return all(name[0].isupper() or not name[0].isalpha() for name in given) and given[0][0].isupper()

    def _bears_names(self, at: int) -> bool:
        """Whether a person's name can be part of the name here: "Trường Tiểu học | Lê Lợi", but not behind a place."""
        if not self.kind.persons and self.kind.place != "own":
            return False
        before = (" ".join(self.words[max(at - length, self.first) : at]) for length in (2, 3))
        return not any(words in self.lists.nationwide or self.places.province_names.get(words) for words in before)

    def _is_place(self, at: int) -> bool:
        if at >= self.end:
            return False
        return self._is_level(at) or (self.words[at][0].isupper() and self._province(at) is not None)

    def _is_glued(self, at: int) -> bool:
        starts, ends = self.tokens.starts, self.tokens.ends
        return starts[at] == ends[at - 1] and starts[at + 1] == ends[at]

    def _joins_letters(self, at: int) -> bool:
        """Whether a stroke stands between two short forms that make one: "HIV/AIDS"."""
        if at == self.first or at + 1 >= self.end or not self._is_glued(at):
            return False
        pair = self.words[at - 1], self.words[at + 1]
        return all(word.isupper() and word.isalpha() and len(word) > 1 for word in pair)

    def _subject(self, at: int) -> int | None:
        found = self.lists.subjects.longest(self.words, at, self.end)
        return found[1] if found else None

    def _province(self, at: int) -> int | None:
        found = self.places.province_names.longest(self.words, at, self.end)
        return found[1] if found else None

    def _stops(self, at: int) -> bool:
        return self.lists.stops.longest(self.words, at, self.end) is not None
