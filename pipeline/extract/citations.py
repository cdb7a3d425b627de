"""What the words around a number say of its document: who issued it, when, and about what."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.extract.context import Context
from pipeline.extract.issuers import PLACE_DOUBT, can_issue, issuer_by_codes
from pipeline.extract.readings import AgencyReading, DateReading, NumberReading
from pipeline.model import Edtf

_GAP = 60  # characters between a number and its date or the first words of its subject
_FAR = 900  # characters of a long subject behind which its date may stand
_TITLE = 400
_TITLE_BLANKS = 2  # "thực hiện" alone is no subject
_BESIDE = 24  # characters between "của" and a body, for its head's title ("của Bộ trưởng Bộ X")
_OPENING = 12  # characters in which a sentence that begins with a date has begun


@dataclass(frozen=True, slots=True)
class _Words:
    """What the words before or after one number say; those after it end at `end`."""

    date: DateReading | None = None
    agency: AgencyReading | None = None
    end: int = 0


class _Around:
    """The dates, agencies and numbers of a document by place."""

    def __init__(self, context: Context) -> None:
        self._dates = sorted(context.dates, key=lambda reading: reading.start)
        self._agencies = sorted(context.agencies, key=lambda reading: (reading.start, -reading.end))
        self._numbers = sorted(context.numbers, key=lambda reading: reading.start)
        self._date_starts = [reading.start for reading in self._dates]
        self._agency_starts = [reading.start for reading in self._agencies]
        self._number_starts = [reading.start for reading in self._numbers]

    def dates(self, start: int, end: int) -> Sequence[DateReading]:
        return self._dates[bisect_left(self._date_starts, start) : bisect_left(self._date_starts, end)]

    def agencies(self, start: int, end: int) -> Sequence[AgencyReading]:
        return self._agencies[bisect_left(self._agency_starts, start) : bisect_left(self._agency_starts, end)]

    def numbers(self, start: int, end: int) -> Sequence[NumberReading]:
        return self._numbers[bisect_left(self._number_starts, start) : bisect_left(self._number_starts, end)]


def complete_numbers(context: Context) -> list[NumberReading]:
    """The numbers with issuer, date, title and role."""
    around = _Around(context)
    own = context.layout.own_number
    return [
        _complete_own(context, around, reading)
        if own is not None and own[0] <= reading.start < own[1]
        else _complete_cited(context, around, reading)
        for reading in context.numbers
    ]


def _complete_cited(context: Context, around: _Around, reading: NumberReading) -> NumberReading:
    after = _after(context, around, reading)
    before = _before(context, around, reading)
    when = after.date or before.date
    issuer, doubt = issuer_by_codes(context, reading, when.value.earliest if when and when.value else context.anchor)
    agency = next((a for a in (after.agency, before.agency) if a and can_issue(context, reading, a)), None)
    if agency is not None and (issuer is None or doubt is not None):
        issuer, doubt = agency.name, None
    elif doubt == PLACE_DOUBT and (agency := _only_one_before(context, around, reading)):
        issuer, doubt = agency.name, "the only body of the kind that the paragraph names before the number"
    else:
        issuer, agency = issuer or _central(context, reading, when.end if when else reading.end), None
    if when is None:
        when = _far_date(context, around, reading, issuer)
    return replace(
        reading,
        issuer=issuer,
        date=_day(when),
        title=_title(context, after.end),
        doubt=doubt,
        evidence=(*reading.evidence, *_evidence(when, agency)),
    )


def _complete_own(context: Context, around: _Around, reading: NumberReading) -> NumberReading:
    """The document's own number: date and body are the header's; those of an attached plan stand behind the number."""
    layout = context.layout
    in_header = layout.header is not None and layout.header[0] <= reading.start < layout.header[1]
    dates = around.dates(*layout.own_date) if layout.own_date else ()
    when = dates[0] if dates else _after(context, around, reading).date
    issuer, doubt = issuer_by_codes(context, reading, when.value.earliest if when and when.value else context.anchor)
    head = _header_agency(context, around)
    if head and (issuer is None or doubt is not None) and (in_header or can_issue(context, reading, head)):
        issuer, doubt = head.name, None
    return replace(
        reading,
        role="self",
        type=(layout.type_name if in_header else None) or reading.type,
        issuer=issuer,
        date=_day(when),
        title=" ".join(context.text[slice(*layout.subject)].split()) if layout.subject else None,
        doubt=doubt,
        evidence=(*reading.evidence, *_evidence(when, head if head and head.name == issuer else None)),
    )


def _evidence(when: DateReading | None, agency: AgencyReading | None) -> list[tuple[int, int, str]]:
    parts = [(when.start, when.end, "date")] if when else []
    return [*parts, (agency.start, agency.end, "issuer")] if agency else parts


def _day(reading: DateReading | None) -> Edtf | None:
    return reading.value if reading and reading.value and reading.value.is_day else None


def _header_agency(context: Context, around: _Around) -> AgencyReading | None:
    """The body that the header's issuer lines name; the last where one is named above it."""
    if context.layout.header_issuer is None:
        return None
    start, end = context.layout.header_issuer
    found = [agency for agency in around.agencies(start - 1, end) if agency.end <= end + 1]
    return max(found, key=lambda agency: agency.end - agency.start, default=None)


def _after(context: Context, around: _Around, reading: NumberReading) -> _Words:
    """ "..., ngày 5/3/2021 của UBND tỉnh" or "của UBND tỉnh ngày 5/3/2021"; for a list, behind its last number."""
    start = max([reading.end, *(end for _, end, part in reading.evidence if part == "number")])
    found = _date_after(context, around, start)
    agency = _agency_after(context, around, found.end if found else start)
    if found is None and agency is not None:
        found = _date_after(context, around, agency.end)
    return _Words(found, agency, max(start, found.end if found else 0, agency.end if agency else 0))


def _date_after(context: Context, around: _Around, start: int) -> DateReading | None:
    gap = context.rules.numbers.cue("date").match(context.text, start, min(len(context.text), start + _GAP))
    if gap is None:
        return None
    return next(iter(around.dates(start, gap.end() + len("ngày ") + 1)), None)


def _agency_after(context: Context, around: _Around, start: int) -> AgencyReading | None:
    of = context.rules.numbers.cue("of").match(context.text, start, min(len(context.text), start + _GAP))
    if of is None:
        return None
    for agency in around.agencies(of.end(), of.end() + _BESIDE):
        if not any(mark in context.text[of.end() : agency.start] for mark in ",;.\n"):
            return agency
    return None


def _before(context: Context, around: _Around, reading: NumberReading) -> _Words:
    """ "Ngày 8/8, UBND tỉnh ban hành Kế hoạch số ..." or "báo cáo của UBND tỉnh số ..."."""
    text, rules = context.text, context.rules.numbers
    first = context.sentence_at(reading.quote_start).start
    last = reading.quote_start
    named = [agency for agency in around.agencies(first, last) if agency.end <= last]
    made = rules.cue("made").search(text, max(first, last - _GAP), last)
    if made is None:
        beside = named and not text[named[-1].end : last].strip(" (,")
        return _Words(agency=named[-1] if beside else None)
    fitting = [agency for agency in named if can_issue(context, reading, agency)] or named
    agency = fitting[-1] if fitting else None
    dates = [found for found in around.dates(first, last) if _day(found)]
    if not dates or made.group().startswith("tại") or not _opens(context, around, dates[-1], agency, reading):
        return _Words(agency=agency)
    return _Words(dates[-1], agency)


def _opens(
    context: Context, around: _Around, found: DateReading, agency: AgencyReading | None, reading: NumberReading
) -> bool:
    """Whether a date opens the clause that issues a number, with no other number issued in between."""
    sentence = context.sentence_at(found.start)
    at_head = found.start - sentence.start < _OPENING or (agency is not None and found.end <= agency.start)
    comma = "," in context.text[found.end : found.end + 3]
    return at_head and comma and not around.numbers(found.end, reading.quote_start)


def _only_one_before(context: Context, around: _Around, reading: NumberReading) -> AgencyReading | None:
    """The body of the issuer's kind that the paragraph names before a number, where it names one alone."""
    block = context.blocks[context.block_at(reading.start)]
    fitting = [agency for agency in around.agencies(block.start, reading.start) if can_issue(context, reading, agency)]
    return fitting[-1] if len({agency.name for agency in fitting}) == 1 else None


def _far_date(context: Context, around: _Around, reading: NumberReading, issuer: str | None) -> DateReading | None:
    """The date behind the subject, where it is followed by the same issuer ("... về X ngày 5/3/2021 của Bộ Y")."""
    if issuer is None or not context.rules.numbers.cue("subject-follows").match(context.text, reading.end):
        return None
    last = min(context.blocks[context.block_at(reading.start)].end, reading.end + _FAR)
    others = {_date_after(context, around, other.end) for other in around.numbers(reading.end, last)}
    for found in around.dates(reading.end, last):
        agency = _agency_after(context, around, found.end)
        if agency and found not in others and any(body.endswith(agency.name) for body in issuer.split("; ")):
            return found
    return None


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
