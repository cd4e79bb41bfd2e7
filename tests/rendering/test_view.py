"""What a line says about its source."""

import pytest

from briefer.rendering.registry import TextFormat, render
from briefer.rendering.view import attribution_note
from briefer.schema.brief import SummaryPoint, What
from briefer.schema.evidence import Evidence
from tests.rendering import factories

EVIDENCE = (Evidence(start=0, end=1, quote="T"),)


@pytest.mark.parametrize(
    ("text", "sources", "note"),
    [
        ("The gate was open.", (), ""),
        ("The gate was open.", ("Ada Lunt",), "according to Ada Lunt"),
        ("The gate was open.", ("The town council",), "according to the town council"),
        ("The gate was open.", ("The Hague",), "according to The Hague"),
        ("Lunt said the gate was open.", ("Ada Lunt",), ""),
        ("Lunt said it was open.", ("Ada Lunt", "Bo Krag"), "according to Bo Krag"),
        ("It was open, officials said.", ("Two officials with knowledge of the gate",), ""),
        ("The Council of Elm says it was open.", ("Council of Elm (CoE)",), ""),
        ("It was open.", ("A guard of the gate",), "according to a guard of the gate"),
    ],
)
def test_a_line_tells_the_sources_that_it_does_not_name(
    text: str, sources: tuple[str, ...], note: str
) -> None:
    point = SummaryPoint(text=text, sources=sources, evidence=EVIDENCE)
    event = What(event=text, sources=sources, evidence=EVIDENCE)
    assert attribution_note(point) == attribution_note(event) == note


@pytest.mark.parametrize("form", ["terminal", "md", "html"])
def test_an_event_in_the_articles_own_voice_has_no_note(form: TextFormat) -> None:
    brief = factories.brief()
    event = What(event="Gulls flew", evidence=brief.headline.evidence)
    page = render(brief.model_copy(update={"what": (event,)}), form)
    assert "Gulls flew" in page
    assert "Gulls flew (" not in page
    assert "itself" not in page.split("Gulls flew")[1].split("\n")[0]
