"""Measures named side by side whose figures follow in their order: "chè và cà phê lần lượt đạt 12 tấn và 4 tấn"."""

from collections.abc import Sequence

import regex

from pipeline.extract.targets.clause_parts import EDGES, Parts, strip_verbs
from pipeline.rulebook.indicators import IndicatorRules

_COMMA = regex.compile(r"\s*,\s*")


def tell_turns(rules: IndicatorRules, parts: Sequence[Parts]) -> dict[int, str]:
    """The indicators of the figures that are told in turn, by their places among the parts."""
    told: dict[int, str] = {}
    for first, part in enumerate(parts):
        turn = rules.turn_end.search(part.before)
        names = strip_verbs(rules, part.before[: turn.start()].strip(EDGES))[0] if turn else ""
        if not names:
            continue
        last = first + 1
        while last < len(parts) and parts[last].joined and not (parts[last].before or parts[last - 1].after):
            last += 1  # behind the last figure may stand what all are shares of
        named = _unfolded(rules, names)
        if len(named) != last - first:
            named = [names] * (last - first)
        told.update(zip(range(first, last), named, strict=True))
    return told


def with_division(rules: IndicatorRules, subject: str, division: str) -> str:
    """The subject with another division in the place of its own, or behind it where it has none."""
    own = list(rules.division_any.finditer(subject))
    if not own:
        return f"{subject} {division}"
    return f"{subject[: own[-1].start()].rstrip()} {division}{subject[own[-1].end() :]}"


def complete(rules: IndicatorRules, first: str, other: str) -> str:
    """A measure with the words that it leaves to the first one ("tỷ lệ hộ nghèo và hộ cận nghèo")."""
    measure = rules.measure.match(first)
    if measure is None or rules.measure.match(other):
        return other
    if rules.division.fullmatch(other):
        return with_division(rules, first, other)
    said, word = first.split(), other.partition(" ")[0]
    alike = [place for place in range(1, len(said)) if said[place] == word]
    head = alike[-1] if alike else max(len(measure.group().split()), len(said) - len(other.split()))
    return " ".join((*said[:head], other))


def _unfolded(rules: IndicatorRules, names: str) -> list[str]:
    """The measures that words name side by side, each with what it shares with the first and the last."""
    pieces = [piece.strip(EDGES) for part in _COMMA.split(names) for piece in rules.joint.split(part)]
    first, *others = [piece for piece in pieces if piece]
    bare = bool(others) and rules.measure.match(others[-1]) is None
    verb = rules.predicate.search(others[-1]) if bare else None
    shared = others[-1][verb.start() :] if verb and verb.start() else ""
    if shared:
        others[-1] = others[-1].removesuffix(shared).rstrip()
    whole = [first, *(complete(rules, first, other) for other in others)]
    return [one if not shared or rules.predicate.search(one) else f"{one} {shared}" for one in whole]
