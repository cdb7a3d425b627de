"""The party committee that a bare "Bí thư" or "Bí thư Đảng ủy" leads, by the other post of the same person.

Party and state posts of one place go together: the "Phó Bí thư, Chủ tịch UBND xã X" is deputy secretary of that xã, the
"Bí thư Đảng ủy, Giám đốc Sở Y tế" leads the committee of that sở.
"""

from dataclasses import replace

import regex

from pipeline.extract.agencies import resolve_bare
from pipeline.extract.context import Context
from pipeline.extract.readings import PostReading

_PARTY_TITLE = regex.compile(r"(?:Bí thư|bí thư|Đảng ủy viên)")
_OF_A_PLACE = regex.compile(r"(?:Ủy ban nhân dân|Hội đồng nhân dân|Ủy ban Mặt trận)\b")
_DOUBT = "the body is that of the person's other post"


def with_party_bodies(context: Context, posts: list[PostReading]) -> list[PostReading]:
    """The posts of one person, with the bodies of the party posts that name none."""
    return [_completed(context, post, posts) if _lacks_body(post) else post for post in posts]


def _lacks_body(post: PostReading) -> bool:
    return post.agency is None and _PARTY_TITLE.search(post.title) is not None


def _completed(context: Context, post: PostReading, posts: list[PostReading]) -> PostReading:
    others = [other.agency for other in posts if other.agency]
    committee = next((name for body in others if (name := _committee(context, post, body))), None)
    if committee:
        return replace(post, agency=committee, doubt=_DOUBT)
    if not others and post.agency_span:
        here = (resolve_bare(context, level, post.start) for level in context.rules.officials.words.base_levels)
        committee = next((name for body in here if body and (name := _committee(context, post, body.name))), None)
    return replace(post, agency=committee, doubt="the place is the one named before") if committee else post


def _committee(context: Context, post: PostReading, body: str) -> str | None:
    """The party committee beside a body of the state."""
    named = context.text[slice(*post.agency_span)] if post.agency_span else ""
    if _OF_A_PLACE.match(body):
        committees = context.rules.officials.words.party_committees
        levels = "|".join(sorted(committees, key=len, reverse=True))
        place = regex.search(rf"\b({levels}) (\p{{Lu}}.*)\Z", body)
        return f"{committees[place[1]]} {place[2]}" if place else None
    return f"{named} {body}" if named.endswith("ủy") and "ủy" not in body else None
