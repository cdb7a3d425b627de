"""Posts in the text: a title of the closed list with its modifiers, and the body it belongs to."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

import regex

from pipeline.extract.agencies import resolve_bare
from pipeline.extract.context import Context
from pipeline.extract.readings import AgencyReading
from pipeline.extract.unlisted_bodies import unlisted_body
from pipeline.rulebook.gazetteer import Phrase
from pipeline.rulebook.officials import OfficialsRules
from pipeline.rulebook.titles import LABEL, Modifier, Title, TitleForm

_LINK = regex.compile(r"\ +(?:của\ +|thuộc\ +|tại\ +)?")
_WORD = regex.compile(r"(?<!\p{L})\p{L}")
_PLURAL = regex.compile(r"(?i)(?r)\b(?:các|những|hai|ba|bốn|0?[2-9])\ +(?:(?:đồng\ chí|đ/c|ông|bà|vị)\ +)?")
_OWNER = regex.compile(r",?\ +(?:(?:của|thuộc)\ +)?")
_MINISTRY = "Bộ"  # which opens names of other bodies too ("Bộ Chỉ huy", "Bộ Chính trị")
_BEFORE = 40  # how far back the modifiers of a title may begin


@dataclass(frozen=True, slots=True)
class Post:
    """A title and, where the words right after it name one, its body. `start`..`end` is the whole stretch.

    `refused` says why the post is none of the state's ("company", "history"); `plural` that several people hold it.
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
        if phrase.start < free or not _is_written_so(context.text, phrase):
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


def _is_written_so(text: str, phrase: Phrase) -> bool:
    form: TitleForm = phrase.payload
    written = text[phrase.start : phrase.end]
    return "\n" not in written and (not form.is_abbreviation or written.isupper())


def _read_post(context: Context, phrase: Phrase, floor: int, limit: int) -> Post:
    text, rules = context.text, context.rules.officials
    row: Title = phrase.payload.title
    start, before = _modifiers_before(text, floor, phrase.start, rules)
    end, after = _modifiers_after(text, phrase.end, limit, rules)
    title = " ".join([*(m.title for m in before if m.title), row.title, *after])
    plural = bool(_PLURAL.match(text, max(0, start - 20), start))
    post = Post(start, end, title[:1].upper() + title[1:], row, end, plural=plural)
    if any(m.use == "refuse" for m in before):
        return replace(post, refused="history")
    if refusal := _not_public(post, text, end, limit, rules):
        return replace(post, end=refusal, refused="company")
    post = _with_body(context, post, phrase, limit)
    refusal = _not_public(post, text, post.end, limit, rules) if post.agency_span else None
    return replace(post, end=refusal, refused="company") if refusal else post


def _not_public(post: Post, text: str, end: int, limit: int, rules: OfficialsRules) -> int | None:
    """Where the words end that give a post to a company or to another country."""
    link = _OWNER.match(text, end, limit)
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
        return _ended(text, replace(post, agency=row.agency, end=end), rules, limit)
    if reading := _reading_inside(context, phrase):
        return _ended(text, _of(post, reading, reading.name), rules, limit)
    if reading := _reading_after(context, post.title_end, limit):
        return _ended(text, _of(post, reading, _organ_of(row, reading.name)), rules, limit)
    if bare := rules.bare_body.match(text, post.title_end, limit):
        word = bare.group("word")
        body = resolve_bare(context, rules.words.also_called.get(word.lower(), word), bare.start("word"))
        span = (bare.start("word"), bare.end("word"))
        post = replace(post, end=bare.end(), agency_span=span)
        if body:
            post = replace(post, agency=_organ_of(row, body.name), doubt=body.doubt)
    elif unlisted := _unlisted(context, post, phrase, limit):
        post = unlisted
    return _ended(text, post, rules, limit)


def _unlisted(context: Context, post: Post, phrase: Phrase, limit: int) -> Post | None:
    """The post with a body that stands in no list, named right after it or inside it."""
    link = _LINK.match(context.text, post.title_end, limit)
    starts = [link.end()] if link else []
    if post.row.organ and post.title_end == phrase.end:
        starts.insert(0, phrase.end - len(post.row.organ))
    for start in starts:
        if found := unlisted_body(context, start, limit):
            name, end = found
            return replace(post, end=end, agency=name, agency_span=(start, end), doubt="a body that no list holds")
    return None


def inherited_body(context: Context, post: Post) -> str | None:
    """The body that a bare title belongs to by what was said before it; None where nothing settles it."""
    if post.agency_span:
        return None
    sentence = context.sentence_at(post.start)
    if post.row.sector == "open" and context.rules.officials.not_public.search(
        context.text, sentence.start, post.start
    ):
        return None
    for word in (post.row.body or "").split("|"):
        reading = resolve_bare(context, word, post.start) if word else None
        if reading and (word != _MINISTRY or reading.head == "bo"):
            return _organ_of(post.row, reading.name)
    return None


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


def _reading_after(context: Context, offset: int, limit: int) -> AgencyReading | None:
    link = _LINK.match(context.text, offset, limit)
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


def _ended(text: str, post: Post, rules: OfficialsRules, limit: int) -> Post:
    """The post with the words after its body that belong to it ("khóa XV", "nhiệm kỳ 2020 - 2025")."""
    term = rules.term.match(text, post.end, limit)
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
