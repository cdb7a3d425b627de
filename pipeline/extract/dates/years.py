"""Joining dates to intervals, and giving a year to dates written without one.

A missing year comes, in this order, from: the other end or the next member of its list; the part of a year that its
sentence goes on to; a sentence or heading that opens with a year; the day the document is read against (`reading_day`).
Without a word that looks ahead a date is taken as of the same calendar year, or of the year before where that would lie
far ahead.
"""

from dataclasses import replace
from datetime import date, timedelta

from pipeline.extract.context import Context
from pipeline.extract.dates.reference import reading_day
from pipeline.extract.dates.values import Term, is_anniversary, nearest_to

_FAR = timedelta(days=183)
_PAST_DUE = timedelta(days=10)  # a deadline this little past is still the one meant
_LONGEST_GAP = 32
_LONGEST_STEP = 110  # characters between the parts of a year that one sentence names
_OPENING = 60  # characters in which a sentence or heading says what year it speaks of
_FROM_ERA = "year from the heading or the sentence's beginning"


def join_terms(context: Context, terms: list[Term]) -> list[Term]:
    """Neighbours that are the two ends of an interval, joined; members of a list share their year."""
    rules = context.rules.dates
    until, listed = rules.cue("until"), rules.cue("list")
    joined: list[Term] = []
    for term in terms:
        before = joined[-1] if joined else None
        near = before is not None and 0 <= term.start - before.end <= _LONGEST_GAP
        gap = context.text[before.end : term.start] if before and near else None
        if before and gap is not None and until.match(gap):
            interval = _interval(context, before, term, dash=gap.strip() == "-")
            if interval:
                joined[-1] = interval
                continue
        shares = before and gap is not None and _same_kind(before, term) and listed.match(gap)
        joined.append(_take_year(term, before) if before and shares else term)
    for index in range(len(joined) - 2, -1, -1):  # "ngày 5/8, 7/8 và 9/8/2022": the year stands last
        term, after = joined[index], joined[index + 1]
        near = 0 <= after.start - term.end <= _LONGEST_GAP and not term.has_year
        if near and _same_kind(term, after) and listed.match(context.text[term.end : after.start]):
            joined[index] = _take_year(term, after)
    return _share_years(context, joined)


def _share_years(context: Context, terms: list[Term]) -> list[Term]:
    """Parts that one sentence goes through share a year: "kết quả 6 tháng đầu năm, nhiệm vụ 6 tháng cuối năm 2021"."""
    onward = context.rules.dates.cue("onward")
    for index in range(len(terms) - 1):
        term, after = terms[index], terms[index + 1]
        if term.stated == after.stated:
            continue
        lacking, giving = (term, after) if after.stated else (after, term)
        if lacking.has_year or lacking.shift is not None or giving.first.year is None or not giving.stated:
            continue
        if not (term.first.part and after.first.part and 0 <= after.start - term.end <= _LONGEST_STEP):
            continue
        if lacking is after and not term.last:  # on from a month, the next one may be of any year
            continue
        if onward.match(context.text[term.end : after.start]):
            turned = lacking is term and term.first.part > after.first.part  # "từ tháng 11, hoàn thành tháng 6/2012"
            terms[index if lacking is term else index + 1] = lacking.in_year(giving.first.year - turned)
    return terms


def _same_kind(one: Term, other: Term) -> bool:
    plain = not (one.fixed or other.fixed or one.shift or other.shift) and one.settled and other.settled
    return plain and one.first.grain == other.first.grain and (one.last is None) == (other.last is None)


def _take_year(term: Term, other: Term) -> Term:
    year = other.first.year
    if term.has_year or term.slip or year is None or not other.stated:
        return term
    filled = term.in_year(year, stated=True)
    return filled if _possible(filled) else term


def _interval(context: Context, one: Term, other: Term, *, dash: bool) -> Term | None:
    """The interval between two terms; None where they are no two ends of one."""
    if one.last or other.last or one.member or other.member or not (one.settled and other.settled):
        return None
    if one.fixed or other.fixed or one.shift is not None or other.shift is not None or one.slip or other.slip:
        return None
    first, last = one.first, other.first
    if is_anniversary(first, last) and first.year and last.year:
        return None
    opened = context.rules.dates.cue("from").search(context.text, max(one.start - 4, 0), one.start) is not None
    if first.grain != last.grain and (dash or not opened):
        return None
    term = replace(one, end=other.end, last=last)
    if last.year is not None and first.year is None:
        term = term.in_year(last.year, stated=True)
    elif first.year is not None and last.year is None:
        turned = (last.month or 0, last.day or 0) < (first.month or 0, first.day or 0)
        term = replace(term, last=replace(last, year=first.year + turned))
    return term if _possible(term) and first != last else None


def _possible(term: Term) -> bool:
    try:
        term.value()
    except ValueError:
        return False
    return True


def fill_years(context: Context, terms: list[Term]) -> list[Term]:
    """Each term with its year where the context gives one."""
    if all(term.has_year and term.shift is None for term in terms):
        return terms
    reading, doubt = reading_day(context, terms)
    if _lays_down_rules(context):
        terms = [replace(term, settled=False) if _returns(term) else term for term in terms]
    return [term if term.has_year else _filled(context, term, reading, doubt) for term in terms]


def _lays_down_rules(context: Context) -> bool:
    """Whether the document is of a type whose days without a year return each year."""
    own_type = context.layout.own_type
    norm = context.rules.dates.cue("norm")
    return own_type is not None and norm.match(context.text[own_type[0] : own_type[1]].strip()) is not None


def _returns(term: Term) -> bool:
    return not term.has_year and not term.slip and term.shift is None


def _filled(context: Context, term: Term, reading: date | None, doubt: str) -> Term:
    if term.slip:
        meant = nearest_to(term.slip, reading.year) if reading else None
        return term.in_year(meant, "the year is misprinted") if meant else replace(term, settled=False)
    if term.shift is not None:
        return term.in_year(reading.year + term.shift, doubt) if reading else replace(term, settled=False)
    era = _era(context, term)
    if era is not None:
        filled = term.in_year(era, _FROM_ERA)
    elif reading is None:
        return replace(term, settled=False)
    else:
        filled = term.in_year(_year_near(context, term, reading), doubt)
    return filled if _possible(filled) else replace(term, settled=False, doubt="no such day")


def _era(context: Context, term: Term) -> int | None:
    """The year that opens the sentence or one of the headings above, if any does."""
    era = context.rules.dates.cue("era")
    sentence = context.sentence_at(term.start)
    openings = [(sentence.start, term.start)]
    openings += [(head.start, head.end) for head in context.heads_of(context.block_at(term.start))]
    for start, end in openings:
        match = era.search(context.text[start : max(start, min(end, start + _OPENING))])
        if match:
            return int(match["y"])
    return None


def _year_near(context: Context, term: Term, reading: date) -> int:
    """The document's year, unless that puts the date too far ahead or a coming date in the past."""
    point = term.ends
    try:
        same = point.on(reading.year)
    except ValueError:  # 29 February
        return max(year for year in range(reading.year - 4, reading.year + 1) if year % 4 == 0)
    sentence = context.sentence_at(term.start)
    words = context.text[max(sentence.start, term.start - 300) : term.start]
    rules = context.rules.dates
    done = rules.cue("done").search(words) is not None
    if same.latest < reading and not done:
        late = reading - same.latest
        if rules.cue("ahead").search(words):
            return reading.year + (late > _PAST_DUE)
        return reading.year + (late > _FAR and rules.cue("coming").search(words) is not None)
    if same.earliest - reading > _FAR and point.grain in ("day", "month"):
        ahead = rules.cue("ahead").search(words) or rules.cue("coming").search(words)
        return reading.year - (ahead is None and context.layout.form != "official")
    return reading.year
