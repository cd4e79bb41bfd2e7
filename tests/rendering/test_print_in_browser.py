"""The printed page: the brief alone on one sheet, in type that can be read."""

import base64
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from briefer.rendering.registry import render
from briefer.schema.brief import Brief
from tests.rendering import factories, translated
from tests.rendering.browser import CHROMIUM, Tab
from tests.rendering.test_terminal import crowded

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on PATH")

A4 = (8.27, 11.69)
LETTER = (8.5, 11.0)
TYPE = "parseFloat(document.documentElement.style.getPropertyValue('--print-type'))"


def printed(tab: Tab, size: tuple[float, float]) -> list[str]:
    """Print the page; return the text of each sheet."""
    params = {"paperWidth": size[0], "paperHeight": size[1]}
    data = base64.b64decode(str(tab.call("Page.printToPDF", dict(params))["data"]))
    return [sheet.extract_text() for sheet in PdfReader(BytesIO(data)).pages]


def show(tab: Tab, brief: Brief, folder: Path) -> None:
    file = folder / "brief.html"
    file.write_text(render(brief, "html"), encoding="utf-8")
    tab.visit(file)


@pytest.mark.parametrize("size", [A4, LETTER])
@pytest.mark.parametrize(
    ("brief", "least"),
    [(factories.brief(), 10), (crowded(), 8), (translated.arabic(), 11)],
    ids=["full", "crowded", "arabic"],
)
def test_the_brief_has_one_sheet_in_the_largest_type_that_fits(
    tab: Tab, tmp_path: Path, size: tuple[float, float], brief: Brief, least: float
) -> None:
    show(tab, brief, tmp_path)
    assert len(printed(tab, size)) == 1
    found = tab.run(TYPE)
    assert isinstance(found, int | float)
    assert found >= least


def test_too_many_claims_take_a_second_sheet_and_none_is_cut(tab: Tab, tmp_path: Path) -> None:
    brief = factories.brief()
    claims = brief.claimed_by + brief.claimed_by[:1] * 200
    show(tab, brief.model_copy(update={"claimed_by": claims}), tmp_path)
    sheets = printed(tab, A4)
    assert len(sheets) > 1
    assert tab.run(TYPE) == 11
    assert " ".join(sheets).count("The fire killed three people and injured 14") >= 200


def test_nothing_printed_is_smaller_than_eight_points(tab: Tab, tmp_path: Path) -> None:
    show(tab, crowded(), tmp_path)
    printed(tab, A4)
    tab.call("Emulation.setEmulatedMedia", {"media": "print"})
    smallest = tab.run(
        "Math.min(...[...document.querySelectorAll('main *')].filter(e => e.checkVisibility() &&"
        "[...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))"
        ".map(e => parseFloat(getComputedStyle(e).fontSize) * 0.75))"
    )
    assert isinstance(smallest, int | float)
    assert round(smallest, 2) >= 8


def test_the_article_is_printed_on_request_with_numbers_of_the_evidence(tab: Tab) -> None:
    (alone,) = printed(tab, A4)
    assert "The blaze broke out" not in alone
    assert "Point at a line" not in alone
    tab.point_at("#print-article", click=True)
    brief, article = printed(tab, A4)
    assert "Fire at Port Ellery grain terminal kills three" in brief
    assert "The blaze broke out" in article
    tab.call("Emulation.setEmulatedMedia", {"media": "print"})
    assert tab.run("getComputedStyle(document.querySelector('.refs')).display") == "inline"
    assert tab.run("getComputedStyle(document.querySelector('.piece.l20'), '::after').content") == (
        '"23"'
    )


def test_the_screen_is_as_before_after_printing(tab: Tab) -> None:
    tab.point_at("a.line[data-line=l20]")
    before = tab.run("document.getElementById('brief').scrollTop")
    printed(tab, A4)
    assert tab.run("document.getElementById('brief').scrollTop") == before
    assert tab.run("getComputedStyle(document.querySelector('.hint')).display") == "block"
    assert not tab.run("document.getElementById('brief').style.width")
    assert tab.complaints == []
