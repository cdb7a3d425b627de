"""The party committee that a bare "Bí thư", "Ủy viên Ban Thường vụ" or "Bí thư Đảng ủy" is of, by the other posts.

Party and state posts of one place go together: the "Phó Bí thư, Chủ tịch UBND xã X" is deputy secretary of that xã, the
"Ủy viên Ban Thường vụ, Trưởng ban Dân vận Tỉnh ủy" sits on the board of that Tỉnh ủy, the "Bí thư Đảng ủy, Giám đốc Sở
Y tế" leads the committee of that sở.
"""

from dataclasses import replace

import regex

from pipeline.extract.context import Context
from pipeline.extract.place_posts import party_committee, place_meant, place_of
from pipeline.extract.readings import PostReading

_PARTY_TITLE = regex.compile(r"(?:Bí thư|bí thư|Đảng ủy viên)")
_BOARDS = frozenset({"Ban Thường vụ", "Ban Chấp hành"})
_COMMITTEE = regex.compile(r"\b(?:Tỉnh|Thành|Huyện|Quận|Thị|Đảng) ủy\ .+")
_DOUBT = "the body is that of the person's other post"


def with_party_bodies(context: Context, posts: list[PostReading]) -> list[PostReading]:
    """The posts of one person, with the bodies of the party posts that name none."""
    return [_completed(context, post, posts) if _lacks_body(post) else post for post in posts]


def is_party_post(post: PostReading) -> bool:
    return post.organ in _BOARDS or _PARTY_TITLE.search(post.title) is not None


def _lacks_body(post: PostReading) -> bool:
    return post.agency is None and is_party_post(post)


def _completed(context: Context, post: PostReading, posts: list[PostReading]) -> PostReading:
    named = context.text[slice(*post.agency_span)] if post.agency_span else ""
    at = posts.index(post)
    others = [other.agency for other in (*posts[at + 1 :], *posts[:at]) if other.agency]
    committee = next((name for body in others if (name := _committee(context, named, body))), None)
    doubt = _DOUBT
    if committee is None and not others and named == "Đảng ủy":
        here = (place_meant(context, level, post.start) for level in context.rules.officials.words.base_levels)
        committee = next((name for place in here if place and (name := party_committee(context, place))), None)
        doubt = "the place is the one named before"
    if committee is None:
        return post
    return replace(post, agency=f"{post.organ} {committee}" if post.organ in _BOARDS else committee, doubt=doubt)


def _committee(context: Context, named: str, body: str) -> str | None:
    """The party committee beside a body, or above it; `named` are the words that the post gives for it."""
    place, above = place_of(body), _COMMITTEE.search(body)
    found = party_committee(context, place) if place else above.group() if above else None
    if found and found.startswith(named):
        return found
    return f"{named} {body}" if named.endswith("ủy") and not found else None
