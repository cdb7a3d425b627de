"""The stored text: what a document's offsets count in."""

import re

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


def stored_text(text: str) -> str:
    """The text as it is stored: LF newlines, no leading byte order mark, U+FFFD for NUL and lone surrogates.

    All else stays as it came (NFD, no-break blanks, U+2028). Idempotent; cheap where there is nothing to do.
    """
    text = text.lstrip("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text or not _encodable(text):
        text = _UNSTORABLE.sub("\ufffd", text)
    return text


def _encodable(text: str) -> bool:
    """Whether there is no lone surrogate; encoding asks this several times faster than a search does."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
