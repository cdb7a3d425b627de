"""Text typed in the encodings from before Unicode (TCVN3, VNI, VISCII, VPS), found by what it says and converted."""

from pipeline.loaders.legacy.conversion import (
    convert_beside,
    convert_runs,
    convert_text,
    convert_texts,
    is_legacy,
    stated_encodings,
)
from pipeline.loaders.legacy.detection import may_be_legacy
from pipeline.loaders.legacy.hyphens import OPTIONAL_HYPHEN

__all__ = [
    "OPTIONAL_HYPHEN",
    "convert_beside",
    "convert_runs",
    "convert_text",
    "convert_texts",
    "is_legacy",
    "may_be_legacy",
    "stated_encodings",
]
