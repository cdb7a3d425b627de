"""Who signed: the post, the name and the body of each signature block."""

from collections.abc import Iterator

import regex

from pipeline.extract.context import Context
from pipeline.extract.form.signature import Signature, find_signatures
from pipeline.extract.officials.person_names import whole_name
from pipeline.extract.officials.posts import Post, agency_from, find_posts, inherited_body
from pipeline.extract.readings import OfficialReading, PostReading

RULE = "official.signature"
_WORD = regex.compile(r"(?<!\p{L})\p{L}")
Named = tuple[str, tuple[int, int] | None]


def read_signatories(context: Context) -> Iterator[OfficialReading]:
    """One reading for each signature block with a name under a post."""
    # a press item may carry a document: its signatures are sought where the layout saw no form of one
    for signature in context.layout.signatures or find_signatures(context, 0):
        if signature.name is None:
            continue
        name = whole_name(context.text, *_with_line_above(context, *signature.name), context.rules.officials)
        posts = [post for line in signature.lines for post in find_posts(context, *line) if not post.refused]
        if name is None or not posts:
            context.lose(signature.start, signature.end, RULE, "no post or no person's name")
            continue
        agency, span = _body(context, signature, posts) or (None, None)
        post = posts[-1]
        signed = PostReading(post.start, post.title_end, post.title, agency, "public", span, post.doubt)
        yield OfficialReading(name.start, name.end, name.name, RULE, (signed,))


def _with_line_above(context: Context, start: int, end: int) -> tuple[int, int]:
    """The stretch of a name with the family name that a narrow column left on the line above it."""
    above = context.blocks[context.block_at(start) - 1]
    word = context.text[above.start : above.end]
    if word.lower() in context.rules.officials.names.known and word.istitle() and above.end < start:
        return above.start, end
    return start, end


def _body(context: Context, signature: Signature, posts: list[Post]) -> Named | None:
    """The body the signer signs for: named with the post, his own office under TL. and TUQ., else the issuer."""
    own = [post for post in posts if not _orders(context, signature, post)] or posts
    for post in reversed(own):
        if post.agency:
            return post.agency, post.agency_span or (post.start, post.title_end)
    above = [(post.agency, post.agency_span) for post in reversed(posts) if post.agency]
    issuer = next(iter(above), None) or _issuer(context) or _signed_for(context, signature)
    if len(own) < len(posts):
        organ = posts[-1].row.organ
        return (f"{organ} {issuer[0]}", issuer[1]) if organ and issuer else None
    if issuer is None and (body := inherited_body(context, posts[-1])):
        return body, None
    return issuer


def _orders(context: Context, signature: Signature, post: Post) -> bool:
    """Whether a post is the one by whose order or delegation another signs."""
    line = next(start for start, end in signature.lines if start <= post.start < end)
    prefix = context.rules.officials.ties["signature"].regex.match(context.text, line)
    return prefix is not None and prefix.group("order") is not None


def _issuer(context: Context) -> Named | None:
    """The body that issued the document, by its header."""
    if context.layout.header_issuer:
        return _first_named(context, *context.layout.header_issuer)
    first = context.agencies[0] if context.agencies else None
    if first and context.text[first.start : first.end].isupper():
        return first.name, (first.start, first.end)
    return None


def _signed_for(context: Context, signature: Signature) -> Named | None:
    """The body of the line "TM. ..."."""
    return _first_named(context, *signature.lines[0])


def _first_named(context: Context, start: int, end: int) -> Named | None:
    for word in _WORD.finditer(context.text, start, end):
        if reading := agency_from(context, word.start()):
            return reading.name, (reading.start, reading.end)
    return None
