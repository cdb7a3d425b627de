"""The names of places in a text: level words, provinces, and the unit that a level word and its name mean."""

from dataclasses import replace

from pipeline.extract.context import Context
from pipeline.extract.home import NamedPlace, NamedPlaces
from pipeline.rulebook.agencies import COMMITTEES
from pipeline.rulebook.levels import LevelWord, Rank
from pipeline.rulebook.places import LEVELS, PROVINCES, TWO_LEVELS_SINCE, Level, Unit
from pipeline.text.letters import bare_letters

_NUMBERED = frozenset({LevelWord.URBAN_DISTRICT, LevelWord.WARD})
_ORIGIN = 90  # characters before a place that say whose it is
_LONGEST_RUN = 4  # syllables of an unlisted commune's name


def named_places(context: Context) -> NamedPlaces:
    """Every place named with its level or by its party committee ("Huyện ủy X"), and every province named without."""
    tokens, levels = context.tokens, context.rules.places.levels
    found: list[NamedPlace] = []
    opened = [(phrase, phrase.payload) for phrase in context.phrases(LEVELS)]
    opened += [(phrase, levels[phrase.payload]) for phrase in context.phrases(COMMITTEES)]
    for phrase, level in opened:
        if phrase.last < len(tokens) and (read := read_place(context, phrase.last, level)):
            unit, last = read
            found.append(NamedPlace(phrase.start, tokens.ends[last - 1], unit, bare=False))
    never_bare = context.rules.places.words.never_bare
    covered = {place.end for place in found}
    for phrase in context.phrases(PROVINCES):
        if phrase.end in covered or phrase.payload in never_bare or not context.text[phrase.start].isupper():
            continue
        unit = context.rules.places.province(phrase.payload, context.anchor)
        found.append(NamedPlace(phrase.start, phrase.end, unit, bare=True))
    found.sort(key=lambda place: (place.start, -place.end))
    origin = context.rules.places.cues["origin"]
    return NamedPlaces(
        replace(place, origin=True)
        if origin.search(context.text, max(0, place.start - _ORIGIN), place.start)
        else place
        for place in found
    )


def read_place(context: Context, first: int, level: Level) -> tuple[Unit, int] | None:
    """The unit whose name begins at a token after a level word, and the token after it; None where no name stands."""
    words = context.tokens.words
    if first >= len(words) or not on_line(context, first):
        return None
    if not (words[first][0].isupper() or words[first].isdigit() or level.word == LevelWord.PROVINCE):
        return None  # but "tỉnh tiền giang" is found in the list
    if level.word == LevelWord.COMMUNE and context.rules.places.is_no_commune(words, first - 1):
        return None  # the motto's "CỘNG HÒA XÃ HỘI CHỦ NGHĨA"
    end = line_end(context, first)
    if Rank.PROVINCE in level.ranks and (found := context.rules.places.province_names.longest(words, first, end)):
        unit = context.rules.places.province(found[0], context.anchor)
        if level.word == LevelWord.PROVINCE or (level.word == unit.level and _stood(context, unit.name)):
            return Unit(unit.name, level.word, unit.name, Rank.PROVINCE), found[1]
    if level.word == LevelWord.PROVINCE:
        return None
    rank = level.ranks[-1]
    if words[first].isdigit():
        return (Unit(words[first], level.word, None, rank), first + 1) if level.word in _NUMBERED else None
    if rank == Rank.DISTRICT:
        return _read_district(context, first, end, level)
    return _read_commune(context, first, end, level)


def _read_commune(context: Context, first: int, end: int, level: Level) -> tuple[Unit, int] | None:
    words, rank = context.tokens.words, level.ranks[-1]
    if context.anchor is None or context.anchor >= TWO_LEVELS_SINCE:
        found = context.rules.places.commune_names.longest(words, first, end)
        if found and not (context.anchor is None and _goes_on(context, first, found[1], end)):
            return _the_one(found[0], level, rank, words[first]), found[1]
    last = capital_run(context, first, end)
    if len(words[first]) < 2 or _is_no_name(context, first, last):
        return None
    if namesake := context.rules.places.namesakes.longest(words, first, end):
        last = namesake[1]
    elif last - first > 2 and words[first] in _surnames(context):
        return None  # "Chủ tịch UBND xã Nguyễn Văn A": a person
    return Unit(words_between(context, first, last), level.word, None, rank), last


def _goes_on(context: Context, first: int, last: int, end: int) -> bool:
    """Whether one more syllable follows the name of today's commune: a commune of old, where the text has no day."""
    words = context.tokens.words
    return (
        capital_run(context, first, end) == last + 1 and words[last] not in _surnames(context) and words[last].istitle()
    )


def _stood(context: Context, province: str) -> bool:
    """Whether there was such a province on the document's day: before 2025 "thành phố Huế" lay in one."""
    return context.anchor is None or context.rules.places.exists(province, context.anchor)


def _read_district(context: Context, first: int, end: int, level: Level) -> tuple[Unit, int] | None:
    words, rules = context.tokens.words, context.rules.places
    if found := rules.district_names.longest(words, first, end):
        return _the_one(found[0], level, Rank.DISTRICT, words[first]), found[1]
    if found_commune := rules.commune_names.longest(words, first, end):
        unit = found_commune[0][0]
        return Unit(unit.name, level.word, None, Rank.DISTRICT), found_commune[1]
    run = capital_run(context, first, end)
    for last in range(run, first, -1):
        name = words_between(context, first, last)
        spelt = rules.district_letters.get(bare_letters(name), ())
        if last - first > 1 and len({unit.name for unit in spelt}) == 1:
            return _the_one(spelt, level, Rank.DISTRICT, name), last
    if words[first] in _surnames(context) or run == first + 1 or _is_no_name(context, first, run):
        return None
    return Unit(words_between(context, first, run), level.word, None, Rank.DISTRICT), run


def _is_no_name(context: Context, first: int, last: int) -> bool:
    """Whether capitals behind a level word begin something else: a person's title, the words of a heading."""
    words = context.tokens.words
    if context.rules.agencies.words.ends.longest(words, first, last):
        return len(words[first]) > 1  # "HĐND TP. Ông Trần ..."
    return words[first].isupper() and context.rules.agencies.words.subjects.longest(words, first, last) is not None


def _surnames(context: Context) -> frozenset[str]:
    """The first syllables of family names."""
    return context.rules.officials.names.strong_written


def _the_one(units: tuple[Unit, ...], level: Level, rank: Rank, spelling: str) -> Unit:
    """The unit of a name that bears the level word; its province only where just one can be meant."""
    same = [unit for unit in units if unit.level == level.word] or list(units)
    province = same[0].province if len({unit.province for unit in same}) == 1 else None
    return Unit(same[0].name, level.word, province, rank)


def words_between(context: Context, first: int, last: int) -> str:
    """The words of the tokens [first, last), with one space for any blanks."""
    written = context.text[context.tokens.starts[first] : context.tokens.ends[last - 1]]
    return " ".join(written.split())


def capital_run(context: Context, first: int, end: int) -> int:
    """The token after the capital syllables from `first` on."""
    words, starts, ends = context.tokens.words, context.tokens.starts, context.tokens.ends
    last = first + 1
    while last < min(end, first + _LONGEST_RUN) and words[last][0].isupper() and starts[last] == ends[last - 1] + 1:
        if words[last] in _surnames(context) and last - first >= 2:
            break
        last += 1
    return last


def on_line(context: Context, first: int) -> bool:
    """Whether a token follows the one before it in the same block; in capital heads also across a line's end."""
    starts, ends, words = context.tokens.starts, context.tokens.ends, context.tokens.words
    if first == 0 or "\n" not in context.text[ends[first - 1] : starts[first]]:
        return True
    return words[first].isupper() and words[first - 1].isupper()


def line_end(context: Context, first: int) -> int:
    """The index of the first token after the line that a token stands in."""
    newline = context.text.find("\n", context.tokens.starts[first])
    return len(context.tokens) if newline < 0 else context.tokens.at(newline)
