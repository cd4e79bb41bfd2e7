"""The page in a real browser: mouse, keyboard, narrow screen, without script."""

import time
from pathlib import Path

import pytest

from briefer.rendering.registry import render
from briefer.schema.brief import Brief
from tests.rendering import factories
from tests.rendering.browser import CHROMIUM, Tab

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on PATH")

HIGHLIGHTED = "[...document.querySelectorAll('.highlighted')].map(e => e.textContent).join('|')"
FRIDAY = "a.line[data-line=l20]"
DISPUTED = "a.line[data-line=l5]"
ALARMS = (
    "the alarms had worked| “exactly as they were designed to”|"
    "the sirens had stayed silent for eleven minutes"
)


def in_view(tab: Tab, selector: str) -> bool:
    """Wait for scrolling to end; return True if the whole element is on the screen."""
    box = f"document.querySelector('{selector}').getBoundingClientRect()"
    return tab.comes_true(f"{box}.top >= 0 && {box}.bottom <= innerHeight")


def test_the_page_requests_nothing_and_logs_no_errors(tab: Tab, page: Path) -> None:
    tab.point_at(DISPUTED, click=True)
    assert [url for url in tab.requests if not url.startswith("data:")] == [page.as_uri()]
    assert tab.complaints == []


def test_pointing_highlights_the_evidence_and_leaving_clears_it(tab: Tab) -> None:
    tab.point_at(DISPUTED)
    assert tab.run(HIGHLIGHTED) == ALARMS
    tab.point_at("#uncertainty")
    assert tab.run(HIGHLIGHTED) == ""


def test_evidence_outside_the_view_is_scrolled_into_it(tab: Tab, page: Path) -> None:
    tab.visit(page, height=330)
    tab.point_at(FRIDAY)
    assert tab.run(HIGHLIGHTED) == "Friday"
    assert in_view(tab, ".piece.l20")
    assert in_view(tab, FRIDAY)  # the brief has not moved


def test_a_click_pins_until_escape(tab: Tab) -> None:
    tab.point_at(DISPUTED, click=True)
    tab.point_at(FRIDAY)
    assert tab.run(HIGHLIGHTED) == "Friday"
    tab.point_at("#uncertainty")
    assert tab.run(HIGHLIGHTED) == ALARMS
    assert tab.run(f"document.querySelector('{DISPUTED}').getAttribute('aria-pressed')") == "true"
    tab.press("Escape")
    assert tab.run(HIGHLIGHTED) == ""
    assert tab.run(f"document.querySelector('{DISPUTED}').getAttribute('aria-pressed')") == "false"


def test_the_keyboard_reaches_lines_highlights_pins_and_clears(tab: Tab) -> None:
    tab.point_at("footer")
    tab.run("document.querySelector('h1 a').focus()")
    for _ in range(5):  # past the article's address, the check box and the two buttons
        tab.press("Tab")
    assert tab.run("document.activeElement.dataset.line") == "l2"
    assert str(tab.run(HIGHLIGHTED)).startswith("killed three people")
    assert tab.run("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    tab.press("Enter", text="\r")
    tab.press("Tab")
    assert str(tab.run(HIGHLIGHTED)).startswith("said| |the alarms had worked")
    tab.run("document.activeElement.blur()")
    assert str(tab.run(HIGHLIGHTED)).startswith("killed three people")
    assert "killed three people" in str(tab.run("document.getElementById('live').textContent"))
    tab.press("Escape")
    assert tab.run(HIGHLIGHTED) == ""
    tab.run(f"document.querySelector('{FRIDAY}').focus()")
    tab.press(" ", text=" ")
    assert tab.run(f"document.querySelector('{FRIDAY}').getAttribute('aria-pressed')") == "true"


def test_pointing_at_the_article_highlights_the_lines_it_supports(tab: Tab) -> None:
    tab.point_at(".piece.l20")
    assert tab.run("document.querySelector('.supported').textContent") == "Friday → 20 March 2026"
    tab.point_at(".text h2")
    assert not tab.run("document.querySelector('.supported')")


def test_a_click_on_the_article_leads_to_its_lines_and_pins_them(tab: Tab, page: Path) -> None:
    tab.visit(page, height=330)
    tab.point_at(".piece.l20", click=True)
    assert in_view(tab, FRIDAY)
    tab.point_at(".text h2")
    assert tab.run("document.querySelector('.supported').textContent") == "Friday → 20 March 2026"
    assert "Friday → 20 March" in str(tab.run("document.getElementById('live').textContent"))
    tab.press("Escape")
    assert not tab.run("document.querySelector('.supported')")


def test_the_keyboard_leads_from_the_article_to_its_lines(tab: Tab) -> None:
    tab.run("document.querySelector('#article').focus()")
    tab.press("Tab")
    assert tab.run("document.activeElement.textContent") == "PORT ELLERY"
    assert tab.run("document.querySelector('.supported').textContent") == "Port Ellery"
    tab.press(" ", text=" ")
    assert tab.run("document.activeElement.getAttribute('aria-pressed')") == "true"
    tab.run("getSelection().selectAllChildren(document.querySelector('h1'))")
    tab.press("Enter", text="\r")
    assert tab.run("document.activeElement.getAttribute('aria-pressed')") == "false"


def test_on_a_narrow_screen_words_of_the_article_lead_to_the_brief_and_back(
    tab: Tab, page: Path
) -> None:
    tab.visit(page, width=390, height=700)
    tab.point_at(".piece.l20", click=True)
    assert in_view(tab, FRIDAY)
    assert tab.run("document.getElementById('back').textContent") == "Back to the article"
    tab.point_at("#back", click=True)
    assert in_view(tab, ".piece.l20")


def test_the_hint_is_about_fingers_where_nothing_can_point(tab: Tab, page: Path) -> None:
    shown = (
        "[...document.querySelectorAll('.hint')].filter((hint) => hint.offsetHeight > 0)"
        ".map((hint) => hint.textContent.split(' ')[0]).join()"
    )
    assert tab.run(shown) == "Point"
    touch = {"enabled": True, "maxTouchPoints": 5}
    phone = {"width": 390, "height": 700, "deviceScaleFactor": 1, "mobile": True}
    tab.call("Emulation.setTouchEmulationEnabled", dict(touch))
    tab.call("Emulation.setDeviceMetricsOverride", dict(phone))
    try:
        tab.call("Page.navigate", {"url": page.as_uri()})
        assert tab.comes_true(f"document.readyState === 'complete' && {shown} === 'Tap'")
    finally:
        tab.call("Emulation.setTouchEmulationEnabled", {"enabled": False})


def test_the_buttons_copy_markdown_and_save_the_brief(tab: Tab, tmp_path: Path) -> None:
    tab.call("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(tmp_path)})
    tab.run("navigator.clipboard.writeText = async (text) => { window.copied = text; }")
    tab.point_at("#copy", click=True)
    assert tab.comes_true("window.copied")
    assert tab.run("window.copied") == render(factories.brief(), "md")
    assert tab.comes_true("document.getElementById('said').textContent === 'Copied.'")
    tab.point_at("#download", click=True)
    saved = tmp_path / "brief.json"
    for _ in range(100):
        if saved.exists():
            break
        time.sleep(0.05)
    assert Brief.model_validate_json(saved.read_text(encoding="utf-8")) == factories.brief()
    assert tab.complaints == []


def test_on_a_narrow_screen_a_click_leads_to_the_evidence_and_back(tab: Tab, page: Path) -> None:
    tab.visit(page, width=390, height=700)
    assert tab.run("document.documentElement.scrollWidth <= innerWidth")
    tab.point_at(DISPUTED)
    assert not tab.run("document.querySelector('.piece.l5').getBoundingClientRect().top < 700")
    tab.point_at(DISPUTED, click=True)
    assert in_view(tab, ".piece.l5")
    tab.point_at("#back", click=True)
    assert in_view(tab, DISPUTED)
    assert tab.run(f"document.activeElement === document.querySelector('{DISPUTED}')")
    assert tab.run("document.getElementById('back').hidden")


def test_without_script_a_link_leads_to_the_highlighted_evidence(tab: Tab, page: Path) -> None:
    tab.call("Emulation.setScriptExecutionDisabled", {"value": True})
    tab.visit(page, height=330)
    tab.point_at(FRIDAY, click=True)
    background = "getComputedStyle(document.querySelector('{}')).backgroundColor"
    assert in_view(tab, ".piece.l20")
    assert tab.run(background.format(".piece.l20")) != tab.run(background.format(".piece.l5"))
    tab.point_at(".piece.l20", click=True)
    assert in_view(tab, FRIDAY)


CONTRAST = """[...document.querySelectorAll('main *, article *')].filter(
    e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())
).map(e => {
    const rgb = c => c.match(/[\\d.]+/g).map(Number);
    const light = c => { const [r, g, b] = rgb(c).map(v => (v /= 255) <= 0.04045 ? v / 12.92
        : ((v + 0.055) / 1.055) ** 2.4); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
    let ground = e;
    while (ground && (rgb(getComputedStyle(ground).backgroundColor)[3] ?? 1) === 0)
        ground = ground.parentElement;
    const [a, b] = [light(getComputedStyle(e).color),
        light(getComputedStyle(ground).backgroundColor)].sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05);
}).reduce((least, each) => Math.min(least, each))"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_has_the_contrast_required_by_wcag_aa(tab: Tab, scheme: str) -> None:
    preferred_scheme = {"name": "prefers-color-scheme", "value": scheme}
    tab.call("Emulation.setEmulatedMedia", {"features": [preferred_scheme]})
    tab.point_at(DISPUTED, click=True)
    least = tab.run(CONTRAST)
    assert isinstance(least, float)
    assert least >= 4.5
