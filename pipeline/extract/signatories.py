"""Who signed: the post, the name and the body of each signature block."""

from collections.abc import Iterator

import regex

from pipeline.extract.context import Context
from pipeline.extract.layout import Signature
from pipeline.extract.person_names import whole_name
from pipeline.extract.posts import Post, agency_from, find_posts, inherited_body
from pipeline.extract.readings import OfficialReading, PostReading

RULE = "official.signature"
_WORD = regex.compile(r"(?<!\p{L})\p{L}")
Named = tuple[str, tuple[int, int] | None]


def read_signatories(context: Context) -> Iterator[OfficialReading]:
    """One reading for each signature block with a name under a post."""
    for signature in context.layout.signatures:
        if signature.name is None:
            continue
        name = whole_name(context.text, *signature.name, context.rules.officials)
        posts = [post for line in signature.lines for post in find_posts(context, *line) if not post.refused]
        if name is None or not posts:
            context.lose(signature.start, signature.end, RULE, "no post or no person's name")
            continue
        body = _body(context, signature, posts)
        agency, span = body or (None, None)
        post = posts[-1]
        signed = PostReading(post.start, post.title_end, post.title, agency, "public", span, post.doubt)
        yield OfficialReading(name.start, name.end, name.name, RULE, (signed,))


def _body(context: Context, signature: Signature, posts: list[Post]) -> Named | None:
    """The body the signer signs for: named with the post, else his own office under TL., else the issuer."""
    post = posts[-1]
    if post.agency:
        return post.agency, post.agency_span or (post.start, post.title_end)
    above = next(((p.agency, p.agency_span) for p in reversed(posts[:-1]) if p.agency and p.agency_span), None)
    issuer = above or _issuer(context) or _signed_for(context, signature)
    prefixed = context.rules.officials.ties["signature"].regex
    by_order = any(
        (found := prefixed.match(context.text, *line)) and found.group("order") for line in signature.lines
    )
    if by_order and len(posts) > 1:
        organ = post.row.organ
        return (f"{organ} {issuer[0]}", issuer[1]) if organ and issuer else None
    if issuer is None and (body := inherited_body(context, post)):
        return body, None
    return issuer


def _issuer(context: Context) -> Named | None:
    """The body that issued the document, by its header."""
    return _first_named(context, *context.layout.header_issuer) if context.layout.header_issuer else None


def _signed_for(context: Context, signature: Signature) -> Named | None:
    """The body of the line "TM. ..."."""
    return _first_named(context, *signature.lines[0])


def _first_named(context: Context, start: int, end: int) -> Named | None:
    for word in _WORD.finditer(context.text, start, end):
        if reading := agency_from(context, word.start()):
            return reading.name, (reading.start, reading.end)
    return None
