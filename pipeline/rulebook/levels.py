"""The levels of the administration: a closed set, in law and so in code."""

from enum import StrEnum


class Rank(StrEnum):
    """The three ranks of administrative units, each by the word for most of its units."""

    PROVINCE = "tỉnh"
    DISTRICT = "huyện"
    COMMUNE = "xã"


class LevelWord(StrEnum):
    """The words that say what a unit is. A city can be a province's equal or a district's."""

    PROVINCE = "tỉnh"
    CITY = "thành phố"
    DISTRICT = "huyện"
    URBAN_DISTRICT = "quận"
    TOWN = "thị xã"
    COMMUNE = "xã"
    WARD = "phường"
    TOWNSHIP = "thị trấn"
    SPECIAL_ZONE = "đặc khu"


ANY_LEVEL = "|".join(LevelWord).replace(" ", r"\ ")  # a pattern for the words
_OF_TWO_SYLLABLES = tuple(f"{word} " for word in LevelWord if " " in word)


def split_level(full: str) -> tuple[str, str]:
    """The level word and the name of a place ("thành phố", "Cần Thơ")."""
    for word in _OF_TWO_SYLLABLES:
        if full.startswith(word):
            return word[:-1], full[len(word) :]
    level, _, name = full.partition(" ")
    return level, name
