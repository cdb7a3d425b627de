"""What several tests share."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from pipeline import Extractor

# a busy machine is no failure: what must be fast is measured by `make bench`; and a change fails for what it changes, not
# for what chance draws: `pytest --hypothesis-profile=default` draws other examples each time
settings.register_profile("vanthu", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("vanthu")

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
PATIENCE = 600  # seconds after which a process hangs; how fast it is, no test asks


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
