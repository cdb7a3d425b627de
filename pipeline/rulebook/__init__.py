"""The rulebook: all linguistic knowledge, read from rules/, checked and compiled.

The public names load on first use: which version the rules have is known without reading them.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.rulebook.book import Rulebook
    from pipeline.rulebook.source import Mistake, RulebookError

__all__ = ["Mistake", "Rulebook", "RulebookError"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - the lazy public names are of several types
    if name == "Rulebook":
        from pipeline.rulebook.book import Rulebook  # noqa: PLC0415 - the rules' models take long to load

        return Rulebook
    if name in ("Mistake", "RulebookError"):
        from pipeline.rulebook import source  # noqa: PLC0415 - as above

        return getattr(source, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
