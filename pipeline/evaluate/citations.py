"""One-line citations with their number, type, date and issuer in columns.

The columns were cut by machine, so that some are wrong; they are taken as they are, and the misses show it.
"""

import re
from collections.abc import Mapping

from pipeline.evaluate.corpus import Answer, Case, Corpus, column, number_key
from pipeline.evaluate.records import Record
from pipeline.evaluate.scoring import fold
from pipeline.model import Facts

_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_MEASURES = ("number", "type", "date", "issuer")


def case_of(record: Record, name: str) -> Case:
    """The line with the columns that are filled."""
    wanted = {measure: column(record, measure) for measure in _MEASURES if column(record, measure)}
    excluded = None if "number" in wanted else "its columns give no number"
    return Case(name, column(record, "text"), wanted, excluded)


def answers(case: Case, facts: Facts) -> Mapping[str, Answer]:
    """Whether the number is among those found, and what that one's type, date and issuer are."""
    wanted = case.wanted
    key = number_key(wanted["number"])
    match = next((fact for fact in facts.plan_numbers if number_key(fact.number) == key), None)
    if match is None:
        numbers = ", ".join(fact.number for fact in facts.plan_numbers)
        return {"number": Answer(numbers or None, right=False)}
    found = {
        "number": match.number,
        "type": match.type,
        "date": str(match.date).rstrip("?") if match.date else None,
        "issuer": match.issuer,
    }
    same = {
        "number": True,
        "type": fold(match.type) == fold(wanted.get("type")),
        "date": found["date"] == _iso(wanted.get("date", "")),
        "issuer": _bodies(match.issuer) == _bodies(wanted.get("issuer")),
    }
    return {measure: Answer(found[measure], same[measure]) for measure in _MEASURES if measure in wanted}


def _iso(day: str) -> str:
    match = _DAY.fullmatch(day)
    return f"{match[3]}-{int(match[2]):02}-{int(match[1]):02}" if match else day


def _bodies(issuer: str | None) -> list[str]:
    """The words of one or more bodies, for comparing them in any order; "và" and the country's name do not count."""
    return sorted(word for word in re.findall(r"\w+", fold(issuer).replace(" việt nam", "")) if word != "và")


CORPUS = Corpus(
    name="citations",
    about="number, type, date and issuer of one-line citations",
    columns=frozenset({"text", "number", "type", "date", "issuer"}),
    measures=_MEASURES,
    one_in=11,
    case=case_of,
    answers=answers,
)
