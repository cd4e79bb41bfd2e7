"""A browser for the tests of the HTML page; all of them share it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefer.rendering.registry import render
from tests.rendering import factories
from tests.rendering.browser import Tab, browser


@pytest.fixture(scope="session")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the invented article."""
    file = tmp_path_factory.mktemp("page") / "brief.html"
    file.write_text(render(factories.brief(), "html"), encoding="utf-8")
    return file


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    """A browser that runs until the last test."""
    with browser(tmp_path_factory.mktemp("profile")) as tab:
        yield tab


@pytest.fixture
def tab(chromium: Tab, page: Path) -> Tab:
    """The page in the browser, as nobody has used it yet."""
    chromium.call("Emulation.setScriptExecutionDisabled", {"value": False})
    chromium.call("Emulation.setEmulatedMedia", {"media": "", "features": []})
    chromium.requests.clear()
    chromium.complaints.clear()
    chromium.visit(page)
    return chromium
