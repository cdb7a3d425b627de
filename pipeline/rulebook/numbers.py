"""The rules of numbers: the forms a number takes, the types of documents and who issues under which code."""

from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Literal

import regex
from pydantic import Field

from pipeline.rulebook.patterns import CompiledRule, PatternRule, compile_rules, expand
from pipeline.rulebook.phrases import any_of
from pipeline.rulebook.source import RuleSource, Strict

TYPES_FILE, ISSUERS_FILE, FORMS_FILE = "document_types.csv", "issuers.csv", "numbers.yml"
ASSEMBLY, PLAIN = "number.assembly", "number.plain"
_ISSUER = r"^(?:[^{}]|\{(?:place|province|district|commune|committee)\})+$"  # names with gaps that vanthu can fill
Style = Literal["any", "state", "party", "old", "modern", "none"]


class DocumentType(Strict):
    """A type of document and the codes that numbers write for it ("|" between variants).

    `type` is what a longer name counts as ("Thông báo kết luận" is a Thông báo).
    `bare`: "X số 12" names a document even without a code. `sender`: the code is also that of a sending office, so that
    it means the type only before a known issuer. `issuer` is who alone issues the type, whatever its codes say. `kind`
    is the document's kind in the JSON.
    """

    code: str | None = None
    name: str
    type: str | None = None
    style: Style
    bare: Literal["yes"] | None = None
    sender: Literal["yes"] | None = None
    issuer: str | None = None
    kind: Literal["plan", "decision", "dispatch", "programme", "report", "other"]
    note: str | None = None


class Issuer(Strict):
    """Who issues under a code. `issuer` may hold {place}, {province}, {district}, {commune} or {committee}."""

    code: str
    issuer: Annotated[str, Field(pattern=_ISSUER)] | None = None
    level: Literal["any", "province", "district", "commune", "party"] | None = None
    note: str | None = None


class NumbersFile(Strict):
    macros: dict[str, str]
    start: str
    plain_start: str
    symbol: str
    party_heads: tuple[str, ...]
    assembly_types: tuple[str, ...]
    clause_types: tuple[str, ...]
    joint_codes: tuple[str, ...]
    committee_parts: tuple[str, ...]
    dispatch: str
    ad_hoc: str
    forms: Annotated[list[PatternRule], Field(min_length=1)]
    cues: Annotated[list[PatternRule], Field(min_length=1)]


@dataclass(frozen=True)
class NumbersRules:
    """What the numbers extractor knows: where a number may begin, and the forms that are tried there in order."""

    types: tuple[DocumentType, ...]
    issuers: tuple[Issuer, ...]
    start: "regex.Pattern[str]"
    plain_start: "regex.Pattern[str]"
    symbol: "regex.Pattern[str]"
    party_heads: tuple[str, ...]
    assembly_types: tuple[str, ...]
    clause_types: tuple[str, ...]
    joint_codes: tuple[str, ...]
    committee_parts: tuple[str, ...]
    dispatch: str
    ad_hoc: str
    forms: tuple[CompiledRule, ...]
    cues: tuple[CompiledRule, ...]

    @cached_property
    def _names(self) -> dict[str, DocumentType]:
        return {_letters(row.name): row for row in reversed(self.types)}

    @cached_property
    def _by_code(self) -> dict[tuple[str, str], DocumentType]:
        table: dict[tuple[str, str], DocumentType] = {}
        for row in self.types:
            for code in (row.code or "").split("|"):
                for style in ("state", "party") if row.style == "any" else (row.style,):
                    for spelling in (code, code.casefold()):
                        table.setdefault((spelling, style), row)
        return table

    @cached_property
    def _issuers(self) -> dict[str, Issuer]:
        return {code.casefold(): row for row in self.issuers for code in row.code.split("|")}

    @cached_property
    def coded_forms(self) -> tuple[CompiledRule, ...]:
        """The forms with codes, which `start` finds."""
        return tuple(rule for rule in self.forms if rule.id != PLAIN)

    @cached_property
    def plain_forms(self) -> tuple[CompiledRule, ...]:
        """The form without, which `plain_start` finds."""
        return tuple(rule for rule in self.forms if rule.id == PLAIN)

    def cue(self, name: str) -> "regex.Pattern[str]":
        """The pattern of the cue "cue.number.<name>"; KeyError where the rules have none."""
        return self._cues[f"cue.number.{name}"]

    @cached_property
    def _cues(self) -> dict[str, "regex.Pattern[str]"]:
        return {rule.id: rule.regex for rule in self.cues}

    def type_named(self, words: str) -> DocumentType | None:
        """The type by its name in any case and spacing."""
        row = self._names.get(_letters(words))
        return self._names.get(_letters(row.type), row) if row and row.type else row

    def type_of_code(self, code: str, *, party: bool = False) -> DocumentType | None:
        """The type by its code, exact spelling first."""
        styles = ("party", "old") if party else ("state", "old")
        for spelling in (code, code.casefold()):
            for style in styles:
                if spelling and (row := self._by_code.get((spelling, style))):
                    return row
        return None

    def issuer_of_code(self, code: str) -> Issuer | None:
        """The row of an issuer's code; the digits of a term or a programme ("QH15", "BCĐ389") do not count."""
        folded = code.casefold()
        return self._issuers.get(folded) or self._issuers.get(folded.rstrip("0123456789"))

    def is_issuer(self, code: str) -> bool:
        """Whether a code is a known issuer's or has the shape of a ministry's, department's or board's symbol."""
        if self.issuer_of_code(code):
            return True
        return self.symbol.fullmatch(code.upper() if code.islower() else code) is not None


def load(source: RuleSource) -> NumbersRules | None:
    """Read the rule files of numbers; None where mistakes were noted."""
    types = tuple(row for _, row in source.csv(TYPES_FILE, DocumentType))
    issuers = tuple(row for _, row in source.csv(ISSUERS_FILE, Issuer))
    read = source.yaml(FORMS_FILE, NumbersFile)
    if read is None or not types:
        return None
    file, lines = read
    macros = {
        **file.macros,
        "type": any_of((row.name for row in types), backwards=True),
        "bare_type": any_of(row.name for row in types if row.bare),
    }
    patterns = {}
    for key in ("start", "plain_start", "symbol"):
        try:
            patterns[key] = regex.compile(expand(getattr(file, key), macros), regex.VERBOSE)
        except (KeyError, regex.error) as error:
            source.mistake(FORMS_FILE, lines.of((key,)), f"{key}: not a pattern: {error}")
            return None
    return NumbersRules(
        types=types,
        issuers=issuers,
        start=patterns["start"],
        plain_start=patterns["plain_start"],
        symbol=patterns["symbol"],
        party_heads=file.party_heads,
        assembly_types=file.assembly_types,
        clause_types=file.clause_types,
        joint_codes=file.joint_codes,
        committee_parts=file.committee_parts,
        dispatch=file.dispatch,
        ad_hoc=file.ad_hoc,
        forms=tuple(compile_rules(source, FORMS_FILE, lines, "forms", file.forms, macros)),
        cues=tuple(compile_rules(source, FORMS_FILE, lines, "cues", file.cues, macros)),
    )


def _letters(name: str) -> str:
    return "".join(name.casefold().split())
