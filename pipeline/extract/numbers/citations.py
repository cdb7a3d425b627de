"""What the words around a number say of its document: who issued it, when, and about what."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.extract.context import Context
from pipeline.extract.numbers.far_dates import date_behind, find_far_date
from pipeline.extract.numbers.issuers import PLACE_DOUBT, can_issue, issuer_by_codes
from pipeline.extract.numbers.surroundings import Surroundings
from pipeline.extract.readings import AgencyReading, DateReading, NumberReading
from pipeline.model import Edtf

_GAP = 60  # characters between a number and its date or the first words of its subject
_TITLE = 400
_TITLE_BLANKS = 2  # "thực hiện" alone is no subject
_OPENING = 12  # characters in which a sentence that begins with a date has begun


@dataclass(frozen=True, slots=True)
class _Words:
    """What the words before or after one number say; those after it end at `end`. Bodies in the order of the text."""

    date: DateReading | None = None
    bodies: Sequence[AgencyReading] = ()
    end: int = 0


def complete_numbers(context: Context) -> list[NumberReading]:
    """The numbers with issuer, date, title and role."""
    around = Surroundings(context)
    own = context.layout.own_number
    return [
        _complete_own(context, around, reading)
        if own is not None and own[0] <= reading.start < own[1]
        else _complete_cited(context, around, reading)
        for reading in context.numbers
    ]


def _complete_cited(context: Context, around: Surroundings, reading: NumberReading) -> NumberReading:
    after = _after(context, around, reading)
    before = _before(context, around, reading)
    when = after.date or before.date
    issuer, doubt = issuer_by_codes(context, reading, when.value.earliest if when and when.value else context.anchor)
    doubt = doubt or reading.doubt
    settled = issuer is not None and doubt is None
    bodies = [] if settled else _issuing(context, reading, after.bodies) or _issuing(context, reading, before.bodies)
    if when is None and (far := find_far_date(context, around, reading, issuer, settled=settled or bool(bodies))):
        when = far.date
        bodies = bodies or ([] if settled else _issuing(context, reading, far.bodies))
    if bodies:
        issuer, doubt = "; ".join(dict.fromkeys(body.name for body in bodies)), None
    elif doubt == PLACE_DOUBT and (only := _only_one_before(context, around, reading)):
        bodies = [only]
        issuer, doubt = only.name, "the only body of the kind that the paragraph names before the number"
    elif issuer is None:
        issuer = _central(context, reading, when.end if when else reading.end)
    return replace(
        reading,
        issuer=issuer,
        date=_day(when),
        title=_title(context, after.end),
        doubt=doubt,
        evidence=(*reading.evidence, *_evidence(when, bodies)),
    )


def _issuing(context: Context, reading: NumberReading, bodies: Sequence[AgencyReading]) -> list[AgencyReading]:
    """Which of the bodies that the text lists beside a number issued it: the first, or all of a joint document's and
    of the party's centre.
    """
    if reading.type and context.rules.numbers.cue("joint").search(reading.type):
        return list(bodies)
    several = len(bodies) if reading.codes[-1:] == ("TW",) else 1
    return [body for body in bodies[:several] if can_issue(context, reading, body)]


def _complete_own(context: Context, around: Surroundings, reading: NumberReading) -> NumberReading:
    """The document's own number: date and body are the header's; those of an attached plan stand behind the number."""
    layout = context.layout
    in_header = layout.header is not None and layout.header[0] <= reading.start < layout.header[1]
    dates = around.dates(*layout.own_date) if layout.own_date else ()
    after = _after(context, around, reading)
    when = dates[0] if dates else after.date
    issuer, doubt = issuer_by_codes(context, reading, when.value.earliest if when and when.value else context.anchor)
    doubt = doubt or reading.doubt
    head = _header_agency(context, around)
    if head and _is_closer(context, reading, head, issuer, in_header=in_header, settled=doubt is None):
        issuer, doubt = head.name, None
    elif doubt and not in_header and (named := _issuing(context, reading, after.bodies)):
        head, issuer, doubt = named[0], named[0].name, None
    elif issuer is None:
        issuer = _ad_hoc_body(context)
    return replace(
        reading,
        role="self",
        type=(layout.type_name if in_header else None) or reading.type,
        issuer=issuer,
        date=_day(when),
        title=" ".join(context.text[slice(*layout.subject)].split()) if layout.subject else None,
        doubt=doubt,
        evidence=(*reading.evidence, *_evidence(when, [head] if head and head.name == issuer else [])),
    )


def _is_closer(
    context: Context, reading: NumberReading, head: AgencyReading, issuer: str | None, *, in_header: bool, settled: bool
) -> bool:
    """Whether the header's body says better than the codes who issues the document: by a name that goes on, too."""
    if issuer is not None and settled:
        return head.name.startswith(issuer)
    return in_header or can_issue(context, reading, head)


def _ad_hoc_body(context: Context) -> str | None:
    """The body that a header names after the decision that set it up ("Đoàn kiểm tra theo Quyết định số ...")."""
    words = context.layout.issuer_words or ""
    match = context.rules.layout["ad-hoc"].match(words)
    if match is None:
        return None
    rules = context.rules.numbers
    kind = rules.type_named(match["type"]) or rules.type_of_code(match["type"])
    number = "".join(words[match.end() :].split())
    return rules.ad_hoc.format(
        body=match["body"].capitalize(), type=kind.name if kind else match["type"], number=number
    )


def _evidence(when: DateReading | None, bodies: Sequence[AgencyReading]) -> list[tuple[int, int, str]]:
    parts = [(when.start, when.end, "date")] if when else []
    return [*parts, *((body.start, body.end, "issuer") for body in bodies)]


def _day(reading: DateReading | None) -> Edtf | None:
    return reading.value if reading and reading.value and reading.value.is_day else None


def _header_agency(context: Context, around: Surroundings) -> AgencyReading | None:
    """The body that the header's issuer lines name; the last where one is named above it."""
    if context.layout.header_issuer is None:
        return None
    start, end = context.layout.header_issuer
    found = [agency for agency in around.agencies(start - 1, end) if agency.end <= end + 1]
    return max(found, key=lambda agency: agency.end - agency.start, default=None)


def _after(context: Context, around: Surroundings, reading: NumberReading) -> _Words:
    """ "..., ngày 5/3/2021 của UBND tỉnh" or "của UBND tỉnh ngày 5/3/2021"."""
    found = date_behind(context, around, reading)
    bodies = around.bodies_after(found.end if found else reading.last)
    if found is None and bodies:
        found = around.date_after(bodies[-1].end)
    return _Words(found, bodies, max(reading.last, found.end if found else 0, bodies[-1].end if bodies else 0))


def _before(context: Context, around: Surroundings, reading: NumberReading) -> _Words:
    """ "Ngày 8/8, UBND tỉnh ban hành Kế hoạch số ..." or "báo cáo của UBND tỉnh số ..."."""
    text, rules = context.text, context.rules.numbers
    first = context.sentence_at(reading.quote_start).start
    last = reading.quote_start
    named = [agency for agency in around.agencies(first, last) if agency.end <= last]
    made = rules.cue("made").search(text, max(first, last - _GAP), last)
    if made is None:
        beside = named and not text[named[-1].end : last].strip(" (,")
        return _Words(bodies=named[-1:] if beside else ())
    fitting = [agency for agency in named if can_issue(context, reading, agency)] or named
    agency = fitting[-1] if fitting else None
    dates = [found for found in around.dates(first, last) if _day(found)]
    if not dates or made["at"] or not _opens(context, around, dates[-1], agency, reading):
        return _Words(bodies=fitting[-1:])
    return _Words(dates[-1], fitting[-1:])


def _opens(
    context: Context, around: Surroundings, found: DateReading, agency: AgencyReading | None, reading: NumberReading
) -> bool:
    """Whether a date opens the clause that issues a number, with no other number issued in between."""
    sentence = context.sentence_at(found.start)
    at_head = found.start - sentence.start < _OPENING or (agency is not None and found.end <= agency.start)
    comma = "," in context.text[found.end : found.end + 3]
    return at_head and comma and not around.numbers(found.end, reading.quote_start)


def _only_one_before(context: Context, around: Surroundings, reading: NumberReading) -> AgencyReading | None:
    """The body of the issuer's kind that the paragraph names before a number, where it names one alone."""
    block = context.blocks[context.block_at(reading.start)]
    fitting = [agency for agency in around.agencies(block.start, reading.start) if can_issue(context, reading, agency)]
    return fitting[-1] if len({agency.name for agency in fitting}) == 1 else None


def _central(context: Context, reading: NumberReading, start: int) -> str | None:
    """The Central Committee behind a number of the party's centre, where the text names it in short."""
    rules, text = context.rules.numbers, context.text
    if reading.codes[-1:] != ("TW",) or not (of := rules.cue("of").match(text, start, min(len(text), start + _GAP))):
        return None
    return rules.party_heads[0] if rules.cue("central").match(text, of.end()) else None


def _title(context: Context, start: int) -> str | None:
    """The subject that follows, to its natural end."""
    text, rules = context.text, context.rules.numbers
    begin = rules.cue("title").match(text, start, min(len(text), start + _GAP))
    if begin is None:
        return None
    last = min(context.blocks[context.block_at(start)].end, start + _TITLE)
    end = rules.cue("title-end").search(text, begin.start("title"), last)
    words = " ".join(text[begin.start("title") : end.start() if end else last].split()).strip(' ,“"')
    return words if words.count(" ") >= _TITLE_BLANKS else None
