"""Posts of a place named by its level alone: "Chủ tịch huyện", "Bí thư quận Hồng Bàng", "Trưởng đoàn ĐBQH tỉnh"."""

from bisect import bisect_left

import regex

from pipeline.extract.agencies.read import resolve_bare
from pipeline.extract.context import Context
from pipeline.rulebook.levels import ANY_LEVEL
from pipeline.rulebook.titles import Title

_LEVEL = regex.compile(rf"\b(?:{ANY_LEVEL})\ (?:\p{{Lu}}|\d)")


def place_meant(context: Context, level: str, offset: int) -> str | None:
    """The place that a bare level word means at an offset, in full ("huyện X")."""
    committee = resolve_bare(context, level, offset)
    return committee.name.removeprefix(f"{context.rules.agencies.committee} ") if committee else None


def place_named(context: Context, offset: int, limit: int) -> tuple[str, int] | None:
    """The place whose level word and name begin at an offset, in full, and where they end."""
    named = context.home.named.all
    at = bisect_left(named, offset, key=lambda place: place.start)
    if at < len(named) and named[at].start == offset and not named[at].bare and named[at].end <= limit:
        return named[at].unit.full, named[at].end
    return None


def leads_place(context: Context, row: Title) -> bool:
    """Whether a title can be one of a place: its committee's, its party's, or of the body it heads there."""
    return row.organ is not None or "UBND" in (row.body or "").split("|") or _is_secretary(context, row)


def _is_secretary(context: Context, row: Title) -> bool:
    return f"{row.title} ".startswith(f"{context.rules.officials.words.secretary} ")


def body_of_place(context: Context, row: Title, place: str) -> str | None:
    """The body of a place that a title leads."""
    if row.organ:
        return f"{row.organ} {place}"
    if _is_secretary(context, row):
        return context.rules.places.party_committee(place)
    return f"{context.rules.agencies.committee} {place}"


def place_in(body: str) -> str | None:
    """The place in the name of a body, in full.

    >>> place_in("Ủy ban nhân dân huyện Mường La")
    "huyện Mường La"
    """
    level = _LEVEL.search(body)
    return body[level.start() :] if level else None
