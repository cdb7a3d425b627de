"""Reading a text for the tests of its form."""

from pipeline import Extractor
from pipeline.extract.context import Context
from pipeline.model import Document


def opened(extractor: Extractor, text: str) -> Context:
    return extractor.open(Document(text, address="text:"))


def words(context: Context, stretch: tuple[int, int] | None) -> str | None:
    """The words of a stretch, with single blanks."""
    return " ".join(context.text[slice(*stretch)].split()) if stretch else None
