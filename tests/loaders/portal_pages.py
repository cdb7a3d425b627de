"""Fingerprints of what the body of saved portal pages is, checked by hand; the pages themselves are not ours to keep."""

import json
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

PAGES = Path(__file__).parents[2].parent / "shared" / "samples" / "pages"
FINGERPRINTS = Path(__file__).with_name("portal_pages.json")
_ENDS = 40  # characters of the text's first and last words


def digest(text: str) -> str:
    """A hash of words, whatever blanks are between them."""
    return sha256(" ".join(text.split()).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Body:
    """The text of a page: hashes of its first and last words and of the whole, how many characters and paragraphs."""

    first: str
    last: str
    whole: str
    characters: int
    paragraphs: int

    @classmethod
    def of(cls, text: str) -> "Body":
        folded = " ".join(text.split())
        lines = [line for line in text.split("\n") if line.strip()]
        return cls(digest(folded[:_ENDS]), digest(folded[-_ENDS:]), digest(folded), len(folded), len(lines))


@dataclass(frozen=True, slots=True)
class Golden:
    """A page's body, or None where it is no document and only its furniture is known, as hashes of lines."""

    body: Body | None
    furniture: tuple[str, ...]


def read_goldens() -> dict[str, Golden]:
    """By the page's path below PAGES."""
    entries = json.loads(FINGERPRINTS.read_text("utf-8"))
    return {
        page: Golden(Body(**entry["body"]) if entry["body"] else None, tuple(entry["furniture"]))
        for page, entry in entries.items()
    }


def write_goldens(goldens: dict[str, Golden]) -> None:
    entries = {page: asdict(golden) for page, golden in sorted(goldens.items())}
    FINGERPRINTS.write_text(json.dumps(entries, indent=1) + "\n", "utf-8")
