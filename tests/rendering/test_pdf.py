"""The PDF of a brief has exactly one page, which a reader can search, and nothing is cut."""

import sys
from io import BytesIO
from itertools import pairwise
from typing import Any

import pytest
from pypdf import PageObject, PdfReader

from briefer.errors import SettingsError
from briefer.rendering.pdf import document
from briefer.rendering.pdf.content import fold_steps, page_content
from briefer.rendering.registry import render
from briefer.schema.brief import Brief
from tests.rendering import factories, translated
from tests.rendering.test_terminal import crowded


def page_of(data: bytes) -> PageObject:
    pages = PdfReader(BytesIO(data)).pages
    assert len(pages) == 1
    return pages[0]


def text_of(brief: Brief) -> str:
    data = render(brief, "pdf")
    assert isinstance(data, bytes)
    return " ".join(page_of(data).extract_text().split())


def bare() -> Brief:
    """Return a brief with a headline and nothing else."""
    sections = dict.fromkeys(
        ("summary", "who", "what", "where", "when", "claimed_by", "uncertainty"), ()
    )
    return factories.brief().model_copy(update=sections)


def test_the_page_has_every_section_in_words_that_can_be_searched() -> None:
    text = text_of(factories.brief())
    for words in (
        "Fire at Port Ellery grain terminal kills three",
        "UNCERTAIN",
        "Disputed: The mayor says that the alarms worked",
        "Ingrid Okafor, Mayor",
        "Tuesday night → 17 March 2026, night",
        "CLAIMED BY",
        "a worn conveyor belt may have ignited the dust (said; hedged: “may”)",
        "https://news.example/2026/03/18/port-ellery-grain-terminal-fire",
        "15 of 15 sentences read",
    ):
        assert words in text


@pytest.mark.parametrize("paper", ["a4", "us-letter"])
def test_a_crowded_brief_is_folded_and_says_so(paper: document.Paper) -> None:
    data = document.pdf_bytes(crowded(), paper=paper)
    page = page_of(data)
    assert round(float(page.mediabox.width)) == {"a4": 595, "us-letter": 612}[paper]
    assert "more in the full brief" in page.extract_text()


def test_sections_without_items_say_so() -> None:
    text = text_of(bare())
    assert "None found." in text
    assert "No attributed claims found." in text


def test_other_scripts_are_set_in_embedded_fonts() -> None:
    arabic = document.pdf_bytes(translated.arabic())
    assert "إغلاق" in page_of(arabic).extract_text()
    chinese = factories.brief().model_copy(update={"language": "zh"})
    assert "何人" in text_of(chinese)
    resources: Any = page_of(arabic)["/Resources"]
    for font in resources["/Font"].values():
        descriptor = font["/DescendantFonts"][0]["/FontDescriptor"]
        assert {"/FontFile2", "/FontFile3"} & set(descriptor)


def test_the_document_is_tagged_titled_and_linked() -> None:
    data = document.pdf_bytes(factories.brief())
    reader = PdfReader(BytesIO(data))
    assert reader.metadata is not None
    assert reader.metadata.title == "Fire at Port Ellery grain terminal kills three – a brief"
    root: Any = reader.root_object
    page: Any = reader.pages[0]
    assert root["/MarkInfo"]["/Marked"]
    links = [note.get_object() for note in page["/Annots"]]
    assert [link["/A"]["/URI"] for link in links] == [factories.brief().article.url]
    assert data == document.pdf_bytes(factories.brief()), "the same brief gives the same file"


def test_markup_in_an_article_is_only_text() -> None:
    hostile = "#set page(width: 1pt) *bold* $x$ [] \\ <a> ${x}"
    brief = bare()
    headline = brief.headline.model_copy(update={"text": hostile})
    assert hostile in text_of(brief.model_copy(update={"headline": headline}))


def test_items_are_folded_one_by_one_to_nothing() -> None:
    brief = crowded()
    steps = fold_steps(brief)
    assert steps[0]["claims"] == len(brief.claimed_by)
    assert set(steps[-1].values()) == {0}
    for before, after in pairwise(steps):
        assert sum(before.values()) - sum(after.values()) == 1
    foot = page_content(brief, steps[-1])["foot"]
    assert foot == page_content(brief, steps[0])["foot"]


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(SettingsError, match=r'pip install "briefer\[pdf\]"'):
        document.pdf_bytes(factories.brief())
