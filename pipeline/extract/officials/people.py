"""People as facts: what several places of a document say of one person, put together."""

from collections import defaultdict
from collections.abc import Iterator

from pipeline.extract.context import Context
from pipeline.extract.mentions import Stretch, find_mentions
from pipeline.extract.readings import OfficialReading, PostReading
from pipeline.model import Official, Span, fold_key


def officials_of(context: Context) -> tuple[Official, ...]:
    """One fact a person, in the order of the text; nobody whose only post is a role."""
    places: dict[str, list[OfficialReading]] = defaultdict(list)
    for reading in context.officials:
        places[fold_key(reading.name)].append(reading)
    known = {key: posts for key, readings in places.items() if (posts := _posts(readings))}
    if not known:
        return ()
    again = find_mentions(context, {key: places[key][0].name for key in known})
    return tuple(_fact(context, places[key], posts, again[key]) for key, posts in known.items())


def _posts(readings: list[OfficialReading]) -> list[PostReading]:
    """The person's posts, each once and as fully as the document gives it."""
    posts: list[PostReading] = []
    for post in (post for reading in readings for post in reading.posts):
        rival = next((other for other in posts if _same(post, other)), None)
        if rival is None:
            posts.append(post)
        elif _fullness(post) > _fullness(rival):
            posts[posts.index(rival)] = post
    if any(post.sector not in ("role", "rank") for post in posts):
        return [post for post in posts if post.sector != "rank"]
    bodied = [post for post in posts if post.sector == "role" and post.agency and post.agency_span]
    return bodied or [post for post in posts if post.sector == "rank"]


def _same(one: PostReading, other: PostReading) -> bool:
    """Two readings of one post: titles that differ only in what is left out, and bodies that do not contradict."""
    short, long = sorted((fold_key(one.title), fold_key(other.title)), key=len)
    if short != long and not long.startswith(short + " "):
        return False
    if one.agency is None or other.agency is None or one.agency == other.agency:
        return True
    return short == long and (one.doubt is None) != (other.doubt is None)


def _fullness(post: PostReading) -> tuple[bool, bool, int]:
    """How much a reading says: its body, without doubt, in more words."""
    return post.agency is not None, post.doubt is None, len(post.title)


def _fact(
    context: Context, readings: list[OfficialReading], posts: list[PostReading], again: list[Stretch]
) -> Official:
    bodies = [post.agency for post in posts if post.agency]
    titles = [post.title for post in posts]
    if len(set(bodies)) < 2:
        titles, bodies = list(dict.fromkeys(titles)), bodies[:1]
    return Official(
        mentions=tuple(_evidence(context, readings, posts, again)),
        rule=readings[0].rule,
        doubt=next((post.doubt for post in posts if post.doubt), None),
        name=readings[0].name,
        title="; ".join(titles),
        agency="; ".join(bodies) or None,
    )


def _evidence(
    context: Context, readings: list[OfficialReading], posts: list[PostReading], again: list[Stretch]
) -> Iterator[Span]:
    """The name where posts stand beside it, then wherever else it stands, then the words of the posts."""
    for start, end in dict.fromkeys([*((reading.start, reading.end) for reading in readings), *again]):
        yield context.span(start, end)
    for post in posts:
        yield context.span(post.start, post.end, "title")
        if post.agency_span:
            yield context.span(*post.agency_span, "agency")
