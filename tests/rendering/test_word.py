"""The Word document, read back: the words of the other formats, in styles that can be navigated."""

import sys
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from briefer.errors import SettingsError
from briefer.rendering.registry import render
from briefer.schema.brief import Brief
from tests.rendering import factories, translated
from tests.rendering.test_terminal import hostile


def read(brief: Brief) -> Document:
    data = render(brief, "docx")
    assert isinstance(data, bytes)
    return docx.Document(BytesIO(data))


def texts(document: Document, style: str) -> list[str]:
    return [each.text for each in document.paragraphs if each.style and each.style.name == style]


def test_headings_are_styles_in_the_order_of_the_other_formats() -> None:
    document = read(factories.brief())
    assert texts(document, "Title") == ["Fire at Port Ellery grain terminal kills three [1]"]
    assert texts(document, "Heading 1") == [
        "Uncertain", "Who", "What", "Where", "When", "Claimed by", "Evidence", "About this brief",
    ]  # fmt: skip
    sources = texts(document, "Heading 2")
    assert sources[1].startswith("Ingrid Okafor, Mayor [")
    assert len(sources) == 6


def test_lines_have_notes_and_the_numbers_of_their_evidence() -> None:
    brief = factories.brief()
    document = read(brief)
    bullets = " ".join(texts(document, "List Bullet"))
    for words in (
        "Disputed: The mayor says that the alarms worked",
        "Tomás Reyes, secretary of the dockworkers’ union (also El Faro) [",
        "Tuesday night → 17 March 2026, night [",
        "a worn conveyor belt may have ignited the dust (said; hedged: “may”) [",
        "who: Captain Lund (the name “Captain Lund” is not in the article)",
    ):
        assert words in bullets
    quotes = [each for each in texts(document, "Normal") if each.startswith("[")]
    first = brief.headline.evidence[0]
    assert quotes[0] == f"[1] {first.quote} ({first.start}–{first.end})"
    assert f"[{len(quotes)}]" in quotes[-1]


def test_the_properties_name_the_brief_and_the_address_can_be_opened() -> None:
    brief = factories.brief()
    document = read(brief)
    properties = document.core_properties
    assert properties.title == "Fire at Port Ellery grain terminal kills three – a brief"
    assert properties.author == "briefer 0.1.0"
    assert properties.language == "en"
    assert properties.created is not None
    assert properties.created.date() == brief.provenance.created.date()
    (link,) = [link for each in document.paragraphs for link in each.hyperlinks]
    assert link.address == link.text == brief.article.url
    article = brief.article.model_copy(update={"url": "javascript:alert(1)"})
    document = read(brief.model_copy(update={"article": article}))
    assert not [link for each in document.paragraphs for link in each.hyperlinks]
    assert "javascript:alert(1)" in " ".join(texts(document, "Normal"))


def test_an_arabic_document_runs_from_right_to_left() -> None:
    document = read(translated.arabic())
    assert all(each._p.pPr is not None for each in document.paragraphs)  # noqa: SLF001
    body: Any = document.element.body
    assert len(body.findall(f".//{qn('w:pPr')}/{qn('w:bidi')}")) == len(document.paragraphs)
    assert body.findall(f"./{qn('w:sectPr')}/{qn('w:bidi')}")
    assert all(run.font.rtl for each in document.paragraphs for run in each.runs)
    assert language_of(document).get(qn("w:bidi")) == "ar"
    german = read(translated.german())
    assert not german.element.body.findall(f".//{qn('w:bidi')}")
    assert language_of(german).get(qn("w:val")) == "de"


def language_of(document: Document) -> Any:  # noqa: ANN401 (an element of lxml)
    normal: Any = document.styles["Normal"].element
    return normal.find(f".//{qn('w:lang')}")


def test_quotes_have_the_language_of_the_article() -> None:
    brief = factories.brief().model_copy(update={"language": "zh"})
    document = read(brief)
    assert language_of(document).get(qn("w:eastAsia")) == "zh"
    marked: Any = document.element.body.findall(f".//{qn('w:r')}//{qn('w:lang')}")
    assert {each.get(qn("w:val")) for each in marked} == {"en"}
    assert "何人" in texts(document, "Heading 1")


def test_characters_that_xml_does_not_allow_are_replaced() -> None:
    document = read(hostile())
    assert "␛[2J" in " ".join(each.text for each in document.paragraphs)


def test_a_character_that_is_none_is_replaced() -> None:
    brief = factories.brief()
    article = brief.article.model_copy(update={"publisher": "Post \uffff\ufffe"})
    document = read(brief.model_copy(update={"article": article}))
    assert "Post \ufffd\ufffd" in " ".join(each.text for each in document.paragraphs)


def test_the_same_brief_gives_the_same_file(monkeypatch: pytest.MonkeyPatch) -> None:
    before = render(factories.brief(), "docx")
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert render(factories.brief(), "docx") == before


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(SettingsError, match=r'pip install "briefer\[docx\]"'):
        render(factories.brief(), "docx")
