"""The party committee that a bare "Bí thư", "Ủy viên Ban Thường vụ" or "Bí thư Đảng ủy" is of, by the other posts.

Party and state posts of one place go together: the "Phó Bí thư, Chủ tịch UBND xã X" is deputy secretary of that xã, the
"Ủy viên Ban Thường vụ, Trưởng ban Dân vận Tỉnh ủy" sits on the board of that Tỉnh ủy, the "Bí thư Đảng ủy, Giám đốc Sở
Y tế" leads the committee of that sở.
"""

from dataclasses import replace

import regex

from pipeline.extract.context import Context
from pipeline.extract.officials.place_posts import place_in, place_meant
from pipeline.extract.readings import PostReading

_PARTY_TITLE = regex.compile(r"(?:Bí thư|bí thư)")
_MEMBER = regex.compile(r"(?P<committee>\p{Lu}\p{Ll}+ ủy) viên\Z")
_BARE = regex.compile(r"(?:Tỉnh|Thành|Huyện|Quận|Thị) ủy\Z")
_OF_A_PLACE = regex.compile(r"(?:Ủy ban nhân dân|Hội đồng nhân dân|Ủy ban Mặt trận)\b")
_OWN_BODIES = frozenset({"đảng ủy", "đảng đoàn", "ban cán sự", "ban cán sự đảng", "đảng bộ", "chi bộ"})
_BOARDS = frozenset({"Ban Thường vụ", "Ban Chấp hành"})
_COMMITTEE = regex.compile(r"\b(?:Tỉnh|Thành|Huyện|Quận|Thị|Đảng) ủy\ .+")
_DOUBT = "the body is that of the person's other post"


def with_party_bodies(context: Context, posts: list[PostReading]) -> list[PostReading]:
    """The posts of one person, with the bodies of the party posts that name none."""
    return [_completed(context, post, posts) if _lacks_body(post) else post for post in posts]


def with_one_place(context: Context, posts: list[PostReading]) -> list[PostReading]:
    """The posts of one person, with bare committees in the place that a later post names.

    "Bí thư Thành ủy, Chủ tịch HĐND thành phố X": the Thành ủy is that of X, whatever city was named before.
    """
    placed: list[PostReading] = []
    later: dict[str, str] = {}  # the kind of a committee ("Thành ủy") -> the one of the place named
    for post in reversed(posts):
        named = context.text[slice(*post.agency_span)] if post.agency_span else ""
        bare = _BARE.search(named)
        committee = _above(context, "", post.agency) if post.agency else None
        if post.agency and bare and bare.group() in later:
            placed.append(replace(post, agency=_COMMITTEE.sub(later[bare.group()], post.agency)))
            continue
        if committee and committee.split(" ", 2)[2] in named:
            later[" ".join(committee.split(" ", 2)[:2])] = committee
        placed.append(post)
    return placed[::-1]


def is_party_post(post: PostReading) -> bool:
    return post.organ in _BOARDS or bool(_PARTY_TITLE.search(post.title) or _MEMBER.search(post.title))


def _lacks_body(post: PostReading) -> bool:
    return post.agency is None and is_party_post(post)


def _completed(context: Context, post: PostReading, posts: list[PostReading]) -> PostReading:
    named = context.text[slice(*post.agency_span)] if post.agency_span else ""
    at = posts.index(post)
    others = [other.agency for other in (*posts[at + 1 :], *posts[:at]) if other.agency]
    member = _MEMBER.search(post.title)
    found = (
        _above(context, member["committee"], body) if member else _committee(context, named, body) for body in others
    )
    committee = next(filter(None, found), None)
    doubt = _DOUBT
    if committee is None and not others and named == "Đảng ủy":
        here = (place_meant(context, level, post.start) for level in context.rules.places.base_levels)
        committee = next(
            (name for place in here if place and (name := context.rules.places.party_committee(place))), None
        )
        doubt = "the place is the one named before"
    if committee is None:
        return post
    return replace(post, agency=f"{post.organ} {committee}" if post.organ in _BOARDS else committee, doubt=doubt)


def _committee(context: Context, named: str, body: str) -> str | None:
    """The party committee beside a body, or above it; `named` are the words that the post gives for it."""
    place = place_in(body) if _OF_A_PLACE.match(body) else None
    above = _COMMITTEE.search(body)
    found = context.rules.places.party_committee(place) if place else above.group() if above else None
    if found and found.startswith(named):
        return found
    return f"{named[:1].upper()}{named[1:]} {body}" if named.lower() in _OWN_BODIES and not found else None


def _above(context: Context, committee: str, body: str) -> str | None:
    """The committee of this name in whose place a body stands ("Tỉnh ủy" for a "Sở Y tế tỉnh X")."""
    place, named = place_in(body), _COMMITTEE.search(body)
    found = named.group() if named else context.rules.places.party_committee(place) if place else None
    return found if found and found.startswith(committee) else None
