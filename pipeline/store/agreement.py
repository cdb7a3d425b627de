"""Whether what a file says of itself is what its text was read to say."""

import re
from collections.abc import Callable, Iterable
from typing import TypeVar

from pipeline.model import Edtf, Facts, Stated, fold_key, number_key
from pipeline.store.folding import fold_name, has_words
from pipeline.text.normal import NormalText

_T = TypeVar("_T")
_SEVERAL = re.compile(r"[,;]| và ")


def agreement(statement: Stated, facts: Facts) -> bool | None:
    """True where a fact says the same, False where facts of that sort say only other things, None where there are none.

    Compared are the document's own number with its type, issuer and date, the day it takes effect, and its signer,
    who must be among the officials. A statement of another field is compared with nothing.
    """
    own = [number for number in facts.plan_numbers if number.role == "self"]
    stated = NormalText(statement.value).text
    match statement.field:
        case "number":
            return _any((number.number for number in own), lambda read: number_key(read) == number_key(stated))
        case "type":
            return _any((number.type for number in own), lambda read: _same_name(read, stated))
        case "issuer":
            return _any((number.issuer for number in own), lambda read: _same_body(read, stated))
        case "date":
            issued = (date.value for date in facts.dates if date.role == "issued")
            return _any_day((*(number.date for number in own), *issued), stated)
        case "effective":
            return _any_day((date.value for date in facts.dates if date.role == "effective"), stated)
        case "signer":
            return _any((official.name for official in facts.officials), lambda read: _same_name(read, stated))
        case _:
            return None


def _any(values: Iterable[_T | None], same: Callable[[_T], bool]) -> bool | None:
    answers = [same(value) for value in values if value is not None]
    return any(answers) if answers else None


def _any_day(values: Iterable[Edtf | None], stated: str) -> bool | None:
    """Whether a value of the text's own precision can mean the day; None for what is no date."""
    try:
        day = Edtf.parse(stated)
    except ValueError:
        return None
    return _any(values, lambda read: read.earliest <= day.earliest and day.latest <= read.latest)


def _same_name(read: str, stated: str) -> bool:
    return fold_key(NormalText(read).text) == fold_key(stated)


def _same_body(read: str, stated: str) -> bool:
    """Whether one name holds the words of the other, or of one of several bodies; attribute tables shorten them to
    "Tỉnh Lào Cai" or "UBND tỉnh Lào Cai"."""
    bodies = [_without_abbreviations(body) for body in _SEVERAL.split(stated)]
    return any(has_words(read, fold_name(body)) or has_words(body, fold_name(read)) for body in (stated, *bodies))


def _without_abbreviations(body: str) -> str:
    words = [word for word in body.split() if not (word.isupper() and len(word) > 1)]
    return " ".join(words) or body
