"""The officials of a document: named people and the public posts they hold."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace

import regex

from pipeline.extract.context import Context
from pipeline.extract.officials.party_bodies import is_party_post, with_one_place, with_party_bodies
from pipeline.extract.officials.people import officials_of
from pipeline.extract.officials.person_names import NameSpan, find_names, likely_places, whole_name
from pipeline.extract.officials.posts import Post, agency_from, find_posts, inherited_body
from pipeline.extract.officials.signatories import read_signatories
from pipeline.extract.officials.ties import Element, Person, tie_posts
from pipeline.extract.readings import OfficialReading, PostReading
from pipeline.model import Official
from pipeline.rulebook.officials import RANK_LABEL
from pipeline.rulebook.titles import LABEL
from pipeline.text.blocks import Block

_CAPITAL = regex.compile(r"\ +\p{Lu}")  # behind a title: the beginning of a body that could not be read
_REACH = 48  # how far before a name its honorifics may begin
_CARD, _CARD_POSTS = 60, 200  # characters of the two lines of a card: the name, the posts


def read_officials(context: Context) -> list[OfficialReading]:
    """The named people with posts, one reading for each place that gives posts, in the order of the text."""
    readings = list(read_signatories(context))
    signed = {(reading.start, reading.end) for reading in readings}
    people = [person for block in _blocks_with_cues(context) for person in _people(context, block)]
    for person in (*people, *_people_of_cards(context)):
        if (person.name.start, person.name.end) not in signed:
            readings.extend(_reading(context, person))
    return sorted(readings, key=lambda reading: reading.start)


def officials_facts(context: Context) -> tuple[Official, ...]:
    """One fact a person: all posts the document gives, every mention of the name, the words that prove them."""
    return officials_of(context)


def _blocks_with_cues(context: Context) -> list[Block]:
    """The blocks that name a title or a rank, and may name a person."""
    starts = [phrase.start for label in (LABEL, RANK_LABEL) for phrase in context.phrases(label)]
    if not starts:
        return []
    named = {context.block_at(start) for start in likely_places(context.text, context.rules.officials)}
    return [context.blocks[index] for index in sorted({context.block_at(start) for start in starts} & named)]


def _people(context: Context, block: Block) -> list[Person]:
    """The names of a block with the posts that stand beside them."""
    text, rules = context.text, context.rules.officials
    elements: list[Element] = []
    free, after_post = block.start, False
    for start, end, post in _held(context, block):
        elements.extend(find_names(text, free, start, rules, after_post=after_post))
        if post:
            elements.append(post)
        if end > free:
            free, after_post = end, post is not None
    elements.extend(find_names(text, free, block.end, rules, after_post=after_post))
    return tie_posts(text, elements, rules)


def _people_of_cards(context: Context) -> Iterator[Person]:
    """The people of a page that gives each name a line, with an honorific, and the posts the line below."""
    text, blocks = context.text, context.blocks
    titled = {context.block_at(phrase.start): phrase.start for phrase in context.phrases(LABEL)}
    for index in sorted(titled):
        block, above = blocks[index], blocks[index - 1]
        if index == 0 or above.end - above.start > _CARD or block.end - block.start > _CARD_POSTS:
            continue
        name = whole_name(text, above.start, above.end, context.rules.officials)
        posts = find_posts(context, block.start, block.end) if name and name.honored else []
        if name and posts and posts[0].start == block.start and not text[posts[-1].end : block.end].strip(" .;"):
            person = Person(name)
            person.take(posts, "name-title")
            yield person


def _held(context: Context, block: Block) -> list[tuple[int, int, Post | None]]:
    """The stretches of a block in which no name can stand: its posts, and the bodies that no post holds."""
    posts = find_posts(context, block.start, block.end)
    held: list[tuple[int, int, Post | None]] = [
        (post.start, post.end, None if post.stance == "appointer" else post) for post in posts
    ]
    first = bisect_left(context.agencies, block.start, key=lambda reading: reading.start)
    last = bisect_left(context.agencies, block.end, lo=first, key=lambda reading: reading.start)
    for reading in context.agencies[first:last]:
        after = bisect_right(posts, reading.start, key=lambda post: post.end)
        if after == len(posts) or reading.end <= posts[after].start:
            held.append((reading.start, reading.end, None))
    return sorted(held, key=lambda stretch: stretch[:2])


def _reading(context: Context, person: Person) -> Iterator[OfficialReading]:
    """The person's posts at this place, if any is a public one."""
    following = [*person.posts[1:], None]
    readings = (_post_reading(context, *pair, person.name) for pair in zip(person.posts, following, strict=False))
    posts = with_party_bodies(context, with_one_place(context, [post for reading in readings for post in reading]))
    name = person.name
    if posts:
        yield OfficialReading(name.start, name.end, name.name, f"official.{person.tie}", tuple(posts))
    elif not person.posts and (ranked := _rank(context, name)):
        yield OfficialReading(name.start, name.end, name.name, "official.rank", (ranked,))


def _post_reading(context: Context, post: Post, following: Post | None, name: NameSpan) -> Iterator[PostReading]:
    """The post as evidence, with the body it inherits; nothing where it is no public post."""
    if post.refused or _is_of_the_day(post):
        context.lose(post.start, post.end, "official", post.refused or "a role of the day")
        return
    row = post.row
    reading = PostReading(
        post.start, post.title_end, post.title, post.agency, row.sector, post.agency_span, post.doubt, row.organ
    )
    unread = name.start < post.start and _CAPITAL.match(context.text, post.end)
    if reading.agency is None and not unread:
        if body := _shared_body(context, post, following, reading):
            reading = replace(reading, agency=body)
        elif body := inherited_body(context, post):
            reading = replace(reading, agency=body, doubt="the body is the one named before")
    if reading.agency is None and (row.sector == "staff" or (row.sector == "open" and not post.agency_span)):
        context.lose(post.start, post.end, "official", "no public body")
        return
    yield reading


def _is_of_the_day(post: Post) -> bool:
    """Whether a post is a role of an event, and no body stands beside it that makes it more."""
    bodies = tuple((post.row.body or "").split("|"))
    return post.row.sector == "event" and not (post.row.body and post.agency and post.agency.startswith(bodies))


def _shared_body(context: Context, post: Post, following: Post | None, reading: PostReading) -> str | None:
    """The body that a title shares with the one right after it ("Phó Tư lệnh, Tham mưu trưởng Quân đoàn 4")."""
    if following is None or following.agency is None or following.agency_span is None or post.agency_span:
        return None
    if is_party_post(context, reading) or not {post.row.sector, following.row.sector} <= {"public", "open"}:
        return None
    if "UBND" in (post.row.body or ""):
        return None
    words = context.rules.officials.words
    if post.title.endswith(words.member) or following.title.endswith((words.member, words.secretary)):
        return None
    organ = following.row.organ
    if organ is None:
        return following.agency
    return following.agency.removeprefix(organ).lstrip(", ") if " " in organ else None


def _rank(context: Context, name: NameSpan) -> PostReading | None:
    """A military or police rank before a name that has no other post, with the unit named after it."""
    text, rules = context.text, context.rules.officials
    lead = rules.names.before_name.match(text, max(0, name.start - _REACH), name.start)
    rank = rules.names.rank_run.search(text, lead.start(), lead.end()) if lead else None
    if rank is None:
        return None
    title = rank.group("rank").capitalize()
    after = rules.ties["name-title"].regex.match(text, name.end)
    unit = agency_from(context, after.end()) if after else None
    if unit is None:
        return PostReading(rank.start(), rank.end(), title, None, "rank")
    return PostReading(rank.start(), rank.end(), title, unit.name, "rank", (unit.start, unit.end), unit.doubt)
