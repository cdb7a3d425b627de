"""Full texts of the official gazette: each must give its own number and type, which its address spells out.

"nghi-quyet-so-25-2026-nq-cp-469472" says that the text is Nghị quyết 25/2026/NQ-CP. The address has no marks, so all is
compared folded. An address may be wrong: where a line at the head of the text is another type and that very number, "Bộ
luật số: 45/2019/QH14", the type is not asked for.
"""

import re
from collections.abc import Mapping
from itertools import islice

from pipeline.evaluate.corpus import Answer, Case, Corpus, column
from pipeline.evaluate.records import Record
from pipeline.model import Facts, PlanNumber
from pipeline.store.folding import fold_name

_SLUG = re.compile(r"(?P<type>[a-z-]+?)-so-(?P<number>\d[a-z0-9-]*?)(?:-\d+)?")
_LAW = re.compile(r"^(bo )?luat\b.*")
_TYPES = "bo luat|luat|phap lenh|nghi quyet|nghi dinh|quyet dinh|chi thi|thong tu|thong tu lien tich|thong bao"
_HEAD = 15  # lines: what stands before the first article of any text
_CONTRADICTED = "its text prints another type right before its number"
_PIECES = re.compile(r"[a-z]+|\d+")


def case_of(record: Record, name: str) -> Case:
    """The text with the number and type of its slug."""
    slug, text = column(record, "slug"), column(record, "full_text")
    match = _SLUG.fullmatch(slug)
    if match is None:
        return Case(slug or name, text, {}, excluded="its address spells out no number")
    kind = match["type"].replace("-", " ")
    wanted = {"number": match["number"], "type": kind}
    printed = re.compile(rf"(?<![a-z0-9]){_spaced(match['number'])}(?![a-z0-9])")
    excluded = None if printed.search(fold_name(text)) else "its text does not hold its number"
    titles = _titles(text, match["number"])
    is_contradicted = bool(titles) and all(_kind(title) != _kind(kind) for title in titles)
    return Case(slug, text, wanted, excluded, {"type": _CONTRADICTED} if is_contradicted else {})


def answers(case: Case, facts: Facts) -> Mapping[str, Answer]:
    """Whether the number is the document's only own one, and whether its type is that of the address."""
    wanted = _pieces(case.wanted["number"])
    own = [fact for fact in facts.plan_numbers if fact.role == "self"]
    match = next((fact for fact in own if _pieces(fact.number) == wanted), None)
    if match is None or len(own) > 1:
        return {"number": Answer(_shown(own, facts, wanted), right=False)}
    right = _kind(fold_name(match.type or "")) == _kind(case.wanted["type"])
    return {"number": Answer(match.number, right=True), "type": Answer(match.type, right)}


def _titles(text: str, number: str) -> list[str]:
    """The types that lines at the head of a text give to a number; such a line holds nothing else."""
    title = re.compile(rf"({_TYPES}) so ?:? ?{_spaced(number)}")
    lines = islice(filter(None, map(fold_name, text.splitlines())), _HEAD)
    return [match[1] for match in map(title.fullmatch, lines) if match]


def _kind(folded: str) -> str:
    """A type for comparing: addresses call a code "luat" or give it its subject ("bo luat lao dong")."""
    return _LAW.sub("luat", folded)


def _pieces(number: str) -> list[str]:
    """The words and figures of a number; the point of "66.16/2026/NQ-CP" is lost in an address."""
    pieces = _PIECES.findall(fold_name(number).replace(".", ""))
    return [piece.lstrip("0") if piece.isdigit() else piece for piece in pieces]


def _spaced(number: str) -> str:
    """A pattern for a folded number with whatever signs stand between its parts."""
    pieces = ("0*" + r"\.?".join(piece) if piece.isdigit() else piece for piece in _pieces(number))
    return r"[\W_]*".join(pieces)


def _shown(own: list[PlanNumber], facts: Facts, wanted: list[str]) -> str | None:
    if own:
        return ", ".join(fact.number for fact in own)
    cited = next((fact.number for fact in facts.plan_numbers if _pieces(fact.number) == wanted), None)
    return f"{cited} as cited" if cited else None


CORPUS = Corpus(
    name="gazette",
    about="own number and type of texts of the official gazette",
    columns=frozenset({"slug", "full_text"}),
    measures=("number", "type"),
    one_in=7,
    case=case_of,
    answers=answers,
)
