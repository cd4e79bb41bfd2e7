"""The report in a browser: links, mouse, keyboard, narrow screens, no JavaScript."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.evals.broken_briefs import missing_essential
from tests.evals.factories import perfect_brief
from tests.evals.reporting.test_html import page
from tests.rendering.browser import CHROMIUM, Tab, browser

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on PATH")

SECOND = "#s0c1"
ROW = f"{SECOND} .sys1 .row.missed"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("page") / "report.html"
    file.write_text(page(perfect_brief(), missing_essential(perfect_brief())), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    with browser(tmp_path_factory.mktemp("profile")) as tab:
        yield tab


@pytest.fixture
def tab(chromium: Tab, report: Path) -> Tab:
    chromium.call("Emulation.setScriptExecutionDisabled", {"value": False})
    chromium.requests.clear()
    chromium.complaints.clear()
    chromium.visit(report)
    return chromium


def is_visible(tab: Tab, selector: str) -> bool:
    return tab.comes_true(
        f"document.querySelector({selector!r}).checkVisibility({{contentVisibilityAuto: true}})"
    )


def test_the_page_makes_no_requests_and_logs_no_errors(tab: Tab, report: Path) -> None:
    assert [url for url in tab.requests if not url.startswith("data:")] == [report.as_uri()]
    assert tab.complaints == []
    assert tab.run("getComputedStyle(document.querySelector('svg .interval')).strokeWidth") == "2px"


def test_a_dot_of_a_plot_opens_its_case(tab: Tab) -> None:
    tab.run("document.querySelector(`svg a[href='#s0c1'] circle`).parentNode.dispatchEvent("
            "new MouseEvent('click', {bubbles: true, cancelable: true}))")  # fmt: skip
    assert is_visible(tab, f"{SECOND} .sys1 .row")


def test_a_click_on_a_line_shows_its_evidence(tab: Tab) -> None:
    tab.run(f"location.hash = {SECOND!r}")
    assert is_visible(tab, ROW)
    tab.point_at(f"{ROW} summary", click=True)
    assert is_visible(tab, f"{ROW} mark")


def test_the_keyboard_reaches_and_opens_a_line(tab: Tab) -> None:
    tab.run(f"location.hash = {SECOND!r}")
    assert is_visible(tab, ROW)
    tab.run(f"document.querySelector('{ROW} summary').focus()")
    tab.press("Enter", text="\r")
    assert is_visible(tab, f"{ROW} mark")
    tab.press("Tab")
    assert tab.run("document.activeElement.matches('.row > summary')") is True


def test_one_system_is_shown_at_a_time_and_only_faults_on_request(tab: Tab) -> None:
    tab.run(f"location.hash = {SECOND!r}")
    assert is_visible(tab, f"{SECOND} .sys1 .row.found")
    assert tab.run(f"document.querySelector('{SECOND} .sys0').checkVisibility()") is False
    tab.point_at("input.wrong", click=True)
    hidden = f"document.querySelector('{SECOND} .sys1 .row.found').checkVisibility()"
    assert tab.run(hidden) is False
    assert is_visible(tab, ROW)
    tab.point_at("input.pick0", click=True)
    assert tab.run(f"document.querySelector('{ROW}').checkVisibility()") is False


def test_everything_opens_without_javascript(tab: Tab, report: Path) -> None:
    tab.call("Emulation.setScriptExecutionDisabled", {"value": True})
    tab.visit(report)
    tab.point_at("details.case:last-of-type > summary", click=True)
    tab.point_at(f"{ROW} summary", click=True)
    assert is_visible(tab, f"{ROW} mark")


def test_a_narrow_screen_scrolls_vertically_only(tab: Tab, report: Path) -> None:
    tab.visit(report, width=360)
    tab.run(f"location.hash = {SECOND!r}")
    assert is_visible(tab, ROW)
    root = "document.documentElement"
    assert tab.run(f"{root}.scrollWidth <= {root}.clientWidth") is True
