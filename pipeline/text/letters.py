"""The bare letters of a name: how it looks in a domain name, or under the wrong accent marks."""

import unicodedata


def bare_letters(text: str) -> str:
    """Lower case letters and digits alone, without marks.

    >>> bare_letters("Bà Rịa - Vũng Tàu")
    'bariavungtau'
    """
    plain = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(letter for letter in plain if letter.isascii() and letter.isalnum())
