"""Who issues under a number's codes: a body by name, or a kind of body that the document's own place completes."""

from collections.abc import Sequence
from datetime import date

from pipeline.extract.context import Context
from pipeline.extract.readings import AgencyReading, NumberReading
from pipeline.rulebook.levels import Rank
from pipeline.rulebook.numbers import Issuer

_INITIALS = 3  # letters of a code that are enough to tell a body by its initials
PLACE_DOUBT = "the place is the document's own: the text does not say whose"

Settled = tuple[str | None, str | None]  # issuer, doubt


def issuer_by_codes(context: Context, reading: NumberReading, day: date | None) -> Settled:
    """The issuer and what is doubtful of it, by the codes alone; (None, None) where they do not tell."""
    kind = context.rules.numbers.type_named(reading.type) if reading.type else None
    if kind and kind.issuer:
        return kind.issuer, None
    if not reading.codes:
        return None, None
    if reading.codes[0].upper() in context.rules.numbers.joint_codes:
        names = [_joint_issuer(context, code, day) for code in reading.codes[1:]]
        known = [name for name in names if name]
        return ("; ".join(known), None) if len(known) == len(names) else (None, None)
    row = _row(context, reading)
    if row is None:
        return _by_symbol(context, reading, day)
    if row.issuer is None or row.level is None:
        return row.issuer, None
    return _in_own_place(context, row.issuer)


def can_issue(context: Context, reading: NumberReading, agency: AgencyReading) -> bool:
    """Whether a body that the text names can have issued under the number's codes."""
    row = _row(context, reading)
    if row is None:
        known = _symbol_names(context, reading, None)
        return not known or any(agency.name.startswith(name) for name in known)
    if row.issuer is None:
        return agency.name in context.rules.numbers.party_heads
    head = row.issuer.split("{")[0].strip()
    return agency.name.startswith(head or context.rules.numbers.committee_parts)


def _issuer_codes(context: Context, reading: NumberReading) -> Sequence[str]:
    """The code that is the issuer's: the one behind the type's code, or the first where none is a type's."""
    rules, codes = context.rules.numbers, reading.codes
    kind = rules.type_of_code(codes[0], party=reading.rule == "number.party") if len(codes) > 1 else None
    if kind is None or (kind.sender and not rules.is_issuer(codes[1])):
        return codes[:1]
    return codes[1:2]


def _row(context: Context, reading: NumberReading) -> Issuer | None:
    rows = (context.rules.numbers.issuer_of_code(code) for code in _issuer_codes(context, reading))
    return next((row for row in rows if row), None)


def _symbol_names(context: Context, reading: NumberReading, day: date | None) -> list[str]:
    for code in _issuer_codes(context, reading):
        if names := context.rules.agencies.by_symbol(code, day):
            return names
    return []


def _by_symbol(context: Context, reading: NumberReading, day: date | None) -> Settled:
    """A ministry or department by the symbol that its documents carry, else a body by its initials."""
    names = _symbol_names(context, reading, day)
    if not names:
        return _by_initials(context, reading)
    department = context.rules.agencies.department(names[0])
    if department and department.level == Rank.PROVINCE:
        return (f"{names[0]} {context.home.province}", PLACE_DOUBT) if context.home.province else (None, None)
    return names[0], f"the symbol {reading.codes[-1]} has several bearers" if len(names) > 1 else None


def _by_initials(context: Context, reading: NumberReading) -> Settled:
    """A body of the document whose name begins with the letters of a code that no list has ("TTKC-TV")."""
    code = next(iter(_issuer_codes(context, reading)), "").upper()
    if len(code) < _INITIALS:
        return None, None
    conjunction = context.rules.agencies.words.conjunction
    names = {agency.name for agency in context.agencies if _initials(agency.name, conjunction).startswith(code)}
    if len(names) != 1:
        return None, None
    return names.pop(), f"the code {code} has the initials of a body that the document names"


def _initials(name: str, conjunction: str) -> str:
    words = (word for word in name.replace("-", " ").split() if word != conjunction)
    return "".join(word[0] for word in words).upper()


def _joint_issuer(context: Context, code: str, day: date | None) -> str | None:
    row = context.rules.numbers.issuer_of_code(code)
    if row and row.issuer:
        return _in_own_place(context, row.issuer)[0] if row.level else row.issuer
    return next(iter(context.rules.agencies.by_symbol(code, day)), None)


def _in_own_place(context: Context, template: str) -> Settled:
    """A name with its gap ("Ủy ban nhân dân {place}") filled from where the document belongs."""
    home = context.home
    gap = template.partition("{")[2].partition("}")[0]
    places = {
        "place": _own_level(context) or home.province,
        "province": home.province,
        "district": home.district,
        "commune": home.commune,
        "committee": context.rules.places.party_committee(home.province) if home.province else None,
    }
    place = places[gap]
    return (template.replace("{" + gap + "}", place), PLACE_DOUBT) if place else (None, None)


def _own_level(context: Context) -> str | None:
    """The place of the document's own issuer where that is no province: a district's plan cites the district's."""
    words = (context.layout.issuer_words or "").casefold()
    own = (place for place in (context.home.commune, context.home.district) if place)
    return next((place for place in own if place.casefold() in words), None)
