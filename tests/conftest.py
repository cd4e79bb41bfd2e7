import os
import signal
from pathlib import Path

import hypothesis
import pytest

from briefer.model.weights.catalogue import CATALOGUE
from briefer.model.weights.download import pull
from briefer.schema.article import Article
from briefer.settings import Settings
from tests.factories import TEXT

# A shell that runs the tests in the background makes them, and their processes, ignore Ctrl-C.
signal.signal(signal.SIGINT, signal.default_int_handler)

# No deadlines: the machine may be busy, and the first example loads the parser.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")


@pytest.fixture(scope="session", autouse=True)
def no_files_of_the_user(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Ignore the config file, the prompts and the running server of whoever runs the tests."""
    os.environ["XDG_CONFIG_HOME"] = str(tmp_path_factory.mktemp("config"))
    os.environ["XDG_STATE_HOME"] = str(tmp_path_factory.mktemp("state"))


@pytest.fixture(scope="session")
def smollm2() -> Path:
    """The small real weights, downloaded into the usual model folder on first use."""
    entry = next(entry for entry in CATALOGUE if entry.name == "smollm2-135m")
    return pull(entry, Settings())


@pytest.fixture
def article() -> Article:
    return Article(text=TEXT, published="2026-03-18")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(cache_dir=tmp_path, prompt_dir=tmp_path / "prompts")
