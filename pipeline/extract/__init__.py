"""Text to facts."""

from pipeline.extract.extractor import Extractor

__all__ = ["Extractor"]
