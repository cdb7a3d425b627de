"""Who signed: the post, the name and the body of each signature block."""

from bisect import bisect_left
from collections.abc import Iterator

import regex

from pipeline.extract.context import Context
from pipeline.extract.form.signature import find_signatures
from pipeline.extract.layout import Signature
from pipeline.extract.officials.person_names import whole_name
from pipeline.extract.officials.posts import Post, agency_from, find_posts, inherited_body
from pipeline.extract.readings import OfficialReading, PostReading

RULE = "official.signature"
_ATTESTED_REACH = 400  # characters from the body over an attestation to the signature below it
_BELOW = 200  # characters from a name to the end of the post and the body below it
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
        post = posts[-1]
        agency, span = _body(context, signature, posts) or (None, None)
        if post.row.sector == "event" and (own := _below(context, signature)):
            post, (agency, span) = own  # the leader of a team, with his own office below the name
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
    if between := _between(context, signature):
        return between
    above = [(post.agency, post.agency_span) for post in reversed(posts) if post.agency]
    issuer = (
        next(iter(above), None) or _attested(context, signature) or _issuer(context) or _signed_for(context, signature)
    )
    if issuer and not _can_lead(context, posts[-1], issuer[0]):
        issuer = None
    if len(own) < len(posts):
        organ = posts[-1].row.organ
        return (f"{organ} {issuer[0]}", issuer[1]) if organ and issuer else None
    if issuer is None and (body := inherited_body(context, posts[-1])):
        return body, None
    return issuer


def _can_lead(context: Context, post: Post, body: str) -> bool:
    """Whether a title that only one class of bodies has ("Thứ trưởng": a Bộ) can be one of this body."""
    row = post.row
    of_any = context.rules.officials.words.of_any_body
    telling = row.body and row.sector == "public" and row.organ is None and row.body not in of_any
    return not telling or body.startswith(f"{row.body} ")


def _between(context: Context, signature: Signature) -> Named | None:
    """The body on a line of its own between the posts: "KT. CHÁNH ÁN / TÒA ÁN NHÂN DÂN TỐI CAO / PHÓ CHÁNH ÁN"."""
    found = (_first_named(context, *line) for line in signature.lines[1:-1])
    return next((body for body in found if body), None)


def _attested(context: Context, signature: Signature) -> Named | None:
    """The body that attests a consolidated text, named in capitals over the attestation."""
    floor = max(signature.start - _ATTESTED_REACH, 0)
    cue = context.rules.layout["attestation"].search(context.text, floor, signature.start)
    if cue is None:
        return None
    last = bisect_left(context.agencies, signature.start, key=lambda reading: reading.start)
    for reading in reversed(context.agencies[:last]):
        if reading.start < cue.start() - _ATTESTED_REACH:
            break
        if context.text[reading.start : reading.end].isupper():
            return reading.name, (reading.start, reading.end)
    return None


def _below(context: Context, signature: Signature) -> tuple[Post, Named] | None:
    """The post that stands in capitals below the signer's name, with its body."""
    end = min(signature.end + _BELOW, len(context.text))
    post = next(iter(find_posts(context, signature.end, end)), None)
    if post is None or context.text[signature.end : post.start].strip() or not _is_capital(context, post):
        return None
    body = (post.agency, post.agency_span) if post.agency else _first_named(context, post.title_end, end)
    return (post, body) if body else None


def _is_capital(context: Context, post: Post) -> bool:
    return context.text[post.start : post.title_end].isupper()


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
