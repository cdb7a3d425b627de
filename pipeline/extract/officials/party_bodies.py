"""The party committee that a bare "Bí thư", "Ủy viên Ban Thường vụ" or "Bí thư Đảng ủy" is of, by the other posts.

Party and state posts of one place go together: the "Phó Bí thư, Chủ tịch UBND xã X" is deputy secretary of that xã, the
"Ủy viên Ban Thường vụ, Trưởng ban Dân vận Tỉnh ủy" sits on the board of that Tỉnh ủy, the "Bí thư Đảng ủy, Giám đốc Sở
Y tế" leads the committee of that sở, the "Bí thư Ban cán sự đảng, Chủ tịch UBND tỉnh X" the party's delegation in it.
"""

from dataclasses import replace

from pipeline.extract.context import Context
from pipeline.extract.officials.place_posts import place_in, place_meant
from pipeline.extract.readings import PostReading

_DOUBT = "the body is that of the person's other post"


def with_party_bodies(context: Context, posts: list[PostReading]) -> list[PostReading]:
    """The posts of one person, with the bodies of the party posts that name none."""
    return [
        post if post.agency or not is_party_post(context, post) else _completed(context, post, posts) for post in posts
    ]


def with_one_place(context: Context, posts: list[PostReading]) -> list[PostReading]:
    """The posts of one person, with bare committees in the place that a later post names.

    "Bí thư Thành ủy, Chủ tịch HĐND thành phố X": the Thành ủy is that of X, whatever city was named before.
    """
    cues = context.rules.officials.cues
    placed: list[PostReading] = []
    later: dict[str, str] = {}  # the kind of a committee ("Thành ủy") -> the one of the place named
    for post in reversed(posts):
        named = context.text[slice(*post.agency_span)] if post.agency_span else ""
        bare = _committee_named(context, post, named)
        committee = _above(context, "", post.agency) if post.agency else None
        if post.agency and bare in later:
            placed.append(replace(post, agency=cues["committee"].sub(later[bare], post.agency), doubt=None))
            continue
        if committee and committee.split(" ", 2)[2] in named:
            later[" ".join(committee.split(" ", 2)[:2])] = committee
        placed.append(post)
    return placed[::-1]


def _committee_named(context: Context, post: PostReading, named: str) -> str:
    """The committee without a place that a post's words name ("Thành ủy"), or its title ("Tỉnh ủy viên")."""
    cues = context.rules.officials.cues
    if post.agency_span is None:
        member = cues["member"].search(post.title)
        return member["committee"] if member else ""
    bare = cues["bare-committee"].search(named)
    return bare.group() if bare else ""


def is_party_post(context: Context, post: PostReading) -> bool:
    """Whether a post is of a party body: a secretary's, a member's, a seat on a board."""
    rules = context.rules.officials
    secretary = rules.words.secretary.casefold() in post.title.casefold()
    if post.agency_span and rules.words.is_partys(context.text[slice(*post.agency_span)]):
        return True
    return secretary or post.organ in rules.words.boards or rules.cues["member"].search(post.title) is not None


def _completed(context: Context, post: PostReading, posts: list[PostReading]) -> PostReading:
    rules = context.rules
    named = context.text[slice(*post.agency_span)] if post.agency_span else ""
    at = posts.index(post)
    others = [other.agency for other in (*posts[at + 1 :], *posts[:at]) if other.agency]
    member = rules.officials.cues["member"].search(post.title)
    found = (
        _above(context, member["committee"], body) if member else _committee(context, named, body) for body in others
    )
    committee = next(filter(None, found), None)
    doubt = _DOUBT
    if committee is None and not others and named == rules.agencies.name_of("dang-uy"):
        here = (place_meant(context, level, post.start) for level in rules.places.base_levels)
        committee = next((name for place in here if place and (name := rules.places.party_committee(place))), None)
        doubt = "the place is the one named before"
    if committee is None:
        return post
    on_board = post.organ in rules.officials.words.boards
    return replace(post, agency=f"{post.organ} {committee}" if on_board else committee, doubt=doubt)


def _committee(context: Context, named: str, body: str) -> str | None:
    """The party committee beside a body, or above it; `named` are the words that the post gives for it."""
    rules = context.rules.officials
    if delegation := rules.words.delegations.get(named.lower()):
        return None if rules.cues["of-the-party"].match(body) else f"{delegation} {body}"
    place = place_in(body) if rules.cues["of-a-place"].match(body) else None
    above = rules.cues["committee"].search(body)
    found = context.rules.places.party_committee(place) if place else above.group() if above else None
    if found and found.startswith(named):
        return found
    return f"{named[:1].upper()}{named[1:]} {body}" if named.lower() in rules.words.party_bodies and not found else None


def _above(context: Context, committee: str, body: str) -> str | None:
    """The committee of this name in whose place a body stands ("Tỉnh ủy" for a "Sở Y tế tỉnh X")."""
    place, named = place_in(body), context.rules.officials.cues["committee"].search(body)
    found = named.group() if named else context.rules.places.party_committee(place) if place else None
    return found if found and found.startswith(committee) else None
