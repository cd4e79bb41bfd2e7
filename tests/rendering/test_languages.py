"""Pages in other languages than English: labels follow the brief, quotes the article."""

import re

import pytest
from lxml import html
from markdown_it import MarkdownIt
from rich.cells import cell_len

from briefer.rendering.messages import languages
from briefer.rendering.registry import TextFormat, render
from briefer.rendering.terminal import PAGE_LINES, terminal_text
from briefer.schema.brief import Brief
from tests.rendering import factories, translated
from tests.rendering.pages import shown
from tests.rendering.test_terminal import crowded, flat

OTHER_LANGUAGES = sorted({*languages()} - {"en"})
PAGES: tuple[TextFormat, ...] = ("terminal", "md", "html")


def in_language(language: str) -> Brief:
    """Return the brief of the English article, with labels in another language."""
    return factories.brief().model_copy(update={"language": language})


def test_a_german_page_of_the_terminal() -> None:
    page = terminal_text(translated.german(), explain=True)
    text = flat(page)
    for words in (
        "UNSICHER ▲ Nicht vollständig gelesen: Das Modell hat 2 von 3 Sätzen gelesen.",
        "WANN Dienstagabend → 17. März 2026, abends",
        "AUSSAGEN Ines Falk, Bürgermeisterin, unter Berufung auf Jan Sand",
        "• „Wir haben einen Riss gefunden“ (sagte; vom Modell und von den Regeln gefunden)",
        "vorsichtig formuliert: „könne“; Wahrscheinlichkeit: wahrscheinlich (55–80 %)",
        "5 Anfragen (1 wiederholt), 6.310 Tokens eingelesen",
        "9 Zeilen erneut geprüft (2 berichtigt, 1 verworfen)",
        "✗ Zusammenfassung: … (bei einer zweiten Prüfung fand das Modell „Jan Sand“ nicht",
    ):
        assert words in text
    assert "Die Gründe zeigt --explain." in terminal_text(translated.german())


def test_an_arabic_page_of_the_terminal_has_no_control_characters() -> None:
    page = terminal_text(translated.arabic(), explain=True)
    text = flat(page)
    assert "متى مساء الثلاثاء ← 17 مارس 2026، مساءً" in text
    assert "الأقوال إيناس فلاح، رئيسة البلدية، نقلًا عن جان سند" in text
    assert "• «وجدنا شقًا في الجسر» (قالت؛ استخرجه النموذج والقواعد معًا)" in text
    assert not re.search("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]", page)


@pytest.mark.parametrize(
    ("brief", "titles"),
    [
        (translated.german(), ["Unsicher", "Wer", "Was", "Wo", "Wann", "Aussagen", "Belege"]),
        (
            translated.arabic(),
            ["غير محسوم", "من", "ماذا", "أين", "متى", "الأقوال", "الشواهد"],
        ),
    ],
    ids=["de", "ar"],
)
def test_a_markdown_page_has_its_titles_and_the_quotes_as_they_are(
    brief: Brief, titles: list[str]
) -> None:
    page = render(brief, "md")
    assert re.findall(r"(?m)^## (.+)$", page) == titles
    for evidence in brief.all_evidence():
        if evidence != brief.claimed_by[0].cue and evidence != brief.claimed_by[1].hedge:
            assert f"{evidence.quote} *({evidence.start}–{evidence.end})*" in page
    assert "\\." not in page


@pytest.mark.parametrize(
    ("brief", "direction"), [(translated.german(), "ltr"), (translated.arabic(), "rtl")]
)
def test_an_html_page_has_language_and_direction(brief: Brief, direction: str) -> None:
    page = html.document_fromstring(render(brief, "html"))
    assert (page.get("lang"), page.get("dir")) == (brief.language, direction)
    (article,) = page.xpath("//article")
    assert article.get("lang") == brief.language
    assert {each.get("lang") for each in page.xpath("//main//*[@lang]")} == {brief.language}
    (footer,) = page.xpath("//footer")
    assert footer.get("dir") == direction
    assert page.xpath("string(//title)").startswith(f"{brief.headline.text} – ")


@pytest.mark.parametrize("language", OTHER_LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_no_english_labels(name: TextFormat, language: str) -> None:
    text = flat(shown(render(in_language(language), name)))
    for label in ("Uncertain", "Claimed by", "None found", "Made in", "hedged", "18 March 2026"):
        assert label not in text


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("width_of", ["full", "crowded"])
def test_a_page_of_the_terminal_has_80_columns_in_every_language(
    language: str, width_of: str
) -> None:
    brief = crowded() if width_of == "crowded" else factories.brief()
    page = terminal_text(brief.model_copy(update={"language": language}))
    assert max(cell_len(line) for line in page.splitlines()) <= 80
    assert len(page.rstrip().splitlines()) <= PAGE_LINES


@pytest.mark.parametrize("language", languages())
def test_labels_are_bold_in_markdown_in_every_language(language: str) -> None:
    tokens = MarkdownIt("commonmark").parse(render(in_language(language), "md"))
    inside = [child for token in tokens for child in token.children or []]
    assert not [child for child in inside if child.type == "text" and "**" in child.content]


@pytest.mark.parametrize("name", PAGES)
def test_a_language_without_labels_has_the_english_page(name: TextFormat) -> None:
    page = shown(render(in_language("fi"), name))
    if name == "html":
        page = re.sub(r'lang="fi"', 'lang="en"', page)
        page = re.sub(r'<span lang="en" dir="ltr">(.*?)</span>', r"\1", page)
        page = page.replace(' lang="en" dir="ltr" aria-label', ' lang="en" aria-label')
    assert page == shown(render(factories.brief(), name))


def test_the_first_of_a_month_is_an_ordinal_in_french() -> None:
    brief = in_language("fr")
    first = brief.when[0].model_copy(update={"value": "2026-03-01"})
    assert "→ 1er mars 2026" in flat(terminal_text(brief.model_copy(update={"when": (first,)})))
