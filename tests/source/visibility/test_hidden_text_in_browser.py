"""The cases of ``test_hidden_text.py`` are true in a real browser."""

import base64
from collections.abc import Iterator

import pytest

from tests.rendering.browser import CHROMIUM, Tab, browser
from tests.source.visibility.test_hidden_text import HIDDEN, SECRET, VISIBLE

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")

_OTHER = "".join("m" if letter != " " else " " for letter in SECRET)


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    page = tmp_path_factory.mktemp("page") / "page.html"
    page.write_text("<!doctype html><title>Test</title>", encoding="utf-8")
    with browser(tmp_path_factory.mktemp("profile")) as tab:
        tab.visit(page, width=1280, height=720)
        yield tab


def _picture(tab: Tab, html: str) -> bytes:
    """Return what a reader sees of a page."""
    tree = tab.call("Page.getFrameTree")["frameTree"]
    assert isinstance(tree, dict)
    frame = tree["frame"]["id"]
    page = f"<!doctype html><body><p>Buses run again.</p>{html}</body>"
    tab.call("Page.setDocumentContent", {"frameId": frame, "html": page})
    data = tab.call("Page.captureScreenshot", {"format": "png", "optimizeForSpeed": True})["data"]
    return base64.b64decode(str(data))


@pytest.mark.parametrize("html", HIDDEN)
def test_hidden_text_may_be_any_text(html: str, tab: Tab) -> None:
    assert _picture(tab, html) == _picture(tab, html.replace(SECRET, _OTHER))


@pytest.mark.parametrize("html", VISIBLE)
def test_visible_text_may_not(html: str, tab: Tab) -> None:
    assert _picture(tab, html) != _picture(tab, html.replace(SECRET, _OTHER))
