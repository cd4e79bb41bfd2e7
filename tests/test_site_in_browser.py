"""The documentation site, read from disk in a real browser: no request, and a search that finds."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.rendering.browser import CHROMIUM, Tab, browser

ROOT = Path(__file__).resolve().parents[1]

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium")
pytest.importorskip("mkdocs", reason="the site needs mkdocs-material")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True)
    return folder


@pytest.fixture
def tab(tmp_path: Path) -> Iterator[Tab]:
    with browser(tmp_path) as opened:
        yield opened


@pytest.mark.parametrize("page", ["index.html", "schema.html", "examples.html"])
def test_a_page_requests_only_files_of_the_site(site: Path, tab: Tab, page: str) -> None:
    tab.visit(site / page)
    elsewhere = [url for url in tab.requests if not url.startswith((site.as_uri(), "data:"))]
    assert elsewhere == []
    assert tab.requests
    assert tab.complaints == []


def test_the_search_finds_words_of_a_page(site: Path, tab: Tab) -> None:
    tab.visit(site / "index.html")
    tab.run("document.querySelector('[data-md-component=search-query]').focus()")
    tab.run(
        "const field = document.querySelector('[data-md-component=search-query]');"
        "field.value = 'find_in_article'; field.dispatchEvent(new Event('keyup'));"
    )
    assert tab.comes_true("document.querySelector('.md-search-result__item a') !== null")
    found = tab.run("document.querySelector('.md-search-result__item a').href")
    assert "assistants.html" in str(found)
