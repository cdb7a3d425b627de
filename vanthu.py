"""The public names of vanthu, under the name its users know."""

from pipeline import Document, Extractor, Facts

__all__ = ["Document", "Extractor", "Facts"]
