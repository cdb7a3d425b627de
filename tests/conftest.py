"""What several tests share."""

from pathlib import Path

import pytest

from pipeline import Extractor

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    """The extractor under the rules of this checkout, compiled once."""
    return Extractor()


@pytest.fixture(scope="session")
def shared() -> Path:
    """Real documents that are not part of the project; tests that need them skip where they are absent."""
    if not SHARED.is_dir():
        pytest.skip("the real documents (a folder named shared beside the project) are not on this machine")
    return SHARED
