"""What a loader is, and how it says no."""

from typing import Protocol

from pipeline.loaders.known import Known
from pipeline.model import Document


class LoadError(Exception):
    """A document that cannot be read. `code` is one of missing, not-a-file, unreadable, too-large, empty, binary,
    undecodable, unsupported-format, damaged, encrypted, no-text-layer, needs-program; `message` says what and where,
    for a person."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(code, message)
        self.code = code
        self.message = message

    def __str__(self) -> str:
        return self.message


class Loader(Protocol):
    """Reads one format. A module of pipeline.loaders.formats gives its loader as `LOADER`; nothing else is to do.

    `general` loaders take what no other claims.
    """

    @property
    def name(self) -> str: ...

    @property
    def general(self) -> bool: ...

    def claims(self, data: bytes, name: str) -> bool:
        """Whether the data are of this format, by a look at few of them. `name` may only tip the balance: names lie."""
        ...

    def load(self, data: bytes, known: Known) -> Document:
        """The document in `data`; LoadError where there is none."""
        ...
