"""Posts in the text: a title of the closed list with its modifiers, and the body it belongs to."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

import regex

from pipeline.extract.agencies.read import resolve_bare
from pipeline.extract.context import Context
from pipeline.extract.officials.person_names import find_names
from pipeline.extract.officials.place_posts import body_of_place, leads_place, place_meant, place_named
from pipeline.extract.officials.unlisted_bodies import UNLISTED, unlisted_body
from pipeline.extract.readings import AgencyReading
from pipeline.rulebook.gazetteer import Phrase
from pipeline.rulebook.officials import OfficialsRules
from pipeline.rulebook.titles import LABEL, Modifier, Title, TitleForm

_WORD = regex.compile(r"(?<!\p{L})\p{L}")
_CAPITALS = regex.compile(r"\ \p{Lu}")  # in a body's name: a proper name, and not what its class word goes on with
_SHORT_NAME = 2  # syllables of a name that can also be a body's
_MINISTRY = "bo"  # whose class word opens names of other bodies too ("Bộ Chỉ huy", "Bộ Chính trị")
_BEFORE = 40  # how far back the modifiers of a title may begin
Stance = Literal["own", "given", "bystander", "appointer"]


@dataclass(frozen=True, slots=True)
class Post:
    """A title and, where the words right after it name one, its body. `start`..`end` is the whole stretch.

    `refused` says why the post is none of the state's ("company", "history"); `plural` that several people hold it.
    `stance` tells whose it is where the words before it do: "given" to somebody, that of a "bystander", or that of the
    "appointer" who gives another post.
    """

    start: int
    end: int
    title: str
    row: Title
    title_end: int
    agency: str | None = None
    agency_span: tuple[int, int] | None = None
    refused: str | None = None
    plural: bool = False
    doubt: str | None = None
    stance: Stance = "own"

    @property
    def is_unmodified(self) -> bool:
        return self.title == self.row.title


def find_posts(context: Context, start: int, end: int) -> list[Post]:
    """The posts that begin in text[start:end], in order, none overlapping."""
    phrases = context.phrases(LABEL)
    first = bisect_left(phrases, start, key=lambda phrase: phrase.start)
    posts: list[Post] = []
    free = start
    for phrase in _until(phrases, first, end):
        if phrase.start < free or not _is_written_so(context, phrase):
            continue
        if phrase.payload.title.sector == "group":
            free = phrase.end
            continue
        post = _read_post(context, phrase, max(free, phrase.start - _BEFORE), end)
        posts.append(post)
        free = max(post.title_end, post.end)
    return posts


def _until(phrases: list[Phrase], first: int, end: int) -> Iterator[Phrase]:
    for index in range(first, len(phrases)):
        if phrases[index].start >= end:
            return
        yield phrases[index]


def _is_written_so(context: Context, phrase: Phrase) -> bool:
    """Whether a phrase stands in one line, as the list has it, and is no end of other words."""
    form: TitleForm = phrase.payload
    written = context.text[phrase.start : phrase.end]
    if "\n" in written or (form.is_abbreviation and not written.isupper()):
        return False
    opening, before = context.tokens.words[phrase.first], context.tokens.words[max(phrase.first - 1, 0)]
    return before.lower() not in context.rules.officials.words.compounds.get(opening, ())


def _read_post(context: Context, phrase: Phrase, floor: int, limit: int) -> Post:
    text, rules = context.text, context.rules.officials
    row: Title = phrase.payload.title
    start, before = _modifiers_before(text, floor, phrase.start, rules)
    end, after = _modifiers_after(text, phrase.end, limit, rules)
    title = " ".join([*(m.title for m in before if m.title), row.title, *after])
    plural = bool(rules.cues["plural"].match(text, max(0, start - 20), start))
    post = Post(start, end, title[:1].upper() + title[1:], row, end, plural=plural)
    if any(m.use == "refuse" for m in before):
        return replace(post, refused="history")
    if refusal := _not_public(post, text, end, limit, rules):
        return replace(post, end=refusal, refused="company")
    post = _with_body(context, post, phrase, limit)
    if (stance := _stance(text, post, rules)) != "own":
        post = replace(post, stance=stance)
    refusal = _not_public(post, text, post.end, limit, rules) if post.agency_span else None
    return replace(post, end=refusal, refused="company") if refusal else post


def _stance(text: str, post: Post, rules: OfficialsRules) -> Stance:
    """Whose post it is, by the words around it."""
    floor = max(0, post.start - _BEFORE)
    if rules.given.match(text, floor, post.start):
        return "given"
    if rules.bystander.match(text, floor, post.start):
        return "bystander"
    appoints = rules.appointer.match(text, floor, post.start) and rules.appoints.match(text, post.end)
    return "appointer" if appoints else "own"


def _not_public(post: Post, text: str, end: int, limit: int, rules: OfficialsRules) -> int | None:
    """Where the words end that give a post to a company or to another country."""
    link = rules.cues["owner"].match(text, end, limit)
    if link is None:
        return None
    found = rules.not_public.match(text, link.end(), limit)
    if found is None and post.row.sector == "open" and not post.row.organ and not post.agency:
        found = rules.company_field.match(text, link.end(), limit)
    return found.end() if found else None


def _with_body(context: Context, post: Post, phrase: Phrase, limit: int) -> Post:
    """The post with the body named right after it, or inside it ("Trưởng phòng Tài chính": Phòng Tài chính)."""
    text, rules, row = context.text, context.rules.officials, post.row
    if row.agency:
        reading = _reading_after(context, post.title_end, limit)
        same = reading is not None and reading.name == row.agency
        end = reading.end if reading is not None and same else post.title_end
        return _ended(context, replace(post, agency=row.agency, end=end), limit)
    if reading := _reading_inside(context, phrase) or _reading_after(context, post.title_end, limit):
        inside = reading.start < phrase.end
        return _ended(context, _of(post, reading, reading.name if inside else _organ_of(row, reading.name)), limit)
    if of_place := _of_place(context, post, limit):
        return _ended(context, of_place, limit)
    if event := _event_body(context, post, phrase, limit):
        return replace(post, end=event, refused="a role of the day")
    if bare := rules.bare_body.match(text, post.title_end, limit) or _council(context, post, limit):
        meant = _of_bare(context, post, bare)
        partys = rules.words.is_partys(bare["word"])  # of the body of another post, which is not known yet
        named = _unlisted(context, post, phrase, limit) if meant.agency is None and not partys else None
        return _ended(context, named if named and _CAPITALS.search(named.agency or "") else meant, limit)
    return _ended(context, _unlisted(context, post, phrase, limit) or post, limit)


def _council(context: Context, post: Post, limit: int) -> "regex.Match[str] | None":
    """A council or committee of the people by its class alone, before the holder's name ("Chủ tịch HĐND Lò Văn Pâng")."""
    bare = context.rules.officials.council.match(context.text, post.title_end, limit)
    if bare is None or not leads_place(context, post.row):
        return None
    holder = next(find_names(context.text, bare.end(), limit, context.rules.officials), None)
    return bare if holder and not context.text[bare.end() : holder.start].strip() else None


def _of_place(context: Context, post: Post, limit: int) -> Post | None:
    """The post with the body of the place named right after it ("Bí thư quận Hồng Bàng")."""
    link = _link(context, post.title_end, limit) if leads_place(context, post.row) else None
    found = place_named(context, link.end(), limit) if link else None
    if link is None or found is None:
        return None
    place, end = found
    return replace(post, end=end, agency=body_of_place(context, post.row, place), agency_span=(link.end(), end))


def _of_bare(context: Context, post: Post, bare: "regex.Match[str]") -> Post:
    """The post with the body that a class word alone means."""
    words, word = context.rules.officials.words, bare.group("word")
    post = replace(post, end=bare.end(), agency_span=bare.span("word"))
    if word.lower() in context.rules.places.levels and leads_place(context, post.row):
        place = place_meant(context, word, bare.start("word"))
        return replace(post, agency=body_of_place(context, post.row, place)) if place else post
    body = _body_meant(context, words.also_called.get(word.lower(), word), bare.start("word"))
    return replace(post, agency=_organ_of(post.row, body.name), doubt=body.doubt) if body else post


def _body_meant(context: Context, word: str, offset: int) -> AgencyReading | None:
    """The body that a class word alone means beside a title."""
    reading = resolve_bare(context, word, offset)
    if reading is None or (word == context.rules.agencies.name_of(_MINISTRY) and reading.head != _MINISTRY):
        return None
    return None if reading.name.startswith(tuple(context.rules.officials.words.not_headed)) else reading


def _name_starts(context: Context, post: Post, phrase: Phrase, limit: int) -> list[int]:
    """Where the name of a body can begin: inside the title ("Trưởng ban Chỉ đạo") or after it."""
    link = _link(context, post.title_end, limit)
    starts = [link.end()] if link else []
    if post.row.organ and post.title_end == phrase.end:
        starts.insert(0, phrase.end - len(post.row.organ))
    return starts


def _event_body(context: Context, post: Post, phrase: Phrase, limit: int) -> int | None:
    """Where the words of a body of the day end ("Trưởng Ban Tổ chức hội thi")."""
    pattern = context.rules.officials.event_body
    found = (pattern.match(context.text, start, limit) for start in _name_starts(context, post, phrase, limit))
    return next((event.end() for event in found if event), None)


def _unlisted(context: Context, post: Post, phrase: Phrase, limit: int) -> Post | None:
    """The post with a body that stands in no list, named right after it or inside it."""
    holder = _holder_follows(context, post, limit)
    for start in _name_starts(context, post, phrase, limit):
        if holder and start < phrase.end:
            continue  # "Chánh Văn phòng Lê Văn Ba"
        if found := unlisted_body(context, start, limit):
            name, end = found
            if name != post.row.organ:  # "Ủy viên Ban Thường vụ, ...": whose, the other posts tell
                return replace(post, end=end, agency=name, agency_span=(start, end), doubt=UNLISTED)
    return None


def _holder_follows(context: Context, post: Post, limit: int) -> bool:
    """Whether the words right after a title are a person's name in full."""
    names = find_names(context.text, post.title_end, limit, context.rules.officials)
    first = next(iter(names), None)
    return first is not None and first.start == post.title_end + 1 and len(first.name.split()) > _SHORT_NAME


def inherited_body(context: Context, post: Post) -> str | None:
    """The body that a bare title belongs to by what was said before it; None where nothing settles it."""
    if post.agency_span:
        return None
    sentence = context.sentence_at(post.start)
    if post.row.sector == "open" and _speaks_of_others(context, sentence.start, post.start):
        return None
    one = context.rules.officials.ties["title-is"].regex.match(context.text, post.end)
    if (post.plural or one) and (reading := _body_that_has(context, post)):
        return _organ_of(post.row, reading.name)
    for word in (post.row.body or "").split("|"):
        if word and (reading := _body_meant(context, word, post.start)):
            return _organ_of(post.row, reading.name)
    return None


def _body_that_has(context: Context, post: Post) -> AgencyReading | None:
    """The body right before a post that is said to have several of them: "Công an tỉnh X có 8 phó giám đốc"."""
    has = context.rules.officials.cues["has"].match(context.text, max(0, post.start - _BEFORE), post.start)
    if has is None:
        return None
    last = bisect_left(context.agencies, has.start(), key=lambda reading: reading.start)
    return next((reading for reading in context.agencies[max(last - 3, 0) : last] if reading.end == has.start()), None)


def _speaks_of_others(context: Context, start: int, end: int) -> bool:
    """Whether a stretch speaks of a company or another country, other than in the name of a place ("Lào Cai")."""
    found = context.rules.officials.not_public.finditer(context.text, start, end)
    return any(not context.home.named.covers(*others.span()) for others in found)


def _reading_inside(context: Context, phrase: Phrase) -> AgencyReading | None:
    """The body whose name begins within the title ("Trưởng phòng Tài chính", "Bộ trưởng Y tế")."""
    for word in _WORD.finditer(context.text, phrase.start, phrase.end):
        reading = agency_from(context, word.start())
        if reading and reading.end > phrase.end:
            return reading
    return None


def _organ_of(row: Title, body: str) -> str:
    """What the title heads inside a body ("Văn phòng" of Ủy ban nhân dân tỉnh X), or the body itself."""
    return f"{row.organ} {body}" if row.organ and not body.startswith(row.organ) else body


def _link(context: Context, offset: int, limit: int) -> "regex.Match[str] | None":
    """The words that lead on from a title to its body."""
    return context.rules.officials.cues["link"].match(context.text, offset, limit)


def _reading_after(context: Context, offset: int, limit: int) -> AgencyReading | None:
    link = _link(context, offset, limit)
    if link is None:
        return None
    reading = agency_from(context, link.end())
    return reading if reading and reading.end <= limit else None


def agency_from(context: Context, offset: int) -> AgencyReading | None:
    """The body whose mention begins at an offset."""
    index = bisect_left(context.agencies, offset, key=lambda reading: reading.start)
    if index < len(context.agencies) and context.agencies[index].start == offset:
        return context.agencies[index]
    return None


def _ended(context: Context, post: Post, limit: int) -> Post:
    """The post with the words after its body that belong to it: the whole body, a short form in brackets, a term."""
    while post.agency_span and (link := context.rules.officials.cues["part-of"].match(context.text, post.end, limit)):
        whole = agency_from(context, link.end())
        if whole is None or whole.end > limit:
            break
        post = replace(post, end=whole.end)
    if post.agency_span and (short := context.rules.agencies.cues["definition"].match(context.text, post.end, limit)):
        post = replace(post, end=short.end())
    term = context.rules.officials.term.match(context.text, post.end, limit)
    return replace(post, end=term.end()) if term else post


def _of(post: Post, reading: AgencyReading, name: str) -> Post:
    return replace(post, end=reading.end, agency=name, agency_span=(reading.start, reading.end), doubt=reading.doubt)


def _modifiers_before(text: str, floor: int, start: int, rules: OfficialsRules) -> tuple[int, list[Modifier]]:
    run = rules.titles.before.match(text, floor, start)
    if run is None:
        return start, []
    words = rules.titles.one_before.findall(run.group())
    return run.start(), [rules.titles.by_word[word.lower()] for word in words]


def _modifiers_after(text: str, end: int, limit: int, rules: OfficialsRules) -> tuple[int, list[str]]:
    kept = []
    while found := rules.titles.after.match(text, end, limit):
        written = found.group("modifier")
        row = rules.titles.by_word_after[written.lower()]
        if row.use == "keep" and row.title:
            kept.append(row.title if written.isupper() else written)
        end = found.end()
    return end, kept
