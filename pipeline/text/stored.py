"""The text as it is stored: decoded, with LF newlines, and otherwise as it came."""

import regex

_UNSTORABLE = regex.compile("[\0\ud800-\udfff]")


def stored_text(text: str) -> str:
    """LF newlines; NUL and lone surrogates, which no database takes, as U+FFFD. Idempotent."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNSTORABLE.sub("\ufffd", text.removeprefix("\ufeff"))
