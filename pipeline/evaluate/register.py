"""A register of documents with their numbers as a clerk typed them: each must be read whole in a sentence."""

import re
from collections.abc import Mapping

from pipeline.evaluate.corpus import Answer, Case, Corpus, column, number_key
from pipeline.evaluate.records import Record
from pipeline.model import Facts

_CARRIER = "Văn bản số {}"
_REMARK = re.compile(r"[()\[\]]")


def case_of(record: Record, name: str) -> Case:
    """The number in its carrier sentence; left out are blanks, and numbers with a remark in brackets."""
    printed = column(record, "so_ky_hieu")
    excluded = None
    if not printed:
        excluded = "blank"
    elif _REMARK.search(printed):
        excluded = "a remark in brackets"
    return Case(name, _CARRIER.format(printed), {"number": printed}, excluded)


def answers(case: Case, facts: Facts) -> Mapping[str, Answer]:
    """Whether what was found makes up the printed number: nothing lost, nothing added."""
    found = "".join(fact.number for fact in facts.plan_numbers)
    return {"number": Answer(found or None, number_key(found) == number_key(case.wanted["number"]))}


CORPUS = Corpus(
    name="register",
    about="numbers as typed in a register of documents",
    columns=frozenset({"so_ky_hieu"}),
    measures=("number",),
    one_in=7,
    case=case_of,
    answers=answers,
)
