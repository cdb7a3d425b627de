"""The document's own number where its header has none, and the day that belongs to it."""

from dataclasses import dataclass

from pipeline.extract.context import Context
from pipeline.extract.form.header import Header
from pipeline.extract.layout import Stretch

_HEAD = 1500  # characters at the top in which a second part says what it continues
_HEADING = 300  # no line of a heading is longer
_ATTACHED = 500  # characters behind the subject in which "(Ban hành kèm theo ...)" stands
_CERTIFICATION = 300  # characters around its words that hold number and day of a certification


@dataclass(frozen=True, slots=True)
class OwnNumber:
    """A number and its day, as stretches; the day None where the document gives none for it."""

    number: Stretch | None
    date: Stretch | None = None


def settle_own_number(context: Context, header: Header) -> OwnNumber:
    """The document's own number: a certification's before the header's, and where both lack, that of the page's title
    or of the decision that the document was issued with. A law's header has no day; its last sentence tells when it was
    adopted.
    """
    if certified := _certified(context, header):
        return certified
    if header.number:
        return OwnNumber(header.number, header.date or _adoption(context, header))
    if titled := _titled(context, header):
        return OwnNumber(titled, header.date)
    if header.blank_number:
        return OwnNumber(None)
    end = (header.subject or header.type or (header.end, header.end))[1]
    return OwnNumber(_attached(context, header.start, end + _ATTACHED))


def _certified(context: Context, header: Header) -> OwnNumber | None:
    """Number and day of a consolidated text, which stand behind its body; its header's are those of the text it
    consolidates.
    """
    text, rules = context.text, context.rules.layout
    words = rules["consolidation"].search(text, header.end)
    if words is None:
        return None
    first, last = max(header.end, words.start() - _CERTIFICATION), min(len(text), words.end() + _CERTIFICATION)
    for match in rules["own-number"].finditer(text, first, last):
        number = number_at(context, match.end()) if match["number"] is not None else None
        if number:
            day = rules["place-date"].search(text, first, last)
            return OwnNumber(number, day.span("date") if day else None)
    return None


def _titled(context: Context, header: Header) -> Stretch | None:
    """The number in the title of the page that gives the document, above its header."""
    for block in context.blocks:
        if block.end > header.start:
            break
        if block.end - block.start > _HEADING or context.text[block.end - 1] in ".,:;":
            continue
        if match := context.rules.layout["titled"].match(context.text, block.start, block.end):
            return number_at(context, match.end())
    return None


def _attached(context: Context, start: int, end: int) -> Stretch | None:
    """The number of the decision that a plan without one of its own was issued with."""
    match = context.rules.layout["attached"].search(context.text, start, min(len(context.text), end))
    return number_at(context, match.end()) if match else None


def heading_number(context: Context) -> Stretch | None:
    """The decision's number in the heading of an attached document that has no header: "(Kèm theo Quyết định số ...)"
    on a line of its own, with nothing but lines of a heading above.
    """
    for block in context.blocks:
        if block.end - block.start > _HEADING or block.start > _HEAD:
            return None
        if context.text[block.start] == "(" and (number := _attached(context, block.start, block.end)):
            return number
    return None


def _adoption(context: Context, header: Header) -> Stretch | None:
    """The day in the last sentence that tells of an adoption; what quotes another law's comes before it."""
    *_, found = [None, *context.rules.layout["adopted"].finditer(context.text, header.end)]
    return found.span("date") if found else None


def continued_number(context: Context) -> Stretch | None:
    """The number of the document that a gazette's issue goes on with ("... (Tiếp theo Công báo số 11 + 12)")."""
    match = context.rules.layout["continued"].search(context.text, 0, min(len(context.text), _HEAD))
    return number_at(context, match.start("number")) if match else None


def number_at(context: Context, start: int) -> Stretch | None:
    """The number that begins at an offset."""
    for form in context.rules.numbers.forms:
        if match := form.regex.match(context.text, start):
            return match.span()
    return None
