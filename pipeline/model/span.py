"""Evidence: a quote that cannot be anything but the document's own words."""

from dataclasses import InitVar, dataclass


class EvidenceError(ValueError):
    """A quote that is not what the document says at that place."""


@dataclass(frozen=True, slots=True)
class Span:
    """`text[start:end] == quote`, in code points of the stored text.

    Made from the text itself: `Span(text, 3, 9)` takes the quote; `Span(text, 3, 9, "quote")` checks one.
    `part` says what the words prove: "fact" the whole fact, else one field of it ("by", "issuer", "date", ...).
    Raises EvidenceError for offsets outside the text, an empty span, or another quote.
    """

    text: InitVar[str]
    start: int
    end: int
    quote: str = ""
    part: str = "fact"

    def __post_init__(self, text: str) -> None:
        if not 0 <= self.start < self.end <= len(text):
            raise EvidenceError(f"no words at {self.start}..{self.end} of a text of {len(text)} characters")
        found = text[self.start : self.end]
        if self.quote and self.quote != found:
            raise EvidenceError(f"the text has {found!r} at {self.start}, not {self.quote!r}")
        object.__setattr__(self, "quote", found)
