from pathlib import Path

import pytest

from briefer.model.catalogue import CATALOGUE
from briefer.model.weights import pull
from briefer.settings import Settings


@pytest.fixture(scope="session")
def smollm2() -> Path:
    """The small real weights, pulled into the usual model folder on first use."""
    entry = next(entry for entry in CATALOGUE if entry.name == "smollm2-135m")
    return pull(entry, Settings())
