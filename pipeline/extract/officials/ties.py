"""Whose post is whose: names and posts of one stretch tied by the words between them.

Names and posts that stand close follow each other in runs ("N, T, T; T N, các T: N, N"). A post is given to the name
before it or after it by the words between: "Giám đốc Sở Nguyễn Văn A" ties forward, "Nguyễn Văn A, Giám đốc Sở" back.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import regex

from pipeline.extract.officials.person_names import NameSpan
from pipeline.extract.officials.posts import Post
from pipeline.rulebook.officials import OfficialsRules

Element = NameSpan | Post
_FORWARD = ("title-name", "title-colon", "title-is", "title-aside", "title-for")
_TO_MANY = ("title-colon", "title-for")  # a post before them is that of all names in the list behind
_BACK = ("name-title", "name-holds")
_GAP = 90  # the longest stretch of words between a name and its post
_FAR = 300  # and where the sentence comes back to its person ("..., và giữ chức Bí thư")
_SENTENCE_END = regex.compile(r"[.!?…:]\ +[\p{Lu}\"]|\n")


@dataclass
class Person:
    """A name with the posts tied to it; `tie` is the first form that did it."""

    name: NameSpan
    posts: list[Post] = field(default_factory=list)
    tie: str | None = None

    def take(self, posts: list[Post], tie: str) -> None:
        self.posts.extend(post for post in posts if post not in self.posts)
        self.tie = self.tie or tie


@dataclass
class _Group:
    """Posts that several names after them share ("các Phó Chủ tịch: A, B; C - Bí thư").

    The names are parted as the first two are: a list with commas ends at a semicolon.
    """

    posts: list[Post]
    separator: str | None = None

    def reaches(self, tie: str | None, *, has_own: bool = False) -> bool:
        """Whether the name behind a tie is of the group; `has_own` where a post of its own stands behind the name."""
        if tie not in ("others", "next"):
            return False
        if has_own and self.separator == "next" and tie == "others":
            return False  # the last of "A; B và C - Bí thư"
        self.separator = self.separator or tie
        return self.separator == "next" or tie == "others"


def tie_posts(text: str, elements: list[Element], rules: OfficialsRules) -> list[Person]:
    """The people of one block with their posts; `elements` in the order of the text, not overlapping."""
    people: list[Person] = []
    group: _Group | None = None
    end = 0
    kept = _without_passers(text, list(_without_guesses(text, elements, rules)), rules)
    for run, between in _runs(text, kept, rules):
        if group and not (isinstance(run[0], NameSpan) and group.reaches(_separator(text, end, run[0].start, rules))):
            group = None
        found, group = _people_of(run, between, group)
        people.extend(found)
        end = run[-1].end
    return people


def _without_guesses(text: str, elements: list[Element], rules: OfficialsRules) -> Iterator[Element]:
    """The elements without the unsure names that no post follows."""
    for element, after in zip(elements, [*elements[1:], None], strict=False):
        if (
            isinstance(element, Post)
            or element.sure
            or (isinstance(after, Post) and _tie(text, element, after, rules) in _BACK)
        ):
            yield element


def _without_passers(text: str, elements: list[Element], rules: OfficialsRules) -> list[Element]:
    """The elements without posts that hang on nobody where the sentence comes back to the person before them."""
    kept: list[Element] = []
    for element in elements:
        if isinstance(element, Post) and kept and isinstance(kept[-1], Post):
            loose = _first_loose(text, kept, rules)
            if loose and _is_taken(text, kept[loose - 1].end, element, rules):
                del kept[loose:]
        kept.append(element)
    return kept


def _first_loose(text: str, elements: list[Element], rules: OfficialsRules) -> int | None:
    """Which post behind the last name is not tied to what stands before it."""
    index = len(elements)
    while index and isinstance(elements[index - 1], Post):
        index -= 1
    behind = range(index, len(elements)) if index else ()
    return next((at for at in behind if _tie(text, elements[at - 1], elements[at], rules) is None), None)


def _runs(text: str, elements: list[Element], rules: OfficialsRules) -> Iterator[tuple[list[Element], list[str]]]:
    """Elements that follow each other closely, and the tie between each and the next."""
    run: list[Element] = []
    between: list[str] = []
    for element in elements:
        tie = _tie(text, run[-1], element, rules) if run else None
        if run and tie is None:
            yield run, between
            run, between = [], []
        elif tie is not None:
            between.append(tie)
        run.append(element)
    if run:
        yield run, between


def _tie(text: str, left: Element, right: Element, rules: OfficialsRules) -> str | None:
    """How two neighbours hang together; None where they do not."""
    near = right.start - left.end <= _GAP
    if isinstance(right, Post):
        tie = _tie_to_post(text, left, right, rules) if near else None
        if tie is None and _is_taken(text, left.end, right, rules):
            tie = "more" if isinstance(left, Post) else "name-holds"
        return tie
    if not near:
        return None
    if isinstance(left, Post):
        found = _between(text, left, right, _FORWARD, rules)
        return found if found and _points_forward(text, left, right, found, rules) else None
    return _separator(text, left.end, right.start, rules)


def _between(text: str, left: Element, right: Element, names: tuple[str, ...], rules: OfficialsRules) -> str | None:
    """The form that the words between two neighbours have."""
    return next((name for name in names if rules.ties[name].regex.fullmatch(text, left.end, right.start)), None)


def _tie_to_post(text: str, left: Element, right: Post, rules: OfficialsRules) -> str | None:
    """How a post hangs together with the name or the post right before it."""
    if isinstance(left, NameSpan):
        return _between(text, left, right, _BACK, rules)
    among_others = right.plural or (
        right.row.sector == "staff" and rules.cues["and"].search(text, left.end, right.start)
    )
    return "more" if not among_others and rules.more.fullmatch(text, left.end, right.start) else None


def _is_taken(text: str, end: int, post: Post, rules: OfficialsRules) -> bool:
    """Whether a post is given, further on in its sentence or at the head of the next, to the person last named."""
    if post.start - end > _FAR:
        return False
    found = rules.resumed.search(text, end, post.start)
    last = found.start() if found else post.start
    if _SENTENCE_END.search(text, end, last):
        return False
    return found is not None or rules.taken.search(text, end, post.start) is not None


def _points_forward(text: str, post: Post, name: Element, tie: str, rules: OfficialsRules) -> bool:
    """Whether a post can be that of the name after it."""
    if tie == "title-for":
        return post.stance == "given" or rules.cues["concerning"].search(text, post.end, name.start) is not None
    if tie == "title-aside":
        return post.stance == "own" and not (post.row.sector == "sole" and post.is_unmodified)
    return True


def _separator(text: str, start: int, end: int, rules: OfficialsRules) -> str | None:
    """How two entries of a list are parted."""
    if rules.others.fullmatch(text, start, end):
        return "others"
    return "next" if rules.next.fullmatch(text, start, end) else None


def _people_of(run: list[Element], between: list[str], group: _Group | None) -> tuple[list[Person], _Group | None]:
    """The people of one run, and the group that goes on behind it; `group` is the one that reaches its first name."""
    people = {index: Person(element) for index, element in enumerate(run) if isinstance(element, NameSpan)}
    first = 0
    while first < len(run):
        if first in people:
            has_own = first < len(between) and between[first] in _BACK
            if group and first and not group.reaches(between[first - 1], has_own=has_own):
                group = None
            if group:
                people[first].take(group.posts, "title-colon")
            first += 1
            continue
        last = first
        while last + 1 < len(run) and isinstance(run[last + 1], Post):
            last += 1
        forward, back = _divide(run, between, people, first, last)
        if back:
            people[first - 1].take(back, between[first - 1])
            _share_back(between, people, first - 1, back)
        first = last + 1
        if forward:
            tie = between[last]
            people[first].take(forward, tie)
            shared = [post for post in forward if post.plural] or (forward if tie in _TO_MANY else [])
            group = _Group(shared) if shared else None
            first += 1
    return list(people.values()), group


def _divide(
    run: list[Element], between: list[str], people: dict[int, Person], first: int, last: int
) -> tuple[list[Post], list[Post]]:
    """The posts run[first..last] that belong to the name after them, and those of the name before them."""
    posts = [element for element in run[first : last + 1] if isinstance(element, Post)]
    left = first > 0
    right = last + 1 < len(run) and between[last] in _FORWARD
    if not right:
        return [], posts if left else []
    if not left:
        return _without_bystander(posts), []
    if between[last] in ("title-aside", "title-for"):
        return [], posts
    if between[last] == "title-colon":
        return posts, []
    next_has_own = last + 2 < len(run) and between[last + 1] in _BACK
    if len(posts) == 1 and next_has_own and not people[first - 1].posts:
        return [], posts
    return posts[-1:], posts[:-1]


def _without_bystander(posts: list[Post]) -> list[Post]:
    """Posts before a name without the one of somebody else ("trình Thủ tướng, Bộ trưởng Y tế A")."""
    sole = [index + 1 for index, post in enumerate(posts[:-1]) if post.row.sector == "sole" and post.is_unmodified]
    return posts[sole[-1] :] if sole else posts


def _share_back(between: list[str], people: dict[int, Person], index: int, posts: list[Post]) -> None:
    """Give posts of several people ("A và B, các Phó Chủ tịch", "các ông A, B giữ chức") to the names before too."""
    if between[index] != "name-holds" and not any(post.plural for post in posts):
        return
    while index - 1 in people and between[index - 1] == "others" and not people[index - 1].posts:
        index -= 1
        people[index].take(posts, "name-title")
