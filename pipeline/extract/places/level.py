"""Of which rank the body is that a document comes from."""

from pipeline.extract.context import Context
from pipeline.model import Level
from pipeline.rulebook.levels import Rank
from pipeline.text.tokens import Tokens

_RANKS = {Rank.PROVINCE: Level.PROVINCE, Rank.DISTRICT: Level.DISTRICT, Rank.COMMUNE: Level.COMMUNE}


def level_of(context: Context) -> Level | None:
    """By the first level word in the issuer's name; without one by where the document comes from."""
    issuers = (reading.issuer for reading in context.numbers if reading.role == "self")
    named = _named_level(context, next(filter(None, issuers), ""))
    if named or context.home.central:
        return named or Level.CENTRAL
    return Level.PROVINCE if context.home.province else None


def _named_level(context: Context, issuer: str) -> Level | None:
    places, words = context.rules.places, Tokens(issuer).words
    for at in range(len(words)):
        if found := places.level_words.longest(words, at):
            level, after = found
            if len(level.ranks) == 1:
                return _RANKS[level.ranks[0]]
            # a city is of the centre or of a province
            return Level.PROVINCE if places.province_names.longest(words, after) else Level.DISTRICT
    return None
