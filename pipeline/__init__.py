"""vanthu reads Vietnamese government news and plans and writes down what they say.

Importing this package loads neither rules nor libraries; the public names load on first use.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.extract import Extractor
    from pipeline.model import Document, Facts

__version__ = "0.1.0"
__all__ = ["Document", "Extractor", "Facts", "__version__"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - the lazy public names are of several types
    if name == "Extractor":
        from pipeline.extract import Extractor  # noqa: PLC0415 - spaCy loads only when text is read

        return Extractor
    if name in ("Document", "Facts"):
        from pipeline import model  # noqa: PLC0415

        return getattr(model, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
