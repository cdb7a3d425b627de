"""Who issued a document, when, and about what: from the words around its number, else from its codes."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from pipeline.extract.context import Context
from pipeline.extract.places import Home
from pipeline.extract.readings import AgencyReading, DateReading, NumberReading
from pipeline.model import Edtf
from pipeline.rulebook.numbers import Issuer

_SENTENCE = 420  # characters after a number in which its date and issuer may stand
_FAR = 900  # and where a long subject comes before them
_TITLE = 400
_BESIDE = 24  # characters between "của" and a body, for its head's title ("của Bộ trưởng Bộ X")
_PLACE_DOUBT = "the place is the document's own: the text does not say whose"


@dataclass(frozen=True, slots=True)
class _Words:
    """What the words around one number say."""

    date: DateReading | None = None
    agency: AgencyReading | None = None
    end: int = 0


def complete_numbers(context: Context) -> list[NumberReading]:
    """The numbers with issuer, date, title and role."""
    around = _Around(context)
    return [_complete(context, around, reading) for reading in context.numbers]


class _Around:
    """The dates, agencies and numbers of a document by place."""

    def __init__(self, context: Context) -> None:
        self.dates = sorted(context.dates, key=lambda reading: reading.start)
        self.agencies = sorted(context.agencies, key=lambda reading: (reading.start, -reading.end))
        self.numbers = sorted(context.numbers, key=lambda reading: reading.start)
        self._date_starts = [reading.start for reading in self.dates]
        self._agency_starts = [reading.start for reading in self.agencies]
        self._number_starts = [reading.start for reading in self.numbers]

    def dates_in(self, start: int, end: int) -> Sequence[DateReading]:
        return self.dates[bisect_left(self._date_starts, start) : bisect_left(self._date_starts, end)]

    def agencies_in(self, start: int, end: int) -> Sequence[AgencyReading]:
        return self.agencies[bisect_left(self._agency_starts, start) : bisect_left(self._agency_starts, end)]

    def numbers_in(self, start: int, end: int) -> Sequence[NumberReading]:
        return self.numbers[bisect_left(self._number_starts, start) : bisect_left(self._number_starts, end)]


def _complete(context: Context, around: _Around, reading: NumberReading) -> NumberReading:
    own = context.layout.own_number
    if own is not None and own[0] <= reading.start < own[1]:
        return _complete_own(context, around, reading)
    after = _after(context, around, reading)
    before = _before(context, around, reading)
    when = after.date or before.date
    settled, doubt = _by_codes(context, reading, when.value if when else None)
    agency = next((a for a in (after.agency, before.agency) if a and _fits(context, reading, a)), None)
    if agency is not None and (settled is None or doubt is not None):
        issuer, doubt = agency.name, None
    else:
        issuer, agency = settled or _central(context, reading, when.end if when else reading.end), None
    if when is None and (when := _far_date(context, around, reading, issuer)):
        after = replace(after, date=when)
    evidence = list(reading.evidence)
    if when:
        evidence.append((when.start, when.end, "date"))
    if agency:
        evidence.append((agency.start, agency.end, "issuer"))
    return replace(
        reading,
        issuer=issuer,
        date=when.value if when and when.value and when.value.is_day else None,
        title=_title(context, around, after.end or reading.end),
        doubt=doubt,
        evidence=tuple(evidence),
    )


def _complete_own(context: Context, around: _Around, reading: NumberReading) -> NumberReading:
    """The document's own number: from the header."""
    layout = context.layout
    when = around.dates_in(*layout.header_date)[:1] if layout.header_date else ()
    value = when[0].value if when else None
    settled, doubt = _by_codes(context, reading, value)
    head = _header_agency(context, around)
    issuer = settled
    if head and (settled is None or doubt is not None):
        issuer, doubt = head.name, None
    in_header = layout.header is not None and layout.header[0] <= reading.start < layout.header[1]
    evidence = [*reading.evidence]
    if when:
        evidence.append((when[0].start, when[0].end, "date"))
    if head and issuer == head.name:
        evidence.append((head.start, head.end, "issuer"))
    return replace(
        reading,
        role="self",
        type=(layout.type_name if in_header else None) or reading.type,
        issuer=issuer,
        date=value if value and value.is_day else None,
        title=" ".join(context.text[slice(*layout.subject)].split()) if layout.subject else None,
        doubt=doubt,
        evidence=tuple(evidence),
    )


def _header_agency(context: Context, around: _Around) -> AgencyReading | None:
    """The body that the header's issuer lines name; the last where one is named above it."""
    if context.layout.header_issuer is None:
        return None
    start, end = context.layout.header_issuer
    found = [a for a in around.agencies_in(start - 1, end) if a.end <= end + 1]
    return max(found, key=lambda a: a.end - a.start, default=None)


def _after(context: Context, around: _Around, reading: NumberReading) -> _Words:
    """ "..., ngày 5/3/2021 của UBND tỉnh" or "của UBND tỉnh ngày 5/3/2021"."""
    start = max([reading.end, *(end for _, end, part in reading.evidence if part == "number")])
    found = _date_after(context, around, start)
    agency = _agency_after(context, around, found.end if found else start)
    if found is None and agency is not None:
        found = _date_after(context, around, agency.end)
    end = max(start, found.end if found else 0, agency.end if agency else 0)
    return _Words(found, agency, end)


def _date_after(context: Context, around: _Around, start: int) -> DateReading | None:
    gap = context.rules.numbers.cue("date").match(context.text, start, min(len(context.text), start + 60))
    if gap is None:
        return None
    nearby = around.dates_in(start, gap.end() + len("ngày ") + 1)
    return nearby[0] if nearby else None


def _agency_after(context: Context, around: _Around, start: int) -> AgencyReading | None:
    of = context.rules.numbers.cue("of").match(context.text, start, min(len(context.text), start + 40))
    if of is None:
        return None
    for agency in around.agencies_in(of.end(), of.end() + _BESIDE):
        if not any(mark in context.text[of.end() : agency.start] for mark in ",;.\n"):
            return agency
    return None


def _before(context: Context, around: _Around, reading: NumberReading) -> _Words:
    """ "Ngày 8/8, UBND tỉnh ban hành Kế hoạch số ..." or "báo cáo của UBND tỉnh số ..."."""
    text, rules = context.text, context.rules.numbers
    sentence = context.sentence_at(reading.quote_start)
    named = [a for a in around.agencies_in(sentence.start, reading.quote_start) if a.end <= reading.quote_start]
    made = rules.cue("made").search(text, max(sentence.start, reading.quote_start - 60), reading.quote_start)
    if made is None:
        beside = named[-1] if named and not text[named[-1].end : reading.quote_start].strip(" (,") else None
        return _Words(None, beside)
    fitting = [a for a in named if _fits(context, reading, a)]
    agency = fitting[-1] if fitting else named[-1] if named else None
    dates = [d for d in around.dates_in(sentence.start, reading.quote_start) if d.value and d.value.is_day]
    if not dates or made.group().startswith("tại"):
        return _Words(None, agency)
    first = dates[-1]
    alone = not around.numbers_in(first.end, reading.quote_start) or (first is dates[0] and len(dates) == 1)
    opens = first.start - sentence.start < 12 or (agency is not None and first.end <= agency.start)
    return _Words(first if alone and opens and "," in text[first.end : first.end + 3] else None, agency)


def _far_date(context: Context, around: _Around, reading: NumberReading, issuer: str | None) -> DateReading | None:
    """The date behind the subject, where it is followed by the same issuer ("... về X ngày 5/3/2021 của Bộ Y")."""
    text, rules = context.text, context.rules.numbers
    if issuer is None or not rules.cue("subject-follows").match(text, reading.end):
        return None
    block = context.blocks[context.block_at(reading.start)]
    taken = {_date_behind(context, around, other) for other in around.numbers_in(reading.end, reading.end + _FAR)}
    for found in around.dates_in(reading.end, min(block.end, reading.end + _FAR)):
        agency = _agency_after(context, around, found.end)
        if agency and agency.name in issuer.split("; ") and found.start not in taken:
            return found
    return None


def _date_behind(context: Context, around: _Around, reading: NumberReading) -> int:
    """Where the date that stands right behind a number begins; -1 where none does."""
    found = _date_after(context, around, reading.end)
    return found.start if found else -1


def _central(context: Context, reading: NumberReading, start: int) -> str | None:
    """The Central Committee behind a number of the party's centre, where the text names it in short."""
    rules, text = context.rules.numbers, context.text
    if reading.codes[-1:] != ("TW",) or not (of := rules.cue("of").match(text, start, min(len(text), start + 40))):
        return None
    return rules.party_heads[0] if rules.cue("central").match(text, of.end()) else None


def _fits(context: Context, reading: NumberReading, agency: AgencyReading) -> bool:
    """Whether a body can have issued under the number's codes."""
    row = _issuer_row(context, reading)
    if row is None:
        known = _by_symbol(context, reading, None)
        return not known or any(agency.name.startswith(name) for name in known)
    if row.issuer is None:
        return agency.name in context.rules.numbers.party_heads
    head = row.issuer.split("{")[0].strip()
    return agency.name.startswith(head) if head else agency.name.startswith(("Tỉnh ủy", "Thành ủy", "Ban Thường vụ"))


def _issuer_codes(context: Context, reading: NumberReading) -> Sequence[str]:
    """The codes that may be the issuer's: behind the type's code, or the first of all where none is a type's."""
    rules, codes = context.rules.numbers, reading.codes
    kind = rules.type_of_code(codes[0], party=reading.rule == "number.party") if len(codes) > 1 else None
    if kind is None or (kind.sender and not rules.is_issuer(codes[1])):
        return codes[:1]
    return codes[1:2]


def _issuer_row(context: Context, reading: NumberReading) -> Issuer | None:
    rows = (context.rules.numbers.issuer_of_code(code) for code in _issuer_codes(context, reading))
    return next((row for row in rows if row), None)


def _by_symbol(context: Context, reading: NumberReading, day: date | None) -> list[str]:
    for code in _issuer_codes(context, reading):
        if names := context.rules.agencies.by_symbol(code, day):
            return names
    return []


def _by_codes(context: Context, reading: NumberReading, when: Edtf | None) -> tuple[str | None, str | None]:
    """(issuer, doubt) by the codes alone."""
    if not reading.codes:
        return None, None
    day = when.earliest if when else context.anchor
    if reading.codes[0].upper() in ("TTLT", "NQLT", "TTLB"):
        names = [_joint_issuer(context, code, day) for code in reading.codes[1:]]
        return ("; ".join(name for name in names if name), None) if all(names) else (None, None)
    row = _issuer_row(context, reading)
    if row is None:
        names = _by_symbol(context, reading, day)
        if not names:
            return None, None
        doubt = f"the symbol {reading.codes[-1]} has several bearers" if len(names) > 1 else None
        return _placed(context, names[0], doubt)
    if row.issuer is None or row.level is None:
        return row.issuer, None
    return _filled(context, row)


def _joint_issuer(context: Context, code: str, day: date | None) -> str | None:
    row = context.rules.numbers.issuer_of_code(code)
    if row:
        return row.issuer
    return next(iter(context.rules.agencies.by_symbol(code, day)), None)


def _placed(context: Context, name: str, doubt: str | None) -> tuple[str | None, str | None]:
    """A department's name with the document's province."""
    if not name.startswith("Sở "):
        return name, doubt
    return (f"{name} {context.home.province}", _PLACE_DOUBT) if context.home.province else (None, None)


def _filled(context: Context, row: Issuer) -> tuple[str | None, str | None]:
    """A row's name with the document's own place."""
    home: Home = context.home
    places = {
        "place": _own_level(context) or home.province,
        "province": home.province,
        "district": home.district,
        "commune": home.commune,
        "committee": _committee(home.province),
    }
    wanted = row.issuer.partition("{")[2].partition("}")[0] if row.issuer else ""
    place = places.get(wanted)
    if row.issuer is None or place is None:
        return None, None
    return row.issuer.replace("{" + wanted + "}", place), _PLACE_DOUBT


def _own_level(context: Context) -> str | None:
    """The place of the document's own issuer where that is no province: a district's plan cites the district's."""
    words = (context.layout.issuer_words or "").casefold()
    for place in (context.home.commune, context.home.district):
        if place and place.casefold() in words:
            return place
    return None


def _committee(province: str | None) -> str | None:
    if province is None:
        return None
    level, _, name = province.removeprefix("thành phố ").rpartition("tỉnh ")
    return f"Tỉnh ủy {name}" if province.startswith("tỉnh ") else f"Thành ủy {level or name}"


def _title(context: Context, around: _Around, start: int) -> str | None:
    """The subject that follows, to its natural end."""
    text, rules = context.text, context.rules.numbers
    begin = rules.cue("title").match(text, start, min(len(text), start + 60))
    if begin is None:
        return None
    last = min(context.blocks[context.block_at(start)].end, start + _TITLE)
    end = rules.cue("title-end").search(text, begin.start("title"), last)
    words = " ".join(text[begin.start("title") : end.start() if end else last].split())
    return words.strip(" ,“\"") or None
