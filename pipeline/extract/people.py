"""People as facts: what several places of a document say of one person, put together."""

from collections import defaultdict
from collections.abc import Iterator

import regex

from pipeline.extract.context import Context
from pipeline.extract.readings import OfficialReading, PostReading
from pipeline.model import Official, Span, fold_key


def officials_of(context: Context) -> tuple[Official, ...]:
    """One fact a person, in the order of the text."""
    places: dict[str, list[OfficialReading]] = defaultdict(list)
    for reading in context.officials:
        places[fold_key(reading.name)].append(reading)
    known = {key: posts for key, readings in places.items() if (posts := _posts(readings))}
    given = _given_names({key: places[key][0].name for key in known})
    return tuple(_fact(context, places[key], posts, given.get(key)) for key, posts in known.items())


def _posts(readings: list[OfficialReading]) -> list[PostReading]:
    """The person's posts, each once and as fully as the document gives it."""
    posts: list[PostReading] = []
    for post in (post for reading in readings for post in reading.posts):
        rival = next((other for other in posts if _same(post, other)), None)
        if rival is None:
            posts.append(post)
        elif _fuller(post, rival):
            posts[posts.index(rival)] = post
    if any(post.sector not in ("role", "rank") for post in posts):
        return [post for post in posts if post.sector != "rank"]
    bodied = [post for post in posts if post.sector == "role" and post.agency]
    return bodied or [post for post in posts if post.sector == "rank"]


def _same(one: PostReading, other: PostReading) -> bool:
    """Two readings of one post: titles that differ only in what is left out, and bodies that do not contradict."""
    short, long = sorted((fold_key(one.title), fold_key(other.title)), key=len)
    if short != long and not long.startswith(short + " "):
        return False
    if one.agency is None or other.agency is None or one.agency == other.agency:
        return True
    return short == long and (one.doubt is None) != (other.doubt is None)


def _fuller(post: PostReading, rival: PostReading) -> bool:
    """Whether a reading says more than another of the same post: its body, without doubt, in more words."""

    def fullness(reading: PostReading) -> tuple[bool, bool, int]:
        return reading.agency is not None, reading.doubt is None, len(reading.title)

    return fullness(post) > fullness(rival)


def _fact(context: Context, readings: list[OfficialReading], posts: list[PostReading], given: str | None) -> Official:
    bodies = [post.agency for post in posts if post.agency]
    titles = [post.title for post in posts]
    if len(set(bodies)) < 2:
        titles, bodies = list(dict.fromkeys(titles)), bodies[:1]
    return Official(
        mentions=tuple(_mentions(context, readings, posts, given)),
        rule=readings[0].rule,
        doubt=next((post.doubt for post in posts if post.doubt), None),
        name=readings[0].name,
        title="; ".join(titles),
        agency="; ".join(bodies) or None,
    )


def _mentions(
    context: Context, readings: list[OfficialReading], posts: list[PostReading], given: str | None
) -> Iterator[Span]:
    """The name where posts stand beside it, then wherever else it stands, then the words of the posts."""
    places = dict.fromkeys((reading.start, reading.end) for reading in readings)
    places |= dict.fromkeys(_elsewhere(context, readings[0].name, given))
    for start, end in places:
        yield context.span(start, end)
    for post in posts:
        yield context.span(post.start, post.end, "title")
        if post.agency_span:
            yield context.span(*post.agency_span, "agency")


def _elsewhere(context: Context, name: str, given: str | None) -> Iterator[tuple[int, int]]:
    """Where the whole name stands, and the given name after an honorific."""
    words = r"\ +".join(regex.escape(word) for word in name.split())
    for match in regex.finditer(rf"(?<!\p{{L}}){words}(?!\p{{L}})", context.text):
        yield match.span()
    if given:
        honored = context.rules.officials.names.before_name
        for match in regex.finditer(rf"(?<=\ ){regex.escape(given)}(?!\p{{L}}|\ +\p{{Lu}})", context.text):
            if honored.match(context.text, max(0, match.start() - 12), match.start()):
                yield match.span()


def _given_names(names: dict[str, str]) -> dict[str, str]:
    """The last syllable of each name that no other person of the document shares."""
    last = {key: name.split()[-1] for key, name in names.items()}
    shared = {word for word in last.values() if sum(other == word for other in last.values()) > 1}
    return {key: word for key, word in last.items() if word not in shared}
